"""What a summary says, before any format: the one thing that all six formats print.

A report is already in its reader's language and already without everything that reader may not see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Tone = Literal["plain", "strong", "quiet", "late", "soon"]
ColumnKind = Literal["text", "date", "datetime", "number"]
Medium = Literal["both", "page", "sheet"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure, its name, and what it was in the period before ('7 the week before', or nothing)."""

    value: str
    label: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar below the words of a cell: what part of it is filled and where a mark stands, both from 0 to 1."""

    share: float
    mark: float | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units of an ISO 4217 currency, for a sheet that adds up."""

    minor_units: int
    currency: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the words people read, and for a sheet the real date, number or amount behind them."""

    text: str
    value: date | datetime | float | Amount | None = None
    tone: Tone = "plain"
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether only a sheet (Excel) has room for it."""

    title: str
    share: float = 1.0
    kind: ColumnKind = "text"
    sheet_only: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; every row has one cell a column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bare: bool = False
    """Paper shows no heading row because the rows explain themselves; a sheet shows it all the same."""
    form_height: float = 0.0
    """More than 0 for a form that is filled in by hand: framed cells, in rows at least so many millimetres high."""


@dataclass(frozen=True, slots=True)
class Note:
    """A longer text in Markdown under a heading of its own, such as the notes of one visit."""

    heading: str
    markdown: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo and what it shows; `jpeg` holds its pixels and nothing else (`pictures.for_print` made it)."""

    caption: str
    jpeg: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in SVG, and how wide it stands on the page in millimetres."""

    svg: str = field(repr=False)
    width: float
    alone: bool = True
    """Whether it has a page for itself and stands in place of the words; else it stands above the table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: a table, a list of sentences, notes or photos; `empty` says so when there is nothing."""

    key: str
    title: str
    table: Table | None = None
    items: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    photos: tuple[Photo, ...] = ()
    drawing: Drawing | None = None
    """What paper shows in place of the sentences."""

    empty: str = ""
    half: bool = False
    """Two neighbouring half sections may stand side by side where the page allows it."""

    begins_page: bool = False
    """It stands at the top of a page, such as the sheet of one department of many."""

    sheet: str = ""
    """Names the paper that begins with it at the foot of each of its pages, which are counted for themselves."""

    medium: Medium = "both"
    """A page reads one thing after another, a sheet (Excel) sorts and filters: some sections are for one of them."""


@dataclass(frozen=True, slots=True)
class Report:
    """One summary or brief, complete: heading, figures and sections."""

    kind: str
    language: str
    title: str
    subtitle: str
    author: str
    reader: str
    prepared_on: date
    prepared: str
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = field(default_factory=tuple)
    left_out: str = ""
    """One sentence on what was left out; it is shown before saving and never printed in the report."""
