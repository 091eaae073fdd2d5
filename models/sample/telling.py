"""Writes the sample journal's visits down as a person would have: the visit when it is over, its steps as they move."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from models import contacts, preparation, steps, visits
from models.journal import Journal
from models.sample import tagging
from models.sample.calendar import Calendar
from models.sample.cast import Cast, Person
from models.sample.pen import Asked, Pen, ToldStep
from models.sample.schedule import Appointment, customer_of
from models.sample.texts import Situation, StepText, keeping, staging
from models.text.list_lines import STEP_MARK

Later = Callable[[datetime, Callable[[], object]], None]
"""Puts something off until a moment."""

_DAY_OF_OUTCOME = re.compile(r"\bday (\d+)\b|第 ?(\d+) ?天")
_LATELY = timedelta(days=240)
_LEFT_OPEN = timedelta(days=6)
"""What is late for longer was done late, or given up."""
_SOLVED_AFTER_HOURS = {"urgent": 20, "serious": 60, "normal": 110}
_ANSWERED_AFTER_MINUTES = {"urgent": 12, "serious": 90, "normal": 480}


class Teller:
    """Writes appointments into the journal and puts off what comes of them."""

    def __init__(
        self, journal: Journal, pen: Pen, cast: Cast, calendar: Calendar, chance: random.Random, later: Later
    ) -> None:
        self._journal = journal
        self._pen = pen
        self._cast = cast
        self._calendar = calendar
        self._chance = chance
        self._later = later
        self._companies: dict[tuple[str, int], dict[str, Person]] = {}
        self._reopened = False
        self._prepared = 0
        self.projects: dict[str, int] = {}
        """The project of each story, by the story's prefix and the customer's language."""

    def is_in_a_story(self, person: Person) -> bool:
        """Return whether a person takes part in a story, and so has to stay."""
        return any(person in company.values() for company in self._companies.values())

    def tell(self, appointment: Appointment) -> int:
        """Write down a visit that is over and return its id."""
        fields = self._fields(appointment)
        situation = appointment.situation
        people = self._people(appointment)
        words = self._words(appointment, people)
        for person in people:
            self._seen(person)
        fields["notes"] = _filled(situation.notes, words)
        if appointment.unwritten:
            # Nothing has become a step yet.
            fields["notes"] = fields["notes"].replace(f"] {STEP_MARK} ", "] ")
        fields["private_notes"] = situation.private
        if not appointment.unwritten:
            fields["summary"] = situation.summary
            fields["highlight"] = situation.highlight
            fields["support_needed"] = situation.support
            fields["satisfaction"] = situation.satisfaction
            fields["expectation"] = situation.expectation
            fields["expectation_level"] = _expected(situation)
        written = [] if appointment.unwritten else [self._step(text, appointment, people) for text in situation.steps]
        asked = self._asked(appointment)
        visit_id, told = self._pen.record(fields, people, self._colleagues(appointment, words), asked, written)
        for step, text in zip(told, situation.steps, strict=False):
            self._follow(step, text, appointment)
        return visit_id

    def plan(self, appointment: Appointment) -> int:
        """Plan a visit ahead of its day and return its id."""
        people = self._people(appointment)
        situation = appointment.situation
        fields = self._fields(appointment)
        visit_id = visits.plan(
            self._journal, people=[person.id for person in people], questions=situation.questions, **fields
        ).id
        if appointment.state == "planned":
            self._prepare(appointment, visit_id)
        return visit_id

    def _prepare(self, appointment: Appointment, visit_id: int) -> None:
        """Put homework on the list of a visit, some of it done, and one question that an earlier visit left open."""
        texts = keeping().homework[appointment.situation.language]
        for number in range(self._prepared, self._prepared + 1 + self._prepared % 2):
            preparation.add(self._journal, visit_id, texts[number % len(texts)], kind="homework")
        self._prepared += 1
        if self._prepared % 3 == 0:
            preparation.answer(self._journal, preparation.listing(self._journal, visit_id)[-1].id)
        start = appointment.start.isoformat(timespec="minutes")
        left = preparation.left_over(self._journal, customer_of(appointment).id, start, visit_id)
        if left:
            preparation.carry_over(self._journal, visit_id, [left[0].id])

    def _asked(self, appointment: Appointment) -> list[Asked]:
        """Return the questions of a visit; lately, one in a while was not asked."""
        words = appointment.situation.questions
        lately = self._calendar.today - appointment.day < _LATELY
        forgotten = len(words) - 1 if lately and len(words) > 1 and appointment.start.minute % 3 == 0 else None
        return [Asked(question, number != forgotten) for number, question in enumerate(words)]

    def fail(self, appointment: Appointment, visit_id: int) -> None:
        """Mark a planned visit as missed or cancelled, with the reason."""
        phrases = staging().phrases[appointment.situation.language]
        reason = self._chance.choice(phrases[appointment.state])
        if appointment.state == "missed":
            visits.miss(self._journal, visit_id, summary=reason)
        else:
            visits.cancel(self._journal, visit_id, summary=reason)

    def _fields(self, appointment: Appointment) -> visits.VisitFields:
        situation, customer = appointment.situation, customer_of(appointment)
        on_the_way = situation.channel in ("on_site", "event")
        return {
            "account_id": customer.id,
            "project_id": self.projects.get(f"{situation.language} {appointment.story}"),
            "trip_id": appointment.trip_id,
            "start": appointment.start.isoformat(timespec="minutes"),
            "minutes": situation.minutes,
            "channel": situation.channel,
            "place": customer.city if on_the_way else "",
            "purpose": situation.purpose,
            "expected_result": situation.expected,
            "confidential": situation.confidential,
            "tags": tagging.of_visit(situation, appointment.day),
        }

    def _people(self, appointment: Appointment) -> list[Person]:
        """Return who takes part: in a story the same people throughout, elsewhere somebody of each role."""
        situation, customer = appointment.situation, customer_of(appointment)
        company = self._companies.setdefault((appointment.story, customer.id), {}) if appointment.story else {}
        newcomer = situation.kind == "first-meeting" and not appointment.story
        chosen: list[Person] = []
        for number, role in enumerate(situation.roles):
            person = company.get(role)
            if person is None or person.customer is not customer or person in chosen:
                new = newcomer and number == 0
                person = self._cast.of_role(customer, role, chosen, newcomer=new, on=appointment.day)
                company.setdefault(role, person)
            chosen.append(person)
        if len(chosen) == 1 and "{other}" in situation.notes:
            others = [p for p in customer.people if p is not chosen[0]]
            chosen.append(
                self._chance.choice(others) if others else self._cast.meet(customer, "technical", on=appointment.day)
            )
        return chosen

    def _words(self, appointment: Appointment, people: list[Person]) -> dict[str, str]:
        customer = customer_of(appointment)
        colleague_id, colleague = self._cast.colleague(customer.language)
        return {
            "person": people[0].name,
            "other": people[min(1, len(people) - 1)].name,
            "account": customer.short,
            "colleague": colleague,
            "colleague_id": str(colleague_id),
        }

    def _colleagues(self, appointment: Appointment, words: dict[str, str]) -> list[int]:
        named = "{colleague}" in appointment.situation.notes
        return [int(words["colleague_id"])] if named or self._chance.random() < 0.15 else []

    def _seen(self, person: Person) -> None:
        """Count a meeting, and note once in a while that we came closer."""
        person.met += 1
        if person.met % 7 == 0 and person.closeness < 5:
            person.closeness += 1
            contacts.edit(self._journal, person.id, closeness=person.closeness)

    def _step(self, text: StepText, appointment: Appointment, people: list[Person]) -> steps.StepFields:
        due = self._calendar.onwards(appointment.day + timedelta(days=text.days))
        fields: steps.StepFields = {
            "kind": text.kind,
            "title": text.title,
            "due_on": due.isoformat(),
            "people": [people[0].id] if text.kind != "next_step" or self._chance.random() < 0.4 else [],
        }
        if text.kind == "customer_promise":
            fields["owner_contact_id"] = people[-1].id
        elif self._chance.random() < 0.35:
            fields["owner_colleague_id"] = self._cast.colleague(appointment.situation.language)[0]
        if text.kind in steps.CLOCKED:
            fields["severity"] = text.severity or "normal"
        return fields

    def _follow(self, step: ToldStep, text: StepText, appointment: Appointment) -> None:
        """Put off what becomes of a step: the answer, the arrival, the end."""
        if step.kind in steps.CLOCKED:
            self._follow_clock(step, text, appointment)
            return
        due = date.fromisoformat(step.due_on)
        outcome, result, closing = self._ending(step, text, appointment, due)
        if closing is not None:
            self._close_later(step, closing, outcome, result)

    def _ending(
        self, step: ToldStep, text: StepText, appointment: Appointment, due: date
    ) -> tuple[str, str, datetime | None]:
        """Return the outcome, the result and the moment of a step's end; no moment when it stays open."""
        phrases = staging().phrases[appointment.situation.language]
        dice, today = self._chance.random(), self._calendar.today
        if not text.outcome:
            if due > today - _LEFT_OPEN:
                return "", "", None
            if due > today - timedelta(days=30):
                name = "broken_by_them" if step.kind == "customer_promise" else "broken"
                said = phrases[name][due.day % len(phrases[name])] if step.kind in steps.PROMISES else ""
                return "broken" if said else "", said, self._late_in_the_day(due + timedelta(days=3))
            closing = self._office_hour(due + timedelta(days=12))
            if step.kind not in steps.PROMISES:
                return "", "", closing
            broken = "broken_by_them" if step.kind == "customer_promise" else "broken"
            return "broken", self._chance.choice(phrases[broken]), closing
        if step.kind in steps.PROMISES and not appointment.story and dice < 0.05:
            name = "released" if dice < 0.02 else "broken"
            which = "broken_by_them" if name == "broken" and step.kind == "customer_promise" else name
            return name, self._chance.choice(phrases[which]), self._office_hour(due + timedelta(days=3))
        if today - timedelta(days=16) <= due <= today and dice > 0.88:
            is_open = due > today - _LEFT_OPEN
            return "", text.outcome, None if is_open else self._late_in_the_day(due + timedelta(days=2))
        return "", text.outcome, self._office_hour(self._done_on(step, text, due, dice))

    def _done_on(self, step: ToldStep, text: StepText, due: date, dice: float) -> date:
        """Return the day a step was done: what its outcome says, or mostly in time."""
        raised = date.fromisoformat(step.raised_at[:10])
        said = _DAY_OF_OUTCOME.search(text.outcome)
        if said:
            return raised + timedelta(days=int(said[1] or said[2]))
        if "晚了" in text.outcome or "late" in text.outcome.split():
            return due + timedelta(days=6)
        if text.kind in steps.PROMISES and 0.8 < dice < 0.88:
            return due + timedelta(days=self._chance.randrange(1, 6))
        early = self._chance.randrange(0, 1 + max(text.days // 3, 0))
        return max(raised, due - timedelta(days=early))

    def _follow_clock(self, step: ToldStep, text: StepText, appointment: Appointment) -> None:
        """Let a request or a complaint run: first answer, on site, solved; one comes back and is escalated."""
        severity = step.severity
        raised = datetime.fromisoformat(step.raised_at)
        answered = raised + timedelta(minutes=_ANSWERED_AFTER_MINUTES[severity] * self._chance.uniform(0.3, 1.6))
        far = appointment.situation.channel in ("call", "message", "video")
        self._later(answered, lambda: self._pen.answer(step, answered))
        arrived = answered
        if far and self._chance.random() < 0.7:
            arrived = answered + timedelta(minutes=self._chance.randrange(90, 60 * 30))
            self._later(arrived, lambda: self._pen.arrive(step, arrived))
        if appointment.situation.key in staging().still_open:
            return
        hours = _SOLVED_AFTER_HOURS[severity] * self._chance.uniform(0.5, 1.5)
        said = _DAY_OF_OUTCOME.search(text.outcome)
        solved = raised + timedelta(days=int(said[1] or said[2])) if said else raised + timedelta(hours=hours)
        solved = max(self._office_hour(solved.date()), arrived + timedelta(minutes=25))
        if severity == "urgent" and self._chance.random() < 0.6:
            escalated = answered + timedelta(minutes=20)
            self._later(escalated, lambda: self._escalate(step, escalated))
        self._close_later(step, solved, "", text.outcome)
        today = self._calendar.today
        if step.kind == "complaint" and not self._reopened and timedelta(14) < today - solved.date() < timedelta(60):
            self._reopened = True
            again = datetime.combine(self._calendar.back_to_work(today - timedelta(days=9)), solved.time())
            answered_again = again + timedelta(minutes=40)
            self._later(again, lambda: self._pen.reopen(step))
            self._later(answered_again, lambda: self._pen.answer(step, answered_again))
            self._later(again + timedelta(hours=3), lambda: self._escalate(step, again + timedelta(hours=3)))

    def _escalate(self, step: ToldStep, at: datetime) -> None:
        self._pen.escalate(step, self._cast.colleague_ids[staging().me["manager_name"]], at)

    def _close_later(self, step: ToldStep, moment: datetime, outcome: str, result: str) -> None:
        self._later(moment, lambda: self._pen.close(step, outcome, result))

    def _late_in_the_day(self, day: date) -> datetime:
        return datetime.combine(self._calendar.onwards(day), time(17, 15))

    def _office_hour(self, day: date) -> datetime:
        return datetime.combine(self._calendar.onwards(day), datetime.min.time()) + timedelta(
            minutes=9 * 60 + self._chance.randrange(0, 8 * 60)
        )


def _filled(notes: str, words: dict[str, str]) -> str:
    for word in ("person", "other", "account", "colleague"):
        notes = notes.replace("{" + word + "}", words[word])
    return notes


def _expected(situation: Situation) -> int | None:
    """Return how good they expected a visit to be: often as good as it was, now and then better or worse."""
    if situation.satisfaction is None:
        return None
    return min(max(situation.satisfaction + (0, 1, 0, -1, 0, 1)[len(situation.purpose) % 6], 1), 5)
