"""Lists of steps, as every page shows them: ticked, postponed, edited and removed on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.step_lists import Grouping, StepFilter, StepItem
from ui.session import Session
from ui.steps.rows import GroupHeading, StepDelegate, StepLine, StepRowModel
from ui.widgets.menus import show
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
    """A list of steps of any kind. Space ticks, P postpones, R gives a step to somebody else, Enter opens, Delete
    removes; a menu has all of it. Where several rows are selected, it is done to all of them, and taken back by one
    Undo.

    The page it stands on reloads it when something changed.
    """

    step_closed = Signal(object)
    """The StepItem of a step that was closed by itself from here, as it was before: a `ResultLine` may ask about it."""

    drag_started = Signal(object)
    """The StepItems that the pointer has taken up, before it moves on."""
    drag_ended = Signal()
    """The pointer has dropped them, on a day or nowhere."""

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
        self.keys: dict[Qt.Key, Callable[[], object]] = {Qt.Key.Key_P: self.postpone, Qt.Key.Key_R: self.reassign}
        super().__init__(model, delegate, name, fit_content=fit_content, several=True, parent=parent)
        model.setParent(self)
        self.opened.connect(self.open_row)
        self.ticked.connect(self._tick)
        self.removed.connect(self._remove)
        delegate.pressed.connect(lambda _spot, item: self._tick(item))
        self.menu_wanted.connect(self._show_menu)

    def reload(self) -> None:
        """Read again."""
        self.rows_model().reload()

    def chosen_items(self, item: StepItem | None = None) -> list[StepItem]:
        """Return what a deed is done to: all that is selected, or one row alone that is not among it."""
        selected = [row for row in self.selected_rows() if isinstance(row, StepItem)]
        if item is None:
            item = self.current_row()
        if isinstance(item, StepItem) and (len(selected) < 2 or all(row.id != item.id for row in selected)):
            return [item]
        return selected

    def follows(self, before: StepLine, now: StepLine) -> bool:
        """Let the keys stay where a step stood that was put off: the next one waits there."""
        if isinstance(before, StepItem) and isinstance(now, StepItem):
            return (before.group, before.sorted_day) == (now.group, now.sorted_day)
        return True

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
        """Do what a letter stands for: P postpones, R gives to somebody else, and what the page adds."""
        deed = self.keys.get(Qt.Key(event.key()))
        if deed is not None and not event.modifiers():
            deed()
            return
        super().keyPressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Take up what is selected and open, where the page has a place to drop it."""
        items = [item for item in self.chosen_items() if item.closed_at is None]
        if items:
            from ui.steps import dragging

            self.drag_started.emit(items)
            dragging.drag(self, items)
            self.drag_ended.emit()

    def tick(self) -> None:
        """Close what is selected, or open it again."""
        items = self.chosen_items()
        if items:
            self._tick(items[0])

    def postpone(self) -> None:
        """Ask for another day of what is selected and open."""
        items = [item for item in self.chosen_items() if item.closed_at is None]
        if items:
            from ui.steps import menus

            menus.ask_day(self.session, items, self)

    def reassign(self) -> None:
        """Offer who may do what is selected."""
        items = [item for item in self.chosen_items() if not item.is_plan]
        if items:
            from ui.steps import menus

            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            show(menus.owner_menu(self.session, items, self), place)

    def remove(self) -> None:
        """Put what is selected into the trash."""
        items = self.chosen_items()
        if items:
            self._remove(items[0])

    def _tick(self, item: StepItem) -> None:
        from ui.steps import deeds

        items = self.chosen_items(item)
        changes = deeds.tick_all(self.session, items)
        if changes is not None and len(items) == 1 and item.closed_at is None and not item.is_plan:
            self.step_closed.emit(item)

    def _remove(self, item: StepItem) -> None:
        from ui.steps import deeds

        deeds.remove_all(self.session, self.chosen_items(item))

    def _show_menu(self, item: StepLine, place: QPoint) -> None:
        if isinstance(item, StepItem):
            from ui.steps import menus

            items = self.chosen_items(item)
            menu = menus.step_menu(self.session, items, self, lambda: self.open_row(item), self.step_closed.emit)
            show(menu, place)


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
        self.steps_delegate = StepDelegate(session, two_lines=two_lines, shows_account=shows_account)
        super().__init__(session, self.steps_model, self.steps_delegate, name, fit_content=fit_content, parent=parent)

    def set_grouping(self, by: Grouping) -> None:
        """Let the headings say when steps are due, or which account or plan they belong to; the row stays."""
        here = self.current_row()
        self.steps_model.by = self.steps_delegate.by = by
        self.steps_model.start_over()
        if isinstance(here, StepItem) and not self.select(here.id):
            self.select_first()

    def set_filter(self, wanted: StepFilter) -> None:
        """Show other steps, from the first one on."""
        self.steps_model.wanted = wanted
        self.steps_model.start_over()
