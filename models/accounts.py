"""Accounts: the customers and their branches, as a tree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes, Value
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.merging.chain import kept_id
from models.tables import (
    AcceptanceBatch,
    AcceptanceItem,
    Account,
    Asset,
    Attachment,
    ContactPost,
    DateMove,
    Feedback,
    Milestone,
    Plan,
    Project,
    Receivable,
    Record,
    Signature,
    StageChange,
    Step,
    Visit,
)
from models.text.clean import clean_line
from models.text.language import Label

TIERS = ("group", "company", "province", "city", "county", "site")
"""Where an account stands in its tree, from the top down."""

RELATIONSHIPS = ("vendor", "credible", "solver", "advisor")
"""What we are to an account, from the least: a vendor, a credible source, a solver of problems, a trusted advisor."""


class AccountFields(TypedDict, total=False):
    """The fields of an account; `rhythm_days` is the time between visits, `visit_target` visits a quarter.

    With `rhythm_inherited` and no days of its own it has the rhythm of the account above it, or else of its class.
    """

    name: str
    short_name: str
    parent_id: int | None
    account_class: str | None
    industry: str
    region: str
    city: str
    address: str
    web: str
    phone: str
    rhythm_days: int | None
    rhythm_inherited: bool
    visit_target: int | None
    tier: str | None
    relationship: str | None
    wanted_relationship: str | None
    merged_into_id: int | None
    tags: str | list[str]
    notes: str
    private_notes: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("account name"), values.NAME_LENGTH, required=True),
    "short_name": values.line(Label("short name"), values.NAME_LENGTH),
    "parent_id": values.link,
    "account_class": values.choice(Label("account class"), "ABC", optional=True),
    "industry": values.line(Label("industry"), values.NAME_LENGTH),
    "region": values.line(Label("region"), values.NAME_LENGTH),
    "city": values.line(Label("name of the city"), values.NAME_LENGTH),
    "address": values.paragraph(Label("address")),
    "web": values.line(Label("web page")),
    "phone": values.line(Label("phone")),
    "rhythm_days": values.number(Label("visit rhythm"), 1, 3660),
    "rhythm_inherited": values.flag,
    "visit_target": values.number(Label("visit target"), 0, 1000),
    "tier": values.choice(Label("place in the tree"), TIERS, optional=True),
    "relationship": values.choice(Label("relationship"), RELATIONSHIPS, optional=True),
    "wanted_relationship": values.choice(Label("wanted relationship"), RELATIONSHIPS, optional=True),
    "merged_into_id": values.link,
    "tags": values.tags,
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "private_notes": values.paragraph(Label("private notes"), values.NOTES_LENGTH),
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it is read; dates are ISO text, `revision` goes back with an edit."""

    id: int
    revision: int
    name: str
    short_name: str
    parent_id: int | None
    account_class: str | None
    industry: str
    region: str
    city: str
    address: str
    web: str
    phone: str
    rhythm_days: int | None
    rhythm_inherited: int
    visit_target: int | None
    tags: str
    notes: str
    private_notes: str
    tier: str | None
    relationship: str | None
    wanted_relationship: str | None
    merged_into_id: int | None


_COLUMNS = records.columns_of(AccountRow)


def create(journal: Journal, **fields: Unpack[AccountFields]) -> Changes:
    """Make an account; it needs a name. Raises InvalidValue for a field that can't be stored."""
    stored = values.checked({"name": "", **fields}, RULES)
    with journal.operation("accounts.create", subject=str(stored["name"])) as work:
        _require_parent(journal, None, stored.get("parent_id"))
        return work.done(work.insert(Account, **stored))


