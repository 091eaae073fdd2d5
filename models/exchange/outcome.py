"""What became of one row, and how two texts are compared before one of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from models.errors import InvalidValue, JournalError
from models.text.language import Label

_SHOWN = 60


RowState = Literal["new", "updated", "unchanged", "doubtful", "refused"]
"""What became of a row; doubtful is one of which nothing was taken, as a person must look at it first."""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """A row of a file as a person is shown it: whom or what it is about, what became of it, and why.

    The name is that of the contact or of the visited account, the detail a contact's job and account, the day a
    visit's; they are empty where the row could not be read. A row that was taken in may have reasons too: fields that
    were left as the journal has them.
    """

    file: str
    row: int
    name: str
    detail: str
    day: date | None
    state: RowState
    reasons: tuple[JournalError, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What became of a row: what was written, what a person must look at, and what to remember once it is written."""

    state: Literal["new", "updated", "unchanged"] = "unchanged"
    doubts: list[InvalidValue] = field(default_factory=list)
    to_remember: list[Callable[[], None]] = field(default_factory=list)

    def updated(self) -> None:
        """Note that something was written to a record that was there."""
        if self.state == "unchanged":
            self.state = "updated"

    def differs(self, subject: str, field_name: Label, kept: str, read: str) -> None:
        """Note that journal and file say different things; the journal's is kept."""
        self.doubts.append(
            InvalidValue(
                "{subject}: for the {field} the journal says “{kept}” and the file “{read}”. The journal's was kept; "
                "change it by hand if the file is right.",
                subject=subject,
                field=field_name,
                kept=_shown(kept),
                read=_shown(read),
            )
        )


def says_as_much(stored: str, read: str) -> bool:
    """Tell whether a stored text holds every line of one that was read; spacing does not count."""
    lines = {" ".join(line.split()) for line in stored.splitlines()}
    return {" ".join(line.split()) for line in read.splitlines()} - {""} <= lines


def _shown(text: str) -> str:
    if isinstance(text, Label):
        return text
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
