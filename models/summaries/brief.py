"""The brief: one page on an account before a visit. Who will be there, what was said, what is open both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models import accounts
from models.journal import Journal
from models.summaries import facts, owed, sections
from models.summaries.data_rows import withheld_people
from models.summaries.facts import Scope, StepFact, VisitFact
from models.summaries.one_page import fits_one_page
from models.summaries.periods import Period
from models.summaries.privacy import Audience, reading_as
from models.summaries.report import Cell, Column, Figure, Report, Section, Table
from models.text.field_words import ROLE_NAMES, STANCE_NAMES
from models.text.language import Language


@dataclass(frozen=True, slots=True)
class Room:
    """How many people, open steps and visits a brief shows; what is beyond is counted, and the journal has it."""

    people: int
    open: int
    visits: int


ROOMS = (Room(12, 8, 5), Room(10, 6, 5), Room(8, 5, 4), Room(6, 4, 3), Room(5, 3, 3), Room(4, 2, 2), Room(3, 1, 1))
"""Tried one after the other, until the brief fits on one page."""


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A contact who holds a post at the account now, and when we last met (ISO, or None)."""

    name: str
    title: str
    department: str
    role_group: str | None
    stance: int | None
    last_met: str | None


def brief(journal: Journal, account_id: int, *, language: Language) -> Report:
    """Return the brief on an account and its branches, for my own use; private notes stay in the journal.

    Raises NotFound for an account that is not there.
    """
    account = accounts.get(journal, account_id)
    scope = Scope(tuple(accounts.tree_ids(journal, account_id)))
    reader = Audience("self")
    withheld = withheld_people(journal, reader)
    with reading_as(journal, reader):
        tried = (_Brief(journal, account, scope, withheld, language, room).report() for room in ROOMS)
        # The last one stays when even that is too long: a long page is better than none.
        for report in tried:
            if fits_one_page(report):
                break
        return report


