"""Receivables: what customers owe, in whole minor units of each currency, and what they have paid."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import values
from models.changes import Changes
from models.journal import Journal
from models.tables import Payment, Receivable
from models.text.language import Label


class ReceivableFields(TypedDict, total=False):
    """The fields of a receivable; `amount_minor` is whole minor units (cents) of `currency`."""

    account_id: int
    project_id: int | None
    milestone_id: int | None
    title: str
    amount_minor: int
    currency: str
    confirmed_on: date | str | None
    invoice_number: str
    invoiced_on: date | str | None
    due_on: date | str | None
    promised_on: date | str | None
    risk: str
    escalation: str


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "project_id": values.link,
    "milestone_id": values.link,
    "title": values.line(Label("title"), 500, required=True),
    "amount_minor": values.required(Label("amount"), values.number(Label("amount"), 0, 10**15)),
    "currency": values.required(Label("currency"), values.currency),
    "confirmed_on": values.day(Label("day of the confirmation")),
    "invoice_number": values.line(Label("invoice number"), values.NAME_LENGTH),
    "invoiced_on": values.day(Label("invoice date")),
    "due_on": values.day(Label("day the payment is due")),
    "promised_on": values.day(Label("promised date")),
    "risk": values.paragraph(Label("risk")),
    "escalation": values.paragraph(Label("escalation")),
}

_PAID_ON = values.required(Label("day of the payment"), values.day(Label("day of the payment")))
_PAID = values.required(Label("amount"), values.number(Label("amount"), 1, 10**15))
_NOTE = values.paragraph(Label("note"))


def create(journal: Journal, **fields: Unpack[ReceivableFields]) -> Changes:
    """Add a receivable; raises InvalidValue for what can't be stored."""
    stored = values.checked({"account_id": None, "title": "", "amount_minor": None, "currency": "", **fields}, RULES)
    with journal.operation("receivables.create", subject=str(stored["title"])) as work:
        return work.done(work.insert(Receivable, **stored))


def pay(journal: Journal, receivable_id: int, amount_minor: int, *, on: date | str, note: str = "") -> Changes:
    """Note a payment, in whole minor units of the receivable's currency."""
    with journal.operation("receivables.pay") as work:
        work.insert(
            Payment,
            receivable_id=receivable_id,
            paid_on=_PAID_ON(on),
            amount_minor=_PAID(amount_minor),
            note=_NOTE(note),
        )
        return work.done(receivable_id)
