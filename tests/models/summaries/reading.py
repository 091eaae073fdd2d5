"""Reads a summary in the tests: its sections by key, its columns by heading, its figures by name."""

from __future__ import annotations

from models.summaries.report import Report, Section


def section(report: Report, key: str) -> Section:
    """Return a section by its key."""
    return next(part for part in report.sections if part.key == key)


def column(part: Section, title: str) -> list[str]:
    """Return the texts under a heading."""
    assert part.table is not None
    at = [heading.title for heading in part.table.columns].index(title)
    return [row[at].text for row in part.table.rows]


def titles(part: Section) -> list[str]:
    """Return the headings of a table."""
    assert part.table is not None
    return [heading.title for heading in part.table.columns]


def entries(part: Section) -> dict[str, str]:
    """Return the rows of a table of two columns as label → text."""
    assert part.table is not None
    return {label.text: entry.text for label, entry in part.table.rows}


def figures(report: Report) -> dict[str, str]:
    """Return the key figures as label → value."""
    return {figure.label: figure.value for figure in report.figures}
