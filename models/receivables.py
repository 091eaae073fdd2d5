"""Receivables: what customers owe, in whole minor units of each currency, from the plan to the last payment."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from models import money, records, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.receivable_fields import AMOUNT, INVOICED_ON, RULES, ReceivableFields, completed
from models.row_class import row_class
from models.tables import Account, Attachment, Collection, Contact, Milestone, Payment, Project, Receivable
from models.text.language import Label

USUAL_TERMS = 30
"""Days to pay, where a customer has no invoice yet that says otherwise."""


_PAID_ON = Label("day of the payment")
_REASON = values.required(Label("reason"), values.paragraph(Label("reason")))
_NUMBER = values.line(Label("invoice number"), values.NAME_LENGTH, required=True)
_NOTE = values.paragraph(Label("note"))


@row_class
class ReceivableRow:
    """A receivable as it is read; days are ISO text, `revision` goes back with an edit."""

    id: int
    revision: int
    account_id: int
    project_id: int | None
    milestone_id: int | None
    title: str
    amount_minor: int
    currency: str
    planned_on: str | None
    confirmed_on: str | None
    confirmed_minor: int | None
    confirmed_by_id: int | None
    invoice_number: str
    invoiced_on: str | None
    terms_days: int | None
    due_on: str | None
    promised_on: str | None
    risk: str
    escalation: str
    written_off_on: str | None
    written_off_reason: str

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer agreed to the amount as it is now; another amount has to be confirmed anew."""
        return self.confirmed_on is not None and self.confirmed_minor in (None, self.amount_minor)


@row_class
class PaymentRow:
    """A payment on a receivable, in minor units of its currency; the day is ISO text."""

    id: int
    paid_on: str
    amount_minor: int
    note: str


def create(journal: Journal, **fields: Unpack[ReceivableFields]) -> Changes:
    """Add a receivable; raises InvalidValue for what can't be stored."""
    given = {"account_id": None, "title": "", "amount_minor": None, "currency": "", **fields}
    stored = completed(values.checked(given, RULES), {})
    _follow_merges(journal, stored)
    with journal.operation("receivables.create", subject=str(stored["title"])) as work:
        _require_owners(journal, work, stored)
        return work.done(work.insert(Receivable, **stored))


def edit(
    journal: Journal, receivable_id: int, *, revision: int | None = None, **fields: Unpack[ReceivableFields]
) -> Changes:
    """Change fields of a receivable; another amount than the confirmed one has to be confirmed anew.

    To another account go the steps that follow the contacts about it, too.
    Raises InvalidValue (for less than is paid already, too), NotFound, or ChangedElsewhere when it no longer has the
    revision given.
    """
    from models import collections

    row = get(journal, receivable_id)
    before: dict[str, Value] = {name: getattr(row, name) for name in RULES}
    stored = completed(values.checked(fields, RULES), before)
    _follow_merges(journal, stored)
    with journal.operation("receivables.edit", record=(Receivable, receivable_id)) as work:
        _require_owners(journal, work, {name: value for name, value in stored.items() if value != before[name]}, before)
        _require_paid_part(journal, row, before | stored)
        work.update(Receivable, receivable_id, stored, revision=revision)
        if stored.get("account_id", row.account_id) != row.account_id:
            collections.take_along(journal, work, receivable_id, row.account_id, stored["account_id"])
        _close_if_paid(journal, receivable_id)
        return work.done(receivable_id)


def confirm(
    journal: Journal,
    receivable_id: int,
    *,
    on: date | str | None = None,
    amount_minor: int | None = None,
    by_id: int | None = None,
) -> Changes:
    """Note that the customer agreed to the amount, today if no day is given; another amount becomes the one owed.

    `by_id` is the contact who agreed. Raises InvalidValue for a day that lies ahead, or less than is paid already, and
    NotFound for a contact in the trash.
    """
    row = get(journal, receivable_id)
    day = _past_day(journal, Label("day of the confirmation"), on)
    amount = AMOUNT(row.amount_minor if amount_minor is None else amount_minor)
    stored: dict[str, Value] = {
        "amount_minor": amount,
        "confirmed_minor": amount,
        "confirmed_on": day,
        "confirmed_by_id": values.link(by_id),
    }
    _follow_merges(journal, stored)
    with journal.operation("receivables.confirm", subject=row.title) as work:
        work.require_live(Contact, stored["confirmed_by_id"])
        _require_paid_part(journal, row, {"currency": row.currency, **stored})
        work.update(Receivable, receivable_id, stored)
        _close_if_paid(journal, receivable_id)
        return work.done(receivable_id)


