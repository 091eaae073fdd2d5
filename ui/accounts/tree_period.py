"""The time in which the visits of the tree count, and the order in which its accounts stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.text.language import Label

PERIODS: Mapping[str, Label] = {
    "quarter": Label("last 3 months"),
    "twelve": Label("last 12 months"),
    "year": Label("this year"),
    "all": Label("all the time"),
}

ORDERS: Mapping[str, Label] = {
    "name": Label("by name"),
    "visits": Label("most visits first"),
    "seen": Label("longest not seen first"),
    "open": Label("most open first"),
    "overdue": Label("most overdue first"),
}


def first_day(period: str, today: date) -> date | None:
    """Return the day from which on visits count, or None for all of them."""
    if period == "all":
        return None
    if period == "year":
        return today.replace(month=1, day=1)
    from dateutil.relativedelta import relativedelta

    return today - relativedelta(months=3 if period == "quarter" else 12) + relativedelta(days=1)
