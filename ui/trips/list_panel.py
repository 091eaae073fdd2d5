"""The list of trips and events with its filter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import trip_lists
from ui import theme
from ui.session import Session
from ui.tags.tag_filter import TagFilter
from ui.translations import say
from ui.trips.list_model import TripListModel, TripListView
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, holding, row
from ui.widgets.record_list import RecordList


class TripListPanel(RecordList):
    """All trips and events, the latest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        nothing = EmptyState(
            say("No trip or event yet"),
            say("A trip holds its visits together: plan whom to see, and tell afterwards what came of it."),
            say("New trip or event"),
            icon="trip",
        )
        none_found = EmptyState(say("No trip fits"), say("No name or place holds these words."), say("Show all trips"))
        super().__init__(say("Filter trips and events"), nothing, none_found, parent)
        self.session = session
        self.model = TripListModel(session, self)
        self.list = TripListView(self.model, say("Trips and events"))
        self.tag_filter = TagFilter(session, self)
        self.new_button = button(say("New trip or event"), icon="plus")
        self.new_button.setToolTip(say("New trip or event  N"))
        self.new_button.clicked.connect(self.new_wanted)
        self.add_view(self.list)
        self._top = holding(row(self.filter, None, self.new_button, spacing=theme.CARD_GAP))
        self.setLayout(column(self._top, self.stack, spacing=theme.CARD_GAP, margins=theme.MARGIN))

    def top(self) -> QWidget:
        """Return the filter and the button."""
        return self._top

    def view(self) -> TripListView:
        """Return the list."""
        return self.list

    def count(self) -> None:
        """Count the trips."""
        self.total = self.session.read(trip_lists.count)

    def narrow(self) -> None:
        """Let the list hold what fits the words."""
        self.model.text = self.filter.text()

    def refresh(self) -> None:
        """Read again; trips bear no tags."""
        self.count()
        self.model.reload()
        self.show_state()
