"""The states of an acceptance as the lists show them: their words, tones and keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt

from models.acceptance_lists import ItemLine, SignatureLine
from models.acceptance_states import STATES
from models.text.acceptance_words import SIGNATURE_STATE_NAMES, STATE_NAMES, WHAT_NAMES
from models.text.day_words import near_date
from models.text.language import Label
from ui.session import Session
from ui.translations import language, say

TONES: Mapping[str, str] = {
    "open": "outlined",
    "approved_inside": "plain",
    "submitted": "blue",
    "agreed": "accent",
    "signed": "green",
    "blocked": "red",
}

HEADINGS: Mapping[str, Label] = {
    "open": Label("not begun"),
    "approved_inside": Label("inside"),
    "submitted": Label("submitted"),
    "agreed": Label("agreed"),
    "signed": Label("signed"),
    "blocked": Label("blocked"),
    "ready": Label("ready"),
}
"""The states over the columns of the matrix, short."""

KEYS: Mapping[Qt.Key, str] = {Qt.Key(Qt.Key.Key_1.value + number): state for number, state in enumerate(STATES)}
"""The figure that gives a state: 1 is not begun, 6 blocked."""


def state_words(kind: str, state: str) -> str:
    """Return the state of an item or a signature."""
    names = SIGNATURE_STATE_NAMES if kind == "signature" else STATE_NAMES
    return say(names[state])


def day(session: Session, iso: str | None) -> str:
    """Return a day near today in short words, or nothing."""
    return near_date(language(), date.fromisoformat(iso), session.today()) if iso else ""


def blocked_line(row: ItemLine | SignatureLine) -> str:
    """Return why something is blocked, and the step that unblocks it."""
    if not row.step:
        return row.blocked_because
    step = say("done: {step}", step=row.step) if row.step_closed else row.step
    return say("{reason} → {step}", reason=row.blocked_because, step=step)


def signature_line(session: Session, row: SignatureLine) -> str:
    """Return whom a signature is wanted from, since when, and what came of the last attempt."""
    if row.state == "blocked":
        return blocked_line(row)
    parts = [row.signer or (say("signer not named") if row.state == "signed" else say("no signer yet"))]
    if row.signed_on:
        parts.append(say("signed {day}", day=day(session, row.signed_on)))
    elif row.asked_on:
        parts.append(say("asked for {day}", day=day(session, row.asked_on)))
    if row.due_on and not row.signed_on:
        parts.append(say("wanted by {day}", day=day(session, row.due_on)))
    if row.what in ("waited", "refused", "came_back"):
        parts.append(say("{what} {day}", what=WHAT_NAMES[row.what], day=day(session, row.tried_at[:10])))
    if row.result:
        parts.append(row.result)
    return " · ".join(parts)


def signature_name(department: str, subject: str) -> str:
    """Return what a signature is called: 'Depot 4 · Training records'."""
    return " · ".join(part for part in (department, subject) if part)
