"""The two languages, without Qt: sentences, dates, amounts and lists as the reader expects them.

Sentences are written in English in the code and looked up in `resources/translations/<code>.po`. A sentence is
marked by being an argument of `say`, `plural`, `Label` or of one of the error classes, so that the extraction
(`make translations`) finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from models import places
from models.text import catalog

LANGUAGES = ("en", "zh_CN")


class Label(str):
    """A word that is translated when it is put into a sentence, such as the name of a field."""


@cache
def _catalog(code: str) -> dict[str, str]:
    return catalog.read(places.resources() / "translations" / f"{code}.po")


class Language:
    """Speaks one language: 'en' or 'zh_CN'."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"language {code!r} is none of {LANGUAGES}")
        self.code = code

    @property
    def is_chinese(self) -> bool:
        """Whether this is Chinese, for the few rules that no catalog can hold (lists, brackets, spacing)."""
        return self.code == "zh_CN"

    def say(self, sentence: str, /, **values: object) -> str:
        """Return the sentence in this language, with `{name}` places filled; a tuple is set side by side."""
        said = self._look_up(sentence)
        if not values:
            return said
        return said.format(**{name: self._speak(value) for name, value in values.items()})

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form that goes with the count; `{count}` is filled by it."""
        if self.is_chinese:
            return self.say(many, count=count, **values)
        return self.say(one if count == 1 else many, count=count, **values)

    def _speak(self, value: object) -> object:
        if isinstance(value, tuple):
            return self.listing(str(self._speak(one)) for one in value)
        return self.say(str(value)) if isinstance(value, Label) else value

    def _look_up(self, sentence: str) -> str:
        if self.code == "en" or not sentence:
            return sentence
        return _catalog(self.code).get(sentence, sentence)

    def day(self, day: date) -> str:
        """Return a day with its year: '14 May 2026', '2026年5月14日'."""
        return self._format(day, "d MMM y", "y年M月d日")

    def weekday(self, day: date) -> str:
        """Return a day of a known month with its weekday: 'Thu 14', '周四 14日'."""
        return self._format(day, "EEE d", "EEE d日")

    def short_day(self, day: date) -> str:
        """Return a day of a known year with its weekday: 'Thu 14 May', '5月14日 周四'."""
        return self._format(day, "EEE d MMM", "M月d日 EEE")

    def period(self, first: date, last: date) -> str:
        """Return a period, never repeating what both ends share: '11 – 17 May 2026', '2026年5月11日–17日'."""
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return self._range(self.day(first), self.day(last))
        if self.is_chinese:
            same_month = first.month == last.month
            return self._range(self.day(first), f"{last.day}日" if same_month else f"{last.month}月{last.day}日")
        start = self._format(first, "d" if first.month == last.month else "d MMM", "")
        return self._range(start, self.day(last))

    def _range(self, first: str, last: str) -> str:
        return f"{first}–{last}" if self.is_chinese else f"{first} – {last}"

    def money(self, minor_units: int, currency: str, *, rounded: bool = False) -> str:
        """Return an amount in minor units (cents) of an ISO 4217 currency; cents show only when there are any.

        `rounded` leaves them away, where figures are compared and not paid.
        """
        from decimal import Decimal

        from babel.numbers import format_currency, get_currency_precision

        digits = get_currency_precision(currency)
        amount = Decimal(minor_units).scaleb(-digits)
        whole = rounded or amount == amount.to_integral_value()
        pattern = "¤ #,##0" if whole else "¤ #,##0." + "0" * digits
        return format_currency(amount, currency, pattern, locale=self.code, currency_digits=False)

    def currency_sign(self, currency: str) -> str:
        """Return the sign of an ISO 4217 currency as `money` writes it: '€', or the code where it has none."""
        from babel.numbers import get_currency_symbol

        return get_currency_symbol(currency, locale=self.code)

    def listing(self, parts: Iterable[str]) -> str:
        """Return the parts side by side: 'Tom, 徐海' or 'Tom、徐海'."""
        return ("、" if self.is_chinese else ", ").join(parts)

    def _format(self, day: date, english: str, chinese: str) -> str:
        from babel.dates import format_date

        return format_date(day, chinese if self.is_chinese else english, locale=self.code)
