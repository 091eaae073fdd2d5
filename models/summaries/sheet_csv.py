"""The rows of a summary that is a table, as CSV: numbers and days as they are, for other programs to read."""

from __future__ import annotations

import csv
import io
from datetime import date

from models.exchange.csv_rows import guarded
from models.summaries.report import Amount, Cell, Report


def render(report: Report) -> bytes:
    """Return the largest table made for sheets, or else for sheets too, as CSV: UTF-8 with the mark Excel knows."""
    of_sheets = [section for section in report.sections if section.table and section.medium == "sheet"]
    shown = of_sheets or [section for section in report.sections if section.medium == "both"]
    tables = [section.table for section in shown if section.table]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if tables:
        table = max(tables, key=lambda one: len(one.rows))
        writer.writerow([column.title for column in table.columns])
        writer.writerows([[_written(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    if cell.value is None or isinstance(cell.value, Amount):
        return guarded(cell.text)
    return str(cell.value)
