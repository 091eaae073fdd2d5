"""A field for a length of time: '1 h 30', '90', '一个半小时'."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.text.durations import LONGEST, minutes_in_words, read_minutes
from ui.translations import language, say
from ui.widgets.understood_field import UnderstoodField

_STEP = 15
"""Minutes that Up and Down add and take away."""


class DurationField(UnderstoodField[int]):
    """A length of time in minutes; the arrows move it by a quarter of an hour."""

    def __init__(self, name: str = "", *, keeps_room: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(name, say("1 h 30"), keeps_room=keeps_room, parent=parent)

    def read(self, text: str) -> int | None:
        """Return the minutes that words mean."""
        return read_minutes(text)

    def words(self, value: int) -> str:
        """Return '1 h 30'."""
        return minutes_in_words(language(), value)

    def moved(self, value: int, by: int) -> int | None:
        """Return the next full quarter of an hour, of at least one."""
        quarters = value // _STEP + 1 if by > 0 else (value - 1) // _STEP
        return min(max(quarters, 1) * _STEP, LONGEST)
