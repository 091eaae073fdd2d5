"""Receivables: from the plan over the confirmed amount and the invoice to the last payment."""

from __future__ import annotations

import pytest

from models import collections, contacts, invoice_prompts, milestones, money, projects, receivables
from models.changes import undo
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.merging import people
from models.text.language import Language
from tests.factories import make_account, make_contact


def owed(journal: Journal, **fields: object) -> int:
    """Make a receivable of EUR 1,000 and return its id."""
    given = {"title": "Delivered", "amount_minor": 100_000, "currency": "EUR", **fields}
    if "account_id" not in given:
        given["account_id"] = make_account(journal)
    return receivables.create(journal, **given).id  # type: ignore[arg-type]


def said(error: pytest.ExceptionInfo[InvalidValue]) -> str:
    return error.value.say(Language("en"))


def test_an_invoice_is_due_by_its_terms_and_only_after_the_amount_was_confirmed(journal: Journal) -> None:
    made = owed(journal)
    with pytest.raises(InvalidValue, match="has not confirmed"):
        receivables.invoice(journal, made, "2207")
    receivables.confirm(journal, made)
    receivables.invoice(journal, made, "2207", on="2026-05-04", terms_days=45)
    row = receivables.get(journal, made)
    assert (row.invoice_number, row.invoiced_on, row.due_on) == ("2207", "2026-05-04", "2026-06-18")
    with pytest.raises(InvalidValue, match="its invoice already"):
        receivables.invoice(journal, made, "2208")


def test_the_next_invoice_has_the_terms_of_the_last_one(journal: Journal) -> None:
    account = make_account(journal)
    first, second = owed(journal, account_id=account), owed(journal, account_id=account)
    assert receivables.usual_terms(journal, account) == receivables.USUAL_TERMS
    receivables.invoice(journal, first, "1", terms_days=60, confirmed_on="2026-05-01")
    receivables.invoice(journal, second, "2", on="2026-05-14", confirmed_on="2026-05-14")
    assert receivables.get(journal, second).due_on == "2026-07-13"


def test_another_amount_has_to_be_confirmed_anew(journal: Journal) -> None:
    made = owed(journal)
    receivables.confirm(journal, made, on="2026-05-10")
    assert receivables.get(journal, made).is_confirmed
    receivables.edit(journal, made, amount_minor=90_000)
    assert not receivables.get(journal, made).is_confirmed
    receivables.edit(journal, made, amount_minor=100_000)
    assert receivables.get(journal, made).is_confirmed
    receivables.confirm(journal, made, amount_minor=80_000)
    row = receivables.get(journal, made)
    assert (row.amount_minor, row.confirmed_minor, row.is_confirmed) == (80_000, 80_000, True)


def test_the_amount_in_another_currency_has_to_be_confirmed_anew(journal: Journal) -> None:
    made = owed(journal)
    receivables.confirm(journal, made, by_id=make_contact(journal))
    receivables.edit(journal, made, currency="EUR")
    assert receivables.get(journal, made).is_confirmed
    receivables.edit(journal, made, currency="JPY")
    assert not receivables.get(journal, made).is_confirmed
    assert receivables.get(journal, made).confirmed_by_id is None


def test_an_amount_confirmed_before_amounts_were_kept_is_confirmed_until_it_changes(journal: Journal) -> None:
    made = owed(journal, confirmed_on="2026-05-01")
    journal.connection.execute("UPDATE receivable SET confirmed_minor = NULL")
    assert receivables.get(journal, made).is_confirmed
    receivables.edit(journal, made, amount_minor=1)
    assert not receivables.get(journal, made).is_confirmed


def test_parts_are_paid_until_nothing_is_owed_and_never_more(journal: Journal) -> None:
    made = owed(journal)
    receivables.pay(journal, made, 60_000, on="2026-05-10")
    with pytest.raises(InvalidValue) as refused:
        receivables.pay(journal, made, 40_001)
    assert "EUR 400 of Delivered" in said(refused)
    receivables.pay(journal, made, 40_000, note="second part")
    assert [(one.paid_on, one.amount_minor) for one in receivables.payments(journal, made)] == [
        ("2026-05-10", 60_000),
        ("2026-05-14", 40_000),
    ]
    with pytest.raises(InvalidValue, match="EUR 0"):
        receivables.pay(journal, made, 1)
    receivables.remove_payment(journal, receivables.payments(journal, made)[0].id)
    assert receivables.paid_minor(journal, made) == 40_000


@pytest.mark.parametrize("amount", [0, -5, money.LARGEST_MINOR + 1, 2**63, 1.5, "10", None, True])
def test_an_absurd_amount_is_neither_owed_nor_paid(journal: Journal, amount: object) -> None:
    made = owed(journal)
    for act in (
        lambda: owed(journal, amount_minor=amount),
        lambda: receivables.edit(journal, made, amount_minor=amount),  # type: ignore[typeddict-item]
        lambda: receivables.pay(journal, made, amount),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValue):
            act()
    assert receivables.paid_minor(journal, made) == 0


def test_a_payment_keeps_amount_and_currency_of_what_it_was_paid_on(journal: Journal) -> None:
    made = owed(journal)
    receivables.pay(journal, made, 60_000)
    with pytest.raises(InvalidValue, match="less than that"):
        receivables.edit(journal, made, amount_minor=59_999)
    with pytest.raises(InvalidValue, match="its currency stays"):
        receivables.edit(journal, made, currency="CNY")
    with pytest.raises(InvalidValue, match="less than that"):
        receivables.confirm(journal, made, amount_minor=10)
    receivables.edit(journal, made, amount_minor=60_000)
    assert receivables.get(journal, made).amount_minor == 60_000


