"""The list of warm paths: each with its people in a row, and the reason of each hop below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.text.path_words import path_reasons
from models.warm_path import WarmPath
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE, _TOP, _NAMES, _REASON = 12, 8, 24, 20


class PathModel(RowModel[WarmPath]):
    """The paths to one person."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: Sequence[WarmPath] = ()

    def show(self, found: Sequence[WarmPath]) -> None:
        """Show other paths."""
        self._known = found
        self.start_over()

    def read(self, last: WarmPath | None, limit: int) -> Sequence[WarmPath]:
        """Return the paths, all at once."""
        return self._known if last is None else ()

    def identity(self, row: WarmPath) -> object:
        """Return whom the path begins with."""
        return row.people[0].id

    def words(self, row: WarmPath) -> str:
        """Return a path in words."""
        return language().listing([names_of(row), *path_reasons(language(), row, self._session.today())])


class PathDelegate(RowDelegate):
    """Draws a path."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: WarmPath) -> int:
        """Return the height of a path: a line for its people, and one for each reason."""
        return 2 * _TOP + _NAMES + _REASON * len(row.ties)

    def tip(self, row: WarmPath, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join([names_of(row), *path_reasons(language(), row, self._session.today())])

    def paint_row(self, painter: QPainter, rect: QRect, row: WarmPath, state: QStyle.StateFlag) -> None:
        """Draw one path."""
        inner = rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        first = QRect(inner.left(), inner.top(), inner.width(), _NAMES)
        wide = paint.text(painter, first, hops_of(row), "caption", "text_2", paint.RIGHT)
        self._paint_people(painter, first.adjusted(0, 0, -wide - theme.CARD_GAP, 0), row)
        for number, reason in enumerate(path_reasons(language(), row, self._session.today())):
            line = QRect(inner.left(), inner.top() + _NAMES + number * _REASON, inner.width(), _REASON)
            paint.text(painter, line.adjusted(theme.CARD_PADDING, 0, 0, 0), reason, "caption", "text_2")

    def _paint_people(self, painter: QPainter, area: QRect, row: WarmPath) -> None:
        left, end = area.left(), area.right()
        for number, person in enumerate(row.people):
            if number:
                paint.icon(painter, left, area.center().y() + 1, "chevron-right", "text_3", 14)
                left += 14 + theme.SPACE_4
            paint.dot(painter, left, area.center().y() + 1, paint.ROLES.get(person.role_group or "", "control"))
            left += 8 + 6
            room = QRect(left, area.top(), max(end - left, 0), area.height())
            left += paint.text(painter, room, person.name, "body_bold") + theme.GAP


def names_of(path: WarmPath) -> str:
    """Return the people of a path in a row: 'Tom › Karen › 张总'."""
    return " › ".join(person.name for person in path.people)


def hops_of(path: WarmPath) -> str:
    """Return how long a path is."""
    if len(path.people) == 1:
        return say("you know each other")
    return plural("{count} hop", "{count} hops", len(path.people))
