"""A field for how something repeats: 'every 2 weeks on Monday', 每月5号; what it mostly is is offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from models.errors import InvalidValue
from models.text.day_words import understood_date
from ui.translations import language, say
from ui.widgets.completing_field import CompletingField
from ui.widgets.suggestion import Suggestion
from ui.widgets.understood_field import UnderstoodField


class RepetitionLine(CompletingField):
    """The line of the field; Down or a click offers what repetitions mostly are."""

    def __init__(self, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name, parent)
        self.is_understood: Callable[[str], bool] = lambda text: False

    def suggest(self, text: str) -> None:
        """Offer the repetitions that begin with what is written, unless that is understood already."""
        wanted = text.strip().casefold()
        offered = [] if wanted and self.is_understood(text) else self._offers()
        self._list.offer([one for one in offered if one.text.casefold().startswith(wanted)], say("Suggestions"))

    def take(self, suggestion: Suggestion) -> None:
        """Write a suggestion as if it had been typed."""
        self._close()
        self.selectAll()
        self.insert(suggestion.text)
        self._tell()
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Down where it is closed."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers() and not self._is_open():
            self._offer_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list where nothing is written."""
        super().mousePressEvent(event)
        if not self.text() and not self.is_composing():
            self._offer_all()

    def _offer_all(self) -> None:
        self._list.offer(self._offers(), say("Suggestions"))

    def _offers(self) -> list[Suggestion]:
        from models.repeating import SUGGESTED
        from models.text.repetitions import words

        return [Suggestion(rule, words(language(), rule)) for rule in ("", *SUGGESTED)]


class RepetitionField(UnderstoodField[str]):
    """How something repeats, as a rule of RFC 5545; nothing for what does not.

    Below stands what was understood, and when it is due first, or again where `due` says when it is due.
    """

    loads = ("models.text.repetitions", "models.repeating", "dateutil.rrule")
    line: RepetitionLine

    def __init__(
        self,
        today: Callable[[], date],
        name: str = "",
        *,
        due: Callable[[], str | None] = lambda: None,
        keeps_room: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, say("every 2 weeks on Monday"), keeps_room=keeps_room, parent=parent)
        self.today = today
        self._due = due
        self._first: date | None = None
        self.line.is_understood = self._is_understood

    def make_line(self, placeholder: str, name: str) -> RepetitionLine:
        """Return a line with suggestions."""
        return RepetitionLine(placeholder, name, self)

    def read(self, text: str) -> str | None:
        """Return the rule that words mean."""
        from models.text.repetitions import read_repetition

        found = read_repetition(text, self.today(), day_first=not language().is_chinese)
        rule, self._first = found or (None, None)
        return rule

    def words(self, value: str) -> str:
        """Return 'every 2 weeks on Monday'."""
        from models.text.repetitions import words

        return words(language(), value)

    def meanings(self, value: str) -> tuple[str, ...]:
        """Return the rule in words, with the day it is due first or, once it has been, again."""
        words, next_one = self.words(value), self._next(value)
        if next_one is None:
            return (words,)
        day = understood_date(language(), next_one)
        if self._due() is not None:
            return (say("{repetition} · then {day}", repetition=words, day=day),)
        return (say("{repetition} · first {day}", repetition=words, day=day),)

    def _next(self, rule: str) -> date | None:
        """Return the day after the one it is due, or the first where it is due on none yet."""
        due = self._due()
        if due is None:
            return self._first
        from models.repeating import next_due

        day = date.fromisoformat(due)
        return next_due(rule, day, max(day, self.today()))

    def first(self) -> date | None:
        """Return the first day that the written words name, if they name any."""
        return self._first if self.value() is not None else None

    def tell_again(self) -> None:
        """Say anew what was understood, as when something is due on another day."""
        if self.below() and self.is_right():
            self._understand(self.text())

    def set_value(self, value: str | None) -> None:
        """Show a rule in words; an empty one is none."""
        self._first = None
        super().set_value(value or None)

    def _is_understood(self, text: str) -> bool:
        try:
            return self.read(text) is not None
        except InvalidValue:
            return False
