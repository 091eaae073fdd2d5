"""Short encounters at an event: one line each, all of them written down in one go or none."""

from __future__ import annotations

import pytest

from models import changes, contacts, encounters, steps, trip_lists, trips
from models.encounters import Encounter, InLine
from models.errors import InvalidValue
from models.journal import Journal
from models.visit_lists import VisitLine
from tests.factories import make_account, make_contact
from tests.models.random_work import fingerprint
from tests.readers import participants_of


@pytest.fixture
def event(journal: Journal) -> int:
    """A congress of three days that began the day before yesterday."""
    return trips.create(
        journal, name="Rail congress", kind="event", start_on="2026-05-12", end_on="2026-05-14", place="Hall 3"
    ).id


def test_each_line_is_a_visit_with_its_person_and_its_promise(journal: Journal, event: int) -> None:
    north = make_account(journal, "Northern Rail")
    hai = make_contact(journal, account_id=north)
    encounters.keep(
        journal,
        event,
        [
            Encounter(person="徐海", contact_id=hai, said="Wants a visit 想参观", promise="send the plan next tue"),
            Encounter(),
            Encounter(person="Tom Aldous", account="Southern Rail", day="2026-05-12"),
            Encounter(person="Ann Fox", account="southern rail", promise="they send the list !request"),
        ],
    )
    later, tom, ann = sorted(trip_lists.sheet(journal, event).visits, key=lambda visit: visit.id)
    assert (later.account, later.start, later.channel, later.summary) == (
        "Northern Rail",
        "2026-05-14T00:00",
        "event",
        "Wants a visit 想参观",
    )
    assert [one.name for one in participants_of(journal, later.id)] == ["徐海"]
    (promise,) = steps.of_visit(journal, later.id)
    assert (promise.kind, promise.title, promise.due_on) == ("promise", "Send the plan", "2026-05-19")
    assert (tom.start, tom.account, ann.account) == ("2026-05-12T00:00", "Southern Rail", "Southern Rail")
    assert participants_of(journal, tom.id)[0].account == "Southern Rail"
    assert steps.of_visit(journal, ann.id)[0].kind == "request"


def test_the_whole_list_is_one_undo(journal: Journal, event: int) -> None:
    before = fingerprint(journal)
    encounters.keep(journal, event, [Encounter(person="A", account="X"), Encounter(person="B", account="Y")])
    changes.undo(journal)
    assert fingerprint(journal) == before


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        (Encounter(person="Tom"), "account", "Where this person works"),
        (Encounter(account="Northern Rail", said="hello"), "person", "Whom you met"),
        (Encounter(person="Tom", account="N", promise="2026-02-31"), "promise", "2026-02-31"),
        (Encounter(person="Tom", account="N", promise="met 徐海 yesterday !visit"), "promise", "not a visit"),
        (Encounter(person="Tom", account="N", day="2026-09-01"), "day", "can't have been held"),
        (Encounter(person="Tom", contact_id=7, account="N"), "person", "no such contact"),
        (Encounter(person="\U0001f686" * 300, account="N"), "person", "300"),
    ],
)
def test_a_faulty_line_is_named_and_none_is_kept(
    journal: Journal, event: int, line: Encounter, field: str, words: str
) -> None:
    before = fingerprint(journal)
    with pytest.raises(InLine, match=words) as refused:
        encounters.keep(journal, event, [Encounter(person="Ann", account="N"), line])
    assert (refused.value.number, refused.value.field) == (2, field)
    assert fingerprint(journal) == before


def test_nothing_written_is_nothing_to_keep(journal: Journal, event: int) -> None:
    with pytest.raises(InvalidValue, match="Nothing"):
        encounters.keep(journal, event, [Encounter(), Encounter(person="  ")])


def test_whoever_is_known_there_by_that_name_is_met_again(journal: Journal, event: int) -> None:
    north, south = make_account(journal, "North"), make_account(journal, "South")
    hai = make_contact(journal, "Xú Hai", account_id=north)
    make_contact(journal, "Ann", account_id=south)
    encounters.keep(
        journal,
        event,
        [
            Encounter(person="xu HAI", account="North"),
            Encounter(person="Xú Hai", account="South"),
            Encounter(person="Ann", account="North"),
            Encounter(person="Ann", account="north"),
        ],
    )
    met = [participants_of(journal, visit.id)[0].contact_id for visit in _as_written(journal, event)]
    assert met[0] == hai
    assert len({*met}) == 3
    assert met[2] == met[3]


def test_a_person_of_two_accounts_is_met_for_the_one_that_is_written(journal: Journal, event: int) -> None:
    north, south = make_account(journal, "North"), make_account(journal, "South")
    hai = make_contact(journal, account_id=north)
    contacts.take_post(journal, hai, south)
    encounters.keep(
        journal, event, [Encounter("徐海", hai, account_id=south), Encounter("徐海", hai, account_id=north)]
    )
    assert [visit.account for visit in _as_written(journal, event)] == ["South", "North"]


def test_what_was_met_on_a_trip_was_met_on_site(journal: Journal) -> None:
    trip = trips.create(journal, name="Harbin", start_on="2026-05-13").id
    encounters.keep(journal, trip, [Encounter(person="اسم", account="\U0001f686 Rail")])
    (visit,) = trip_lists.sheet(journal, trip).visits
    assert (visit.channel, visit.account, visit.people) == ("on_site", "\U0001f686 Rail", ("اسم",))


def _as_written(journal: Journal, event: int) -> list[VisitLine]:
    return sorted(trip_lists.sheet(journal, event).visits, key=lambda visit: visit.id)
