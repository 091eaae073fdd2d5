"""What the printed formats share: the columns that paper has room for, and the words around the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time

from models.summaries.report import Cell, Column, Photo, Report, Section, Table
from models.text.language import Language

_FORM_TOGETHER = 160.0
"""Millimetres up to which a form stays on one page."""


def printed_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns that are not for sheets only."""
    return tuple(column for column in table.columns if not column.sheet_only)


def printed_rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows without the cells that are for sheets only."""
    shown = [index for index, column in enumerate(table.columns) if not column.sheet_only]
    for row in table.rows:
        yield tuple(row[index] for index in shown)


def has_heading_row(table: Table) -> bool:
    """Return whether paper shows the names of the columns above the rows."""
    return not table.bare and any(column.title for column in printed_columns(table))


def ends_right(table: Table) -> bool:
    """Return whether the last column closes each line at the right edge: no heading row, and only quiet words in it."""
    rows = list(printed_rows(table))
    return len(printed_columns(table)) > 2 and not has_heading_row(table) and all(r[-1].tone == "quiet" for r in rows)


def printed_sections(report: Report) -> list[Section]:
    """Return the sections for pages that have something to say, if only that there is nothing."""
    for_pages = (section for section in report.sections if section.medium != "sheet")
    return [s for s in for_pages if (s.table and s.table.rows) or s.items or s.notes or s.photos or s.empty]


def section_rows(report: Report) -> Iterator[tuple[Section, ...]]:
    """Yield the sections as they stand on the page: two neighbouring halves together, everything else alone."""
    waiting: Section | None = None
    for section in printed_sections(report):
        if waiting is not None and section.half:
            yield waiting, section
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
        waiting = section if section.half else None
        if waiting is None:
            yield (section,)
    if waiting is not None:
        yield (waiting,)


def is_short_form(table: Table) -> bool:
    """Return whether a form is so short that no page may end within it: people sign where they see the whole."""
    return 0 < table.form_height * len(table.rows) <= _FORM_TOGETHER


def photo_width(photo: Photo, widest: float, highest: float) -> float:
    """Return how wide a photo is printed so that it fits into a place, in the measure of the place."""
    return round(min(widest, highest * photo.width / max(1, photo.height)), 1)


def photo_words(report: Report, photo: Photo) -> str:
    """Return what stands for a photo where there is none to be seen."""
    say = Language(report.language).say
    return say("Photo: {caption}", caption=photo.caption) if photo.caption else say("Photo")


def page_words(report: Report) -> str:
    """Return 'Page {page} of {pages}' in the report's language, with the two places still open."""
    return Language(report.language).say("Page {page} of {pages}", page="{page}", pages="{pages}")


def private_word(report: Report) -> str:
    """Return the word that marks private notes, because a colour alone tells nothing."""
    return Language(report.language).say("Private")


def one_line(text: str) -> str:
    """Return the text without line breaks, tabs and doubled spaces, for titles and headings of files."""
    return " ".join(text.split())


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return the text without the few characters that no Office file can hold; every kind of line end becomes one."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def prepared_at(report: Report) -> datetime:
    """Return the moment that stands in the file's properties: noon (UTC) of the day it was prepared."""
    return datetime.combine(report.prepared_on, time(12), tzinfo=UTC)
