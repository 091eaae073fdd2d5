"""Who was met last."""

from __future__ import annotations

from models import contacts, visits
from models.journal import Journal
from models.meetings import recently_met
from tests.factories import make_account, make_contact, make_visit


def test_nobody_was_met_in_an_empty_journal(journal: Journal) -> None:
    assert recently_met(journal) == []


def test_each_person_once_with_the_latest_visit(journal: Journal) -> None:
    rail, fibre = make_account(journal), make_account(journal, "Delta Fibre")
    hai, tom = make_contact(journal, "徐海", role_group="users"), make_contact(journal, "Tom")
    make_visit(journal, rail, "2026-05-11T09:00", purpose="First", people=[hai, tom])
    latest = make_visit(journal, fibre, "2026-05-13T09:00", purpose="Second", people=[hai])
    met = recently_met(journal)
    assert [(one.name, one.account, one.topic) for one in met] == [
        ("徐海", "Delta Fibre", "Second"),
        ("Tom", "Northern Rail", "First"),
    ]
    assert (met[0].visit_id, met[0].start, met[0].role_group) == (latest, "2026-05-13T09:00", "users")


def test_what_lies_ahead_or_fell_through_is_no_meeting(journal: Journal) -> None:
    account = make_account(journal)
    met = make_contact(journal, "Met")
    make_visit(journal, account, "2026-05-14T11:00", people=[met])
    for start, state in (("2026-05-14T13:00", "planned"), ("2026-05-13T09:00", "missed"), ("2026-05-14T13:00", "held")):
        make_visit(journal, account, start, state=state, people=[make_contact(journal, f"{state} {start}")])
    visits.trash(journal, make_visit(journal, account, "2026-05-13T09:00", people=[make_contact(journal, "Trashed")]))
    gone = make_contact(journal, "Gone")
    make_visit(journal, account, "2026-05-13T09:00", people=[gone])
    contacts.trash(journal, gone)
    assert [one.name for one in recently_met(journal)] == ["Met"]


def test_people_are_found_behind_many_visits_without_any(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-01-05T09:00", people=[make_contact(journal, "Long ago")])
    for number in range(60):
        make_visit(journal, account, f"2026-05-{number // 6 + 1:02}T{number % 6 + 9:02}:00")
    assert [one.name for one in recently_met(journal)] == ["Long ago"]


def test_no_more_than_asked_for(journal: Journal) -> None:
    account = make_account(journal)
    people = [make_contact(journal, f"Person {number}") for number in range(7)]
    make_visit(journal, account, people=people)
    assert [one.name for one in recently_met(journal, limit=3)] == ["Person 0", "Person 1", "Person 2"]
