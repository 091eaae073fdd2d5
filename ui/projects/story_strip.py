"""The strip of a project's story: its stages, a dot for each contact in each month, and the silent months in amber."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.project_story import StageSpan, Story, StoryMonth
from ui import theme
from ui.projects import story_words
from ui.translations import say
from ui.widgets import paint
from ui.widgets.tips import plain

_STAGE, _DOTS, _LABELS = 24, 60, 26
_HEIGHT = _STAGE + _DOTS + _LABELS
_NARROWEST = 10
"""A month is never narrower than this; a longer story scrolls."""
_WIDEST = 180
"""Nor wider, where a story has only begun."""
_DOT, _DOT_STEP, _MOST_DOTS = 8, 11, 4
_FRAME = 34
"""The frame where the keys stand is never narrower: the name of a month has room in it."""
_BETWEEN = 2
"""The gap between two stages."""
_SILENCE_INSET, _SILENCE_HEIGHT = 4, 40
_LEGIBLE = 34
"""A stage narrower than this says its name in its tooltip alone."""
_LABEL_ROOM = {1: 28, 3: 50, 6: 50}
"""How many pixels there must be between two labels of months."""


class StoryStrip(QWidget):
    """Left and right move from month to month, Ctrl with them from stage to stage; Enter opens the timeline there."""

    month_opened = Signal(object)
    """A month whose entries are wanted, by its first day (a date)."""
    month_reached = Signal(int, int)
    """The keys stand on a month: its left end and its right end in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("The story month by month"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.watcher().changed.connect(self.update)

    def show_story(self, story: Story) -> None:
        """Show a story; another one begins at its last month, the same one keeps its place."""
        is_other = self._story is None or self._story.project_id != story.project_id
        self._story = story
        last = len(story.months) - 1
        self._at = last if is_other else min(self._at, last)
        self.setMinimumWidth(len(story.months) * _NARROWEST)
        self.setMaximumWidth(len(story.months) * _WIDEST)
        self.setAccessibleDescription(story_words.whole_words(story))
        self.updateGeometry()
        self.update()

    def month(self) -> StoryMonth | None:
        """Return the month on which the keys stand."""
        return self._story.months[self._at] if self._story is not None and self._story.months else None

    def go_to(self, number: int) -> None:
        """Stand on a month by its number, the nearest there is."""
        if self._story is None or not self._story.months:
            return
        self._at = min(max(number, 0), len(self._story.months) - 1)
        self.month_reached.emit(self._left(self._at), self._left(self._at + 1))
        self.update()
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the height of the strip, and the width at which no month would be too narrow."""
        return QSize(self.minimumWidth(), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to another month or stage, or open the month."""
        by_stage = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        deeds: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._step(-1, by_stage),
            Qt.Key.Key_Right: lambda: self._step(1, by_stage),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._story.months) if self._story else 0),
            Qt.Key.Key_PageUp: lambda: self.go_to(self._at - 12),
            Qt.Key.Key_PageDown: lambda: self.go_to(self._at + 12),
            Qt.Key.Key_Return: self._open,
            Qt.Key.Key_Enter: self._open,
            Qt.Key.Key_Space: self._open,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the month below the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.go_to(self._number_at(round(event.position().x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the month below the pointer."""
        self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys stand."""
        super().focusInEvent(event)
        self.go_to(self._at)

    def event(self, event: QEvent) -> bool:
        """Say what is below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._story is not None:
            QToolTip.showText(event.globalPos(), plain(self._tip(event.x(), event.y())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw stages, silences, dots and months."""
        if self._story is None or not self._story.months:
            return
        painter = QPainter(self)
        for span in self._story.spans:
            self._paint_span(painter, span)
        if not self._story.spans:
            place = QRect(0, 0, self.width(), _STAGE)
            paint.rounded(painter, place, 6, "", "control", dashed=True)
            paint.text(painter, place.adjusted(theme.GAP, 0, -theme.GAP, 0), say("No stage yet"), "caption", "text_2")
        self._paint_silences(painter)
        for number in range(len(self._story.months)):
            self._paint_dots(painter, number)
        painter.fillRect(0, _STAGE + _DOTS, self.width(), 1, theme.colour("line"))
        self._paint_months(painter)
        if self.hasFocus():
            left, right = self._left(self._at), self._left(self._at + 1)
            wide = max(right - left, min(_FRAME, self.width()))
            left = min(max((left + right - wide) // 2, 0), self.width() - wide)
            place = QRect(left, _STAGE + 4, wide, _HEIGHT - _STAGE - 4)
            paint.rounded(painter, place, 6, "", "accent")
            paint.rounded(painter, place.adjusted(1, 1, -1, -1), 5, "", "accent")

    def _paint_span(self, painter: QPainter, span: StageSpan) -> None:
        left, right = self._ends(span)
        place = QRect(left, 0, max(right - left - (0 if span.is_current else _BETWEEN), 3), _STAGE)
        paint.rounded(
            painter, place, 6 if place.width() > 12 else 2, "accent" if self._is_running(span) else "grey_tint"
        )
        inside = place.adjusted(theme.GAP, 0, -theme.GAP, 0)
        length = story_words.span_length(span)
        room = inside.width() - paint.width(length, "hint") - theme.GAP
        ink, second = ("on_accent", "on_accent") if self._is_running(span) else ("text", "text_2")
        style = "caption_bold" if self._is_running(span) else "caption"
        if room >= paint.width(span.stage, style):
            paint.text(painter, inside, length, "hint", second, paint.RIGHT)
            paint.text(painter, QRect(inside.left(), 0, room, _STAGE), span.stage, style, ink)
        elif place.width() >= _LEGIBLE:
            paint.text(painter, place.adjusted(6, 0, -4, 0), span.stage, style, ink)

    def _paint_silences(self, painter: QPainter) -> None:
        assert self._story is not None
        for silence in self._story.silences:
            number = self._number_of(silence.first)
            left, right = self._left(number), self._left(number + silence.months)
            inset = min(_SILENCE_INSET, (right - left) // 12)
            top = _STAGE + (_DOTS - _SILENCE_HEIGHT) // 2 + 4
            place = QRect(left + inset, top, right - left - 2 * inset, _SILENCE_HEIGHT)
            paint.rounded(painter, place, min(6, place.width() // 3), "amber_tint")
            for words, style in story_words.silence_forms(silence):
                if paint.width(words, style) <= place.width():
                    paint.text(painter, place, words, style, "amber", paint.CENTRE)
                    break

    def _paint_dots(self, painter: QPainter, number: int) -> None:
        assert self._story is not None
        month = self._story.months[number]
        if not month.contacts:
            return
        left, right = self._left(number), self._left(number + 1)
        size = min(_DOT, max(right - left - 3, 5))
        token = "accent" if self._is_of_current_stage(month) else "text_2"
        most = _MOST_DOTS if month.contacts <= _MOST_DOTS else _MOST_DOTS - 1
        middle = _STAGE + _DOTS - theme.GAP - size // 2
        for _ in range(min(month.contacts, most)):
            paint.dot(painter, (left + right - size) // 2, middle, token, size)
            middle -= _DOT_STEP
        if month.contacts > _MOST_DOTS:
            place = QRect(left - 4, middle - 9, right - left + 8, 16)
            paint.text(painter, place, str(month.contacts), "hint", token, paint.CENTRE)

    def _paint_months(self, painter: QPainter) -> None:
        """Write the months below: the ends and the years, and between them as many as there is room for."""
        assert self._story is not None
        taken: list[QRect] = []
        for number in self._labelled():
            place = self._label_rect(number)
            if any(place.adjusted(-3, 0, 3, 0).intersects(other) for other in taken):
                continue
            taken.append(place)
            style, token = ("caption_bold", "text") if self._stands_out(number) else ("caption", "text_2")
            paint.text(painter, place, self._label(number), style, token, paint.CENTRE)

    def _labelled(self) -> list[int]:
        """Return the months that may have a label, those that are to have one first."""
        assert self._story is not None
        months = self._story.months
        every = self._months_between_labels()
        ends = [len(months) - 1, 0]
        years = [number for number, month in enumerate(months) if month.first.month == 1]
        others = [number for number, month in enumerate(months) if (month.first.month - 1) % every == 0]
        return list(dict.fromkeys([*ends, *years, *others]))

    def _stands_out(self, number: int) -> bool:
        assert self._story is not None
        return number in (0, len(self._story.months) - 1) or self._story.months[number].first.month == 1

    def _label(self, number: int) -> str:
        assert self._story is not None
        month = self._story.months[number].first
        return story_words.month_label(month, with_year=number == 0 or month.month == 1)

    def _label_rect(self, number: int) -> QRect:
        left, right = self._left(number), self._left(number + 1)
        wide = paint.width(self._label(number), "caption_bold") + 2
        at = min(max((left + right - wide) // 2, 0), max(self.width() - wide, 0))
        return QRect(at, _STAGE + _DOTS + 6, wide, 18)

    def _months_between_labels(self) -> int:
        wide = self.width() / len(self._story.months) if self._story else 1
        return next((every for every in (1, 3, 6) if wide * every >= _LABEL_ROOM[every]), 12)

    def _left(self, number: int) -> int:
        months = len(self._story.months) if self._story else 1
        return round(self.width() * number / months)

    def _place(self, day: date) -> int:
        """Return how far to the right a day stands."""
        part = (day.day - 1) / monthrange(day.year, day.month)[1]
        number = self._number_of(day)
        return round(self._left(number) + (self._left(number + 1) - self._left(number)) * part)

    def _ends(self, span: StageSpan) -> tuple[int, int]:
        """Return where a stage begins and ends; the first and the last one reach to the edges."""
        assert self._story is not None
        is_first = self._number_of(span.first) == 0
        left = 0 if is_first and span is self._story.spans[0] else self._place(span.first)
        return left, self.width() if span.is_current else self._place(span.last)

    def _number_of(self, day: date) -> int:
        assert self._story is not None
        first = self._story.months[0].first
        return (day.year - first.year) * 12 + day.month - first.month

    def _number_at(self, left: int) -> int:
        months = len(self._story.months) if self._story else 1
        return min(max(left * months // max(self.width(), 1), 0), months - 1)

    def _is_running(self, span: StageSpan) -> bool:
        return span.is_current and self._story is not None and not self._story.is_over

    def _is_of_current_stage(self, month: StoryMonth) -> bool:
        assert self._story is not None
        current = self._story.spans[-1] if self._story.spans else None
        return current is not None and self._is_running(current) and month.first >= current.first.replace(day=1)

    def _tip(self, left: int, top: int) -> str:
        assert self._story is not None
        if top <= _STAGE:
            span = next((one for one in self._story.spans if self._ends(one)[0] <= left < self._ends(one)[1]), None)
            if span is not None:
                return story_words.span_words(span)
        return story_words.month_words(self._story, self._story.months[self._number_at(left)])

    def _step(self, by: int, by_stage: bool) -> None:
        if not by_stage or self._story is None:
            self.go_to(self._at + by)
            return
        begins = sorted({self._number_of(span.first) for span in self._story.spans} | {0, len(self._story.months) - 1})
        further = [number for number in begins if (number > self._at if by > 0 else number < self._at)]
        if further:
            self.go_to(further[0] if by > 0 else further[-1])

    def _open(self) -> None:
        month = self.month()
        if month is not None:
            self.month_opened.emit(month.first)

    def _tell(self) -> None:
        month = self.month()
        assert month is not None
        assert self._story is not None
        words = story_words.month_words(self._story, month)
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
