"""The invoice of a receivable: its number, its day, and by when it is due; the amount is confirmed first."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from models import receivables
from models.receivable_lists import ReceivableLine
from models.text.day_words import understood_date
from ui.receivables.money_dialog import MoneyDialog
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.line_field import LineField

_LONGEST_TERMS = 3660


class InvoiceDialog(MoneyDialog):
    """Number, day and days to pay; where the customer has not agreed to the amount yet, on which day they did."""

    def __init__(self, session: Session, line: ReceivableLine, parent: QWidget | None) -> None:
        super().__init__(session, line, say("Invoice"), say("Note the invoice"), parent)
        row = session.read(receivables.get, line.id)
        terms = row.terms_days
        if terms is None:
            terms = session.read(receivables.usual_terms, line.account_id)
        self.number = LineField("", say("Invoice number"))
        self.number.setText(line.invoice_number)
        self._number_field = field(say("Invoice number"), self.number)
        self.day = DateField(session.today, say("Invoice date"), forward=False)
        self.day.set_value(session.today().isoformat())
        self.terms = LineField("30", say("Days to pay"))
        self.terms.setText(str(terms))
        self._terms_field = field(say("Days to pay"), self.terms)
        self.confirmed = DateField(session.today, say("They confirmed the amount on"), forward=False)
        self.body.addWidget(self._number_field)
        self.body.addLayout(side_by_side(field(say("Invoice date"), self.day), self._terms_field))
        self._is_confirmed = bool(line.is_confirmed)
        if not self._is_confirmed:
            self.body.addWidget(field(say("They confirmed the amount on"), self.confirmed))
        self.body.addWidget(self.notice)
        self.terms.edited.connect(lambda _text: self._show_due())
        self.day.changed.connect(self._show_due)
        self._show_due()
        self.number.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for a number that is not saved."""
        return say("The invoice is not noted yet.") if self.number.text() != self.line.invoice_number else ""

    def accept(self) -> None:
        """Note the invoice and close."""
        if self.number.is_composing() or self.terms.is_composing() or not self.is_right(self.day, self.confirmed):
            return
        terms = self._terms()
        if not self.number.text().strip():
            self._number_field.set_error(say("Write the number of the invoice."))
            self.number.setFocus()
        elif terms is None:
            self._terms_field.set_error(say("Write a number of days, such as 30."))
            self.terms.setFocus()
        elif not self._is_confirmed and self.confirmed.value() is None:
            self.confirmed.show_error(say("Ask them to confirm the amount, and write the day on which they did."))
            self.confirmed.setFocus()
        else:
            self.attempt(
                say("Invoice {number} noted", number=self.number.text().strip()),
                receivables.invoice,
                self.line.id,
                self.number.text(),
                on=self.day.value(),
                terms_days=terms,
                confirmed_on=self.confirmed.value(),
            )

    def _terms(self) -> int | None:
        text = self.terms.text().strip()
        days = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else _LONGEST_TERMS + 1
        return days if days <= _LONGEST_TERMS else None

    def _show_due(self) -> None:
        terms, day = self._terms(), self.day.value()
        if terms is None or day is None:
            self._terms_field.set_understood("")
            return
        due = date.fromisoformat(day) + timedelta(days=terms)
        self._terms_field.set_understood(say("Due {day}", day=understood_date(language(), due)))
