"""What today asks for: visits, what is due, what is not written up, and who waits for an answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models import participants, rhythm, visit_lists
from models.changes import Value
from models.clock import NO_TIME
from models.journal import Journal
from models.rhythm import QuietAccount
from models.row_class import row_class
from models.visit_lists import VisitLine

if TYPE_CHECKING:
    from models.coming_up import Birthday, MissedMeeting, MoneyDue, SignaturesDue
    from models.day_end import DayEnd
    from models.invoice_prompts import InvoicePrompt
    from models.quiet_pursuits import QuietPursuit
    from models.warranties import WarrantyEnd

LONGEST_LIST = 200
"""No list of the day is longer; a journal with more to do than that needs a filter, not a longer list."""
_RISKS_AHEAD = 30
"""A risk whose day is further away than this many days does not ask for today."""


@row_class
class StepLine:
    """A step as a list of the day shows it.

    `days_late` counts from the due date (0 is today, negative lies ahead, None without one), `days_waiting` from the
    day it was raised or opened again; `answered` says whether a request or complaint had its first answer.
    """

    id: int
    kind: str
    title: str
    account_id: int | None
    account: str
    owner_side: str
    due_on: str | None
    days_late: int | None
    raised_at: str
    days_waiting: int
    answered: bool


@row_class
class Today:
    """The day's lists, each in the order it is worked through; no list is longer than LONGEST_LIST."""

    day: date
    visits_today: list[VisitLine]
    visits_tomorrow: list[VisitLine]
    due: list[StepLine]
    waiting: list[StepLine]
    risks: list[StepLine]
    money: list[MoneyDue]
    signatures: list[SignaturesDue]
    missed: list[MissedMeeting]
    invoices: list[InvoicePrompt]
    pursuits: list[QuietPursuit]
    warranties: list[WarrantyEnd]
    birthdays: list[Birthday]
    quiet: list[QuietAccount]
    to_write_up: list[VisitLine]
    end: DayEnd | None


def today(journal: Journal) -> Today:
    """Return what the clock's day asks for.

    `due` holds open steps of both sides that are due today or late, the latest first; `waiting` open requests and
    complaints, those without an answer first, then the oldest; `risks` open ones, the nearest first; `quiet` accounts
    beyond their rhythm; `to_write_up` visits that were held without a summary,
    and planned ones whose time has passed (or whose day, if they have no time), the newest first.
    """
    from models import coming_up, day_end, invoice_prompts, quiet_pursuits, warranties

    day = journal.clock.today()
    return Today(
        day,
        _visits_on(journal, day),
        _visits_on(journal, day + timedelta(days=1)),
        _steps(journal, day, "due_on <= ? ORDER BY due_on, raised_at, step.id", day.isoformat()),
        _steps(
            journal,
            day,
            "kind IN ('request', 'complaint') ORDER BY first_answered_at IS NOT NULL, raised_at, step.id",
        ),
        _steps(journal, day, "kind = 'risk' ORDER BY due_on IS NULL, due_on, raised_at, step.id"),
        coming_up.money_due(journal),
        coming_up.signatures_due(journal),
        coming_up.missed_meetings(journal),
        invoice_prompts.waiting(journal),
        quiet_pursuits.read(journal),
        warranties.ending(journal),
        coming_up.birthdays(journal),
        rhythm.going_quiet(journal, limit=LONGEST_LIST),
        to_write_up(journal),
        day_end.day_end(journal),
    )


def _visits_on(journal: Journal, day: date) -> list[VisitLine]:
    """Return the visits of a day that are planned or held, in the order of the day."""
    that_day = visit_lists.listing(journal, first=day.isoformat(), last=day.isoformat(), limit=LONGEST_LIST)
    return [visit for visit in reversed(that_day) if visit.state in ("planned", "held")]


def _steps(journal: Journal, day: date, condition: str, *values: Value) -> list[StepLine]:
    query = f"""
        SELECT step.id, kind, title, account_id, coalesce(account.name, ''), owner_side, due_on, raised_at,
               first_answered_at IS NOT NULL, coalesce(reopened_at, raised_at)
        FROM step LEFT JOIN account ON account.id = account_id
        WHERE step.deleted_at IS NULL AND closed_at IS NULL AND {condition} LIMIT {LONGEST_LIST}"""
    return [_step_line(day, *row) for row in journal.rows(query, *values)]


