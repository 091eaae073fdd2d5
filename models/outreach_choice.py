"""Which accounts an event touches: chosen by region, product, class, tag and words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models import tags
from models.changes import Value
from models.journal import Journal
from models.row_class import row_class
from models.text.folding import folded


@row_class
class Choice:
    """What the accounts have in common; what is empty does not narrow.

    A branch without a region lies in that of the account above it. `product` is one that is installed there, in a
    `version` such as '< 10' if that is said; `words` stand in the name, the short name, the city, the region or the
    tags.
    """

    region: str = ""
    product: str = ""
    account_class: str = ""
    tag: str = ""
    words: str = ""
    version: str = ""
    with_unknown: bool = False
    """Those at which the version is not known are meant as well."""


@row_class
class Candidate:
    """An account that was chosen: the name of the account above it, its region, and the day (ISO) it was last seen."""

    id: int
    name: str
    above: str
    account_class: str | None
    region: str
    last_visit: str | None


def choose(journal: Journal, choice: Choice) -> list[int]:
    """Return the ids of all accounts that a choice names, by name; raises InvalidValue for a version that is none."""
    conditions, given = ["account.deleted_at IS NULL"], list[Value]()
    if choice.region:
        conditions.append(f"{_REGION} = ?")
        given.append(choice.region)
    if choice.product:
        _add_product(journal, choice, conditions, given)
    if choice.account_class:
        conditions.append("account_class = ?")
        given.append(choice.account_class)
    if choice.tag:
        conditions.append(tags.bearing("tags", choice.tag))
    words = folded(choice.words).split()
    text = "name || ' ' || short_name || ' ' || city || ' ' || region || ' ' || tags" if words else "''"
    query = f"SELECT id, {text} FROM account WHERE {' AND '.join(conditions)} ORDER BY name, id"
    found = journal.rows(query, *given)
    if words:
        from models.search.sounding import sounding

        sound = {word: sounding(journal, "account", word) for word in words}
        found = [row for row in found if all(word in folded(row[1]) or row[0] in sound[word] for word in words)]
    return [row[0] for row in found]


def _add_product(journal: Journal, choice: Choice, conditions: list[str], given: list[Value]) -> None:
    from models import product_choice, warranties

    of_version = ""
    given += [choice.product, journal.clock.today().isoformat()]
    if choice.version.strip():
        of_version = " AND version IN (SELECT value FROM json_each(?))"
        fitting = product_choice.versions_that_fit(journal, choice.product, choice.version)
        given.append(json.dumps(fitting + [""] * choice.with_unknown, ensure_ascii=False))
    standing = warranties.STANDING.format(today="?")
    conditions.append(f"id IN (SELECT account_id FROM asset WHERE product = ? AND {standing}{of_version})")


def candidates(journal: Journal, account_ids: Sequence[int]) -> list[Candidate]:
    """Return what the list says of some accounts, in the order of their ids."""
    query = f"""
        SELECT account.id, account.name, coalesce(parent.name, ''), account.account_class, {_REGION},
               (SELECT substr(start, 1, 10) FROM visit WHERE account_id = account.id AND state = 'held'
                AND deleted_at IS NULL AND start < date(?2, '+1 day') ORDER BY start DESC LIMIT 1)
        FROM json_each(?1) AS wanted JOIN account ON account.id = wanted.value
        LEFT JOIN account AS parent ON parent.id = account.parent_id
        WHERE account.deleted_at IS NULL ORDER BY wanted.key"""
    given = json.dumps(list(account_ids))
    return [Candidate(*row) for row in journal.rows(query, given, journal.clock.today().isoformat())]


def regions(journal: Journal) -> list[str]:
    """Return the regions that accounts lie in, by name."""
    query = "SELECT DISTINCT region FROM account WHERE region <> '' AND deleted_at IS NULL ORDER BY region"
    return [row[0] for row in journal.rows(query)]


def products(journal: Journal) -> list[str]:
    """Return the products that are installed at accounts, by name."""
    query = """
        SELECT DISTINCT product FROM asset JOIN account ON account.id = account_id
        WHERE asset.deleted_at IS NULL AND account.deleted_at IS NULL ORDER BY product"""
    return [row[0] for row in journal.rows(query)]


_REGION = """
    iif(account.region <> '', account.region, coalesce((
        WITH RECURSIVE above(region, parent_id, height) AS (
            SELECT one.region, one.parent_id, 1 FROM account AS one WHERE one.id = account.parent_id
            UNION ALL
            SELECT one.region, one.parent_id, height + 1 FROM above JOIN account AS one ON one.id = above.parent_id
            WHERE above.region = '' AND height < 100)
        SELECT region FROM above WHERE region <> ''), ''))"""
"""As SQL: the region of an account, its own or that of the nearest account above that has one."""
