"""The page Today: the week, the day's visits, what is due, who goes quiet and who was met last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QScrollArea, QStackedLayout, QWidget

from models import meetings, rhythm, step_lists, today, week
from models.step_lists import StepFilter
from models.text import day_words
from models.week import DayVisit
from ui import theme
from ui.page import Page
from ui.session import Session
from ui.steps.lines import StepView
from ui.today import words
from ui.today.lists import met_row, more_link, quiet_row, write_up_row
from ui.today.sections import Section, ShortList
from ui.today.visit_card import VisitCard
from ui.today.waiting_drafts import WaitingDrafts
from ui.today.week_strip import WeekStrip
from ui.translations import language, say
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, frame, scroll

if TYPE_CHECKING:
    from ui.today.first_start import FirstStart
from ui.widgets.link import Link

_DUE = StepFilter(groups=("overdue", "today"))
_DUE_SHOWN = 8
_ROWS_SHOWN = 5
"""How many rows a short list has; the rest is counted and one click away."""
_TWO_COLUMNS_FROM = 900
"""Below this width the right column goes under the left one."""
_EVERY_MINUTE = 60_000


class TodayPage(Page):
    """What to do now; another day of the week can be looked at meanwhile."""

    key = "today"
    tables = frozenset(
        {"visit", "visit_contact", "visit_question", "step", "step_contact", "account", "contact", "contact_post"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._today = session.today()
        self._day = self._today
        self._cards: dict[int, VisitCard] = {}
        self._shown: dict[str, object] = {}
        self._has_new_widgets = False
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MINUTE)
        self._clock.timeout.connect(self.mark_stale)

    def title(self) -> str:
        """Return the page's name."""
        return say("Today")

    def subtitle(self) -> str:
        """Return the day in full."""
        return day_words.long_date(language(), self.session.today())

    def refresh(self) -> None:
        """Read the day again; on a new day, that one is shown."""
        self.waiting.refresh()
        if self.session.today() != self._today:
            self._today = self._day = self.session.today()
        if self.session.read(today.is_untouched):
            self._show_first_start()
            return
        self._stack.setCurrentWidget(self._scroll)
        self._show_week()
        self._show_visits()
        self._show_to_write_up()
        self._show_due()
        self._show_quiet()
        self._show_met()
        self._order_focus()

    def focus_first(self) -> None:
        """Give the focus to the day that is shown, or to the suggested way to begin."""
        if self._first_start is not None and self._stack.currentWidget() is self._first_start:
            self._first_start.first.setFocus()
        else:
            cell = self.strip.cells[self._day.weekday()]
            cell.setFocus()
            self._scroll.ensureWidgetVisible(cell)

    def selected_record(self) -> tuple[str, int] | None:
        """Return the visit or step the keys stand at, else the next visit of the day that is shown."""
        for one, card in self._cards.items():
            if card.isAncestorOf(self.focusWidget() or self):
                return ("visit", one)
        if self.due.hasFocus() and (row := self.due.current_row()) is not None:
            return ("step", row.id)
        ahead = (one for one, card in self._cards.items() if card.visit.moment in ("now", "ahead"))
        visit_id = next(ahead, next(iter(self._cards), None))
        return ("visit", visit_id) if visit_id is not None else None

    def show_day(self, day: object) -> None:
        """Show the visits of another day of the week."""
        assert isinstance(day, date)
        self._day = day
        self._show_week()
        self._show_visits()
        self._show_to_write_up()
        self._order_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.waiting.refresh()  # a draft is no change of the journal
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() - 2 * theme.MARGIN >= _TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._columns.setSpacing(theme.COLUMN_GAP if wide else theme.MARGIN)

    def _build(self) -> None:
        self.strip = WeekStrip()
        self.strip.day_chosen.connect(self.show_day)
        self.visits = Section()
        self.to_write_up = Section()
        self._to_write_up_list = _with_list(self.to_write_up)
        self._all_steps = Link(say("All next steps"), "body", "accent")
        self._all_steps.clicked.connect(lambda: self.session.open_page("steps"))
        self.due_section = Section(self._all_steps)
        self.due = StepView(
            self.session, say("Due and overdue"), _DUE, two_lines=True, fit_content=True, most=_DUE_SHOWN
        )
        self.due.setProperty("kind", "clear")  # the card's corners are round
        self._due_card = frame("card", column(self.due, margins=1))
        self._nothing_due = label("", "body", "text_2")
        self.due_section.body.addWidget(self._due_card)
        self.due_section.body.addWidget(self._nothing_due)
        self.quiet = Section()
        self._quiet_list = _with_list(self.quiet)
        self.met = Section()
        self._met_list = _with_list(self.met)
        left = column(self.visits, self.to_write_up, None, spacing=theme.MARGIN)
        right = column(self.due_section, self.quiet, self.met, None, spacing=theme.MARGIN)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        content = QWidget()
        self._content = column(self.strip, self._columns, None, spacing=theme.MARGIN, margins=theme.MARGIN)
        content.setLayout(self._content)
        self._scroll: QScrollArea = scroll(content)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_right_edge)
        self._first_start: FirstStart | None = None
        self.waiting = WaitingDrafts(self.session, self)
        below = QWidget(self)
        whole = column(self.waiting, below, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._stack = QStackedLayout(below)  # what is added to one without a widget flashes up as a window
        self._stack.addWidget(self._scroll)

    def _show_first_start(self) -> None:
        if self._first_start is None:
            from ui.today.first_start import FirstStart

            self._first_start = FirstStart()
            self._first_start.visit_wanted.connect(self.session.new_visit)
            self._first_start.import_wanted.connect(lambda: self.session.open_page("import"))
            self._first_start.sample_wanted.connect(lambda: self.session.open_page("sample"))
            self._stack.addWidget(self._first_start)
        self._stack.setCurrentWidget(self._first_start)

    def _keep_right_edge(self, _first: int, last: int) -> None:
        """Let the cards end below the top bar's button, with a scroll bar beside them or without."""
        taken = self._scroll.verticalScrollBar().sizeHint().width() if last else 0
        margin = theme.MARGIN
        self._content.setContentsMargins(margin, margin, margin - taken, margin)

    def _order_focus(self) -> None:
        """Let Tab go down the left column and then down the right one, whatever was made last."""
        if not self._has_new_widgets:
            return
        self._has_new_widgets = False
        stops: list[QWidget] = [self.strip.cells[-1]]
        for card in self._cards.values():
            stops += card.findChildren(QAbstractButton)
        stops += [*self._to_write_up_list.stops(), self._all_steps, self.due]
        stops += [*self._quiet_list.stops(), *self._met_list.stops()]
        for before, stop in pairwise(stops):
            QWidget.setTabOrder(before, stop)

    def _show_week(self) -> None:
        self.strip.show_week(self.session.read(week.week, self._day), self._today, self._day)

    def _show_visits(self) -> None:
        found = self.session.read(week.visits_of_day, self._day)
        self.visits.set_heading(words.day_title(self._day, self._today), str(len(found)) if found else "")
        upcoming = next((visit.id for visit in found if visit.moment == "ahead"), None)
        known = [replace(visit, minutes_until=None) for visit in found]
        if self._is_news("visits", (self._day, self._today, known)):
            self._make_cards(found, upcoming)
        for visit in found:
            self._cards[visit.id].show_until(visit.minutes_until if visit.id == upcoming else None)

    def _make_cards(self, found: Sequence[DayVisit], upcoming: int | None) -> None:
        clear_layout(self.visits.body)
        self._cards = {visit.id: VisitCard(self.session, visit, is_next=visit.id == upcoming) for visit in found}
        for card in self._cards.values():
            self.visits.body.addWidget(card)
        if not found:
            self.visits.body.addWidget(self._free_day())

    def _free_day(self) -> QWidget:
        said = say("No visit is planned for this day.") if self._day >= self._today else say("No visit on this day.")
        return label(said, "body", "text_2")

    def _show_to_write_up(self) -> None:
        every = self.session.read(today.to_write_up)
        missing = [visit for visit in every if visit.start[:10] != self._day.isoformat()]
        count = f"{len(missing)}+" if len(every) >= today.LONGEST_LIST else str(len(missing))
        self.to_write_up.set_heading(say("To write up"), count)
        self.to_write_up.setVisible(bool(missing))
        if self._is_news("missing", (self._today, missing)):
            rows: list[QWidget] = [write_up_row(self.session, visit) for visit in missing[:_ROWS_SHOWN]]
            self._fill(self._to_write_up_list, rows, len(missing), "visits", say("All visits"))

    def _show_due(self) -> None:
        self.due.reload()
        self.due.updateGeometry()
        left = sum(self.session.read(step_lists.counts, _DUE).values())
        self.due_section.set_heading(say("Due and overdue"), str(left) if left else "")
        self._due_card.setVisible(bool(self.due.rows_model().rowCount()))
        self._nothing_due.setText(say("Nothing is due today."))
        self._nothing_due.setVisible(not self.due.rows_model().rowCount())

    def _show_quiet(self) -> None:
        found = self.session.read(rhythm.going_quiet, limit=_ROWS_SHOWN)
        count = self.session.read(rhythm.quiet_count) if found else 0
        self.quiet.set_heading(say("Going quiet"), str(count))
        self.quiet.setVisible(bool(found))
        if self._is_news("quiet", (self._today, count, found)):
            rows: list[QWidget] = [quiet_row(self.session, quiet) for quiet in found]
            self._fill(self._quiet_list, rows, count, "accounts", say("All accounts"))

    def _show_met(self) -> None:
        found = self.session.read(meetings.recently_met, limit=_ROWS_SHOWN)
        self.met.set_heading(say("Recently met"), "")
        self.met.setVisible(bool(found))
        if self._is_news("met", (self._today, found)):
            self._met_list.show_rows([met_row(self.session, met) for met in found])

    def _fill(self, shown: ShortList, rows: list[QWidget], count: int, page: str, name: str) -> None:
        """Show rows, and a link to the page that has the rest of them."""
        beyond = count - len(rows)
        shown.show_rows(rows)
        if beyond > 0:
            more = more_link(beyond, name)
            more.clicked.connect(lambda: self.session.open_page(page))
            shown.add_below(more)

    def _is_news(self, part: str, facts: object) -> bool:
        """Return whether a part of the page has to be made anew; what is the same keeps its widgets and the focus."""
        told = (language().code, facts)
        if self._shown.get(part) == told:
            return False
        self._shown[part] = told
        self._has_new_widgets = True
        return True


def _with_list(section: Section) -> ShortList:
    made = ShortList()
    section.body.addWidget(made)
    return made
