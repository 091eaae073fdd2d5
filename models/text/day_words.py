"""Days and times in the short words of the screen: 'Tomorrow', '3 days late', 'Waiting 6 h', 'Tue 19 May'.

Every word goes through the catalog, and nothing here needs Babel, which would be felt when the window opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from models.clock import NO_TIME
from models.row_class import row_class
from models.text.language import Label, Language

Tone = Literal["late", "soon", "plain"]
"""How pressing a day is: past, today's (or somebody waits), or neither. On screen red, amber and grey."""

WEEKDAY_NAMES = (Label("Mon"), Label("Tue"), Label("Wed"), Label("Thu"), Label("Fri"), Label("Sat"), Label("Sun"))
LONG_WEEKDAY_NAMES = (
    Label("Monday"),
    Label("Tuesday"),
    Label("Wednesday"),
    Label("Thursday"),
    Label("Friday"),
    Label("Saturday"),
    Label("Sunday"),
)
MONTH_NAMES = (
    Label("January"),
    Label("February"),
    Label("March"),
    Label("April"),
    Label("May"),
    Label("June"),
    Label("July"),
    Label("August"),
    Label("September"),
    Label("October"),
    Label("November"),
    Label("December"),
)
SHORT_MONTH_NAMES = (
    Label("Jan"),
    Label("Feb"),
    Label("Mar"),
    Label("Apr"),
    Label("May"),
    Label("Jun"),
    Label("Jul"),
    Label("Aug"),
    Label("Sep"),
    Label("Oct"),
    Label("Nov"),
    Label("Dec"),
)

LONG_ASKED = 7
"""From this many days on, what we asked of others deserves a reminder."""
_WEEKDAY_NEAR = 14
"""Within this many days a date is easier to place with its weekday."""
_CLOCKED = ("request", "complaint")


@row_class
class DueWords:
    """What stands where the due date belongs; `waits` is who waits: 'us' or 'them' (nobody: '')."""

    text: str
    tone: Tone = "plain"
    waits: Literal["", "us", "them"] = ""


def due_words(
    language: Language,
    due_on: str | None,
    today: date,
    kind: str = "next_step",
    raised_at: str = "",
    now: str = "",
    answered: bool = False,
    *,
    theirs: bool = False,
    answer_by: str | None = None,
    solve_by: str | None = None,
    reopened_at: str | None = None,
) -> DueWords:
    """Return how the due date of an open step reads.

    `due_on` is a day (ISO) or None, `raised_at` and `now` are times on the wall. A request or complaint of ours that
    nobody answered shows how long they wait (since it was opened again, if so), and is late when `answer_by` has
    passed; one that was answered and has no day is due by `solve_by`. What is `theirs` and has no day says how long ago
    it was asked.
    """
    due = date.fromisoformat(due_on) if due_on else None
    if not theirs and kind in _CLOCKED and not answered and raised_at and (due is None or due <= today):
        late = due < today if due else bool(answer_by) and str(answer_by) < now
        if not (kind == "complaint" and late and due):
            return DueWords(waiting_words(language, reopened_at or raised_at, now), "late" if late else "soon", "them")
    if due is None and solve_by and not theirs and kind in _CLOCKED:
        return _solved_by(language, solve_by, today, now)
    if due is None:
        return _undated(language, today, kind, raised_at, theirs)
    return _dated(language, due, today)


def _dated(language: Language, due: date, today: date) -> DueWords:
    days = (due - today).days
    if days == 0:
        return DueWords(language.say("Today"), "soon")
    if days == -1:
        return DueWords(language.say("Yesterday"), "late")
    if days < 0:
        return DueWords(language.plural("{count} day late", "{count} days late", -days), "late")
    if days == 1:
        return DueWords(language.say("Tomorrow"))
    return DueWords(near_date(language, due, today))


def _solved_by(language: Language, solve_by: str, today: date, now: str) -> DueWords:
    day = date.fromisoformat(solve_by[:10])
    if day != today:
        return _dated(language, day, today)
    words = language.say("by {time}", time=clock_words(solve_by) or "24:00")
    return DueWords(words, "late" if solve_by < now else "soon")


