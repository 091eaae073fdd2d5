"""Each form of the tables of days, at its boundaries: ends of months and years, leap days, the weekday itself."""

from __future__ import annotations

from datetime import date

import pytest

from models.text.chinese_dates import CHINESE
from models.text.date_forms import Form
from models.text.dates import find_date, read_day
from models.text.english_dates import ENGLISH

Row = tuple[str, str, str]

AHEAD_IN_ENGLISH: list[Row] = [
    ("today", "2028-02-29", "2028-02-29"),
    ("today", "2026-12-31", "2026-12-31"),
    ("tonight", "2026-12-31", "2026-12-31"),
    ("end of day", "2026-12-31", "2026-12-31"),
    ("tomorrow", "2028-02-28", "2028-02-29"),
    ("tomorrow", "2027-02-28", "2027-03-01"),
    ("tomorrow", "2026-12-31", "2027-01-01"),
    ("the day after tomorrow", "2028-02-28", "2028-03-01"),
    ("the day after tomorrow", "2026-12-30", "2027-01-01"),
    ("in 2 weeks", "2026-12-20", "2027-01-03"),
    ("in 2 weeks", "2028-02-15", "2028-02-29"),
    ("in a month", "2026-01-31", "2026-02-28"),
    ("in a month", "2028-01-31", "2028-02-29"),
    ("in a month", "2026-12-31", "2027-01-31"),
    ("in a year", "2028-02-29", "2029-02-28"),
    ("in a quarter", "2026-11-30", "2027-02-28"),
    ("within three days", "2028-02-27", "2028-03-01"),
    ("in 5 working days", "2026-11-20", "2026-11-27"),
    ("in 5 working days", "2026-11-21", "2026-11-27"),
    ("in 5 working days", "2026-11-22", "2026-11-27"),
    ("in 1 working day", "2026-11-20", "2026-11-23"),
    ("2 weeks from now", "2026-12-20", "2027-01-03"),
    ("a month from today", "2026-01-31", "2026-02-28"),
    ("in half a year", "2026-08-31", "2027-02-28"),
    ("in a fortnight", "2026-12-20", "2027-01-03"),
    ("+3d", "2026-02-26", "2026-03-01"),
    ("+3d", "2028-02-26", "2028-02-29"),
    ("+3d", "2026-12-31", "2027-01-03"),
    ("+1m", "2026-01-31", "2026-02-28"),
    ("+1q", "2026-11-30", "2027-02-28"),
    ("+1y", "2028-02-29", "2029-02-28"),
    ("+5wd", "2026-11-20", "2026-11-27"),
    ("3d", "2026-12-30", "2027-01-02"),
    ("2w", "2026-12-20", "2027-01-03"),
    ("Tuesday next week", "2026-11-24", "2026-12-01"),
    ("Tuesday next week", "2026-11-22", "2026-11-24"),
    ("next week Tue", "2026-12-29", "2027-01-05"),
    ("Friday of this week", "2026-11-27", "2026-11-27"),
    ("Friday of this week", "2026-11-28", "2026-12-04"),
    ("Monday in 2 weeks", "2026-11-23", "2026-12-07"),
    ("Monday in 2 weeks", "2026-11-22", "2026-11-30"),
    ("Fri", "2026-11-26", "2026-11-27"),
    ("Fri", "2026-11-27", "2026-12-04"),
    ("Fri", "2026-11-28", "2026-12-04"),
    ("Tuesday", "2026-11-24", "2026-12-01"),
    ("next Tuesday", "2026-11-24", "2026-12-01"),
    ("next Tuesday", "2026-11-23", "2026-12-01"),
    ("next Tuesday", "2026-11-22", "2026-11-24"),
    ("this Friday", "2026-11-27", "2026-11-27"),
    ("this Friday", "2026-11-28", "2026-12-04"),
    ("coming Monday", "2026-11-23", "2026-11-30"),
    ("5 Dec", "2026-12-05", "2026-12-05"),
    ("5 Dec", "2026-12-06", "2027-12-05"),
    ("29 Feb", "2026-11-22", "2028-02-29"),
    ("29 Feb", "2028-02-29", "2028-02-29"),
    ("29 Feb", "2028-03-01", "2032-02-29"),
    ("5 Dec next year", "2026-12-31", "2027-12-05"),
    ("the 5th of December", "2026-12-06", "2027-12-05"),
    ("Dec 5", "2026-12-05", "2026-12-05"),
    ("December 31st", "2026-12-31", "2026-12-31"),
    ("Dec. 5, 2027", "2026-11-22", "2027-12-05"),
    ("12/5", "2026-05-12", "2026-05-12"),
    ("12/5", "2026-05-13", "2027-05-12"),
    ("25/12", "2026-12-25", "2026-12-25"),
    ("12/25", "2026-12-26", "2027-12-25"),
    ("5/12/27", "2026-11-22", "2027-12-05"),
    ("29/2", "2026-11-22", "2028-02-29"),
    ("5.12.", "2026-12-06", "2027-12-05"),
    ("29.2.28", "2026-11-22", "2028-02-29"),
    ("20280229", "2026-11-22", "2028-02-29"),
    ("the 5th", "2026-12-05", "2026-12-05"),
    ("the 5th", "2026-12-06", "2027-01-05"),
    ("31st", "2026-11-01", "2026-12-31"),
    ("31st", "2026-12-31", "2026-12-31"),
    ("the 5th of next month", "2026-12-31", "2027-01-05"),
    ("28th of this month", "2027-02-28", "2027-02-28"),
    ("end of month", "2028-02-10", "2028-02-29"),
    ("end of month", "2027-02-28", "2027-02-28"),
    ("end of month", "2026-12-31", "2026-12-31"),
    ("end of next month", "2026-01-31", "2026-02-28"),
    ("end of the quarter", "2026-03-31", "2026-03-31"),
    ("end of the quarter", "2026-10-01", "2026-12-31"),
    ("end of year", "2026-12-31", "2026-12-31"),
    ("end of week", "2026-11-27", "2026-11-27"),
    ("end of week", "2026-11-28", "2026-12-04"),
    ("end of next week", "2026-12-31", "2027-01-08"),
    ("end of Q3", "2026-09-30", "2026-09-30"),
    ("end of Q3", "2026-10-01", "2027-09-30"),
    ("end of February", "2028-01-01", "2028-02-29"),
    ("last working day of the month", "2026-10-30", "2026-10-30"),
    ("last working day of the month", "2026-10-31", "2026-11-30"),
    ("first of next month", "2026-12-31", "2027-01-01"),
    ("beginning of the quarter", "2026-10-01", "2026-10-01"),
    ("beginning of the quarter", "2026-10-02", "2027-01-01"),
    ("first working day of next month", "2026-07-15", "2026-08-03"),
    ("middle of next month", "2026-12-31", "2027-01-15"),
    ("last Friday of the month", "2026-11-27", "2026-11-27"),
    ("last Friday of the month", "2026-11-28", "2026-12-25"),
    ("first Monday of next month", "2026-12-31", "2027-01-04"),
    ("the last Friday of November", "2026-11-28", "2027-11-26"),
    ("mid November", "2026-11-15", "2026-11-15"),
    ("mid November", "2026-11-16", "2027-11-15"),
    ("mid next month", "2026-12-31", "2027-01-15"),
    ("eom", "2026-12-31", "2026-12-31"),
    ("eoq", "2026-03-31", "2026-03-31"),
    ("eow", "2026-11-27", "2026-11-27"),
    ("year end", "2026-12-31", "2026-12-31"),
    ("mid-month", "2026-11-15", "2026-11-15"),
    ("mid-month", "2026-11-16", "2026-12-15"),
    ("Christmas", "2026-12-25", "2026-12-25"),
    ("Christmas", "2026-12-26", "2027-12-25"),
    ("New Year's Eve", "2026-12-31", "2026-12-31"),
    ("Easter", "2026-04-05", "2026-04-05"),
    ("Easter", "2026-04-06", "2027-03-28"),
    ("before Christmas", "2027-11-22", "2027-12-24"),
    ("before Christmas", "2026-11-22", "2026-12-24"),
    ("before Easter", "2026-11-22", "2027-03-25"),
    ("after Christmas", "2026-12-25", "2026-12-28"),
    ("after Chinese New Year", "2026-11-22", "2027-02-15"),
    ("2 weeks from Monday", "2026-11-22", "2026-12-07"),
    ("2 weeks from Monday", "2026-11-23", "2026-12-14"),
    ("3 days before 1 March", "2028-01-01", "2028-02-27"),
    ("a week after end of month", "2028-02-01", "2028-03-07"),
    ("Q3", "2026-09-30", "2026-09-30"),
    ("Q3", "2026-10-01", "2027-09-30"),
    ("next week", "2026-12-28", "2027-01-08"),
    ("this week", "2026-11-27", "2026-11-27"),
    ("this week", "2026-11-28", "2026-11-29"),
    ("next month", "2026-12-31", "2027-01-31"),
    ("by Q1", "2026-12-31", "2027-03-31"),
    ("before next month", "2026-11-15", "2026-11-30"),
]

