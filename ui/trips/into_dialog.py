"""Putting visits into a trip from their list: the trip, and which other visits of those days belong to it too."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import trip_lists, visits
from ui.session import Session
from ui.translations import say
from ui.trips.put_dialog import VisitsDialog
from ui.visits.trip_field import TripField
from ui.widgets.fields import field
from ui.widgets.labels import label

_LIST_HEIGHT, _AROUND = 336, 272


class IntoTripDialog(VisitsDialog):
    """The trip of the visit's day is offered first; the visit is ticked, others around it are by Space."""

    def __init__(self, session: Session, visit_id: int, parent: QWidget | None) -> None:
        title, name = say("Put into a trip or an event"), say("Visits around that day")
        super().__init__(session, title, name, parent, height=_LIST_HEIGHT, around=_AROUND)
        visit = session.read(visits.get, visit_id)
        self.trip = TripField(session, lambda: visit.start[:10])
        hint = say("Visits of the week before and after that belong to no trip yet.")
        self._trip_field = field(say("Trip or event"), self.trip)
        for part in (self._trip_field, label(hint, "body", "text_2", wrap=True), self.view, self.count, self.problem):
            self.body.addWidget(part)
        self.model.show(session.read(trip_lists.around, visit_id))
        self.view.select(visit_id)
        self.trip.changed.connect(self._show_count)
        self.model.toggle(self.model.rows[self.model.index_of(visit_id).row()])
        self.trip.setFocus()

    def trip_id(self) -> int | None:
        """Return the trip that was chosen."""
        return self.trip.record_id()

    def accept(self) -> None:
        """Put the visits into the trip and close; Enter in the field takes the trip first."""
        if not self.trip.is_composing():
            super().accept()
