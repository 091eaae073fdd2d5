"""Visits and due steps as iCalendar (RFC 5545): visits are events, steps are to-dos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from models.exchange.content_lines import plain
from models.summaries.data_rows import StepData, VisitData
from models.summaries.visit_details import Participant
from models.text.field_words import CHANNEL_NAMES, KIND_NAMES, STATE_NAMES
from models.text.language import Language

if TYPE_CHECKING:
    from icalendar import Event, Todo

_MINUTES = 60
"""How long a visit takes of which nobody said so."""

_EVENT_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "missed": "CANCELLED", "cancelled": "CANCELLED"}
_NOT_DONE = ("broken", "released")
_PRIORITIES = {"urgent": 1, "serious": 3}


def write_calendar(visits: Sequence[VisitData], steps: Sequence[StepData], language: Language, now: datetime) -> bytes:
    """Return a calendar in the words of a language; `now` is the moment it is written, in the local time zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rounds//Rounds//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for visit in visits:
        calendar.add_component(_event(visit, language, now))
    shown = {visit.visit.id for visit in visits}
    for step in steps:
        calendar.add_component(_todo(step, language, now, shown))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(data: VisitData, language: Language, now: datetime) -> Event:
    from icalendar import Event

    visit = data.visit
    event = Event()
    _put(event, "uid", _uid("visit", visit.id))
    event.add("dtstamp", now.astimezone(UTC))
    for name, moment in _times(visit.start, data.details.zone, visit.minutes):
        event.add(name, moment)
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


def _todo(step: StepData, language: Language, now: datetime, shown: set[int]) -> Todo:
    from icalendar import Todo

    todo = Todo()
    _put(todo, "uid", _uid("step", step.id))
    todo.add("dtstamp", now.astimezone(UTC))
    todo.add("due", date.fromisoformat(step.due_on))
    _put(todo, "summary", " · ".join(text for text in (step.title, step.account) if text))
    say = language.say
    told = [say("With: {people}", people=language.listing(step.people))] if step.people else []
    _put(todo, "description", "\n".join([*told, *([step.details] if step.details else [])]))
    todo.add("categories", [say(KIND_NAMES[step.kind])])
    if step.severity in _PRIORITIES:
        todo.add("priority", _PRIORITIES[step.severity])
    if step.closed_at is None:
        todo.add("status", "NEEDS-ACTION")
    elif step.outcome in _NOT_DONE:
        todo.add("status", "CANCELLED")
    else:
        todo.add("status", "COMPLETED")
        todo.add("completed", datetime.fromisoformat(step.closed_at).replace(tzinfo=now.tzinfo).astimezone(UTC))
    if step.confidential:
        todo.add("class", "CONFIDENTIAL")
    if step.visit_id in shown:
        todo.add("related-to", _uid("visit", step.visit_id))
    return todo


def _uid(kind: str, record_id: int | None) -> str:
    return f"{kind}-{record_id}@rounds"


def _put(component: Any, name: str, text: str) -> None:
    if text:
        component.add(name, plain(text))


def _times(start: str, zone: str, minutes: int | None) -> Iterator[tuple[str, date | datetime]]:
    """Yield start and end: of the whole day when no time is known, else on the wall where the visit takes place."""
    begins = datetime.fromisoformat(start)
    if start.endswith("T00:00") and minutes is None:
        yield "dtstart", begins.date()
        return
    begins = begins.replace(tzinfo=_zone(zone))
    yield "dtstart", begins
    length = timedelta(minutes=minutes or _MINUTES)
    # The last evening of the calendar has no end that could be written.
    if begins.replace(tzinfo=None) <= datetime.max - length:
        yield "dtend", begins + length


def _zone(name: str) -> ZoneInfo | None:
    """Return the time zone of a name, or None where there is no such zone: then the time is that of any clock."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


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
