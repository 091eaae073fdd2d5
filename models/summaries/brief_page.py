"""A brief as it is read, on screen and on paper alike: its parts, each line with the record it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries.report import Cell, Column, Figure, Section, Table, Tone
from models.summaries.sections import and_more
from models.text.language import Language

Opens = tuple[str, int]
"""A kind and an id of a record that the window can open."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line: what, how it stands, and where it leads; one of a part with columns has cells instead."""

    text: str = ""
    state: str = ""
    tone: Tone = "plain"
    opens: Opens | None = None
    kind: str = ""
    """The kind of the step or the role group of the person it tells of, or 'suggested' for a question that can be put
    on the preparation list."""
    cells: tuple[Cell, ...] = ()
    question_id: int | None = None
    """The line of an earlier preparation list that can be taken over."""


@dataclass(frozen=True, slots=True)
class BriefPart:
    """A part of the brief; `rest` is how many lines had no room, `empty` says so when there is nothing."""

    key: str
    title: str
    lines: tuple[BriefLine, ...]
    rest: int = 0
    columns: tuple[Column, ...] = ()
    empty: str = ""
    half: bool = True
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A whole brief, in its reader's language; `visit_id` is the planned visit that it prepares for, if there is one.

    `warning` says what was left out, or that it holds what no one else may read.
    """

    account_id: int
    visit_id: int | None
    title: str
    subtitle: str
    figures: tuple[Figure, ...]
    parts: tuple[BriefPart, ...]
    warning: str


def clipped(text: str, letters: int) -> str:
    """Return a text as one line of so many letters at most."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def sections_of(page: BriefPage, language: Language) -> tuple[Section, ...]:
    """Return the parts of a brief as sections of a report."""
    return tuple(_section(part, language) for part in page.parts)


def _section(part: BriefPart, language: Language) -> Section:
    more = and_more(part.rest, language)
    if part.columns:
        table = Table(part.columns, tuple(line.cells for line in part.lines))
        return Section(part.key, part.title, table, items=more, empty=part.empty)
    items = tuple(_sentence(line, language) for line in part.lines)
    return Section(part.key, part.title, items=(*items, *more), empty=part.empty, half=part.half)


def _sentence(line: BriefLine, language: Language) -> str:
    return language.say("{title} ({state})", title=line.text, state=line.state) if line.state else line.text
