"""What tests of the import look at afterwards."""

from __future__ import annotations

from models import contacts
from models.exchange.importer import ImportReport
from models.journal import Journal


def count(journal: Journal, table: str) -> int:
    (found,) = journal.row(f"SELECT count(*) FROM {table}") or (0,)
    return int(found)


def said(report: ImportReport) -> list[str]:
    return [str(doubt) for doubt in report.doubtful]


def points(journal: Journal, contact_id: int, kind: str) -> set[str]:
    return {point.value for point in contacts.points(journal, contact_id) if point.kind == kind}
