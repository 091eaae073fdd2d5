"""A field of one line that leaves an input method alone while it composes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.composition import MAY_MOVE, ready, swallows, tell_place


class LineField(QLineEdit):
    """A line of text; react to `edited`, never to Qt's own signals, which know nothing of a composition."""

    edited = Signal(str)
    """The text as the user changed it, never while an input method composes."""
    composing_changed = Signal(bool)
    left = Signal()
    """The focus went elsewhere, with nothing left to compose."""

    def __init__(self, placeholder: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._composed = ""
        self._told = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.textEdited.connect(self._tell)

    def is_composing(self) -> bool:
        """Return whether an input method has begun a text that is not yet part of the field's."""
        return self._composing

    def setText(self, text: str | None) -> None:
        """Show a text; that is no edit, and `edited` stays silent."""
        super().setText(text)
        self._told = self.text()
        self._set_composing(False)  # the text that was being composed is gone

    def clear(self) -> None:
        """Show nothing; that is no edit."""
        self.setText("")

    def forget_history(self) -> None:
        """Take nothing back any more by undo, as where the same text belongs to another record."""
        place = self.cursorPosition()
        super().setText(self.text())
        self.setCursorPosition(place)

    def end_composition(self) -> None:
        """Make text of what is being composed, before the field goes: the input method's word, or else its letters."""
        if self._composing:
            before, letters = self.text(), self._composed
            QGuiApplication.inputMethod().commit()
            if self.text() == before:  # ibus takes the letters away here, for methods such as Pinyin
                self.inputMethodEvent(ready(letters))
                QGuiApplication.inputMethod().reset()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know when a composition begins and ends, and tell of its text at the end."""
        self._composed = event.preeditString()
        begins = bool(event.preeditString())
        if begins:
            self._set_composing(True)
        super().inputMethodEvent(event)
        if not begins:
            self._set_composing(False)
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Keep keys and shortcuts from the program while an input method composes."""
        if self._composing and swallows(event):
            return True
        done = super().event(event)
        if event.type() in MAY_MOVE:
            tell_place(self, self)
        return done

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a composition that the input method left behind: Qt has committed or dropped it."""
        super().focusOutEvent(event)
        if self._composing:
            self.inputMethodEvent(QInputMethodEvent())
        self.left.emit()

    def _tell(self, _: str = "") -> None:
        text = self.text()
        if not self._composing and text != self._told:
            self._told = text
            self.edited.emit(text)

    def _set_composing(self, composing: bool) -> None:
        if composing != self._composing:
            self._composing = composing
            self.composing_changed.emit(composing)
