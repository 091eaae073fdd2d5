"""Many short encounters at an event in one list: one line each, written by keyboard, kept in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget

from models import encounters, trip_lists
from models.encounters import DRAFT, Encounter, InLine
from ui import theme
from ui.session import Session
from ui.translations import plural, say
from ui.trips.encounter_line import ACCOUNT, PERSON, PROMISE, SAID, EncounterLine
from ui.widgets.date_field import DateField
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.record_editor import RecordEditor, RecordForm

_FIRST_LINES = 5
_WIDTH, _AROUND = 980, 40
"""How wide the lines are, and so much of a narrow window stays to be seen beside them."""
_DAY_WIDTH = 184
_MOST_LINES = 300
"""A list of more lines is written in two parts; each line holds four fields."""


class EncountersForm(RecordForm):
    """The day, and the lines; a further line stands ready as soon as the last one is written in."""

    def __init__(self, session: Session, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.day = DateField(session.today, say("Day"), forward=False, keeps_room=False)
        self.day.setMinimumWidth(_DAY_WIDTH)
        self.day.set_value(day)
        self.lines: list[EncounterLine] = []
        heads = row(spacing=theme.GAP)
        names = (say("Person"), say("Account"), say("What was said"), say("Promise"))
        for name, share in zip(names, (PERSON, ACCOUNT, SAID, PROMISE), strict=True):
            heads.addWidget(label(name, "caption", "text_2"), share)
        self._box = column(spacing=theme.GAP)
        dated = row(field(say("Day"), self.day), None)
        margins = QMargins(0, 0, theme.CARD_GAP, 0)
        self.setLayout(column(dated, heads, self._box, None, spacing=theme.GAP, margins=margins))
        self.day.changed.connect(self.edited)
        self.day.line.edited.connect(lambda _text: self.edited.emit())
        for _ in range(_FIRST_LINES):
            self._add_line()

    def written(self) -> list[Encounter]:
        """Return the lines as they stand, the empty ones too: their numbers are those on the screen."""
        day = self.day.value() or ""
        return [replace(line.encounter(), day=day) for line in self.lines]

    def count(self) -> int:
        """Return in how many lines something is written."""
        return sum(not line.encounter().is_empty() for line in self.lines)

    def content(self) -> dict[str, Any]:
        """Return what stands in the list, for a draft."""
        return {"day": self.day.text(), "lines": [line.content() for line in self.lines]}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError or ValueError for what is none."""
        self.day.set_text(content["day"])
        kept = content["lines"][:_MOST_LINES]
        while len(self.lines) < len(kept):
            self._add_line()
        for line, shown in zip(self.lines, kept, strict=False):
            line.set_content(shown)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return self.day.is_composing() or any(line.is_composing() for line in self.lines)

    def go_to(self, number: int, name: encounters.Field = "person") -> None:
        """Give the focus to a field of a line, counted from 1, or to the day."""
        field = self.day.line if name == "day" else self.lines[number - 1].field(name)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Give the focus to the end of what was written last, which nothing that is typed now replaces."""
        written = [line for line in self.lines if not line.encounter().is_empty()]
        filled = [field for field in written[-1].fields if field.text()] if written else self.lines[0].fields[:1]
        filled[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        filled[-1].end(False)

    def _add_line(self) -> None:
        line = EncounterLine(self._session, len(self.lines) + 1)
        self._box.addWidget(line)
        if self.lines:  # otherwise Tab would come to a new line only after the buttons
            order = (self.lines[-1].promise, *line.fields)
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)
        self.lines.append(line)
        line.edited.connect(lambda: self._on_edited(line))
        line.finished.connect(lambda: self._go_on(line))

    def _on_edited(self, line: EncounterLine) -> None:
        if line is self.lines[-1] and not line.encounter().is_empty() and len(self.lines) < _MOST_LINES:
            self._add_line()
        self.edited.emit()

    def _go_on(self, line: EncounterLine) -> None:
        number = self.lines.index(line) + 1
        if number < len(self.lines):
            self.go_to(number + 1)


class EncountersDialog(RecordEditor):
    """The list of one event. Ctrl+S and Ctrl+Enter keep it, Esc asks before anything typed is dropped."""

    table = DRAFT

    def __init__(self, session: Session, trip_id: int, parent: QWidget | None) -> None:
        sheet = session.read(trip_lists.sheet, trip_id)
        super().__init__(session, trip_id, say("Encounters at {event}", event=sheet.trip.name), parent)
        today = session.today().isoformat()
        first, last = sheet.trip.start_on or today, sheet.trip.end_on or sheet.trip.start_on or today
        self.form = EncountersForm(session, min(max(first, min(last, today)), today))
        self.begin(self.form)
        room = parent.window().width() - _AROUND if parent is not None else _WIDTH
        self.resize(max(self.width(), min(_WIDTH, room)), self.height())
        if self.accept_button is not None:
            self.accept_button.setAutoDefault(False)
            self.accept_button.setDefault(False)  # Enter goes on to the next field
        self.form.go_on()

    def open(self) -> None:
        """Show the list; Qt selects the field with the focus then, and the next letter would replace its words."""
        super().open()
        self.form.go_on()

    def accept(self) -> None:
        """Keep the list and close; a day that is none is said at its field."""
        if not self.form.day.is_right():
            self.form.day.show_error(self.form.day.error())
            self.form.day.setFocus()
            return
        super().accept()

    def is_changed(self) -> bool:
        """Return whether something is written."""
        return self.form.count() > 0

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("The encounters you wrote down are not saved yet.")

    def store(self) -> int:
        """Write the lines into the journal; one that lacks something gets the focus."""
        assert self.record_id is not None
        try:
            self.session.attempt(encounters.keep, self.record_id, self.form.written())
        except InLine as error:
            self.form.go_to(error.number, error.field)
            raise
        count = self.form.count()
        kept = plural("{count} encounter written down", "{count} encounters written down", count)
        self.session.say(kept, can_undo=True)
        return self.record_id

    def show_both(self) -> None:
        """Say that a record was changed meanwhile; what is written stays, and can be kept again."""
        self.tell(say("Something was changed elsewhere meanwhile. Nothing is lost: save again."))
