"""However accounts and people are merged, moved, split and taken back: no visit, step or file is ever out of reach."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models import account_overview, accounts, changes, contact_overview, visit_sheet
from models.clock import FixedClock
from models.errors import JournalError
from models.journal import Journal
from models.merging.chain import kept_id
from models.tables import LOGGED, table_name
from tests.factories import TODAY
from tests.models.histories.country import Country
from tests.models.random_work import fingerprint

DEEDS = 1000
_IN_ONE_COUNTRY = 25
_PARTS = 4

_OWNERS = (
    ("visit", "account_id", "account"),
    ("step", "account_id", "account"),
    ("step", "visit_id", "visit"),
    ("step", "plan_id", "plan"),
    ("step", "owner_contact_id", "contact"),
    ("plan", "account_id", "account"),
    ("contact_post", "account_id", "account"),
    ("visit_contact", "visit_id", "visit"),
    ("visit_contact", "contact_id", "contact"),
    ("step_contact", "contact_id", "contact"),
    ("attachment", "account_id", "account"),
    ("attachment", "contact_id", "contact"),
    ("attachment", "visit_id", "visit"),
    ("attachment", "step_id", "step"),
    ("account", "parent_id", "account"),
    ("contact", "reports_to_id", "contact"),
    ("contact", "introduced_by_id", "contact"),
)
"""What lives points only to what lives: table, column, and the table it points to.

Posts and ways to reach somebody stay with a person in the trash where the one who stays has the same already.
"""


@pytest.fixture(scope="module")
def journal() -> Iterator[Journal]:
    """A journal in memory where there is room, used by one country after the other."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        path = Path(folder) / "test.rounds"
        with Journal.create(path, clock=FixedClock(TODAY), source=random.Random(7)) as made:
            yield made


@pytest.mark.parametrize("part", range(_PARTS))
def test_all_stays_in_reach(journal: Journal, part: int) -> None:
    countries = DEEDS // _IN_ONE_COUNTRY // _PARTS
    for seed in range(part * countries, (part + 1) * countries):
        country = _new_country(journal, seed)
        before = fingerprint(journal)
        for _ in range(_IN_ONE_COUNTRY):
            country.go_on()
            _look(country)
        while country.undo() is not None:
            pass
        assert fingerprint(journal) == before, "\n".join(country.told)


def _new_country(journal: Journal, seed: int) -> Country:
    connection = journal.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    for table in (*map(table_name, LOGGED), "change", "operation", "attachment_content"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys=ON")
    country = Country(journal, seed)
    country.begin()
    return country


def _look(country: Country) -> None:
    journal, told = country.journal, "\n".join(country.told)
    for table, made in (("visit", country.visits), ("step", country.steps), ("attachment", country.files)):
        assert set(made) <= set(country.living(table)), f"{table} lost\n{told}"
    for table, column, owner in _OWNERS:
        lost = journal.rows(
            f"SELECT one.id FROM {table} AS one JOIN {owner} AS owner ON owner.id = one.{column} "
            "WHERE one.deleted_at IS NULL AND owner.deleted_at IS NOT NULL"
        )
        assert not lost, f"{table}.{column} points into the trash\n{told}"
    for column, table in (("parent_id", "account"), ("reports_to_id", "contact"), ("introduced_by_id", "contact")):
        _no_circle(dict(journal.rows(f"SELECT id, {column} FROM {table}")), f"{column}\n{told}")
    _all_in_the_tree(country, told)
    for visit_id, people in country.met.items():
        took_part = set(country._participants(visit_id))
        assert {kept_id(journal, "contact", person) for person in people} == took_part, f"{visit_id}\n{told}"


def _no_circle(above: dict[int, int | None], told: str) -> None:
    for start in above:
        seen: set[int] = set()
        place: int | None = start
        while place is not None:
            assert place not in seen, f"a circle of {told}"
            seen.add(place)
            place = above.get(place)


def _all_in_the_tree(country: Country, told: str) -> None:
    """Look as a user does: from the top of the tree down to each account, each person and each visit."""
    journal = country.journal
    roots = journal.rows("SELECT id FROM account WHERE parent_id IS NULL AND deleted_at IS NULL")
    below = [account for (root,) in roots for account in accounts.tree_ids(journal, root)]
    assert sorted(below) == country.living("account"), told
    found = journal.rows("SELECT id, account_id FROM visit WHERE deleted_at IS NULL")
    assert {account for _, account in found} <= set(below), told
    looked_at = country.chance.choice(below)
    account_overview.overview(journal, looked_at)
    contact_overview.overview(journal, country.chance.choice(country.living("contact")))
    visit = visit_sheet.read(journal, country.chance.choice(country.visits))
    assert visit.account_id in below


def test_one_undo_takes_back_each_deed_wholly(journal: Journal) -> None:
    for seed in range(2000, 2030):
        country = _new_country(journal, seed)
        for deed in (country.merge_people, country.merge_accounts, country.split, country.move):
            before = fingerprint(journal)
            operations = journal.rows("SELECT count(*) FROM operation")
            try:
                deed()
            except JournalError:
                assert fingerprint(journal) == before
                continue
            if journal.rows("SELECT count(*) FROM operation") != operations:  # what changes nothing is no step of undo
                changes.undo(journal)
            assert fingerprint(journal) == before, f"{seed} {deed.__name__}"
