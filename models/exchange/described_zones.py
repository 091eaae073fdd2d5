"""Zones that a calendar file describes under a name of its own, such as one of another language.

Programs name zones in the language of their user ("Mitteleuropäische Zeit"); what the file says of the changes of the
clock tells which zone is meant, or one that shows the same time all year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_OFFSET_TO = re.compile(r"TZOFFSETTO[^:]*:\s*([+-])(\d\d)(\d\d)", re.IGNORECASE)
_BEGINS = re.compile(r"DTSTART[^:]*:\s*(\d{4})(\d\d)", re.IGNORECASE)
_RULE = re.compile(r"RRULE[^:]*:", re.IGNORECASE)
_MONTH = re.compile(r"BYMONTH=(\d{1,2})\b", re.IGNORECASE)

Changes = frozenset[tuple[int, timedelta]]
"""In which month of a year a clock changes, and how far from UTC it is then; of one that never does, (0, how far)."""


def zone_as_described(lines: Sequence[str], year: int) -> str:
    """Return a name of the world's list for a zone described by its lines, or nothing where no zone is like it."""
    changes = _described(lines)
    if len(changes) == 1:
        (only,) = changes
        hours, rest = divmod(only[1], timedelta(hours=1))
        if not rest and -12 <= hours <= 14:
            return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
    return next((name for name in _names() if changes and _lived(name, year) == changes), "")


def _described(lines: Sequence[str]) -> Changes:
    found: dict[bool, tuple[bool, int, int, timedelta]] = {}
    for is_summer, block in _blocks(lines):
        offset = next((match for line in block if (match := _OFFSET_TO.match(line))), None)
        begins = next((match for line in block if (match := _BEGINS.match(line))), None)
        if offset is None or begins is None:
            continue
        rule = next((line for line in block if _RULE.match(line)), "")
        month = _MONTH.search(rule)
        length = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        entry = (
            bool(rule) and "UNTIL=" not in rule.upper(),
            int(begins[1]),
            int(month[1]) if month else int(begins[2]),
            -length if offset[1] == "-" else length,
        )
        # Of a list of all changes since 1970 what holds today comes last.
        found[is_summer] = max(found.get(is_summer, entry), entry)
    return _as_changes((month, offset) for _, _, month, offset in found.values())


def _blocks(lines: Iterable[str]) -> list[tuple[bool, list[str]]]:
    """Return the lines of each part, and whether it is about the summer."""
    blocks: list[tuple[bool, list[str]]] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            blocks.append((line == "BEGIN:DAYLIGHT", []))
        elif blocks:
            blocks[-1][1].append(line)
    return blocks


def _as_changes(changes: Iterable[tuple[int, timedelta]]) -> Changes:
    found = frozenset(changes)
    offsets = {offset for _, offset in found}
    return frozenset((0, offset) for offset in offsets) if len(offsets) == 1 else found


@cache
def _names() -> tuple[str, ...]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return tuple(dict.fromkeys(WINDOWS_TO_OLSON.values()))


@cache
def _lived(name: str, year: int) -> Changes:
    zone = ZoneInfo(name)
    firsts = [datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone) for month in range(13)]
    offsets = [first.utcoffset() or timedelta() for first in firsts]
    changes = [(month, offsets[month]) for month in range(1, 13) if offsets[month] != offsets[month - 1]]
    return _as_changes(changes or [(0, offsets[0])])
