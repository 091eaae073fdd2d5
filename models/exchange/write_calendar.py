"""Visits and due steps as iCalendar (RFC 5545): visits are events, steps are to-dos.

An id stays the same from export to export, and what came from a calendar keeps the id it has there, so that a calendar
that takes the file in again renews what it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from models.clock import NO_TIME, wall_of
from models.exchange.calendar_ids import uid_of
from models.exchange.calendar_rules import written_rule
from models.exchange.calendar_times import in_utc, zone_or_none
from models.exchange.calendar_zones import described
from models.exchange.content_lines import plain
from models.recurrence import days_left_out
from models.summaries.data_rows import StepData, VisitData
from models.summaries.visit_details import Participant
from models.text.field_words import CHANNEL_NAMES, KIND_NAMES, STATE_NAMES
from models.text.language import Label, Language

if TYPE_CHECKING:
    from icalendar import Event, Timezone, Todo

MINUTES = 60
"""How long a visit takes of which nobody said so."""
_DAY_MINUTES = 24 * 60

_EVENT_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "missed": "CANCELLED", "cancelled": "CANCELLED"}
_CONFIDENTIAL = Label("Confidential visit")
_NOT_DONE = ("broken", "released")
_PRIORITIES = {"urgent": 1, "serious": 3}
_STANDS_IN = ";RECURRENCE-ID="
"""What stands between the id of a series and the day for which a visit stands in."""


def write_calendar(
    visits: Sequence[VisitData],
    steps: Sequence[StepData],
    language: Language,
    now: datetime,
    notice: int | None = None,
) -> bytes:
    """Return a calendar in the words of a language; `now` is the moment it is written, in the local time zone.

    `notice` is how many minutes before a visit to come the calendar reminds of it; None is never.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rounds//Rounds//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for timezone in _zones(visits):
        calendar.add_component(timezone)
    for visit in visits:
        event = _event(visit, language, now)
        if notice is not None and visit.visit.state == "planned" and _is_ahead(visit, now):
            _remind_of_visit(event, visit, language, notice)
        calendar.add_component(event)
    shown = {visit.visit.id: _visit_uid(visit)[0] for visit in visits}
    for step in steps:
        calendar.add_component(_todo(step, language, now, shown))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _zones(visits: Sequence[VisitData]) -> Iterator[Timezone]:
    years: dict[str, int] = {}
    for data in visits:
        year = int(data.visit.start[:4])
        if zone_or_none(data.details.zone) is not None and year < MAXYEAR - 10:
            years[data.details.zone] = min(year, years.get(data.details.zone, year))
    for name, year in sorted(years.items()):
        timezone = described(name, year)
        if timezone is not None:
            yield timezone


