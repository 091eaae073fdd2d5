"""Public holidays of the countries of the world, and the days on which China works instead (调休)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from models.clock import FIRST_YEAR, LAST_YEAR
from models.row_class import row_class
from models.text.language import Language

if TYPE_CHECKING:
    from holidays import HolidayBase

_LANGUAGES = {"en": ("en_US", "en_GB", "en"), "zh_CN": ("zh_CN", "zh", "en_US", "en_GB")}
"""In which language the names of holidays are asked for: the first that the country's list speaks."""
_SUBSTITUTED = re.compile(r"休息日|day off \(substituted", re.IGNORECASE)
"""How the list calls a day off that a worked weekend pays for; it belongs to the festival beside it."""
_OBSERVED = re.compile(r"\s*[(（](?:observed|观察日|estimated|估计)[)）]", re.IGNORECASE)


@row_class
class Holiday:
    """A public holiday, or a weekend's day that is worked to make up for one."""

    day: date
    name: str
    is_workday_made_up: bool = False


@row_class
class Country:
    """A country, or a region of one, whose holidays are known: 'CN', 'GB-SCT'."""

    code: str
    name: str


@row_class
class Days:
    """The days of one year that are free though they would be worked, and worked though they would be free."""

    free: frozenset[date]
    made_up: frozenset[date]


def of(country: str, first: date, last: date, language: Language) -> list[Holiday]:
    """Return the holidays between two days, both included, in their order; none for a country that is not known."""
    found = [
        holiday
        for year in range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
        for holiday in _named(country, year, language.code)
    ]
    made_up = language.say("Working day instead")
    return [
        Holiday(one.day, made_up, is_workday_made_up=True) if one.is_workday_made_up else one
        for one in found
        if first <= one.day <= last
    ]


def days(country: str, year: int) -> Days:
    """Return the days of a year that differ from its weeks; a country that is not known has none."""
    found = _named(country, year, "en") if FIRST_YEAR <= year <= LAST_YEAR else ()
    return Days(
        frozenset(one.day for one in found if not one.is_workday_made_up),
        frozenset(one.day for one in found if one.is_workday_made_up),
    )


def countries(language: Language) -> list[Country]:
    """Return the countries whose holidays are known, by name; in Chinese by the sound of it."""
    from babel import Locale
    from holidays import list_supported_countries

    names = Locale.parse(language.code).territories
    known = [Country(code, names[code]) for code in list_supported_countries(include_aliases=False) if code in names]
    if not language.is_chinese:
        return sorted(known, key=lambda country: country.name)
    from models.text.pinyin import usual

    return sorted(known, key=lambda country: usual(country.name))


def regions(country: str) -> list[Country]:
    """Return the regions of a country that have holidays of their own: 'GB-SCT'; most countries have none."""
    from holidays import list_supported_countries

    code = country.partition("-")[0]
    if code not in list_supported_countries(include_aliases=False):
        return []
    listed = _list_of(code, FIRST_YEAR)
    names = {region: name for name, region in listed.subdivisions_aliases.items()}
    return [Country(f"{code}-{region}", names.get(region, region)) for region in listed.subdivisions]


def is_known(country: str) -> bool:
    """Return whether the holidays of a country, or of a region of one, are known."""
    from holidays import list_supported_countries

    code, dash, region = country.partition("-")
    known = list_supported_countries(include_aliases=False)
    return code in known and (not dash or region in known[code])


@lru_cache(maxsize=64)
def _named(country: str, year: int, language: str) -> tuple[Holiday, ...]:
    if not country or not is_known(country):
        return ()
    listed = _list_of(country, year, language)
    names = dict(listed.items())
    made_up = {day for day in getattr(listed, "weekend_workdays", ()) if day.year == year and day not in names}
    found = [Holiday(day, _name_of(day, names)) for day in names]
    found += [Holiday(day, "", is_workday_made_up=True) for day in made_up]
    return tuple(sorted(found, key=lambda holiday: holiday.day))


def _list_of(country: str, year: int, language: str = "en") -> HolidayBase:
    from holidays import country_holidays, list_localized_countries

    code, _, region = country.partition("-")
    spoken = list_localized_countries(include_aliases=False).get(code, ())
    chosen = next((one for one in _LANGUAGES[language] if one in spoken), None)
    return country_holidays(code, subdiv=region or None, years=year, expand=False, language=chosen)


def _name_of(day: date, names: dict[date, str]) -> str:
    """Return the name of a holiday as a calendar shows it; a day off in exchange is called after what it prolongs."""
    if _SUBSTITUTED.search(names[day]):
        festivals = [other for other in names if not _SUBSTITUTED.search(names[other])]
        day = min(festivals, key=lambda other: abs((other - day).days), default=day)
    return _OBSERVED.sub("", names[day])
