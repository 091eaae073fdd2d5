"""One field of two records side by side, and which of the values is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui import theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.segments import ButtonOfGroup, ChoiceGroup
from ui.widgets.tips import plain

BOTH_WIDTH = 76
_SIDE, _TOP, _MARK = 10, 7, 14
_MOST_LINES = 5
"""So many lines of a long text are shown; the rest is in the tooltip."""
_LONGEST = 4000


class Cell(ButtonOfGroup):
    """A value that can be taken, with a mark where it is; of an empty one a line."""

    def __init__(self, words: str, name: str, *, narrow: bool = False) -> None:
        super().__init__()
        self.setText(words)
        self.setShortcut(QKeySequence())  # an & in a value makes no key
        self.setAccessibleName(f"{name}: {words or say('nothing')}" if not narrow else name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed if narrow else QSizePolicy.Policy.Ignored, _GROWS)
        policy.setHeightForWidth(not narrow)
        self.setSizePolicy(policy)
        self._narrow = narrow
        if narrow:
            self.setFixedWidth(BOTH_WIDTH)
        if len(words) > 80:
            self.setToolTip(plain(words[:_LONGEST]))
        theme.watcher().changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        return not self._narrow

    def heightForWidth(self, width: int) -> int:
        return max(len(self._lines(width)), 1) * theme.line_height("body") + 2 * _TOP

    def sizeHint(self) -> QSize:
        return QSize(BOTH_WIDTH if self._narrow else 200, theme.line_height("body") + 2 * _TOP)

    def minimumSizeHint(self) -> QSize:
        return QSize(BOTH_WIDTH if self._narrow else 80, theme.line_height("body") + 2 * _TOP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        taken = self.isChecked()
        fill = "accent_tint" if taken else ("hover" if self.underMouse() else "card")
        paint.rounded(painter, self.rect(), 8, fill, "accent" if taken else "line_strong")
        line = theme.line_height("body")
        mark = QRect(_SIDE, _TOP + (line - _MARK) // 2, _MARK, _MARK)
        paint.rounded(painter, mark, _MARK / 2, "card", "accent" if taken else "control")
        if taken:
            paint.dot(painter, mark.left() + 3, mark.top() + _MARK // 2, "accent", 8)
        left = mark.right() + theme.GAP
        for number, words in enumerate(self._lines(self.width()) or ["—"]):
            area = QRect(left, _TOP + number * line, self.width() - left - _SIDE + 2, line)
            paint.text(painter, area, words, "body", "text" if self.text() else "text_3")
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")

    def _lines(self, width: int) -> list[str]:
        room = width - _SIDE * 2 - _MARK - theme.GAP
        return broken(self.text(), theme.font("body"), max(room, 20), _MOST_LINES)


_GROWS = QSizePolicy.Policy.Minimum


class FieldChoice(ChoiceGroup):
    """The values of a field that can be taken: 'kept', 'other', and 'both' where they can stand together."""

    moved = Signal(int)
    """Up or Down was pressed: one field up (−1) or down (1)."""

    def __init__(self, name: str, kept: str, other: str, *, with_both: bool) -> None:
        cells = [("kept", Cell(kept, say("Left"))), ("other", Cell(other, say("Right")))]
        if with_both:
            cells.append(("both", Cell(say("Both"), say("Both"), narrow=True)))
        super().__init__(name, cells, theme.GAP)
        self._cells = [cell for _, cell in cells]
        box = self.layout()
        assert isinstance(box, QHBoxLayout)
        box.setStretch(0, 1)
        box.setStretch(1, 1)
        self._with_both = with_both

    def last_cell(self) -> Cell:
        """Return the value at the right."""
        return self._cells[-1]

    def leave_room_for_both(self) -> None:
        """Stand below the columns of fields of which both values can be taken."""
        box = self.layout()
        if isinstance(box, QHBoxLayout) and not self._with_both:
            box.addSpacing(BOTH_WIDTH + theme.GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Up and Down to whoever shows several fields; Left and Right choose."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return the lines of a text as they fit into a width, `most` of them; the last one ends with … where more follows.

    The lines of an empty text are none.
    """
    lines: list[str] = []
    paragraphs: Sequence[str] = text[:_LONGEST].splitlines()
    for paragraph in paragraphs:
        layout = QTextLayout(paragraph, font)
        layout.beginLayout()
        start = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(paragraph[start : start + line.textLength()].rstrip())
            start += line.textLength()
            if len(lines) > most:
                break
        layout.endLayout()
        if len(lines) > most:
            last = f"{lines[most - 1]} {lines[most]}"
            return [*lines[: most - 1], QFontMetrics(font).elidedText(f"{last}…", Qt.TextElideMode.ElideRight, width)]
    return lines
