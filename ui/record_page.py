"""A page that begins with a list of records and shows one of them after it was opened."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import NotFound
from models.merging.chain import kept_id
from ui.page import Page
from ui.session import Session
from ui.widgets.layouts import column
from ui.widgets.record_list import RecordList
from ui.widgets.record_panel import RecordPanel

Panel = TypeVar("Panel", bound=RecordPanel)


class RecordPage(Page, Generic[Panel]):
    """Enter opens a record, Esc goes back to the list at the same row, N makes a new record."""

    kind: ClassVar[str]
    """The kind of the records, such as 'account'."""

    def __init__(self, session: Session, records: RecordList, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.panel: Panel | None = None
        self._records = records
        self._list_is_stale = True
        self._stack = QStackedWidget()
        self._stack.addWidget(records)
        self.setLayout(column(self._stack))
        records.opened.connect(lambda record_id: self.show_record(self.kind, record_id))

    def make_panel(self) -> Panel:
        """Make the panel of a record, when one is opened for the first time."""
        raise NotImplementedError

    def gone_words(self) -> str:
        """Return the sentence for a record that is no longer there."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the record again, or the list."""
        self._list_is_stale = True
        if not self.shows_record():
            self._refresh_list()
            return
        self._records.count()
        try:
            self.made_panel().refresh()
        except NotFound:
            if not self._show_kept(self.shown_id()):
                self.show_list()

    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record; of one that was merged the one that stayed, of one that is gone it is said that it is."""
        panel = self.made_panel()
        try:
            panel.show_record(record_id)
        except NotFound:
            if self._show_kept(record_id):
                return
            self.session.say(self.gone_words())
            self.show_list()
            return
        if not self._records.total:
            self._records.count()
        self._stack.setCurrentWidget(panel)
        panel.focus_tabs()
        self.heading_changed.emit()

    def _show_kept(self, record_id: int) -> bool:
        """Show the record that stayed when this one was merged; return whether it was."""
        kept = self.session.read(kept_id, self.kind, record_id)
        if kept != record_id:
            self.show_record(self.kind, kept)
        return kept != record_id

    def open_record(self) -> tuple[str, int] | None:
        """Return the kind and the id of the record that is shown."""
        return (self.kind, self.shown_id()) if self.shows_record() else None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the record that is shown, or the one the list stands at."""
        row = None if self.shows_record() else self._records.view().current_row()
        return (self.kind, row.id) if row is not None else self.open_record()

    def show_list(self) -> None:
        """Go back to the list, at the record that was shown."""
        if self._list_is_stale:
            self._refresh_list()
        self._stack.setCurrentWidget(self._records)
        if self.panel is not None and self.panel.record_id is not None:
            self._records.select(self.panel.record_id)
        self._records.focus_list()
        self.heading_changed.emit()

    def show_tag(self, tag: str) -> None:
        """Show the list, narrowed to what bears a tag."""
        self._records.count()
        self._list_is_stale = False
        self._stack.setCurrentWidget(self._records)
        self._records.show_tag(tag)
        self._records.focus_list()
        self.heading_changed.emit()

    def focus_first(self) -> None:
        """Give the focus to the list, or to the tabs of the record."""
        if self.shows_record():
            self.made_panel().focus_tabs()
        else:
            self._records.focus_list()

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        if self.shows_record():
            self.show_list()
        self._records.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._records.filter.selectAll()

    def shows_record(self) -> bool:
        """Return whether a record is shown, not the list."""
        return self.panel is not None and self._stack.currentWidget() is self.panel

    def shown_id(self) -> int:
        """Return the id of the record that is shown."""
        record_id = self.made_panel().record_id
        assert record_id is not None
        return record_id

    def made_panel(self) -> Panel:
        """Return the panel; it is made when it was not needed yet."""
        if self.panel is None:
            self.panel = self.make_panel()
            self.panel.back_wanted.connect(self.show_list)
            self._stack.addWidget(self.panel)
        return self.panel

    def _refresh_list(self) -> None:
        self._list_is_stale = False
        self._records.refresh()
        self.heading_changed.emit()
