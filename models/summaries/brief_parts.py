"""The parts of a brief: facts in, lines in the reader's language out, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from models.summaries.brief_delivery_parts import DeliveryParts
from models.summaries.brief_facts import BriefFacts, BriefStep
from models.summaries.brief_lines import Room
from models.summaries.brief_page import BriefLine, BriefPart
from models.summaries.brief_people import BriefPerson
from models.summaries.brief_questions import suggested
from models.summaries.report import Cell, Column, Tone
from models.text.coverage_words import COVERAGE_NAMES
from models.text.field_words import CHANNEL_NAMES, ROLE_NAMES, SEVERITY_NAMES, STANCE_NAMES
from models.text.language import Language
from models.text.list_lines import words_of
from models.text.satisfaction_words import figure_words

BIRTHDAY_DAYS = 30
"""A birthday within so many days is near."""


_FULL = Room(people=12, open=8, meetings=3, due=6, questions=6, suggested=6, remember=8, risks=4, products=4,
             coverage=5, letters=300)  # fmt: skip

_CUTS = (
    "coverage 3, products 2, risks 2, suggested 4, remember 6, questions 4, letters 220, open 6, people 10, due 5, "
    "products 1, risks 1, coverage 2, suggested 3, remember 4, people 8, letters 160, questions 3, open 5, due 4, "
    "people 7, remember 3, suggested 2, open 4, letters 120, people 6, due 3, questions 2, remember 2, open 3, "
    "people 5, letters 90, "
    "coverage 1, due 2, suggested 1, open 2, questions 1, people 4, remember 1, meetings 2, letters 60, people 3, "
    "products 0, due 1, open 1, meetings 1, letters 36, people 2, letters 24, people 1, letters 16, suggested 0"
)
"""What is left out one after the other until the page fits: the least important first, the last meetings last."""


def _rooms() -> Iterator[Room]:
    room = _FULL
    yield room
    for cut in _CUTS.split(", "):
        name, number = cut.split(" ")
        room = replace(room, **{name: int(number)})
        yield room


ROOMS = tuple(_rooms())
"""From the fullest page to the shortest."""


def parts(facts: BriefFacts, today: date, language: Language, room: Room) -> tuple[BriefPart, ...]:
    """Return the parts of a brief that have something to say, in the order they are read."""
    made = _Parts(facts, today, language, room)
    every = (
        made.visit(),
        made.people(),
        made.remember(),
        made.birthdays(),
        made.steps("waiting", language.say("Requests and complaints"), "complaint", "request"),
        made.due(),
        made.steps("ours", language.say("We promised"), "promise"),
        made.steps("theirs", language.say("They promised"), "customer_promise"),
        made.meetings(),
        made.asked(),
        made.unanswered(),
        made.suggested(),
        made.risks(),
        made.installed(),
        made.coverage(),
    )
    return tuple(part for part in every if part.lines or part.empty)


class _Parts(DeliveryParts):
    def visit(self) -> BriefPart:
        """Return when and where we meet, with whom, for what, and what should come of it."""
        say, visit = self.language.say, self.facts.visit
        if visit is None:
            return BriefPart("visit", "", ())
        where = (self._moment(visit.start), say(CHANNEL_NAMES[visit.channel]), self._clip(visit.place))
        theirs = self._clip(self.language.listing(visit.people))
        ours = self._clip(self.language.listing(visit.colleagues))
        expected = self._clip(visit.expected_result)
        lines = [
            BriefLine(" · ".join(part for part in where if part), opens=("visit", visit.id)),
            *self._plain(self._clip(visit.purpose)),
            *self._plain(say("Expected: {result}", result=expected) if expected else ""),
            # Of a brief on the visit itself, they stand in a table of their own.
            *self._plain(say("With {names}", names=theirs) if theirs and not self.facts.are_guests else ""),
            *self._plain(say("From our side: {names}", names=ours) if ours else ""),
        ]
        title = say("This visit") if self.facts.is_of_visit else say("Next visit")
        return BriefPart("visit", title, tuple(lines), half=False)

    def people(self) -> BriefPart:
        """Return who will be there, or who matters at the account."""
        say = self.language.say
        columns = (
            Column(say("Person"), 1.7),
            Column(say("Post"), 2.1),
            Column(say("Role"), 1.85),
            Column(say("Stance"), 1.65),
            Column(say("Closeness"), 1.1),
            Column(say("Last met"), 1.8, "date"),
        )
        shown = self.facts.people[: self.room.people]
        lines = tuple(
            BriefLine(
                person.name, opens=("contact", person.id), kind=person.role_group or "", cells=self._person(person)
            )
            for person in shown
        )
        title = say("Who will be there") if self.facts.are_guests else say("Key people")
        return BriefPart("people", title, lines, self.facts.people_count - len(lines), columns, half=False)

    def remember(self) -> BriefPart:
        """Return what to remember of the people, the account and the last meetings; it is private."""
        say, room = self.language.say, self.room
        lines = []
        for person in self.facts.people:
            notes = [person.preferences, person.kindnesses, person.private_notes]
            text = " · ".join(" ".join(note.split()) for note in notes if note.strip())
            if text:
                said = say("{account}: {sentence}", account=self._clip(person.name), sentence=self._clip(text))
                lines.append(BriefLine(said, opens=("contact", person.id)))
        account = self.facts.account
        if account.private_notes.strip():
            name, note = self._clip(account.name), self._clip(account.private_notes)
            said = say("{account}: {sentence}", account=name, sentence=note)
            lines.append(BriefLine(said, opens=("account", account.id)))
        for meeting in self.facts.meetings:
            if (meeting.private_notes or "").strip():
                day = self._day(meeting.start)
                said = say("{account}: {sentence}", account=day, sentence=self._clip(meeting.private_notes or ""))
                lines.append(BriefLine(said, opens=("visit", meeting.id)))
        part = self._part("remember", say("To remember (private)"), lines, room.remember, half=False)
        return replace(part, is_private=True)

    def birthdays(self) -> BriefPart:
        """Return whose birthday is near; birthdays are private."""
        near = []
        for person in self.facts.people:
            day = next_birthday(person.birthday, self.today)
            if day is not None and (day - self.today).days <= BIRTHDAY_DAYS:
                near.append((day, person))
        lines = [
            BriefLine(self._clip(person.name), self._near(day), opens=("contact", person.id))
            for day, person in sorted(near, key=lambda one: one[0])
        ]
        part = self._part("birthdays", self.language.say("Birthdays (private)"), lines, self.room.remember)
        return replace(part, is_private=True)

    def steps(self, key: str, title: str, *kinds: str) -> BriefPart:
        """Return open steps of some kinds: what, and until when or how long they wait."""
        found = [step for kind in kinds for step in self.facts.of_kind(kind)]
        shown = tuple(self._step(step) for step in found[: self.room.open])
        return BriefPart(key, title, shown, len(found) - len(shown))

    def meetings(self) -> BriefPart:
        """Return the last meetings: when, with whom, and what was said."""
        say = self.language.say
        columns = (Column(say("Day"), 1.4, "date"), Column(say("Met"), 1.8), Column(say("What was said"), 4.8))
        lines = []
        for meeting in self.facts.meetings[: self.room.meetings]:
            said = self._clip(meeting.summary or _words(meeting.notes or "") or meeting.purpose)
            if meeting.satisfaction is not None:
                figure = figure_words(self.language, meeting.satisfaction, meeting.expected)
                said = say("{text} (satisfaction {figure})", text=said, figure=figure)
            cells = (
                Cell(self._day(meeting.start), date.fromisoformat(meeting.start[:10]), "quiet"),
                Cell(self._names(meeting.people), tone="quiet"),
                Cell(said),
            )
            lines.append(BriefLine(cells[0].text, opens=("visit", meeting.id), cells=cells))
        return BriefPart(
            "meetings", say("Last meetings"), tuple(lines), columns=columns, empty=say("No visit yet."), half=False
        )

    def asked(self) -> BriefPart:
        """Return what is prepared for the visit and not done yet; homework comes first."""
        ordered = sorted(self.facts.asked, key=lambda one: one.kind != "homework")
        lines = [
            BriefLine(
                self._clip(one.question),
                self.language.say("homework") if one.kind == "homework" else "",
                "soon" if one.kind == "homework" else "plain",
                ("visit", one.visit_id),
            )
            for one in ordered
        ]
        return self._part("asked", self.language.say("Prepared"), lines, self.room.questions)

    def unanswered(self) -> BriefPart:
        """Return the questions of earlier visits that got no answer."""
        lines = [
            BriefLine(
                self._clip(one.question),
                self.language.say("from {source_day}", source_day=self._day(one.day)),
                opens=("visit", one.visit_id),
                question_id=one.id,
            )
            for one in self.facts.unanswered
        ]
        return self._part("unanswered", self.language.say("Left unanswered"), lines, self.room.questions)

    def suggested(self) -> BriefPart:
        """Return what to ask, by what is open."""
        found = islice(suggested(self.facts, self.today, self.language), self.room.suggested)
        lines = tuple(BriefLine(one.text, opens=one.opens, kind="suggested") for one in found)
        return BriefPart("suggested", self.language.say("Suggested questions"), lines)

    def coverage(self) -> BriefPart:
        """Return the role groups that are known less well than wanted."""
        say, account_id = self.language.say, self.facts.account.id
        lines = [
            BriefLine(
                say(
                    "{group}: {level}", group=say(ROLE_NAMES[group.role_group]), level=say(COVERAGE_NAMES[group.level])
                ),
                say("wanted: {level}", level=say(COVERAGE_NAMES[group.wanted or "none"])),
                "soon",
                ("account", account_id),
            )
            for group in self.facts.groups
            if group.falls_short
        ]
        return self._part("coverage", say("Coverage"), lines, self.room.coverage)

    def _person(self, person: BriefPerson) -> tuple[Cell, ...]:
        say = self.language.say
        met = date.fromisoformat(person.last_met[:10]) if person.last_met else None
        closeness = say("{number} of 5", number=person.closeness) if person.closeness is not None else ""
        return (
            Cell(self._clip(person.name), tone="strong"),
            Cell(self._clip(person.title or person.department)),
            Cell(say(ROLE_NAMES[person.role_group]) if person.role_group else "", tone="quiet"),
            Cell(
                say(STANCE_NAMES[person.stance]) if person.stance is not None else "",
                tone="late" if person.stance is not None and person.stance < 0 else "quiet",
            ),
            Cell(closeness, person.closeness, "quiet"),
            Cell(self._day(person.last_met) if person.last_met else say("not met yet"), met, "quiet"),
        )

    def _step(self, step: BriefStep) -> BriefLine:
        state, tone = self._waiting(step) if step.kind in ("complaint", "request") else self._standing(step)
        return BriefLine(self._clip(step.title), state, tone, ("step", step.id), step.kind)

    def _waiting(self, step: BriefStep) -> tuple[str, Tone]:
        """Return how old a request or complaint is, and how grave."""
        plural, say = self.language.plural, self.language.say
        days = max((self.today - date.fromisoformat(step.raised_at[:10])).days, 0)
        tone: Tone = "late"
        if step.first_answered_at is None:
            state = plural("waiting {count} day", "waiting {count} days", days)
        else:
            state, tone = plural("answered, open {count} day", "answered, open {count} days", days), "soon"
        if step.severity in (None, "normal"):
            return state, tone
        return say("{state}, {severity}", state=state, severity=SEVERITY_NAMES[step.severity or "normal"]), tone

    def _standing(self, step: BriefStep) -> tuple[str, Tone]:
        if step.due_on is None:
            return self._since(step.raised_at), "plain"
        late = (self.today - date.fromisoformat(step.due_on)).days
        if late > 0:
            return self.language.plural("{count} day late", "{count} days late", late), "late"
        return (self.language.say("due today"), "soon") if late == 0 else (self._until(step.due_on), "plain")


def _words(notes: str) -> str:
    """Return notes as plain words, for a meeting that nobody summed up."""
    return " ".join(filter(None, map(words_of, notes.splitlines())))


def next_birthday(birthday: str, today: date) -> date | None:
    """Return the next day a birthday ('1980-03-07' or '--03-07') falls on; one of 29 February on the 28th."""
    month, day = (int(part) for part in birthday[-5:].split("-")) if birthday else (0, 0)
    if not month:
        return None
    for year in (today.year, today.year + 1):
        leap = (month, day) == (2, 29)
        falls = date(year, 3, 1) - timedelta(days=1) if leap else date(year, month, day)
        if falls >= today:
            return falls
    return None
