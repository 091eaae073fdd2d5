"""Meetings and tasks from an iCalendar file (RFC 5545), whoever wrote it; each item by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from models.errors import InvalidValue
from models.exchange.calendar_fields import readable
from models.exchange.calendar_items import MEETING, Item, Zone, read_items
from models.exchange.calendar_records import Attendee, MeetingRecord, TaskRecord
from models.exchange.calendar_rules import read_rule
from models.exchange.calendar_times import Wall, Zones, minutes_between, on_wall
from models.exchange.content_lines import plain
from models.exchange.records import Channel, Reading, Refused, Remark
from models.exchange.values import one_line, point_key
from models.text.language import Label

if TYPE_CHECKING:
    from icalendar import Component

# What icalendar raises for what it can't read, and what its own slips raise; never memory or interruption.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
_ROOMS = ("ROOM", "RESOURCE")
_SECRET = ("CONFIDENTIAL", "PRIVATE")
_ANSWERS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
"""What a mail holds that answers an invitation: nobody has agreed to what it says."""
_UNREAD = ("PRIORITY", "CREATED", "COMPLETED", "RELATED-TO", "SEQUENCE")
"""What a meeting may hold in any form, since nothing hangs on it."""
_LONGEST_UID = 400
_MOST_SKIPPED = 1500
_MOST_ATTENDEES = 5000
_ONLINE = re.compile(r"https?://|\b(?:teams|zoom|webex|skype|meet)\b|腾讯会议|钉钉|飞书|线上|视频", re.IGNORECASE)
_BY_PHONE = re.compile(r"^\s*(?:tel:|phone\b|电话)", re.IGNORECASE)


def read_calendar(data: bytes, file: str) -> Reading:
    """Return the meetings and tasks of a calendar file, and what could not be read, by its line."""
    found = list(read_items(data, file))
    zones = Zones(zone for zone in found if isinstance(zone, Zone))
    meetings: list[MeetingRecord] = []
    tasks: list[TaskRecord] = []
    refused = [item for item in found if isinstance(item, Refused)]
    for item in found:
        if not isinstance(item, Item):
            continue
        record = _read_item(item, file, zones)
        if isinstance(record, MeetingRecord):
            meetings.append(record)
        elif isinstance(record, TaskRecord):
            tasks.append(record)
        else:
            refused.append(record)
    nothing = not (meetings or tasks or refused)
    remarks = (Remark(Label("{file} holds no meeting and no task."), {"file": file}),) if nothing else ()
    meetings = _newest(meetings)
    return Reading(meetings=tuple(meetings), tasks=tuple(tasks), refused=tuple(refused), remarks=remarks)


def _newest(meetings: list[MeetingRecord]) -> list[MeetingRecord]:
    """Leave out meetings that the file has in a newer version too, wherever in the file that stands."""
    newest: dict[str, int] = {}
    for meeting in meetings:
        newest[meeting.key] = max(meeting.version, newest.get(meeting.key, 0))
    return [meeting for meeting in meetings if meeting.version == newest[meeting.key]]


def _read_item(item: Item, file: str, zones: Zones) -> MeetingRecord | TaskRecord | Refused:
    from icalendar import Component

    try:
        if item.method in _ANSWERS:
            raise InvalidValue("This is an answer to an invitation, not the meeting itself. Import the invitation.")
        component = Component.from_ical(item.text)
        unread = _UNREAD if item.kind == MEETING else ("SEQUENCE",)
        broken = [error for error in component.errors if error[0] not in unread]
        broken += [error for part in component.subcomponents for error in part.errors]
        if broken:
            name, detail = broken[0]
            raise InvalidValue("{name} can't be read ({detail}).", name=name or item.kind, detail=str(detail)[:120])
        reader = _ItemReader(component, file, item.line, zones, is_called_off=item.method == "CANCEL")
        return reader.meeting() if item.kind == MEETING else reader.task()
    except InvalidValue as reason:
        return Refused(file, item.line, reason)
    except _UNREADABLE as problem:
        detail = one_line(str(problem))[:120]
        return Refused(file, item.line, InvalidValue("The item can't be read ({detail}).", detail=detail))


class _ItemReader:
    """The properties of one item, as the journal understands them."""

    def __init__(
        self, component: Component, file: str, line: int, zones: Zones, *, is_called_off: bool = False
    ) -> None:
        self._item = component
        self._place = {"file": file, "row": line}
        self._zones = zones
        self._is_called_off = is_called_off
        self._doubts: list[InvalidValue] = []

    def meeting(self) -> MeetingRecord:
        """Return the item as a meeting; raises InvalidValue when it says not when it is."""
        if "DTSTART" not in self._item:
            raise InvalidValue("The meeting has no beginning (DTSTART).")
        start = self._wall("DTSTART")
        occurrence = self._occurrence(start)
        place = self._line("LOCATION")
        status = self._line("STATUS").upper()
        rule, skipped = ("", ()) if occurrence else self._repetition(start)
        version = self._line("SEQUENCE")
        return MeetingRecord(
            **self._place,  # type: ignore[arg-type]
            uid=self._uid(),
            occurrence=occurrence,
            version=int(version) if version.isdecimal() else 0,
            start=start,
            minutes=self._minutes(start),
            title=self._line("SUMMARY"),
            place=place,
            notes=readable(self._text("DESCRIPTION")),
            categories=self._categories(),
            channel=_channel(place),
            attendees=self._attendees(),
            cancelled=status == "CANCELLED" or self._is_called_off,
            confirmed=status == "CONFIRMED",
            confidential=self._line("CLASS").upper() in _SECRET,
            rule=rule,
            skipped=skipped,
            doubts=tuple(self._doubts),
        )

    def task(self) -> TaskRecord:
        """Return the item as a task; raises InvalidValue when it says not what is to be done."""
        title = self._line("SUMMARY")
        if not title:
            raise InvalidValue("The task has no title (SUMMARY).")
        name = next((name for name in ("DUE", "DTSTART") if name in self._item), "")
        due = self._wall(name) if name else None
        rule, skipped = self._repetition(due) if due else ("", ())
        status = self._line("STATUS").upper()
        done, dropped = status == "COMPLETED", status == "CANCELLED" or self._is_called_off
        return TaskRecord(
            **self._place,  # type: ignore[arg-type]
            uid=self._uid(),
            title=title,
            notes=readable(self._text("DESCRIPTION")),
            due=due.at.date() if due else None,
            raised_at=self._here("CREATED"),
            status="done" if done or "COMPLETED" in self._item else "dropped" if dropped else "open",
            closed_at=self._here("COMPLETED"),
            priority=int(self._first("PRIORITY") or 0),
            categories=self._categories(),
            attendees=self._attendees(),
            related=self._line("RELATED-TO"),
            remind_at=self._reminder(due),
            confidential=self._line("CLASS").upper() in _SECRET,
            rule=rule,
            skipped=skipped,
            doubts=tuple(self._doubts),
        )

    def _all(self, name: str) -> list[Any]:
        found = self._item.get(name)
        return found if isinstance(found, list) else [] if found is None else [found]

    def _first(self, name: str) -> Any:
        return next(iter(self._all(name)), None)

    def _text(self, name: str) -> str:
        return plain(str(self._first(name) or "")).strip()

    def _line(self, name: str) -> str:
        return one_line(self._text(name))

    def _uid(self) -> str:
        uid = self._line("UID")
        if not uid or len(uid) > _LONGEST_UID:
            raise InvalidValue("The item has no id (UID) by which it could be known again. Export the calendar again.")
        return uid

    def _wall(self, name: str) -> Wall:
        wall = self._zones.wall(self._first(name))
        if wall.unknown:
            self._doubts.append(
                InvalidValue(
                    "The time zone {zone} is not known. The time was taken as it is written; look whether it is right.",
                    zone=wall.unknown[:80],
                )
            )
        return wall

    def _here(self, name: str) -> datetime | None:
        found = self._first(name)
        if found is None:
            return None
        wall = self._zones.wall(found)
        return on_wall(wall.at.replace(tzinfo=_zone(wall.zone)), "") if wall.zone else wall.at

    def _occurrence(self, start: Wall) -> date | None:
        given = self._first("RECURRENCE-ID")
        if given is not None and given.params.get("RANGE"):
            self._doubts.append(
                InvalidValue("In the calendar all later days move along; here this one alone was moved. Look at them.")
            )
        return self._zones.day(given.dt, start) if given is not None else None

    def _minutes(self, start: Wall) -> int | None:
        if "DTEND" in self._item:
            return minutes_between(start, self._zones.wall(self._first("DTEND")))
        length = self._first("DURATION")
        if length is None:
            return None
        return minutes_between(start, Wall(start.at + length.dt, start.zone, start.whole_day))

    def _repetition(self, start: Wall) -> tuple[str, tuple[date, ...]]:
        rules = self._all("RRULE")
        if not rules:
            if "RDATE" in self._item:
                self._doubts.append(_one_of_several())
            return "", ()
        try:
            rule = read_rule(rules[0], start)
        except InvalidValue as reason:
            self._doubts.append(reason)
            return "", ()
        if len(rules) > 1 or "RDATE" in self._item:
            self._doubts.append(_one_of_several())
        days = {self._zones.day(one.dt, start) for listed in self._all("EXDATE") for one in listed.dts}
        return rule, tuple(sorted(days)[-_MOST_SKIPPED:])

    def _categories(self) -> tuple[str, ...]:
        return tuple(one_line(str(word)) for listed in self._all("CATEGORIES") for word in listed.cats)

    def _attendees(self) -> tuple[Attendee, ...]:
        found: dict[Attendee, None] = {}
        for one in [*self._all("ORGANIZER"), *self._all("ATTENDEE")][:_MOST_ATTENDEES]:
            kind, answer = (str(one.params.get(name, "")).upper() for name in ("CUTYPE", "PARTSTAT"))
            email = point_key(re.sub(r"^mailto:", "", one_line(str(one)), flags=re.IGNORECASE))
            name = one_line(str(one.params.get("CN", ""))).strip("'\"")
            if kind not in _ROOMS and answer != "DECLINED" and (name or "@" in email):
                found[Attendee("" if point_key(name) == email else name, email if "@" in email else "")] = None
        return tuple(found)

    def _reminder(self, due: Wall | None) -> datetime | None:
        """Return the first alarm of a task as a time on the wall here."""
        triggers = [alarm.get("TRIGGER") for alarm in self._item.subcomponents]
        return min(_moments(triggers, due), default=None)


def _moments(triggers: Iterable[Any], due: Wall | None) -> Iterator[datetime]:
    for trigger in triggers:
        given = getattr(trigger, "dt", None)
        if isinstance(given, timedelta) and due is not None:
            yield due.at + given
        elif isinstance(given, datetime):
            yield on_wall(given, "") if given.tzinfo else given


def _zone(name: str) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _channel(place: str) -> Channel | None:
    if _ONLINE.search(place):
        return "video"
    return "call" if _BY_PHONE.search(place) else None


def _one_of_several() -> InvalidValue:
    return InvalidValue("Days were added to this meeting by hand, which a repetition can't hold. Plan those by hand.")
