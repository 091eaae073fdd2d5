"""The matrix of risks: how likely against what they would do, with how many stand in each cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.risks import SCALE, level_of
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES, RISK_LEVEL_NAMES
from ui import theme
from ui.risks.words import TONES
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.tips import plain

Cell = tuple[int, int]
"""A likelihood with an effect."""
_CELL, _GAP, _FOOT = 36, 4, 20
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}


class RiskMatrix(QWidget):
    """Arrows go from cell to cell; Space or Enter shows the risks of one alone, and all of them again."""

    chosen = Signal(object)
    """A likelihood with an effect whose risks are wanted, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[tuple[int | None, int | None], int] = {}
        self._at: Cell = (SCALE[-1], SCALE[-1])
        self.cell: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.watcher().changed.connect(self.update)
        self._tell()

    def show_counts(self, counts: Mapping[tuple[int | None, int | None], int], cell: Cell | None) -> None:
        """Show how many risks stand in each cell, and which one is shown alone."""
        self._counts, self.cell = counts, cell
        self._tell()
        self.update()

    def cell_words(self, cell: Cell) -> str:
        """Return a cell in words: 'likely · severe: high risk, 2 risks'."""
        return say(
            "{likelihood} · {effect}: {level}, {count}",
            likelihood=LIKELIHOOD_NAMES[cell[0]],
            effect=EFFECT_NAMES[cell[1]],
            level=RISK_LEVEL_NAMES[level_of(*cell)],
            count=plural("{count} risk", "{count} risks", self._counts.get(cell, 0)),
        )

    def sizeHint(self) -> QSize:
        return QSize(self._names() + len(SCALE) * 44, len(SCALE) * (_CELL + _GAP) + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._names() + len(SCALE) * 32, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), plain(self.cell_words(cell)) if cell else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            wanted = (self._at[0] + move[0], self._at[1] + move[1])
            if wanted[0] in SCALE and wanted[1] in SCALE:
                self._at = wanted
                self._tell()
                self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._at)
        elif event.key() == Qt.Key.Key_Escape and self.cell is not None:
            self._choose(self.cell)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint().x(), event.position().toPoint().y())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = cell
            self._choose(cell)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        names = self._names()
        for likelihood in SCALE:
            place = self._place((likelihood, SCALE[0]))
            room = QRect(0, place.top(), names - theme.GAP, place.height())
            paint.text(painter, room, say(LIKELIHOOD_NAMES[likelihood]), "hint", "text_2", paint.RIGHT)
            for effect in SCALE:
                self._paint_cell(painter, (likelihood, effect))
        first, last = self._place((SCALE[0], SCALE[0])), self._place((SCALE[0], SCALE[-1]))
        foot = QRect(first.left(), first.bottom() + 5, last.right() - first.left(), 16)
        paint.text(painter, foot, say(EFFECT_NAMES[SCALE[0]]), "hint", "text_2")
        paint.text(painter, foot, say(EFFECT_NAMES[SCALE[-1]]), "hint", "text_2", paint.RIGHT)
        paint.text(painter, foot, say("Effect"), "hint", "text_3", paint.CENTRE)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        ink, surface = TONES[level_of(*cell)]
        place, count = self._place(cell), self._counts.get(cell, 0)
        paint.rounded(painter, place, 4, surface)
        if count:
            paint.text(painter, place, str(count), "body_bold", ink, paint.CENTRE)
        if cell == self.cell:
            paint.rounded(painter, place, 4, "", "accent")
            paint.rounded(painter, place.adjusted(1, 1, -1, -1), 3, "", "accent")
        if self.hasFocus() and cell == self._at:
            paint.rounded(painter, place.adjusted(-2, -2, 2, 2), 6, "", "accent")
            paint.rounded(painter, place.adjusted(-1, -1, 1, 1), 5, "", "accent")

    def _choose(self, cell: Cell) -> None:
        self.cell = None if cell == self.cell else cell
        self._tell()
        self.update()
        self.chosen.emit(self.cell)

    def _tell(self) -> None:
        self.setAccessibleName(say("Matrix of risks"))
        self.setAccessibleDescription(self.cell_words(self._at))

    def _names(self) -> int:
        return max(paint.width(say(name), "hint") for name in LIKELIHOOD_NAMES.values()) + theme.GAP + 4

    def _place(self, cell: Cell) -> QRect:
        wide = max((self.width() - self._names() - 2) // len(SCALE), _GAP + 1)
        left = self._names() + SCALE.index(cell[1]) * wide
        top = (len(SCALE) - 1 - SCALE.index(cell[0])) * (_CELL + _GAP) + 2
        return QRect(left, top, wide - _GAP, _CELL)

    def _cell_at(self, x: int, y: int) -> Cell | None:
        cells = ((likelihood, effect) for likelihood in SCALE for effect in SCALE)
        return next((cell for cell in cells if self._place(cell).contains(x, y)), None)
