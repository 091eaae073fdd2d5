"""The import of a large address book."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from models.clock import FixedClock
from models.exchange.importer import import_files
from models.journal import Journal
from tests.bench.measuring import TODAY, Line, times

_CONTACTS = 10_000
_HEADINGS = ("First Name", "Last Name", "Company", "Job Title", "E-mail Address", "Mobile Phone", "Notes")


def lines(folder: Path) -> Iterator[Line]:
    """Measure an import into an empty journal, beside the reading of the same file by the standard library."""
    book, path = folder / "contacts.csv", folder / "import.rounds"
    _write_book(book)
    with Journal.create(path, clock=FixedClock(TODAY), source=random.Random(1)) as journal:
        (taken,) = times(lambda: import_files(journal, [book]), 1)
        (again,) = times(lambda: import_files(journal, [book]), 1)
        found = journal.row("SELECT count(*) FROM contact")
    assert found == (_CONTACTS,)
    (floor,) = times(lambda: _read_bare(book), 1)
    yield Line("import 10,000 contacts", taken, floor, "the file read by csv", budget=10_000)
    yield Line("import them again, nothing new", again, floor, "the file read by csv", budget=10_000)


def _write_book(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADINGS)
        for number in range(_CONTACTS):
            company = f"Company {number % 400}"
            mail = f"given{number}@company{number % 400}.example"
            writer.writerow(
                (
                    f"Given{number}",
                    f"Family{number % 700}",
                    company,
                    "Planner",
                    mail,
                    f"+44 1632 9{number:05}",
                    "met at a fair",
                )
            )


def _read_bare(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream))
