"""Lists of steps, as every page shows them: ticked, postponed, edited and removed on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.step_lists import StepFilter, StepItem
from ui.session import Session
from ui.steps.rows import GroupHeading, StepDelegate, StepLine, StepRowModel
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

__all__ = [
    "GroupHeading",
    "StepDelegate",
    "StepFilter",
    "StepItem",
    "StepLine",
    "StepListView",
    "StepRowModel",
    "StepView",
]


class StepListView(RowView):
    """A list of steps of any kind. Space ticks, P postpones, Enter opens, Delete removes; a menu has all of it.

    The page it stands on reloads it when something changed.
    """

    def __init__(
        self,
        session: Session,
        model: RowModel[Any],
        delegate: RowDelegate,
        name: str,
        *,
        fit_content: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.session = session
        self.open_plan: Callable[[int], object] = lambda plan_id: session.open_record("plan", plan_id)
        super().__init__(model, delegate, name, fit_content=fit_content, parent=parent)
        model.setParent(self)
        self.opened.connect(self.open_row)
        self.ticked.connect(self._tick)
        self.removed.connect(self._remove)
        delegate.pressed.connect(lambda _spot, item: self._tick(item))
        self.menu_wanted.connect(self._show_menu)

    def reload(self) -> None:
        """Read again."""
        self.rows_model().reload()

    def open_row(self, item: StepLine) -> None:
        """Open the editor of a step; show a plan on its page."""
        if isinstance(item, GroupHeading):
            return
        if item.is_plan:
            self.open_plan(item.id)
            return
        from ui.steps.editor import edit_step

        edit_step(self.session, item.id, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Postpone with P."""
        item = self.current_row()
        if event.key() == Qt.Key.Key_P and not event.modifiers() and isinstance(item, StepItem):
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            from ui.steps import menus

            menus.show(menus.postpone_menu(self.session, item, self), place)
            return
        super().keyPressEvent(event)

    def _tick(self, item: StepItem) -> None:
        from ui.steps import deeds

        deeds.tick(self.session, item)

    def _remove(self, item: StepItem) -> None:
        from ui.steps import deeds

        deeds.remove(self.session, item)

    def _show_menu(self, item: StepLine, place: QPoint) -> None:
        if isinstance(item, StepItem):
            from ui.steps import menus

            menus.show(menus.step_menu(self.session, item, self, lambda: self.open_row(item)), place)


class StepView(StepListView):
    """The steps a filter wants, on one line each or on two, under headings if they are grouped."""

    def __init__(
        self,
        session: Session,
        name: str,
        wanted: StepFilter | None = None,
        *,
        grouped: bool = False,
        two_lines: bool = False,
        shows_account: bool = True,
        fit_content: bool = False,
        most: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.steps_model = StepRowModel(session, wanted or StepFilter(), grouped=grouped, most=most)
        delegate = StepDelegate(session, two_lines=two_lines, shows_account=shows_account)
        super().__init__(session, self.steps_model, delegate, name, fit_content=fit_content, parent=parent)

    def set_filter(self, wanted: StepFilter) -> None:
        """Show other steps, from the first one on."""
        self.steps_model.wanted = wanted
        self.steps_model.start_over()
