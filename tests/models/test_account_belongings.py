"""The list of what hangs on an account leaves nothing out."""

from __future__ import annotations

from models.account_belongings import BELONGINGS, LINKS, TRACES, ids_of
from models.journal import Journal
from models.tables import LOGGED, Account, Step, Visit
from models.tables.columns import Reference
from tests.factories import make_account, make_step, make_visit


def test_every_column_that_names_an_account_is_listed() -> None:
    naming = {
        (table, column.name)
        for table in LOGGED
        for column in table.columns
        if isinstance(column, Reference) and column.table is Account
    }
    assert naming == {(table, "account_id") for table in (*BELONGINGS, *TRACES)} | set(LINKS)


def test_what_an_account_has_is_its_own_and_lives(journal: Journal) -> None:
    here, there = make_account(journal, "Here"), make_account(journal, "There")
    seen = [make_visit(journal, here), make_visit(journal, here, start="2026-05-01T10:00")]
    make_visit(journal, there)
    assert ids_of(journal, Visit, here) == seen
    assert ids_of(journal, Step, here) == []
    step = make_step(journal, account_id=here)
    assert ids_of(journal, Step, here) == [step]
