"""The risks of an account and its branches: the heaviest ones, beside its tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.risks import Risk
from models.text.day_words import DueWords
from ui import theme
from ui.risks import words
from ui.session import Session
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.link import Link
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

SHOWN = 4
"""So many risks are shown; the rest is counted."""
_ROW, _CELL = 48, 28


class RiskCardModel(RowModel[Risk]):
    """The heaviest risks."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._risks: Sequence[Risk] = ()

    def show(self, found: Sequence[Risk]) -> None:
        """Show these risks."""
        if list(found) != list(self._risks):
            self._risks = found
            self.start_over()

    def read(self, last: Risk | None, limit: int) -> Sequence[Risk]:
        """Return all rows at once."""
        return () if last is not None else self._risks

    def words(self, row: Risk) -> str:
        """Return a risk in words."""
        return words.row_words(self._session, row)


class RiskCardDelegate(RowDelegate):
    """Draws a risk in two lines: its weight and what it is, and until when it is to be looked at."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Risk) -> int:
        """Return the height of a row."""
        return _ROW

    def tip(self, row: Risk, rect: QRect, position: QPoint) -> str:
        """Return the whole title, how it was assessed, and the plan."""
        return "\n".join(part for part in (row.title, words.assessment_words(row), row.contingency) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: Risk, state: QStyle.StateFlag) -> None:
        """Draw a risk."""
        words.paint_weight(painter, QRect(rect.left(), rect.top() + 8, _CELL, 22), row)
        left = rect.left() + _CELL + theme.GAP
        room = rect.right() - 4 - left
        paint.text(painter, QRect(left, rect.top() + 5, room, 20), row.title, "body")
        due: DueWords = words.due_of(self._session, row)
        wide = paint.width(due.text, "caption")
        below = QRect(left, rect.top() + 25, room, 16)
        paint.text(painter, below, due.text, "caption", paint.TONES[due.tone], paint.RIGHT)
        about = words.assessment_words(row) or say("Not assessed yet")
        paint.text(painter, below.adjusted(0, 0, -wide - theme.GAP, 0), about, "caption", "text_2")


class RiskCard(QFrame):
    """The card, hidden where nothing may go wrong. Enter opens a risk."""

    all_wanted = Signal()
    """All risks of the account are wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        name = say("Risks")
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self.model = RiskCardModel(session)
        self.view = RowView(self.model, RiskCardDelegate(session), name, fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self._count = label("", "caption", "text_3")
        self._all = Link("", "caption")
        head = row(label(name, "body_bold"), None, self._count)
        self.setLayout(column(head, self.view, self._all, spacing=4, margins=theme.CARD_PADDING))
        self.view.opened.connect(self._open)
        self._all.clicked.connect(self.all_wanted)
        self.hide()

    def show_risks(self, found: Sequence[Risk], count: int) -> None:
        """Show the heaviest of so many risks."""
        self.model.show(found)
        self._count.setText(str(count))
        self._all.setText(plural("Show all {count} risk", "Show all {count} risks", count))
        self._all.setVisible(count > len(found))
        self.setVisible(bool(found))

    def _open(self, risk: Risk) -> None:
        from ui.steps.editor import edit_step

        edit_step(self._session, risk.id, self)
