"""The summary as one HTML file that needs nothing else: no script, no address to fetch from, its photos in itself.

Everything typed is escaped by the template; notes come in as a tree whose links are already safe to press.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from models.summaries.printed import (
    ends_right,
    has_heading_row,
    photo_width,
    printed_columns,
    printed_rows,
    private_word,
    section_rows,
)
from models.summaries.report import Photo, Report, Section, Table
from models.text.markdown import tree

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLED_KINDS = ("code", "emphasis", "link", "paragraph", "heading", "quote", "pre", "rule", "table", "title", "cell",
                 "list", "item")  # fmt: skip


_PHOTO_WIDTH, _PHOTO_HEIGHT = 360, 270
"""Pixels of the place of a photo on the page."""


def as_data_address(photo: Photo) -> str:
    """Return a photo as an address that holds it itself."""
    return f"data:image/jpeg;base64,{base64.b64encode(photo.jpeg).decode()}"


def render(report: Report) -> bytes:
    """Return the report as an HTML file in UTF-8."""
    styles = dict.fromkeys(_STYLED_KINDS, "")
    return page("summary.html.jinja", report, {**styles, "box": ' class="box"'}).encode()


def page(
    template: str, report: Report, styles: dict[str, str], source: Callable[[Photo], str] = as_data_address
) -> str:
    """Return the report in one of the HTML templates; `styles` are attributes for the parts of its notes.

    `source` gives the address of a photo.
    """
    from markupsafe import Markup

    return _environment().get_template(template).render(
        report=report,
        lang="zh-CN" if report.language.startswith("zh") else "en",
        rows=[[_section(section, source) for section in row] for row in section_rows(report)],
        with_photos=any(section.photos for section in report.sections),
        private=private_word(report),
        style={kind: Markup(attribute) for kind, attribute in styles.items()},
    )  # fmt: skip


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined)
    environment.filters["lines"] = _lines
    return environment


def _template(name: str) -> str:
    return (files("resources") / "templates" / name).read_text("utf-8")


def _lines(text: str) -> str:
    """Return the text escaped, with a line break for every line end: a mail program knows no pre-line."""
    from markupsafe import Markup, escape

    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _section(section: Section, source: Callable[[Photo], str]) -> dict[str, Any]:
    return {
        "title": section.title,
        "empty": section.empty,
        "table": _table(section.table) if section.table and section.table.rows else None,
        "drawing": _drawing(section),
        "points": section.items,
        "notes": [
            {"heading": note.heading, "private": note.private, "blocks": tree(note.markdown)} for note in section.notes
        ],
        "photos": [
            {
                "source": source(photo),
                "caption": photo.caption,
                "width": round(photo_width(photo, _PHOTO_WIDTH, _PHOTO_HEIGHT)),
            }
            for photo in section.photos
        ],
    }


def _drawing(section: Section) -> str | None:
    """Return a drawing that stands beside words, as it is: its own words were made safe when it was drawn."""
    from markupsafe import Markup

    return Markup(section.drawing.svg) if section.drawing and not section.drawing.alone else None


def _table(table: Table) -> dict[str, Any]:
    columns = printed_columns(table)
    shares = [max(column.share, 0.01) for column in columns]
    right = [column.kind == "number" for column in columns]
    right[-1] = right[-1] or ends_right(table)
    return {
        "titles": [column.title for column in columns] if has_heading_row(table) else [],
        "widths": [round(100 * share / sum(shares), 1) for share in shares],
        "right": right,
        "rows": list(printed_rows(table)),
    }
