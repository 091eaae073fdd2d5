"""Amounts of money: whole minor units of a currency (ISO 4217), read as people write them, never through floats."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from models.errors import InvalidValue
from models.text.language import Label

LARGEST_MINOR = 10**15
"""The largest amount a journal keeps, in minor units of any currency."""

_DIGITS = {
    0: "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PYG RSD RWF "
    "SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD",
    3: "BHD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
"""The currencies whose smaller unit is no hundredth, by its digits, as `Language.money` takes them."""

_SCALES = {"": 0, "k": 3, "千": 3, "m": 6, "million": 6, "万": 4, "萬": 4, "百万": 6, "千万": 7, "亿": 8}
_SIGNS = "€$£¥￥₹元圆"
_WRITTEN = re.compile(
    r"(?P<number>[-−]?[\d.,'’\s\u00a0\u202f]*\d)\s*(?P<scale>千万|百万|千|万|萬|亿|k|m|million)?", re.IGNORECASE
)
_GROUPS = re.compile(r"\d{1,3}(?P<sign>[.,'’\s\u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*|\d{1,4}(?:,\d{4})+")


def digits(currency: str) -> int:
    """Return how many digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return next((number for number, currencies in _DIGITS.items() if currency in currencies.split()), 2)


def plain(minor_units: int, currency: str) -> str:
    """Return an amount as it is typed: '48200', '48200.50'; without a group sign or a currency."""
    number = digits(currency)
    whole, rest = divmod(abs(minor_units), 10**number)
    sign = "-" if minor_units < 0 else ""
    return f"{sign}{whole}.{rest:0{number}}" if rest else f"{sign}{whole}"


def exact(minor_units: int, currency: str) -> Decimal:
    """Return an amount as an exact decimal number with all digits of the smaller unit: 48200.50."""
    return Decimal(minor_units).scaleb(-digits(currency))


def amount(minor_units: int, currency: str) -> str:
    """Return an amount with its code: 'EUR 48,200'; the smaller unit shows only when there is any. Needs no Babel."""
    number = digits(currency)
    whole, rest = divmod(abs(minor_units), 10**number)
    sign = "-" if minor_units < 0 else ""
    shown = f"{whole:,}.{rest:0{number}}" if rest else f"{whole:,}"
    return f"{currency} {sign}{shown}"


def minor_of(field: Label, text: str, currency: str) -> int:
    """Return the minor units of an amount as people write it: '182,000.50', '182.000,50', '1 820', '18.2万', '20k'.

    A sign or the code of the currency may stand beside it. Raises InvalidValue for what is no amount, is negative or
    larger than LARGEST_MINOR, or has more digits than the smaller unit of the currency.
    """
    bare = text.strip().upper().replace(currency.upper(), " ").strip() if currency else text.strip()
    bare = bare.strip(_SIGNS + " ")
    found = _WRITTEN.fullmatch(bare)
    value = _decimal(found["number"], digits(currency)) if found else None
    if found is None or value is None:
        raise InvalidValue("{value} is no amount for the {field}. Write it as 48200.50.", field=field, value=text[:60])
    value = value.scaleb(_SCALES[(found["scale"] or "").lower()])
    if value < 0:
        raise InvalidValue("The {field} can’t be negative. Enter what is owed as a positive amount.", field=field)
    return from_decimal(field, value, currency)


def from_decimal(field: Label, value: Decimal, currency: str) -> int:
    """Return an amount in minor units; raises InvalidValue for one too large, or too fine for its currency."""
    minor = value.scaleb(digits(currency))
    if abs(minor) > LARGEST_MINOR:
        raise InvalidValue("The {field} is larger than a journal keeps. Check the amount.", field=field)
    if minor != minor.to_integral_value():
        raise InvalidValue(
            "{currency} has {digits} digits behind the point, and the {field} has more. Round it first.",
            currency=currency,
            digits=digits(currency),
            field=field,
        )
    return int(minor)


def _decimal(number: str, fraction: int) -> Decimal | None:
    """Return a number written with any group sign; the last sign is the point unless three digits follow all of them.

    '1.234' is a group where the currency has no three digits behind its point.
    """
    sign, bare = ("-", number[1:]) if number[:1] in "-−" else ("", number)
    bare = bare.strip()
    whole = bare
    point = ""
    if not (_GROUPS.fullmatch(bare) and not (fraction == 3 and bare.count(".") == 1 and "," not in bare)):
        last = max(bare.rfind("."), bare.rfind(","))
        if last >= 0:
            whole, point = bare[:last], bare[last + 1 :]
            if whole and not (whole.isdigit() or _GROUPS.fullmatch(whole)):
                return None
    whole = re.sub(r"[.,'’\s\u00a0\u202f]", "", whole) or "0"
    if not whole.isdigit() or (point and not point.isdigit()):
        return None
    try:
        return Decimal(f"{sign}{whole}.{point or 0}")
    except InvalidOperation:
        return None
