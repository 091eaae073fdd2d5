"""The departments of an acceptance as a list: how many items and signatures of each are in which state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QStyle, QWidget

from models.acceptance_matrix import DepartmentRow, Matrix, States
from models.acceptance_states import STATES
from ui import theme
from ui.acceptance.figures import stacked
from ui.acceptance.words import HEADINGS, state_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_ROW = 27
_NUMBER = 32
"""The width of the surface behind a number."""
_WIDE = 780
"""From this width on there is room for the states of the items."""
_TONES = {"signed": ("green", "green_tint"), "ready": ("accent", "accent_tint"), "blocked": ("red", "red_tint")}
_SIGNATURES = ("signed", "ready", "blocked")

Column = tuple[str, str, int, int]
"""What stands in a column (name, items, signatures or bar), its state, its left edge and its width."""


def columns(width: int, *, with_items: bool) -> list[Column]:
    """Return the columns that have room in a width of pixels; the items' states only where they are wanted."""
    if not (with_items and width >= _WIDE):
        name, cell = round(width * 0.34), max(round(width * 0.103), 44)
        found: list[Column] = [("name", "", 0, name)]
        found += [("signatures", state, name + number * cell, cell) for number, state in enumerate(_SIGNATURES)]
        bar = name + 3 * cell + theme.GAP
        return [*found, ("bar", "", bar, max(width - bar, 0))]
    cell = round(width * 0.071)
    name = round(width * 0.2)
    found = [("name", "", 0, name)]
    found += [("items", state, name + number * cell, cell) for number, state in enumerate(STATES)]
    left = name + len(STATES) * cell + theme.CARD_PADDING
    found += [("signatures", state, left + number * cell, cell) for number, state in enumerate(_SIGNATURES)]
    bar = left + 3 * cell + theme.GAP
    return [*found, ("bar", "", bar, max(width - bar, 0))]


class MatrixModel(RowModel[DepartmentRow]):
    """The departments in their order; with `with_all`, all of them together stand first, under no name."""

    def __init__(self, parent: QObject | None = None, *, with_all: bool = False) -> None:
        super().__init__(parent)
        self.with_all = with_all
        self._known: Sequence[DepartmentRow] = ()
        self.most = 0
        """How many signatures the department with the most of them has."""

    def show(self, matrix: Matrix) -> None:
        """Show another matrix, or how it is now."""
        self.most = max((row.signatures.all for row in matrix.departments), default=0)
        whole = [DepartmentRow("", matrix.items, matrix.signatures)] if self.with_all and matrix.departments else []
        self._known = [*whole, *matrix.departments]
        self.reload()

    def read(self, last: DepartmentRow | None, limit: int) -> Sequence[DepartmentRow]:
        """Return the departments below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._known[first : first + limit]

    def identity(self, row: DepartmentRow) -> object:
        """Return the name of the department."""
        return row.department

    def words(self, row: DepartmentRow) -> str:
        """Return a department in words."""
        items = say("{done} of {all} items accepted", done=row.items.accepted, all=row.items.all)
        parts = [row.department or say("All departments"), items, _told(row.signatures, "signature")]
        return language().listing(parts)


class MatrixDelegate(RowDelegate):
    """Draws a department: its numbers, on a surface of their colour, and a bar of its signatures."""

    def __init__(self, most: Callable[[], int], *, with_items: bool = False) -> None:
        super().__init__()
        self._most, self._with_items = most, with_items

    def height(self, row: DepartmentRow) -> int:
        """Return the height of a row."""
        return _ROW if row.department else theme.ROW

    def tip(self, row: DepartmentRow, rect: QRect, position: QPoint) -> str:
        """Return the name, and its items by state."""
        return "\n".join((row.department, _told(row.items, "acceptance_item"), _told(row.signatures, "signature")))

    def paint_row(self, painter: QPainter, rect: QRect, row: DepartmentRow, state: QStyle.StateFlag) -> None:
        """Draw one department."""
        style = "body" if row.department else "body_bold"
        for kind, name, left, wide in columns(rect.width(), with_items=self._with_items):
            place = QRect(rect.left() + left, rect.top(), wide, rect.height())
            if kind == "name":
                paint.text(painter, place.adjusted(4, 0, -4, 0), row.department or say("All departments"), style)
            elif kind == "bar":
                found = row.signatures
                parts = [(found.signed, "green"), (found.all - found.signed - found.blocked, "accent_line")]
                most = self._most() if row.department else found.all
                stacked(painter, place.adjusted(0, 0, -4, 0), [*parts, (found.blocked, "red")], most)
            elif kind == "items":
                _number(painter, place, row.items.of(name), name, style)
            else:
                count = row.signatures.all - row.signatures.signed - row.signatures.blocked
                number = count if name == "ready" else row.signatures.of(name)
                _number(painter, place, number, name, style)


class MatrixHeading(QWidget):
    """The names of the columns above the list."""

    def __init__(self, *, with_items: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_items = with_items
        self._words = ""
        self.rows: QAbstractScrollArea | None = None
        """The list below, whose scroll bar may take some of the width."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def fill(self, matrix: Matrix) -> None:
        """Count the departments."""
        self._words = plural("{count} department", "{count} departments", len(matrix.departments))
        self.setAccessibleName(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 44 if self._with_items and self.width() >= _WIDE else 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = self.height() - 24
        wide = self.rows.viewport().width() if self.rows is not None else self.width()
        shown = columns(wide, with_items=self._with_items)
        for kind, state, left, width in shown:
            place = QRect(left, top, width, 20)
            if kind == "name":
                paint.text(painter, place.adjusted(4, 0, 0, 0), self._words, "caption", "text_2")
            elif kind != "bar":
                words = say(HEADINGS[state])
                paint.text(painter, place.adjusted(-2, 0, 2, 0), words, "caption", "text_2", paint.CENTRE)
        for kind, words in (("items", say("Items")), ("signatures", say("Signatures"))):
            of_kind = [one for one in shown if one[0] == kind]
            if top > 10 and of_kind:
                room = QRect(of_kind[0][2], 0, of_kind[-1][2] + of_kind[-1][3] - of_kind[0][2], 18)
                paint.text(painter, room, words, "caption_bold", "text", paint.CENTRE)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


def _number(painter: QPainter, place: QRect, count: int, state: str, style: str) -> None:
    if not count:
        paint.text(painter, place, "–", style, "text_3", paint.CENTRE)
        return
    token, surface = _TONES.get(state, ("text", ""))
    if surface:
        wide = max(_NUMBER, paint.width(str(count), style) + 10)
        paint.rounded(painter, QRect(place.center().x() - wide // 2, place.center().y() - 9, wide, 20), 4, surface)
    paint.text(painter, place, str(count), style, token, paint.CENTRE)


def _told(states: States, kind: str) -> str:
    found = [
        say("{count} {state}", count=count, state=state_words(kind, state))
        for state, count in zip(STATES, states.counts, strict=True)
        if count
    ]
    return language().listing(found)