def _event(data: VisitData, language: Language, now: datetime) -> Event:
    from icalendar import Event

    visit = data.visit
    event = Event()
    uid, occurrence = _visit_uid(data)
    _put(event, "uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    times = dict(_times(visit.start, data.details.zone, visit.minutes))
    if occurrence:
        event.add("recurrence-id", _on_day(times["dtstart"], date.fromisoformat(occurrence)))
    for name, moment in times.items():
        event.add(name, moment)
    if visit.state == "planned" and not occurrence:
        _repeat(event, times["dtstart"], data.repeats, data.skipped_days)
    # In a month view of a telephone the first letters are all that shows: who it is with matters most.
    _put(event, "summary", " · ".join(text for text in (visit.account, visit.purpose) if text))
    _put(event, "location", visit.place or (data.address if visit.channel == "on_site" else ""))
    _put(event, "description", "\n".join(_told(data, language)))
    event.add("categories", [language.say(CHANNEL_NAMES[visit.channel])])
    event.add("status", _EVENT_STATUS[visit.state])
    if visit.state in ("missed", "cancelled"):
        event.add("transp", "TRANSPARENT")
    if visit.confidential:
        event.add("class", "CONFIDENTIAL")
    return event


def _todo(step: StepData, language: Language, now: datetime, shown: dict[int, str]) -> Todo:
    from icalendar import Todo

    todo = Todo()
    _put(todo, "uid", step.calendar_uid or uid_of("step", step.id))
    todo.add("dtstamp", now.astimezone(UTC))
    due = date.fromisoformat(step.due_on)
    if step.closed_at is None and _repeat(todo, due, step.repeats, step.skipped_days):
        todo.add("dtstart", due)  # a repetition begins somewhere
    todo.add("due", due)
    _put(todo, "summary", " · ".join(text for text in (step.title, step.account) if text))
    say = language.say
    told = [say("With: {people}", people=language.listing(step.people))] if step.people else []
    _put(todo, "description", "\n".join([*told, *([step.details] if step.details else [])]))
    todo.add("categories", [say(KIND_NAMES[step.kind])])
    if step.severity in _PRIORITIES:
        todo.add("priority", _PRIORITIES[step.severity])
    if step.closed_at is None:
        todo.add("status", "NEEDS-ACTION")
        _remind(todo, step)
    elif step.outcome in _NOT_DONE:
        todo.add("status", "CANCELLED")
    else:
        todo.add("status", "COMPLETED")
        todo.add("completed", datetime.fromisoformat(step.closed_at).replace(tzinfo=now.tzinfo).astimezone(UTC))
    if step.confidential:
        todo.add("class", "CONFIDENTIAL")
    if step.visit_id in shown:
        todo.add("related-to", shown[step.visit_id])
    return todo


def _visit_uid(data: VisitData) -> tuple[str, str]:
    """Return the id of a visit's event, and the day of the series for which it stands in, or nothing.

    Of a series that came from a calendar the visit that lies ahead is the series there; those before it stand for one
    day each, or the series would become a single meeting.
    """
    uid, _, occurrence = (data.calendar_uid or "").partition(_STANDS_IN)
    if occurrence or not data.series_uid:
        return uid or uid_of("visit", data.visit.id), occurrence
    bears_series = data.visit.state == "planned" and data.repeats
    if bears_series or (uid and not data.repeats):
        return data.series_uid, ""
    return data.series_uid, data.visit.start[:10].replace("-", "")


def _on_day(start: date | datetime, day: date) -> date | datetime:
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _repeat(component: Any, start: date | datetime, repeats: str | None, skipped_days: str | None) -> bool:
    """Write how something repeats and which days it leaves out, and return whether it does; others don't learn that."""
    if not repeats or skipped_days is None:
        return False
    whole_day = not isinstance(start, datetime)
    begins = start if isinstance(start, datetime) else datetime.combine(start, time())
    zone = str(begins.tzinfo) if begins.tzinfo else ""
    rule = written_rule(repeats, begins.replace(tzinfo=None), zone, whole_day=whole_day)
    if rule is None:
        return False
    component.add("rrule", rule)
    left_out = [_on_day(start, day) for day in sorted(days_left_out(skipped_days))]
    if left_out:
        component.add("exdate", left_out)
    return True


def _remind(todo: Todo, step: StepData) -> None:
    if step.remind_at:
        _add_alarm(todo, step.title, in_utc(datetime.fromisoformat(step.remind_at), ""))


def _is_ahead(data: VisitData, now: datetime) -> bool:
    """Return whether a visit is still to come, in a zone that may be another; a series has more to come."""
    there = now.astimezone(zone_or_none(data.details.zone))
    return bool(data.repeats) or data.visit.start > wall_of(there)


def _remind_of_visit(event: Event, data: VisitData, language: Language, notice: int) -> None:
    """Let the calendar remind of a visit that has a time; what is confidential is not told whoever looks on."""
    if not data.visit.start.endswith(NO_TIME):
        told = language.say(_CONFIDENTIAL) if data.visit.confidential else str(event["summary"])
        _add_alarm(event, told, timedelta(minutes=-notice))


def _add_alarm(component: Any, told: str, trigger: datetime | timedelta) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    _put(alarm, "description", told)
    alarm.add("trigger", trigger)
    component.add_component(alarm)


def _put(component: Any, name: str, text: str) -> None:
    if text:
        component.add(name, plain(text))


def _times(start: str, zone: str, minutes: int | None) -> Iterator[tuple[str, date | datetime]]:
    """Yield start and end: of whole days when no time is known, else on the wall where the visit takes place."""
    begins = datetime.fromisoformat(start)
    if start.endswith("T00:00") and (minutes is None or minutes % _DAY_MINUTES == 0):
        yield "dtstart", begins.date()
        if minutes:
            yield "dtend", begins.date() + timedelta(minutes=minutes)
        return
    begins = begins.replace(tzinfo=zone_or_none(zone))
    yield "dtstart", begins
    length = timedelta(minutes=minutes or MINUTES)
    # The last evening of the calendar has no end that could be written.
    if begins.replace(tzinfo=None) <= datetime.max - length:
        yield "dtend", begins + length


def _told(data: VisitData, language: Language) -> Iterator[str]:
    """Yield what is to be known about a visit; what its reader may not see is not there."""
    visit, say = data.visit, language.say
    if visit.state == "missed":
        yield say(STATE_NAMES[visit.state])
    people = language.listing(_named(person, language) for person in data.details.participants)
    for text, sentence in (
        (people, say("With: {people}", people=people)),
        (visit.expected_result, say("Expected result: {text}", text=visit.expected_result)),
        (visit.summary, say("Summary: {text}", text=visit.summary)),
        (visit.highlight, say("Highlight: {text}", text=visit.highlight)),
        (visit.support_needed, say("Support needed: {text}", text=visit.support_needed)),
        (visit.notes, visit.notes),
        (visit.private_notes, visit.private_notes),
    ):
        if text and sentence:
            yield sentence


def _named(person: Participant, language: Language) -> str:
    return language.say("{name} ({title})", name=person.name, title=person.title) if person.title else person.name
