"""The map as it is drawn, and by the pointer: cards are opened, and dragged onto a person or into another row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from models.people_map import MapPerson, PeopleMap
from models.people_map_lines import Tie
from models.people_map_pieces import Segment
from models.people_map_places import Card, EmptyPlace, Layout, Row, lay_out
from ui.people_map import card_paint
from ui.people_map.card_paint import Look, rect_of
from ui.people_map.standing import Place, StandingMap, key_of
from ui.people_map.words import group_words, nobody_words, person_in_words
from ui.translations import say
from ui.widgets import paint
from ui.widgets.tips import plain

_HEADING = 136
_WHEEL = 120


@dataclass(slots=True)
class _Grip:
    """What the pointer took hold of: a card (or an empty place), and over what it is now."""

    at: QPoint
    place: Place
    is_dragged: bool = False
    now: QPoint | None = None
    over: Card | Row | None = None


class MapCanvas(StandingMap):
    """Draws a map, as wide as there is room and as high as it needs to be."""

    dropped_on = Signal(object, object)
    """A person, and the person onto whom their card was dragged."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.shown: PeopleMap | None = None
        self._hovered: Place | None = None
        self._grip: _Grip | None = None
        self._laid_out_of: tuple[PeopleMap, int] | None = None
        self._last_layout = self.laid_out

    def show_map(self, shown: PeopleMap) -> None:
        """Show a map; the keys stay at their card as long as it is there."""
        self.shown = shown
        self._grip = self._hovered = None
        self.lay_out()
        if self.current() is None:
            self.key = None
        self.stand_at(self.key)

    def set_zoom(self, zoom: float) -> None:
        """Draw everything larger or smaller; the cards find new places for the width there is."""
        self.zoom = zoom
        self.lay_out()

    def lay_out(self) -> None:
        """Work out where everything stands in the present width."""
        if self.shown is not None:
            self.laid_out = self.layout_at(self.zoom, self.width())
            self.setMinimumHeight(round(self.laid_out.height * self.zoom) + 2)
        self.update()

    def layout_at(self, zoom: float, width: int) -> Layout:
        """Return the map as it would be laid out at a zoom in a width of the screen."""
        assert self.shown is not None
        asked = (self.shown, int((width - 1) / zoom))
        if self._laid_out_of != asked:  # a page that reads itself again finds the same people nearly always
            self._laid_out_of, self._last_layout = asked, lay_out(*asked)
        return self._last_layout

    def sizeHint(self) -> QSize:
        return QSize(900, max(round(self.laid_out.height * self.zoom) + 2, 200))

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        self._let_go()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(self.zoom, self.zoom)
        seen = self._on_map(event.rect())
        for row in self.laid_out.rows:
            self._paint_row(painter, row)
        self._paint_ties(painter, seen)
        for place in self.places():
            if rect_of(place).intersects(seen):
                self._paint_place(painter, place)
        self._paint_grip(painter)

    def _on_map(self, rect: QRect) -> QRect:
        """Return a part of the widget as a part of the map, a little larger."""
        zoom = self.zoom
        left, top = int(rect.left() / zoom) - 2, int(rect.top() / zoom) - 2
        return QRect(left, top, int(rect.width() / zoom) + 5, int(rect.height() / zoom) + 5)

    def _point(self, at: QPoint) -> QPoint:
        """Return a point of the widget as one of the map."""
        return QPoint(round(at.x() / self.zoom), round(at.y() / self.zoom))

    def _paint_row(self, painter: QPainter, row: Row) -> None:
        grip = self._grip
        if grip is not None and isinstance(grip.over, Row) and grip.over.role_group == row.role_group:
            area = QRect(_HEADING - 6, row.y - 6, self.laid_out.width - _HEADING + 6, row.height + 12)
            paint.rounded(painter, area, 12, "accent_tint", "accent")
        card_paint.row_name(painter, row, _HEADING, self._point(self.visibleRegion().boundingRect().topLeft()).y())

    def _paint_ties(self, painter: QPainter, seen: QRect) -> None:
        """Draw all lines that are seen, those of the current card last and in the accent, then the captions."""
        person = self.current_person() if self.hasFocus() else None
        token = "line_strong" if self.laid_out.is_small else "control"
        for tie in self.laid_out.ties:
            card_paint.tie(painter, tie, token, _within(tie.pieces, seen))
        if person is not None:
            for tie in self.laid_out.ties:
                card_paint.tie(painter, tie, "accent", _within(_of_person(tie, person), seen))
        for tie in self.laid_out.ties:
            for caption in tie.captions:
                if not seen.top() - 20 <= caption.y <= seen.bottom() + 20:
                    continue
                is_own = person is not None and person.id in (tie.above, *tie.by_person)
                card_paint.caption(painter, caption, self.laid_out.by_person, "accent" if is_own else "text_2")

    def _paint_place(self, painter: QPainter, place: Place) -> None:
        grip = self._grip
        look = Look(
            is_current=self.hasFocus() and key_of(place) == self.key,
            is_hovered=self._hovered is not None and key_of(self._hovered) == key_of(place),
            is_lifted=grip is not None and grip.is_dragged and key_of(grip.place) == key_of(place),
            is_target=grip is not None and isinstance(grip.over, Card) and key_of(grip.over) == key_of(place),
        )
        is_small = self.laid_out.is_small
        if isinstance(place, Card):
            card_paint.card(painter, place, self.today, look, is_small=is_small)
        else:
            introducer = self.introducers.get(place.role_group)
            card_paint.empty(painter, place, introducer, look, is_small=is_small)

    def _paint_grip(self, painter: QPainter) -> None:
        """Draw beside the pointer what letting go would do."""
        grip = self._grip
        if grip is None or not grip.is_dragged or grip.now is None or not isinstance(grip.place, Card):
            return
        name = grip.place.person.short_name
        if isinstance(grip.over, Card):
            words = say("{name} reports to {other}", name=name, other=grip.over.person.short_name)
        elif isinstance(grip.over, Row):
            words = say("{name}: {group}", name=name, group=group_words(grip.over.role_group))
        else:
            words = grip.place.person.name
        at = self._point(grip.now)
        wide = paint.width(words, "caption") + 20
        area = QRect(min(at.x() + 14, round(self.width() / self.zoom) - wide), at.y() + 10, wide, 26)
        paint.rounded(painter, area, 8, "card", "accent" if grip.over is not None else "line_strong")
        paint.text(painter, area, words, "caption", align=paint.CENTRE)

    def current_person(self) -> MapPerson | None:
        """Return the person whose card the keys stand at."""
        place = self.current()
        return place.person if isinstance(place, Card) else None

    def place_at(self, at: QPoint) -> Place | None:
        """Return the card or the empty place at a point of the widget."""
        point = self._point(at)
        return next((place for place in self.places() if rect_of(place).contains(point)), None)

    def _target(self, at: QPoint, moving: Place) -> Card | Row | None:
        """Return what a card may be let go over: another person, or the row of another role group."""
        place = self.place_at(at)
        if isinstance(place, Card):
            return place if key_of(place) != key_of(moving) else None
        y = at.y() / self.zoom
        row = next((one for one in self.laid_out.rows if one.y - 6 <= y < one.y + one.height + 6), None)
        is_own = isinstance(moving, Card) and row is not None and row.role_group == moving.person.role_group
        return row if row is not None and row.role_group and not is_own else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = self.place_at(at)
        if place is None:
            return
        self.stand_at(key_of(place))
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = _Grip(at, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, grip = event.position().toPoint(), self._grip
        if grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()
            self._hover(at)
            return
        if not grip.is_dragged and isinstance(grip.place, Card):
            grip.is_dragged = (at - grip.at).manhattanLength() >= QApplication.startDragDistance()
        if grip.is_dragged:
            grip.now, grip.over = at, self._target(at, grip.place)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.revealed.emit(QRect(at - QPoint(40, 40), QSize(80, 80)))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip = self._grip
        self._let_go()
        if grip is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if grip.is_dragged:
            self._drop(grip)
        elif isinstance(grip.place, EmptyPlace) and self._is_at_ask(grip.place, at):
            self.ask_wanted.emit(grip.place.role_group)

    def _drop(self, grip: _Grip) -> None:
        if not isinstance(grip.place, Card):
            return
        if isinstance(grip.over, Card):
            self.dropped_on.emit(grip.place.person, grip.over.person)
        elif isinstance(grip.over, Row):
            self.moved.emit(grip.place.person, grip.over.role_group)

    def _is_at_ask(self, place: EmptyPlace, at: QPoint) -> bool:
        spot = card_paint.ask_rect(place, is_small=self.laid_out.is_small)
        return spot.contains(self._point(at))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if isinstance(place, Card) and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(place.person.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a card is dragged, Esc lets go of it; no other key is taken."""
        if self._grip is not None and self._grip.is_dragged:
            if event.key() == Qt.Key.Key_Escape:
                self._let_go()
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.place_at(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if place is not None:
            self.menu_wanted.emit(place, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else the area around scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and abs(event.angleDelta().y()) >= _WHEEL // 4:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            words = person_in_words(place.person, self.today) if isinstance(place, Card) else ""
            if isinstance(place, EmptyPlace):
                words = nobody_words(place.role_group)
            QToolTip.showText(event.globalPos(), plain(words), self)
            return True
        return super().event(event)

    def _hover(self, at: QPoint) -> None:
        place = self.place_at(at)
        if place is not self._hovered:
            self._hovered = place
            self.update()

    def _let_go(self) -> None:
        if self._grip is not None:
            self._grip = None
            self.unsetCursor()
            self.update()


def _within(pieces: Sequence[Segment], seen: QRect) -> list[Segment]:
    """Return the pieces that are in sight."""
    return [piece for piece in pieces if piece.y2 >= seen.top() and piece.y1 <= seen.bottom()]


def _of_person(tie: Tie, person: MapPerson) -> tuple[Segment, ...]:
    """Return the pieces that lead to or from a person: all of a boss's, one way of who is below."""
    return tie.pieces if tie.above == person.id else tie.by_person.get(person.id, ())
