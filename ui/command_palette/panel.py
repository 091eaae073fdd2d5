"""The list below the field: it is seen and clicked, but never takes the focus from the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.command_palette.answers import Answer
from ui.command_palette.delegate import ListDelegate
from ui.command_palette.list_model import ListModel
from ui.command_palette.row import Row
from ui.command_palette.strip import FilterStrip, Foot
from ui.translations import say
from ui.widgets.floating_list import FloatingList
from ui.widgets.layouts import column
from ui.widgets.rows import RowView

_WIDTH = 680
_AT_EDGE = 12
_MOST_OF_WINDOW = 0.72
_LEAST_HEIGHT = 160


class ListPanel(FloatingList):
    """The rows, the understood filters above them and a hint below, in a window of the ToolTip kind."""

    marked = Signal(object)
    """The Row that Enter would take now."""
    picked = Signal(object)
    """The Row that was clicked."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setAccessibleName(say("Found"))
        self.model = ListModel()
        self.view = RowView(self.model, ListDelegate(), say("Found"), open_on_click=True)
        self.model.setParent(self.view)
        self.view.setProperty("kind", "card")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.opened.connect(self.picked)
        self.view.chosen.connect(self.marked)
        self.strip = FilterStrip()
        self.foot = Foot()
        list_box = column(self.view, margins=QMargins(6, 4, 6, 4))
        layout = column(self.strip, list_box, self.foot, spacing=0, margins=1)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        theme.watcher().changed.connect(self.update)

    def offer(self, answer: Answer, hints: Sequence[str]) -> None:
        """Show an answer with its first row marked."""
        self.strip.show_state(answer.filters, answer.unclear, answer.still_indexing)
        self.foot.set_parts(hints)
        self.model.show(answer.rows)
        self._present()

    def offer_all(self, read: Callable[[int], Sequence[Row]], chip: str, hints: Sequence[str]) -> None:
        """Show one kind of records, read on while it is scrolled."""
        self.strip.show_state((chip,), (), 0)
        self.foot.set_parts(hints)
        self.model.show_windowed(read)
        self._present()

    def marked_row(self) -> Row | None:
        """Return the row that Enter would take, if the list is shown."""
        row = self.view.current_row() if self.isVisible() else None
        return row if isinstance(row, Row) and row.can_be_chosen() else None

    def move_row(self, by: int) -> None:
        """Mark another row, so many further down; at the ends it goes round."""
        places = self._choosable()
        if places:
            now = self.view.currentIndex().row()
            place = places.index(now) if now in places else -1
            self._mark(places[(place + by) % len(places)])

    def move_page(self, by: int) -> None:
        """Mark a row as far down or up as the list shows at once; at the ends it stays."""
        places, view = self._choosable(), self.view
        if not places:
            return
        now = max(view.currentIndex().row(), 0)
        target = view.rowAt(view.rowViewportPosition(now) + by * (view.viewport().height() - theme.ROW))
        if target < 0:
            header = view.verticalHeader()
            wanted = header.sectionPosition(now) + by * (view.viewport().height() - theme.ROW)
            target = header.logicalIndexAt(wanted - header.offset())
        if target < 0:
            target = places[-1] if by > 0 else places[0]
        beyond = [place for place in places if (place >= target if by > 0 else place <= target)]
        self._mark((beyond[0] if by > 0 else beyond[-1]) if beyond else (places[-1] if by > 0 else places[0]))

    def move_group(self, by: int) -> None:
        """Mark the first row of the next group, or of the one before; at the ends it goes round."""
        rows = self.model.rows
        firsts = [place for place in self._choosable() if place == 0 or not rows[place - 1].can_be_chosen()]
        if not firsts:
            return
        now = self.view.currentIndex().row()
        here = max((number for number, place in enumerate(firsts) if place <= now), default=0)
        self._mark(firsts[(here + by) % len(firsts)])

    def _present(self) -> None:
        self.view.setCurrentIndex(self.model.index(-1))
        self.view.select_first()
        self.view.scrollToTop()
        self._place()
        self.appear()

    def _choosable(self) -> list[int]:
        return [place for place, row in enumerate(self.model.rows) if row.can_be_chosen()]

    def _mark(self, place: int) -> None:
        index = self.model.index(place)
        if place and not self.model.rows[place - 1].can_be_chosen():
            self.view.scrollTo(self.model.index(place - 1))  # its heading, too
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _place(self) -> None:
        field, window = self._field, self._field.window()
        width = min(max(field.width(), _WIDTH), window.width() - 2 * _AT_EDGE)
        strip = self.strip.height() if not self.strip.isHidden() else 0
        wanted = self.view.content_height() + strip + self.foot.height() + 10
        height = min(wanted, max(round(window.height() * _MOST_OF_WINDOW), _LEAST_HEIGHT))
        below = field.mapToGlobal(QPoint((field.width() - width) // 2, field.height() + 4))
        left_edge = window.mapToGlobal(QPoint(0, 0)).x() + _AT_EDGE
        left = min(max(below.x(), left_edge), left_edge + window.width() - 2 * _AT_EDGE - width)
        screen = field.screen().availableGeometry()
        height = min(height, max(screen.bottom() - below.y(), _LEAST_HEIGHT))
        self.setGeometry(QRect(max(min(left, screen.right() - width), screen.left()), below.y(), width, height))
