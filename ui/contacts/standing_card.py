"""The card beside a person's history that says how they stand to us, how that came, and what we want."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QBoxLayout, QWidget

from models.contact_overview import ContactOverview
from ui.contacts import facts
from ui.contacts.side_lists import INSET, SideCard
from ui.contacts.standing_chart import StandingChart
from ui.contacts.words import closeness_words
from ui.session import Session
from ui.translations import say
from ui.widgets.labels import label
from ui.widgets.layouts import row


class StandingCard(SideCard):
    """The standings of a person, the newest first, below a small chart of them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            say("How they stand"),
            say("Nothing noted yet. Note stance and closeness, and see here how they change."),
            say("Note how they stood"),
            parent,
        )
        self._session = session
        self.chart = StandingChart(session.today)
        self.wanted = label("", "caption", "text_2", wrap=True)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(1, self.wanted)
        layout.insertLayout(2, row(self.chart, margins=QMargins(INSET, 0, 0, 0)))
        self.wanted.setContentsMargins(INSET, 0, 0, 0)

    def fill(self, person: ContactOverview) -> None:
        """Show how a person stands."""
        self.show_rows(facts.standing_rows(person.standings))
        self.chart.show_standings(person.standings[::-1])
        wanted, now = person.contact.wanted_closeness, person.contact.closeness
        words = closeness_words(wanted)
        reached = wanted is not None and now is not None and now >= wanted
        sentence = (
            say("Wanted: {closeness}, reached", closeness=words)
            if reached
            else (say("Wanted: {closeness}", closeness=words))
        )
        self.wanted.setText(sentence)
        self.wanted.setVisible(wanted is not None)