def _undated(language: Language, today: date, kind: str, raised_at: str, theirs: bool) -> DueWords:
    if not raised_at:
        return DueWords("")
    days = max((today - date.fromisoformat(raised_at[:10])).days, 0)
    if theirs:
        return DueWords(_asked(language, days), "soon" if days >= LONG_ASKED else "plain", "us")
    if kind == "complaint":
        return DueWords(complaint_day(language, raised_at, today), "soon")
    return DueWords("")


def _asked(language: Language, days: int) -> str:
    if days == 0:
        return language.say("asked today")
    if days == 1:
        return language.say("asked yesterday")
    return language.plural("asked {count} day ago", "asked {count} days ago", days)


def complaint_day(language: Language, raised_at: str, today: date) -> str:
    """Return which day of its life a complaint sees: 'day 1' on the day it was raised."""
    days = (today - date.fromisoformat(raised_at[:10])).days
    return language.say("day {number}", number=max(days, 0) + 1)


def waiting_words(language: Language, since: str, now: str) -> str:
    """Return how long somebody has waited between two times on the wall: 'Waiting 6 h', 'Waiting 2 days'."""
    hours = hours_between(since, now)
    if hours >= 24:
        return language.plural("Waiting {count} day", "Waiting {count} days", hours // 24)
    if since.endswith(NO_TIME):
        return language.say("Waiting since today")
    if hours >= 1:
        return language.say("Waiting {hours} h", hours=hours)
    minutes = max(_minutes_between(since, now), 1)
    return language.say("Waiting {minutes} min", minutes=minutes)


def hours_between(since: str, now: str) -> int:
    """Return the whole hours between two times on the wall."""
    return _minutes_between(since, now) // 60


def _minutes_between(since: str, now: str) -> int:
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(since)
    return max(int(passed.total_seconds() // 60), 0)


def closed_words(language: Language, closed_at: str, today: date) -> str:
    """Return when a step was closed: 'Done 08:12' on the same day, else the day."""
    time = clock_words(closed_at)
    if date.fromisoformat(closed_at[:10]) != today:
        return day_and_month(language, date.fromisoformat(closed_at[:10]))
    return language.say("Done {time}", time=time) if time else language.say("Done")


def past_words(language: Language, day: date, today: date) -> str:
    """Return how long ago a day is: 'today', 'yesterday', '12 days ago'."""
    days = (today - day).days
    if days <= 0:
        return language.say("today")
    if days == 1:
        return language.say("yesterday")
    return language.plural("{count} day ago", "{count} days ago", days)


def clock_words(start: str) -> str:
    """Return the time of day of a time on the wall, '10:30', or nothing when only the day is known."""
    return "" if len(start) < 16 or start.endswith(NO_TIME) else start[11:16]


def weekday_name(language: Language, day: date) -> str:
    """Return the short weekday: 'Thu', '周四'."""
    return language.say(WEEKDAY_NAMES[day.weekday()])


def weekday_and_number(language: Language, day: date) -> str:
    """Return a day of a known month: 'Thu 14', '周四 14日'."""
    return language.say("{weekday} {day}", weekday=WEEKDAY_NAMES[day.weekday()], day=day.day)


def day_and_month(language: Language, day: date) -> str:
    """Return a day of a known year: '8 June', '6月8日'."""
    return language.say("{day} {month}", day=day.day, month=MONTH_NAMES[day.month - 1])


def short_date(language: Language, day: date, today: date) -> str:
    """Return a day, with its year only when that is another one than today's: '8 June', '8 June 2027'."""
    return day_and_month(language, day) if day.year == today.year else full_date(language, day)


def near_date(language: Language, day: date, today: date) -> str:
    """Return a day as a list shows it: with its weekday when it is near ('Tue 19 May'), else '30 June'."""
    if abs((day - today).days) > _WEEKDAY_NEAR:
        return short_date(language, day, today)
    return weekday_and_date(language, day)


def near_moment(language: Language, wall: str, today: date) -> str:
    """Return a time on the wall as a list shows it: 'Tue 19 May, 10:30', today '10:30', or the day alone."""
    day, time = date.fromisoformat(wall[:10]), clock_words(wall)
    if not time:
        return near_date(language, day, today)
    return time if day == today else language.say("{day}, {time}", day=near_date(language, day, today), time=time)


def weekday_and_date(language: Language, day: date) -> str:
    """Return a day of a known year with its weekday: 'Tue 19 May', '5月19日 周二'."""
    return language.say(
        "{weekday} {day} {month}",
        weekday=WEEKDAY_NAMES[day.weekday()],
        day=day.day,
        month=SHORT_MONTH_NAMES[day.month - 1],
    )


def full_date(language: Language, day: date) -> str:
    """Return a day with its year: '2 March 2026', '2026年3月2日'."""
    return language.say("{day} {month} {year}", day=day.day, month=MONTH_NAMES[day.month - 1], year=day.year)


def understood_date(language: Language, day: date) -> str:
    """Return a day as it stands under a field that understood it: 'Tue 19 May 2026', '2026年5月19日 周二'."""
    return _with_weekday(language, day, SHORT_MONTH_NAMES)


def distance_words(language: Language, day: date, today: date) -> str:
    """Return how far a day is from today: 'today', 'tomorrow', 'in 9 days', '3 days ago'."""
    days = (day - today).days
    if days <= 0:
        return past_words(language, day, today)
    if days == 1:
        return language.say("tomorrow")
    return language.plural("in {count} day", "in {count} days", days)


def understood_day_words(language: Language, day: date, today: date) -> tuple[str, str]:
    """Return a day as a field tells it below what is written: 'Tue 1 December 2026 · in 9 days', also with 'Dec'."""
    distance = distance_words(language, day, today)
    whole, short = _told_date(language, day), understood_date(language, day)
    return (
        language.say("{day} · {distance}", day=whole, distance=distance),
        language.say("{day} · {distance}", day=short, distance=distance),
    )


def understood_moment_words(language: Language, start: str, today: date) -> tuple[str, str]:
    """Return a time on the wall as a field tells it: 'Wed 13 May 2026, 15:00 · yesterday', also with a short month."""
    day, time = date.fromisoformat(start[:10]), clock_words(start)
    distance = distance_words(language, day, today)
    whole = _told_date(language, day)
    whole = language.say("{day}, {time}", day=whole, time=time) if time else whole
    return (
        language.say("{day} · {distance}", day=whole, distance=distance),
        language.say("{day} · {distance}", day=understood_moment(language, start), distance=distance),
    )


def _told_date(language: Language, day: date) -> str:
    """Return a day with the whole name of its month, which tells 12/5 and 5/12 apart."""
    return _with_weekday(language, day, MONTH_NAMES)


def _with_weekday(language: Language, day: date, months: Sequence[Label]) -> str:
    return language.say(
        "{weekday} {day} {month} {year}",
        weekday=WEEKDAY_NAMES[day.weekday()],
        day=day.day,
        month=months[day.month - 1],
        year=day.year,
    )


def understood_moment(language: Language, start: str) -> str:
    """Return a time on the wall as it stands under a field: 'Wed 13 May 2026, 15:00', or the day alone."""
    day = understood_date(language, date.fromisoformat(start[:10]))
    time = clock_words(start)
    return language.say("{day}, {time}", day=day, time=time) if time else day


def long_date(language: Language, day: date) -> str:
    """Return a day with its whole weekday and its year: 'Thursday 14 May 2026'."""
    return language.say(
        "{weekday} {day} {month} {year}",
        weekday=LONG_WEEKDAY_NAMES[day.weekday()],
        day=day.day,
        month=MONTH_NAMES[day.month - 1],
        year=day.year,
    )


def short_month(language: Language, day: date) -> str:
    """Return a month by itself: 'May', '5月'; the names of months alone are numbers in Chinese."""
    return language.say("{short_month}", short_month=SHORT_MONTH_NAMES[day.month - 1])


def month_name(language: Language, day: date) -> str:
    """Return a month with its year, as it heads a list: 'May 2026', '2026 年 5 月'."""
    return language.say("{month} {year}", month=MONTH_NAMES[day.month - 1], year=day.year)
