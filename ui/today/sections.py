"""A section of the page: its heading with a count, and rows through which the arrows go on to the next section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import theme
from ui.translations import language
from ui.widgets.labels import label
from ui.widgets.layouts import Item, clear_layout, column, frame, line, row

_HEADING = 28
_ARROWS = ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1))

Keys = Mapping[Qt.Key, Callable[[], object]]
"""What letters do on a row, whichever of its parts has the focus."""
Menu = Callable[[QPoint], object]
"""Shows what else can be done with a row, at a place of the screen."""


def took_key(event: QKeyEvent, keys: Keys) -> bool:
    """Do what a letter stands for on a row, and return whether it stands for something."""
    deed = keys.get(Qt.Key(event.key()))
    if deed is None or event.modifiers() or event.isAutoRepeat():
        return False
    deed()
    return True


class ListRow(QWidget):
    """A row of a short list: names to follow and buttons; `main` is where the arrows come to, `record` what it is."""

    def __init__(
        self,
        main: QWidget,
        keys: Keys | None = None,
        *,
        menu: Menu | None = None,
        record: tuple[str, int] | None = None,
    ) -> None:
        super().__init__()
        self.main, self.record = main, record
        self._keys, self._menu = keys or {}, menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not took_key(event, self._keys):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._menu is None:
            super().contextMenuEvent(event)
        else:
            self._menu(event.globalPos())


class Section(QWidget):
    """A heading, how many there are, and what stands below; a kind of section says what, and hides without anything."""

    left = Signal(int)
    """The arrows went beyond the first row (-1) or the last one (1)."""
    entered = Signal(QWidget)
    """The arrows came to this row."""
    remade = Signal()
    """There are other widgets than before, for which the Tab key has no order yet."""

    def __init__(self, action: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "section")
        self._count = label("", "body", "text_3")
        self._facts: object = None
        heading = QWidget()
        heading.setFixedHeight(_HEADING)
        heading.setLayout(row(self._title, self._count, None, *([action] if action else [])))
        self.body = column(spacing=theme.CARD_GAP)
        self.setLayout(column(heading, self.body))

    def refresh(self) -> None:
        """Read again what the section shows."""
        raise NotImplementedError

    def rows(self) -> Sequence[QWidget]:
        """Return the rows the arrows go through; each has a `main`."""
        return ()

    def stops(self) -> list[QWidget]:
        """Return what the Tab key comes to, in the order it is read."""
        return [stop for one in self.rows() for stop in one.findChildren(QAbstractButton)]

    def set_heading(self, title: str, count: str) -> None:
        """Name the section and say how many there are (nothing for none)."""
        self._title.setText(title)
        self._count.setText(count)
        self.setAccessibleName(title)

    def heading(self) -> tuple[str, str]:
        """Return the name and the count as they are shown."""
        return self._title.text(), self._count.text()

    def enter(self, step: int) -> bool:
        """Go to the first row from above (1) or to the last one from below; returns whether there is one."""
        return self._go_to(0 if step > 0 else len(self.rows()) - 1)

    def is_news(self, facts: object) -> bool:
        """Return whether the rows have to be made anew; what is the same keeps its widgets and the focus."""
        told = (language().code, facts)
        if self._facts == told:
            return False
        self._facts = told
        return True

    def remake(self, make: Callable[[], None]) -> None:
        """Make the rows anew; the keys go on at the same place, or beyond when nothing is left."""
        place = self._place()
        make()
        self.remade.emit()
        if place >= 0 and not self._go_to(min(place, len(self.rows()) - 1)):
            self.left.emit(1)

    def let_arrows_go(self) -> None:
        """Let the arrows go from row to row; a button would take them for another Tab."""
        for key, step in _ARROWS:
            arrow = QShortcut(QKeySequence(key), self)
            arrow.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            arrow.activated.connect(partial(self._move, step))

    def _move(self, step: int) -> None:
        wanted = self._place() + step
        if not (wanted >= 0 and self._go_to(wanted)):
            self.left.emit(step)

    def _place(self) -> int:
        """Return which row has the focus, -1 for none."""
        focused = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self.window()) else None
        holding = (number for number, one in enumerate(self.rows()) if focused and one.isAncestorOf(focused))
        return next(holding, -1)

    def _go_to(self, number: int) -> bool:
        rows = self.rows()
        if self.isHidden() or not 0 <= number < len(rows):
            return False
        main = getattr(rows[number], "main", rows[number])
        main.setFocus(Qt.FocusReason.TabFocusReason)
        self.entered.emit(rows[number])
        return True


class ShortList(QWidget):
    """A few rows in a card with lines between them; for lists that never grow long."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(spacing=0)
        self._shown: list[QWidget] = []
        self.card = frame("card", self._rows, name)
        self.setLayout(column(self.card))

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these rows in place of those before."""
        clear_layout(self._rows)
        self._shown = list(rows)
        for number, one in enumerate(rows):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(one)

    def add_below(self, widget: QWidget) -> None:
        """Add a last row that leads to the rest."""
        held = ListRow(widget)
        held.setFixedHeight(theme.ROW)
        parts = row(widget, None)
        parts.setContentsMargins(theme.CARD_GAP, 0, theme.CARD_GAP, 0)
        held.setLayout(parts)
        self._rows.addWidget(line())
        self._rows.addWidget(held)
        self._shown.append(held)

    def rows(self) -> list[QWidget]:
        """Return the rows as they stand."""
        return self._shown


def two_line_row(made: ListRow, first: Item, second: Item, *right: QWidget, left: QWidget | None = None) -> ListRow:
    """Fill a row of a short list: two lines of text, at the right what can be done, at the left of what kind it is."""
    made.setFixedHeight(theme.TWO_LINE_ROW)
    words = column(None, first, second, None, spacing=0)
    parts = row(*([left] if left else []), words, *right, spacing=theme.CARD_GAP)
    parts.setStretch(1 if left else 0, 1)
    parts.setContentsMargins(theme.CARD_GAP, 0, theme.CARD_GAP, 0)
    made.setLayout(parts)
    return made
