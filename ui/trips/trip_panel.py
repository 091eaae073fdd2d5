"""A trip's page: what it is for, its visits in their order, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from models import trip_lists
from models.trip_lists import TripSheet
from ui import theme
from ui.contacts.side_lists import SideCard, SideRow
from ui.session import Session
from ui.translations import plural, say
from ui.trips.steps_tab import StepsTab
from ui.trips.visit_rows import TripVisitsModel, TripVisitsView
from ui.trips.words import days_words, kind_words, led_to_words, visits_words
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import Elided, label, selectable
from ui.widgets.layouts import column, row
from ui.widgets.link import Link
from ui.widgets.pills import HealthPill
from ui.widgets.record_panel import RecordPanel
from ui.widgets.segments import TabRow


class TripHead(QWidget):
    """Which trip this is, and what can be done with it."""

    back_wanted = Signal()
    encounters_wanted = Signal()
    visits_wanted = Signal()
    edit_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Link(say("‹ Trips and events"), "body", "text_2", name=say("Back to the list of trips and events"))
        self.back.setToolTip(say("Back to the list of trips and events  Esc"))
        self.name = Elided("", "page_name")
        self.encounters = button(say("Encounters…"), icon="people", name=say("Write down encounters"))
        self.encounters.setToolTip(say("Write down many short encounters in one list  N"))
        self.visits = button(say("Plan visits…"), icon="plus", name=say("Plan visits on this trip"))
        self.edit = button(say("Edit"), icon="edit", name=say("Edit this trip"))
        self.visits.setToolTip(say("Choose accounts to be visited  P"))
        self.menu = button("", icon="more", name=say("More"))
        self.menu.setToolTip(say("More"))
        self.menu.setFixedWidth(40)
        self.facts = Elided("", "body", "text_2")
        self.pills = {key: HealthPill("", tone) for key, tone in (("visits", "outlined"), ("led_to", "outlined"))}
        self.pills["steps"] = HealthPill("", "accent")
        first = row(self.name, self.encounters, self.visits, self.edit, self.menu)
        pills = flowing(say("At a glance"), self.pills.values())
        self.setLayout(column(row(self.back, None), first, self.facts, 2, pills, spacing=6))
        self.back.clicked.connect(self.back_wanted)
        for one, told in (
            (self.encounters, self.encounters_wanted),
            (self.visits, self.visits_wanted),
            (self.edit, self.edit_wanted),
            (self.menu, self.menu_wanted),
        ):
            one.clicked.connect(told)

    def fill(self, found: TripSheet) -> None:
        """Show another trip, or the same one as things are now."""
        trip, line = found.trip, found.line
        self.name.set_text(trip.name)
        facts = (kind_words(trip.kind), days_words(line.first, line.last), trip.place, trip.purpose)
        self.facts.set_text(" · ".join(part for part in facts if part))
        steps = plural("{count} open next step", "{count} open next steps", found.steps) if found.steps else ""
        for key, words in (("visits", visits_words(line)), ("led_to", led_to_words(line)), ("steps", steps)):
            pill = self.pills[key]
            pill.setText(words)
            pill.setAccessibleName(words)
            pill.setVisible(bool(words))
            pill.updateGeometry()


class _TextCard(QFrame):
    """A card with a heading and a text, or the sentence that there is none."""

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._text, self._empty = selectable("body"), label(empty, "caption", "text_3", wrap=True)
        parts = (label(title, "body_bold"), self._text, self._empty)
        self.setLayout(column(*parts, spacing=theme.SPACE_4, margins=theme.CARD_PADDING))

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._empty.setVisible(not text)


class TripPanel(RecordPanel):
    """One trip with its visits; what came of it and whom it led to stand beside them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session, TabRow(say("About this trip"), [("visits", say("Visits")), ("steps", say("Next steps"))]), parent
        )
        self.sheet: TripSheet | None = None
        self.head = TripHead()
        self.model = TripVisitsModel()
        self.view = TripVisitsView(self.model)
        nothing = say("Nothing is written here yet. Edit the trip to add it.")
        self.result = _TextCard(say("Outcome of the trip"), nothing)
        self.notes = _TextCard(say("Notes"), "")
        self.places = SideCard(say("Accounts"), say("No account was visited yet."))
        self.people = SideCard(say("People"), say("Nobody was met yet."))
        self.steps = StepsTab(session)
        self._nothing = EmptyState(
            say("No visit on this trip yet"),
            say("Plan visits to the accounts nearby, or write down whom you met, one line each."),
            say("Plan visits…"),
            icon="trip",
            other=say("Encounters…"),
        )
        self._stack_of_visits = QStackedWidget()
        for one in (self.view, self._nothing):
            self._stack_of_visits.addWidget(one)
        pages = {"visits": self._stack_of_visits, "steps": self.steps}
        self.lay_out(self.head, pages, (self.result, self.places, self.people, self.notes))
        self._connect_pills()
        self.head.back_wanted.connect(self.back_wanted)
        self.view.opened.connect(lambda visit: session.open_record("visit", visit.id))
        self.places.list.opened.connect(lambda place: session.open_record("account", place.id))
        self.people.list.opened.connect(lambda person: session.open_record("contact", person.id))
        self._nothing.pressed.connect(self.head.visits_wanted)
        self._nothing.other_pressed.connect(self.head.encounters_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let N begin the list of encounters, and P the choice of whom to visit, wherever the keys stand."""
        wanted = {Qt.Key.Key_N: self.head.encounters_wanted, Qt.Key.Key_P: self.head.visits_wanted}
        told = wanted.get(Qt.Key(event.key())) if not event.modifiers() else None
        if told is None:
            super().keyPressEvent(event)
        else:
            told.emit()

    def fill(self, record_id: int) -> None:
        """Show a trip; raises NotFound for one that is not there."""
        self.sheet = found = self.session.read(trip_lists.sheet, record_id)
        self.head.fill(found)
        self.tabs.set_count("visits", len(found.visits))
        self.tabs.set_count("steps", found.steps)
        self.result.show_text(found.trip.result)
        self.notes.show_text(found.trip.notes)
        self.notes.setVisible(bool(found.trip.notes))
        counts: dict[tuple[int, str], int] = {}
        for visit in found.visits:
            place = (visit.account_id, visit.account)
            counts[place] = counts.get(place, 0) + 1
        self.places.show_rows([_side_row(*place, count, "accounts") for place, count in counts.items()])
        self.people.show_rows([_side_row(one.id, one.name, one.visits, "person") for one in found.people])

    def _connect_pills(self) -> None:
        """Let each fact of the head lead to what it counts."""
        pills = self.head.pills
        pills["visits"].clicked.connect(lambda: self._go_to_tab("visits"))
        pills["steps"].clicked.connect(lambda: self._go_to_tab("steps"))
        pills["led_to"].clicked.connect(lambda: self.places.list.setFocus(Qt.FocusReason.OtherFocusReason))

    def _go_to_tab(self, key: str) -> None:
        self.tabs.set_current(key)
        self.show_tab(key)
        self.focus_tabs()

    def read_tab(self, key: str) -> None:
        """Show the visits, or what came of them."""
        assert self.sheet is not None
        if key == "steps":
            self.steps.show_steps(self.sheet.step_ids)
            return
        self.model.show(self.sheet.visits)
        self._stack_of_visits.setCurrentWidget(self.view if self.sheet.visits else self._nothing)


def _side_row(record_id: int, name: str, count: int, icon: str) -> SideRow:
    visits = plural("{count} visit", "{count} visits", count)
    return SideRow(record_id, name, visits, record_id, icon=icon, tip=name)
