"""iCalendar into its items: each meeting and each task by itself, so that a broken one spoils no other.

The file is cut by its lines alone, before any value is looked at: an item is what stands between its BEGIN and its
END. Of an item only the properties that are read later are kept, so that pictures and the inventions of other
programs cost nothing.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.errors import InvalidValue, JournalError
from models.exchange.encoding import find_encoding
from models.exchange.records import Refused

MEETING, TASK = "VEVENT", "VTODO"
_ITEMS = (MEETING, TASK)
_LONGEST_ITEM = 1_000_000
"""Bytes of an item; a description as long as a book is still shorter."""
_OUTER = 2
"""How deep items and zones stand at most: in a calendar, or in nothing."""
_LINES_BEFORE_ITEM = 1_000_000
"""Lines without any meeting or task after which a file is none that holds some."""
_KEPT = frozenset(
    (
        *("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "DUE", "COMPLETED", "CREATED", "STATUS", "SUMMARY"),
        *("DESCRIPTION", "LOCATION", "CATEGORIES", "CLASS", "PRIORITY", "RRULE", "RDATE", "EXDATE", "ATTENDEE"),
        *("ORGANIZER", "RELATED-TO", "TRIGGER", "SEQUENCE"),
    )
)
_ONCE = ("UID", "DTSTART", "DTEND", "DUE", "RECURRENCE-ID")
"""What an item has once; twice, it is two items of which the line between them was lost."""
_WITHOUT_MARK = {b"B\0": codecs.BOM_UTF16_LE, b"\0B": codecs.BOM_UTF16_BE}
"""How UTF-16 begins that forgot its mark, and the mark."""
_OTHERS = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VJOURNAL", "VFREEBUSY"})


@dataclass(frozen=True, slots=True)
class Item:
    """One meeting (VEVENT) or task (VTODO): the line it begins on and its lines as text, unfolded.

    The method is that of its calendar, in capitals: what a mail wants done with it (REQUEST, CANCEL), or nothing.
    """

    kind: str
    line: int
    text: str
    method: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone that the file itself describes: its name there and the lines of its description."""

    name: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A component whose END has not come yet."""

    kind: str
    line: int
    lines: list[bytes] = field(default_factory=list)
    size: int = 0


def read_items(data: bytes, file: str) -> Iterator[Item | Zone | Refused]:
    """Yield each meeting, task and described time zone of a file, or why one can't be read."""
    data = _WITHOUT_MARK.get(data[:2], b"") + data
    encoding = find_encoding(data)
    if encoding == "utf-16":
        data, encoding = data.decode("utf-16").encode("utf-8", "replace"), "utf-8"
    yield from _Scanner(file, encoding).scan(data.removeprefix(b"\xef\xbb\xbf"))


