"""The strip of a project's story: its stages, a dot for each contact in each month, and the silent months in amber."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
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

from models.project_story import Story, StoryMonth
from ui import theme
from ui.projects import story_words
from ui.projects.story_drawing import HEIGHT, STAGE, StoryDrawing
from ui.translations import say
from ui.widgets.tips import plain

_NARROWEST = 10
"""A month is never narrower than this; a longer story scrolls."""
_WIDEST = 180
"""Nor wider, where a story has only begun."""


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
        drawing = StoryDrawing(self._story, self.width())
        self.month_reached.emit(drawing.left(self._at), drawing.left(self._at + 1))
        self.update()
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the height of the strip, and the width at which no month would be too narrow."""
        return QSize(self.minimumWidth(), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, HEIGHT)

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
        if event.button() == Qt.MouseButton.LeftButton and self._story is not None:
            self.go_to(StoryDrawing(self._story, self.width()).number_at(round(event.position().x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the month below the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
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
        """Draw the strip, and where the keys stand."""
        if self._story is None:
            return
        painter = QPainter(self)
        drawing = StoryDrawing(self._story, self.width())
        drawing.draw(painter)
        if self.hasFocus():
            drawing.draw_focus(painter, self._at)

    def _tip(self, left: int, top: int) -> str:
        assert self._story is not None
        drawing = StoryDrawing(self._story, self.width())
        span = drawing.span_at(left) if top <= STAGE else None
        if span is not None:
            return story_words.span_words(span)
        return story_words.month_words(self._story, self._story.months[drawing.number_at(left)])

    def _step(self, by: int, by_stage: bool) -> None:
        if not by_stage or self._story is None:
            self.go_to(self._at + by)
            return
        drawing, last = StoryDrawing(self._story, self.width()), len(self._story.months) - 1
        begins = sorted({drawing.number_of(span.first) for span in self._story.spans} | {0, last})
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
