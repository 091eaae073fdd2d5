"""The fields of a receivable, what each may hold, and what follows from one for the others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypedDict

from models import money, values
from models.changes import Value
from models.errors import InvalidValue
from models.text.language import Label


class ReceivableFields(TypedDict, total=False):
    """The fields of a receivable; amounts are whole minor units (cents) of `currency`.

    `planned_on` is when the invoice is expected where no milestone says it, `confirmed_minor` the amount that the
    customer agreed to before the invoice, `escalation` the step reached (call, letter, meeting, legal) or free text.
    """

    account_id: int
    project_id: int | None
    milestone_id: int | None
    title: str
    amount_minor: int
    currency: str
    planned_on: date | str | None
    confirmed_on: date | str | None
    confirmed_minor: int | None
    confirmed_by_id: int | None
    invoice_number: str
    invoiced_on: date | str | None
    terms_days: int | None
    due_on: date | str | None
    promised_on: date | str | None
    risk: str
    escalation: str


AMOUNT = values.required(Label("amount"), values.number(Label("amount"), 1, money.LARGEST_MINOR))
INVOICED_ON = Label("invoice date")
_DUE_ON = Label("day the payment is due")

RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "project_id": values.link,
    "milestone_id": values.link,
    "title": values.line(Label("title"), 500, required=True),
    "amount_minor": AMOUNT,
    "currency": values.required(Label("currency"), values.currency),
    "planned_on": values.day(Label("day of the planned invoice")),
    "confirmed_on": values.day(Label("day of the confirmation")),
    "confirmed_minor": values.number(Label("confirmed amount"), 0, money.LARGEST_MINOR),
    "confirmed_by_id": values.link,
    "invoice_number": values.line(Label("invoice number"), values.NAME_LENGTH),
    "invoiced_on": values.day(INVOICED_ON),
    "terms_days": values.number(Label("days to pay"), 0, 3660),
    "due_on": values.day(_DUE_ON),
    "promised_on": values.day(Label("promised date")),
    "risk": values.paragraph(Label("risk")),
    "escalation": values.paragraph(Label("escalation")),
}


def completed(stored: dict[str, Value], before: dict[str, Value]) -> dict[str, Value]:
    """Return the fields with what follows from them: the due day from the terms, the amount that was confirmed."""
    known = before | stored
    moved = any(name in stored and stored[name] != before.get(name) for name in ("invoiced_on", "terms_days"))
    if moved and "due_on" not in stored and known.get("invoiced_on") and known.get("terms_days") is not None:
        stored["due_on"] = _due(str(known["invoiced_on"]), known["terms_days"])
    if moved or stored.get("due_on") != before.get("due_on"):
        values.in_order(known.get("invoiced_on"), stored.get("due_on", known.get("due_on")), INVOICED_ON, _DUE_ON)
    if stored.get("currency", before.get("currency")) != before.get("currency") and before:
        stored = {"confirmed_on": None} | stored  # as many yen are another amount than the euros agreed to
    if "confirmed_on" in stored and stored["confirmed_on"] is None:
        stored |= {"confirmed_minor": None, "confirmed_by_id": None}
    elif stored.get("confirmed_on") not in (None, before.get("confirmed_on")) and "confirmed_minor" not in stored:
        stored["confirmed_minor"] = known["amount_minor"]
    elif "amount_minor" in stored and known.get("confirmed_on") and known.get("confirmed_minor") is None:
        stored["confirmed_minor"] = before.get("amount_minor", stored["amount_minor"])
    return stored


def _due(invoiced_on: str, terms_days: Value) -> str:
    try:
        return (date.fromisoformat(invoiced_on) + timedelta(days=int(terms_days or 0))).isoformat()
    except OverflowError:
        raise InvalidValue(
            "{value} is no possible date for the {field}. Write it as 2026-05-14.",
            field=INVOICED_ON,
            value=invoiced_on,
        ) from None
