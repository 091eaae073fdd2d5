"""A field for until when: '10 min', '1小时', 'tomorrow', '15:30'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from models.reminders import snooze_time
from models.text.clean import clean_line
from models.text.day_words import understood_moment
from ui.translations import language, say
from ui.widgets.understood_field import UnderstoodField


class SnoozeField(UnderstoodField[str]):
    """Until when something is put off; the value is a time on the wall, '2026-05-14T15:30'."""

    loads = ("models.text.moments", "models.text.durations")

    def __init__(self, now: Callable[[], datetime], name: str, parent: QWidget | None = None) -> None:
        self._now = now
        super().__init__(name, say("30 min, tomorrow 9:00, 2026-05-19"), parent=parent)

    def read(self, text: str) -> str | None:
        """Return the time on the wall that words mean; nothing means none."""
        return snooze_time(text, self._now()) if clean_line(text) else None

    def words(self, value: str) -> str:
        """Return 'Wed 13 May 2026, 15:00'."""
        return understood_moment(language(), value)

    def today(self) -> date:
        """Return the day from which words are read."""
        return self._now().date()
