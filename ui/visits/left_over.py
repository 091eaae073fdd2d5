"""The offer above a preparation list: what earlier visits to the account left open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import preparation
from models.changes import Changes
from models.errors import JournalError
from models.preparation import LeftOver
from models.text import day_words
from models.visit_sheet import SheetQuestion, VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row

_SHOWN, _LETTERS = 4, 120
"""So many lines are shown before they are taken over, and so many letters of each."""


class LeftOverOffer(QWidget):
    """Says what is left open and takes all of it over, or lets it go; nothing is offered for a visit that was held."""

    taken = Signal(object)
    """The LeftOver lines that are to stand on the list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: tuple[int, str, int | None] | None = None
        self._found: Sequence[LeftOver] = ()
        self._there: Collection[SheetQuestion] = ()
        self._words = label("", "caption_bold", "text_2", wrap=True)
        self._lines = label("", "caption", "text_2", wrap=True)
        self.take = button(say("Take over"), "small")
        self.let_go = button(say("No longer needed"), "text")
        self.take.clicked.connect(lambda: self.taken.emit(self.offered()))
        self.let_go.clicked.connect(self._let_go)
        session.changed.connect(self._on_changed)
        buttons = row(self.take, self.let_go, None)
        self.setLayout(column(frame("sunk", column(self._words, self._lines, buttons, spacing=4, margins=theme.GAP))))
        self.hide()

    def look(self, sheet: VisitSheet, *, again: bool = False) -> None:
        """Look what was left open before the visit of a sheet; asked twice about the same, it looks only if told to."""
        asked = (sheet.account_id, sheet.start, sheet.visit_id) if sheet.account_id and sheet.start else None
        asked = asked if sheet.state == "planned" else None
        if asked != self._asked or again:
            self._asked = asked
            self._read()
        self.set_there(self._there)

    def _read(self) -> None:
        try:
            self._found = self._session.read(preparation.left_over, *self._asked) if self._asked else ()
        except JournalError:
            self._found = ()  # what can't be read now is offered another time

    def _on_changed(self, changes: Changes) -> None:
        """Offer no more what was answered, taken over or taken back elsewhere."""
        if self._asked and changes.tables & {"visit_question", "visit", "*"}:
            self._read()
            self.set_there(self._there)

    def set_there(self, there: Collection[SheetQuestion]) -> None:
        """Offer nothing of what stands on the list already."""
        self._there = there
        offered = self.offered()
        self.setVisible(bool(offered))
        if offered:
            self._words.setText(self._heading(offered))
            shown = [_beginning(one.question) for one in offered[:_SHOWN]]
            rest = len(offered) - _SHOWN
            more = [plural("and {count} more", "and {count} more", rest)] if rest > 0 else []
            self._lines.setText("\n".join([*shown, *more]))
            self.setAccessibleName(self._words.text())

    def offered(self) -> list[LeftOver]:
        """Return what is left open and does not stand on the list yet."""
        sources = {one.carried_from_id for one in self._there}
        words = {one.question.casefold() for one in self._there}
        return [one for one in self._found if one.id not in sources and one.question.casefold() not in words]

    def _heading(self, offered: Sequence[LeftOver]) -> str:
        days = {one.day for one in offered}
        if len(days) > 1:
            return plural("{count} left open by earlier visits", "{count} left open by earlier visits", len(offered))
        day = day_words.day_and_month(language(), date.fromisoformat(days.pop()))
        return plural("{count} left open on {day}", "{count} left open on {day}", len(offered), day=day)

    def _let_go(self) -> None:
        if self._session.run(preparation.let_go, [one.id for one in self.offered()]) is not None:
            self._session.say(say("Ticked as no longer needed"), can_undo=True)
            self._found = ()
            self.set_there(self._there)


def _beginning(question: str) -> str:
    return question if len(question) <= _LETTERS else f"{question[: _LETTERS - 1].rstrip()}…"
