"""A field that takes words and says below how it understood them."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from models.errors import InvalidValue
from ui import theme
from ui.translations import language
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField

if TYPE_CHECKING:
    from ui.background import Background

Value = TypeVar("Value")


class UnderstoodField(QWidget, Generic[Value]):
    """A line for words that mean a value, and below it what they mean, or a sentence that says what is wrong.

    What is typed stays as it is, right or wrong; that it is wrong is said when the field is left or Enter pressed, as
    half a word is no mistake. Below the line there is always room for a line of text, so that
    nothing moves while someone types; `keeps_room=False` gives that up.
    """

    loads: tuple[str, ...] = ()
    """The modules that reading needs, loaded beside the window before the first key would wait for them."""

    changed = Signal()
    """The user wrote something that means another value, or no value any more."""

    def __init__(
        self, name: str = "", placeholder: str = "", *, keeps_room: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = self.make_line(placeholder, name)
        self._below = label("", "caption", "accent", wrap=not keeps_room)
        policy = self._below.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self._below.setSizePolicy(policy)
        self._below.hide()
        self._keeps_room = keeps_room
        self._value: Value | None = None
        self._error: InvalidValue | None = None
        self._background: Background | None = None
        self.setLayout(column(self.line, self._below, spacing=theme.SPACE_4))
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._read)
        self.line.left.connect(self._say_error)
        self.line.returnPressed.connect(self._say_error)
        self.setAccessibleName(name)

    def make_line(self, placeholder: str, name: str) -> LineField:
        """Return the line to write in; a field with suggestions has one of its own."""
        return LineField(placeholder, name, self)

    def read(self, text: str) -> Value | None:
        """Return what words mean; raises InvalidValue. Each kind of field has its own."""
        raise NotImplementedError

    def words(self, value: Value) -> str:
        """Return a value in words that `read` understands."""
        raise NotImplementedError

    def meanings(self, value: Value) -> tuple[str, ...]:
        """Return what may stand below the line while somebody writes, from the most telling to the shortest."""
        return (self.words(value),)

    def value(self) -> Value | None:
        """Return what is meant; None where nothing is written, or nothing that can be understood."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show a value in words, as if nobody had typed."""
        self._value = value
        self._error = None
        self.line.setText("" if value is None else self.words(value))
        self._tell_below("", "accent")

    def text(self) -> str:
        """Return what is written."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write something as the user would: what it means is shown below, and nothing is signalled."""
        self.line.setText(text)
        self._understand(text)

    def error(self) -> str:
        """Return the sentence that says what is wrong with the words, or nothing."""
        return self._error.say(language()) if self._error else ""

    def is_right(self) -> bool:
        """Return whether what is written can be understood, or nothing is written."""
        return self._error is None

    def below(self) -> str:
        """Return what stands below the line."""
        return self._below.text()

    def show_error(self, sentence: str) -> None:
        """Show a sentence about this field that only the journal could know."""
        self._tell_below(sentence, "red")

    def is_composing(self) -> bool:
        """Return whether an input method composes in the line."""
        return self.line.is_composing()

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which is what has the focus."""
        self.line.setAccessibleName(name)

    def accessibleName(self) -> str:
        """Return the name of the line."""
        return self.line.accessibleName()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what reading needs while nobody waits yet."""
        super().showEvent(event)
        missing = tuple(name for name in self.loads if name not in sys.modules)
        if missing and self._background is None:
            from ui.background import Background

            self._background = Background(self)
            self._background.run("words", partial(_load, missing), _done, _done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a value by the arrows, where the kind of field knows a next one."""
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        moved = self.moved(self._value, by) if by and self._value is not None else None
        if moved is None or moved == self._value:
            super().keyPressEvent(event)
            return
        self.set_value(moved)
        self.changed.emit()

    def moved(self, value: Value, by: int) -> Value | None:
        """Return the next value up (1) or down (−1), or None where arrows do nothing."""
        return None

    def _read(self, text: str) -> None:
        before = self._value
        was_right = self.is_right()
        self._understand(text)
        if self._value != before or self.is_right() != was_right:
            self.changed.emit()

    def _understand(self, text: str) -> None:
        try:
            self._value, self._error = self.read(text), None
        except InvalidValue as error:
            self._value, self._error = None, error
            self._tell_below("", "accent")
            if not self.line.hasFocus():
                self._say_error()
            return
        words = () if self._value is None else self.meanings(self._value)
        self._tell_below("" if text.strip() in words[:1] else self._fitting(words), "accent")
        if self.below():
            self.line.setAccessibleDescription(words[0])

    def _say_error(self) -> None:
        if self._error is not None:
            self._tell_below(self.error(), "red")

    def _fitting(self, words: tuple[str, ...]) -> str:
        """Return the most telling of some words for the same that has room on a line, or else the shortest."""
        if not self.isVisible():  # how wide it will be is not known yet
            return words[0] if words else ""
        room, measure = self.line.width(), self._below.fontMetrics()
        return next((one for one in words if measure.horizontalAdvance(one) <= room), words[-1] if words else "")

    def _tell_below(self, sentence: str, token: str) -> None:
        # A sentence may need more lines than are kept free for what was understood.
        width = self.line.width()
        wide = self.isVisible() and self._below.fontMetrics().horizontalAdvance(sentence) > width
        self._below.setWordWrap(wide or token == "red" or not self._keeps_room)
        self._below.setText(sentence)
        # A window grows by what its widgets need at least, and does not ask how high wrapped words are.
        self._below.setMinimumHeight(max(self._below.heightForWidth(width), 0) if wide else 0)
        set_token(self._below, token)
        self._below.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        faulty = bool(sentence) and token == "red"
        if bool(self.line.property("faulty")) != faulty:
            self.line.setProperty("faulty", faulty)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)


def _load(modules: tuple[str, ...]) -> None:
    for name in modules:
        import_module(name)


def _done(_: object) -> None:
    """Want nothing of what was loaded; whoever needs it finds it there."""
