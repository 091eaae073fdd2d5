"""Lists of visits, the newest first, a window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY
from datetime import date, timedelta

from models import participants
from models.changes import Value
from models.journal import Journal
from models.row_class import row_class
from models.text.language import Label


@row_class
class VisitLine:
    """A visit as a list shows it: with its account's name and the names of those who took part."""

    id: int
    start: str
    state: str
    channel: str
    account_id: int
    account: str
    purpose: str
    summary: str
    confidential: int
    _: KW_ONLY
    people: tuple[str, ...] = ()


def listing(
    journal: Journal,
    *,
    account_ids: Sequence[int] = (),
    contact_id: int | None = None,
    first: str = "",
    last: str = "",
    channel: str = "",
    state: str = "",
    before: tuple[str, int] | None = None,
    limit: int = 100,
) -> list[VisitLine]:
    """Return visits, the newest first, a window of them.

    `first` and `last` are days (ISO), both included; `before` is the (start, id) of the last visit of the window
    above.
    """
    conditions = ["visit.deleted_at IS NULL"]
    given: list[Value] = []
    for condition, value in (
        ("visit.start >= ?", first),
        ("visit.start < ?", _day_after(last) if last else ""),
        ("visit.channel = ?", channel),
        ("visit.state = ?", state),
    ):
        if value:
            conditions.append(condition)
            given.append(value)
    if account_ids:
        conditions.append(f"visit.account_id IN ({', '.join('?' * len(account_ids))})")
        given.extend(account_ids)
    if contact_id is not None:
        conditions.append(
            "visit.id IN (SELECT visit_id FROM visit_contact WHERE contact_id = ? AND deleted_at IS NULL)"
        )
        given.append(contact_id)
    if before is not None:
        conditions.append("(visit.start, visit.id) < (?, ?)")
        given.extend(before)
    query = f"""
        SELECT visit.id, start, state, channel, account_id, account.name, purpose, summary, confidential
        FROM visit JOIN account ON account.id = account_id
        WHERE {" AND ".join(conditions)} ORDER BY start DESC, visit.id DESC LIMIT ?"""
    found = journal.rows(query, *given, limit)
    people = participants.names_at(journal, [row[0] for row in found])
    return [VisitLine(*row, people=people.get(row[0], ())) for row in found]


def _day_after(day: str) -> str:
    from models import values

    last = values.as_day(Label("end of the period"), day)
    # After the last day of the calendar there is none; this text sorts behind every time on it.
    return (last + timedelta(days=1)).isoformat() if last < date.max else "9999-12-31U"
