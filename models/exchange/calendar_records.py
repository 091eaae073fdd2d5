"""What a calendar file says before the journal has been asked: meetings and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from models.errors import InvalidValue
from models.exchange.calendar_times import Wall
from models.exchange.records import Channel


class Attendee(NamedTuple):
    """Someone invited to a meeting: the name as the calendar shows it, and the e-mail address in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One meeting as a file has it; what the file leaves open is empty or None.

    `occurrence` is the day of a series that this one stands in for; `rule` and `skipped` are those of a series.
    `version` counts how often the meeting was changed since it was made.
    """

    file: str
    row: int
    uid: str
    occurrence: date | None = None
    version: int = 0
    start: Wall
    minutes: int | None = None
    title: str = ""
    place: str = ""
    notes: str = ""
    categories: tuple[str, ...] = ()
    channel: Channel | None = None
    attendees: tuple[Attendee, ...] = ()
    cancelled: bool = False
    confirmed: bool = False
    confidential: bool = False
    rule: str = ""
    skipped: tuple[date, ...] = ()
    doubts: tuple[InvalidValue, ...] = ()

    @property
    def key(self) -> str:
        """Return the id under which the journal knows the meeting: of one that stands in, the day it stands in for."""
        return f"{self.uid};RECURRENCE-ID={self.occurrence:%Y%m%d}" if self.occurrence else self.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """One task as a file has it; what the file leaves open is empty or None. Moments are times on the wall here."""

    file: str
    row: int
    uid: str
    title: str
    notes: str = ""
    due: date | None = None
    raised_at: datetime | None = None
    status: Literal["open", "done", "dropped"] = "open"
    closed_at: datetime | None = None
    priority: int = 0
    categories: tuple[str, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    related: str = ""
    remind_at: datetime | None = None
    confidential: bool = False
    rule: str = ""
    skipped: tuple[date, ...] = ()
    doubts: tuple[InvalidValue, ...] = ()