def invoice(
    journal: Journal,
    receivable_id: int,
    number: str,
    *,
    on: date | str | None = None,
    terms_days: int | None = None,
    due_on: date | str | None = None,
    confirmed_on: date | str | None = None,
) -> Changes:
    """Note the invoice, of today if no day is given; it is due on the day given, or so many days after it.

    With `confirmed_on` the amount is confirmed along with it. Raises InvalidValue when the customer has not confirmed
    the amount, or when there is an invoice already.
    """
    row = get(journal, receivable_id)
    if row.invoiced_on is not None:
        raise InvalidValue(
            "{title} has its invoice already ({number}, {day}). Correct it in the receivable.",
            title=row.title,
            number=row.invoice_number or "–",
            day=row.invoiced_on,
        )
    if not row.is_confirmed and confirmed_on is None:
        raise InvalidValue(
            "The customer has not confirmed the amount of {title} yet. Confirm it first, then write the invoice.",
            title=row.title,
        )
    day = _past_day(journal, INVOICED_ON, on)
    terms = terms_days if terms_days is not None or due_on is not None else _terms(journal, row)
    given: dict[str, object] = {"invoiced_on": day, "terms_days": terms}
    if due_on is not None:
        given["due_on"] = due_on
    checked = values.checked(given, RULES) | {"invoice_number": _NUMBER(number)}
    stored = completed(checked, {"due_on": None, "invoiced_on": None, "terms_days": None})
    with journal.operation("receivables.invoice", subject=str(stored["invoice_number"])) as work:
        if confirmed_on is not None:
            confirm(journal, receivable_id, on=confirmed_on)
        work.update(Receivable, receivable_id, stored)
        return work.done(receivable_id)


def pay(
    journal: Journal, receivable_id: int, amount_minor: int, *, on: date | str | None = None, note: str = ""
) -> Changes:
    """Note a payment, in whole minor units of the receivable's currency, today if no day is given.

    When all is paid, what was to be done about it is closed. Raises InvalidValue for more than is still owed, for a
    day that lies ahead, and for what was written off.
    """
    from models import collections

    row = get(journal, receivable_id)
    paid_on, amount = _past_day(journal, _PAID_ON, on), AMOUNT(amount_minor)
    if row.written_off_on is not None:
        raise InvalidValue("{title} is written off. Take that back first, then note the payment.", title=row.title)
    with journal.operation("receivables.pay", subject=row.title) as work:
        rest = row.amount_minor - paid_minor(journal, receivable_id)
        if isinstance(amount, int) and amount > rest:
            raise InvalidValue(
                "Only {rest} of {title} is still owed, and the payment is {amount}. Note what is above it on another "
                "receivable.",
                rest=money.amount(rest, row.currency),
                title=row.title,
                amount=money.amount(amount, row.currency),
            )
        work.insert(Payment, receivable_id=receivable_id, paid_on=paid_on, amount_minor=amount, note=_NOTE(note))
        if amount == rest:
            collections.close_follow_ups(journal, receivable_id, str(paid_on))
        return work.done(receivable_id)


def remove_payment(journal: Journal, payment_id: int) -> Changes:
    """Take out a payment that was noted by mistake; what it was paid on is owed again. Raises NotFound."""
    with journal.operation("receivables.remove_payment") as work:
        work.trash(Payment, payment_id)
        found = journal.row("SELECT receivable_id FROM payment WHERE id = ?", payment_id)
        return work.done(found[0] if found else None)


def write_off(journal: Journal, receivable_id: int, reason: str, *, on: date | str | None = None) -> Changes:
    """Give up what is still owed, today if no day is given; what was to be done about it is let go.

    Raises InvalidValue without a reason, and when nothing is owed any more.
    """
    from models import collections

    row = get(journal, receivable_id)
    day, why = _past_day(journal, Label("day it was written off"), on), _REASON(reason.strip())
    if row.written_off_on is not None or paid_minor(journal, receivable_id) >= row.amount_minor:
        raise InvalidValue("Nothing is owed of {title} any more.", title=row.title)
    with journal.operation("receivables.write_off", subject=row.title) as work:
        work.update(Receivable, receivable_id, {"written_off_on": day, "written_off_reason": why})
        collections.close_follow_ups(journal, receivable_id, None)
        return work.done(receivable_id)


def write_back(journal: Journal, receivable_id: int) -> Changes:
    """Claim again what was written off. Raises InvalidValue when it is not."""
    row = get(journal, receivable_id)
    if row.written_off_on is None:
        raise InvalidValue("{title} is not written off.", title=row.title)
    with journal.operation("receivables.write_back", subject=row.title) as work:
        work.update(Receivable, receivable_id, {"written_off_on": None, "written_off_reason": ""})
        return work.done(receivable_id)


_ALONG = ((Payment, "receivable_id"), (Collection, "receivable_id"), (Attachment, "receivable_id"))


def trash(journal: Journal, receivable_id: int) -> Changes:
    """Put a receivable into the trash, with its payments, the contacts about it, and its files."""
    with journal.operation("receivables.trash", subject=get(journal, receivable_id).title) as work:
        work.trash(Receivable, receivable_id)
        for table, column in _ALONG:
            work.trash_where(table, f"{column} = ?", receivable_id)
        return work.done(receivable_id)


