"""The list of people: its rows, and how one is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import contact_list
from models.contact_list import ContactLine, Filter
from ui import theme
from ui.contacts import marks
from ui.contacts.words import (
    STANCE_COLOURS,
    closeness_words,
    level_words,
    line_words,
    met_words,
    post_words,
    role_words,
    stance_words,
)
from ui.session import Session
from ui.widgets import paint
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_ROLE_AT, _STANDING_AT, _STANDING_WITHOUT_ROLE_AT = 0.46, 0.62, 0.5
"""Where the columns begin, as parts of the row's width; earlier where their words need the room."""
_WIDE, _MEDIUM = 700, 460
"""From these widths on there is room for the role, and for the standing."""
_SIDE = 12
_MET_WIDTH = 110


class ContactListModel(RowModel[ContactLine]):
    """People who pass a filter, by name or by the last meeting."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.wanted = Filter()
        self.order = "name"

    def read(self, last: ContactLine | None, limit: int) -> Sequence[ContactLine]:
        """Return the people below those shown."""
        shown = self.rows if last is not None else ()
        return self._session.read(contact_list.listing, shown, wanted=self.wanted, sort=self.order, limit=limit)

    def words(self, row: ContactLine) -> str:
        """Return a person in words."""
        return line_words(row, self._session.today())


class ContactDelegate(RowDelegate):
    """Draws a person: name and post, role group and level, stance and closeness, and when we last met."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: ContactLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: ContactLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join(filter(None, (row.name, post_words(row.title, row.account))))

    def paint_row(self, painter: QPainter, rect: QRect, row: ContactLine, state: QStyle.StateFlag) -> None:
        """Draw one person."""
        upper = QRect(rect.left() + _SIDE, rect.top() + 6, rect.width() - 2 * _SIDE, 20)
        lower = QRect(upper.left(), upper.bottom() + 1, upper.width(), 16)
        paint.dot(painter, upper.left(), upper.center().y() + 1, paint.ROLES.get(row.role_group or "", "control"))
        has_role, has_standing = rect.width() >= _WIDE, rect.width() >= _MEDIUM
        met = upper.right() - _MET_WIDTH
        begins = rect.left() + round(rect.width() * (_STANDING_AT if has_role else _STANDING_WITHOUT_ROLE_AT))
        standing = min(begins, met - theme.CARD_GAP - _standing_width())
        role = min(rect.left() + round(rect.width() * _ROLE_AT), standing - theme.CARD_GAP - _role_width())
        end = role if has_role else (standing if has_standing else met)
        self._paint_name(painter, upper, lower, end - theme.CARD_GAP, row)
        if has_role:
            end = standing - theme.CARD_GAP
            paint.text(painter, _between(upper, role, end), role_words(row.role_group), "body", "text_2")
            paint.text(painter, _between(lower, role, end), level_words(row.level), "caption", "text_3")
        if has_standing:
            self._paint_standing(painter, upper, lower, standing, met - theme.CARD_GAP, row)
        whole = QRect(met, rect.top(), _MET_WIDTH, rect.height())
        words = met_words(row.last_met, self._session.today())
        paint.text(painter, whole, words, "body", "text_2" if row.last_met else "text_3", paint.RIGHT)

    def _paint_name(self, painter: QPainter, upper: QRect, lower: QRect, end: int, row: ContactLine) -> None:
        left = upper.left() + 16
        token = "text_2" if row.placeholder else "text"
        paint.text(painter, _between(upper, left, end), row.name, "body_bold", token)
        paint.text(painter, _between(lower, left, end), post_words(row.title, row.account), "caption", "text_2")

    def _paint_standing(
        self, painter: QPainter, upper: QRect, lower: QRect, left: int, end: int, row: ContactLine
    ) -> None:
        words = left + marks.MARK_WIDTH + theme.GAP
        if row.stance is not None:
            marks.stance(painter, left, upper.center().y() + 1, row.stance)
            token = STANCE_COLOURS[row.stance]
            paint.text(painter, _between(upper, words, end), stance_words(row.stance), "caption", token)
        if row.closeness is not None:
            marks.closeness(painter, left, lower.center().y(), row.closeness)
            paint.text(painter, _between(lower, words, end), closeness_words(row.closeness), "caption", "text_2")


def _standing_width() -> int:
    """Return how wide the marks and the longest word for a stance are."""
    longest = max(paint.width(stance_words(stance), "caption") for stance in STANCE_COLOURS)
    return marks.MARK_WIDTH + theme.GAP + longest


def _role_width() -> int:
    return max(paint.width(role_words(group), "body") for group in paint.ROLES)


def _between(line: QRect, left: int, right: int) -> QRect:
    return QRect(left, line.top(), max(right - left, 0), line.height())


class ContactListView(RecordListView):
    """The list of people. Enter opens, N makes a new person, Delete puts one into the trash."""

    def __init__(self, session: Session, model: ContactListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, ContactDelegate(session), name, open_on_click=True, parent=parent)
