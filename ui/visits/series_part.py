"""What a visit has to do with the series it belongs to: how that went, the next one, and what moves along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from models import visit_series
from models.changes import Changes
from models.errors import JournalError
from models.text import day_words
from models.visit_series import MeetingSeries
from models.visit_sheet import VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.visits.part import SheetPart
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.link import Link
from ui.widgets.what_moves import WhatMoves

_SHOWN = 3
"""So many of the missed ones are named by their days, the latest of them."""


class SeriesPart(SheetPart):
    """Says of a visit that comes back when it was held and missed; when one moves, it asks whether the rest does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sheet = VisitSheet()
        self._series: MeetingSeries | None = None
        self._told = label("", "caption", "text_2")
        self._missed = label("", "caption", "amber")
        self.next = Link("", "caption", "accent")
        self.next.clicked.connect(self._open_next)
        self.moves = WhatMoves()
        self.moves.changed.connect(self.changed)
        self._telling = QWidget()
        flow = FlowLayout(self._telling, spacing=theme.CARD_GAP)
        for one in (self._told, self._missed, self.next):
            flow.addWidget(one)
        self.setLayout(column(self.moves, self._telling, spacing=theme.GAP))
        session.changed.connect(self._on_changed)
        self.hide()

    def fill(self, sheet: VisitSheet) -> None:
        """Show how the series of a sheet's visit went."""
        self._sheet = sheet
        self.moves.set_later(sheet.all_later)
        self._read()
        self.look(sheet)

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with what moves along; only where one of a series was moved."""
        return replace(sheet, all_later=_is_moved(sheet) and self.moves.choice.current() == "later")

    def look(self, sheet: VisitSheet) -> None:
        """Ask what moves where the time on a sheet is another one than in the journal."""
        self.moves.setVisible(_is_moved(sheet))
        self.setVisible(_is_moved(sheet) or self._series is not None)

    def _read(self) -> None:
        self._series = None
        if self._sheet.visit_id is not None and self._sheet.repeats:
            try:
                self._series = self._session.read(visit_series.of_visit, self._sheet.visit_id)
            except JournalError:
                self._series = None  # what can't be read now is told another time
        self._telling.setVisible(self._series is not None)
        if self._series is not None:
            self._tell(self._series)

    def _tell(self, found: MeetingSeries) -> None:
        self._told.setText(history_words(found))
        self._missed.setText(missed_words(found))
        self._missed.setVisible(bool(found.missed))
        is_next = found.visit_id == self._sheet.visit_id
        self.next.setVisible(not is_next)
        if not is_next:
            day = day_words.weekday_and_date(language(), date.fromisoformat(found.start[:10]))
            self.next.setText(say("Next one: {day}", day=day))
            self.next.setAccessibleName(self.next.text())
            self.next.updateGeometry()

    def _open_next(self) -> None:
        if self._series is not None:
            self._session.open_record("visit", self._series.visit_id)

    def _on_changed(self, changes: Changes) -> None:
        """Tell anew what became of the series elsewhere."""
        if self._sheet.repeats and changes.tables & {"visit", "*"}:
            self._read()
            self.setVisible(self._series is not None or not self.moves.isHidden())


def history_words(found: MeetingSeries) -> str:
    """Return how often a meeting was held in a year and when last."""
    if not found.last_held:
        return say("Not held yet")
    last = day_words.full_date(language(), date.fromisoformat(found.last_held))
    if not found.held:
        return say("Held last on {day}", day=last)
    return plural(
        "Held {count} time in a year, last on {day}",
        "Held {count} times in a year, last on {day}",
        found.held,
        day=last,
    )


def missed_words(found: MeetingSeries) -> str:
    """Return how many were missed, and the latest days; nothing for none."""
    if not found.missed:
        return ""
    days = [day_words.day_and_month(language(), date.fromisoformat(one.day)) for one in found.missed[-_SHOWN:]]
    listed = language().listing(days)
    if len(found.missed) > _SHOWN:
        return say("{count} missed, lately {days}", count=len(found.missed), days=listed)
    return say("{count} missed: {days}", count=len(found.missed), days=listed)


def _is_moved(sheet: VisitSheet) -> bool:
    """Whether a planned visit of a series stands at another time than in the journal."""
    before = sheet.as_read
    if before is None or sheet.visit_id is None or not before.repeats or before.repeats != sheet.repeats:
        return False
    return before.state == "planned" and sheet.start != before.start and bool(sheet.start)
