"""Repetitions (RRULE) between calendar files and the journal, kept as rules and never written out day by day.

The journal ends a rule with a day (`UNTIL=20261205`), that day included; a file ends it with a moment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from models import recurrence
from models.errors import InvalidValue
from models.exchange.calendar_times import Wall, in_utc, on_wall

LONGEST_COUNT = 5000
"""A meeting that takes place more often than this has no end worth counting to."""
_REACH = timedelta(days=12 * 366)
"""How far ahead the next day of a rule is looked for: 29 February comes every eight years at the latest."""
_DAILY_OR_RARER = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_OF_THE_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP")
"""Parts that say the time again, which the start says already, or for which no day changes."""
_LONGEST_RULE = 400
_BROKEN_RULE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)


def read_rule(parts: Mapping[str, Sequence[Any]], start: Wall) -> str:
    """Return the rule of a file as the journal keeps it; raises InvalidValue for one that a journal can't keep.

    Those are rules that repeat within a day, and rules that name no day at all.
    """
    from icalendar import vRecur

    kept = {name: values for name, values in parts.items() if name not in _OF_THE_DAY}
    if str(kept.get("FREQ", [""])[0]).upper() not in _DAILY_OR_RARER or _number(kept, "INTERVAL", 1) < 1:
        raise _refused(parts)
    until = kept.pop("UNTIL", None)
    count = _number(kept, "COUNT", 0) if "COUNT" in kept else None
    if until or (count is not None and count > LONGEST_COUNT):
        kept.pop("COUNT", None)
    rule = _in_order(vRecur(kept).to_ical().decode())  # type: ignore[no-untyped-call]
    if until:
        rule += f";UNTIL={_last_day(until[0], start):%Y%m%d}"
    if len(rule) > _LONGEST_RULE or not _can_be_kept(rule, start.at.date()):
        raise _refused(parts)
    return rule


def _can_be_kept(rule: str, start: date) -> bool:
    """Return whether a series can follow a rule, and it names a day within reach."""
    try:
        return recurrence.names_a_day(rule, start) and next(_days(rule, start, start), None) is not None
    except InvalidValue:
        return False


def _days(rule: str, start: date, wanted: date) -> Iterator[date]:
    """Yield the days of a rule from its first one until some years behind a wanted one; none if it names no day."""
    from dateutil.rrule import rrulestr

    limits = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    last = max(start, wanted) + _REACH
    if "UNTIL" in limits:
        last = min(last, date.fromisoformat(limits["UNTIL"][:8]))
    count = int(limits["COUNT"]) if "COUNT" in limits else LONGEST_COUNT * 4
    plain = ";".join(part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
    bounded = f"{plain};UNTIL={last:%Y%m%d}T000000"
    try:
        for number, moment in enumerate(rrulestr(bounded, dtstart=datetime.combine(start, time()))):
            if number >= count:
                return
            yield moment.date()
    except _BROKEN_RULE:
        return


def from_day_on(rule: str, start: date, wanted: date, skipped: Collection[date]) -> tuple[date, str] | None:
    """Return the first day of a rule from a wanted one on, and what is left of the rule then; None when it has ended.

    Of ten times of which four have been, six are left.
    """
    count = re.search(r"COUNT=(\d+)", rule)
    for gone, day in enumerate(_days(rule, start, wanted)):
        if day >= wanted and day not in skipped:
            left = f"COUNT={max(int(count[1]) - gone, 1)}" if count else ""
            return day, rule.replace(count[0], left) if count else rule
    return None


def written_rule(rule: str, start: datetime, zone: str, *, whole_day: bool) -> dict[str, list[Any]] | None:
    """Return a rule of the journal as a file has it, its end in the form of its beginning; None if it is none."""
    from icalendar import vRecur

    try:
        parts = dict(vRecur.from_ical(rule))
    except _BROKEN_RULE:
        return None
    if not parts.get("FREQ"):
        return None
    until = parts.get("UNTIL")
    if until and not whole_day:
        last = until[0].date() if isinstance(until[0], datetime) else until[0]
        end = datetime.combine(last, start.time())
        parts["UNTIL"] = [in_utc(end, zone) if zone else end]
    return parts


def _in_order(rule: str) -> str:
    """Return a rule with its parts as the journal writes them: how often, on which days, and its end."""
    parts = [part for part in rule.split(";") if part != "INTERVAL=1"]
    ends = [part for part in parts if part.startswith(("WKST=", "COUNT="))]
    every = [part for part in parts if part.startswith(("FREQ=", "INTERVAL="))]
    return ";".join([*every, *(part for part in parts if part not in every and part not in ends), *ends])


def _last_day(until: date | datetime, start: Wall) -> date:
    """Return the last day on which a meeting may take place that ends with a moment."""
    if not isinstance(until, datetime):
        return until
    wall = on_wall(until, start.zone) if until.tzinfo else until
    if start.whole_day or wall.time() >= start.at.time():
        return wall.date()
    return wall.date() - timedelta(days=1)


def _number(parts: Mapping[str, Sequence[Any]], name: str, otherwise: int) -> int:
    found = parts.get(name)
    return int(found[0]) if found else otherwise


def _refused(parts: Mapping[str, Sequence[Any]]) -> InvalidValue:
    shown = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
    return InvalidValue(
        "The repetition {rule} is none that a journal can keep. Repeat it by days, weeks, months or years.",
        rule=shown[:80],
    )
