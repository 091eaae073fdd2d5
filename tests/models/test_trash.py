"""The trash lists what was thrown away, and gives it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import (
    acceptance,
    accounts,
    assets,
    attachments,
    contacts,
    feedback,
    plans,
    projects,
    receivables,
    steps,
    trash,
    trips,
    visits,
)
from models.clock import FixedClock
from models.contacts import Point
from models.errors import NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit


def _shown(journal: Journal) -> list[tuple[str, str, str]]:
    return [(thrown.kind, thrown.title, thrown.account) for thrown in trash.listing(journal)]


def test_each_kind_is_listed_newest_first_and_comes_back(journal: Journal, clock: FixedClock) -> None:
    rail = make_account(journal)
    person = make_contact(journal, "Tom", account_id=rail, post={"title": "chief"}, points=[Point("phone", "123")])
    visit = make_visit(journal, rail, purpose="Acceptance")
    other = make_visit(journal, rail, purpose="Other", next_steps=[{"title": "Along"}])
    step = make_step(journal, "Send it", account_id=rail, visit_id=visit)
    plan = plans.create(journal, goal="Sign", account_id=rail).id
    trip = trips.create(journal, name="Harbin", start_on="2026-05-12").id
    throw = (
        lambda: contacts.remove_point(journal, contacts.points(journal, person)[0].id),
        lambda: contacts.trash_post(journal, contacts.posts(journal, person)[0].id),
        lambda: contacts.trash(journal, person),
        lambda: steps.trash(journal, step),
        lambda: visits.trash(journal, other),
        lambda: plans.trash(journal, plan),
        lambda: trips.trash(journal, trip),
    )
    for away in throw:
        clock.move(timedelta(minutes=1))
        away()
    assert _shown(journal) == [
        ("trip", "Harbin", ""),
        ("plan", "Sign", "Northern Rail"),
        ("visit", "Other", "Northern Rail"),
        ("step", "Send it", "Northern Rail"),
        ("contact", "Tom", ""),
        ("contact_post", "Tom · chief", "Northern Rail"),
        ("contact_point", "123", "Tom"),
    ]
    assert [(thrown.day, thrown.along) for thrown in trash.listing(journal)][2] == ("2026-05-13", 1)
    for thrown in trash.listing(journal):
        trash.restore(journal, thrown.kind, thrown.id)
    assert trash.listing(journal) == []
    assert contacts.posts(journal, person)[0].title == "chief"
    assert contacts.points(journal, person)[0].value == "123"
    assert steps.of_visit(journal, other)[0].title == "Along"


def test_what_went_with_an_account_comes_back_with_it(journal: Journal) -> None:
    rail = make_account(journal)
    make_contact(journal, account_id=rail)
    visit = make_visit(journal, rail, next_steps=[{"title": "Along"}])
    accounts.trash(journal, rail)
    (thrown,) = trash.listing(journal)
    assert (thrown.kind, thrown.title, thrown.along) == ("account", "Northern Rail", 3)
    trash.restore(journal, "account", rail)
    assert visits.get(journal, visit).account_id == rail
    assert trash.listing(journal) == []


def test_what_belongs_to_something_in_the_trash_waits_for_it(journal: Journal, clock: FixedClock) -> None:
    rail = make_account(journal)
    visit = make_visit(journal, rail)
    visits.trash(journal, visit)
    clock.move(timedelta(minutes=1))
    accounts.trash(journal, rail)
    assert [thrown.kind for thrown in trash.listing(journal)] == ["account", "visit"]
    with pytest.raises(NotFound):
        trash.restore(journal, "visit", visit)


def test_windows_follow_each_other(journal: Journal, clock: FixedClock) -> None:
    for number in range(5):
        clock.move(timedelta(minutes=number % 2))
        contacts.trash(journal, make_contact(journal, f"Person {number}"))
    seen: list[trash.Thrown] = []
    while window := trash.listing(journal, below=seen[-1].place if seen else None, limit=2):
        seen += window
    assert seen == trash.listing(journal)
    assert len({thrown.id for thrown in seen}) == 5


def test_an_unknown_kind_is_a_mistake(journal: Journal) -> None:
    with pytest.raises(ValueError, match="ever thrown away"):
        trash.restore(journal, "setting", 1)


def test_what_is_sold_and_owed_comes_back(journal: Journal, clock: FixedClock) -> None:
    rail = make_account(journal)
    lot = projects.create(journal, account_id=rail, name="Lot 2").id
    items = [acceptance.add_item(journal, lot, department="Depot 4", criterion=f"Item {one}").id for one in range(3)]
    signature = acceptance.add_signature(journal, lot, department="Depot 4", subject="Radio").id
    owed = receivables.create(
        journal, account_id=rail, project_id=lot, title="Order", amount_minor=5, currency="EUR"
    ).id
    product = assets.create(journal, account_id=rail, product="Radio 4").id
    wish = feedback.create(journal, account_id=rail, product="Radio 4", words="Louder").id
    attachments.add(journal, "receivable", owed, "invoice.pdf", b"1")
    throw = (
        lambda: acceptance.trash_items(journal, items[:1]),
        lambda: acceptance.trash_signatures(journal, [signature]),
        lambda: receivables.trash(journal, owed),
        lambda: assets.trash(journal, product),
        lambda: feedback.trash(journal, wish),
        lambda: projects.trash(journal, lot),
    )
    for away in throw:
        clock.move(timedelta(minutes=1))
        away()
    assert _shown(journal) == [
        ("project", "Lot 2", "Northern Rail"),
        ("feedback", "Louder", "Northern Rail"),
        ("asset", "Radio 4", "Northern Rail"),
        ("receivable", "Order", "Northern Rail"),
        ("signature", "Depot 4 · Radio", "Lot 2"),
        ("acceptance_item", "Item 0", "Lot 2"),
    ]
    assert [thrown.along for thrown in trash.listing(journal)] == [2, 0, 0, 1, 0, 0]
    with pytest.raises(NotFound):
        trash.restore(journal, "receivable", owed)
    for thrown in trash.listing(journal):
        trash.restore(journal, thrown.kind, thrown.id)
    assert trash.listing(journal) == []
    assert receivables.get(journal, owed).project_id == lot
    assert attachments.listing(journal, "receivable", owed)[0].name == "invoice.pdf"


def test_an_account_takes_its_projects_and_all_that_hangs_on_them_along(journal: Journal, clock: FixedClock) -> None:
    rail = make_account(journal)
    lot = projects.create(journal, account_id=rail, name="Lot 2", stage="Design").id
    gone, item = (acceptance.add_item(journal, lot, department="d", criterion=word).id for word in ("gone", "stays"))
    acceptance.trash_items(journal, [gone])
    product = assets.create(journal, account_id=rail, product="Radio 4").id
    attachments.add(journal, "acceptance_item", item, "report.pdf", b"1")
    clock.move(timedelta(minutes=1))
    accounts.trash(journal, rail)
    assert [(thrown.kind, thrown.title) for thrown in trash.listing(journal)] == [
        ("account", "Northern Rail"),
        ("acceptance_item", "gone"),
    ]
    with pytest.raises(NotFound):
        projects.get(journal, lot)
    with pytest.raises(NotFound):
        trash.restore(journal, "acceptance_item", gone)
    trash.restore(journal, "account", rail)
    assert projects.get(journal, lot).name == "Lot 2"
    assert acceptance.get_item(journal, item).criterion == "stays"
    assert assets.get(journal, product).product == "Radio 4"
    assert attachments.listing(journal, "acceptance_item", item)[0].name == "report.pdf"
    assert [thrown.kind for thrown in trash.listing(journal)] == ["acceptance_item"]
