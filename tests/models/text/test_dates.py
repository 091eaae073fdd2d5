"""Words to dates: each row is what a person writes, from which day, and what is meant."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.errors import InvalidValue
from models.text.chinese_words import chinese_number
from models.text.dates import find_date, find_dates
from models.text.times import find_time

THURSDAY = "2026-05-14"


def meant(text: str, today: str, forward: bool = True) -> str | None:
    found = find_date(text, date.fromisoformat(today), forward=forward)
    return found[0].isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("send offer Fri 4 Dec", "2026-12-04", "send offer "),
        ("send offer by Fri, 4 Dec", "2026-12-04", "send offer "),
        ("Sat 5 Dec: send", "2026-12-05", ": send"),
        ("call on Tue 2026-12-01", "2026-12-01", "call "),
        ("BOQ due 1 Dec (Tue)", "2026-12-01", "BOQ "),
        ("周五12月4日交报价", "2026-12-04", "交报价"),
        ("周五（12月4日）交报价", "2026-12-04", "交报价"),
        ("12月4日周五前交报价", "2026-12-04", "交报价"),
        ("12月4日（星期五）交报价", "2026-12-04", "交报价"),
        ("5 Dec sat down with Anna", "2026-12-05", " sat down with Anna"),
        ("12月4日周一起开会", "2026-12-04", "周一起开会"),
        ("fri: offer of 4 Dec", "2026-11-27", ": offer of 4 Dec"),
    ],
)
def test_a_weekday_beside_a_day_of_the_calendar_is_part_of_it(text: str, day: str, rest: str) -> None:
    found = find_date(text, date(2026, 11, 22))
    assert found is not None
    start, end = found[1]
    assert (found[0].isoformat(), text[:start] + text[end:]) == (day, rest)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("2026-06-01", THURSDAY, "2026-06-01"),
        ("2026/6/1", THURSDAY, "2026-06-01"),
        ("发清单2026-06-01前", THURSDAY, "2026-06-01"),
        ("today", THURSDAY, "2026-05-14"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
        ("the day after tomorrow", "2028-02-28", "2028-03-01"),
        ("+3d", "2026-02-26", "2026-03-01"),
        ("+2w", THURSDAY, "2026-05-28"),
        ("+1m", "2026-01-31", "2026-02-28"),
        ("+1y", "2028-02-29", "2029-02-28"),
        ("in 2 weeks", THURSDAY, "2026-05-28"),
        ("in a month", "2026-08-31", "2026-09-30"),
        ("in an hour, well, in two days", THURSDAY, "2026-05-16"),
        ("within three days", THURSDAY, "2026-05-17"),
        ("fri", THURSDAY, "2026-05-15"),
        ("Tuesday", THURSDAY, "2026-05-19"),
        ("thu", THURSDAY, "2026-05-21"),
        ("this thu", THURSDAY, "2026-05-14"),
        ("this mon", THURSDAY, "2026-05-18"),
        ("next tue", THURSDAY, "2026-05-19"),
        ("next tue", "2026-05-11", "2026-05-19"),
        ("next thu", THURSDAY, "2026-05-21"),
        ("next sunday", "2026-05-17", "2026-05-24"),
        ("next mon", "2026-05-17", "2026-05-18"),
        ("next fri", "2026-12-30", "2027-01-08"),
        ("5 Dec", THURSDAY, "2026-12-05"),
        ("Dec 5th, 2027", THURSDAY, "2027-12-05"),
        ("14 May", THURSDAY, "2026-05-14"),
        ("13 may", THURSDAY, "2027-05-13"),
        ("29 Feb", THURSDAY, "2028-02-29"),
        ("1 Jan", "2026-12-31", "2027-01-01"),
        ("end of month", "2028-02-10", "2028-02-29"),
        ("eom", "2026-05-31", "2026-05-31"),
        ("end of next month", "2026-01-31", "2026-02-28"),
        ("end of the year", THURSDAY, "2026-12-31"),
    ],
)
def test_english_words(text: str, today: str, day: str) -> None:
    assert meant(text, today) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("今天", THURSDAY, "2026-05-14"),
        ("明天", "2026-02-28", "2026-03-01"),
        ("后天", "2026-12-30", "2027-01-01"),
        ("大后天", THURSDAY, "2026-05-17"),
        ("下周二", THURSDAY, "2026-05-19"),
        ("下周二", "2026-05-11", "2026-05-19"),
        ("下星期天", THURSDAY, "2026-05-24"),
        ("下下周一", THURSDAY, "2026-05-25"),
        ("这周五", THURSDAY, "2026-05-15"),
        ("本周四", THURSDAY, "2026-05-14"),
        ("周五", THURSDAY, "2026-05-15"),
        ("周四", THURSDAY, "2026-05-21"),
        ("礼拜日", THURSDAY, "2026-05-17"),
        ("三天后", "2028-02-27", "2028-03-01"),
        ("12天之内", THURSDAY, "2026-05-26"),
        ("十二天内", THURSDAY, "2026-05-26"),
        ("两周后", THURSDAY, "2026-05-28"),
        ("三个星期以后", THURSDAY, "2026-06-04"),
        ("一个月后", "2026-01-31", "2026-02-28"),
        ("月底", "2026-02-28", "2026-02-28"),
        ("下个月底", "2026-01-31", "2026-02-28"),
        ("11月底", "2026-12-01", "2027-11-30"),
        ("年底", THURSDAY, "2026-12-31"),
        ("下个月5号", "2026-12-31", "2027-01-05"),
        ("下月5日", THURSDAY, "2026-06-05"),
        ("本月20号", THURSDAY, "2026-05-20"),
        ("11月30日", THURSDAY, "2026-11-30"),
        ("11月30日", "2026-12-01", "2027-11-30"),
        ("十一月三十日", THURSDAY, "2026-11-30"),
        ("2月29日", THURSDAY, "2028-02-29"),
        ("2027年3月1日", THURSDAY, "2027-03-01"),
        ("明年3月1号", THURSDAY, "2027-03-01"),
    ],
)
def test_chinese_words(text: str, today: str, day: str) -> None:
    assert meant(text, today) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-05-08"),
        ("thu", "2026-05-14"),
        ("this fri", "2026-05-15"),
        ("last fri", "2026-05-08"),
        ("yesterday", "2026-05-13"),
        ("5 Dec", "2025-12-05"),
        ("20 May", "2026-05-20"),
        ("May 13", "2026-05-13"),
        ("5月20日", "2026-05-20"),
        ("11月15日", "2025-11-15"),
        ("29 Feb", "2028-02-29"),
        ("昨天下午", "2026-05-13"),
        ("前天", "2026-05-12"),
        ("上周五", "2026-05-08"),
        ("周一", "2026-05-11"),
        ("tomorrow", "2026-05-15"),
    ],
)
def test_a_visit_looks_back_unless_the_day_ahead_is_nearer(text: str, day: str) -> None:
    assert meant(text, THURSDAY, forward=False) == day


@pytest.mark.parametrize(
    "text",
    [
        "they sat down",
        "the sun dial",
        "you may 5 times",
        "tomorrow's agenda",
        "answer yesterday",
        "every friday",
        "report-2026-05-14.pdf",
        "call +49 30 123456",
        "version 2026-05-14-2",
        "一周三次",
        "每周五",
        "每月底",
        "下周一起吃饭",
        "上周五的纪要",
        "以后天天来",
        "5号机柜",
        "5月3号线",
    ],
)
def test_words_that_name_no_due_date(text: str) -> None:
    assert meant(text, THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "today", "behind", "ahead"),
    [
        ("10月底", "2026-11-22", "2026-10-31", "2027-10-31"),
        ("11月底", "2026-11-22", "2026-11-30", "2026-11-30"),
        ("12月底", "2027-01-10", "2026-12-31", "2027-12-31"),
        ("二月底", "2028-03-02", "2028-02-29", "2029-02-28"),
        ("上月底", "2026-03-31", "2026-02-28", None),
        ("上个月底", "2026-01-05", "2025-12-31", None),
        ("月底", "2026-11-22", "2026-11-30", "2026-11-30"),
    ],
)
def test_the_end_of_a_month_lies_behind_for_a_visit(text: str, today: str, behind: str, ahead: str | None) -> None:
    assert (meant(text, today, forward=False), meant(text, today)) == (behind, ahead)


@pytest.mark.parametrize("text", ["by 2026-02-30", "2026-13-01", "31 Nov", "Feb 30", "11月31日前", "2月30号"])
def test_a_day_no_calendar_has_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidValue, match="There is no day"):
        meant(text, THURSDAY)


def test_a_marked_day_goes_before_one_that_is_only_mentioned() -> None:
    text = "the May 5 report by fri, please"
    found = find_date(text, date(2026, 5, 14))
    assert found is not None
    assert (found[0], text[slice(*found[1])]) == (date(2026, 5, 15), "by fri")


@pytest.mark.parametrize(
    ("text", "said"),
    [("周五之前发BOQ", "周五之前"), ("在周五前发", "在周五前"), ("周五前往北京", "周五"), ("due by fri", "due by fri")],
)
def test_the_words_around_a_day_belong_to_it(text: str, said: str) -> None:
    found = find_date(text, date(2026, 5, 14))
    assert found is not None
    assert text[slice(*found[1])] == said


def test_every_day_is_found_in_its_order() -> None:
    found = find_dates("下周二开会，5 Dec and 三天后", date(2026, 5, 14))
    assert [one.day.isoformat() for one in found] == ["2026-05-19", "2026-12-05", "2026-05-17"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at 15:00", time(15)),
        ("9:05", time(9, 5)),
        ("2026-05-14T09:30", time(9, 30)),
        ("3pm", time(15)),
        ("12 am", time(0)),
        ("11.30am", time(11, 30)),
        ("下午3点", time(15)),
        ("下午三点半", time(15, 30)),
        ("上午10点15分", time(10, 15)),
        ("晚上8:30", time(20, 30)),
        ("中午12点", time(12)),
        ("中午12点半", time(12, 30)),
        ("中午1点", time(13)),
        ("中午11点半", time(11, 30)),
        ("凌晨12点半", time(0, 30)),
        ("凌晨3点", time(3)),
        ("9点一刻", time(9, 15)),
        ("9点3刻", time(9, 45)),
        ("下午三点一刻", time(15, 15)),
        ("9点十五分", time(9, 15)),
        ("晚上12点", None),
        ("晚上12:00", None),
        ("晚上1点", None),
        ("15点", time(15)),
        ("快一点", None),
        ("25:00", None),
        ("ratio 1:1000", None),
        ("noon", time(12)),
        ("at midday", time(12)),
        ("evening 7:30", time(19, 30)),
        ("in the afternoon at 3", time(15)),
        ("3:15 in the afternoon", time(15, 15)),
        ("tonight at 8", time(20)),
        ("9 in the morning", time(9)),
        ("8 at night", time(20)),
        ("tonight at 1", None),
        ("morning 5/12", None),
        ("明天晚上8点", time(20)),
    ],
)
def test_times_of_the_day(text: str, clock: time | None) -> None:
    found = find_time(text)
    assert (found[0] if found else None) == clock


def test_the_quarters_of_an_hour_belong_to_the_time() -> None:
    found = find_time("9点3刻见了徐海")
    assert found is not None
    assert found[1] == (0, len("9点3刻"))


@pytest.mark.parametrize(
    ("said", "number"), [("十", 10), ("二十", 20), ("三十一", 31), ("两", 2), ("12", 12), ("十十", 0), ("三五", 0)]
)
def test_chinese_numbers(said: str, number: int) -> None:
    assert chinese_number(said) == number
