"""What stands in the calendar in words: for its cells, its tooltips and whoever listens instead of looking."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.calendar import CalendarDay, Entry, TripSpan
from models.calendar_marks import DayMark
from models.text import day_words
from models.text.field_words import CHANNEL_NAMES, KIND_NAMES, STATE_NAMES
from models.text.language import Label
from ui.translations import capital, language, plural, say

_VISITS = {
    "planned": Label("planned visit"),
    "held": Label("visit held"),
    "missed": Label("missed visit"),
    "cancelled": Label("cancelled visit"),
    "coming": Label("visit that comes back"),
}
_STEPS = {"open": Label("open"), "closed": Label("done"), "coming": Label("comes back")}
_DAY_MINUTES = 24 * 60
_PLAN = Label("plan to be reached")
_MARKS = {
    "milestone": Label("milestone planned"),
    "payment": Label("payment due"),
    "warranty": Label("warranty ends"),
}
_TRIPS = {"trip": Label("trip"), "event": Label("event")}


def title_of(entry: Entry) -> str:
    """Return what a cell has room for: whom a visit is to, or the title of a step."""
    return entry.account if entry.record == "visit" else entry.title


def called(entry: Entry) -> str:
    """Return what an entry is called in a sentence."""
    return entry.title or entry.account


def time_words(entry: Entry) -> str:
    """Return when a visit takes place: '10:30–12:00', or its beginning alone; nothing where only the day is known.

    One of several days says the last of them as well: '10:30 – Fri 15 May, 12:00', '13 May – 15 May'.
    """
    if entry.minutes and entry.minutes > _DAY_MINUTES:
        return _span_words(entry, entry.minutes)
    if not entry.time or not entry.minutes:
        return entry.time
    hours, minutes = map(int, entry.time.split(":"))
    end = hours * 60 + minutes + entry.minutes
    return say("{start}–{end}", start=entry.time, end=clock_of(end % (24 * 60)))


def _span_words(entry: Entry, minutes: int) -> str:
    first = datetime.fromisoformat(entry.day)
    if entry.time:
        end = datetime.fromisoformat(f"{entry.day}T{entry.time}") + timedelta(minutes=minutes)
        return say(
            "{start} – {end}",
            start=entry.time,
            end=day_words.near_moment(language(), end.strftime("%Y-%m-%dT%H:%M"), first.date()),
        )
    last = first + timedelta(minutes=minutes - 1)
    days = [day_words.day_and_month(language(), day.date()) for day in (first, last)]
    return say("{start} – {end}", start=days[0], end=days[1])


def state_words(entry: Entry) -> str:
    """Return what became of a visit: 'missed'."""
    return say(STATE_NAMES[entry.state])


def clock_of(minute: int) -> str:
    """Return a minute of the day as a time: '09:15'."""
    return f"{minute // 60:02}:{minute % 60:02}"


def entry_words(entry: Entry) -> str:
    """Return all that is known of an entry: 'planned visit, 10:30–12:00, Northern Rail, Agree the dates, on site'."""
    if entry.record == "visit":
        parts = [say(_VISITS[entry.state]), time_words(entry), entry.account, entry.title]
        parts += [say(CHANNEL_NAMES[entry.kind]), entry.zone, say("goes on") if entry.goes_on else ""]
    elif entry.record == "plan":
        parts = [say(_PLAN), entry.title, entry.account]
    elif entry.is_mark:
        kind = say("milestone reached") if entry.state == "reached" else say(_MARKS[entry.kind])
        parts = [kind, entry.title, entry.account]
    else:
        state = say(_STEPS[entry.state])
        parts = [say(KIND_NAMES[entry.kind]), entry.title, entry.account, state]
        parts.append(say("waiting for others") if entry.waits and entry.state == "open" else "")
    return capital(language().listing(part for part in parts if part))


def trip_words(trip: TripSpan) -> str:
    """Return a trip with its days: 'Trip, Spring fair, Leipzig, 12 May – 14 May'."""
    first, last = (day_words.day_and_month(language(), date.fromisoformat(day)) for day in (trip.first, trip.last))
    span = first if trip.first == trip.last else say("{start} – {end}", start=first, end=last)
    return capital(language().listing(part for part in (say(_TRIPS[trip.kind]), trip.name, trip.place, span) if part))


def day_in_words(day: CalendarDay, today: date, mark: DayMark | None) -> str:
    """Return a day with what stands on it: 'Thursday 14 May 2026, today, 3 entries, Labour Day'."""
    parts = [day_words.long_date(language(), day.day), say("today") if day.day == today else ""]
    parts.append(plural("{count} entry", "{count} entries", day.count) if day.count else say("free"))
    parts.append(mark.name if mark is not None else "")
    return language().listing(part for part in parts if part)


def heading_of_week(first: date) -> str:
    """Return a week as it heads the page: '11 – 17 May 2026', or with both months or years where it needs them."""
    last = first + timedelta(days=6)
    words = language()
    start, end = day_words.full_date(words, first), day_words.full_date(words, last)
    if first.year == last.year and words.is_chinese:  # what both have in common is said first
        end = day_words.day_and_month(words, last)
    elif first.year == last.year:
        start = str(first.day) if first.month == last.month else day_words.day_and_month(words, first)
    return say("{start} – {end}", start=start, end=end)


def week_number(first: date) -> str:
    """Return the number of a week, by the day in its middle."""
    return say("Week {number}", number=(first + timedelta(days=3)).isocalendar().week)


def more_words(count: int) -> str:
    """Return how much more a day holds than there is room for."""
    return plural("{count} more", "{count} more", count)
