"""How people came to stand towards us: their stance and closeness from day to day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.tables import Contact, ContactStanding
from models.text.language import Label

LONGEST_HISTORY = 200
"""No history that is shown is longer; nobody changes their mind more often."""


class StandingFields(TypedDict, total=False):
    """The fields of a standing; stance −2…2, closeness 0–5, None where nobody knows."""

    noted_on: date | str
    stance: int | None
    closeness: int | None
    reason: str


_REASON = values.line(Label("reason"), 2000)

_RULES: dict[str, values.Rule] = {
    "noted_on": values.required(Label("day"), values.day(Label("day"))),
    "stance": values.number(Label("stance"), -2, 2),
    "closeness": values.number(Label("closeness"), 0, 5),
    "reason": _REASON,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contact stood from a day on (ISO), and why; `id` and `contact_id` say whose."""

    id: int
    contact_id: int
    noted_on: str
    stance: int | None
    closeness: int | None
    reason: str


_NEWEST_FIRST = "ORDER BY noted_on DESC, id DESC"


def history(journal: Journal, contact_id: int) -> list[Standing]:
    """Return how a contact stood over time, the newest first."""
    query = (
        f"SELECT {records.columns_of(Standing)} FROM contact_standing "
        f"WHERE contact_id = ? AND deleted_at IS NULL {_NEWEST_FIRST} LIMIT {LONGEST_HISTORY}"
    )
    return [Standing(*row) for row in journal.rows(query, contact_id)]


def note(journal: Journal, work: Operation, contact_id: int, reason: str = "") -> None:
    """Note within a running operation how a contact stands from today on, if that is new or has a reason.

    What is noted on one day is one standing; one that came back to what it was before leaves none. Raises InvalidValue
    for a reason that can't be stored.
    """
    why = str(_REASON(reason))
    now = journal.row("SELECT stance, closeness FROM contact WHERE id = ?", contact_id) or (None, None)
    today = journal.clock.today().isoformat()
    known = history(journal, contact_id)
    of_today = next((standing for standing in known if standing.noted_on == today), None)
    before = next((standing for standing in known if standing.noted_on < today), None)
    stood = (before.stance, before.closeness) if before else (None, None)
    why = why or (of_today.reason if of_today else "")
    fields = {"stance": now[0], "closeness": now[1], "reason": why}
    if now == stood and not why:
        if of_today is not None:
            work.trash(ContactStanding, of_today.id)
    elif of_today is not None:
        work.update(ContactStanding, of_today.id, fields)
    else:
        work.insert(ContactStanding, contact_id=contact_id, noted_on=today, **fields)


def edit(journal: Journal, standing_id: int, **fields: Unpack[StandingFields]) -> Changes:
    """Correct a standing; the contact stands as the newest one says.

    Raises InvalidValue for a field that can't be stored, NotFound for one that is not there.
    """
    stored = _checked(journal, fields)
    with journal.operation("standings.edit", record=(ContactStanding, standing_id)) as work:
        work.update(ContactStanding, standing_id, stored)
        return work.done(_stand_as_newest(journal, work, standing_id))


def add(journal: Journal, contact_id: int, **fields: Unpack[StandingFields]) -> Changes:
    """Note how a contact stood from some day on; what was noted on that day already is corrected.

    Its reason stays unless another one is given. Raises InvalidValue for a field that can't be stored, NotFound for a
    contact that is not there.
    """
    stored = _checked(journal, {"noted_on": journal.clock.today(), **fields})
    with journal.operation("standings.add") as work:
        work.require_live(Contact, contact_id)
        known = (one.id for one in history(journal, contact_id) if one.noted_on == stored["noted_on"])
        standing_id = next(known, None)
        if standing_id is None:
            standing_id = work.insert(ContactStanding, contact_id=contact_id, **stored)
        else:
            said = {name: value for name, value in stored.items() if name != "reason" or value}
            work.update(ContactStanding, standing_id, said)
        return work.done(_stand_as_newest(journal, work, standing_id))


def trash(journal: Journal, standing_id: int) -> Changes:
    """Put a standing that was a mistake into the trash; the contact stands as the newest of the others says.

    The last one leaves the contact as it stands. Raises NotFound when it is not there.
    """
    with journal.operation("standings.trash") as work:
        work.trash(ContactStanding, standing_id)
        return work.done(_stand_as_newest(journal, work, standing_id))


def _checked(journal: Journal, fields: Mapping[str, object]) -> dict[str, Value]:
    stored = values.checked(fields, _RULES)
    if str(stored.get("noted_on", "")) > journal.clock.today().isoformat():
        raise InvalidValue(
            "{day} lies ahead. Nobody stands anywhere yet on that day: choose today or an earlier one.",
            day=stored["noted_on"],
        )
    return stored


def _stand_as_newest(journal: Journal, work: Operation, standing_id: int) -> int | None:
    """Let the contact of a standing stand as the newest one says, and return its id."""
    found = journal.row("SELECT contact_id FROM contact_standing WHERE id = ?", standing_id)
    if found is None:
        return None
    contact_id: int = found[0]
    known = history(journal, contact_id)
    if known:
        work.update(Contact, contact_id, {"stance": known[0].stance, "closeness": known[0].closeness})
    return contact_id
