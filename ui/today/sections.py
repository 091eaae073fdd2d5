"""A section of the page: its heading with a count, and short lists whose rows have a name to follow and a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import theme
from ui.widgets.labels import label
from ui.widgets.layouts import Item, clear_layout, column, frame, line, row

_HEADING = 28


class Section(QWidget):
    """A heading, how many there are, and what stands below; without anything below it can hide."""

    def __init__(self, action: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "section")
        self._count = label("", "body", "text_3")
        heading = QWidget()
        heading.setFixedHeight(_HEADING)
        heading.setLayout(row(self._title, self._count, None, *([action] if action else [])))
        self.body = column(spacing=theme.CARD_GAP)
        self.setLayout(column(heading, self.body))

    def set_heading(self, title: str, count: str) -> None:
        """Name the section and say how many there are (nothing for none)."""
        self._title.setText(title)
        self._count.setText(count)
        self.setAccessibleName(title)

    def heading(self) -> tuple[str, str]:
        """Return the name and the count as they are shown."""
        return self._title.text(), self._count.text()


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
        held = QWidget()
        held.setFixedHeight(theme.ROW)
        parts = row(widget, None)
        parts.setContentsMargins(theme.CARD_GAP, 0, theme.CARD_GAP, 0)
        held.setLayout(parts)
        self._rows.addWidget(line())
        self._rows.addWidget(held)
        self._shown.append(held)

    def stops(self) -> list[QAbstractButton]:
        """Return what can be pressed, in the order it is read."""
        return [button for one in self._shown for button in one.findChildren(QAbstractButton)]


def two_line_row(first: Item, second: Item, *right: QWidget) -> QWidget:
    """Return a row of a short list: two lines of text, and at the right what can be done."""
    made = QWidget()
    made.setFixedHeight(theme.TWO_LINE_ROW)
    words = column(None, first, second, None, spacing=0)
    parts = row(words, *right, spacing=theme.CARD_GAP)
    parts.setStretch(0, 1)
    parts.setContentsMargins(theme.CARD_GAP, 0, theme.CARD_GAP, 0)
    made.setLayout(parts)
    return made
