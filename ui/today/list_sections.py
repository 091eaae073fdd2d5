"""The sections that are short lists: tomorrow's visits, visits to write up, quiet accounts and people met lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from models import meetings, rhythm, today, week
from ui.session import Session
from ui.today import words
from ui.today.lists import met_row, more_link, quiet_row, tomorrow_row, write_up_row
from ui.today.sections import Section, ShortList
from ui.translations import say

_ROWS_SHOWN = 5
"""How many rows a short list has; the rest is counted and one click away."""
_QUIET_SHOWN = 4
_MET_SHOWN = 3


class ListSection(Section):
    """A section of one short list, which is not there while the list is empty."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.session = session
        self._list = ShortList()
        self.body.addWidget(self._list)
        self.let_arrows_go()

    def rows(self) -> Sequence[QWidget]:
        """Return the rows of the list."""
        return self._list.rows()

    def fill(
        self,
        rows: Callable[[], Sequence[QWidget]],
        beyond: int = 0,
        show_rest: Callable[[], object] | None = None,
        name: str = "",
    ) -> None:
        """Show rows, and how many there are beyond them with the named way to those."""

        def make() -> None:
            made = rows()
            self.setVisible(bool(made))
            self._list.show_rows(made)
            if beyond > 0 and show_rest is not None:
                more = more_link(beyond, name)
                more.clicked.connect(lambda: show_rest())
                self._list.add_below(more)

        self.remake(make)


class TomorrowSection(ListSection):
    """The visits of tomorrow, each with its brief."""

    def refresh(self) -> None:
        """Read them again."""
        day = self.session.today() + timedelta(days=1)
        found = self.session.read(week.visits_of_day, day)
        count = len(found) if len(found) < week.LONGEST_DAY else len(self.session.read(week.moments_of_day, day))
        self.set_heading(words.day_title(day, self.session.today()), str(count))
        if self.is_news((day, count, [replace(visit, minutes_until=None) for visit in found])):
            self.fill(
                lambda: [tomorrow_row(self.session, visit) for visit in found],
                count - len(found),
                lambda: self.session.open_page("visits"),
                say("All visits"),
            )


class WriteUpSection(ListSection):
    """The visits nobody wrote up, but those of the day whose cards say so themselves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.but_for = session.today()

    def refresh(self) -> None:
        """Read them again."""
        every = self.session.read(today.to_write_up)
        missing = [visit for visit in every if visit.start[:10] != self.but_for.isoformat()]
        count = f"{len(missing)}+" if len(every) >= today.LONGEST_LIST else str(len(missing))
        self.set_heading(say("To write up"), count)
        if self.is_news((self.session.today(), missing)):
            shown = missing[:_ROWS_SHOWN]
            self.fill(
                lambda: [write_up_row(self.session, visit) for visit in shown],
                len(missing) - len(shown),
                lambda: self.session.open_page("visits"),
                say("All visits"),
            )

    def leave_out(self, day: date) -> None:
        """Show all but those of a day, whose visits are shown as cards."""
        self.but_for = day
        self.refresh()


class QuietSection(ListSection):
    """The accounts that go quiet."""

    def refresh(self) -> None:
        """Read them again."""
        found, count = self.session.read(rhythm.most_quiet, _QUIET_SHOWN)
        self.set_heading(say("Going quiet"), str(count))
        if self.is_news((self.session.today(), count, found)):
            self.fill(
                lambda: [quiet_row(self.session, quiet) for quiet in found],
                count - len(found),
                lambda: self.session.open_page("quiet"),
                say("All that go quiet"),
            )


class MetSection(ListSection):
    """The people met last."""

    def refresh(self) -> None:
        """Read them again."""
        found = self.session.read(meetings.recently_met, limit=_MET_SHOWN)
        self.set_heading(say("Recently met"), "")
        if self.is_news((self.session.today(), found)):
            self.fill(lambda: [met_row(self.session, met) for met in found])