AHEAD_IN_CHINESE: list[Row] = [
    ("2028.2.29", "2026-11-22", "2028-02-29"),
    ("今天", "2028-02-29", "2028-02-29"),
    ("明天", "2028-02-28", "2028-02-29"),
    ("今晚", "2026-12-31", "2026-12-31"),
    ("后天", "2026-12-30", "2027-01-01"),
    ("大后天", "2028-02-27", "2028-03-01"),
    ("三天后", "2028-02-27", "2028-03-01"),
    ("两周后", "2026-12-20", "2027-01-03"),
    ("半个月后", "2028-02-15", "2028-03-01"),
    ("一个半月后", "2026-01-31", "2026-03-15"),
    ("一个月后", "2026-01-31", "2026-02-28"),
    ("半年后", "2026-08-31", "2027-02-28"),
    ("一年后", "2028-02-29", "2029-02-28"),
    ("一年半后", "2026-08-31", "2028-02-29"),
    ("3个工作日内", "2026-11-20", "2026-11-25"),
    ("12天之内", "2026-12-20", "2027-01-01"),
    ("过三天", "2026-12-30", "2027-01-02"),
    ("两周后的周二", "2026-11-24", "2026-12-08"),
    ("周五", "2026-11-26", "2026-11-27"),
    ("周五", "2026-11-27", "2026-12-04"),
    ("周五", "2026-11-28", "2026-12-04"),
    ("下周二", "2026-11-24", "2026-12-01"),
    ("下周二", "2026-11-22", "2026-11-24"),
    ("下下周一", "2026-12-21", "2027-01-04"),
    ("这周五", "2026-11-27", "2026-11-27"),
    ("这周五", "2026-11-28", "2026-12-04"),
    ("本周五", "2026-11-27", "2026-11-27"),
    ("星期日", "2026-11-22", "2026-11-29"),
    ("下周的周二", "2026-11-24", "2026-12-01"),
    ("11月30日", "2026-11-30", "2026-11-30"),
    ("11月30日", "2026-12-01", "2027-11-30"),
    ("2月29日", "2026-11-22", "2028-02-29"),
    ("明年3月1号", "2026-12-31", "2027-03-01"),
    ("11月30", "2026-12-01", "2027-11-30"),
    ("下个月5号", "2026-12-31", "2027-01-05"),
    ("本月20号", "2026-11-21", "2026-11-20"),
    ("5号", "2026-12-05", "2026-12-05"),
    ("5号", "2026-12-06", "2027-01-05"),
    ("三十一号", "2026-11-01", "2026-12-31"),
    ("11-30", "2026-12-01", "2027-11-30"),
    ("11/30", "2026-12-01", "2027-11-30"),
    ("月底", "2028-02-01", "2028-02-29"),
    ("月底", "2026-12-31", "2026-12-31"),
    ("月初", "2026-12-01", "2026-12-01"),
    ("月初", "2026-12-02", "2027-01-01"),
    ("月中", "2026-11-15", "2026-11-15"),
    ("月中", "2026-11-16", "2026-12-15"),
    ("下月底", "2026-01-31", "2026-02-28"),
    ("季度末", "2026-03-31", "2026-03-31"),
    ("季度末", "2026-10-01", "2026-12-31"),
    ("下季度初", "2026-12-31", "2027-01-01"),
    ("年底", "2026-12-31", "2026-12-31"),
    ("明年初", "2026-12-31", "2027-01-01"),
    ("年中", "2026-06-30", "2026-06-30"),
    ("年中", "2026-07-01", "2027-06-30"),
    ("11月底", "2026-11-30", "2026-11-30"),
    ("11月底", "2026-12-01", "2027-11-30"),
    ("2月底", "2028-01-01", "2028-02-29"),
    ("三季度末", "2026-10-01", "2027-09-30"),
    ("最后一个工作日", "2026-10-30", "2026-10-30"),
    ("最后一个工作日", "2026-10-31", "2026-11-30"),
    ("下月第一个工作日", "2026-07-15", "2026-08-03"),
    ("下个月第一个周一", "2026-12-31", "2027-01-04"),
    ("本月最后一个周五", "2026-11-27", "2026-11-27"),
    ("国庆前", "2026-09-30", "2026-09-30"),
    ("国庆前", "2026-10-01", "2027-09-30"),
    ("国庆前", "2028-09-01", "2028-09-29"),
    ("国庆后", "2028-09-01", "2028-10-09"),
    ("春节前", "2026-11-22", "2027-02-04"),
    ("春节后", "2026-11-22", "2027-02-15"),
    ("年前", "2026-02-13", "2026-02-13"),
    ("年前", "2026-02-14", "2027-02-04"),
    ("中秋节前", "2026-11-22", "2027-09-14"),
    ("十一前", "2026-11-22", "2027-09-30"),
    ("国庆", "2026-10-01", "2026-10-01"),
    ("国庆", "2026-10-02", "2027-10-01"),
    ("元旦", "2026-12-31", "2027-01-01"),
    ("元旦", "2027-01-01", "2027-01-01"),
    ("中秋", "2026-09-25", "2026-09-25"),
    ("中秋", "2026-09-26", "2027-09-15"),
    ("五一", "2026-05-02", "2027-05-01"),
    ("清明节", "2026-11-22", "2027-04-05"),
    ("端午节", "2026-11-22", "2027-06-09"),
    ("除夕", "2026-11-22", "2027-02-05"),
    ("周五前两天", "2026-11-22", "2026-11-25"),
    ("国庆前一周", "2026-11-22", "2027-09-24"),
    ("下周", "2026-12-28", "2027-01-08"),
    ("本周内", "2026-11-27", "2026-11-27"),
    ("本周内", "2026-11-28", "2026-11-29"),
    ("下个月", "2026-12-31", "2027-01-31"),
    ("本季度内", "2026-12-31", "2026-12-31"),
    ("周末", "2026-11-21", "2026-11-22"),
    ("周末", "2026-11-22", "2026-11-22"),
]