class _Brief:
    """One brief in the making."""

    def __init__(
        self,
        journal: Journal,
        account: accounts.AccountRow,
        scope: Scope,
        withheld: frozenset[int],
        language: Language,
        room: Room,
    ) -> None:
        self.journal = journal
        self.account = account
        self.scope = scope
        self.withheld = withheld
        self.language = language
        self.room = room
        self.today = journal.clock.today()

    def report(self) -> Report:
        """Return the whole brief."""
        say, account = self.language.say, self.account
        place = self.language.listing([part for part in (account.city, account.region, account.industry) if part])
        author = self.journal.row("SELECT name FROM shown_profile ORDER BY id LIMIT 1")
        return Report(
            kind="brief",
            language=self.language.code,
            title=account.name,
            subtitle=say("Brief · {place}", place=place) if place else say("Brief"),
            author=author[0] if author else "",
            reader=say("For my own use"),
            prepared_on=self.today,
            prepared=say("Prepared {day}", day=self.language.day(self.today)),
            figures=tuple(self._figures()),
            sections=tuple(section for section in self._sections() if section is not None),
            left_out=say("Private notes are left out."),
        )

    def _figures(self) -> list[Figure]:
        say, plural = self.language.say, self.language.plural
        ours, theirs = self._promises("promise"), self._promises("customer_promise")
        complaints = facts.open_of_kind(self.journal, "complaint", self.scope, self.today)
        year = Period(self.today.replace(month=1, day=1), self.today)
        held = len(facts.visits(self.journal, year, self.scope, ("held",)))
        figures = [
            Figure(self._last_seen(), say("last seen")),
            Figure(str(held), plural("visit this year", "visits this year", held)),
            Figure(f"{len(ours)} / {len(theirs)}", say("open promises, ours / theirs")),
            Figure(str(len(complaints)), plural("complaint open", "complaints open", len(complaints))),
        ]
        money = owed.by_currency(facts.overdue_money(self.journal, self.scope, self.today))
        figures += [Figure(self.language.money(amount, code), say("overdue")) for code, amount in money.items()]
        return figures

    def _last_seen(self) -> str:
        last = facts.last_visits(self.journal, self.scope, self.today, 1)
        if not last:
            return self.language.say("never")
        days = (self.today - last[0].day).days
        if days == 0:
            return self.language.say("today")
        return self.language.plural("{count} day ago", "{count} days ago", days)

    def _promises(self, kind: str) -> list[StepFact]:
        return facts.open_of_kind(self.journal, kind, self.scope, self.today)

    def _sections(self) -> list[Section | None]:
        say = self.language.say
        waiting = [
            step
            for kind in ("complaint", "request")
            for step in facts.open_of_kind(self.journal, kind, self.scope, self.today)
        ]
        return [
            self._next_visit(self._coming()),
            self._people(),
            self._open("ours", say("We promised"), self._promises("promise")),
            self._open("theirs", say("They promised"), self._promises("customer_promise")),
            self._open("waiting", say("Requests and complaints"), waiting),
            self._open(
                "risks",
                say("Risks"),
                facts.open_of_kind(self.journal, "risk", self.scope, self.today),
            ),
            self._last_visits(),
            owed.money(
                facts.overdue_money(self.journal, self.scope, self.today), self.today, self.language, self.room.open
            ),
            self._signatures(),
        ]

    def _coming(self) -> list[VisitFact]:
        """Return the visits planned from now on; one of today without a time may still come."""
        days = Period(self.today, self.today + timedelta(days=60))
        planned = facts.visits(self.journal, days, self.scope, ("planned",))
        now = self.journal.clock.wall()
        return [visit for visit in planned if not visit.time or visit.start >= now]

    def _next_visit(self, coming: Sequence[VisitFact]) -> Section | None:
        """Return when we go next, for what, and the questions prepared for it."""
        if not coming:
            return None
        visit = coming[0]
        say = self.language.say
        names = self.language.listing(facts.people_of(self.journal, [visit.id]).get(visit.id, ()))
        query = "SELECT question FROM shown_visit_question WHERE visit_id = ? AND done = 0 ORDER BY position, id"
        day = self.language.short_day(visit.day)
        lines = [
            say("{day}, {time}", day=day, time=visit.time) if visit.time else day,
            visit.purpose,
            say("Wanted: {result}", result=visit.expected_result) if visit.expected_result else "",
            say("With {names}", names=names) if names else "",
            *(say("To ask: {question}", question=question) for (question,) in self.journal.rows(query, visit.id)),
        ]
        return Section("next", say("Next visit"), items=tuple(line for line in lines if line))

    def _people(self) -> Section | None:
        say = self.language.say
        found = self._people_now()
        if not found:
            return None
        columns = (
            Column(say("Person"), 1.8),
            Column(say("Post"), 2.7),
            Column(say("Role"), 1.6),
            Column(say("Stance"), 1.6),
            Column(say("Last met"), 1.4, "date"),
        )
        rows = tuple(self._person_row(person) for person in found[: self.room.people])
        more = self._more(len(found) - self.room.people)
        return Section("people", say("People"), Table(columns, rows), items=more)

    def _person_row(self, person: PersonFact) -> tuple[Cell, ...]:
        say = self.language.say
        met = date.fromisoformat(person.last_met[:10]) if person.last_met else None
        return (
            Cell(person.name, tone="strong"),
            Cell(self.language.listing([part for part in (person.title, person.department) if part])),
            Cell(say(ROLE_NAMES[person.role_group]) if person.role_group else "", tone="quiet"),
            Cell(say(STANCE_NAMES[person.stance]) if person.stance is not None else "", tone="quiet"),
            Cell(self.language.day(met) if met else say("not met yet"), met, "quiet"),
        )

    def _people_now(self) -> list[PersonFact]:
        """Return who holds a post here now, those met last first; of several posts the one at the account itself."""
        query = f"""
            SELECT shown_contact.id, shown_contact.name, title, department, role_group, stance, (
                SELECT max(start) FROM shown_visit_contact JOIN shown_visit ON shown_visit.id = visit_id
                WHERE shown_visit_contact.contact_id = shown_contact.id AND state = 'held') AS met
            FROM shown_contact_post JOIN shown_contact ON shown_contact.id = contact_id
            WHERE coalesce(from_on, '') <= ?1 AND coalesce(until_on, ?1) >= ?1
              AND {self.scope.condition("account_id")}
            ORDER BY met IS NULL, met DESC, shown_contact.name, account_id <> ?, from_on DESC, shown_contact_post.id"""
        held = self.journal.rows(query, self.today.isoformat(), *self.scope.account_ids, self.account.id)
        found: dict[int, PersonFact] = {}
        for contact_id, *fields in held:
            if contact_id not in self.withheld:
                found.setdefault(contact_id, PersonFact(*fields))
        return list(found.values())

    def _open(self, key: str, title: str, steps: Sequence[StepFact]) -> Section | None:
        """Return what is open as sentences: what, until when, and how late."""
        if not steps:
            return None
        # What has a due date comes first, by that date.
        ordered = sorted(steps, key=lambda step: (step.due_on is None, step.due_on or step.raised_at))
        lines = [self._open_line(step) for step in ordered[: self.room.open]]
        return Section(key, title, items=(*lines, *self._more(len(ordered) - self.room.open)), half=True)

    def _open_line(self, step: StepFact) -> str:
        say = self.language.say
        if step.due is None:
            raised = date.fromisoformat(step.raised_at[:10])
            return say("{title} (since {day})", title=step.title, day=self.language.day(raised))
        late = (self.today - step.due).days
        if late > 0:
            return self.language.plural(
                "{title} ({count} day late)", "{title} ({count} days late)", late, title=step.title
            )
        return say("{title} (until {day})", title=step.title, day=self.language.short_day(step.due))

    def _last_visits(self) -> Section:
        say = self.language.say
        found = facts.last_visits(self.journal, self.scope, self.today, self.room.visits)
        people = facts.people_of(self.journal, [visit.id for visit in found])
        columns = (Column(say("Day"), 1.3, "date"), Column(say("Met"), 1.8), Column(say("What was said"), 5))
        rows = tuple(
            (
                Cell(self.language.day(visit.day), visit.day, "quiet"),
                Cell(self.language.listing(people.get(visit.id, ()))),
                Cell(visit.summary or visit.purpose),
            )
            for visit in found
        )
        return Section("visits", say("Last visits"), Table(columns, rows), empty=say("No visit yet."))

    def _signatures(self) -> Section | None:
        """Return how many signatures each running acceptance has, and which departments still block."""
        query = f"""
            SELECT shown_project.name, count(signed_on), count(*), sum(shown_signature.state = 'blocked')
            FROM shown_signature JOIN shown_project ON shown_project.id = project_id
            WHERE {self.scope.condition("account_id")} GROUP BY shown_project.id HAVING count(signed_on) < count(*)"""
        lines = [
            self.language.say(
                "{project}: {signed} of {all} signed, {blocked} blocked",
                project=project,
                signed=signed,
                all=every,
                blocked=blocked,
            )
            for project, signed, every, blocked in self.journal.rows(query, *self.scope.account_ids)
        ]
        return Section("signatures", self.language.say("Signatures"), items=tuple(lines)) if lines else None

    def _more(self, rest: int) -> tuple[str, ...]:
        return sections.and_more(rest, self.language)
