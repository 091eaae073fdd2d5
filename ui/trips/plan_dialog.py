"""Choosing the accounts to be visited on a trip; one planned visit is made for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import outreach_choice, trips
from models.account_classes import USUAL_DAYS
from models.errors import JournalError
from models.outreach_choice import Choice
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.trips.plan_rows import PlanModel, PlanView
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.filter_field import FilterField
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.word_choice import WordChoice

_WIDTH, _LIST_HEIGHT, _AROUND = 760, 336, 300
_ORDERS = {
    "quiet": Label("Who goes quiet first"),
    "seen": Label("Not seen for longest"),
    "open": Label("Most that is open"),
    "name": Label("By name"),
}


class _Words(FilterField):
    """In a dialog Esc in the empty line closes it, as everywhere else in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the dialog where there is nothing to empty."""
        if event.key() == Qt.Key.Key_Escape and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlanVisitsDialog(Dialog):
    """Region, class and words choose the accounts, who goes quiet stands first; none is visited until it is ticked."""

    def __init__(self, session: Session, trip_id: int, parent: QWidget | None) -> None:
        trip = session.read(trips.get, trip_id)
        title = say("Visits on {trip}", trip=trip.name)
        super().__init__(title, parent, accept=say("Plan the visits"), width=_WIDTH)
        self.session, self._trip_id = session, trip_id
        self.model = PlanModel(session, self)
        self.view = PlanView(self.model)
        self.view.setFixedHeight(self.height_of_list(_LIST_HEIGHT, _AROUND))
        self.filter = _Words(say("Name, city, tag"))
        regions = {one: one for one in session.read(outreach_choice.regions)}
        self.region = WordChoice(say("Region"), say("All regions"), {})
        for name in regions:
            self.region.addItem(name, name)
        self.account_class = WordChoice(say("Class"), say("All classes"), {})
        for name in USUAL_DAYS:
            self.account_class.addItem(name, name)
        self.order = WordChoice(say("Order of the accounts"), "", _ORDERS)
        self.purpose = LineField("", say("Purpose"))
        self.purpose.setText(trip.purpose)
        self.count = label("", "body", "text_2")
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        self.region.setVisible(bool(regions))
        hint = say("They are spread over the days of the trip in the order they were ticked; the times come later.")
        # In the order of Tab.
        self.body.addLayout(row(self.filter, self.region, self.account_class, self.order, spacing=theme.GAP))
        for part in (self.view, self.count, field(say("Purpose"), self.purpose, hint), self.problem):
            self.body.addWidget(part)
        for box in (self.region, self.account_class, self.order):
            box.currentIndexChanged.connect(lambda _index: self._choose())
        self.filter.paused.connect(self._choose)
        self.filter.list_wanted.connect(self.view.setFocus)
        self.model.toggled.connect(self._show_count)
        self._choose()
        self.filter.setFocus()

    def accept(self) -> None:
        """Plan the visits and close; what is missing is said."""
        if self.purpose.is_composing() or self.filter.is_composing():
            return
        chosen = self.model.chosen()
        try:
            self.session.attempt(trips.plan_visits, self._trip_id, chosen, purpose=self.purpose.text())
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            return
        planned = plural("{count} visit planned", "{count} visits planned", len(chosen))
        self.session.say(planned, can_undo=True)
        super().accept()

    def _choose(self) -> None:
        wanted = Choice(self.region.value(), "", self.account_class.value(), "", self.filter.text())
        order: Any = self.order.value()
        self.model.choose(wanted, order)
        self._show_count()

    def _show_count(self) -> None:
        chosen = len(self.model.chosen())
        self.count.setText(plural("{count} account chosen", "{count} accounts chosen", chosen))
        assert self.accept_button is not None
        self.accept_button.setEnabled(chosen > 0)
