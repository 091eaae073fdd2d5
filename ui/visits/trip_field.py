"""The trip or event that a visit belongs to: chosen from those there are, or made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models import trip_lists, trips
from ui.session import Session
from ui.translations import say
from ui.widgets.linked_field import LinkedField
from ui.widgets.suggest import Suggestion

_MOST = 8


class TripField(LinkedField):
    """Offers the trips of the visit's day first; a new one is made by Enter."""

    def __init__(self, session: Session, day: Callable[[], str | None]) -> None:
        super().__init__(say("Trip or event"), "trip", self._trips, _new_words)
        self._session, self._day_of_visit = session, day
        self.created.connect(self._make)

    def _trips(self, text: str) -> Sequence[Suggestion]:
        from ui.trips.words import days_words

        day = self._day_of_visit() or self._session.today().isoformat()
        found = self._session.read(trip_lists.choices, day, text, limit=_MOST)
        return [Suggestion(line.id, line.name, days_words(line.first, line.last), icon="trip") for line in found]

    def _make(self, name: str) -> None:
        made = self._session.run(trips.create, name=name, start_on=self._day_of_visit())
        if made is not None:
            self.show_record(made.id, name)
            self.changed.emit()


def _new_words(name: str) -> str:
    return say("New trip “{name}”", name=name)