def _step_line(
    day: date,
    step_id: int,
    kind: str,
    title: str,
    account_id: int | None,
    account: str,
    owner_side: str,
    due_on: str | None,
    raised_at: str,
    answered: int,
    since: str,
) -> StepLine:
    late = (day - date.fromisoformat(due_on)).days if due_on else None
    waiting = max((day - date.fromisoformat(since[:10])).days, 0)
    return StepLine(
        step_id, kind, title, account_id, account, owner_side, due_on, late, raised_at, waiting, bool(answered)
    )


def to_write_up(journal: Journal) -> list[VisitLine]:
    """Return visits that say nothing of what came of them, the newest first.

    These are visits that were held without a summary, and planned ones whose time has passed (or whose day, if they
    have no time).
    """
    # The condition on the state is that of an index, without which this would read every visit.
    query = f"""
        SELECT visit.id, start, state, channel, account_id, account.name, purpose, summary, confidential
        FROM visit JOIN account ON account.id = account_id
        WHERE visit.deleted_at IS NULL AND start <= ?
        AND (state = 'planned' OR (state = 'held' AND trim(summary) = ''))
        AND NOT (state = 'planned' AND start = ?)
        ORDER BY start DESC, visit.id DESC LIMIT {LONGEST_LIST}"""
    found = journal.rows(query, journal.clock.wall(), f"{journal.clock.today().isoformat()}{NO_TIME}")
    people = participants.names_at(journal, [row[0] for row in found])
    return [VisitLine(*row, people=people.get(row[0], ())) for row in found]


def longest_waiting(journal: Journal, *, without: Iterable[int] = (), limit: int = 5) -> tuple[int, ...]:
    """Return the ids of our requests, complaints and risks to look at, besides those a page shows already.

    Requests and complaints nobody answered come first, the oldest first, then the answered ones, then the risks of
    the next weeks by their day and those without one. What was closed today keeps its place until the day ends.
    """
    day = journal.clock.today()
    soon = (day + timedelta(days=_RISKS_AHEAD)).isoformat()
    shown = json.dumps(list(without))
    closed = journal.rows(f"SELECT {_PLACE} FROM step WHERE closed_at >= ?3 AND {_ASKED}", shown, soon, day.isoformat())
    still_open: list[tuple[int, str, int]] = []
    for rows, order in _STILL_OPEN:
        # What waits longest is mostly found at once; the rest is read where that does not fill the list.
        if len(still_open) < limit:
            query = f"SELECT {_PLACE} FROM step {rows} AND closed_at IS NULL AND {_ASKED} ORDER BY {order} LIMIT ?3"
            still_open += journal.rows(query, shown, soon, limit)
    return tuple(row[2] for row in sorted([*closed, *still_open])[:limit])


_ASKED = """owner_side = 'ours' AND kind IN ('request', 'complaint', 'risk') AND deleted_at IS NULL
    AND (kind <> 'risk' OR coalesce(due_on, '') <= ?2) AND id NOT IN (SELECT value FROM json_each(?1))"""

# What closes an unanswered request answers it as well; it must not change its place by that.
_PLACE = """
    CASE WHEN kind = 'risk' THEN 2 ELSE coalesce(first_answered_at, '9') < coalesce(closed_at, '9') END,
    CASE kind WHEN 'risk' THEN coalesce(due_on, '9') ELSE raised_at END, id"""

_STILL_OPEN = (
    (
        "INDEXED BY step_clock_running WHERE first_answered_at IS NULL AND kind IN ('request', 'complaint')",
        "raised_at, id",
    ),
    ("INDEXED BY step_open WHERE (first_answered_at IS NOT NULL OR kind = 'risk')", "1, 2, 3"),
)
"""The steps to be looked through, each with an order that its index gives or that is sorted."""


def is_untouched(journal: Journal) -> bool:
    """Return whether nothing was written into the journal yet, or all of it was taken back."""
    each = (f"SELECT 1 FROM {table} WHERE deleted_at IS NULL" for table in _BEGINNINGS)
    return journal.row(f"{' UNION ALL '.join(each)} LIMIT 1") is None


_BEGINNINGS = ("visit", "account", "contact", "step", "plan")
"""What a journal may begin with; a step of no account is as good as a visit."""
