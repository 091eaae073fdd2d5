"""The page Trips and events: the list, and one of them after it was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models import trip_lists, trips
from models.drafts import Draft
from models.errors import JournalError, NotFound
from models.trip_lists import TripLine
from models.visit_lists import VisitLine
from ui import alerts
from ui.record_page import RecordPage
from ui.session import Session
from ui.translations import say
from ui.trips.list_panel import TripListPanel
from ui.trips.trip_panel import TripPanel
from ui.widgets import menus

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class TripPage(RecordPage[TripPanel]):
    """Trips and events with their visits."""

    key = "trips"
    kind = "trip"
    tables = frozenset({"trip", "visit", "visit_contact", "account", "contact", "step", "step_contact", "plan"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.trips = TripListPanel(session)
        super().__init__(session, self.trips, parent)
        self.trips.removed.connect(self.remove)
        self.trips.menu_wanted.connect(self._show_row_menu)
        self.trips.new_wanted.connect(self.new_trip)

    def title(self) -> str:
        """Return the page's name."""
        return say("Trips and events")

    def subtitle(self) -> str:
        """Return how many there are."""
        count = self.trips.total
        return say("{count} in this journal", count=count) if count else ""

    def make_panel(self) -> TripPanel:
        """Make the panel of a trip."""
        panel = TripPanel(self.session)
        panel.head.encounters_wanted.connect(lambda: self.write_encounters(self.shown_id()))
        panel.head.visits_wanted.connect(lambda: self.plan_visits(self.shown_id()))
        panel.head.edit_wanted.connect(lambda: self.edit(self.shown_id()))
        panel.head.menu_wanted.connect(self._show_trip_menu)
        panel.view.removed.connect(self._take_out)
        panel.view.menu_wanted.connect(self._show_visit_menu)
        return panel

    def gone_words(self) -> str:
        """Return the sentence for a trip that is no longer there."""
        return say("This trip is no longer there; it may lie in the trash.")

    def printable(self) -> None:
        """Show the summary of the trip, or of all trips of the period that was chosen last."""
        if self.shows_record():
            self.summarize(self.shown_id())
        else:
            self.session.open_summary(kind="trip")

    def summarize(self, trip_id: int) -> None:
        """Show in Review the summary of the days of a trip, ready to be saved."""
        days = self.session.read(trip_lists.days_of, trip_id)
        wanted = {"period": "..".join(days)} if days else {}
        reader = {"audience": "manager"} if self._is_for_customer() else {}
        self.session.open_summary(kind="trip", account_ids=(), tag="", **wanted, **reader)

    def _is_for_customer(self) -> bool:
        from models.summaries.choices import remembered

        return self.session.read(remembered).audience == "customer"

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the trip that is shown."""
        from ui.command_palette.command import Command

        if not self.shows_record() or self.made_panel().sheet is None:
            return [Command("trip.new", say("New trip or event…"), self.new_trip, "", "trip")]
        shown, name = self.shown_id(), self.session.read(trips.get, self.shown_id()).name
        return [
            Command(key, words, partial(work, shown), "", icon, name)
            for key, words, work, icon in (
                ("trip.encounters", say("Write down encounters…"), self.write_encounters, "people"),
                ("trip.visits", say("Plan visits on this trip…"), self.plan_visits, "plus"),
                ("trip.put", say("Add visits to this trip…"), self.put_visits, "visits"),
                ("trip.summary", say("Summary of this trip…"), self.summarize, "review"),
                ("trip.edit", say("Edit this trip"), self.edit, "edit"),
                ("trip.remove", say("Delete this trip"), self.remove, "trash"),
            )
        ]

    def new_trip(self) -> None:
        """Open the editor for a new trip or event."""
        self._open_editor(None)

    def edit(self, trip_id: int) -> None:
        """Open the editor of a trip."""
        self._open_editor(trip_id)

    def open_draft(self, draft: Draft) -> None:
        """Go on with the editor, or the list of encounters, that the program ended in."""
        from models.encounters import DRAFT

        if draft.table == DRAFT and draft.record_id is not None:
            self.show_record("trip", draft.record_id)
            self.write_encounters(draft.record_id)
        else:
            self._open_editor(draft.record_id)

    def write_encounters(self, trip_id: int) -> None:
        """Open the list in which each line is an encounter."""
        from ui.trips.encounters_dialog import EncountersDialog

        self._open(EncountersDialog, trip_id)

    def plan_visits(self, trip_id: int) -> None:
        """Choose accounts to be visited on a trip."""
        from ui.trips.plan_dialog import PlanVisitsDialog

        self._open(PlanVisitsDialog, trip_id)

    def put_visits(self, trip_id: int) -> None:
        """Choose visits that belong to a trip."""
        from ui.trips.put_dialog import PutVisitsDialog

        self._open(PutVisitsDialog, trip_id)

    def remove(self, trip_id: int) -> None:
        """Put a trip into the trash; its visits stay, and Undo is offered on the spot."""
        try:
            name = self.session.read(trips.get, trip_id).name
            self.session.attempt(trips.trash, trip_id)
        except JournalError as error:
            alerts.current().error(error)
            return
        self.session.say(say("{name} was put into the trash; its visits stay.", name=name), can_undo=True)

    def _open(self, kind: type, trip_id: int) -> None:
        try:
            dialog = kind(self.session, trip_id, self)
        except NotFound as error:
            alerts.current().error(error)
            return
        dialog.open()

    def _open_editor(self, trip_id: int | None) -> None:
        from ui.trips.editor import TripEditor

        try:
            editor = TripEditor(self.session, trip_id, self)
        except NotFound as error:
            alerts.current().error(error)
            return
        if trip_id is None:
            editor.saved.connect(lambda made: self.show_record("trip", made))
        editor.open()

    def _take_out(self, visit: VisitLine) -> None:
        if self.session.run(trips.put_visits, [visit.id], None):
            self.session.say(say("{account} belongs to no trip now.", account=visit.account), can_undo=True)

    def _show_row_menu(self, line: TripLine, place: QPoint) -> None:
        menu = menus.new_menu(line.name, self)
        menus.add(menu, say("Open"), partial(self.show_record, "trip", line.id), "trip", say("Enter"))
        self._add_deeds(menu, line.id)
        menus.show(menu, place)

    def _show_trip_menu(self) -> None:
        button = self.made_panel().head.menu
        menu = menus.new_menu(say("More"), self)
        self._add_deeds(menu, self.shown_id())
        menus.show(menu, button.mapToGlobal(QPoint(0, button.height())))

    def _add_deeds(self, menu: QMenu, trip_id: int) -> None:
        menus.add(menu, say("Encounters…"), partial(self.write_encounters, trip_id), "people")
        menus.add(menu, say("Plan visits…"), partial(self.plan_visits, trip_id), "plus")
        menus.add(menu, say("Add visits…"), partial(self.put_visits, trip_id), "visits")
        menus.add(menu, say("Summary…"), partial(self.summarize, trip_id), "review", say("Ctrl+P"))
        menus.add(menu, say("Edit…"), partial(self.edit, trip_id), "edit")
        menu.addSeparator()
        menus.add(menu, say("Delete"), partial(self.remove, trip_id), "trash")

    def _show_visit_menu(self, visit: VisitLine, place: QPoint) -> None:
        menu = menus.new_menu(visit.account, self)
        menus.add(menu, say("Open"), partial(self.session.open_record, "visit", visit.id), "visits", say("Enter"))
        opened = partial(self.session.open_record, "account", visit.account_id)
        menus.add(menu, say("Show the account"), opened, "accounts")
        menu.addSeparator()
        menus.add(menu, say("Take out of the trip"), partial(self._take_out, visit), "cross", say("Del"))
        menus.show(menu, place)
