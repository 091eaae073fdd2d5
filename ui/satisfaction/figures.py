"""A figure from 1 to 5: five cells, of which one may be on, and its word beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.text.language import Label
from ui import theme
from ui.translations import capital, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.segments import ButtonOfGroup

_CELL = 28


class _Figure(ButtonOfGroup):
    """One figure in a cell; pressing the one that is on takes it back."""

    def __init__(self, figure: int, name: str, word: Label) -> None:
        super().__init__()
        self.figure = figure
        self.setCheckable(True)
        self.setText(str(figure))
        words = f"{figure} · {say(word)}"
        self.setAccessibleName(say("{left} · {right}", left=name, right=words))
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_CELL, _CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        fill = "accent_tint" if on else ("hover" if self.underMouse() else "card")
        paint.rounded(painter, self.rect(), 4, fill, "accent" if on or self.hasFocus() else "line_strong")
        if self.hasFocus():
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 3, "", "accent")
        style, token = ("body_bold", "accent") if on else ("body", "text")
        paint.text(painter, self.rect(), self.text(), style, token, paint.CENTRE)


class FigureRow(QWidget):
    """Five cells and the word of the one that is on; a digit key or the arrows choose, Delete takes back."""

    changed = Signal()

    def __init__(self, name: str, names: Mapping[int, Label]) -> None:
        super().__init__()
        self._names = names
        self.setAccessibleName(name)
        self.cells = [_Figure(figure, name, word) for figure, word in names.items()]
        self.word = label("", "caption", "text_2")
        for cell in self.cells:
            cell.clicked.connect(lambda on, chosen=cell: self.choose(chosen.figure if on else None))
        self.setLayout(row(*self.cells, self.word, None))
        self.set_value(None)

    def value(self) -> int | None:
        """Return the figure that is on, or None."""
        return next((cell.figure for cell in self.cells if cell.isChecked()), None)

    def set_value(self, figure: int | None) -> None:
        """Show a figure, without telling."""
        for cell in self.cells:
            cell.setChecked(cell.figure == figure)
            is_entry = cell.figure == (figure or 1)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)
        self.word.setText(capital(say(self._names[figure])) if figure else "")

    def choose(self, figure: int | None) -> None:
        """Show a figure as if it was pressed."""
        self.set_value(figure)
        if any(cell.hasFocus() for cell in self.cells):
            self.cells[(figure or 1) - 1].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit or the arrows, and take back by Delete."""
        figure = self.value() or 0
        if event.text() in ("1", "2", "3", "4", "5"):
            self.choose(int(event.text()))
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.choose(min(figure + 1, 5))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.choose(max(figure - 1, 1))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose(None)
        else:
            super().keyPressEvent(event)
