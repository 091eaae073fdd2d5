"""The Chinese words that days, periods and repetitions are made of."""

from __future__ import annotations

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
MONTH = r"(?:\d{1,2}|十?[一二三四五六七八九十])"
WEEKDAYS = "一二三四五六日"
WEEK = r"(?:周|星期|礼拜)"
UNITS = {"天": "d", "日": "d", "周": "w", "期": "w", "拜": "w", "月": "m", "度": "q", "季": "q", "年": "y"}
"""The last character of a unit of time → the unit."""
STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "": 0, "下": 1, "下下": 2}
"""Which week, month or quarter, counted from today's."""
YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


def chinese_number(said: str) -> int:
    """Return a number up to 999 in digits or up to 99 in Chinese: '12', '十二', '两'; 0 for what is none."""
    if said.isascii() and said.isdigit():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.get(tens, 1 if not tens else 0) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def weekday_number(said: str) -> int:
    """Return the number of a weekday, Monday 0, by the character that names it: 一 … 六, 日 or 天."""
    return WEEKDAYS.index(said.replace("天", "日"))
