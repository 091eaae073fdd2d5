"""The list of what hangs on an account leaves nothing out."""

from __future__ import annotations

from models.account_belongings import BELONGINGS, LINKS, TRACES
from models.tables import LOGGED, Account
from models.tables.columns import Reference


def test_every_column_that_names_an_account_is_listed() -> None:
    naming = {
        (table, column.name)
        for table in LOGGED
        for column in table.columns
        if isinstance(column, Reference) and column.table is Account
    }
    assert naming == {(table, "account_id") for table in (*BELONGINGS, *TRACES)} | set(LINKS)
