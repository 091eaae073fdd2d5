"""The tags as a list: each as its pill, with where it is borne."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.tags import TagRow
from ui import theme
from ui.tags.looks import COLOUR_NAMES, tag_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12
_COLOUR_AT, _USES_AT = 0.42, 0.56
"""Where the columns begin, as parts of the row's width."""


class TagListModel(RowModel[TagRow]):
    """All tags by name, as they were counted last."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: Sequence[TagRow] = ()

    def show_tags(self, found: Sequence[TagRow]) -> None:
        """Show the tags there are now."""
        self._tags = found
        self.reload()

    def read(self, last: TagRow | None, limit: int) -> Sequence[TagRow]:
        """Return the tags below the last one."""
        begin = self._tags.index(last) + 1 if last in self._tags else 0
        return self._tags[begin : begin + limit]

    def identity(self, row: TagRow) -> object:
        """Return the tag in whatever letters."""
        return row.name.casefold()

    def words(self, row: TagRow) -> str:
        """Return a tag in words."""
        return language().listing((tag_words(row.name), say(COLOUR_NAMES[row.colour]), uses_words(row)))


def uses_words(row: TagRow) -> str:
    """Return where a tag is borne: '2 accounts · 1 person'."""
    parts = (
        plural("{count} account", "{count} accounts", row.accounts) if row.accounts else "",
        plural("{count} person", "{count} people", row.contacts) if row.contacts else "",
        plural("{count} visit", "{count} visits", row.visits) if row.visits else "",
    )
    return " · ".join(filter(None, parts)) or say("not used")


class TagDelegate(RowDelegate):
    """Draws a tag: its pill, the name of its colour, and where it is borne."""

    radius = 6

    def tip(self, row: TagRow, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return f"{tag_words(row.name)}\n{uses_words(row)}"

    def paint_row(self, painter: QPainter, rect: QRect, row: TagRow, state: QStyle.StateFlag) -> None:
        """Draw one tag."""
        colour, uses = (rect.left() + round(rect.width() * part) for part in (_COLOUR_AT, _USES_AT))
        room = colour - theme.GAP - rect.left() - _SIDE
        paint.pill(painter, rect.left() + _SIDE, rect.center().y() + 1, _fitting(tag_words(row.name), room), row.colour)
        paint.text(painter, QRect(colour, rect.top(), uses - colour - theme.GAP, rect.height()),
                   say(COLOUR_NAMES[row.colour]), "body", "text_2")  # fmt: skip
        paint.text(painter, QRect(uses, rect.top(), rect.right() - uses - _SIDE, rect.height()), uses_words(row),
                   "body", "text_2" if row.uses else "text_3", paint.RIGHT)  # fmt: skip


def _fitting(words: str, room: int) -> str:
    """Return the words as a pill of that width can hold them."""
    while len(words) > 2 and paint.pill_width(words) > room:
        words = f"{words[:-2]}…"
    return words
