"""Another day for a step, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from models.step_lists import StepItem
from ui.session import Session
from ui.steps import deeds
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label


class PostponeDialog(Dialog):
    """Asks for the day a step is put off to."""

    def __init__(self, session: Session, item: StepItem, parent: QWidget | None) -> None:
        super().__init__(say("Postpone"), parent, accept=say("Postpone"), width=380)
        self._session, self._item = session, item
        self.day = DateField(session.today, say("New date"))
        self.day.changed.connect(self._check)
        self.body.addWidget(label(item.title, "body", "text_2", wrap=True))
        self.body.addWidget(field(say("New date"), self.day))
        self._check()
        self.day.setFocus()

    def accept(self) -> None:
        """Put the step off, if the day was understood."""
        value = self.day.value()
        if value is not None and deeds.postpone(self._session, self._item, date.fromisoformat(value)) is not None:
            super().accept()

    def _check(self) -> None:
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.day.value() is not None)