def edit(journal: Journal, account_id: int, *, revision: int | None = None, **fields: Unpack[AccountFields]) -> Changes:
    """Change fields of an account.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    with journal.operation("accounts.edit", record=(Account, account_id)) as work:
        if "parent_id" in stored:
            _require_parent(journal, account_id, stored["parent_id"])
        work.update(Account, account_id, stored, revision=revision)
        return work.done(account_id)


def trash(journal: Journal, account_id: int) -> Changes:
    """Put an account with its visits, steps, plans, projects, receivables, products, posts and files into the trash.

    Raises InvalidValue for one with branches, which must lose them first.
    """
    with journal.operation("accounts.trash", subject=get(journal, account_id).name) as work:
        branches = journal.rows("SELECT name FROM account WHERE parent_id = ? AND deleted_at IS NULL", account_id)
        if branches:
            raise InvalidValue(
                "This account has branches ({count}, such as {name}). Move or remove them first.",
                count=len(branches),
                name=branches[0][0],
            )
        work.trash(Account, account_id)
        work.trash_where(Attachment, _FILES, account_id)
        for table in _ALONG:
            work.trash_where(table, "account_id = ?", account_id)
        for table in _PARTS:
            work.trash_where(table, _OF_PROJECTS, account_id)
        return work.done(account_id)


def restore(journal: Journal, account_id: int) -> Changes:
    """Take an account out of the trash with all that went there with it.

    Raises NotFound if it is not there, or if its parent lies there too: that comes out first.
    """
    with journal.operation("accounts.restore") as work:
        above = journal.row("SELECT parent_id FROM account WHERE id = ?", account_id)
        work.require_live(Account, above[0] if above else None)
        along = [(table, "account_id") for table in _ALONG]
        along += [(table, _ACCOUNT_OF_PART) for table in _PARTS]
        work.restore_trashed(Account, account_id, *along, (Attachment, _ACCOUNT_OF_FILE))
        work.update(Account, account_id, {"merged_into_id": None})  # it stands for itself again
        return work.done(account_id)


_ALONG: tuple[type[Record], ...] = (Visit, Step, Plan, ContactPost, Project, Receivable, Asset, Feedback)
_PARTS: tuple[type[Record], ...] = (StageChange, Milestone, DateMove, AcceptanceBatch, AcceptanceItem, Signature)
_OF_PROJECTS = "project_id IN (SELECT id FROM project WHERE account_id = ?)"
_ACCOUNT_OF_PART = "(SELECT project.account_id FROM project WHERE project.id = project_id)"
"""As SQL: the parts of the projects of an account, and the account that such a part belongs to."""
_OWNERS = ("visit", "step", "project", "receivable", "asset")
_FILES = " OR ".join(
    (
        "account_id = ?1",
        *(f"{kind}_id IN (SELECT id FROM {kind} WHERE account_id = ?1)" for kind in _OWNERS),
        *(
            f"{kind}_id IN (SELECT id FROM {kind} WHERE project_id IN (SELECT id FROM project WHERE account_id = ?1))"
            for kind in ("acceptance_item", "signature")
        ),
    )
)
_ACCOUNT_OF_FILE = "coalesce({})".format(
    ", ".join(
        (
            "account_id",
            *(f"(SELECT {kind}.account_id FROM {kind} WHERE {kind}.id = {kind}_id)" for kind in _OWNERS),
            *(
                f"(SELECT project.account_id FROM {kind} JOIN project ON project.id = {kind}.project_id"
                f" WHERE {kind}.id = {kind}_id)"
                for kind in ("acceptance_item", "signature")
            ),
        )
    )
)
"""As SQL: the files of an account and of what hangs on it, and the account that a file belongs to."""


def get(journal: Journal, account_id: int) -> AccountRow:
    """Return an account; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Account, AccountRow, account_id)


def listing(journal: Journal, *, limit: int = 200, offset: int = 0) -> list[AccountRow]:
    """Return accounts by name, a window of them."""
    query = f"SELECT {_COLUMNS} FROM account WHERE deleted_at IS NULL ORDER BY name, id LIMIT ? OFFSET ?"
    return [AccountRow(*row) for row in journal.rows(query, limit, offset)]


def tree_ids(journal: Journal, account_id: int) -> list[int]:
    """Return the id of an account, and then of every account below it."""
    # An index names the branches, another one the few in the trash: no account itself needs to be read.
    query = """
        WITH RECURSIVE below(id) AS (
            VALUES (?) UNION
            SELECT account.id FROM account JOIN below ON account.parent_id = below.id
            WHERE account.id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL))
        SELECT id FROM below"""
    return [row[0] for row in journal.rows(query, account_id)]


def find(journal: Journal, name: str) -> AccountRow:
    """Return the one account that a person means by a name or a short name, or by the beginning of one.

    Case does not count; the name of an account that was merged means the one that stayed. Raises NotFound when there
    is none, or several, and InvalidValue when no name is given.
    """
    wanted = clean_line(name).casefold()
    if not wanted:
        raise InvalidValue("The name of the account is missing. Write it, or its beginning.")
    exact: list[int] = []
    starts: list[int] = []
    query = "SELECT id, name, short_name FROM account WHERE deleted_at IS NULL ORDER BY name, id"
    for account_id, full, short in journal.rows(query):
        names = [full.casefold(), short.casefold()]
        if wanted in names:
            exact.append(account_id)
        elif any(candidate.startswith(wanted) for candidate in names):
            starts.append(account_id)
    candidates = exact or starts or _merged_into(journal, wanted)
    if not candidates:
        raise NotFound("There is no account called {name}. Check the name, or make the account first.", name=name)
    if len(candidates) > 1:
        others = [get(journal, candidate).name for candidate in candidates[:5]]
        raise NotFound(
            "{name} may mean several accounts: {others}. Write more of the name.", name=name, others=tuple(others)
        )
    return get(journal, candidates[0])


def _merged_into(journal: Journal, wanted: str) -> list[int]:
    """Return the accounts into which one of this name was merged."""
    query = "SELECT id, name, short_name FROM account WHERE deleted_at IS NOT NULL AND merged_into_id IS NOT NULL"
    kept = [
        kept_id(journal, "account", account_id)
        for account_id, *names in journal.rows(query)
        if wanted in map(str.casefold, names)
    ]
    return [one for (one,) in journal.rows(_LIVING, json.dumps(kept))]


_LIVING = "SELECT id FROM account WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY name, id"


def _require_parent(journal: Journal, account_id: int | None, parent_id: Value) -> None:
    """Refuse a parent that is not there, or that is the account itself or below it."""
    if not isinstance(parent_id, int):
        return
    get(journal, parent_id)
    if account_id is not None and parent_id in tree_ids(journal, account_id):
        raise InvalidValue(
            "An account can't stand above itself: {name} is this account or one of its branches. "
            "Choose another parent.",
            name=get(journal, parent_id).name,
        )
