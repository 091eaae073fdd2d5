"""A timeline with the chips that choose what of it is shown, and a word where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import theme
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_row import FilterRow
from ui.widgets.layouts import column
from ui.widgets.timeline import TimelineView


class TimelineTab(QWidget):
    """The history of a record. Whoever derives from it fills `view` and calls `show_state` then.

    `kinds` are the chips beside Everything, as (key, words); `nothing` is shown while there is no history at all.
    """

    def __init__(
        self, session: Session, kinds: Sequence[tuple[str, str]], nothing: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view = TimelineView(session, say("Timeline"))
        self.chips = FilterRow(say("Show"), [("everything", say("Everything")), *kinds])
        self._nothing = nothing
        self._none_of_kind = EmptyState(say("Nothing of this kind"), say("Choose Everything to see the whole history."))
        self._stack = QStackedWidget()
        for page in (self.view, self._nothing, self._none_of_kind):
            self._stack.addWidget(page)
        self.setLayout(column(self.chips, self._stack, spacing=theme.GAP))
        self.chips.changed.connect(self.set_filter)

    def reset(self) -> None:
        """Show everything of the next record."""
        self.chips.set_current("everything")
        self.view.timeline_model.show = "everything"

    def set_filter(self, show: str) -> None:
        """Show one kind of entries alone, or everything."""
        self.chips.set_current(show)
        self.view.set_filter(show)
        self.show_state()

    def show_state(self) -> None:
        """Show the history, or say why there is nothing in it; what there is nothing of needs no chips."""
        has_rows, shows_all = bool(self.view.timeline_model.rows), self.chips.current() == "everything"
        empty = self._nothing if shows_all else self._none_of_kind
        self._stack.setCurrentWidget(self.view if has_rows else empty)
        self.chips.setVisible(has_rows or not shows_all)
