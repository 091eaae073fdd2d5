"""The list that a page of records begins with: its filter, its rows, and a word where there are none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.tags.tag_filter import TagFilter
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.rows import RowView

_FILTER_WIDTH = 320


class RecordListView(RowView):
    """The rows. Enter opens one, N makes a new record, Delete puts one into the trash."""

    new_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)


class RecordList(QWidget):
    """A list below its filter. What it says of a record is its id, but `menu_wanted` tells the row and the place."""

    opened = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    new_wanted = Signal()
    tag_filter: TagFilter

    def __init__(
        self, filter_words: str, nothing: EmptyState, none_found: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.total = 0
        self.filter = FilterField(filter_words)
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.paused.connect(self.read_filtered)
        self.filter.list_wanted.connect(self.focus_list)
        self._nothing, self._none_found = nothing, none_found
        nothing.pressed.connect(self.new_wanted)
        none_found.pressed.connect(self.clear_filter)
        self.stack = QStackedWidget()
        self.stack.addWidget(nothing)
        self.stack.addWidget(none_found)

    def add_view(self, view: RecordListView) -> None:
        """Show a list, which may be one of several, and pass on what is done in it."""
        self.stack.addWidget(view)
        view.opened.connect(lambda row: self.opened.emit(row.id))
        view.removed.connect(lambda row: self.removed.emit(row.id))
        view.menu_wanted.connect(self.menu_wanted)
        view.new_wanted.connect(self.new_wanted)

    def view(self) -> RecordListView:
        """Return the list that is to be seen now."""
        raise NotImplementedError

    def top(self) -> QWidget:
        """Return what stands above the list, and is not there while there are no records at all."""
        raise NotImplementedError

    def count(self) -> None:
        """Count the records."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Let the lists know what the filter asks for."""
        raise NotImplementedError

    def show_tag(self, tag: str) -> None:
        """Show the records that bear a tag."""
        self.clear_filter()
        self.tag_filter.set_tag(tag)
        self.read_filtered()

    def refresh(self) -> None:
        """Read again, as much as was shown."""
        self.count()
        self.tag_filter.refresh()
        self.view().rows_model().reload()
        self.show_state()

    def read_filtered(self) -> None:
        """Show what the filter asks for now."""
        self.narrow()
        self.view().rows_model().start_over()
        self.view().scrollToTop()
        self.show_state()

    def clear_filter(self) -> None:
        """Show all records."""
        self.filter.clear()
        self.tag_filter.set_tag("")
        self.read_filtered()
        self.focus_list()

    def select(self, record_id: int) -> None:
        """Go to a record."""
        self.view().select(record_id)

    def focus_list(self) -> None:
        """Give the focus to the list, at the record it was at."""
        self.filter.settle()
        if self.stack.currentWidget() is self.view():
            self.view().setFocus()

    def show_state(self) -> None:
        """Show the list, or say why there is nothing in it."""
        empty = self._none_found if self.total else self._nothing
        self.stack.setCurrentWidget(self.view() if self.view().rows_model().rows else empty)
        self.top().setVisible(self.total > 0)
