"""The trips and events that go on today, one line each: which day of it this is, its visits, and the ways in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QPushButton, QWidget

from models import trip_lists
from models.trip_lists import TripLine
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.trips.words import visits_words
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row

_MOST = 3
"""So many trips are named; whoever is on more looks at the page of trips."""


class TripsLine(QWidget):
    """Not there on a day without a trip."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines = [_OneTrip(session) for _ in range(_MOST)]
        self.setLayout(column(*self.lines, spacing=theme.GAP))
        self.hide()

    def refresh(self) -> None:
        """Read again what goes on today."""
        found = self._session.read(trip_lists.under_way)[:_MOST]
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(found))
            if number < len(found):
                line.show_trip(found[number])
        self.setVisible(bool(found))

    def stops(self) -> list[QPushButton]:
        """Return what can be pressed, in the order it is read."""
        return [stop for line in self.lines for stop in (line.encounters, line.open)]


class _OneTrip(QWidget):
    """One trip in a line."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words = label("", wrap=True)
        self.encounters, self.open = button(say("Encounters…"), "small"), button(say("Show the trip"), "small")
        line = row(self.words, self.encounters, self.open, margins=QMargins(theme.CARD_GAP, 6, 6, 6))
        line.setStretch(0, 1)
        self._frame = frame("sunk", line)
        self.setLayout(column(self._frame))
        self._trip_id = 0
        self.open.clicked.connect(lambda: session.open_record("trip", self._trip_id))
        self.encounters.clicked.connect(self._write_encounters)

    def show_trip(self, trip: TripLine) -> None:
        """Show another trip, or the same one on another day."""
        self._trip_id = trip.id
        said = trip_words(trip, self._session.today())
        self.words.setText(said)
        self._frame.setAccessibleName(said)
        self.encounters.setVisible(trip.kind == "event")
        self.encounters.setAccessibleName(say("Encounters at {event}", event=trip.name))
        self.open.setAccessibleName(say("Show {trip}", trip=trip.name))

    def _write_encounters(self) -> None:
        from ui.trips.encounters_dialog import EncountersDialog

        EncountersDialog(self._session, self._trip_id, self.window()).open()


def trip_words(trip: TripLine, today: date) -> str:
    """Return which day of a trip it is, and its visits: 'Rail congress, day 2 of 3: 5 visits, 3 planned'."""
    first, last = date.fromisoformat(trip.first), date.fromisoformat(trip.last)
    day, days = (today - first).days + 1, (last - first).days + 1
    visits = visits_words(trip)
    if days == 1:
        return say("{trip}, today: {visits}", trip=_named(trip), visits=visits)
    return say("{trip}, day {day} of {days}: {visits}", trip=_named(trip), day=day, days=days, visits=visits)


def _named(trip: TripLine) -> str:
    return language().listing((trip.name, trip.place)) if trip.place and trip.place not in trip.name else trip.name
