"""The accounts as a list: its rows, how one is drawn, and the heads of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from models import account_lists, tags
from models.account_lists import AccountLine
from ui import theme
from ui.accounts.words import line_words, open_words, rhythm_token, rhythm_words, visited_words
from ui.session import Session
from ui.tags.looks import tag_words
from ui.translations import say
from ui.widgets import paint
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12
_CLASS_AT, _VISITED_AT, _RHYTHM_AT, _OPEN_AT = 0.38, 0.44, 0.56, 0.74
"""Where the columns begin, as parts of the row's width."""
_WIDE = 620
"""From this width on there is room for all columns."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list."""

    line: AccountLine

    @property
    def id(self) -> int:
        """What tells this row from others."""
        return self.line.id


class AccountListModel(RowModel[AccountRow]):
    """Accounts by name, those that hold the words of a filter."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.text = self.tag = ""

    def words(self, row: AccountRow) -> str:
        """Return an account in words."""
        return line_words(row.line, self.session.today())

    def read(self, last: AccountRow | None, limit: int) -> Sequence[AccountRow]:
        """Return the accounts below the last one."""
        below = last.line if last is not None else None
        found = self.session.read(account_lists.listing, text=self.text, tag=self.tag, below=below, limit=limit)
        return [AccountRow(line) for line in found]


class AccountDelegate(RowDelegate):
    """Draws an account: name and what stands above it, class, last visit, rhythm, and what is open."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._colours: Mapping[str, str] | None = None
        session.changed.connect(self._forget_colours)

    def tip(self, row: Any, rect: QRect, position: QPoint) -> str:
        """Return the whole name with what stands above, and the tags."""
        name = " › ".join((*row.line.path, row.line.name))
        return "\n".join(filter(None, (name, " ".join(map(tag_words, row.line.tags)))))

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, state: QStyle.StateFlag) -> None:
        """Draw one account."""
        line, today = row.line, self._session.today()
        columns = columns_of(rect)
        self._paint_name(painter, columns["name"], row)
        paint.text(painter, columns["class"], line.account_class or "", "body", "text_2")
        visited = "text_2" if line.last_visit else "text_3"
        paint.text(painter, columns["visited"], visited_words(line, today), "body", visited)
        paint.text(painter, columns["rhythm"], rhythm_words(line, today), "body", rhythm_token(line))
        token = "red" if line.complaints else "text_2"
        paint.text(painter, columns["open"], open_words(line), "body", token, paint.RIGHT)

    def _paint_name(self, painter: QPainter, room: QRect, row: AccountRow) -> None:
        wide = paint.text(painter, room, row.line.name, "body_bold")
        if row.line.path:
            rest = room.adjusted(wide + theme.GAP, 1, 0, 0)
            if rest.width() > 40:
                wide += theme.GAP + paint.text(painter, rest, " › ".join(row.line.path), "caption", "text_3")
        self._paint_tags(painter, room.adjusted(wide + theme.CARD_GAP, 0, 0, 0), row.line.tags)

    def _paint_tags(self, painter: QPainter, room: QRect, borne: Sequence[str]) -> None:
        """Draw the tags for which the name has left room."""
        if borne and self._colours is None:
            self._colours = self._session.read(tags.colours)
        left = room.left()
        for name in borne:
            if left + paint.pill_width(tag_words(name)) > room.right():
                return
            tone = tags.colour_of(self._colours or {}, name)
            left += paint.pill(painter, left, room.center().y() + 1, tag_words(name), tone) + theme.SPACE_4

    def _forget_colours(self, _changes: object) -> None:
        self._colours = None


def columns_of(rect: QRect) -> dict[str, QRect]:
    """Return where each column of a row stands; a narrow row has no room for the class and what is open."""
    if rect.width() >= _WIDE:
        parts = {"class": _CLASS_AT, "visited": _VISITED_AT, "rhythm": _RHYTHM_AT, "open": _OPEN_AT}
    else:
        parts = {"visited": 0.52, "rhythm": 0.76}
    starts = {"name": rect.left() + _SIDE}
    starts |= {key: rect.left() + round(rect.width() * part) for key, part in parts.items()}
    ends = [start - theme.CARD_GAP for start in list(starts.values())[1:]] + [rect.right() - _SIDE]
    found = dict.fromkeys(("name", "class", "visited", "rhythm", "open"), QRect())
    for (key, start), end in zip(starts.items(), ends, strict=True):
        found[key] = QRect(start, rect.top(), max(end - start, 0), rect.height())
    return found


class ColumnHeads(QWidget):
    """The names of the columns, above a list that is as wide as `width_below` says."""

    def __init__(self, width_below: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width_below = width_below
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        names = {
            "name": say("Account"),
            "class": say("Class"),
            "visited": say("Last visit"),
            "rhythm": say("Rhythm"),
            "open": say("Still open"),
        }
        area = QRect(0, 0, self._width_below(), self.height())
        for key, place in columns_of(area).items():
            align = paint.RIGHT if key == "open" else paint.LEFT
            paint.text(painter, place, names[key], "caption", "text_3", align)
        paint.separator(painter, self.rect())


class AccountListView(RecordListView):
    """A list of accounts. Enter opens, N makes a new one, Delete puts one into the trash."""

    def __init__(self, session: Session, model: AccountListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, AccountDelegate(session), name, open_on_click=True, parent=parent)