BEHIND_IN_ENGLISH: list[Row] = [
    ("yesterday", "2026-03-01", "2026-02-28"),
    ("last night", "2027-01-01", "2026-12-31"),
    ("the day before yesterday", "2028-03-01", "2028-02-28"),
    ("-3d", "2026-03-01", "2026-02-26"),
    ("−1m", "2026-03-31", "2026-02-28"),
    ("a week ago", "2027-01-03", "2026-12-27"),
    ("3 days ago", "2028-03-01", "2028-02-27"),
    ("a month ago", "2026-03-31", "2026-02-28"),
    ("2 working days ago", "2026-11-23", "2026-11-19"),
    ("Friday last week", "2026-11-27", "2026-11-20"),
    ("last week Fri", "2027-01-04", "2027-01-01"),
    ("Fri", "2026-11-27", "2026-11-27"),
    ("Fri", "2026-11-26", "2026-11-20"),
    ("last Friday", "2026-11-27", "2026-11-20"),
    ("last Friday", "2026-11-28", "2026-11-20"),
    ("past Mon", "2026-11-22", "2026-11-09"),
    ("the 5th of last month", "2027-01-15", "2026-12-05"),
    ("31st", "2026-11-22", "2026-10-31"),
    ("end of last month", "2028-03-31", "2028-02-29"),
    ("start of last week", "2027-01-04", "2026-12-28"),
    ("second Tuesday of last month", "2026-12-31", "2026-11-10"),
    ("5 Dec", "2026-11-22", "2026-12-05"),
    ("29 Feb", "2026-11-22", "2028-02-29"),
    ("Christmas", "2026-01-10", "2025-12-25"),
    ("mid November", "2026-11-22", "2026-11-15"),
]

