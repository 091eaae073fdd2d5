"""The days of the calendar that are out of the ordinary, by the country where we work."""

from __future__ import annotations

from datetime import date

from models import public_holidays
from models.row_class import row_class
from models.text.language import Language

_CHINA = "CN"


@row_class
class DayMark:
    """A day out of the ordinary: its holidays by name, and whether we are free then, or work to make up for one."""

    name: str
    is_free: bool = False
    is_made_up: bool = False


def marks(country: str, first: date, last: date, language: Language) -> dict[date, DayMark]:
    """Return the days with a holiday of the Chinese calendar, or of the country by which we work.

    Takes a second for the first country of a year, and no journal: call it beside the window.
    """
    found: dict[date, DayMark] = {}
    for one in public_holidays.of(country, first, last, language) if country else ():
        found[one.day] = DayMark(one.name, is_free=not one.is_workday_made_up, is_made_up=one.is_workday_made_up)
    if country.partition("-")[0] != _CHINA:
        for one in public_holidays.of(_CHINA, first, last, language):
            worked = language.say("worked")
            name = language.say("{holiday} (China)", holiday=worked if one.is_workday_made_up else one.name)
            own = found.get(one.day)
            if own is not None:
                name = language.say("{left} · {right}", left=own.name, right=name)
            found[one.day] = DayMark(name, is_free=own is not None and own.is_free)
    return found
