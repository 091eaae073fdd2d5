"""A text taken in as if it were a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.exchange.importer import ImportReport, import_files
from models.journal import Journal


@pytest.fixture
def take_in(journal: Journal, tmp_path: Path) -> Any:
    """Return a function that imports a text as a file."""

    def import_text(text: str | bytes, name: str = "list.csv", **options: Any) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return import_files(journal, [path], **options)

    return import_text
