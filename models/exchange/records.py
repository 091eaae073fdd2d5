"""What a file says before the journal has been asked: contacts, visits, meetings, and what can't come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.errors import JournalError
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.exchange.calendar_records import MeetingRecord, TaskRecord

Channel = Literal["on_site", "hosted", "call", "video", "message", "event"]
State = Literal["planned", "held", "missed", "cancelled"]


class Point(NamedTuple):
    """A phone, an e-mail, chat or postal address or a web page, under its label ('work', or the person's own word)."""

    label: str
    value: str


class Participant(NamedTuple):
    """Someone a visit names, with the title that stands in brackets behind the name."""

    name: str
    title: str = ""


class Extra(NamedTuple):
    """Something the file says for which a contact has no field: 'Spouse', 'Anna'."""

    heading: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """One person as a file has them; `row` is the line of the file on which they begin."""

    file: str
    row: int
    name: str
    family: str = ""
    given: str = ""
    account: str = ""
    department: str = ""
    title: str = ""
    phones: tuple[Point, ...] = ()
    emails: tuple[Point, ...] = ()
    chats: tuple[Point, ...] = ()
    birthday: str = ""
    """'1985-03-07', or '--03-07' when the year is not known."""
    addresses: tuple[Point, ...] = ()
    webs: tuple[Point, ...] = ()
    notes: str = ""
    """Private, as nobody knows what is in a note; `open_notes` are those that a journal wrote as ordinary ones."""
    open_notes: str = ""
    languages: str = ""
    introduction: str = ""
    tags: tuple[str, ...] = ()
    uid: str = ""
    """The id the other program knows the person by, with that program's name before it unless it is world-wide."""
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord:
    """One visit as a file has it; what the file leaves open is empty or None."""

    file: str
    row: int
    day: date
    account: str
    start: time | None = None
    minutes: int | None = None
    people: tuple[Participant, ...] = ()
    channel: Channel | None = None
    state: State | None = None
    place: str = ""
    purpose: str = ""
    expected_result: str = ""
    summary: str = ""
    highlight: str = ""
    support_needed: str = ""
    satisfaction: int | None = None
    expectation_level: int | None = None
    confidential: bool = False
    notes: str = ""
    private_notes: str = ""
    next_step: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class RowReason:
    """A row of a file and what is to be said about it; the other rows come in all the same."""

    file: str
    row: int
    reason: JournalError

    def __str__(self) -> str:
        return f"{self.file}, line {self.row}: {self.reason}"

    def say(self, language: Language) -> str:
        """Return file, line and reason in one sentence."""
        reason = self.reason.say(language)
        return language.say("{file}, line {row}: {reason}", file=self.file, row=self.row, reason=reason)


class Refused(RowReason):
    """A row that can't come in, and why."""

    __slots__ = ()


class Doubtful(RowReason):
    """A row that a person must look at: it says something else than the journal, or may mean several records."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a file that was read: dates that could be read in two ways, columns left aside."""

    sentence: Label
    values: Mapping[str, object]

    def say(self, language: Language) -> str:
        """Return the remark in the reader's language; its sentence names the file."""
        return language.say(self.sentence, **self.values)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that some files said, in their order."""

    contacts: tuple[ContactRecord, ...] = ()
    visits: tuple[VisitRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[Remark, ...] = ()
