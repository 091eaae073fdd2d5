"""Small facts with a border: pills, health pills that open a list, filter chips and person chips."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.cross import Cross
from ui.widgets.tips import plain

_CROSS = 28


class Pill(QWidget):
    """A pill of 20 pixels that says a kind or a state; it does nothing."""

    def __init__(self, text: str, tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.watcher().changed.connect(self.update)

    def set_pill(self, text: str, tone: str) -> None:
        """Say something else."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.pill_width(self._text), theme.PILL)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.pill(QPainter(self), 0, self.height() // 2, self._text, self._tone)


class _Chip(QAbstractButton):
    """A chip of 24 pixels that can be pressed; the kinds below say how it looks."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), self._style()) + 22, theme.CHIP)

    def _style(self) -> str:
        return "caption"

    def _draw(self, painter: QPainter, fill: str, border: str, ink: str) -> None:
        paint.rounded(painter, self.rect(), theme.CHIP / 2, fill, border)
        paint.text(painter, self.rect().adjusted(8, 0, -8, 0), self.text(), self._style(), ink, paint.CENTRE)
        self._draw_focus(painter)

    def _draw_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            paint.rounded(painter, self.rect(), theme.CHIP / 2, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), theme.CHIP / 2 - 1, "", "accent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class HealthPill(_Chip):
    """A fact about an account or a person (outlined), or something open (tinted); pressing it opens that list."""

    def __init__(self, text: str, tone: str = "outlined", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone

    def set_tone(self, tone: str) -> None:
        """Take another tone: outlined, grey, accent, red, amber, green, blue or purple."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, fill, border = {
            "outlined": ("text_2", "hover" if self.underMouse() else "", "line_strong"),
            "accent": ("accent", "accent_tint", ""),
            "red": ("red", "red_tint", ""),
            "amber": ("amber", "amber_tint", ""),
            "green": ("green", "green_tint", ""),
            "blue": ("blue", "blue_tint", ""),
            "purple": ("purple", "purple_tint", ""),
            "grey": ("text_2", "grey_tint", ""),
        }[self._tone]
        self._draw(QPainter(self), fill, border, ink)


class FilterChip(_Chip):
    """A chip that switches a filter on and off."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setChecked(checked)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            self._draw(QPainter(self), "accent_tint", "accent_line", "accent")
        else:
            self._draw(QPainter(self), "hover" if self.underMouse() else "", "line_strong", "text_2")


class DotChip(_Chip):
    """A dot and a name; in an editor also an × (Delete or Backspace) to remove it."""

    removed = Signal()

    def __init__(self, name: str, token: str, *, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._token = token
        self._cross = Cross(self, _CROSS) if removable else None
        if self._cross is not None:
            self._cross.pressed.connect(self.removed)

    def _style(self) -> str:
        return "caption"

    def sizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), "caption") + 36 + (20 if self._cross else 0), theme.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), theme.CHIP / 2, "hover" if self.underMouse() else "card", "line_strong")
        middle = self.height() // 2
        paint.dot(painter, 10, middle, self._token)
        room = self.width() - 24 - (_CROSS if self._cross else 10)
        paint.text(painter, QRect(24, 0, room, self.height()), self.text(), "caption", "text")
        if self._cross:
            ink = "text" if self._cross.is_below_pointer else "text_2"
            paint.icon(painter, self.width() - 24, middle, "close", ink, 14)
        self._draw_focus(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._cross and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class PersonChip(DotChip):
    """A person: the dot of the role group and the name."""

    def __init__(
        self, name: str, role_group: str | None, *, removable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, paint.ROLES.get(role_group or "", "control"), removable=removable, parent=parent)
        if removable:
            self.setToolTip(plain(say("Delete removes {name} from this visit", name=name)))
