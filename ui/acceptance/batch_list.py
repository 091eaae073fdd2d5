"""The batches of sites of a project, each with how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from models import acceptance_batches
from models.acceptance_batches import BatchProgress
from ui import theme
from ui.acceptance.words import day
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import menus, paint
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel


class BatchModel(RowModel[BatchProgress]):
    """The batches in their order."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.project_id: int | None = None

    def read(self, last: BatchProgress | None, limit: int) -> Sequence[BatchProgress]:
        """Return the batches below the last one."""
        if self.project_id is None:
            return []
        first = len(self.rows) if last is not None else 0
        return self.session.read(acceptance_batches.listing, self.project_id)[first : first + limit]

    def words(self, row: BatchProgress) -> str:
        """Return a batch in words."""
        return language().listing((row.name, *_told(self.session, row)))


class BatchDelegate(RowDelegate):
    """Draws a batch in two lines: its name and day, then its sites and how far it is."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: BatchProgress) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: BatchProgress, rect: QRect, position: QPoint) -> str:
        """Return the sites."""
        return row.sites

    def paint_row(self, painter: QPainter, rect: QRect, row: BatchProgress, state: QStyle.StateFlag) -> None:
        """Draw one batch."""
        upper = QRect(rect.left() + 12, rect.top() + 4, rect.width() - 24, 21)
        paint.text(painter, upper, row.name, "body_bold")
        lower = QRect(upper.left(), upper.bottom(), upper.width(), 19)
        paint.text(painter, lower, " · ".join(_told(self._session, row)), "caption", "text_2")


class BatchList(QWidget):
    """The batches; Enter changes one, N makes one, Delete takes one away and leaves what was in it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.model = BatchModel(session, self)
        self.view = RecordListView(self.model, BatchDelegate(session), say("Batches of sites"))
        self.new_button = button(say("New batch"), icon="plus")
        self.new_button.setToolTip(say("{words}  N", words=self.new_button.text()))
        self._nothing = EmptyState(
            say("No batches"),
            say("Where sites are accepted in parts, put their items and signatures into batches."),
            say("New batch"),
            icon="box",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(row(None, self.new_button), self._stack))
        self.new_button.clicked.connect(self.add)
        self._nothing.pressed.connect(self.add)
        self.view.new_wanted.connect(self.add)
        self.view.opened.connect(lambda batch: self._edit(batch.id))
        self.view.removed.connect(self._remove)
        self.view.menu_wanted.connect(self._show_menu)

    def show_project(self, project_id: int) -> None:
        """Show the batches of a project."""
        self.model.project_id = project_id
        self.model.reload()
        self._stack.setCurrentWidget(self.view if self.model.rows else self._nothing)
        self.new_button.setVisible(bool(self.model.rows))

    def focus_list(self) -> None:
        """Give the focus to the list."""
        (self.view if self.model.rows else self._nothing).setFocus()

    def add(self) -> None:
        """Make a batch."""
        self._edit(None)

    def _edit(self, batch_id: int | None) -> None:
        if self.model.project_id is not None:
            from ui.acceptance.batch_dialog import BatchDialog

            BatchDialog(self.session, self.model.project_id, batch_id, self.window()).open()

    def _remove(self, batch: BatchProgress) -> None:
        if self.session.run(acceptance_batches.trash, batch.id) is not None:
            self.session.say(say("In the trash: {title}", title=batch.name), can_undo=True)

    def _show_menu(self, batch: BatchProgress, place: QPoint) -> None:
        menu = menus.new_menu(batch.name, self)
        menus.add(menu, say("Edit…"), lambda: self._edit(batch.id), "edit", say("Enter"))
        menus.add(menu, say("Delete"), lambda: self._remove(batch), "trash", "Del")
        menus.show(menu, place)


def _told(session: Session, batch: BatchProgress) -> list[str]:
    parts = [plural("{count} site", "{count} sites", batch.site_count)] if batch.site_count else []
    if batch.planned_on:
        parts.append(say("planned {day}", day=day(session, batch.planned_on)))
    parts.append(say("{done} of {all} items accepted", done=batch.accepted, all=batch.items))
    parts.append(say("{done} of {all} signatures", done=batch.signed, all=batch.signatures))
    return parts
