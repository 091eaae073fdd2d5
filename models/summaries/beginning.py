"""The beginning of a long summary: a preview shows some pages of it, the file has them all."""

from __future__ import annotations

from dataclasses import replace

from models.summaries.printed import printed_sections
from models.summaries.report import Report, Section

LINES = 800
"""Rows, sentences and lines of notes that a preview holds: about twenty pages."""


def beginning(report: Report, lines: int = LINES) -> Report:
    """Return the first pages of a report: as many whole rows as there are lines; a short one comes back as it is."""
    left = lines
    kept: list[Section] = []
    for section in printed_sections(report):
        if left <= 0:
            break
        wanted = _lines(section)
        kept.append(section if wanted <= left else _cut(section, left))
        left -= wanted
    return report if left >= 0 else replace(report, sections=tuple(kept))


def _lines(section: Section) -> int:
    """Return how many lines a section takes at least, its title with the space around it counted as three."""
    rows = len(section.table.rows) if section.table else 0
    return (
        3
        + rows
        + len(section.items)
        + sum(2 + note.markdown.count("\n") for note in section.notes)
        + _photo_lines(section)
    )


def _photo_lines(section: Section) -> int:
    """Return how many lines the photos take: two stand side by side, about as high as ten lines."""
    return -(-len(section.photos) // 2) * 10


def _cut(section: Section, lines: int) -> Section:
    table = section.table and replace(section.table, rows=section.table.rows[:lines])
    left = lines - len(table.rows if table else ())
    items = section.items[: max(0, left)]
    notes = section.notes[: max(0, left - len(items)) // 2]
    photos = section.photos[: max(0, left - len(items)) // 5]
    return replace(section, table=table, items=items, notes=notes, photos=photos)
