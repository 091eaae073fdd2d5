"""The states of an acceptance, and what follows when an item or a signature goes into another one."""

from __future__ import annotations

from collections.abc import Mapping

from models import values
from models.changes import Value
from models.errors import InvalidValue
from models.text.language import Label

STATES = ("open", "approved_inside", "submitted", "agreed", "signed", "blocked")
ACCEPTED = ("agreed", "signed")
"""The states in which the customer is content with an item."""
ASKED = ("submitted", "agreed")
"""The states of a signature that was asked for and is not there yet."""

_ASKED_ON = Label("day it was asked for")
_SIGNED_ON = Label("day it was signed")


def item_follows(before: str, stored: Mapping[str, Value], today: str) -> dict[str, Value]:
    """Return what follows for an item that was in one state and is to be stored in another: its day, and its reason.

    A reason and the step that unblocks belong to what is blocked, and go when it is no more.
    """
    state = stored.get("state", before)
    if state == before:
        return _unblocked(state)
    return {"state_on": stored.get("state_on") or today, **_unblocked(state)}


def signature_follows(
    before: str, asked_on: Value, signed_on: Value, stored: Mapping[str, Value], today: str
) -> dict[str, Value]:
    """Return what follows for a signature: the days on which it was asked for and signed, and its reason.

    `asked_on` and `signed_on` are the days as they are; they tell the state where none is given. Raises
    InvalidValue when it would be signed before it was asked for, or without having been asked for at all, and for a
    day that lies ahead.
    """
    if stored.get("asked_on") != asked_on:
        _require_past(_ASKED_ON, stored.get("asked_on"), today)
    state = stored.get("state", _state_of(before, stored))
    asked, signed = stored.get("asked_on", asked_on), stored.get("signed_on") or signed_on
    if state == "signed":
        _require_asked(asked, str(signed or today), today)
        return {"state": state, "signed_on": signed or today, **_unblocked(state)}
    if state in ASKED:
        asked, signed = asked or today, None
    elif state == "blocked":
        signed = None
    else:
        asked = signed = None
    return {"state": state, "asked_on": asked, "signed_on": signed, **_unblocked(state)}


def _state_of(before: str, stored: Mapping[str, Value]) -> str:
    """Return the state that the days of a signature tell, where none is given."""
    if stored.get("signed_on"):
        return "signed"
    return "submitted" if stored.get("asked_on") and before in ("open", "approved_inside") else before


def _require_asked(asked_on: Value, signed_on: str, today: str) -> None:
    if asked_on is None:
        raise InvalidValue(
            "This signature was not asked for yet, so it can’t be signed. Enter the day it was asked for."
        )
    values.in_order(asked_on, signed_on, _ASKED_ON, _SIGNED_ON)
    _require_past(_SIGNED_ON, signed_on, today)


def _require_past(field: Label, day: Value, today: str) -> None:
    if isinstance(day, str) and day > today:
        raise InvalidValue(
            "The {field} ({value}) lies ahead. Enter a day up to today, {today}.", field=field, value=day, today=today
        )


def _unblocked(state: Value) -> dict[str, Value]:
    return {} if state == "blocked" else {"blocked_because": "", "unblock_step_id": None}
