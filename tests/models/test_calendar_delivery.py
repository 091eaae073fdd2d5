"""The calendar marks milestones, money that is due, and ends of warranties."""

from __future__ import annotations

from datetime import date

from models import assets, calendar, milestones, projects, receivables
from models.journal import Journal
from tests.factories import make_account


def test_the_days_of_the_order_are_marked(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail", short_name="NR")
    lot = projects.create(journal, account_id=rail, name="Lot 2").id
    milestones.add(journal, lot, name="Accepted", planned_on="2026-05-20")
    milestones.add(journal, lot, name="Delivered", planned_on="2026-05-01", reached_on="2026-05-12")
    owed = {"account_id": rail, "currency": "EUR", "amount_minor": 100}
    receivables.create(journal, title="Order", due_on="2026-05-20", **owed)
    paid = receivables.create(journal, title="Paid", due_on="2026-05-20", **owed).id
    receivables.pay(journal, paid, 100, on="2026-05-01")
    assets.create(journal, account_id=rail, product="Radio", warranty_end_on="2026-05-31")
    assets.create(journal, account_id=rail, product="Radio", warranty_end_on="2026-05-31")
    assets.create(journal, account_id=rail, product="Rival", competitor="Kestel", warranty_end_on="2026-05-31")
    span = calendar.read(journal, date(2026, 5, 1), date(2026, 5, 31))
    found = [(day.day.day, entry.record, entry.state, entry.title) for day in span.days for entry in day.entries]
    assert found == [
        (12, "milestone", "reached", "Lot 2 · Delivered"),
        (20, "milestone", "due", "Lot 2 · Accepted"),
        (20, "receivable", "due", "Order"),
        (31, "asset", "due", "Radio"),
    ]
    marks = [entry for day in span.days for entry in day.entries]
    assert {(entry.is_mark, entry.is_movable, entry.account) for entry in marks} == {(True, False, "NR")}
    assert marks[0].opens_id == lot
    projects.trash(journal, lot)
    span = calendar.read(journal, date(2026, 5, 1), date(2026, 5, 31))
    assert [entry.record for day in span.days for entry in day.entries] == ["receivable", "asset"]
