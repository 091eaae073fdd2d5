"""The forms of repetitions in English: 'every 2 weeks on Monday', 'monthly on the 5th', 'last Friday of the month'.

A day that a month lacks ('monthly on the 31st') is its last day then. 'Weekday' and 'working day' are Monday to Friday,
and 'every weekend' is Saturday.
"""

from __future__ import annotations

import re

from models.text.english_words import (
    ANY_DAY,
    MONTH_NAMES,
    NUMBER,
    english,
    english_number,
    month_number,
    weekday_number,
)
from models.text.repetition_forms import (
    RepetitionForm,
    days_through,
    edge_of_every,
    monthly_on,
    nth_weekday,
    on_working_days,
    rule,
    weekly,
    working_day,
    yearly_on,
)

_EVERY = "(?:every|each)"
_COUNT = rf"(?:(?P<other>other|second|2nd) |(?P<count>{NUMBER}) )?"
_JOIN = r"(?:\s*(?:,\s*and|,|and|&|/|\+)\s*|\s+)"
_DAYS = (
    rf"(?P<days>(?:{ANY_DAY})s?(?:{_JOIN}(?:{ANY_DAY})s?){{0,6}}|(?:{ANY_DAY})\s*(?:to|through|-|–)\s*(?:{ANY_DAY}))"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|(?![\d:/.]|\s+(?:times?|occurrences|days?|weeks?|months?|years?)\b))"