BEHIND_IN_CHINESE: list[Row] = [
    ("昨天", "2026-03-01", "2026-02-28"),
    ("昨晚", "2027-01-01", "2026-12-31"),
    ("前天", "2028-03-01", "2028-02-28"),
    ("大前天", "2026-03-02", "2026-02-27"),
    ("三天前", "2028-03-01", "2028-02-27"),
    ("一周前", "2027-01-03", "2026-12-27"),
    ("半个月前", "2026-03-01", "2026-02-14"),
    ("两个月之前", "2026-04-30", "2026-02-28"),
    ("半年前", "2026-08-31", "2026-02-28"),
    ("周五", "2026-11-27", "2026-11-27"),
    ("周五", "2026-11-26", "2026-11-20"),
    ("上周五", "2026-11-28", "2026-11-20"),
    ("上周五", "2026-11-22", "2026-11-13"),
    ("上上周五", "2026-11-22", "2026-11-06"),
    ("上个月5号", "2027-01-15", "2026-12-05"),
    ("上月底", "2028-03-31", "2028-02-29"),
    ("上个月初", "2027-01-31", "2026-12-01"),
    ("上季度末", "2026-01-01", "2025-12-31"),
    ("去年底", "2026-12-31", "2025-12-31"),
    ("上个月第二个周二", "2026-12-31", "2026-11-10"),
    ("11月30日", "2026-12-01", "2026-11-30"),
    ("中秋", "2026-11-22", "2026-09-25"),
    ("国庆后", "2026-11-22", "2026-10-08"),
]

