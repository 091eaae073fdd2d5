"""A person's page: meetings, what is open, and the people around."""

from __future__ import annotations

import pytest

from models import contact_overview, contacts, steps
from models.contact_overview import PersonLink
from models.errors import NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit


def test_meetings_are_held_visits(journal: Journal) -> None:
    rail, person = make_account(journal), make_contact(journal)
    for start in ("2024-01-01T10:00", "2025-05-14T10:00", "2026-05-02T10:00"):
        make_visit(journal, rail, start, people=[person])
    make_visit(journal, rail, "2026-05-13T10:00", people=[person], state="cancelled")
    page = contact_overview.overview(journal, person)
    assert (page.last_met, page.days_since) == ("2026-05-02T10:00", 12)
    assert (page.meetings, page.meetings_in_year) == (3, 2)


def test_nobody_met_yet(journal: Journal) -> None:
    page = contact_overview.overview(journal, make_contact(journal))
    assert (page.last_met, page.days_since, page.meetings, page.meetings_in_year) == (None, None, 0, 0)
    assert page.open_steps == 0


def test_open_steps_are_counted_by_kind(journal: Journal) -> None:
    person, other = make_contact(journal), make_contact(journal, "Other")
    make_step(journal, kind="promise", people=[person], due_on="2026-05-13")
    make_step(journal, kind="promise", people=[person, other], due_on="2026-05-14")
    make_step(journal, kind="customer_promise", owner_contact_id=person, people=[person])
    make_step(journal, kind="request", people=[person])
    make_step(journal, kind="complaint", people=[other])
    steps.close(journal, make_step(journal, kind="promise", people=[person]))
    steps.trash(journal, make_step(journal, kind="promise", people=[person]))
    page = contact_overview.overview(journal, person)
    assert (page.open_promises, page.late_promises, page.their_promises) == (2, 1, 1)
    assert (page.open_requests, page.open_complaints, page.open_steps) == (1, 0, 4)


def test_the_people_around_have_names_and_titles(journal: Journal) -> None:
    rail = make_account(journal)
    boss = make_contact(journal, "Boss", account_id=rail, post={"title": "Director"}, role_group="decision")
    person = make_contact(
        journal, "Person", reports_to_id=boss, introduced_by_id=boss, introduced_on="2026-04-01", role_group="users"
    )
    page = contact_overview.overview(journal, person)
    assert page.reports_to == PersonLink(boss, "Boss", "decision", "Director")
    assert page.introduced_by == PersonLink(boss, "Boss", "decision", "Director", "2026-04-01")
    above = contact_overview.overview(journal, boss)
    assert above.present is not None
    assert above.present.title == "Director"
    assert [link.name for link in above.reports] == ["Person"]
    assert above.introduced == [PersonLink(person, "Person", "users", "", "2026-04-01")]
    contacts.trash(journal, boss)
    assert contact_overview.overview(journal, person).reports_to is None
    with pytest.raises(NotFound):
        contact_overview.overview(journal, boss)


def test_colleagues_of_former_posts_are_those_who_were_there_at_the_time(journal: Journal) -> None:
    rail, metro = make_account(journal), make_account(journal, "City Metro")
    person = make_contact(journal, "Person", account_id=rail, post={"from_on": "2020-01-01", "until_on": "2025-12-31"})
    contacts.take_post(journal, person, metro, from_on="2026-01-01")

    def colleague(name: str, account_id: int = rail, closeness: int | None = None, **post: str) -> None:
        make_contact(journal, name, account_id=account_id, post=post, closeness=closeness)

    colleague("Known", closeness=3, from_on="2025-12-31")
    colleague("Undated")
    colleague("Closest", closeness=5, until_on="2020-01-01")
    colleague("Later", from_on="2026-01-01")
    colleague("Earlier", until_on="2019-12-31")
    colleague("Now", metro)
    make_contact(journal, "The new head", account_id=rail, placeholder=True)
    found = contact_overview.overview(journal, person).former_colleagues
    assert [(one.name, one.account) for one in found] == [
        ("Closest", "Northern Rail"),
        ("Known", "Northern Rail"),
        ("Undated", "Northern Rail"),
    ]


def test_how_a_person_came_to_stand_is_there(journal: Journal) -> None:
    person = make_contact(journal, stance=1)
    contacts.edit(journal, person, closeness=3, reason="Opened the books")
    (standing,) = contact_overview.overview(journal, person).standings
    assert (standing.stance, standing.closeness, standing.reason) == (1, 3, "Opened the books")
