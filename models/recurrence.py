"""The days of a repetition (RFC 5545): which one comes next, which are left out, and when it ends.

All of it is days and times on the wall: what stands at 15:00 stands there after the clocks were changed too.
A rule counts from the day a record would stand at. One that was moved keeps that day among its days left out, with its
time ('2026-05-14T15:00'), so that the ones after it come on their own days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from models.clock import LAST_YEAR, NO_TIME
from models.errors import InvalidValue
from models.text.repetition_forms import WEEKDAYS

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_SEPARATOR = ","
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_SENSELESS = re.compile(r"INTERVAL=[+-]?0*(?:;|$)|INTERVAL=-|BYEASTER")
"""What the days of a rule would never get ahead by, and what is no part of RFC 5545."""
_AHEAD = 19 * 400
"""Years, after which every day falls on the same weekday again. A rule that names no day at all is looked through to
the end of the calendar, the year 9999: from there it is near, and nobody waits for it."""
_IN_EVERY_MONTH = 28
_DAY = len("2026-05-14")


class Following(NamedTuple):
    """The next one of a series: its day, its rule (for what is left of '10 times') and its days left out."""

    day: date
    repeats: str
    skipped_days: str


def following(repeats: str, day: date, skipped_days: str, after: date) -> Following | None:
    """Return the next one behind a day and behind `after`, or None when the repetition has ended.

    However many days have gone by, it is one. Raises InvalidValue for a repetition that can't be understood.
    """
    skipped = days_left_out(skipped_days)
    nominal = nominal_day(day, skipped_days)
    named = naming_its_day(repeats, nominal)
    found = next(_days(named, nominal, max(day, nominal, after), skipped), None)
    if found is None:
        return None
    rule = repeats if naming_its_day(repeats, found) == named else named
    left = _left(rule, named, nominal, found)
    if left is None:
        return None
    return Following(
        found, left, _joined(one for one in entries(skipped_days) if len(one) == _DAY and one > found.isoformat())
    )


def passed(repeats: str, day: date, skipped_days: str, before: date) -> list[date]:
    """Return the days behind a day and before another on which there should have been one; at most a thousand."""
    skipped = days_left_out(skipped_days)
    nominal = nominal_day(day, skipped_days)
    found: list[date] = []
    for one in _days(naming_its_day(repeats, nominal), nominal, max(day, nominal), skipped):
        if one >= before or len(found) == 1000:
            break
        found.append(one)
    return found


def names_a_day(repeats: str, start: date) -> bool:
    """Return whether a rule has a day at all, counted from a day on.

    Raises InvalidValue for a repetition that can't be understood.
    """
    return next(_days(repeats, start, _before(start), ()), None) is not None


def nominal_day(day: date, skipped_days: str) -> date:
    """Return the day on which the series has a record that stands at a day: the one it was moved from, if it was."""
    came_from = _came_from(skipped_days)
    return date.fromisoformat(came_from[:_DAY]) if came_from else day


def moved(repeats: str, nominal: date, day: date) -> str:
    """Return the rule when all later ones move along with one: every Thursday becomes every Friday.

    A rule that names no single day of a week, month or year stays as it is.
    """
    parts = dict(part.partition("=")[::2] for part in repeats.split(";"))
    if "BYDAY" in parts:
        parts["BYDAY"] = _moved_weekdays(parts["BYDAY"], nominal, day)
    elif parts.get("BYMONTHDAY", "-1") != "-1" and _is_one_day(parts):
        has_month = "BYMONTH" in parts
        for name in ("BYMONTHDAY", "BYSETPOS", "BYMONTH"):
            parts.pop(name, None)
        written = ";".join(f"{name}={value}" for name, value in parts.items())
        return naming_its_day(written, day) if has_month or parts.get("FREQ") == "MONTHLY" else repeats
    return ";".join(f"{name}={value}" for name, value in parts.items())


def naming_its_day(repeats: str, day: date) -> str:
    """Return a rule that says on which day it falls, where it says none: monthly on the 31st, or the last day then.

    RFC 5545 would pass over every month without a 31st, and over three of four years without a 29 February.
    """
    head: list[str] = []
    tail: list[str] = []
    for part in repeats.split(";"):
        name = part.partition("=")[0]
        if name.startswith("BY"):
            return repeats
        (head if name in ("FREQ", "INTERVAL") else tail).append(part)
    month_days = [f"BYMONTHDAY={day.day}"]
    if day.day > _IN_EVERY_MONTH:
        month_days = [f"BYMONTHDAY={_SEPARATOR.join(map(str, range(_IN_EVERY_MONTH, day.day + 1)))}", "BYSETPOS=-1"]
    named = {
        "FREQ=WEEKLY": [f"BYDAY={WEEKDAYS[day.weekday()]}"],
        "FREQ=MONTHLY": month_days,
        "FREQ=YEARLY": [f"BYMONTH={day.month}", *month_days],
    }.get(head[0] if head else "", [])
    return ";".join([*head, *named, *tail])


def without_end(repeats: str) -> str:
    """Return a rule without 'until' and '10 times'."""
    return ";".join(part for part in repeats.split(";") if part.partition("=")[0] not in ("UNTIL", "COUNT"))


def entries(skipped_days: str) -> list[str]:
    """Return the days left out as they are kept: ISO days, and as a time on the wall the one that it was moved from."""
    return [one for one in skipped_days.split(_SEPARATOR) if _is_entry(one)]


def days_left_out(skipped_days: str) -> frozenset[date]:
    """Return the days on which the series has none, whether left out or moved."""
    return frozenset(date.fromisoformat(one[:_DAY]) for one in entries(skipped_days))


def with_moved(skipped_days: str, before: str, now: str) -> str:
    """Return the days left out when this one alone moves; `before` and `now` are days or times on the wall.

    Where it stood first is kept, however often it moves, and goes when it comes back there.
    """
    came_from = _came_from(skipped_days) or _as_moment(before)
    others = [one for one in entries(skipped_days) if len(one) == _DAY]
    return _joined(others if came_from == _as_moment(now) else [came_from, *others])


def regular_time(skipped_days: str, start: str) -> str:
    """Return the time on the wall ('T15:00') at which the series has its visits; this one may have been moved."""
    return (_came_from(skipped_days) or start)[_DAY:]


def _came_from(skipped_days: str) -> str:
    """Return when one that was moved stood first, or nothing."""
    return next((one for one in entries(skipped_days) if len(one) > _DAY), "")


def _as_moment(text: str) -> str:
    return text if len(text) > _DAY else text + NO_TIME


def _days(repeats: str, start: date, after: date, skipped: Iterable[date]) -> Iterator[date]:
    """Yield the days of a rule behind a day, each once, without those left out."""
    if not start.year <= LAST_YEAR or not after.year <= LAST_YEAR:
        return
    last = None
    behind = datetime.combine(_far_ahead(after), time.max).replace(microsecond=0)
    try:
        for moment in _rule(repeats, start).xafter(behind):
            day = moment.date().replace(year=moment.year - _AHEAD)
            if day.year > LAST_YEAR:
                return
            if day not in skipped and day != last:
                yield day
            last = day
    except (IndexError, ValueError) as error:  # the fifth week's numbers are looked up only on the way: BYDAY=9MO
        raise _not_understood(repeats) from error


def _far_ahead(day: date) -> date:
    return day.replace(year=day.year + _AHEAD)


def _rule(repeats: str, start: date) -> rrule:
    """Return a rule as it counts on its days far ahead; raises InvalidValue for one that no series can follow."""
    from dateutil.rrule import rrule, rrulestr

    wanted = ";".join(filter(None, map(_part_ahead, repeats.split(";"))))
    try:
        rule = rrulestr(wanted, dtstart=datetime.combine(_far_ahead(start), time()))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
        rule = None
    is_known = any(f"FREQ={name}" in repeats for name in _FREQUENCIES) and not _SENSELESS.search(repeats)
    if not isinstance(rule, rrule) or not is_known:
        raise _not_understood(repeats)
    return rule


def _part_ahead(part: str) -> str:
    """Return a part of a rule as it is followed: until its whole day in whatever zone, without times of the day."""
    name, _, value = part.partition("=")
    if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        return ""
    if name == "UNTIL" and value[:4].isdecimal():
        until = min(int(value[:4]), LAST_YEAR + 1) + _AHEAD
        return f"UNTIL={until}{value[4 : len('20260514')]}"
    return part


def _not_understood(repeats: str) -> InvalidValue:
    return InvalidValue(
        "The repetition {repeats} is not understood. Choose another one where it is edited.", repeats=repeats
    )


def _left(rule: str, named: str, nominal: date, found: date) -> str | None:
    """Return the rule with what is left of '10 times', or None for nothing; days that went by without one count."""
    parts = rule.split(";")
    for place, part in enumerate(parts):
        name, _, value = part.partition("=")
        if name == "COUNT":
            gone = sum(1 for _ in takewhile(lambda one: one < found, _days(named, nominal, _before(nominal), ())))
            left = int(value) - max(gone, 1)
            if left < 1:
                return None
            parts[place] = f"COUNT={left}"
    return ";".join(parts)


def _moved_weekdays(value: str, nominal: date, day: date) -> str:
    """Return BYDAY with the weekday of one day for that of another; several numbered ones, or all five, stay."""
    names = value.split(_SEPARATOR)
    old, new = WEEKDAYS[nominal.weekday()], WEEKDAYS[day.weekday()]
    if len(names) == 1 and names[0] not in WEEKDAYS:
        number = "-1" if names[0].startswith("-") and day.day > _IN_EVERY_MONTH - 7 else str((day.day - 1) // 7 + 1)
        return f"{number if number != '5' else '-1'}{new}"
    if not set(names) <= set(WEEKDAYS) or old not in names or len(names) == 5:
        return value
    return _SEPARATOR.join(sorted({*(name for name in names if name != old), new}, key=WEEKDAYS.index))


def _is_one_day(parts: dict[str, str]) -> bool:
    several = _SEPARATOR in parts["BYMONTHDAY"] and "BYSETPOS" not in parts
    return not several and _SEPARATOR not in parts.get("BYMONTH", "")


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _joined(days: Iterable[str]) -> str:
    return _SEPARATOR.join(sorted(days))


def _is_entry(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == text[7:8] == "-" and len(text) in (_DAY, len("2026-05-14T15:00"))
