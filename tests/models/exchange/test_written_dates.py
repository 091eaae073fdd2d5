from __future__ import annotations

from datetime import date, time

import pytest

from models.errors import InvalidValue
from models.exchange.written_dates import (
    find_day_order,
    read_birthday,
    read_clock,
    read_day,
    read_minutes,
    read_moment,
)
from models.text.language import Language

MAY_14 = date(2026, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-14",
        "2026/5/14",
        "2026.5.14",
        "2026年5月14日",
        "２０２６年５月１４日",
        "20260514",
        "14.05.2026",
        "14. 5. 26",
        "14 May 2026",
        "14th May 2026",
        "14-May-26",
        "May 14, 2026",
        "Thu, 14 May 2026",
        "Thursday 14 May 2026",
        "2026年5月14日（周四）",
        "2026年5月14日 星期四",
        "5/14/2026",
        "5/14/26",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text, "month first") == MAY_14


def test_the_order_decides_only_where_both_are_possible() -> None:
    assert read_day("3/4/2026", "day first") == date(2026, 4, 3)
    assert read_day("3/4/2026", "month first") == date(2026, 3, 4)
    assert read_day("14.5.2026", "month first") == MAY_14
    assert read_day("2026-5-14", "day first") == MAY_14


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026/13/1", "31 April 2026", "30.2.2026", "99/99/2026", "2026年2月30日"]
)
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="There is no day"):
        read_day(text, "month first")


@pytest.mark.parametrize("text", ["soon", "next Tuesday", "5月14日", "14", "2026", "46156", "1.5.1"])
def test_words_that_are_no_day_are_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(InvalidValue, match="2026-05-14"):
        read_day(text, "month first")


def test_a_year_long_past_is_a_slip() -> None:
    with pytest.raises(InvalidValue, match="in the year 226"):
        read_day("0226-05-14", "month first")


def test_one_telling_date_settles_the_whole_file() -> None:
    assert find_day_order(["3/4/2026", "", "14/5/2026"], "a.csv", ",") == ("day first", ())
    assert find_day_order(["3/4/2026", "5/14/2026"], "a.csv", ";") == ("month first", ())
    assert find_day_order(["Thu 07/05/2026", "Thu 14/05/2026"], "a.csv", ",") == ("day first", ())


@pytest.mark.parametrize(("delimiter", "order"), [(",", "month first"), (";", "day first")])
def test_where_nothing_settles_it_the_guess_is_said(delimiter: str, order: str) -> None:
    found, remarks = find_day_order(["5/5/2026", "32/13/2026", "3/4/2026"], "visits.csv", delimiter)
    assert found == order
    said = remarks[0].say(Language("en"))
    assert "visits.csv" in said
    assert f"3/4/2026 was taken with the {order}" in said
    assert "2026-05-14" in said


def test_dates_that_mean_the_same_both_ways_need_no_remark() -> None:
    assert find_day_order(["5/5/2026", "2026-03-04", "n/a"], "a.csv", ",") == ("month first", ())


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("2026-05-14 15:00", time(15), None),
        ("2026-05-14T15:00:00+08:00", time(15), None),
        ("2026-05-14T15:00:00.000Z", time(15), None),
        ("2026年5月14日 下午3点半", time(15, 30), None),
        ("5/14/2026 3:00 PM", time(15), None),
        ("2026-05-14 15:00-16:30", time(15), 90),
    ],
)
def test_a_time_behind_the_day_is_read_with_it(text: str, start: time, minutes: int | None) -> None:
    assert read_moment(text, "month first") == (MAY_14, start, minutes)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("15:00", time(15)),
        ("15：00", time(15)),
        ("15:00:00", time(15)),
        ("3 pm", time(15)),
        ("3:30 p.m.", time(15, 30)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("下午3点", time(15)),
        ("下午三点半", time(15, 30)),
        ("上午十一点", time(11)),
        ("中午12点", time(12)),
        ("晚上8点一刻"[:4], time(20)),
        ("15时30分", time(15, 30)),
    ],
)
def test_a_time_of_day_is_read_however_it_is_written(text: str, start: time) -> None:
    assert read_clock(text) == (start, None)


@pytest.mark.parametrize(
    ("text", "minutes"), [("3-5 pm", 120), ("下午3点-5点", 120), ("10:00～11:30", 90), ("9:00 to 9:45", 45)]
)
def test_an_end_behind_the_time_gives_the_length(text: str, minutes: int) -> None:
    assert read_clock(text)[1] == minutes


@pytest.mark.parametrize(
    "text", ["25:00", "12:75", "15", "noon", "13 pm pm", "24:00", "晚上12点", "晚上0点", "晚上1点"]
)
def test_an_impossible_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="15:00"):
        read_clock(text)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InvalidValue, match="ends before it starts"):
        read_clock("16:00-15:00")


@pytest.mark.parametrize(
    "text", ["90", "90 min", "1.5 h", "1:30", "1小时30分", "1小时30分钟", "1.5小时", "1个小时半", "90分钟", "90.0"]
)
def test_a_length_is_read_in_minutes(text: str) -> None:
    assert read_minutes(text) == 90


@pytest.mark.parametrize("text", ["0", "-5", "long", "9999", "", "99 h"])
def test_a_length_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="such as 90"):
        read_minutes(text)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1985-03-07", "1985-03-07"),
        ("19850307", "1985-03-07"),
        ("3/7/1985", "1985-03-07"),
        ("07.03.85", "1985-03-07"),
        ("1985年3月7日", "1985-03-07"),
        ("1985-03-07T00:00:00Z", "1985-03-07"),
        ("--03-07", "--03-07"),
        ("--0307", "--03-07"),
        ("--02-29", "--02-29"),
        ("1604-03-07", "--03-07"),
        ("3月7日", "--03-07"),
        ("7 March", "--03-07"),
        ("0/0/00", ""),
        ("", ""),
        ("农历八月十五", None),
        ("1985", None),
        ("spring", None),
    ],
)
def test_a_birthday_is_read_with_or_without_its_year(text: str, birthday: str | None) -> None:
    assert read_birthday(text, "month first") == birthday


@pytest.mark.parametrize("text", ["1985-02-30", "--02-30", "--1340", "31/31/1985"])
def test_a_birthday_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="There is no day"):
        read_birthday(text, "month first")
