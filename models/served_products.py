"""Which products a visit serves, and the words for that as the purpose of the visit."""

from __future__ import annotations

from collections.abc import Sequence

from models.journal import Journal
from models.row_class import row_class
from models.text.folding import chinese_runs
from models.text.language import Language

_NAMED = 3
"""So many products the purpose of a visit names."""


@row_class
class Served:
    """A product at the account of a visit; `due_on` the day (ISO) of the service it is for, if it is for one."""

    asset_id: int
    product: str
    quantity: int
    version: str
    serial_number: str
    site: str
    due_on: str | None
    is_served: int

    @property
    def id(self) -> int:
        """What tells this line from others."""
        return self.asset_id


def of_visit(journal: Journal, visit_id: int) -> list[Served]:
    """Return the products that a visit serves, by name."""
    return [Served(*row) for row in journal.rows(_OF_VISIT, visit_id)]


def servable(journal: Journal, visit_id: int) -> list[Served]:
    """Return our products at the account of a visit, those it serves already with their day, by site and name."""
    return [Served(*row) for row in journal.rows(_SERVABLE, visit_id, journal.clock.today().isoformat())]


_SERVABLE = """
    SELECT asset.id, product, quantity, version, serial_number, site, link.due_on, link.id IS NOT NULL
    FROM visit JOIN asset ON asset.account_id = visit.account_id AND asset.deleted_at IS NULL
    LEFT JOIN visit_asset AS link ON link.visit_id = visit.id AND link.asset_id = asset.id AND link.deleted_at IS NULL
    WHERE visit.id = ?1 AND competitor = '' AND (removed_on IS NULL OR removed_on > ?2 OR link.id IS NOT NULL)
    ORDER BY link.id IS NULL, site, product, version, asset.id"""

_OF_VISIT = """
    SELECT asset.id, product, quantity, version, serial_number, site, due_on, 1
    FROM visit_asset JOIN asset ON asset.id = asset_id AND asset.deleted_at IS NULL
    WHERE visit_id = ? AND visit_asset.deleted_at IS NULL ORDER BY product, version, asset.id"""


def purpose_of(served: Sequence[Served]) -> str:
    """Return what a visit is for, in the language in which the products are written down; nothing for no products."""
    names = list(dict.fromkeys(one.product for one in served))
    if not names:
        return ""
    language = _language_of(" ".join((*names, *(one.site for one in served))))
    listed = language.listing(names[:_NAMED])
    if len(names) > _NAMED:
        return language.say("Service: {products} and {count} more", products=listed, count=len(names) - _NAMED)
    return language.say("Service: {products}", products=listed)


def _language_of(text: str) -> Language:
    return Language("zh_CN" if chinese_runs(text) else "en")


def is_our_purpose(purpose: str) -> bool:
    """Return whether a purpose was written by the program, not by the user."""
    beginnings = (Language(code).say("Service: {products}", products="") for code in ("en", "zh_CN"))
    return any(purpose.startswith(one.rstrip()) for one in beginnings)
