"""How close a person is to us, as five dots that are set by the pointer or the arrows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ui import theme
from ui.contacts.words import closeness_words
from ui.translations import say
from ui.widgets import paint

_UNKNOWN = -1
_STEP = 20
_DOT = 12
_LEFT = 8


class ClosenessField(QSlider):
    """0 to 5, or not known: a click or Left and Right set it, Delete makes it unknown again."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(_UNKNOWN, 5)
        self.setPageStep(1)
        self.setAccessibleName(name)
        self.setToolTip(say("Left and Right change it, Delete makes it unknown"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.set_closeness(None)
        self.valueChanged.connect(self._on_changed)

    def closeness(self) -> int | None:
        """Return the closeness, or None while nobody knows."""
        return None if self.value() == _UNKNOWN else self.value()

    def set_closeness(self, closeness: int | None) -> None:
        """Show a closeness; that is no edit."""
        blocked = self.blockSignals(True)
        self.setValue(_UNKNOWN if closeness is None else closeness)
        self.blockSignals(blocked)
        self._describe()

    def words(self) -> str:
        """Return the value in words."""
        return closeness_words(self.closeness()) or say("Not known")

    def sizeHint(self) -> QSize:
        return QSize(_LEFT + 5 * _STEP + theme.GAP + 130, theme.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEFT + 5 * _STEP + 60, theme.FIELD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setValue(_UNKNOWN)
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_5:
            self.setValue(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            # A second click on the first dot empties it: that is how 0 is reached by the pointer.
            self.setValue(0 if number == 1 and self.value() == 1 else number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing moves with the pointer."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has said all."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2
        for number in range(1, 6):
            left = _LEFT + (number - 1) * _STEP
            place = QRect(left, middle - _DOT // 2, _DOT, _DOT)
            if number <= self.value():
                paint.rounded(painter, place, _DOT / 2, "text_2")
            else:
                paint.rounded(painter, place, _DOT / 2, "", "control", dashed=self.value() == _UNKNOWN)
        words = self.rect().adjusted(_LEFT + 5 * _STEP + theme.GAP, 0, 0, 0)
        paint.text(painter, words, self.words(), "body", "text_2" if self.value() != _UNKNOWN else "text_3")
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")

    def _number_at(self, position: QPoint) -> int | None:
        number = (position.x() - _LEFT + (_STEP - _DOT) // 2) // _STEP + 1
        return number if 1 <= number <= 5 else None

    def _on_changed(self) -> None:
        self._describe()
        self.edited.emit()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words())
        self.update()
