"""What is still owed and given up, with the reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import receivables
from models.receivable_lists import ReceivableLine
from ui.receivables.money_dialog import MoneyDialog
from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.fields import field
from ui.widgets.line_field import LineField


class WriteOffDialog(MoneyDialog):
    """Reason and day."""

    def __init__(self, session: Session, line: ReceivableLine, parent: QWidget | None) -> None:
        super().__init__(session, line, say("Write off"), say("Write off"), parent)
        self.reason = LineField(say("insolvent, settled for less, our mistake"), say("Reason"))
        self._reason_field = field(say("Reason"), self.reason)
        self.day = DateField(session.today, say("On"), forward=False)
        self.day.set_value(session.today().isoformat())
        self.body.addWidget(self._reason_field)
        self.body.addWidget(field(say("On"), self.day))
        self.body.addWidget(self.notice)
        self.reason.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for a reason that is not saved."""
        return say("Nothing is written off yet.") if self.reason.text() else ""

    def accept(self) -> None:
        """Write off what is open, and close."""
        if self.reason.is_composing() or not self.is_right(self.day):
            return
        if not self.reason.text().strip():
            self._reason_field.set_error(say("Write why it is given up."))
            self.reason.setFocus()
            return
        said = say("Written off: {title}", title=self.line.title)
        self.attempt(said, receivables.write_off, self.line.id, self.reason.text(), on=self.day.value())