def test_what_lies_ahead_was_not_paid_confirmed_or_invoiced(journal: Journal) -> None:
    made = owed(journal)
    for act in (
        lambda: receivables.pay(journal, made, 1, on="2026-05-15"),
        lambda: receivables.confirm(journal, made, on="2026-05-15"),
        lambda: receivables.invoice(journal, made, "1", on="2026-05-15", confirmed_on="2026-05-14"),
        lambda: receivables.write_off(journal, made, "insolvent", on="2026-05-15"),
    ):
        with pytest.raises(InvalidValue, match="lies ahead"):
            act()
    assert not receivables.get(journal, made).is_confirmed


def test_what_is_written_off_is_not_paid_until_it_is_claimed_again(journal: Journal) -> None:
    made = owed(journal)
    with pytest.raises(InvalidValue, match="reason"):
        receivables.write_off(journal, made, " ")
    receivables.write_off(journal, made, "insolvent")
    with pytest.raises(InvalidValue, match="written off"):
        receivables.pay(journal, made, 1)
    with pytest.raises(InvalidValue, match="Nothing is owed"):
        receivables.write_off(journal, made, "again")
    receivables.write_back(journal, made)
    with pytest.raises(InvalidValue, match="not written off"):
        receivables.write_back(journal, made)
    receivables.pay(journal, made, 100_000)
    with pytest.raises(InvalidValue, match="Nothing is owed"):
        receivables.write_off(journal, made, "paid")


def test_a_due_day_before_the_invoice_is_refused_and_absurd_days_too(journal: Journal) -> None:
    made = owed(journal)
    with pytest.raises(InvalidValue, match="lies before"):
        receivables.edit(journal, made, invoiced_on="2026-05-10", due_on="2026-05-09")
    with pytest.raises(InvalidValue, match="no possible date"):
        receivables.edit(journal, made, invoiced_on="9999-12-30", terms_days=30)
    with pytest.raises(InvalidValue):
        receivables.edit(journal, made, terms_days=-1)
    receivables.edit(journal, made, invoiced_on="2026-05-10", terms_days=10)
    assert receivables.get(journal, made).due_on == "2026-05-20"
    receivables.edit(journal, made, terms_days=20, due_on="2026-06-30")
    assert receivables.get(journal, made).due_on == "2026-06-30"


def test_the_milestone_belongs_to_the_project(journal: Journal) -> None:
    account = make_account(journal)
    here, there = (projects.create(journal, account_id=account, name=name).id for name in ("Lot 1", "Lot 2"))
    milestone = milestones.add(journal, there, name="Accepted").id
    with pytest.raises(InvalidValue, match="another project"):
        owed(journal, account_id=account, project_id=here, milestone_id=milestone)
    made = owed(journal, account_id=account, project_id=there, milestone_id=milestone)
    with pytest.raises(InvalidValue, match="another project"):
        receivables.edit(journal, made, project_id=here)


def test_the_trash_takes_the_payments_along_and_gives_them_back(journal: Journal) -> None:
    made = owed(journal)
    receivables.pay(journal, made, 10)
    receivables.trash(journal, made)
    with pytest.raises(NotFound):
        receivables.get(journal, made)
    receivables.restore(journal, made)
    assert receivables.paid_minor(journal, made) == 10


def test_one_undo_takes_back_a_deed_and_an_old_form_does_not_overwrite(journal: Journal) -> None:
    made = owed(journal)
    revision = receivables.get(journal, made).revision
    receivables.invoice(journal, made, "7", confirmed_on="2026-05-14")
    undo(journal)
    row = receivables.get(journal, made)
    assert (row.confirmed_on, row.invoiced_on) == (None, None)
    receivables.edit(journal, made, risk="They reorganise")
    with pytest.raises(ChangedElsewhere):
        receivables.edit(journal, made, revision=revision, risk="Other")


def test_who_was_merged_confirms_as_the_one_who_stayed_and_nobody_in_the_trash_does(journal: Journal) -> None:
    made, kept, other, gone = owed(journal), *(make_contact(journal, name) for name in ("Li", "Li Wei", "Tom"))
    people.merge(journal, kept, other)
    contacts.trash(journal, gone)
    receivables.confirm(journal, made, by_id=other)
    assert receivables.get(journal, made).confirmed_by_id == kept
    with pytest.raises(NotFound):
        receivables.confirm(journal, made, by_id=gone)
    with pytest.raises(NotFound):
        receivables.edit(journal, made, confirmed_by_id=gone)
    with pytest.raises(NotFound):
        collections.note(journal, made, contact_id=gone)


def test_what_comes_back_without_its_milestone_is_still_invoiced(journal: Journal) -> None:
    account_id = make_account(journal)
    lot = projects.create(journal, account_id=account_id, name="Lot 2").id
    reached = milestones.add(journal, lot, name="Delivered", reached_on="2026-05-01").id
    made = owed(journal, account_id=account_id, project_id=lot, milestone_id=reached, planned_on="2026-05-02")
    receivables.trash(journal, made)
    milestones.trash(journal, reached)
    receivables.restore(journal, made)
    assert receivables.get(journal, made).milestone_id is None
    assert [one.id for one in invoice_prompts.waiting(journal)] == [made]
