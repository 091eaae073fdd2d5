"""Fields for a moment and for a day, written in words of two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.text.day_words import understood_date, understood_day_words, understood_moment, understood_moment_words
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.understood_field import UnderstoodField

if TYPE_CHECKING:
    from models.text.dates import Edge


_AROUND = 26
"""How much of a line its frame takes."""


class DateTimeField(UnderstoodField[str]):
    """A time on the wall: 'yesterday 3pm', '下周二 10:30'; the value is ISO text '2026-05-13T15:00'.

    A day without a time has the value '2026-05-13T00:00'; a time without a day keeps the day that was set. With
    `forward` a bare weekday lies ahead, else behind. The arrows move it by a day.
    """

    loads = ("models.text.moments",)

    def __init__(
        self,
        today: Callable[[], date],
        name: str = "",
        *,
        forward: bool = False,
        keeps_room: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, say("today 15:00"), keeps_room=keeps_room, parent=parent)
        self.today = today
        self.forward = forward
        self._day: date | None = None

    def set_value(self, value: str | None) -> None:
        """Show a time on the wall, or nothing."""
        self._day = date.fromisoformat(value[:10]) if value else None
        super().set_value(value or None)

    def read(self, text: str) -> str | None:
        """Return the time on the wall that words mean."""
        from models.text.moments import read_moment

        moment = read_moment(text, self.today(), forward=self.forward, day=self._day, day_first=_is_day_first())
        return moment.wall() if moment else None

    def words(self, value: str) -> str:
        """Return 'Wed 13 May 2026, 15:00'."""
        return understood_moment(language(), value)

    def meanings(self, value: str) -> tuple[str, ...]:
        """Return 'Wed 16 September 2026, 15:00 · in 9 days', the same with 'Sep', and the moment alone."""
        return *understood_moment_words(language(), value, self.today()), self.words(value)

    def moved(self, value: str, by: int) -> str | None:
        """Return the same time a day later or earlier."""
        day, _, time = value.partition("T")
        return f"{_next(date.fromisoformat(day), by).isoformat()}T{time}"


class DateField(UnderstoodField[str]):
    """A day: 'next tue', '月底'; the value is ISO text '2026-05-19'. The arrows move it by a day.

    With an `edge`, words for a period ('last month') mean its first or last day.
    """

    loads = ("models.text.dates",)

    def __init__(
        self,
        today: Callable[[], date],
        name: str = "",
        *,
        forward: bool = True,
        edge: Edge | None = None,
        keeps_room: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        examples = say("tomorrow, next Tue, 2026-05-19") if forward else say("today, yesterday, 2026-05-11")
        super().__init__(name, examples, keeps_room=keeps_room, parent=parent)
        self.today = today
        self.forward = forward
        self.edge = edge
        self._examples = examples

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many of the examples as there is room for."""
        super().resizeEvent(event)
        if self.line.placeholderText() in _beginnings(self._examples):
            found = _beginnings(self._examples)
            room = self.line.width() - _AROUND
            self.line.setPlaceholderText(next((one for one in found if paint.width(one, "body") <= room), found[-1]))

    def read(self, text: str) -> str | None:
        """Return the day that words mean."""
        from models.text.dates import read_day

        day = read_day(text, self.today(), forward=self.forward, day_first=_is_day_first(), edge=self.edge)
        return day.isoformat() if day else None

    def words(self, value: str) -> str:
        """Return 'Tue 19 May 2026'."""
        return understood_date(language(), date.fromisoformat(value))

    def meanings(self, value: str) -> tuple[str, ...]:
        """Return 'Wed 16 September 2026 · in 9 days', the same with 'Sep', and the day alone."""
        return *understood_day_words(language(), date.fromisoformat(value), self.today()), self.words(value)

    def moved(self, value: str, by: int) -> str | None:
        """Return the next day or the day before."""
        return _next(date.fromisoformat(value), by).isoformat()


def _beginnings(examples: str) -> list[str]:
    """Return a list of examples, then all but the last one, until one is left."""
    ends = [len(examples), *(found.start() for found in re.finditer(r"[,，、]", examples))]
    return [examples[:end] for end in sorted(ends, reverse=True)]


def _is_day_first() -> bool:
    """Return how 12/5 is read: as 12 May in English, as 5 December in Chinese."""
    return not language().is_chinese


def _next(day: date, by: int) -> date:
    is_end = day >= date.max if by > 0 else day <= date.min
    return day if is_end else day + timedelta(days=by)
