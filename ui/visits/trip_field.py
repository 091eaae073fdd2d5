"""The trip or event that a visit belongs to: chosen from those there are, or made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from models import trip_lists, trips
from ui.session import Session
from ui.translations import say
from ui.widgets.suggest import SuggestField, Suggestion

_MOST = 8


class TripField(SuggestField):
    """Offers the trips of the visit's day first. Words that name no trip give way to the one there was."""

    changed = Signal()
    """Another trip was chosen, or none."""

    def __init__(self, session: Session, day: Callable[[], str | None]) -> None:
        super().__init__("", say("Trip or event"), choices=self._trips, new_words=_new_words)
        self._session, self._day_of_visit = session, day
        self._shown: Suggestion | None = None
        self.chosen.connect(lambda _key: self._take())
        self.created.connect(self._make)
        self.edited.connect(self._on_edited)

    def show_trip(self, trip_id: int | None, name: str) -> None:
        """Show a trip, or none."""
        self._shown = Suggestion(trip_id, name, icon="trip") if trip_id is not None else None
        self.set_choice(self._shown)

    def trip_id(self) -> int | None:
        """Return the trip that is meant, or None."""
        key = self._shown.key if self._shown is not None else None
        return key if isinstance(key, int) else None

    def name(self) -> str:
        """Return the name of the trip that is meant."""
        return self._shown.text if self._shown is not None else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show again what is meant, where half a name was left behind."""
        super().focusOutEvent(event)
        if not self.is_settled() and not self.is_composing():
            self.set_choice(self._shown)

    def _trips(self, text: str) -> Sequence[Suggestion]:
        from ui.trips.words import days_words

        day = self._day_of_visit() or self._session.today().isoformat()
        found = self._session.read(trip_lists.choices, day, text, limit=_MOST)
        return [Suggestion(line.id, line.name, days_words(line.first, line.last), icon="trip") for line in found]

    def _on_edited(self, text: str) -> None:
        if not text.strip() and self._shown is not None:
            self._shown = None
            self.changed.emit()

    def _take(self) -> None:
        self._shown = self.choice()
        self.changed.emit()

    def _make(self, name: str) -> None:
        made = self._session.run(trips.create, name=name, start_on=self._day_of_visit())
        if made is not None:
            self.show_trip(made.id, name)
            self.changed.emit()


def _new_words(name: str) -> str:
    return say("New trip “{name}”", name=name)
