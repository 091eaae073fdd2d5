"""The projects as a list: its rows, and how one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import project_lists
from models.project_lists import ProjectLine, Which
from ui import theme
from ui.projects.words import expected_words, line_words, stage_words, value_words
from ui.session import Session
from ui.widgets import paint
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12
_STAGE_AT, _VALUE_END = 0.5, 0.8
"""Where the stage begins and the value ends, as parts of the row's width."""
DEED_KEYS: dict[int, str] = {Qt.Key.Key_M: "move", Qt.Key.Key_W: "decide", Qt.Key.Key_E: "edit"}
"""What is done with the project at which the keys stand: to another stage, its outcome, its editor."""

_WIDE = 640
"""From this width on there is room for all columns on one line."""


class ProjectListModel(RowModel[ProjectLine]):
    """Projects that hold the words of a filter."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.text = ""
        self.which: Which = "running"

    def read(self, last: ProjectLine | None, limit: int) -> Sequence[ProjectLine]:
        """Return the projects below the last one."""
        first = len(self.rows) if last is not None else 0
        return self.session.read(project_lists.lines, self.which, self.text, limit=limit, offset=first)

    def words(self, row: ProjectLine) -> str:
        """Return a project in words."""
        return line_words(row, self.session.today())


class ProjectDelegate(RowDelegate):
    """Draws a project: its name and account, its stage, its value and when it is expected."""

    radius = 6

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today

    def height(self, row: ProjectLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: ProjectLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join(part for part in (row.name, row.account) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: ProjectLine, state: QStyle.StateFlag) -> None:
        """Draw one project."""
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        wide = rect.width() >= _WIDE
        stage_at = inner.left() + round(inner.width() * (_STAGE_AT if wide else 0.62))
        upper = QRect(inner.left(), rect.top() + 5, stage_at - inner.left() - theme.GAP, 20)
        paint.text(painter, upper, row.name, "body_bold")
        paint.text(painter, upper.translated(0, 19), row.account, "caption", "text_2")
        stage, tone = stage_words(row.outcome, row.closed_on, row.stage)
        when, token = expected_words(row, self._today())
        value = value_words(row.value_minor, row.currency)
        if wide:
            value_end = inner.left() + round(inner.width() * _VALUE_END)
            middle = rect.center().y()
            room = value_end - stage_at - theme.GAP
            shown = paint.metrics("caption").elidedText(stage, Qt.TextElideMode.ElideRight, room // 2)
            paint.pill(painter, stage_at, middle, shown, tone)
            left = stage_at + room // 2
            paint.text(
                painter, QRect(left, rect.top(), value_end - left, rect.height()), value, "body", "text", paint.RIGHT
            )
            end = QRect(value_end, rect.top(), inner.right() - value_end, rect.height())
            paint.text(painter, end, when, "body", token, paint.RIGHT)
        else:
            beside = QRect(stage_at, rect.top() + 5, inner.right() - stage_at, 20)
            paint.text(painter, beside, value or stage, "body", "text", paint.RIGHT)
            paint.text(painter, beside.translated(0, 19), when or stage, "caption", token, paint.RIGHT)


class ProjectListView(RecordListView):
    """The list. Enter opens, N makes a new project, Delete puts one into the trash; for the rest see DEED_KEYS."""

    deed_wanted = Signal(str, object)
    """What DEED_KEYS names is to be done with a project."""

    def __init__(
        self, model: RowModel[ProjectLine], name: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(model, ProjectDelegate(today), name, open_on_click=True, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key says with the project at which the keys stand."""
        row, deed = self.current_row(), DEED_KEYS.get(event.key())
        if deed is not None and not event.modifiers() and row is not None:
            self.deed_wanted.emit(deed, row)
        else:
            super().keyPressEvent(event)
