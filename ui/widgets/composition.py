"""What text fields have in common for an input method: the keys that belong to it, and where its candidates stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTransform
from PySide6.QtWidgets import QWidget

_OF_THE_INPUT_METHOD = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
    }
)
MAY_MOVE = frozenset({QEvent.Type.FocusIn, QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.InputMethod})
"""Events around which Qt asks where the cursor is. (After others a field may be no more: to be deleted is one, too.)"""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def in_turn(event: QInputMethodEvent) -> list[QInputMethodEvent]:
    """Return what an input method says as steps: a word that is ready is text before the next one is composed."""
    if not (event.preeditString() and event.commitString()):
        return [event]
    word = QInputMethodEvent("", [])
    word.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return [word, QInputMethodEvent(event.preeditString(), event.attributes())]


def ready(letters: str) -> QInputMethodEvent:
    """Return the event by which an input method ends a composition with a text."""
    event = QInputMethodEvent("", [])
    event.setCommitString(letters)
    return event


def swallows(event: QEvent) -> bool:
    """Take an event from the program if it would disturb a composition; return whether it was taken.

    Shortcuts are claimed, so that none fires, and the keys that steer the input method reach nobody else.
    """
    if event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    if event.key() in _OF_THE_INPUT_METHOD or event.modifiers() & _COMMANDS:
        event.accept()
        return True
    return False


def tell_place(field: QWidget, area: QWidget) -> None:
    """After one of the events that MAY_MOVE it, say where the area that shows a field's text stands in the window.

    The candidates are put below the cursor there. Qt says it when the field moves in its parent, but not when what
    holds the field is scrolled, and it forgets the padding around an area, so that the candidates hid the text.
    """
    if field.hasFocus():
        place = area.mapTo(field.window(), QPoint())
        QGuiApplication.inputMethod().setInputItemTransform(QTransform.fromTranslate(place.x(), place.y()))
