"""How satisfied they were: one of five figures, with its word."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from models.text.field_words import SATISFACTION_NAMES
from models.visit_sheet import VisitSheet
from ui import theme
from ui.translations import say
from ui.visits.part import SheetPart
from ui.visits.texts import heading
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.segments import ButtonOfGroup

_CELL = 28


class _Figure(ButtonOfGroup):
    """One figure in a cell; pressing the one that is on takes it back."""

    def __init__(self, figure: int) -> None:
        super().__init__()
        self.figure = figure
        self.setCheckable(True)
        self.setText(str(figure))
        words = f"{figure} · {say(SATISFACTION_NAMES[figure])}"
        self.setAccessibleName(words)
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


class Satisfaction(SheetPart):
    """Five cells and the word of the one that is on; a digit key or the arrows choose."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = [_Figure(figure) for figure in SATISFACTION_NAMES]
        self._word = label("", "caption", "text_2")
        self.setAccessibleName(say("Satisfaction"))
        for cell in self._cells:
            cell.clicked.connect(lambda on, chosen=cell: self._choose(chosen.figure if on else None))
        name = heading(say("Satisfaction"))
        self.setLayout(column(name, row(*self._cells, self._word, None), spacing=theme.SPACE_4))
        self._show(None)

    def value(self) -> int | None:
        """Return the figure that is on, or None."""
        return next((cell.figure for cell in self._cells if cell.isChecked()), None)

    def fill(self, sheet: VisitSheet) -> None:
        """Show the figure of a sheet."""
        self._show(sheet.satisfaction)

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the figure."""
        return replace(sheet, satisfaction=self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit or the arrows, and take back by Delete."""
        figure = self.value() or 0
        if event.text() in ("1", "2", "3", "4", "5"):
            self._choose(int(event.text()))
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._choose(min(figure + 1, 5))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._choose(max(figure - 1, 1))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, figure: int | None) -> None:
        self._show(figure)
        if any(cell.hasFocus() for cell in self._cells):
            self._cells[(figure or 1) - 1].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _show(self, figure: int | None) -> None:
        for cell in self._cells:
            cell.setChecked(cell.figure == figure)
            is_entry = cell.figure == (figure or 1)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)
        words = say(SATISFACTION_NAMES[figure]) if figure else ""
        self._word.setText(words[:1].upper() + words[1:])
