"""The edges of periods and the festivals in English: 'end of next month', 'mid November', 'before Christmas'."""

from __future__ import annotations

import re
from datetime import date

from models.text.date_forms import Standpoint, edge_of, just_before, nth_weekday, unit_of
from models.text.english_periods import ENGLISH_PERIODS
from models.text.english_words import weekday_number
from models.text.festivals import festival_day

FESTIVALS = {
    r"new year['’]?s eve": "new year's eve",
    r"(?:chinese|lunar) new year['’]?s eve": "spring eve",
    r"christmas eve": "christmas eve",
    r"qing\s?ming(?: festival)?|tomb[- ]sweeping(?: day| festival)?": "qingming",
    r"labou?r day|may day": "labour",
    r"dragon boat(?: festival)?": "dragon boat",
    r"mid[- ]autumn(?: festival)?": "mid-autumn",
    r"(?:china['’]?s |chinese )?national day|golden week": "national",
    r"good friday": "good friday",
    r"easter monday": "easter monday",
    r"easter(?: sunday)?": "easter",
    r"new year(?:['’]?s)?(?: day)?": "new year",
    r"(?:chinese|lunar) new year(?:['’]s)?|spring festival|CNY": "spring",
    r"christmas(?: day)?|xmas": "christmas",
}
"""What the festivals are called → their names in the table of festivals; the longer ones first."""

EDGES = {
    "end": "end",
    "last day": "end",
    "last working day": "last working",
    "last business day": "last working",
    "last weekday": "last working",
    "beginning": "start",
    "start": "start",
    "first day": "start",
    "first": "start",
    "1st": "start",
    "first working day": "first working",
    "first business day": "first working",
    "middle": "middle",
    "mid": "middle",
}
"""What the edges of a period are called → their names."""

NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}


def edge(match: re.Match[str], standpoint: Standpoint) -> date | None:
    """Return the day of 'end of Q3': its groups `edge` and `period` say which edge of what."""
    return _edge_at(EDGES[" ".join(match["edge"].lower().split())], match["period"], standpoint)


def _edge_at(edge: str, said: str, standpoint: Standpoint) -> date | None:
    words = said.lower().split()
    is_relative = words[0] in ("next", "last", "this", "coming")
    if words[-1] in ("week", "month", "quarter", "year") and not is_relative:
        return near_edge(words[-1], edge, standpoint)
    days = english_period(said, standpoint)
    if days is None:
        return None
    day = edge_of(days, edge)
    if not standpoint.forward or day >= standpoint.today:
        return day
    if is_relative or words[-1].isdigit():
        return None if words[0] == "last" else day
    # Looking ahead on the 22nd, 'mid November' is that of next year.
    days = english_period(f"{said} {days[0].year + 1}", standpoint)
    return edge_of(days, edge) if days else None


def nth_weekday_of_month(match: re.Match[str], standpoint: Standpoint) -> date | None:
    """Return the day of 'last Friday of next month': its groups say which one, the weekday, and the month."""
    nth, number, said = NTH[match[1].lower()], weekday_number(match[2]), match[3].lower()
    if said in ("month", "the month"):
        days = unit_of(standpoint.today, "month")
        day = nth_weekday(days, nth, number)
        passed = standpoint.forward and day is not None and day < standpoint.today
        return nth_weekday(unit_of(standpoint.today, "month", 1), nth, number) if passed else day
    near = english_period(said, standpoint)
    day = nth_weekday(near, nth, number) if near else None
    if near is None or day is None or not standpoint.forward or day >= standpoint.today:
        return day
    if said.startswith("last"):
        return None
    if said.startswith(("this", "next")) or said[-1].isdigit():
        return day
    later = english_period(f"{said} {near[0].year + 1}", standpoint)
    return nth_weekday(later, nth, number) if later else None


def near_edge(unit: str, edge: str, standpoint: Standpoint) -> date:
    """Return the edge of the week, month, quarter or year of today, or of the next one once it is past and due."""
    day = edge_of(unit_of(standpoint.today, unit), edge)
    if standpoint.forward and day < standpoint.today:
        return edge_of(unit_of(standpoint.today, unit, 1), edge)
    return day


def short_edge(match: re.Match[str], standpoint: Standpoint) -> date:
    """Return the day of 'eom', 'quarter end' or 'mid-month'."""
    said = match[0].lower()
    unit = next((unit for unit in ("week", "month", "quarter", "year") if unit in said), "")
    unit = unit or {"w": "week", "m": "month", "q": "quarter", "y": "year"}[said[-1]]
    return near_edge(unit, "middle" if said.startswith("mid") else "end", standpoint)


def festival(match: re.Match[str], standpoint: Standpoint) -> date | None:
    """Return the day of a festival, or the working day before or after it; its groups say which, when and what year."""
    said = " ".join(match["festival"].split())
    name = next(name for words, name in FESTIVALS.items() if re.fullmatch(words, said, re.IGNORECASE))
    before = re.search(r"(?<![\w-])before\s+$", just_before(match.string, match.start()), re.IGNORECASE)
    side = "after" if match["after"] else "before" if before else ""
    return festival_day(name, side, int(match["year"]) if match["year"] else None, standpoint)


def english_period(said: str, standpoint: Standpoint) -> tuple[date, date] | None:
    """Return the period that words mean that are nothing else, or None."""
    for form in ENGLISH_PERIODS:
        match = form.pattern.fullmatch(said)
        if match:
            return form.meaning(match, standpoint)
    return None
