"""The forms of days in Chinese: 下周二, 三天后, 11月30日, 下个月5号, 月底."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from models.text.date_forms import Form, Standpoint, calendar_day, later, month_end, weekday, yearless

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RELATIVE_DAYS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0} | {
    "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
_CHINESE_WEEKDAYS = "一二三四五六日"
_WEEKS = {"": "", "这": "this", "本": "this", "下": "next", "下下": "afternext", "上": "last"}
_UNITS = {"天": "d", "日": "d", "周": "w", "期": "w", "拜": "w", "月": "m", "年": "y"}


def chinese_number(said: str) -> int:
    """Return a number up to 99 written in digits or Chinese: '12', '十二', '两'; 0 for what is none."""
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.get(tens, 1 if not tens else 0) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _chinese_word(match: re.Match[str], standpoint: Standpoint) -> date | None:
    days = _RELATIVE_DAYS[match[0]]
    return None if days < 0 and standpoint.forward else standpoint.today + relativedelta(days=days)


def _chinese_later(match: re.Match[str], standpoint: Standpoint) -> date | None:
    count = chinese_number(match[1])
    return later(standpoint.today, count, _UNITS[match[2][-1]]) if count else None


def _chinese_weekday(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return weekday(_WEEKS[match[1] or ""], _CHINESE_WEEKDAYS.index(match[2].replace("天", "日")), standpoint)


def _chinese_month_day(match: re.Match[str], standpoint: Standpoint) -> date:
    year, month, day = match[1], chinese_number(match[2]), chinese_number(match[3])
    if not year:
        return yearless(match[0], month, day, standpoint)
    years = {"去年": -1, "今年": 0, "明年": 1}
    which = standpoint.today.year + years[year] if year in years else int(year[:4])
    return calendar_day(match[0], which, month, day)


def _chinese_day_of_month(match: re.Match[str], standpoint: Standpoint) -> date:
    month = standpoint.today + relativedelta(day=1, months=1 if match[1].startswith("下") else 0)
    return calendar_day(match[0], month.year, month.month, chinese_number(match[2]))


def _chinese_month_end(match: re.Match[str], standpoint: Standpoint) -> date | None:
    which = match[1] or ""
    if which.startswith("上"):
        return None if standpoint.forward else month_end(standpoint.today, -1)
    if not match[2]:
        return month_end(standpoint.today, 1 if which.startswith("下") else 0)
    this_month = standpoint.today.replace(day=1)
    ahead = month_end(yearless(match[0], chinese_number(match[2]), 1, Standpoint(this_month, forward=True)))
    behind = month_end(ahead, -12)
    # Of both the nearest, as for every day without a year.
    is_past = not standpoint.forward and standpoint.today - behind < ahead - standpoint.today
    return behind if is_past else ahead


def _chinese_year_end(match: re.Match[str], standpoint: Standpoint) -> date:
    return standpoint.today + relativedelta(years=1 if match[1] == "明" else 0, month=12, day=31)


_WEEKDAY = r"(?:周|星期|礼拜)([二三四五六日天]|一(?![起些样直共定]))(?![次度])"
# '一周三次', '每周五' and '下周一起' name no day.
_NO_COUNT = r"(?<![每双单隔几一二两三四五六七八九十\d])"
BARE_WEEKDAY = rf"{_NO_COUNT}(?<![上下这本个]){_WEEKDAY}"
"""A weekday without a word for its week."""

CHINESE: tuple[Form, ...] = (
    Form(re.compile(r"大[前后]天|(?<!大)前天|(?<![大以之])后天(?!天)|[昨今明][天日]"), _chinese_word),
    Form(
        re.compile(rf"(?<![\d第])({_NUMBER})\s*(天|日|个?星期|个?礼拜|周|个月|年)(?:之|以)?(?:后|内)(?!天)"),
        _chinese_later,
    ),
    Form(re.compile(rf"{_NO_COUNT}(?<!上上)((?:下下|下|这|本|上)?)个?{_WEEKDAY}"), _chinese_weekday),
    Form(
        re.compile(
            rf"(?<!\d)(?:((?:20\d\d|[去今明])年)\s*)?(?<![\d十])(\d{{1,2}}|十?[一二三四五六七八九十])\s*月\s*"
            rf"({_NUMBER})\s*[日号](?![线楼])"
        ),
        _chinese_month_day,
        in_calendar=True,
    ),
    Form(re.compile(rf"(下个?月|本月|这个?月)\s*({_NUMBER})\s*[日号](?![线楼])"), _chinese_day_of_month, True),
    Form(
        re.compile(r"(?<!每)(?<!每个)([下上]个?|本|这个?)?(\d{1,2}|十?[一二三四五六七八九十])?月底"), _chinese_month_end
    ),
    Form(re.compile(r"(?<!每)([今明])?年底"), _chinese_year_end),
)
