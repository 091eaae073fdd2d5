"""A rule of RFC 5545 in words of two languages, which are understood again."""

from __future__ import annotations

from datetime import date

from models.text.day_words import LONG_WEEKDAY_NAMES, MONTH_NAMES, full_date
from models.text.language import Label, Language
from models.text.repetition_forms import WEEKDAYS, WORKING_DAYS

_NTH_WEEKDAY = {
    1: Label("every month on the first {weekday}"),
    2: Label("every month on the second {weekday}"),
    3: Label("every month on the third {weekday}"),
    4: Label("every month on the fourth {weekday}"),
    -1: Label("every month on the last {weekday}"),
}
_NTH_WEEKDAY_OF_SEVERAL = {
    1: Label("every {count} months on the first {weekday}"),
    2: Label("every {count} months on the second {weekday}"),
    3: Label("every {count} months on the third {weekday}"),
    4: Label("every {count} months on the fourth {weekday}"),
    -1: Label("every {count} months on the last {weekday}"),
}
_NTH_WORKING_DAY = {
    "1": Label("every month on the first working day"),
    "2": Label("every month on the second working day"),
    "3": Label("every month on the third working day"),
    "4": Label("every month on the fourth working day"),
    "-1": Label("every month on the last working day"),
}
_EDGES = {
    "BYMONTH=3,6,9,12;BYMONTHDAY=-1": Label("at the end of every quarter"),
    "BYMONTH=1,4,7,10;BYMONTHDAY=1": Label("at the start of every quarter"),
}
_LEAP_DAY = "BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"


def words(language: Language, rule: str) -> str:
    """Return a rule in words, 'every 2 weeks on Monday until 5 December 2026'; '' is 'once'.

    A rule that the words have no room for is given as it is, with words that say so.
    """
    if not rule:
        return language.say("once")
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    until, count = parts.pop("UNTIL", ""), parts.pop("COUNT", "")
    said = _said(language, parts)
    if not said or (until and count):
        return language.say("by a rule of its own: {rule}", rule=rule)
    if until:
        try:
            day = date.fromisoformat(until[:8])
        except ValueError:
            return language.say("by a rule of its own: {rule}", rule=rule)
        return language.say("{repetition} until {day}", repetition=said, day=full_date(language, day))
    if count.isascii() and count.isdigit():
        return language.plural("{repetition}, {count} time", "{repetition}, {count} times", int(count), repetition=said)
    return said


def _said(language: Language, parts: dict[str, str]) -> str:
    """Return a rule without its end in words, or nothing when there are none for it."""
    interval = parts.get("INTERVAL", "1")
    if not (interval.isascii() and interval.isdigit()):
        return ""
    rest = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("FREQ", "INTERVAL"))
    meaning = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}.get(parts.get("FREQ", ""))
    return meaning(language, int(interval), rest) if meaning else ""


def _every(language: Language, each: Label, many: Label, interval: int, **values: object) -> str:
    """Return the words for each, or for every so many; no language counts the first."""
    return language.say(each if interval == 1 else many, count=interval, **values)


def _daily(language: Language, interval: int, rest: str) -> str:
    return "" if rest else _every(language, Label("every day"), Label("every {count} days"), interval)


def _weekly(language: Language, interval: int, rest: str) -> str:
    if not rest:
        return _every(language, Label("every week"), Label("every {count} weeks"), interval)
    if interval == 1 and rest == f"BYDAY={WORKING_DAYS}":
        return language.say("every working day")
    names = [WEEKDAYS.index(day) for day in rest.removeprefix("BYDAY=").split(",") if day in WEEKDAYS]
    if not rest.startswith("BYDAY=") or len(names) != rest.count(",") + 1:
        return ""
    days = _listed(language, [language.say(LONG_WEEKDAY_NAMES[day]) for day in names])
    return _every(language, Label("every {days}"), Label("every {count} weeks on {days}"), interval, days=days)


def _monthly(language: Language, interval: int, rest: str) -> str:
    if not rest:
        if interval in (3, 6):
            return language.say("every quarter") if interval == 3 else language.say("every half year")
        return _every(language, Label("every month"), Label("every {count} months"), interval)
    name, _, value = rest.partition("=")
    if name == "BYMONTHDAY":
        return _on_days(language, interval, value)
    if name == "BYDAY":
        return _on_weekday(language, interval, value)
    return ""


def _on_days(language: Language, interval: int, value: str) -> str:
    days, _, position = value.partition(";")
    if days == "-1" and not position:
        return _every(
            language, Label("every month on the last day"), Label("every {count} months on the last day"), interval
        )
    numbers = [day for day in days.split(",") if day.isascii() and day.isdigit()]
    if not numbers or len(numbers) != days.count(",") + 1 or position not in ("", "BYSETPOS=-1"):
        return ""
    if position:
        if numbers != [str(day) for day in range(28, int(numbers[-1]) + 1)]:
            return ""
        numbers = numbers[-1:]
    said = _listed(language, [_ordinal(language, int(day)) for day in numbers])
    return _every(
        language, Label("every month on the {days}"), Label("every {count} months on the {days}"), interval, days=said
    )


def _on_weekday(language: Language, interval: int, value: str) -> str:
    days, _, position = value.partition(";BYSETPOS=")
    if days == WORKING_DAYS:
        return language.say(_NTH_WORKING_DAY[position]) if interval == 1 and position in _NTH_WORKING_DAY else ""
    number, name = days[:-2], days[-2:]
    if position or name not in WEEKDAYS or not number.lstrip("-").isdigit() or int(number) not in _NTH_WEEKDAY:
        return ""
    nth, weekday = int(number), LONG_WEEKDAY_NAMES[WEEKDAYS.index(name)]
    return _every(language, _NTH_WEEKDAY[nth], _NTH_WEEKDAY_OF_SEVERAL[nth], interval, weekday=weekday)


def _yearly(language: Language, interval: int, rest: str) -> str:
    if not rest:
        return _every(language, Label("every year"), Label("every {count} years"), interval)
    if interval > 1:
        return ""
    if rest in _EDGES:
        return language.say(_EDGES[rest])
    month, _, day = rest.replace(_LEAP_DAY, "BYMONTH=2;BYMONTHDAY=29").partition(";BYMONTHDAY=")
    number = month.removeprefix("BYMONTH=")
    if not (day.isascii() and day.isdigit() and number.isascii() and number.isdigit() and 1 <= int(number) <= 12):
        return ""
    return language.say("every year on {day} {month}", day=int(day), month=MONTH_NAMES[int(number) - 1])


def _ordinal(language: Language, day: int) -> str:
    if day not in (11, 12, 13):
        if day % 10 == 1:
            return language.say("{number}st", number=day)
        if day % 10 == 2:
            return language.say("{number}nd", number=day)
        if day % 10 == 3:
            return language.say("{number}rd", number=day)
    return language.say("{number}th", number=day)


def _listed(language: Language, names: list[str]) -> str:
    if len(names) == 2:
        return language.say("{one} and {other}", one=names[0], other=names[1])
    return language.listing(names)
