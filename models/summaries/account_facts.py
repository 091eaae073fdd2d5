"""The figures of each account in a period, all accounts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from models.summaries import facts, owed
from models.summaries.facts import MoneyFact, StepFact, VisitFact
from models.summaries.frame import Frame
from models.summaries.periods import Period

_Row = TypeVar("_Row", VisitFact, StepFact, MoneyFact)


@dataclass(slots=True)
class AccountFact:
    """An account with its visits of a period, what is open with it, and what it owes."""

    id: int
    name: str
    last_seen: date | None = None
    people: int = 0
    visits: list[VisitFact] = field(default_factory=list)
    open: list[StepFact] = field(default_factory=list)
    promises: list[StepFact] = field(default_factory=list)
    """The promises of both sides that were to be kept in the period."""
    money: list[MoneyFact] = field(default_factory=list)

    @property
    def held(self) -> int:
        """Return how many visits took place."""
        return sum(visit.state == "held" for visit in self.visits)

    @property
    def complaints(self) -> int:
        """Return how many complaints are open."""
        return sum(step.kind == "complaint" for step in self.open)


def account_facts(
    frame: Frame, visits: Sequence[VisitFact], open_steps: Sequence[StepFact], money: Sequence[MoneyFact]
) -> list[AccountFact]:
    """Return the accounts asked for, or else those of the visits; the most visited first."""
    asked = frame.scope.account_ids or tuple(dict.fromkeys(visit.account_id for visit in visits))
    names = dict(frame.journal.rows("SELECT id, name FROM shown_account"))
    found = {account_id: AccountFact(account_id, names[account_id]) for account_id in asked if account_id in names}
    promises = [
        promise
        for promise in facts.promises(frame.journal, frame.period, frame.scope, frame.as_of)
        if owed.counts_in(promise, frame.period, frame.today)
    ]
    people, last = people_met_by_account(frame), last_seen(frame)
    by_visit, by_step = _grouped(visits), _grouped(open_steps)
    by_promise, by_money = _grouped(promises), _grouped(money)
    for account_id, account in found.items():
        account.visits, account.open = by_visit[account_id], by_step[account_id]
        account.promises, account.money = by_promise[account_id], by_money[account_id]
        account.people = people.get(account_id, 0)
        account.last_seen = last.get(account_id)
    return sorted(found.values(), key=lambda account: (-account.held, account.name))


def _grouped(rows: Iterable[_Row]) -> defaultdict[int | None, list[_Row]]:
    grouped: defaultdict[int | None, list[_Row]] = defaultdict(list)
    for row in rows:
        grouped[row.account_id].append(row)
    return grouped


def people_met_by_account(frame: Frame) -> dict[int, int]:
    """Return how many people were met in the period, by the account visited."""
    query = f"""
        SELECT shown_visit.account_id, count(DISTINCT contact_id) FROM shown_visit
        JOIN shown_visit_contact ON visit_id = shown_visit.id
        WHERE start >= ? AND start < ? AND state = 'held' AND {frame.scope.condition("shown_visit.account_id")}
        GROUP BY shown_visit.account_id"""
    return dict(frame.journal.rows(query, *facts.bounds(frame.period), *frame.scope.account_ids))


def last_seen(frame: Frame) -> dict[int, date]:
    """Return when each account was last visited, until the end of the period."""
    query = f"""
        SELECT account_id, max(start) FROM shown_any_visit
        WHERE state = 'held' AND start < ? AND {frame.scope.condition("account_id")} GROUP BY account_id"""
    _, after = facts.bounds(Period(frame.as_of, frame.as_of))
    found = frame.journal.rows(query, after, *frame.scope.account_ids)
    return {account_id: date.fromisoformat(start[:10]) for account_id, start in found}
