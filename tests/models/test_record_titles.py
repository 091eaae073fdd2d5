from __future__ import annotations

from models import contacts, plans, record_titles, trips
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit


def test_records_are_called_by_their_names_in_the_order_asked(journal: Journal) -> None:
    account = make_account(journal, "Northern Rail")
    visit = make_visit(journal, account, "2026-05-11T09:00", purpose="Radio at depot 4")
    person = make_contact(journal, "徐海")
    step = make_step(journal, title="Send the BOQ", account_id=account)
    plan = plans.create(journal, goal="Renew the contract", account_id=account).id
    trip = trips.create(journal, name="Harbin", start_on="2026-05-12").id
    asked = [
        ("step", step),
        ("visit", visit),
        ("plan", plan),
        ("trip", trip),
        ("contact", person),
        ("account", account),
    ]
    found = record_titles.read(journal, asked)
    assert [(one.kind, one.id) for one in found] == asked
    assert [one.title for one in found] == [
        "Send the BOQ",
        "Radio at depot 4",
        "Renew the contract",
        "Harbin",
        "徐海",
        "Northern Rail",
    ]
    assert found[1].account == "Northern Rail"
    assert found[1].when == "2026-05-11T09:00"


def test_what_is_gone_or_unknown_is_left_out(journal: Journal) -> None:
    person = make_contact(journal, "徐海")
    contacts.trash(journal, person)
    assert record_titles.read(journal, [("contact", person), ("visit", 1), ("nonsense", 2)]) == []
