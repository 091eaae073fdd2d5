"""A text taken in as if it were a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models import contacts
from models.exchange.importer import ImportReport, import_files
from models.journal import Journal
from tests.factories import make_account


@pytest.fixture
def take_in(journal: Journal, tmp_path: Path) -> Any:
    """Return a function that imports a text as a file."""

    def import_text(text: str | bytes, name: str = "list.csv", **options: Any) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return import_files(journal, [path], **options)

    return import_text


@pytest.fixture
def rail(journal: Journal) -> int:
    """Northern Rail with Anna, whose e-mail is known, and 徐海, whose name is."""
    account_id = make_account(journal)
    contacts.create(
        journal, name="Anna Weber", account_id=account_id, points=[contacts.Point("email", "Anna@Rail.example")]
    )
    contacts.create(journal, name="Xu Hai", account_id=account_id)
    return account_id
