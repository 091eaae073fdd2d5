"""An input method in tests: what ibus sends while someone types Chinese."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, letters: str) -> None:
    """Compose as an input method does, letter by letter: nothing of it is text yet."""
    for end in range(1, len(letters) + 1):
        QApplication.sendEvent(widget, QInputMethodEvent(letters[:end], []))


def commit(widget: QWidget, text: str) -> None:
    """End a composition with a text, as the space bar does."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def cancel(widget: QWidget) -> None:
    """End a composition with nothing, as Esc does."""
    QApplication.sendEvent(widget, QInputMethodEvent("", []))
