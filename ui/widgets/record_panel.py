"""The panel of one record: its head, its tabs, and beside them what is always in sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui import theme
from ui.session import Session
from ui.widgets.layouts import NO_LIMIT, column, holding, scroll
from ui.widgets.segments import TabRow

_SIDE_BY_SIDE = 760
"""From this width on the right column stands beside the main one, else below it."""
_LEAST_BESIDE, _LEAST_BELOW = 280, 420
"""How high the tab is at least: beside the right column, and above it."""


class _TabPages(QStackedWidget):
    """The page of each tab. They scroll by themselves, so that none of them asks for more room than there is."""

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())


class RecordPanel(QWidget):
    """One record. It is built once and filled again for each; a tab is read when it is seen.

    Whoever derives from it gives its parts to `lay_out`, and says how it is filled in `fill` and `read_tab`.
    """

    back_wanted = Signal()

    whole_width: ClassVar[frozenset[str]] = frozenset()
    """The tabs that need all the width there is: the cards of the side stand beside the others."""

    def __init__(self, session: Session, tabs: TabRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.tabs = tabs
        self.record_id: int | None = None
        self._first_tab = tabs.current()
        self._read_tabs: set[str] = set()
        self._side_is_read = False
        self._pages: Mapping[str, QWidget] = {}
        tabs.changed.connect(self.show_tab)

    def fill(self, record_id: int) -> None:
        """Show what stands outside the tabs; raises NotFound for a record that is not there."""
        raise NotImplementedError

    def fill_side(self, record_id: int) -> None:
        """Show the cards beside the tabs; they are read when they are seen."""

    def read_tab(self, key: str) -> None:
        """Show a tab of the record that was filled in."""
        raise NotImplementedError

    def start_over(self) -> None:
        """Forget what was chosen for the record before: another one is about to be shown."""
        self.tabs.set_current(self._first_tab)

    def lay_out(self, head: QWidget, pages: Mapping[str, QWidget], side: tuple[QWidget, ...]) -> None:
        """Put the head above the tabs, the page of each tab below them, and the cards of the side beside it."""
        self._pages = pages
        self._stack = _TabPages()
        for page in pages.values():
            self._stack.addWidget(page)
        below = QMargins(0, 0, 0, theme.MARGIN)
        self._side = holding(column(*side, None, spacing=theme.CARD_PADDING, margins=below))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.COLUMN_GAP)
        self._body.addWidget(self._stack, 1)
        self._body.addWidget(self._side)
        self._area = scroll(holding(self._body))
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_right_edge)
        margin = theme.MARGIN
        top = column(head, 4, self.tabs, spacing=theme.CARD_GAP, margins=QMargins(0, 0, margin, 0))
        self.setLayout(column(top, self._area, spacing=theme.CARD_GAP, margins=QMargins(margin, margin, 0, 0)))
        self._keep_right_edge(0, 0)
        self._arrange()

    def show_record(self, record_id: int) -> None:
        """Show a record, another one from the first tab on; raises NotFound for one that is not there."""
        if record_id != self.record_id:
            self.start_over()
        self.fill(record_id)
        self.record_id = record_id
        self._read_tabs.clear()
        self._side_is_read = False
        self.show_tab(self.tabs.current())

    def refresh(self) -> None:
        """Read the record again; raises NotFound when it is no longer there."""
        if self.record_id is not None:
            self.show_record(self.record_id)

    def show_tab(self, key: str) -> None:
        """Show a tab; it is read when it was not yet."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._side.setVisible(key not in self.whole_width)
        if self.record_id is None:
            return
        if key not in self._read_tabs:
            self._read_tabs.add(key)
            self.read_tab(key)
        if not self._side_is_read and key not in self.whole_width:
            self._side_is_read = True
            self.fill_side(self.record_id)

    def focus_tabs(self) -> None:
        """Give the focus to the tabs, from where the arrows and Tab lead on."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, which reaches the panel only where nothing inside it has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _keep_right_edge(self, _first: int, last: int) -> None:
        """Let the cards end below the top bar's button, with a scroll bar beside them or without."""
        taken = self._area.verticalScrollBar().sizeHint().width() if last else 0
        self._body.setContentsMargins(0, 0, theme.MARGIN - taken, 0)

    def _arrange(self) -> None:
        beside = self.width() - 2 * theme.MARGIN >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._side.setMinimumWidth(theme.RIGHT_COLUMN if beside else 0)
        self._side.setMaximumWidth(theme.RIGHT_COLUMN if beside else NO_LIMIT)
        self._side.setSizePolicy(
            QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        self._stack.setMinimumHeight(_LEAST_BESIDE if beside else _LEAST_BELOW)
