"""Exporting data and looking at it as another program would."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from models.exchange.exporter import DataFile, export
from models.exchange.importer import ImportReport, import_files
from models.journal import Journal
from models.summaries.periods import Period, week_of
from models.text.language import Language
from tests.factories import TODAY

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


def exported(journal: Journal, ending: str, *, period: Period | None = None, **choices: Any) -> DataFile:
    """Export the data of this week for myself in English, unless something else is asked for."""
    choices = {"language": ENGLISH, "audience": "self", **choices}
    return export(journal, period or week_of(TODAY), ending, **choices)


def table(file: DataFile) -> list[dict[str, str]]:
    """Return the rows of a CSV file by their headings, each cell as a spreadsheet gets it."""
    text = file.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def taken_in(journal: Journal, file: DataFile, folder: Path, ending: str) -> ImportReport:
    """Import a file that was exported."""
    path = folder / f"exported.{ending}"
    path.write_bytes(file.content)
    return import_files(journal, [path])
