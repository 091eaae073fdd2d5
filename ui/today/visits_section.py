"""The visits of the day that is shown, as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from models import week
from models.week import DayVisit
from ui.session import Session
from ui.today import words
from ui.today.lists import more_link
from ui.today.sections import ListRow, Section
from ui.today.visit_card import VisitCard
from ui.translations import say
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, row


class VisitsSection(Section):
    """A card for each visit of a day, today's or another one's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.session = session
        self.day = session.today()
        self.cards: dict[int, VisitCard] = {}
        self._rest: ListRow | None = None
        self.let_arrows_go()

    def show_day(self, day: date) -> None:
        """Show the visits of another day."""
        self.day = day
        self.refresh()

    def refresh(self) -> None:
        """Read them again; while they are the same, only the time until the next one goes on."""
        found = self.session.read(week.visits_of_day, self.day)
        count = len(found)
        if count >= week.LONGEST_DAY:
            count = len(self.session.read(week.moments_of_day, self.day))
        self.set_heading(words.day_title(self.day, self.session.today()), str(count) if found else "")
        upcoming = next((visit.id for visit in found if visit.moment == "ahead"), None)
        known = [replace(visit, minutes_until=None) for visit in found]
        if self.is_news((self.day, self.session.today(), known, count)):
            self.remake(lambda: self._make_cards(found, upcoming, count - len(found)))
        for visit in found:
            self.cards[visit.id].show_until(visit.minutes_until if visit.id == upcoming else None)

    def rows(self) -> Sequence[QWidget]:
        """Return the cards, and the row that leads to the rest of a very full day."""
        return [*self.cards.values(), *([self._rest] if self._rest is not None else [])]

    def next_visit(self) -> int | None:
        """Return the id of the next visit of the day, of the first one when none is ahead, or None."""
        ahead = (one for one, card in self.cards.items() if card.visit.moment in ("now", "ahead"))
        return next(ahead, next(iter(self.cards), None))

    def _make_cards(self, found: Sequence[DayVisit], upcoming: int | None, beyond: int) -> None:
        clear_layout(self.body)
        self.cards = {visit.id: VisitCard(self.session, visit, is_next=visit.id == upcoming) for visit in found}
        for card in self.cards.values():
            self.body.addWidget(card)
        self._rest = self._rest_row(beyond) if beyond > 0 else None
        if self._rest is not None:
            self.body.addWidget(self._rest)
        if not found:
            is_past = self.day < self.session.today()
            said = say("No visit on this day.") if is_past else say("No visit is planned for this day.")
            self.body.addWidget(label(said, "body", "text_2"))

    def _rest_row(self, beyond: int) -> ListRow:
        link = more_link(beyond, say("All visits"))
        link.clicked.connect(lambda: self.session.open_page("visits"))
        made = ListRow(link)
        made.setLayout(row(link, None))
        return made
