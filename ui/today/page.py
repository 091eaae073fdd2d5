"""The page Today: the week, the day's visits, what is due and who waits, who goes quiet, and what comes up."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedLayout, QWidget

from models import today, week
from models.text import day_words
from ui import theme
from ui.first_paint import after_first_paint
from ui.page import Page
from ui.session import Session
from ui.today.day_end_line import DayEndLine
from ui.today.list_sections import MetSection, QuietSection, TomorrowSection, WriteUpSection
from ui.today.sections import Section
from ui.today.step_sections import DueSection, StepSection, WaitingSection
from ui.today.visits_section import VisitsSection
from ui.today.waiting_drafts import WaitingDrafts
from ui.today.week_strip import WeekStrip
from ui.translations import language, say
from ui.widgets.layouts import column, scroll

if TYPE_CHECKING:
    from ui.today.coming_section import ComingSection
    from ui.today.first_start import FirstStart
    from ui.today.trips_line import TripsLine

_TWO_COLUMNS_FROM = 900
"""Below this width the right column goes under the left one."""
_EVERY_MINUTE = 60_000
_AROUND_ROW = 64
"""So much is seen above and below the row that the keys come to: above the first one, the heading too."""


class TodayPage(Page):
    """What to do now; another day of the week can be looked at meanwhile.

    Up and Down go through the rows of all sections, F6 from section to section, Tab through all that can be pressed;
    on a row its letters act.
    """

    key = "today"
    tables = frozenset(
        {
            "visit",
            "visit_contact",
            "visit_question",
            "step",
            "step_contact",
            "plan",
            "account",
            "contact",
            "contact_post",
            "snooze",
            "setting",
            "project",
            "stage_change",
            "milestone",
            "signature",
            "signature_attempt",
            "receivable",
            "payment",
            "collection",
            "asset",
            "trip",
        }
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._today = session.today()
        self._has_new_widgets = True
        self._is_rest_asked = False
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
            self._today = self.visits.day = self.to_write_up.but_for = self.session.today()
        if self.session.read(today.is_untouched):
            self._show_first_start()
            return
        self._stack.setCurrentWidget(self._scroll)
        self._show_week()
        self.visits.refresh()
        self.due_section.refresh()
        if self.coming is not None:
            self._refresh_rest(self.coming)
        elif not self._is_rest_asked:
            self._is_rest_asked = True
            after_first_paint(self._inside, self._show_rest)  # the window does not wait for it
        self._order_focus()

    def is_settled(self) -> bool:
        """Return whether all sections are shown, too."""
        return self.coming is not None or self._stack.currentWidget() is not self._scroll

    def focus_first(self) -> None:
        """Give the focus to the day that is shown, or to the suggested way to begin."""
        if self._first_start is not None and self._stack.currentWidget() is self._first_start:
            self._first_start.first.setFocus()
        else:
            cell = self.strip.cells[self.visits.day.weekday()]
            cell.setFocus()
            self._scroll.ensureWidgetVisible(cell)

    def selected_record(self) -> tuple[str, int] | None:
        """Return what the row is about at which the keys stand, else the next visit of the day that is shown."""
        focused = self.focusWidget()
        for section in self.sections():
            if isinstance(section, StepSection) and section.view.hasFocus():
                row = section.view.current_row()
                return (row.record, row.id) if row is not None else None
            for one in section.rows():
                if focused is not None and one.isAncestorOf(focused) and (record := getattr(one, "record", None)):
                    kind, record_id = record
                    return kind, record_id
        visit_id = self.visits.next_visit()
        return ("visit", visit_id) if visit_id is not None else None

    def show_day(self, day: object) -> None:
        """Show the visits of another day of the week."""
        assert isinstance(day, date)
        self.visits.show_day(day)
        self._show_week()
        self.to_write_up.leave_out(day)
        self._show_tomorrow()
        self._order_focus()

    def sections(self) -> list[Section]:
        """Return the sections in the order they are read: down the left column, then down the right one."""
        coming = [self.coming] if self.coming is not None else []
        left: list[Section] = [self.visits, self.tomorrow, self.to_write_up, self.met]
        return [*left, self.due_section, self.requests, self.quiet, *coming]

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
        self.end = DayEndLine(self.session)
        self.visits = VisitsSection(self.session)
        self.tomorrow = TomorrowSection(self.session)
        self.to_write_up = WriteUpSection(self.session)
        self.met = MetSection(self.session)
        self.due_section = DueSection(self.session)
        self.due = self.due_section.view
        self.requests = WaitingSection(self.session)
        self.quiet = QuietSection(self.session)
        self.coming: ComingSection | None = None
        self.trips: TripsLine | None = None
        for section in self.sections():
            self._connect(section)
            if section not in (self.visits, self.due_section):
                section.hide()  # until it is known what it holds
        left = column(self.visits, self.tomorrow, self.to_write_up, self.met, None, spacing=theme.MARGIN)
        self._right = column(self.due_section, self.requests, self.quiet, None, spacing=theme.MARGIN)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(self._right, 1)
        self._inside = QWidget()
        self._content = column(self.strip, self.end, self._columns, None, spacing=theme.MARGIN, margins=theme.MARGIN)
        self._inside.setLayout(self._content)
        self._scroll: QScrollArea = scroll(self._inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_right_edge)
        self._first_start: FirstStart | None = None
        self.waiting = WaitingDrafts(self.session, self.strip.cells[0], self)
        below = QWidget(self)
        whole = column(self.waiting, below, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._stack = QStackedLayout(below)  # what is added to one without a widget flashes up as a window
        self._stack.addWidget(self._scroll)
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            jump = QShortcut(QKeySequence(key), self)
            jump.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            jump.activated.connect(partial(self._go_to_section, step))

    def _connect(self, section: Section) -> None:
        section.left.connect(lambda step: self._go_on(section, step))
        section.entered.connect(lambda row: self._scroll.ensureWidgetVisible(row, 0, _AROUND_ROW))
        section.remade.connect(self._note_new_widgets)
        if isinstance(section, StepSection):
            section.chosen.connect(self._show_row_of_list)

    def _go_on(self, section: Section, step: int) -> None:
        """Go from a section to the next one above or below that has a row; above all of them stands the week."""
        self._enter(self.sections().index(section) + step, step, from_below=step < 0)

    def _go_to_section(self, step: int) -> None:
        """Go to the first row of the next section (1) or of the one before (-1)."""
        focused = self.focusWidget()
        sections = self.sections()
        here = (number for number, one in enumerate(sections) if focused is not None and one.isAncestorOf(focused))
        self._enter(next(here, -1) + step, step, from_below=False)

    def _enter(self, number: int, step: int, *, from_below: bool) -> None:
        """Go to a section, or to the first one further on that has a row."""
        sections = self.sections()
        while 0 <= number < len(sections):
            if sections[number].enter(-1 if from_below else 1):
                return
            number += step
        if step < 0:
            self.focus_first()

    def _show_row_of_list(self, view: QWidget, bottom: int) -> None:
        place = view.mapTo(self._inside, view.rect().topLeft())
        half = theme.TWO_LINE_ROW // 2
        self._scroll.ensureVisible(place.x(), place.y() + bottom - half, 0, half + _AROUND_ROW)

    def _show_first_start(self) -> None:
        if self._first_start is None:
            from ui.today.first_start import FirstStart

            self._first_start = FirstStart()
            self._first_start.visit_wanted.connect(self.session.new_visit)
            self._first_start.import_wanted.connect(lambda: self.session.open_page("import"))
            self._first_start.sample_wanted.connect(lambda: self.session.open_page("sample"))
            self._stack.addWidget(self._first_start)
        self._stack.setCurrentWidget(self._first_start)

    def _refresh_rest(self, coming: ComingSection) -> None:
        """Read again what stands below the visits and the due steps, or only comes at the end of the day."""
        self.end.refresh()
        if self.trips is not None:
            self.trips.refresh()
        self._show_tomorrow()
        self.to_write_up.refresh()
        self.requests.refresh_without(self.due_section.shown_ids())
        self.quiet.refresh()
        self.met.refresh()
        coming.refresh()

    def _show_rest(self) -> None:
        from ui.today.coming_section import ComingSection
        from ui.today.trips_line import TripsLine

        # Until all has its place, nothing is painted: the lists above would be seen squeezed for a moment.
        self._inside.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, lambda: self._inside.setUpdatesEnabled(True))
        self.coming = ComingSection(self.session)
        self._connect(self.coming)
        self._right.insertWidget(3, self.coming)
        self.trips = TripsLine(self.session)
        self._content.insertWidget(1, self.trips)
        self._note_new_widgets()
        self.read_quietly(partial(self._refresh_rest, self.coming))
        self._order_focus()

    def _keep_right_edge(self, _first: int, last: int) -> None:
        """Let the cards end below the top bar's button, with a scroll bar beside them or without."""
        taken = self._scroll.verticalScrollBar().sizeHint().width() if last else 0
        margin = theme.MARGIN
        self._content.setContentsMargins(margin, margin, margin - taken, margin)

    def _note_new_widgets(self) -> None:
        self._has_new_widgets = True

    def _order_focus(self) -> None:
        """Let Tab go down the left column and then down the right one, whatever was made last."""
        if not self._has_new_widgets:
            return
        self._has_new_widgets = False
        on_trips = self.trips.stops() if self.trips is not None else []
        stops: list[QWidget] = [self.strip.cells[-1], *on_trips, *self.end.stops()]
        for section in self.sections():
            stops += section.stops()
        for before, stop in pairwise(stops):
            QWidget.setTabOrder(before, stop)

    def _show_tomorrow(self) -> None:
        """Show tomorrow below today; another day is looked at alone."""
        self.tomorrow.refresh()
        self.tomorrow.setVisible(self.visits.day == self._today and bool(self.tomorrow.rows()))

    def _show_week(self) -> None:
        self.strip.show_week(self.session.read(week.week, self.visits.day), self._today, self.visits.day)
