"""Days by the pointer: things are lifted and let go, places are dragged over, and what is met says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from models.calendar import Entry, Span, TripSpan
from ui.calendar import words
from ui.calendar.entry_paint import Look
from ui.calendar.standing_view import MORE, Key, StandingView, key_of
from ui.widgets.tips import plain

_WHILE_DRAGGING = (Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the calendar: a day, and a minute of it where the view shows the hours."""

    day: date
    minute: int | None = None


@dataclass(slots=True)
class Grip:
    """What the pointer took hold of: an entry (by its lower edge, to make it longer), or an empty place."""

    at: QPoint
    place: Place
    entry: Entry | None = None
    by_edge: bool = False
    is_dragged: bool = False
    over: Place | None = None


class DaysView(StandingView):
    """What the month and the week have in common, by the keys and by the pointer; each says where things are drawn."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setMouseTracking(True)
        self.grip: Grip | None = None
        self._hovered: Key | None = None
        self._hovered_day: date | None = None

    def show_span(self, span: Span, today: date) -> None:
        """Show other days; what is dragged may go on in another month."""
        if self.grip is not None and not self.grip.is_dragged:
            self.grip = None
        super().show_span(span, today)

    def place_at(self, at: QPoint) -> Place | None:
        """Return which day, and where there are hours which minute, lies at a point."""
        raise NotImplementedError

    def trip_at(self, at: QPoint) -> TripSpan | None:
        """Return the trip whose bar is drawn at a point."""
        raise NotImplementedError

    def is_at_edge(self, at: QPoint, rect: QRect, entry: Entry) -> bool:
        """Return whether a point of an entry is where it is made longer."""
        return False

    def drop(self, grip: Grip) -> None:
        """Do what letting go of an entry over a place means."""
        if grip.entry is not None and grip.over is not None and grip.over.day.isoformat() != grip.entry.day:
            self.moved.emit(grip.entry, grip.over.day)

    def select(self, grip: Grip) -> None:
        """Do what letting go of an empty place means that was dragged over others."""

    def look_of(self, day: date, key: Key) -> Look:
        """Return how an entry of a day is met."""
        lifted = self.grip is not None and self.grip.is_dragged and self.grip.entry is not None
        return Look(
            is_current=self.hasFocus() and (self.day, self.key) == (day, key),
            is_hovered=(self._hovered_day, self._hovered) == (day, key),
            is_lifted=lifted and self.grip is not None and key_of(self.grip.entry) == key,
        )

    def step_back(self) -> bool:
        """Let go of what is dragged, or go from the entry back to its day; return whether there was such a thing."""
        if self.grip is None or not self.grip.is_dragged:
            return super().step_back()
        self._let_go()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no key while something is dragged, but those that let go of it and those that turn to other days."""
        if self.grip is not None and self.grip.is_dragged and event.key() not in _WHILE_DRAGGING:
            event.accept()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        """Drag nothing any more; what was dragged stays where it was."""
        if self.grip is not None:
            self.grip = None
            self.unsetCursor()
            self.update()

    def spot_at(self, at: QPoint) -> tuple[QRect, date, Key] | None:
        """Return what is drawn at a point: where, on which day, and its key."""
        return next((spot for spot in self.spots() if spot[0].contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        spot, place = self.spot_at(at), self.place_at(at)
        if event.button() == Qt.MouseButton.LeftButton and spot is not None and spot[2] == MORE:
            self.stand_at(spot[1], MORE)
            self.day_opened.emit(spot[1])
        elif spot is not None:
            self.stand_at(spot[1], spot[2])
            entry = self.current_entry()
            if event.button() == Qt.MouseButton.LeftButton and entry is not None and place is not None:
                by_edge = entry.is_movable and self.is_at_edge(at, spot[0], entry)
                self.grip = Grip(at, place, entry, by_edge)
        elif place is not None:
            self.stand_at_place(place)
            if event.button() == Qt.MouseButton.LeftButton:
                self.grip = Grip(at, place)

    def stand_at_place(self, place: Place) -> None:
        """Stand where the pointer pressed."""
        self.stand_at(place.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, grip = event.position().toPoint(), self.grip
        if grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()  # what took the pointer away, a menu for instance, never says that it was let go
            self._hover(at)
            return
        if not grip.is_dragged:
            far = (at - grip.at).manhattanLength() >= QApplication.startDragDistance()
            grip.is_dragged = far and (grip.entry is None or grip.entry.is_movable)
        if grip.is_dragged:
            grip.over = self.place_at(at)
            if grip.entry is not None and not grip.by_edge:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, self.grip = self.grip, None
        self.unsetCursor()
        if grip is not None and grip.is_dragged and event.button() == Qt.MouseButton.LeftButton:
            if grip.entry is not None:
                self.drop(grip)
            else:
                self.select(grip)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        trip = self.trip_at(at) if self.spot_at(at) is None else None
        if trip is not None:
            self.trip_opened.emit(trip.id)
        elif self.spot_at(at) is None and self.place_at(at) is not None:
            self.want_new()
        elif (entry := self.current_entry()) is not None:
            self.opened.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(self.current_entry(), event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = self._hovered_day = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain(self._tip_at(event.pos())), self)
            return True
        return super().event(event)

    def _hover(self, at: QPoint) -> None:
        spot = self.spot_at(at)
        hovered, day = (spot[2], spot[1]) if spot else (None, None)
        if (hovered, day) != (self._hovered, self._hovered_day):
            self._hovered, self._hovered_day = hovered, day
            self.update()
        entry = self.entry_at(spot[1], spot[2]) if spot else None
        at_edge = entry is not None and spot is not None and entry.is_movable and self.is_at_edge(at, spot[0], entry)
        self.setCursor(Qt.CursorShape.SizeVerCursor if at_edge else Qt.CursorShape.ArrowCursor)

    def _tip_at(self, at: QPoint) -> str:
        spot, trip, place = self.spot_at(at), self.trip_at(at), self.place_at(at)
        entry = self.entry_at(spot[1], spot[2]) if spot else None
        if entry is not None:
            return words.entry_words(entry)
        if trip is not None:
            return words.trip_words(trip)
        mark = self.marks.get(place.day) if place is not None else None
        return mark.name if mark is not None else ""
