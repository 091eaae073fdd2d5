"""The coverage of an account: for each role group, how close we are to the people we know in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.coverage import Covered, RoleCoverage
from ui import theme
from ui.contacts.words import closeness_words, role_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_ROW, _CELL, _CELL_HEIGHT, _GAP = 30, 24, 20, 4
_CELLS_AT, _NAME_AT = 0.5, 16
_CLOSE_FROM = 3
"""From this closeness on (0 to 5) a person counts as close to us."""


class CoverageModel(RowModel[RoleCoverage]):
    """The role groups."""

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[RoleCoverage] = ()

    def show(self, found: Sequence[RoleCoverage]) -> None:
        """Show the coverage of another account, or as it is now."""
        if list(found) != self.rows:
            self._known = found
            self.start_over()

    def read(self, last: RoleCoverage | None, limit: int) -> Sequence[RoleCoverage]:
        """Return the role groups, all at once."""
        return self._known if last is None else ()

    def identity(self, row: RoleCoverage) -> object:
        """Return the role group."""
        return row.role_group

    def words(self, row: RoleCoverage) -> str:
        """Return a role group with its people in words."""
        if not row.people:
            return say("{role}: nobody yet", role=_role(row))
        return say("{role}: {people}", role=_role(row), people=language().listing(_people(row)))


class CoverageDelegate(RowDelegate):
    """Draws a role group: dot, name, and a figure for each person; dashed where nobody is known."""

    has_line = False
    radius = 6

    def height(self, row: RoleCoverage) -> int:
        """Return the height of a row."""
        return _ROW

    def tip(self, row: RoleCoverage, rect: QRect, position: QPoint) -> str:
        """Return who they are."""
        return "\n".join(_people(row))

    def paint_row(self, painter: QPainter, rect: QRect, row: RoleCoverage, state: QStyle.StateFlag) -> None:
        """Draw one role group."""
        middle = rect.top() + rect.height() // 2
        paint.dot(painter, rect.left(), middle, paint.ROLES.get(row.role_group, "control"))
        cells = rect.left() + round(rect.width() * _CELLS_AT)
        name = QRect(rect.left() + _NAME_AT, rect.top(), cells - rect.left() - _NAME_AT - theme.GAP, rect.height())
        paint.text(painter, name, _role(row), "body", "text_2")
        if not row.people:
            words = say("Nobody yet")
            cell = QRect(cells, middle - _CELL_HEIGHT // 2, paint.width(words, "caption") + 18, _CELL_HEIGHT)
            paint.rounded(painter, cell, 4, "", "control", dashed=True)
            paint.text(painter, cell, words, "caption", "amber", paint.CENTRE)
            return
        self._paint_people(painter, rect, cells, middle, row)

    def _paint_people(self, painter: QPainter, rect: QRect, left: int, middle: int, row: RoleCoverage) -> None:
        wide = rect.right() + 1 - left
        every = len(row.people) + row.more
        room = max((wide + _GAP) // (_CELL + _GAP), 1)
        if every > room:  # how many more there are is said in full
            room = max((wide - paint.width(f"+{every}", "caption")) // (_CELL + _GAP), 1)
        shown = row.people[:room]
        for person in shown:
            cell = QRect(left, middle - _CELL_HEIGHT // 2, _CELL, _CELL_HEIGHT)
            close = (person.closeness or 0) >= _CLOSE_FROM
            paint.rounded(painter, cell, 4, "accent_tint" if close else "grey_tint")
            words = "–" if person.closeness is None else str(person.closeness)
            paint.text(painter, cell, words, "caption", "accent" if close else "text_2", paint.CENTRE)
            left += _CELL + _GAP
        if len(shown) < every:
            rest = QRect(left, middle - _CELL_HEIGHT // 2, rect.right() + 1 - left, _CELL_HEIGHT)
            paint.text(painter, rest, f"+{every - len(shown)}", "caption", "text_3")


class CoverageCard(QFrame):
    """The card; a role group that is opened leads to the people."""

    people_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Coverage"))
        self.model = CoverageModel()
        self.view = RowView(self.model, CoverageDelegate(), say("Coverage"), fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        head = row(label(say("Coverage"), "body_bold"), None, label(say("closeness 0 to 5"), "caption", "text_2"))
        self.setLayout(column(head, self.view, spacing=6, margins=theme.CARD_PADDING))
        self.view.opened.connect(lambda _row: self.people_wanted.emit())

    def show_coverage(self, found: Sequence[RoleCoverage]) -> None:
        """Show the coverage of another account, or as it is now."""
        self.model.show(found)


def _role(row: RoleCoverage) -> str:
    return role_words(row.role_group) or say("No role yet")


def _people(row: RoleCoverage) -> list[str]:
    """Return the people of a role group in words, and how many more there are than are named."""
    more = [plural("{count} more", "{count} more", row.more)] if row.more else []
    return [*map(_person, row.people), *more]


def _person(person: Covered) -> str:
    if person.closeness is None:
        return person.name
    return say("{name}: {closeness}, {words}", name=person.name, closeness=person.closeness,
               words=closeness_words(person.closeness))  # fmt: skip
