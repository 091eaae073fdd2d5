"""Warranties that end soon: told ahead of time, so that a service contract can be offered before."""

from __future__ import annotations

import json
from datetime import timedelta

from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class

USUAL_DAYS = 60
"""So many days ahead an end is told, until the user says otherwise."""
MOST_DAYS = 730
LONGEST = 50
"""No list is longer: what comes up is looked through, not worked off."""
_SETTING = "warranty_days"

STANDING = "asset.deleted_at IS NULL AND (removed_on IS NULL OR removed_on > date({today}))"
"""As SQL: a product that stands there; `{today}` is a place for the day."""


@row_class
class WarrantyEnd:
    """A warranty that ends on a day (ISO), `days` from today; `quantity` counts the pieces it is for.

    Products of one name at one account and site whose warranty ends on the same day are one line; `id` is the first.
    """

    id: int
    product: str
    quantity: int
    site: str
    account_id: int
    account: str
    warranty_end_on: str
    days: int


def days_ahead(journal: Journal) -> int:
    """Return how many days ahead the end of a warranty is told."""
    stored = json.loads(journal.setting(_SETTING) or "null")
    return stored if _is_usable(stored) else USUAL_DAYS


def set_days_ahead(journal: Journal, days: int) -> None:
    """Set how many days ahead the end of a warranty is told; raises InvalidValue unless it is from 1 to 730."""
    if not _is_usable(days):
        raise InvalidValue(
            "The days before the end of a warranty must be a number from 1 to {longest}.", longest=MOST_DAYS
        )
    if days != days_ahead(journal):
        journal.set_setting(_SETTING, json.dumps(days))


def ending(journal: Journal) -> list[WarrantyEnd]:
    """Return the warranties of our products that end from today on, as far ahead as is wanted, the nearest first."""
    today = journal.clock.today()
    last = today + timedelta(days=days_ahead(journal))
    return [WarrantyEnd(*row) for row in journal.rows(_ENDING, today.isoformat(), last.isoformat(), LONGEST)]


def _is_usable(days: object) -> bool:
    return isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= MOST_DAYS


_ENDING = f"""
    SELECT min(asset.id), product, sum(quantity), site, account_id, account.name, warranty_end_on,
           CAST(julianday(warranty_end_on) - julianday(?1) AS INTEGER)
    FROM asset INDEXED BY asset_warranty JOIN account ON account.id = account_id AND account.deleted_at IS NULL
    WHERE warranty_end_on >= ?1 AND warranty_end_on <= ?2 AND competitor = '' AND {STANDING.format(today="?1")}
    GROUP BY warranty_end_on, account_id, product, site
    ORDER BY warranty_end_on, account.name, product, site LIMIT ?3"""
