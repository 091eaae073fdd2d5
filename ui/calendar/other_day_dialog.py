"""Another day or time for what stands in the calendar, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from models.calendar import Entry
from models.clock import NO_TIME
from ui.calendar import deeds, words
from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField, DateTimeField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label


class OtherDayDialog(Dialog):
    """Asks for the day an entry is to have; for a visit also the time, which stays where none is written."""

    def __init__(
        self, session: Session, entry: Entry, parent: QWidget | None, on_done: Callable[[date], object]
    ) -> None:
        super().__init__(say("Move to another day"), parent, accept=say("Move"), width=400)
        self._session, self._entry, self._on_done = session, entry, on_done
        name = say("New date and time") if entry.record == "visit" else say("New date")
        self.when: DateTimeField | DateField
        if entry.record == "visit":
            self.when = DateTimeField(session.today, name, forward=True)
        else:
            self.when = DateField(session.today, name)
        self.when.changed.connect(self._check)
        self.body.addWidget(label(words.called(entry), "body", "text_2", wrap=True))
        self.body.addWidget(field(name, self.when))
        self._check()
        self.when.setFocus()

    def accept(self) -> None:
        """Move the entry, if the day was understood."""
        value = self.when.value()
        if value is not None and self._move(value):
            super().accept()
            self._on_done(date.fromisoformat(value[:10]))

    def _move(self, value: str) -> bool:
        if len(value) > 10 and not value.endswith(NO_TIME):
            return deeds.set_time(self._session, self._entry, value)
        return deeds.move(self._session, self._entry, date.fromisoformat(value[:10]))

    def _check(self) -> None:
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.when.value() is not None)
