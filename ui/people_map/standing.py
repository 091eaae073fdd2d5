"""The map by the keyboard: where the keys stand, where the arrows lead, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from models.people_map_places import Card, EmptyPlace, Layout
from ui import theme
from ui.people_map.card_paint import rect_of
from ui.people_map.words import Key, introducer_words, nobody_words, person_in_words
from ui.translations import language, say

Place = Card | EmptyPlace

_NO_LAYOUT = Layout(0, 0, False, (), (), (), (), {})


def key_of(place: Place) -> Key:
    """Return what tells a card or an empty place from others."""
    return ("person", place.person.id) if isinstance(place, Card) else ("empty", place.role_group)


class StandingMap(QWidget):
    """Cards that the arrows go through. What is wanted is told by signals; nothing is changed here."""

    opened = Signal(object)
    """The id of a person."""
    ask_wanted = Signal(str)
    """The role group of an empty place."""
    new_wanted = Signal(str)
    """Somebody new is wanted in a role group."""
    menu_wanted = Signal(object, QPoint)
    """A menu for a card or an empty place, at a place of the screen."""
    link_wanted = Signal(object, str)
    """A person, and the kind of line that is to lead elsewhere."""
    part_menu_wanted = Signal(object, str, QPoint)
    """A person, and which of the menus of a card is wanted by itself: 'role_group' or 'stance'."""
    moved = Signal(object, str)
    """A person, and the role group that they are to be in."""
    revealed = Signal(QRect)
    """Where the keys stand, to be scrolled to."""
    zoom_wanted = Signal(int)
    """Larger (1), smaller (−1), or as it was (0)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("Map of people"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.laid_out = _NO_LAYOUT
        self.zoom = 1.0
        self.today = date.min
        self.introducers: dict[str, str] = {}
        self.key: Key | None = None
        theme.watcher().changed.connect(self.update)

    def places(self) -> list[Place]:
        """Return all cards and empty places in the order they are read."""
        return sorted((*self.laid_out.cards, *self.laid_out.empty), key=lambda place: (place.rank, place.x))

    def current(self) -> Place | None:
        """Return the card or the empty place the keys stand at."""
        return next((place for place in self.places() if key_of(place) == self.key), None)

    def stand_at(self, key: Key | None) -> None:
        """Let the keys stand at a card or an empty place."""
        self.key = key
        place = self.current()
        if place is not None:
            self.revealed.emit(self.shown_rect(place))
        self._tell()
        self.update()

    def shown_rect(self, place: Place) -> QRect:
        """Return where a card is drawn on the widget, at the present zoom."""
        rect = rect_of(place)
        corner = QPoint(round(rect.left() * self.zoom), round(rect.top() * self.zoom))
        return QRect(corner, rect.size() * self.zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = self.current()
        if key in _ZOOMS and not modifiers & Qt.KeyboardModifier.AltModifier:
            self.zoom_wanted.emit(_ZOOMS[key])
            return True
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return self._take_with_control(key, place)
        if key == Qt.Key.Key_F10 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            key, modifiers = Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier
        if modifiers:
            return False
        if key in _ARROWS:
            return self._step(*_ARROWS[key])
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._go_to_end(last=key == Qt.Key.Key_End, in_rank=True)
        deed = self._deeds(place).get(key) if place is not None else None
        if deed is not None:
            deed()
        return deed is not None

    def _take_with_control(self, key: Qt.Key, place: Place | None) -> bool:
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._go_to_end(last=key == Qt.Key.Key_End, in_rank=False)
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or not isinstance(place, Card):
            return False
        groups = [row.role_group for row in self.laid_out.rows if row.role_group]
        now = place.person.role_group
        number = groups.index(now) + (1 if key == Qt.Key.Key_Down else -1) if now in groups else len(groups) - 1
        if 0 <= number < len(groups):
            self.moved.emit(place.person, groups[number])
        return True

    def _deeds(self, place: Place) -> dict[Qt.Key, Callable[[], object]]:
        at = self.mapToGlobal(self.shown_rect(place).center())
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Menu: lambda: self.menu_wanted.emit(place, at),
            Qt.Key.Key_Return: lambda: self.open_place(place),
            Qt.Key.Key_Enter: lambda: self.open_place(place),
            Qt.Key.Key_N: lambda: self.new_wanted.emit(group_of(place)),
        }
        if isinstance(place, Card):
            person = place.person
            deeds[Qt.Key.Key_R] = lambda: self.link_wanted.emit(person, "reports_to")
            deeds[Qt.Key.Key_I] = lambda: self.link_wanted.emit(person, "introduced_by")
            deeds[Qt.Key.Key_G] = lambda: self.part_menu_wanted.emit(person, "role_group", at)
            deeds[Qt.Key.Key_S] = lambda: self.part_menu_wanted.emit(person, "stance", at)
        return deeds

    def open_place(self, place: Place) -> None:
        """Open a person, or plan the ask for an empty place."""
        if isinstance(place, Card):
            self.opened.emit(place.person.id)
        else:
            self.ask_wanted.emit(place.role_group)

    def _step(self, sideways: int, down: int) -> bool:
        """Go to the next card beside, or to the nearest one in the next rank; at the edge the keys stay."""
        here = self.current()
        places = self.places()
        if not places:
            return False
        if here is None:
            self.stand_at(key_of(places[0]))
            return True
        if sideways:
            rank = [place for place in places if place.rank == here.rank]
            number = rank.index(here) + sideways
            there = [rank[number]] if 0 <= number < len(rank) else []
        else:
            there = [place for place in places if place.rank == here.rank + down]
        if there:
            self.stand_at(key_of(min(there, key=lambda place: abs(place.x - here.x))))
        return True

    def _go_to_end(self, *, last: bool, in_rank: bool) -> bool:
        here = self.current()
        places = self.places()
        if in_rank and here is not None:
            places = [place for place in places if place.rank == here.rank]
        if places:
            self.stand_at(key_of(places[-1 if last else 0]))
        return True

    def spoken(self) -> str:
        """Return in words where the keys stand."""
        place = self.current()
        if isinstance(place, Card):
            return person_in_words(place.person, self.today)
        if place is None:
            return ""
        introducer = self.introducers.get(place.role_group)
        parts = (nobody_words(place.role_group), introducer_words(introducer) if introducer is not None else "")
        return language().listing(part for part in parts if part)

    def _tell(self) -> None:
        said = self.spoken()
        if said == self.accessibleDescription():
            return
        self.setAccessibleDescription(said)
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current() is None and self.places():
            self.key = key_of(self.places()[0])
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def group_of(place: Place) -> str:
    """Return the role group of a card or an empty place."""
    return place.person.role_group if isinstance(place, Card) else place.role_group


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
"""The keys that zoom, with or without Ctrl."""
