"""What is owed in the sample journal these days, on both sides: each step with what became of it so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models import step_rounds, steps
from models.journal import Journal
from models.sample.calendar import Calendar
from models.sample.cast import Cast, Customer
from models.sample.telling import Later
from models.sample.texts import promises


class Owed:
    """Puts off the steps of these days, and what becomes of each."""

    def __init__(self, journal: Journal, cast: Cast, calendar: Calendar, later: Later) -> None:
        self._journal = journal
        self._cast = cast
        self._calendar = calendar
        self._later = later

    def expect(self) -> None:
        """Put everything off to its day."""
        for entry in promises()["step"]:
            self._later(self._moment(entry["days"], entry["at"]), partial(self._begin, entry))

    def _moment(self, days_ago: int, at: str) -> datetime:
        day = self._calendar.back_to_work(self._calendar.today - timedelta(days=days_ago))
        return datetime.combine(day, time.fromisoformat(at))

    def _begin(self, entry: dict[str, Any]) -> None:
        customer = self._cast.named(entry["account"])
        person = customer.best_known
        fields: steps.StepFields = {
            "kind": entry["kind"],
            "title": entry["title"],
            "account_id": customer.id,
            "visit_id": self._last_visit(customer),
            "people": [person.id] if person else [],
        }
        if "due" in entry:
            fields["due_on"] = self._ahead(entry["due"])
        if "severity" in entry:
            fields["severity"] = entry["severity"]
        if "owner" in entry:
            fields["owner_colleague_id"] = self._cast.colleague_ids[entry["owner"]]
        elif entry["kind"] == "customer_promise" and person:
            fields["owner_contact_id"] = person.id
        if "remind" in entry:
            days, at = entry["remind"]
            fields["remind_at"] = datetime.combine(self._ahead(days), time.fromisoformat(at))
        made = steps.create(self._journal, **fields)
        for what, days_ago, at, *words in entry.get("after", ()):
            self._later(self._moment(days_ago, at), self._deed(what, made.id, customer, *words))

    def _ahead(self, days: int) -> date:
        return self._calendar.onwards(self._calendar.today + timedelta(days=days))

    def _last_visit(self, customer: Customer) -> int | None:
        """Return the visit that a step came of: the last one before now, if it was lately and is nobody's secret."""
        now = self._journal.clock.now()
        query = """
            SELECT id FROM visit WHERE account_id = ? AND start BETWEEN ? AND ? AND state = 'held' AND NOT confidential
            ORDER BY start DESC LIMIT 1"""
        found = self._journal.row(query, customer.id, f"{now.date() - timedelta(days=30)}", f"{now:%Y-%m-%dT%H:%M}")
        return int(found[0]) if found else None

    def _deed(self, what: str, step_id: int, customer: Customer, words: str, whom: str = "") -> Callable[[], object]:
        deeds: dict[str, Callable[[], object]] = {
            "answer": lambda: steps.answer(self._journal, step_id),
            "arrive": lambda: steps.arrive(self._journal, step_id),
            "close": lambda: steps.close(self._journal, step_id, result=words),
            "break": lambda: steps.close(self._journal, step_id, "broken", result=words),
            "reopen": lambda: steps.reopen(self._journal, step_id),
            "escalate": lambda: self._escalate(step_id, customer, words, whom),
        }
        return deeds[what]

    def _escalate(self, step_id: int, customer: Customer, words: str, whom: str) -> None:
        """Bring a step up to one of our people, or to the first of those who decide at the customer."""
        ours = self._cast.colleague_ids.get(whom)
        theirs = customer.of_role("decision")[0].id if ours is None else None
        step_rounds.escalate(self._journal, step_id, colleague_id=ours, contact_id=theirs, note=words)
