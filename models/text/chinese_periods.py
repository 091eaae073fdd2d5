"""The forms of periods in Chinese: 上个月, 本季度, 最近30天, 去年第四季度, 11月中旬.

The rules are those of English: a week is Monday to Sunday; a month, quarter or half without a year is the one that
runs today, or else the last that began (looking back) or the next one (looking ahead); 最近30天 ends with today and
未来两周 begins with it. 上旬, 中旬 and 下旬 are the 1st to 10th, 11th to 20th, and the rest of a month.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.text.chinese_words import MONTH, NUMBER, STEPS, UNITS, WEEK, YEARS, chinese_number
from models.text.date_forms import (
    PeriodForm,
    Standpoint,
    days_around,
    iso_week,
    named_unit,
    part_of_month,
    unit_of,
)

_Days = tuple[date, date] | None
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d年?|{'|'.join(YEARS)})度?的?\s*)?"
_THIRDS = "上中下"
_UNIT_NAMES = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def year_said(said: str | None, today: date) -> int | None:
    """Return the year that '2026年' or 去年 means, or None where nothing was said."""
    if not said:
        return None
    return today.year + YEARS[said] if said in YEARS else int(said[:4])


def _calendar(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return unit_of(standpoint.today, _UNIT_NAMES[UNITS[match[2][-1]]], STEPS[match[1]])


def _weekend(match: re.Match[str], standpoint: Standpoint) -> _Days:
    _, sunday = unit_of(standpoint.today, "week", STEPS[match[1] or ""])
    return sunday - timedelta(days=1), sunday


def _year(match: re.Match[str], standpoint: Standpoint) -> _Days:
    year = year_said(match[1], standpoint.today)
    return unit_of(date(year, 1, 1), "year") if year else None


def _around(match: re.Match[str], standpoint: Standpoint) -> _Days:
    ahead = match[1] in ("未来", "接下来", "今后")
    if match["half"]:
        unit = match["half"]
        if unit == "年":
            return days_around(standpoint.today, 6, "m", ahead=ahead)
        return days_around(standpoint.today, 15, "d", ahead=ahead)
    count = chinese_number(match["count"])
    return days_around(standpoint.today, count, UNITS[match["unit"][-1]], ahead=ahead) if count else None


def _to_date(match: re.Match[str], standpoint: Standpoint) -> _Days:
    if match[0].startswith("年初"):
        return unit_of(standpoint.today, "year")[0], standpoint.today
    return unit_of(standpoint.today, _UNIT_NAMES[UNITS[match[1][-1]]])[0], standpoint.today


def _quarter(match: re.Match[str], standpoint: Standpoint) -> _Days:
    said = match["number"] or match["digit"]
    number = _QUARTERS.get(said) or int(said)
    return named_unit("quarter", number, year_said(match["year"], standpoint.today), standpoint)


def _half(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return named_unit("half", 1 if match["half"] == "上" else 2, year_said(match["year"], standpoint.today), standpoint)


def _month(match: re.Match[str], standpoint: Standpoint) -> _Days:
    days = named_unit("month", chinese_number(match["month"]), year_said(match["year"], standpoint.today), standpoint)
    return days if days is None or not match["third"] else part_of_month(days[0], _THIRDS.index(match["third"]))


def _part_of_near_month(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return part_of_month(unit_of(standpoint.today, "month", STEPS[match[1] or ""])[0], _THIRDS.index(match[2]))


def _week_number(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return iso_week(match[0], int(match["number"]), year_said(match["year"], standpoint.today), standpoint)


CHINESE_PERIODS: tuple[PeriodForm, ...] = (
    PeriodForm(
        re.compile(
            rf"(?<!上)(?<!下)(上上|上|这|本|当|下下|下)(?:一)?个?({WEEK}(?![一二三四五六日天末])|月(?![\d底初末中一二三四五六七八九十上中下])|季度?(?![末底初])|(?<=[本这当])年(?![底初末前后]))"
        ),
        _calendar,
        ("本周", "上个月", "下季度", "下下周", "上上个星期", "本年", "这个月", "上一季度"),
    ),
    PeriodForm(re.compile(r"(?<!上)(?<!下)(上上|上|这|本|下下|下)?个?周末"), _weekend, ("周末", "上周末", "下个周末")),
    PeriodForm(
        re.compile(rf"(?<!\d)(20\d\d年|{'|'.join(YEARS)})度?(?![底初末\d一二三四五六七八九十上下的第QqHh中])"),
        _year,
        ("去年", "2025年", "今年", "前年"),
    ),
    PeriodForm(
        re.compile(
            rf"(过去|最近|近|前|未来|接下来|今后)的?\s*(?:半个?(?P<half>[年月])|(?P<count>{NUMBER})\s*"
            rf"(?P<unit>天|日|周|个?星期|个?礼拜|个月|个?季度|年))(?![前后内])"
        ),
        _around,
        ("最近30天", "过去两周", "近三个月", "未来两周", "近半年", "最近半个月"),
    ),
    PeriodForm(
        re.compile(r"年初(?:至今|以来)|[本今](周|月|季度|年)(?:至今|以来)"),
        _to_date,
        ("年初至今", "今年以来", "本月至今"),
    ),
    PeriodForm(
        re.compile(rf"{_YEAR}(?:第?(?P<number>[一二三四1-4])季度|[Qq](?P<digit>[1-4]))(?![\d末底初])"),
        _quarter,
        ("第三季度", "去年四季度", "2025年第一季度", "三季度"),
    ),
    PeriodForm(re.compile(rf"{_YEAR}(?P<half>[上下])半年"), _half, ("上半年", "去年下半年", "2025年上半年")),
    PeriodForm(
        re.compile(
            rf"(?<!\d){_YEAR}(?<![\d十个])(?P<month>{MONTH})月份?(?:(?P<third>[上中下])旬)?(?![底初末中\d一二三四五六七八九十份])"
        ),
        _month,
        ("11月", "十一月", "2026年4月", "去年12月份", "11月中旬", "今年三月上旬"),
    ),
    PeriodForm(
        re.compile(r"(?:(上|这|本|当|下)个?月)?(?<![\d十一二三四五六七八九])([上中下])旬"),
        _part_of_near_month,
        ("下月中旬", "本月下旬", "上旬"),
    ),
    PeriodForm(re.compile(rf"{_YEAR}第\s*(?P<number>\d{{1,2}})\s*周"), _week_number, ("第47周", "2025年第1周")),
)