def restore(journal: Journal, receivable_id: int) -> Changes:
    """Take a receivable out of the trash with what went there with it; a milestone that lies there is none any more.

    Raises NotFound if it is not there, or if its account or project lies there too: that comes out first.
    """
    with journal.operation("receivables.restore") as work:
        owners = journal.row("SELECT account_id, project_id FROM receivable WHERE id = ?", receivable_id)
        for table, owner in zip((Account, Project), owners or (), strict=False):
            work.require_live(table, owner)
        work.restore_trashed(Receivable, receivable_id, *_ALONG)
        if journal.row(_MILESTONE_GONE, receivable_id) is not None:  # nothing would ever ask for its invoice
            work.update(Receivable, receivable_id, {"milestone_id": None})
        return work.done(receivable_id)


_MILESTONE_GONE = """
    SELECT 1 FROM receivable JOIN milestone ON milestone.id = milestone_id
    WHERE receivable.id = ? AND milestone.deleted_at IS NOT NULL"""


def get(journal: Journal, receivable_id: int) -> ReceivableRow:
    """Return a receivable; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Receivable, ReceivableRow, receivable_id)


def paid_minor(journal: Journal, receivable_id: int) -> int:
    """Return what was paid on a receivable until now, in minor units of its currency."""
    return sum(payment.amount_minor for payment in payments(journal, receivable_id))


def payments(journal: Journal, receivable_id: int) -> list[PaymentRow]:
    """Return the payments on a receivable, the oldest first."""
    query = f"""
        SELECT {records.columns_of(PaymentRow)} FROM payment
        WHERE receivable_id = ? AND deleted_at IS NULL ORDER BY paid_on, id"""
    return [PaymentRow(*row) for row in journal.rows(query, receivable_id)]


def usual_terms(journal: Journal, account_id: int) -> int:
    """Return in how many days an account has to pay: as on its newest invoice that says so, or USUAL_TERMS."""
    query = """
        SELECT terms_days FROM receivable
        WHERE account_id = ? AND terms_days IS NOT NULL AND deleted_at IS NULL ORDER BY invoiced_on DESC, id DESC"""
    found = journal.row(query, account_id)
    return int(found[0]) if found else USUAL_TERMS


def _terms(journal: Journal, row: ReceivableRow) -> int:
    return usual_terms(journal, row.account_id) if row.terms_days is None else row.terms_days


def _past_day(journal: Journal, field: Label, day: date | str | None) -> str:
    """Return a day on which something was done, today if none is given; raises InvalidValue for one that lies ahead."""
    today = journal.clock.today()
    given = today if day is None or day == "" else values.as_day(field, day)
    if given > today:
        raise InvalidValue("The {field} lies ahead ({day}). Enter a day until today.", field=field, day=given)
    return given.isoformat()


def _follow_merges(journal: Journal, stored: dict[str, Value]) -> None:
    follow(journal, "account", stored, "account_id")
    follow(journal, "contact", stored, "confirmed_by_id")


def _require_owners(
    journal: Journal, work: Operation, stored: dict[str, Value], before: dict[str, Value] | None = None
) -> None:
    """Refuse what belongs to a record that is not there, or to a milestone of another project."""
    work.require_live(Account, stored.get("account_id"))
    work.require_live(Project, stored.get("project_id"))
    work.require_live(Milestone, stored.get("milestone_id"))
    work.require_live(Contact, stored.get("confirmed_by_id"))
    known = (before or {}) | stored
    milestone = journal.row("SELECT project_id FROM milestone WHERE id = ?", known.get("milestone_id"))
    if milestone is not None and milestone[0] != known.get("project_id"):
        raise InvalidValue("This milestone belongs to another project. Choose one of the project’s own.")


def _close_if_paid(journal: Journal, receivable_id: int) -> None:
    """Close what was to be done about a receivable that came down to what is paid already."""
    from models import collections

    paid = paid_minor(journal, receivable_id)
    if paid and paid >= get(journal, receivable_id).amount_minor:
        collections.close_follow_ups(journal, receivable_id, journal.clock.today().isoformat())


def _require_paid_part(journal: Journal, row: ReceivableRow, known: dict[str, Value]) -> None:
    """Refuse an amount below what is paid already, and another currency than that of the payments."""
    paid = paid_minor(journal, row.id)
    amount = known["amount_minor"]
    if paid and known["currency"] != row.currency:
        raise InvalidValue(
            "{title} is partly paid in {currency}, so its currency stays.", title=row.title, currency=row.currency
        )
    if isinstance(amount, int) and amount < paid:
        raise InvalidValue(
            "{paid} of {title} is paid already, so it can’t be less than that.",
            paid=money.amount(paid, row.currency),
            title=row.title,
        )
