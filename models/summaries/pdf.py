"""The summary as a PDF, and the same pages as pictures for the preview: one Typst template makes both.

The report goes into the template as JSON, so nothing that was typed can become markup of the page.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from models.summaries.figure_line import BEFORE_LETTERS, LABEL_LETTERS, figure_line, letters_width
from models.summaries.fonts import LATIN, book, families
from models.summaries.printed import (
    ends_right,
    has_heading_row,
    is_short_form,
    page_words,
    photo_width,
    prepared_at,
    printed_columns,
    printed_rows,
    private_word,
    section_rows,
)
from models.summaries.report import Bar, Cell, Note, Photo, Report, Section, Table
from models.text.markdown import Node, tree

_LINE_WIDTH = 54.0
"""Letters as wide as high (em) that a line of the page holds."""

_GUTTER = 2.1
"""Em between two sections that stand side by side."""

_PADDING = 0.53
"""Em between a cell's words and the next cell's edge."""

_TITLE_WIDTH, _AUTHOR_WIDTH = 17.0, 17.0
"""Em of the title's column and of the author's column, each in its own size of type."""

_LONG_LINES = 18
"""Lines after which a row may go on to the next page: a third of a page."""

_KEPT_TOGETHER = 26
"""Lines up to which a section that is one of many alike, such as a visit, stays on one page."""

_LONG_WORD = 18
"""Letters after which a word is looked at, whether its column is wide enough for it."""

_NARROWEST = 40.0
"""Width of a line in em that even a deeply nested note keeps."""

_PHOTO_WIDTH, _PHOTO_HEIGHT = 88.0, 66.0
"""Millimetres of the place of a photo; two stand side by side."""

_BREAK_HERE = "\u200b"
_WORDS = re.compile(r"[!-\u2fff]+")


def render(report: Report) -> bytes:
    """Return the report as a PDF file; the same report gives the same bytes."""
    import typst

    pdf = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": _data(report)},
        font_paths=book(),
        timestamp=int(prepared_at(report).timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def picture(report: Report, pixels_per_inch: float = 192.0) -> bytes:
    """Return the report as one PNG picture, as high as it needs to be."""
    import typst

    png = typst.compile(
        _template(),
        format="png",
        ppi=pixels_per_inch,
        sys_inputs={"report": _data(report), "picture": "yes"},
        font_paths=book(),
    )
    assert isinstance(png, bytes)
    return png


def preview(report: Report, pixels_per_inch: float = 144.0) -> list[bytes]:
    """Return each page of the PDF as a PNG picture of that many pixels per inch."""
    import typst

    pages: bytes | list[bytes] = typst.compile(
        _template(), format="png", ppi=pixels_per_inch, sys_inputs={"report": _data(report)}, font_paths=book()
    )
    return [pages] if isinstance(pages, bytes) else list(pages)


@cache
def _template() -> bytes:
    return (files("resources") / "templates" / "summary.typ").read_bytes()


def _data(report: Report) -> str:
    """Return everything the template prints, in the order it prints it, as JSON."""
    content = {
        "language": "zh" if report.language.startswith("zh") else "en",
        "fonts": _fonts(report),
        "name": report.title,
        "writer": report.author,
        "title": _breakable(report.title, _TITLE_WIDTH),
        "subtitle": _breakable(report.subtitle, 2 * _TITLE_WIDTH),
        "author": _breakable(report.author, _AUTHOR_WIDTH),
        "reader": _breakable(report.reader, _AUTHOR_WIDTH),
        "prepared": report.prepared,
        "day": [report.prepared_on.year, report.prepared_on.month, report.prepared_on.day],
        "page": page_words(report),
        "private": private_word(report),
        "figures": _figures(report),
        "rows": [[_section(section, len(row)) for section in row] for row in section_rows(report)],
    }
    return json.dumps(content, ensure_ascii=False)


def _fonts(report: Report) -> list[str | dict[str, str]]:
    """Return the fonts the page asks for each character, in this order.

    On a Chinese page the Latin faces leave quotation marks and dots to the Chinese ones, where these are as wide as a
    character.
    """
    if report.language != "zh_CN":
        return [*families()]
    return [{"name": name, "covers": "latin-in-cjk"} if name in LATIN else name for name in families()]


def _figures(report: Report) -> dict[str, Any]:
    line = figure_line(report.figures)
    return {
        "shares": line.widths,
        "scale": line.scale,
        "boxes": [
            {
                "value": _breakable(figure.value.replace(" ", "\u00a0"), (width - 1) / line.scale),
                "label": _breakable(figure.label, LABEL_LETTERS * (width - 1) + 0.01),
                "before": _breakable(figure.before, BEFORE_LETTERS * (width - 1) + 0.01),
            }
            for figure, width in zip(report.figures, itertools.cycle(line.widths), strict=False)
        ],
    }


def _section(section: Section, neighbours: int) -> dict[str, Any]:
    width = (_LINE_WIDTH - _GUTTER * (neighbours - 1)) / neighbours
    table = _table(section.table, width) if section.table and section.table.rows else None
    drawing = section.drawing
    alone = drawing is not None and drawing.alone
    return {
        "title": _breakable(section.title, 0.8 * width),
        "empty": _breakable(section.empty, width),
        "table": table,
        "begins": section.begins_page,
        "sheet": _breakable(section.sheet, width),
        "together": table is not None and _stays_together(section, table),
        "items": [] if alone else [_breakable(item, width - 1.5) for item in section.items],
        "drawing": {"svg": drawing.svg, "width": drawing.width, "alone": alone} if drawing else None,
        "notes": [_note(note) for note in section.notes],
        "photos": [_photo(photo) for photo in section.photos],
    }


def _stays_together(section: Section, table: dict[str, Any]) -> bool:
    """Return whether no page may end within the table: one of many alike, or the lines on which people sign."""
    if section.table is not None and section.table.form_height > 0:
        return is_short_form(section.table)
    return bool(section.medium == "page" and table["lines"] <= _KEPT_TOGETHER)


def _photo(photo: Photo) -> dict[str, Any]:
    """Return a photo as a drawing around its bytes, as Typst takes none but text from outside."""
    width, height = photo.width, photo.height
    data = base64.b64encode(photo.jpeg).decode()
    return {
        "drawing": f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/jpeg;base64,{data}"/></svg>',
        "width": photo_width(photo, _PHOTO_WIDTH, _PHOTO_HEIGHT),
        "caption": _breakable(photo.caption, 0.45 * _LINE_WIDTH),
    }


def _table(table: Table, width: float) -> dict[str, Any]:
    columns = printed_columns(table)
    shares = [max(column.share, 0.01) for column in columns]
    widths = [width * share / sum(shares) - 2 * _PADDING for share in shares]
    widths[0] += _PADDING
    widths[-1] += _PADDING
    aligns = ["right" if column.kind == "number" else "left" for column in columns]
    if ends_right(table):
        aligns[-1] = "right"
    rows = [_row(row, widths) for row in printed_rows(table)]
    return {
        "lines": sum(row["lines"] for row in rows),
        "form": table.form_height,
        "shares": shares,
        "aligns": aligns,
        "titles": [column.title for column in columns] if has_heading_row(table) else [],
        "rows": rows,
    }


def _row(row: Sequence[Cell], widths: Sequence[float]) -> dict[str, Any]:
    lines = max((_lines(cell.text, width) for cell, width in zip(row, widths, strict=True)), default=1)
    return {
        "lines": lines,
        "long": lines > _LONG_LINES,
        "cells": [
            {"text": _breakable(cell.text, width), "tone": cell.tone, "bar": _bar(cell.bar)}
            for cell, width in zip(row, widths, strict=True)
        ],
    }


def _bar(bar: Bar | None) -> dict[str, Any] | None:
    return {"share": bar.share, "mark": bar.mark, "tone": bar.tone} if bar else None


def _lines(text: str, width: float) -> float:
    """Return about how many lines a text takes in a column that is so many em wide."""
    if len(text) < _LONG_LINES:
        return text.count("\n") + 1
    return sum(max(1.0, letters_width(line) / max(width, 1.0)) for line in text.split("\n"))


def _note(note: Note) -> dict[str, Any]:
    return {
        "heading": _breakable(note.heading, _NARROWEST),
        "private": note.private,
        "blocks": [_breakable_node(node, _NARROWEST) for node in tree(note.markdown)],
    }


def _breakable_node(node: Node, width: float) -> Node:
    """Return the node with every long word in it made breakable."""
    if "text" in node:
        return {**node, "text": _breakable(node["text"], width)}
    new = dict(node)
    if node.get("shown"):
        new["shown"] = _breakable(node["shown"], width)
    if node["kind"] == "table":
        narrow = width / max(1, max(len(row) for row in node["rows"]))
        new["rows"] = [[[_breakable_node(n, narrow) for n in cell] for cell in row] for row in node["rows"]]
    for inside in ("children", "items"):
        if inside in node:
            new[inside] = [_breakable_node(child, width) for child in node[inside]]
    return new


def _breakable(text: str, width: float) -> str:
    """Return the text, with places to break put into each word that is wider than its column."""
    if len(text) < 6:
        return text
    return _WORDS.sub(lambda word: _broken(word[0], width), text)


def _broken(word: str, width: float) -> str:
    if (len(word) <= _LONG_WORD and len(word) < width) or letters_width(word) <= width:
        return word
    parts: list[str] = []
    for character in word:
        if parts and not unicodedata.combining(character) and character != "\u200d" and parts[-1] != "\u200d":
            parts.append(_BREAK_HERE)
        parts.append(character)
    return "".join(parts)
