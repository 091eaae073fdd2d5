"""One row of what the field offers."""

from __future__ import annotations

from collections.abc import Callable

from models.row_class import row_class
from ui.command_palette.letters import Marks


@row_class
class Row:
    """A row: what it is, its key (None for a heading or a sentence, which can't be chosen), its words and their marks.

    `beside` stands in grey after the words, `below` on a second line, `end` at the right: a date, or a key.
    `work` is what Enter does. A `why_not` says why it can't be done now.
    """

    kind: str
    key: object
    words: str
    marks: Marks = ()
    beside: str = ""
    below: str = ""
    below_marks: Marks = ()
    end: str = ""
    icon: str = ""
    dot: str = ""
    why_not: str = ""
    work: Callable[[], object] | None = None

    def can_be_chosen(self) -> bool:
        """Return whether the keys stop at the row."""
        return self.work is not None


def heading(words: str, beside: str = "") -> Row:
    """Return the row above a group."""
    return Row("heading", None, words, beside=beside)


def sentence(words: str) -> Row:
    """Return a row that only says something."""
    return Row("sentence", None, words)


def spoken(row: Row) -> str:
    """Return a row in words, for a screen reader."""
    return ", ".join(filter(None, (row.words, row.beside, row.below, row.end, row.why_not)))
