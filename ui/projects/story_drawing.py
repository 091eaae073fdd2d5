"""How the strip of a project's story is drawn: where its months and stages stand, and what is painted there."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from models.project_story import StageSpan, Story, StoryMonth
from ui import theme
from ui.projects import story_words
from ui.translations import language, say
from ui.widgets import paint

STAGE, _DOTS, _LABELS = 24, 60, 26
HEIGHT = STAGE + _DOTS + _LABELS
_DOT, _DOT_STEP, _MOST_DOTS = 8, 11, 4
_FRAME = 34
"""The frame where the keys stand is never narrower: the name of a month has room in it."""
_BETWEEN = 2
"""The gap between two stages."""
_SILENCE_INSET, _SILENCE_HEIGHT = 4, 40
_DOWNWARDS, _SIGN = 13, 12
"""How wide a silence is at least that says its word downwards, and how high a Chinese sign is there."""
_LEGIBLE = 34
"""A stage narrower than this says its name in its tooltip alone."""
_LABEL_ROOM = {1: 28, 3: 50, 6: 50}
"""How many pixels there must be between two labels of months."""

_RUNNING = ("accent", "caption_bold", "on_accent", "on_accent")
_PAST = ("grey_tint", "caption", "text", "text_2")
"""How the stage of today looks, and those before: fill, style and colour of the name, colour of the length."""


class StoryDrawing:
    """The strip of a story in a width."""

    def __init__(self, story: Story, width: int) -> None:
        self.story, self.width = story, width

    def draw(self, painter: QPainter) -> None:
        """Draw stages, silences, dots and months."""
        for span in self.story.spans:
            self._paint_span(painter, span)
        if not self.story.spans:
            self._paint_no_stage(painter)
        self._paint_silences(painter)
        for number in range(len(self.story.months)):
            self._paint_dots(painter, number)
        painter.fillRect(0, STAGE + _DOTS, self.width, 1, theme.colour("line"))
        self._paint_months(painter)

    def draw_focus(self, painter: QPainter, number: int) -> None:
        """Draw the frame of the month on which the keys stand."""
        left, right = self.left(number), self.left(number + 1)
        wide = max(right - left, min(_FRAME, self.width))
        left = min(max((left + right - wide) // 2, 0), self.width - wide)
        place = QRect(left, STAGE + 4, wide, HEIGHT - STAGE - 4)
        paint.rounded(painter, place, 6, "", "accent")
        paint.rounded(painter, place.adjusted(1, 1, -1, -1), 5, "", "accent")

    def _paint_no_stage(self, painter: QPainter) -> None:
        place = QRect(0, 0, self.width, STAGE)
        paint.rounded(painter, place, 6, "", "control", dashed=True)
        paint.text(painter, place.adjusted(theme.GAP, 0, -theme.GAP, 0), say("No stage yet"), "caption", "text_2")

    def _paint_span(self, painter: QPainter, span: StageSpan) -> None:
        left, right = self.ends(span)
        place = QRect(left, 0, max(right - left - (0 if span.is_current else _BETWEEN), 3), STAGE)
        fill, style, ink, second = _RUNNING if self._is_running(span) else _PAST
        paint.rounded(painter, place, 6 if place.width() > 12 else 2, fill)
        inside = place.adjusted(theme.GAP, 0, -theme.GAP, 0)
        length = story_words.span_length(span)
        room = inside.width() - paint.width(length, "hint") - theme.GAP
        if room >= paint.width(span.stage, style):
            paint.text(painter, inside, length, "hint", second, paint.RIGHT)
            paint.text(painter, QRect(inside.left(), 0, room, STAGE), span.stage, style, ink)
        elif place.width() >= _LEGIBLE:
            paint.text(painter, place.adjusted(6, 0, -4, 0), span.stage, style, ink)

    def _paint_silences(self, painter: QPainter) -> None:
        for silence in self.story.silences:
            number = self.number_of(silence.first)
            left, right = self.left(number), self.left(number + silence.months)
            inset = min(_SILENCE_INSET, (right - left) // 12)
            top = STAGE + (_DOTS - _SILENCE_HEIGHT) // 2 + 4
            place = QRect(left + inset, top, right - left - 2 * inset, _SILENCE_HEIGHT)
            paint.rounded(painter, place, min(6, place.width() // 3), "amber_tint")
            self._say_silence(painter, place, story_words.silence_forms(silence))

    def _say_silence(self, painter: QPainter, place: QRect, forms: list[tuple[str, str]]) -> None:
        """Write the longest form that fits, or where none does the last one downwards."""
        for words, style in forms:
            if paint.width(words, style) <= place.width():
                paint.text(painter, place, words, style, "amber", paint.CENTRE)
                return
        words, style = forms[-1]
        if place.width() < _DOWNWARDS:
            return
        if language().is_chinese:
            high = len(words) * _SIGN
            for number, sign in enumerate(words):
                at = QRect(place.left(), place.center().y() - high // 2 + number * _SIGN, place.width(), _SIGN)
                paint.text(painter, at, sign, style, "amber", paint.CENTRE)
        elif paint.width(words, style) <= place.height():
            painter.save()
            painter.translate(place.center())
            painter.rotate(-90)
            turned = QRect(-place.height() // 2, -place.width() // 2, place.height(), place.width())
            paint.text(painter, turned, words, style, "amber", paint.CENTRE)
            painter.restore()

    def _paint_dots(self, painter: QPainter, number: int) -> None:
        month = self.story.months[number]
        if not month.contacts:
            return
        left, right = self.left(number), self.left(number + 1)
        size = min(_DOT, max(right - left - 3, 5))
        token = "accent" if self._is_of_current_stage(month) else "text_2"
        most = _MOST_DOTS if month.contacts <= _MOST_DOTS else _MOST_DOTS - 1
        middle = STAGE + _DOTS - theme.GAP - size // 2
        for _ in range(min(month.contacts, most)):
            paint.dot(painter, (left + right - size) // 2, middle, token, size)
            middle -= _DOT_STEP
        if month.contacts > _MOST_DOTS:
            place = QRect(left - 4, middle - 9, right - left + 8, 16)
            paint.text(painter, place, str(month.contacts), "hint", token, paint.CENTRE)

    def _paint_months(self, painter: QPainter) -> None:
        """Write the months below: the ends and the years, and between them as many as there is room for."""
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
        months = self.story.months
        every = self._months_between_labels()
        ends = [len(months) - 1, 0]
        years = [number for number, month in enumerate(months) if month.first.month == 1]
        others = [number for number, month in enumerate(months) if (month.first.month - 1) % every == 0]
        return list(dict.fromkeys([*ends, *years, *others]))

    def _stands_out(self, number: int) -> bool:
        return number in (0, len(self.story.months) - 1) or self.story.months[number].first.month == 1

    def _label(self, number: int) -> str:
        month = self.story.months[number].first
        return story_words.month_label(month, with_year=number == 0 or month.month == 1)

    def _label_rect(self, number: int) -> QRect:
        left, right = self.left(number), self.left(number + 1)
        wide = paint.width(self._label(number), "caption_bold") + 2
        at = min(max((left + right - wide) // 2, 0), max(self.width - wide, 0))
        return QRect(at, STAGE + _DOTS + 6, wide, 18)

    def _months_between_labels(self) -> int:
        wide = self.width / len(self.story.months)
        return next((every for every in (1, 3, 6) if wide * every >= _LABEL_ROOM[every]), 12)

    def left(self, number: int) -> int:
        """Return how far to the right a month begins, by its number from the first one on."""
        months = len(self.story.months)
        return round(self.width * number / months)

    def _place_of(self, day: date) -> int:
        """Return how far to the right a day stands."""
        part = (day.day - 1) / monthrange(day.year, day.month)[1]
        number = self.number_of(day)
        return round(self.left(number) + (self.left(number + 1) - self.left(number)) * part)

    def ends(self, span: StageSpan) -> tuple[int, int]:
        """Return where a stage begins and ends; the first and the last one reach to the edges."""
        is_first = self.number_of(span.first) == 0
        left = 0 if is_first and span is self.story.spans[0] else self._place_of(span.first)
        return left, self.width if span.is_current else self._place_of(span.last)

    def span_at(self, left: int) -> StageSpan | None:
        """Return the stage at a place, if there is one."""
        return next((span for span in self.story.spans if self.ends(span)[0] <= left < self.ends(span)[1]), None)

    def number_of(self, day: date) -> int:
        """Return the number of the month of a day."""
        first = self.story.months[0].first
        return (day.year - first.year) * 12 + day.month - first.month

    def number_at(self, left: int) -> int:
        """Return the number of the month at a place."""
        months = len(self.story.months)
        return min(max(left * months // max(self.width, 1), 0), months - 1)

    def _is_running(self, span: StageSpan) -> bool:
        return span.is_current and not self.story.is_over

    def _is_of_current_stage(self, month: StoryMonth) -> bool:
        current = self.story.spans[-1] if self.story.spans else None
        return current is not None and self._is_running(current) and month.first >= current.first.replace(day=1)
