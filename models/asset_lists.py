"""The installed products as a list: which of them pass a filter, and what a row says, a window at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from models import product_choice, warranties
from models.changes import Value
from models.journal import Journal
from models.row_class import row_class
from models.text.clean import clean_line

WINDOW = 100
"""How many rows a screen asks for at a time."""
_MOST_WORDS, _LONGEST_WORD = 20, 200

State = Literal["", "ending", "ended", "serviced", "removed"]
"""All that stand there; their warranty ends soon, or has ended; served in a rhythm; or what stands there no more."""
Owner = Literal["", "ours", "theirs"]


@row_class
class AssetFilter:
    """What installed products must have in common; nothing given means all that stand at their accounts.

    Each word of `text` stands in the product, the version, the serial number, the site, the competitor or the name of
    the account; `version` is in words, such as '< 10'. `tree` are the ids of the accounts asked for, None for all.
    """

    text: str = ""
    product: str = ""
    version: str = ""
    owner: Owner = ""
    state: State = ""
    tree: tuple[int, ...] | None = None


@row_class
class AssetLine:
    """A row of the list; days are ISO. `next_on` is the day of the next service visit that is planned.

    `warranty_days` counts the days to the end of the warranty, negative behind it, None without one.
    """

    id: int
    account_id: int
    account: str
    product: str
    quantity: int
    version: str
    serial_number: str
    site: str
    installed_on: str | None
    warranty_end_on: str | None
    warranty_days: int | None
    service_rhythm_days: int | None
    removed_on: str | None
    competitor: str
    next_on: str | None
    next_visit_id: int | None
    feedback: int

    @property
    def place(self) -> tuple[str, int, str, str, int]:
        """Return where it stands in the list; hand it back to get the window below it."""
        return (self.account, self.account_id, self.product, self.site, self.id)


@row_class
class AssetTotals:
    """How many rows and pieces pass a filter, at how many accounts."""

    rows: int
    pieces: int
    accounts: int


def listing(
    journal: Journal, wanted: AssetFilter, *, below: AssetLine | None = None, limit: int = WINDOW
) -> list[AssetLine]:
    """Return what passes a filter, by account, product and site, from below a row on.

    Raises InvalidValue for a version that is none.
    """
    conditions, given = _conditions(journal, wanted)
    if below is not None:
        conditions.append("account.name >= ? AND (account.name, account.id, product, site, asset.id) > (?, ?, ?, ?, ?)")
        given += [below.account, *below.place]
    # Account by account in their order, a window needs no more than its rows; what few pass is found first.
    is_rare = bool(wanted.product or wanted.text or wanted.state in ("ending", "serviced") or wanted.tree is not None)
    query = f"""
        SELECT asset.id {_FROM if is_rare else _BY_ACCOUNT} AND {" AND ".join(conditions)}
        ORDER BY account.name, account.id, product, site, asset.id LIMIT ?"""
    return lines(journal, [row[0] for row in journal.rows(query, *given, limit)])


def lines(journal: Journal, ids: list[int]) -> list[AssetLine]:
    """Return the rows of some installed products in the order of their ids."""
    found = {
        row[0]: AssetLine(*row) for row in journal.rows(_LINES, json.dumps(ids), journal.clock.today().isoformat())
    }
    return [found[asset_id] for asset_id in ids if asset_id in found]


def totals(journal: Journal, wanted: AssetFilter) -> AssetTotals:
    """Return how much passes a filter; raises InvalidValue for a version that is none."""
    conditions, given = _conditions(journal, wanted)
    query = f"""
        SELECT count(*), coalesce(sum(quantity), 0), count(DISTINCT account_id)
        {_OF_LIVING} AND {" AND ".join(conditions)}"""
    ((rows, pieces, accounts),) = journal.rows(query, *given)
    return AssetTotals(rows, pieces, accounts)


def count_standing(journal: Journal, account_ids: Sequence[int]) -> int:
    """Return how many rows of products stand at some accounts."""
    standing = warranties.STANDING.format(today="?2")
    query = f"SELECT count(*) FROM asset WHERE account_id IN (SELECT value FROM json_each(?1)) AND {standing}"
    found = journal.row(query, json.dumps(list(account_ids)), journal.clock.today().isoformat())
    return int(found[0]) if found else 0


def _conditions(journal: Journal, wanted: AssetFilter) -> tuple[list[str], list[Value]]:
    today = journal.clock.today()
    standing = "asset.deleted_at IS NULL AND removed_on <= date(?)"
    if wanted.state != "removed":
        standing = warranties.STANDING.format(today="?")
    made, given = [standing], list[Value]([today.isoformat()])
    _add_state(journal, wanted.state, made, given)
    if wanted.owner:
        made.append("competitor = ''" if wanted.owner == "ours" else "competitor <> ''")
    if wanted.product:
        made.append("product = ?")
        given.append(wanted.product)
    if clean_line(wanted.version):
        made.append("version IN (SELECT value FROM json_each(?))")
        fitting = product_choice.versions_that_fit(journal, wanted.product, wanted.version)
        given.append(json.dumps(fitting, ensure_ascii=False))
    if wanted.tree is not None:
        made.append("account_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(list(wanted.tree)))
    for word in dict.fromkeys(clean_line(wanted.text).split()[:_MOST_WORDS]):
        made.append(f"({_TEXT} LIKE ? ESCAPE '!' OR account_id IN ({_NAMED}))")
        given += [f"%{word[:_LONGEST_WORD].replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"] * 2
    return made, given


def _add_state(journal: Journal, state: State, made: list[str], given: list[Value]) -> None:
    today = journal.clock.today()
    if state == "ending":
        made.append("warranty_end_on BETWEEN ? AND ?")
        given += [today.isoformat(), (today + timedelta(days=warranties.days_ahead(journal))).isoformat()]
    elif state == "ended":
        made.append("warranty_end_on < ?")
        given.append(today.isoformat())
    elif state == "serviced":
        made.append("service_rhythm_days IS NOT NULL")


_FROM = "FROM asset CROSS JOIN account ON account.id = account_id WHERE account.deleted_at IS NULL"
_BY_ACCOUNT = "FROM account CROSS JOIN asset ON account_id = account.id WHERE account.deleted_at IS NULL"
_OF_LIVING = "FROM asset WHERE account_id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL)"
_TEXT = "(product || ' ' || version || ' ' || serial_number || ' ' || site || ' ' || competitor)"
_NAMED = "SELECT id FROM account WHERE name LIKE ? ESCAPE '!'"

_LINES = """
    SELECT asset.id, asset.account_id, account.name, product, quantity, version, serial_number, site, installed_on,
           warranty_end_on, CAST(julianday(warranty_end_on) - julianday(?2) AS INTEGER), service_rhythm_days,
           removed_on, competitor, substr(ahead.start, 1, 10), ahead.id,
           (SELECT count(*) FROM feedback WHERE asset_id = asset.id AND deleted_at IS NULL)
    FROM asset JOIN account ON account.id = asset.account_id AND account.deleted_at IS NULL
    LEFT JOIN visit AS ahead ON ahead.id = (
        SELECT visit.id FROM visit_asset JOIN visit ON visit.id = visit_id
        WHERE visit_asset.asset_id = asset.id AND visit_asset.deleted_at IS NULL AND visit.state = 'planned'
        AND visit.start >= ?2 AND visit.deleted_at IS NULL ORDER BY visit.start, visit.id LIMIT 1)
    WHERE asset.id IN (SELECT value FROM json_each(?1)) AND asset.deleted_at IS NULL"""
