"""Buttons: plain, filled, text and small ones, and icons that stand without a word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from ui.icons import icon as drawn
from ui.widgets.tips import plain

_ICON_COLOURS = {"filled": "on_accent", "text": "accent", "plain": "text_2", "small": "text_2"}


class PushButton(QPushButton):
    """A button that Enter presses as Space does; Qt leaves Enter to the dialog, which would take its default."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(
    text: str, kind: str = "plain", icon: str = "", *, key: QKeySequence | None = None, name: str = ""
) -> QPushButton:
    """Return a button of a kind: plain, filled (one an area), text (no border) or small.

    A key is shown in the tooltip; it does not press the button, as an action of the window's menu does that.
    """
    made = PushButton(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    if icon:
        made.setIcon(drawn(icon, _ICON_COLOURS[kind]))
        made.setIconSize(QSize(16, 16))
    if key is not None:
        made.setToolTip(plain(f"{name or text}  {key.toString(QKeySequence.SequenceFormat.NativeText)}"))
    if name:
        made.setAccessibleName(name)
    return made


def icon_button(icon: str, name: str, *, size: int = 16, token: str = "text_2") -> QPushButton:
    """Return a button that is an icon alone; its name is the tooltip and what a screen reader says."""
    made = PushButton()
    made.setProperty("kind", "icon")
    made.setIcon(drawn(icon, token))
    made.setIconSize(QSize(size, size))
    made.setToolTip(plain(name))
    made.setAccessibleName(name)
    return made
