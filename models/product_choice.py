"""Who has which product in which version: what is asked before an update is offered, or a fault is warned of."""

from __future__ import annotations

from models.journal import Journal
from models.row_class import row_class
from models.versions import VersionKey, version_key, version_wish
from models.warranties import STANDING


@row_class
class ProductLine:
    """A product that is installed somewhere: whose it is ('' ours), how many pieces at how many accounts.

    `versions` are those that are known, the latest first; `warranty_end_on` is the next end of a warranty (ISO).
    """

    product: str
    competitor: str
    accounts: int
    quantity: int
    versions: tuple[str, ...]
    unknown: int
    """At so many places the version is not known."""
    warranty_end_on: str | None
    open_feedback: int

    @property
    def id(self) -> tuple[str, str]:
        """What tells this line from others."""
        return (self.product, self.competitor)


def versions_that_fit(journal: Journal, product: str, words: str) -> list[str]:
    """Return the known versions that some words mean, such as '< 10', of a product or ('') of all of them.

    Raises InvalidValue for words that name no version.
    """
    wish = version_wish(words)
    query = "SELECT DISTINCT version FROM asset WHERE version <> '' AND deleted_at IS NULL"
    rows = journal.rows(f"{query} AND product = ?", product) if product else journal.rows(query)
    return [version for (version,) in rows if wish.fits(version)]


def products(journal: Journal) -> list[ProductLine]:
    """Return the products that stand at accounts, ours first, by name."""
    today = journal.clock.today().isoformat()
    versions: dict[tuple[str, str], list[str]] = {}
    for product, competitor, version in journal.rows(_VERSIONS, today):
        versions.setdefault((product, competitor), []).append(version)
    return [
        ProductLine(
            product, competitor, accounts, quantity, _latest_first(versions.get((product, competitor), [])), *rest
        )
        for product, competitor, accounts, quantity, *rest in journal.rows(_PRODUCTS, today)
    ]


def names(journal: Journal) -> list[str]:
    """Return the names of all products, those that were removed too."""
    query = "SELECT DISTINCT product FROM asset INDEXED BY asset_product WHERE deleted_at IS NULL ORDER BY product"
    return [row[0] for row in journal.rows(query)]


def _latest_first(versions: list[str]) -> tuple[str, ...]:
    def key(version: str) -> VersionKey:
        return version_key(version)

    return tuple(sorted(versions, key=key, reverse=True))


_FROM = f"""
    FROM asset WHERE account_id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL)
    AND {STANDING.format(today="?1")}"""

_VERSIONS = f"SELECT DISTINCT product, competitor, version {_FROM} AND version <> ''"

_PRODUCTS = f"""
    WITH said AS (SELECT product, count(*) AS open FROM feedback WHERE handed_over_on IS NULL AND deleted_at IS NULL
                  GROUP BY product)
    SELECT standing.product, competitor, accounts, quantity, unknown, warranty_end_on, coalesce(open, 0)
    FROM (SELECT product, competitor, count(DISTINCT account_id) AS accounts, sum(quantity) AS quantity,
                 sum(version = '') AS unknown, min(iif(warranty_end_on >= ?1, warranty_end_on, NULL)) AS warranty_end_on
          {_FROM} GROUP BY product, competitor) AS standing
    LEFT JOIN said ON said.product = standing.product ORDER BY competitor <> '', standing.product, competitor"""