_DATES = rf"(?P<dates>{_ORDINAL}(?:{_JOIN}(?:the )?{_ORDINAL}){{0,5}})"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_NTH_DAY = rf"(?P<nth>{'|'.join(_NTH)}) (?P<what>{ANY_DAY}|(?:working|business) day|weekday|workday|day)"
_INTERVALS = {"biweekly": 2, "fortnightly": 2, "bimonthly": 2, "quarterly": 3}
_NAME = re.compile(rf"({ANY_DAY})s?(?![a-z])", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(rf"({ANY_DAY})\s*(?:to|through|-|–)\s*({ANY_DAY})", re.ASCII | re.IGNORECASE)


def _interval(match: re.Match[str]) -> int:
    if match["other"]:
        return 2
    return english_number(match["count"]) if match["count"] else 1


def _daily(match: re.Match[str]) -> str | None:
    return rule("DAILY", _interval(match))


def _weekdays(said: str) -> list[int]:
    days = _RANGE.fullmatch(said)
    if days:
        return days_through(weekday_number(days[1]), weekday_number(days[2]))
    return [weekday_number(name[1]) for name in _NAME.finditer(said)]


def _weekly(match: re.Match[str]) -> str | None:
    word = (match["word"] or "").lower()
    interval = 2 if word in _INTERVALS or "fortnight" in match[0].lower() else _interval(match)
    return weekly(interval, _weekdays(match["days"]) if match["days"] else ())


def _on_weekdays(match: re.Match[str]) -> str | None:
    return weekly(_interval(match), _weekdays(match["days"]))


def _on_plural_weekdays(match: re.Match[str]) -> str | None:
    return weekly(1, _weekdays(match["days"]))


def _weekends(_: re.Match[str]) -> str | None:
    return weekly(1, [5])


def _months(match: re.Match[str]) -> int:
    word, unit = (match["word"] or "").lower(), (match["unit"] or "").lower()
    return _INTERVALS.get(word, 1) if word else _interval(match) * (3 if unit == "quarter" else 1)


def _monthly(match: re.Match[str]) -> str | None:
    interval = _months(match)
    if match["dates"]:
        return monthly_on(interval, [int(day) for day in re.findall(r"\d+", match["dates"])])
    if match["nth"]:
        return _nth_of(match, interval)
    return rule("MONTHLY", interval)


def _half_yearly(_: re.Match[str]) -> str | None:
    return rule("MONTHLY", 6)


def _on_dates(match: re.Match[str]) -> str | None:
    return monthly_on(1, [int(day) for day in re.findall(r"\d+", match["dates"])])


def _nth(match: re.Match[str]) -> str | None:
    return _nth_of(match, 1)


def _nth_of(match: re.Match[str], interval: int) -> str | None:
    nth, what = _NTH[match["nth"].lower()], match["what"].lower()
    if what == "day":
        return monthly_on(interval, [nth])
    if what.startswith(("working", "business", "weekday", "workday")):
        return working_day(nth) if interval == 1 else None
    return nth_weekday(nth, weekday_number(what), interval)


def _edge(match: re.Match[str]) -> str | None:
    return edge_of_every(match["unit"].lower(), "end" if match["edge"].lower() in ("end", "last day") else "start")


def _yearly(match: re.Match[str]) -> str | None:
    interval = _interval(match)
    if not match["month"]:
        return rule("YEARLY", interval)
    return yearly_on(month_number(match["month"]), int(match["date"])) if interval == 1 else None


def _yearly_month_first(match: re.Match[str]) -> str | None:
    return yearly_on(month_number(match["month"]), int(match["date"]))


_DAY_FIRST = rf"(?:the )?(?P<date>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH_NAMES})"
_MONTH_FIRST = rf"(?P<month>{MONTH_NAMES})\.? (?P<date>\d{{1,2}})(?:st|nd|rd|th)?"

ENGLISH_REPETITIONS: tuple[RepetitionForm, ...] = (
    RepetitionForm(
        english(rf"(?:daily|{_EVERY} {_COUNT}days?)"),
        _daily,
        ("every day", "daily", "every 3 days", "every other day"),
    ),
    RepetitionForm(
        english(rf"{_EVERY} (?:week|work|working |business )days?|(?:on )?(?:weekdays|workdays|working days)"),
        on_working_days,
        ("every weekday", "every working day", "each business day", "weekdays"),
    ),
    RepetitionForm(
        english(
            rf"(?:(?P<word>weekly|biweekly|fortnightly)|{_EVERY} {_COUNT}(?:weeks?|fortnight))"
            rf"(?:,? (?:on )?{_DAYS})?"
        ),
        _weekly,
        (
            "every week",
            "weekly on Fri",
            "every 2 weeks on Monday",
            "every other week",
            "fortnightly",
            "biweekly on Tue",
        ),
    ),
    RepetitionForm(
        english(rf"{_EVERY} {_COUNT}{_DAYS}"),
        _on_weekdays,
        ("every Monday", "every Mon and Thu", "every other Tuesday", "each Mon, Wed, Fri", "every Mon-Thu"),
    ),
    RepetitionForm(english(rf"{_EVERY} weekend|(?:on )?weekends"), _weekends, ("every weekend", "weekends")),
    RepetitionForm(
        english(rf"on (?P<days>(?:{ANY_DAY})s(?:{_JOIN}(?:{ANY_DAY})s){{0,6}})"),
        _on_plural_weekdays,
        ("on Mondays", "on Tuesdays and Fridays"),
    ),
    RepetitionForm(
        english(rf"(?P<days>(?:{ANY_DAY})s(?:{_JOIN}(?:{ANY_DAY})s){{0,6}})"),
        _on_plural_weekdays,
        ("Mondays", "Mondays and Fridays"),
        alone=True,
    ),
    RepetitionForm(
        english(
            rf"(?:(?P<word>monthly|bimonthly|quarterly)|{_EVERY} {_COUNT}(?P<unit>month|quarter)s?)"
            rf"(?:,? (?:on )?the (?:{_DATES}|{_NTH_DAY}))?"
        ),
        _monthly,
        (
            "every month",
            "monthly on the 5th",
            "every 3 months",
            "every quarter",
            "quarterly on the 1st",
            "every month on the 5th and 20th",
            "every month on the last Friday",
            "every 3 months on the first Wednesday",
            "every quarter on the last Friday",
            "every 2 months on the last day",
            "monthly on the last working day",
            "every month on the 31st",
        ),
    ),
    RepetitionForm(
        english(rf"{_EVERY} half[\s-]?year|half[\s-]?yearly|{_EVERY} six months|semi-?annually"),
        _half_yearly,
        ("every half year", "half-yearly"),
    ),
    RepetitionForm(
        english(rf"(?:on )?(?:the )?{_DATES} (?:day )?of (?:every|each) month"),
        _on_dates,
        ("on the 5th of every month", "the 1st and 15th of each month"),
    ),
    RepetitionForm(
        english(rf"{_EVERY} (?P<dates>\d{{1,2}}(?:st|nd|rd|th))(?: of the month)?"),
        _on_dates,
        ("every 5th", "every 31st of the month"),
    ),
    RepetitionForm(
        english(rf"(?:on )?(?:the )?{_NTH_DAY} of (?:every|each) month"),
        _nth,
        ("last Friday of every month", "the first working day of each month", "last day of every month"),
    ),
    RepetitionForm(english(rf"{_EVERY} {_NTH_DAY} of (?:the|a) month"), _nth, ("every last Friday of the month",)),
    RepetitionForm(
        english(rf"(?:on )?(?:the )?{_NTH_DAY} of the month"),
        _nth,
        ("last Friday of the month", "the first Monday of the month"),
        alone=True,
    ),
    RepetitionForm(
        english(
            rf"(?:(?:at|on) )?(?:the )?(?P<edge>end|start|beginning|last day|first day) of {_EVERY} "
            r"(?P<unit>week|month|quarter|year)"
        ),
        _edge,
        ("at the end of every month", "end of every quarter", "start of each week", "end of every year"),
    ),
    RepetitionForm(
        english(rf"(?:yearly|annually|{_EVERY} {_COUNT}years?)(?:,? (?:on )?{_DAY_FIRST})?"),
        _yearly,
        ("every year", "yearly", "annually on 5 December", "every 2 years", "every year on 29 February"),
    ),
    RepetitionForm(
        english(rf"(?:yearly|annually|{_EVERY} year)(?:,? on)? {_MONTH_FIRST}"),
        _yearly_month_first,
        ("yearly on Dec 5", "every year on December 5th"),
    ),
    RepetitionForm(english(rf"{_EVERY} {_DAY_FIRST}"), _yearly_month_first, ("every 5 December", "every 1st of May")),
    RepetitionForm(english(rf"{_EVERY} {_MONTH_FIRST}"), _yearly_month_first, ("every Dec 5",)),
)
