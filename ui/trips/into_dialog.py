"""Putting visits into a trip from their list: the trip, and which other visits of those days belong to it too."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import trip_lists, trips, visits
from models.errors import JournalError
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.trips.put_dialog import ChosenVisitsModel, ChosenVisitsView
from ui.visits.trip_field import TripField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label

_WIDTH, _LIST_HEIGHT, _AROUND = 760, 336, 272


class IntoTripDialog(Dialog):
    """The trip of the visit's day is offered first; the visit is ticked, others around it are by Space."""

    def __init__(self, session: Session, visit_id: int, parent: QWidget | None) -> None:
        super().__init__(say("Put into a trip or an event"), parent, accept=say("Add them"), width=_WIDTH)
        self._session = session
        visit = session.read(visits.get, visit_id)
        self.trip = TripField(session, lambda: visit.start[:10])
        self.model = ChosenVisitsModel()
        self.view = ChosenVisitsView(self.model, say("Visits around that day"))
        self.view.setFixedHeight(self.height_of_list(_LIST_HEIGHT, _AROUND))
        self.count = label("", "body", "text_2")
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        hint = say("Visits of the week before and after that belong to no trip yet.")
        self._trip_field = field(say("Trip or event"), self.trip)
        for part in (self._trip_field, label(hint, "body", "text_2", wrap=True), self.view, self.count, self.problem):
            self.body.addWidget(part)
        self.body.setSpacing(theme.GAP)
        self.model.show(session.read(trip_lists.around, visit_id))
        self.view.select(visit_id)
        self.model.dataChanged.connect(lambda *_: self._show_count())
        self.trip.changed.connect(self._show_count)
        self.model.toggle(self.model.rows[self.model.index_of(visit_id).row()])
        self.trip.setFocus()

    def accept(self) -> None:
        """Put the visits into the trip and close; Enter in the field takes the trip first."""
        chosen, trip_id = list(self.model.chosen), self.trip.trip_id()
        if self.trip.is_composing() or not chosen or trip_id is None:
            return
        try:
            self._session.attempt(trips.put_visits, chosen, trip_id)
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            return
        added = plural("{count} visit added to the trip", "{count} visits added to the trip", len(chosen))
        self._session.say(added, can_undo=True)
        super().accept()

    def _show_count(self) -> None:
        chosen = len(self.model.chosen)
        self.count.setText(plural("{count} visit chosen", "{count} visits chosen", chosen))
        assert self.accept_button is not None
        self.accept_button.setEnabled(chosen > 0 and self.trip.trip_id() is not None)
