"""The meetings of a long pursuit on a line of time, with its silences."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from models.silences import Pursuit, Silence
from models.text.day_words import month_name, short_date
from ui import theme
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, holding

_HEIGHT, _DOT, _BAR = 16, 5, 4
_MOST_SILENCES = 3
"""So many silences are named; all of them stand on the line."""


class SilenceCard(QFrame):
    """Each long pursuit: how many meetings since when, the line of time, and the longest silences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._found: list[Pursuit] | None = None
        self._language = ""
        self._parts: QVBoxLayout = column(spacing=theme.CARD_GAP)
        head = label(say("Meetings over time"), "body_bold")
        self.setLayout(column(head, self._parts, spacing=theme.GAP, margins=theme.CARD_PADDING))
        self.setAccessibleName(say("Meetings over time"))

    def show_pursuits(self, found: list[Pursuit]) -> None:
        """Show the long pursuits of an account; without any the card takes no room."""
        self.setVisible(bool(found))
        if (found, language().code) == (self._found, self._language):
            return
        self._found, self._language = found, language().code
        clear_layout(self._parts)
        for pursuit in found:
            self._parts.addWidget(_part(pursuit))


class TimeStrip(QWidget):
    """A line of time from the first meeting to today: a dot for each day with a meeting, a bar for each silence."""

    def __init__(self, pursuit: Pursuit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pursuit = pursuit
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(language().listing([meeting_words(pursuit), *map(silence_words, pursuit.silences)]))
        self.setToolTip("\n".join(map(silence_words, pursuit.silences)))
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() // 2
        paint.rounded(painter, QRect(0, middle - 1, self.width(), 2), 1, "line_strong")
        for silence in self._pursuit.silences:
            left, right = self._place(silence.first), self._place(silence.last)
            bar = QRect(left, middle - _BAR // 2, max(right - left, _BAR), _BAR)
            paint.rounded(painter, bar, _BAR // 2, "amber")
        for day in self._pursuit.days:
            paint.dot(painter, self._place(day) - _DOT // 2, middle, "accent", _DOT)

    def _place(self, day: date) -> int:
        pursuit = self._pursuit
        whole = max((pursuit.today - pursuit.days[0]).days, 1)
        return _DOT // 2 + round((self.width() - _DOT) * (day - pursuit.days[0]).days / whole)


def _part(pursuit: Pursuit) -> QWidget:
    longest = sorted(pursuit.silences, key=lambda silence: -silence.days)[:_MOST_SILENCES]
    lines = [label(silence_words(one), "caption", "amber" if one.lasts else "text_2", wrap=True) for one in longest]
    name = [label(pursuit.project, "caption_bold", wrap=True)] if pursuit.project else []
    met = label(meeting_words(pursuit), "body", "text_2", wrap=True)
    made = holding(column(*name, met, TimeStrip(pursuit), *lines, spacing=theme.SPACE_4))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def meeting_words(pursuit: Pursuit) -> str:
    """Return how many meetings there were since when."""
    since = month_name(language(), pursuit.days[0])
    return plural("{count} meeting since {month}", "{count} meetings since {month}", pursuit.meetings, month=since)


def silence_words(silence: Silence) -> str:
    """Return how long a silence was, and when."""
    if silence.lasts:
        since = short_date(language(), silence.first, silence.last)
        return plural(
            "silent for {count} day, since {day}", "silent for {count} days, since {day}", silence.days, day=since
        )
    first, last = month_name(language(), silence.first), month_name(language(), silence.last)
    if first == last:
        return plural("{count} day of silence, {month}", "{count} days of silence, {month}", silence.days, month=first)
    return plural(
        "{count} day of silence, {first} to {last}",
        "{count} days of silence, {first} to {last}",
        silence.days,
        first=first,
        last=last,
    )
