"""A payment: all that is owed, or a part of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import receivables
from models.money import amount
from models.receivable_lists import ReceivableLine
from ui.receivables.amount_field import AmountField
from ui.receivables.money_dialog import MoneyDialog
from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.line_field import LineField


class PaymentDialog(MoneyDialog):
    """Amount, day and note; it begins with all that is owed, today."""

    def __init__(self, session: Session, line: ReceivableLine, parent: QWidget | None) -> None:
        super().__init__(session, line, say("Payment"), say("Note the payment"), parent)
        self.amount = AmountField(lambda: line.currency, say("Amount paid"))
        self.amount.set_value(max(line.rest_minor, 0) or None)
        self.day = DateField(session.today, say("Paid on"), forward=False)
        self.day.set_value(session.today().isoformat())
        self.note = LineField("", say("Note"))
        self.body.addLayout(side_by_side(field(say("Amount paid"), self.amount), field(say("Paid on"), self.day)))
        self.body.addWidget(field(say("Note"), self.note))
        self.body.addWidget(self.notice)
        self.amount.setFocus()
        self.amount.line.selectAll()

    def typed_words(self) -> str:
        """Return the sentence for a note that is not saved."""
        return say("The payment is not noted yet.") if self.note.text() else ""

    def accept(self) -> None:
        """Note the payment and close."""
        if self.note.is_composing() or not self.is_right(self.amount, self.day):
            return
        paid = self.amount.value()
        if paid is None:
            self.amount.show_error(say("Write how much was paid."))
            self.amount.setFocus()
            return
        said = say("Paid: {amount}, {title}", amount=amount(paid, self.line.currency), title=self.line.title)
        self.attempt(said, receivables.pay, self.line.id, paid, on=self.day.value(), note=self.note.text())
