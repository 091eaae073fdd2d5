"""How the lines of the territory are drawn: columns with bars, and the heading above them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from models.territory_lines import TOTAL, Line, Territory
from models.text import territory_words as words
from models.text.day_words import near_date
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.territory.lines import TerritoryModel, TerritoryRow, name_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowView

_SIDE = 12
_INDENT = 20
_BAR = 88
_NAME = 220
"""So much room the names keep; columns of less weight go first."""

_HEADING = 32
_COLUMNS: Mapping[str, Label] = {
    "seen": Label("Seen"),
    "visits": Label("Visits"),
    "each": Label("Per account"),
    "rhythm": Label("Rhythm kept"),
    "felt": Label("Satisfaction"),
    "last": Label("Last seen"),
}
_LEAST: Mapping[str, int] = {"seen": 104, "visits": 176, "each": 76, "rhythm": 156, "felt": 100, "last": 100}
_GO_FIRST = ("each", "last", "felt", "seen")
"""Which columns are left out where the room is narrow, in this order."""


def columns(room: QRect) -> dict[str, QRect]:
    """Return where the columns of a row stand, by their names."""
    widths = {key: max(least, paint.width(say(_COLUMNS[key]), "caption") + 8) for key, least in _LEAST.items()}
    for key in _GO_FIRST:
        if sum(widths.values()) + len(widths) * theme.CARD_PADDING + _NAME <= room.width():
            break
        del widths[key]
    found = {}
    right = room.right() - _SIDE
    for key in reversed(list(widths)):
        found[key] = QRect(right - widths[key], room.top(), widths[key], room.height())
        right -= widths[key] + theme.CARD_PADDING
    found["name"] = QRect(room.left() + _SIDE, room.top(), max(right - room.left() - _SIDE, 0), room.height())
    return found


class TerritoryHeading(QWidget):
    """The names of the columns above a list, as wide as its rows."""

    def __init__(self, view: RowView) -> None:
        super().__init__()
        self._view = view
        self._first = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.viewport().installEventFilter(self)
        theme.watcher().changed.connect(self.update)

    def set_first(self, name: str) -> None:
        """Name the first column."""
        self._first = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEADING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRect(0, 0, self._view.viewport().width(), self.height())
        for key, column in columns(rect).items():
            name = self._first if key == "name" else say(_COLUMNS[key])
            paint.text(painter, column, name, "caption", "text_3", paint.LEFT if key == "name" else paint.RIGHT)
        paint.separator(painter, rect, "line_strong")


class TerritoryDelegate(RowDelegate):
    """Draws a line: its name in the tree, who was seen, and bars for the visits and the rhythm."""

    def __init__(self, session: Session, model: TerritoryModel) -> None:
        super().__init__()
        self._session, self._model = session, model

    def hot_spots(self, row: TerritoryRow, rect: QRect) -> dict[str, QRect]:
        """Return the arrow that opens a line."""
        if not row.can_open:
            return {}
        return {"toggle": QRect(rect.left() + _SIDE + row.depth * _INDENT - 4, rect.top(), 24, rect.height())}

    def tip(self, row: TerritoryRow, rect: QRect, position: QPoint) -> str:
        """Return the line in words."""
        return self._model.words(row)

    def paint_row(self, painter: QPainter, rect: QRect, row: TerritoryRow, state: QStyle.StateFlag) -> None:
        """Draw one line."""
        territory = self._model.territory
        if territory is None:
            return
        places = columns(rect)
        self._paint_name(painter, places["name"], territory, row)
        self._paint_visits(painter, places["visits"], territory, row.line)
        self._paint_rhythm(painter, places["rhythm"], row.line)
        for key, (said, token) in self._texts(row.line).items():
            if key in places:
                paint.text(painter, places[key], said, "body", token, paint.RIGHT)

    def _paint_name(self, painter: QPainter, room: QRect, territory: Territory, row: TerritoryRow) -> None:
        left = room.left() + row.depth * _INDENT
        if row.can_open:
            arrow = "chevron-down" if row.is_open else "chevron-right"
            paint.icon(painter, left, room.center().y() + 1, arrow, "text_2", 16)
        is_flat = self._model.shown != "all"
        left += 0 if is_flat or row.line.key == TOTAL else 22
        style = "body_bold" if row.line.key == TOTAL or row.can_open else "body"
        name = QRect(left, room.top(), max(room.right() - left, 0), room.height())
        wide = paint.text(painter, name, name_words(territory, row.line), style)
        if row.line.account_class and territory.grouping != "class":
            kind = say("class {name}", name=row.line.account_class)
            paint.text(painter, name.adjusted(wide + theme.GAP, 0, 0, 0), kind, "caption", "text_3")

    def _paint_visits(self, painter: QPainter, room: QRect, territory: Territory, line: Line) -> None:
        said = words.visits_words(language(), territory, line)
        share = territory.target_share(line)
        if share is None:
            paint.text(painter, room.adjusted(0, 0, -_BAR - theme.GAP, 0), said, "body", "text", paint.RIGHT)
            return
        behind = territory.is_behind(line)
        _paint_bar(painter, room, said, share, "amber" if behind else "accent")
        if 0 < territory.passed < 1:
            mark = room.right() - _BAR + round(_BAR * territory.passed)
            paint.rounded(painter, QRect(mark, room.center().y() - 5, 2, 12), 1, "text")

    def _paint_rhythm(self, painter: QPainter, room: QRect, line: Line) -> None:
        share = line.rhythm_share
        if share is not None:
            token = {"plain": "accent", "soon": "amber", "late": "red"}[words.rhythm_tone(line)]
            _paint_bar(painter, room, words.rhythm_words(language(), line), share, token)

    def _texts(self, line: Line) -> dict[str, tuple[str, str]]:
        """Return the plain columns: what they say, and in which colour."""
        each = f"{words.per_account(line):.1f}" if line.accounts > 1 else ""
        return {
            "seen": _seen(line),
            "each": (each, "text"),
            "felt": (words.satisfaction_words(language(), line), "text"),
            "last": self._last(line),
        }

    def _last(self, line: Line) -> tuple[str, str]:
        if line.account_id is None:
            return "", "text"
        if line.last_seen is None:
            return say("never"), "red"
        return near_date(language(), date.fromisoformat(line.last_seen), self._session.today()), "text_2"


def _seen(line: Line) -> tuple[str, str]:
    """Return how many accounts of a line were seen, or how often a single one was."""
    if line.accounts > 1 or line.account_id is None:
        said = say("{count} of {all}", count=line.seen, all=line.accounts)
        return said, "amber" if line.unseen else "text"
    if not line.seen:
        return say("not seen"), "amber"
    return plural("{count} time", "{count} times", line.times), "text"


def _paint_bar(painter: QPainter, room: QRect, said: str, share: float, token: str) -> None:
    """Draw a number and the bar beside it."""
    ink = "text" if token == "accent" else token
    paint.text(painter, room.adjusted(0, 0, -_BAR - theme.GAP, 0), said, "body", ink, paint.RIGHT)
    bar = QRect(room.right() - _BAR, room.center().y() - 2, _BAR, 6)
    paint.rounded(painter, bar, 3, "grey_tint")
    filled = round(_BAR * min(share, 1.0))
    if filled:
        paint.rounded(painter, QRect(bar.left(), bar.top(), max(filled, 6), 6), 3, token)