class _Scanner:
    """Goes through the lines of a file once and remembers which components stand open."""

    def __init__(self, file: str, encoding: str | None) -> None:
        self._file = file
        self._encoding = encoding
        self._open: list[_Open] = []
        self._stray = self._begun = False
        self._method = ""

    def scan(self, data: bytes) -> Iterator[Item | Zone | Refused]:
        for number, line in _unfolded(data):
            if number > _LINES_BEFORE_ITEM and not self._begun:
                return
            name = _name(line)
            if name == "BEGIN":
                yield from self._begin(_marked(line), number)
            elif name == "END":
                yield from self._end(_marked(line), number)
            else:
                yield from self._take(name, line, number)
        yield from self._abandon(0)

    def _begin(self, kind: str, number: int) -> Iterator[Refused]:
        self._stray = False
        self._begun |= kind in _ITEMS
        if kind in _ITEMS or kind == "VCALENDAR":
            # Neither stands within anything but a calendar: whatever is open there lost its end.
            yield from self._abandon(1 if kind in _ITEMS and self._within_calendar() else 0)
        elif kind not in _OTHERS and not kind.startswith("X-") and self._item() is None:
            yield Refused(
                self._file,
                number,
                InvalidValue("What begins here is neither a meeting nor a task: {kind}. Correct it.", kind=kind[:40]),
            )
        zone = self._zone()
        if zone is not None:
            self._keep(zone, f"BEGIN:{kind}".encode())
        if kind == "VCALENDAR":
            self._method = ""
        self._open.append(_Open(kind, number))

    def _end(self, kind: str, number: int) -> Iterator[Item | Zone | Refused]:
        self._stray = False
        place = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].kind == kind), None)
        if place is None:
            if kind not in _OTHERS and not kind.startswith("X-"):
                yield Refused(
                    self._file,
                    number,
                    InvalidValue("What ends here ({kind}) has no beginning. Export it again.", kind=kind[:40]),
                )
            return
        if kind == "VCALENDAR":
            yield from self._abandon(place + 1)
        elif place < len(self._open) - 1:
            yield from self._abandon(place)
            return
        closed = self._open.pop()
        if kind in _ITEMS:
            yield self._item_of(closed)
        elif kind == "VTIMEZONE":
            yield from self._zone_of(closed)

    def _take(self, name: str, line: bytes, number: int) -> Iterator[Refused]:
        if not self._open or (len(self._open) == 1 and self._within_calendar()):
            if name == "METHOD":
                self._method = _marked(line)
            elif name in ("DTSTART", "UID", "DUE", "DTEND") and not self._stray:
                self._stray = True
                reason = InvalidValue("The line belongs to no meeting and no task. Put BEGIN:VEVENT above its meeting.")
                yield Refused(self._file, number, reason)
            return
        item = self._item()
        if item is None:
            zone = self._zone()
            if zone is not None:
                self._keep(zone, line)
            return
        inner = self._open[-1]
        if inner is item and name in _KEPT and name != "TRIGGER":
            self._keep(item, line)
        elif inner is item and not _is_property(line):
            self._keep(item, line)  # what is no property at all makes its item unreadable
        elif inner.kind == "VALARM" and name == "TRIGGER" and item.kind == TASK:
            self._keep(item, b"BEGIN:VALARM\n" + line + b"\nEND:VALARM")

    def _keep(self, component: _Open, line: bytes) -> None:
        component.size += len(line)
        if component.size <= _LONGEST_ITEM:
            component.lines.append(line)

    def _within_calendar(self) -> bool:
        return bool(self._open) and self._open[0].kind == "VCALENDAR"

    def _item(self) -> _Open | None:
        return next((one for one in self._open[:_OUTER] if one.kind in _ITEMS), None)

    def _zone(self) -> _Open | None:
        return next((one for one in self._open[:_OUTER] if one.kind == "VTIMEZONE"), None)

    def _abandon(self, left: int) -> Iterator[Refused]:
        """Give up what stands open beyond the first few; an item among it is named."""
        for lost in self._open[left:]:
            if lost.kind in _ITEMS:
                yield Refused(
                    self._file,
                    lost.line,
                    InvalidValue("What begins here has no end. Put END:{kind} below its last line.", kind=lost.kind),
                )
        del self._open[left:]

    def _item_of(self, closed: _Open) -> Item | Refused:
        if closed.size > _LONGEST_ITEM:
            reason: JournalError = InvalidValue(
                "The item is longer than {limit} MB. Shorten its description.", limit=_LONGEST_ITEM // 1_000_000
            )
            return Refused(self._file, closed.line, reason)
        names = [_name(line) for line in closed.lines]
        twice = next((name for name in _ONCE if names.count(name) > 1), None)
        if twice is not None:
            reason = InvalidValue("The item has {name} twice. Keep the right one.", name=twice)
            return Refused(self._file, closed.line, reason)
        text = self._text(b"\n".join(closed.lines))
        if text is None:
            reason = InvalidValue("The item holds bytes that are no text in UTF-8. Export the calendar again.")
            return Refused(self._file, closed.line, reason)
        return Item(closed.kind, closed.line, f"BEGIN:{closed.kind}\n{text}\nEND:{closed.kind}\n", self._method)

    def _zone_of(self, closed: _Open) -> Iterator[Zone]:
        text = self._text(b"\n".join(closed.lines))
        lines = tuple((text or "").split("\n"))
        name = next((line.partition(":")[2].strip() for line in lines if _name(line.encode()) == "TZID"), "")
        if name:
            yield Zone(name, lines)

    def _text(self, data: bytes) -> str | None:
        for encoding in ("utf-8", self._encoding):
            try:
                return data.decode(encoding or "utf-8").replace("\0", "")
            except UnicodeDecodeError:
                continue
        return None


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number, joined to the lines that continue it; empty ones are left out."""
    begin, parts, size = 0, list[bytes](), 0
    # Line by line: a list of all lines would take many times the room of a file that is all line ends.
    for number, ended in enumerate(io.BytesIO(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")), 1):
        line = ended.removesuffix(b"\n")
        if line[:1] in (b" ", b"\t") and parts:
            size += len(line)
            if size <= 2 * _LONGEST_ITEM:  # what is longer is refused, and nobody need remember all of it
                parts.append(line[1:])
        elif line.strip():
            if parts:
                yield begin, b"".join(parts)
            begin, parts, size = number, [line], len(line)
    if parts:
        yield begin, b"".join(parts)


def _name(line: bytes) -> str:
    """Return the name of a property, in capitals."""
    end = min((at for at in (line.find(b":"), line.find(b";")) if at >= 0), default=len(line))
    return line[: min(end, 60)].strip().decode("ascii", "replace").upper()


def _is_property(line: bytes) -> bool:
    name = _name(line)
    return b":" in line and bool(name) and name.replace("-", "").isalnum() and name.isascii()


def _marked(line: bytes) -> str:
    return line.partition(b":")[2].strip().decode("ascii", "replace").upper()