TODAYS = [
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 11, 22),
    date(2026, 11, 23),
    date(2026, 11, 27),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2024, 2, 29),
]
"""Ends of months and years, a leap day, a Sunday, a Monday and a Friday."""


def _meant(text: str, today: str, *, forward: bool, chinese: bool) -> tuple[str, str] | None:
    found = find_date(text, date.fromisoformat(today), forward=forward, day_first=not chinese)
    return (found[0].isoformat(), text[slice(*found[1])]) if found else None


@pytest.mark.parametrize(("text", "today", "day"), AHEAD_IN_ENGLISH)
def test_what_is_due_in_english(text: str, today: str, day: str) -> None:
    assert _meant(text, today, forward=True, chinese=False) == (day, text)


@pytest.mark.parametrize(("text", "today", "day"), AHEAD_IN_CHINESE)
def test_what_is_due_in_chinese(text: str, today: str, day: str) -> None:
    assert _meant(text, today, forward=True, chinese=True) == (day, text)


@pytest.mark.parametrize(("text", "today", "day"), BEHIND_IN_ENGLISH)
def test_what_was_in_english(text: str, today: str, day: str) -> None:
    assert _meant(text, today, forward=False, chinese=False) == (day, text)


@pytest.mark.parametrize(("text", "today", "day"), BEHIND_IN_CHINESE)
def test_what_was_in_chinese(text: str, today: str, day: str) -> None:
    assert _meant(text, today, forward=False, chinese=True) == (day, text)


@pytest.mark.parametrize(
    ("table", "rows"),
    [(ENGLISH, AHEAD_IN_ENGLISH + BEHIND_IN_ENGLISH), (CHINESE, AHEAD_IN_CHINESE + BEHIND_IN_CHINESE)],
    ids=["English", "Chinese"],
)
def test_no_form_is_left_out_above(table: tuple[Form, ...], rows: list[Row]) -> None:
    untried = [form.examples or form.behind for form in table if not any(form.pattern.search(row[0]) for row in rows)]
    assert untried == []


