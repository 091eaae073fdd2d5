"""The amount as the customer confirmed it, before the invoice is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import receivables
from models.receivable_lists import ReceivableLine
from ui.receivables.amount_field import AmountField
from ui.receivables.money_dialog import MoneyDialog, PersonField
from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side


class ConfirmDialog(MoneyDialog):
    """Amount, day and who agreed to it; another amount becomes the one that is owed."""

    def __init__(self, session: Session, line: ReceivableLine, parent: QWidget | None) -> None:
        super().__init__(session, line, say("Confirm the amount"), say("Confirmed"), parent)
        self.amount = AmountField(lambda: line.currency, say("Amount they agreed to"))
        self.amount.set_value(line.amount_minor)
        self.day = DateField(session.today, say("Confirmed on"), forward=False)
        self.day.set_value(session.today().isoformat())
        self.person = PersonField(session, say("Confirmed by"), line.account_id)
        self._person_field = field(say("Confirmed by"), self.person)
        self.body.addLayout(
            side_by_side(field(say("Amount they agreed to"), self.amount), field(say("Confirmed on"), self.day))
        )
        self.body.addWidget(self._person_field)
        self.body.addWidget(self.notice)
        self.amount.setFocus()
        self.amount.line.selectAll()

    def accept(self) -> None:
        """Note the confirmation and close."""
        if self.person.is_composing() or not self.is_right(self.amount, self.day):
            return
        stranger = self.person.stranger_words()
        self._person_field.set_error(stranger)
        if stranger:
            self.person.setFocus()
            return
        self.attempt(
            say("Amount confirmed: {title}", title=self.line.title),
            receivables.confirm,
            self.line.id,
            on=self.day.value(),
            amount_minor=self.amount.value(),
            by_id=self.person.contact_id(),
        )