@pytest.mark.parametrize("today", TODAYS, ids=str)
@pytest.mark.parametrize(("table", "day_first"), [(ENGLISH, True), (CHINESE, False)], ids=["English", "Chinese"])
def test_every_example_is_wholly_a_day_whatever_the_day(table: tuple[Form, ...], day_first: bool, today: date) -> None:
    for form in table:
        for forward, examples in ((True, form.examples), (False, form.behind)):
            for example in examples:
                assert form.pattern.search(example), example
                found = find_date(example, today, forward=forward, day_first=day_first)
                assert found is not None, example
                assert found[1] == (0, len(example)), example
                assert read_day(example, today, forward=forward, day_first=day_first) == found[0], example


@pytest.mark.parametrize("text", [text for table in (ENGLISH, CHINESE) for form in table for text in form.behind])
def test_what_lies_behind_is_no_due_date_in_a_line_but_in_a_field(text: str) -> None:
    today = date(2026, 11, 25)
    assert find_date(f"send the list {text} to Tom", today) is None
    behind = read_day(text, today)
    assert behind is not None
    assert behind < today


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("send 12/5", "2027-05-12", "12/5"),
        ("发清单 12/5", "2026-12-05", "12/5"),
        ("12/5前发清单", "2026-12-05", "12/5前"),
        ("by 12/5 send it", "2027-05-12", "by 12/5"),
    ],
)
def test_two_figures_are_read_as_the_language_of_the_line_does(text: str, day: str, said: str) -> None:
    found = find_date(text, date(2026, 11, 22))
    assert found is not None
    assert (found[0].isoformat(), text[slice(*found[1])]) == (day, said)


@pytest.mark.parametrize(("day_first", "day"), [(True, date(2027, 5, 12)), (False, date(2026, 12, 5))])
def test_a_field_reads_two_figures_as_the_program_speaks(day_first: bool, day: date) -> None:
    assert read_day("12/5", date(2026, 11, 22), day_first=day_first) == day


@pytest.mark.parametrize(
    "text",
    [
        "support 24/7",
        "support 7/24",
        "half (1/2) of the crates",
        "clause 5.12. of the contract",
        "moved by 1.2 m",
        "the 5th floor",
        "report on Q3",
        "prepare the Q3 review",
        "next month's plan",
        "order 20261205 of Tom",
        "给李国庆发报价",
        "三年前的合同",
        "十一家客户",
        "写本周周报",
        "5号机柜检查",
        "过程中的问题",
        "第三天后",
    ],
)
def test_words_that_may_mean_a_day_and_do_not(text: str) -> None:
    assert find_date(text, date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("call Tom next week", "2026-11-27", "next week"),
        ("下周发清单", "2026-11-27", "下周"),
        ("send the list by end of next week", "2026-11-27", "by end of next week"),
        ("send the list by Q1", "2027-03-31", "by Q1"),
        ("本季度内签合同", "2026-12-31", "本季度内"),
        ("send it by the 5th, please", "2026-12-05", "by the 5th"),
        ("5号前交清单", "2026-12-05", "5号前"),
        ("3 days before Friday call Tom", "2026-11-24", "3 days before Friday"),
        ("国庆前发报价", "2027-09-30", "国庆前"),
        ("send gifts before Christmas", "2026-12-24", "before Christmas"),
        ("年前交货", "2027-02-04", "年前"),
    ],
)
def test_what_a_line_of_words_is_due(text: str, day: str, said: str) -> None:
    found = find_date(text, date(2026, 11, 22))
    assert found is not None
    assert (found[0].isoformat(), text[slice(*found[1])]) == (day, said)


@pytest.mark.parametrize(
    ("text", "edge", "day"),
    [("last month", "start", "2026-10-01"), ("last month", "end", "2026-10-31"), ("上季度", "end", "2026-09-30")],
)
def test_a_field_for_an_end_of_a_period_takes_the_period(text: str, edge: str, day: str) -> None:
    read = read_day(text, date(2026, 11, 22), forward=False, edge="start" if edge == "start" else "end")
    assert read == date.fromisoformat(day)
