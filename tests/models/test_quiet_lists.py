"""The list of who goes quiet: past the rhythm, soon, or snoozed; accounts and people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import accounts, changes, contacts, quiet_lists, rhythm, visits
from models.clock import FixedClock
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.quiet_lists import QuietLine
from tests.factories import TODAY, make_account, make_contact, make_visit


def _read(journal: Journal) -> list[QuietLine]:
    return quiet_lists.read(journal, limit=50)


def _states(journal: Journal) -> list[tuple[str, str]]:
    return [(line.name, line.state) for line in _read(journal)]


def _seen(journal: Journal, name: str, days_ago: int, rhythm_days: int = 30, **fields: object) -> int:
    account = make_account(journal, name, rhythm_days=rhythm_days, **fields)
    make_visit(journal, account, f"{TODAY - timedelta(days=days_ago)}T10:00", purpose="Spares")
    return account


def test_those_past_their_rhythm_come_first_then_those_who_soon_will_be(journal: Journal) -> None:
    _seen(journal, "In time", 22)
    _seen(journal, "In a week", 23)
    _seen(journal, "Due today", 30)
    _seen(journal, "Over", 31)
    _seen(journal, "Amber", 45)
    _seen(journal, "Short, in time", 4, 6)
    _seen(journal, "Short, soon", 5, 6)
    assert _states(journal) == [
        ("Amber", "over"),
        ("Over", "over"),
        ("Due today", "soon"),
        ("Short, soon", "soon"),
        ("In a week", "soon"),
    ]
    assert {line.state: line.in_state for line in quiet_lists.read(journal, limit=9)} == {"over": 2, "soon": 3}
    assert [line.is_amber for line in _read(journal)] == [True, False, False, False, False]
    assert [line.days_over for line in _read(journal)] == [15, 1, 0, -1, -7]


def test_who_will_be_seen_in_time_is_not_soon_quiet(journal: Journal) -> None:
    for name, planned in (("In time", "2026-05-18T18:00"), ("Too late", "2026-05-19T08:00")):
        account = _seen(journal, name, 26)
        make_visit(journal, account, planned, state="planned")
    (line,) = _read(journal)
    assert (line.name, line.planned_on) == ("Too late", "2026-05-19")


def test_a_person_with_a_rhythm_goes_quiet_alone(journal: Journal) -> None:
    account = make_account(journal)
    director = make_contact(journal, "张总", rhythm_days=10, level="executive")
    make_visit(journal, account, "2026-04-20T10:00", people=[director], purpose="Quarter")
    make_visit(journal, account, "2026-05-13T10:00")
    make_visit(journal, account, "2026-05-20T10:00", state="planned", people=[director])
    (line,) = _read(journal)
    assert (line.id, line.name, line.days, line.about) == (("contact", director), "张总", 24, "Quarter")
    assert (line.account, line.planned_on) == ("Northern Rail", "2026-05-20")
    make_visit(journal, account, "2026-05-14T08:00", people=[director], channel="call")
    assert _read(journal) == []
    contacts.edit(journal, director, rhythm_days=None)
    assert contacts.get(journal, director).rhythm_days is None


def test_a_snooze_keeps_an_account_out_until_its_day_and_says_why(journal: Journal, clock: FixedClock) -> None:
    account = _seen(journal, "Port", 60)
    _seen(journal, "Airport", 50)
    rhythm.snooze(journal, account, "2026-05-20", reason="Reorganised until 20 May")
    assert _states(journal) == [("Airport", "over"), ("Port", "snoozed")]
    assert [one.name for one in rhythm.going_quiet(journal)] == ["Airport"]
    assert rhythm.most_quiet(journal, 1)[1] == 1
    line = _read(journal)[1]
    assert (line.snoozed_until, line.reason) == ("2026-05-20", "Reorganised until 20 May")
    clock.move(timedelta(days=6))
    assert _states(journal) == [("Port", "over"), ("Airport", "over")]


def test_a_second_snooze_takes_the_place_of_the_first_and_waking_ends_it(journal: Journal) -> None:
    account = _seen(journal, "Port", 60)
    person = make_contact(journal, rhythm_days=5)
    make_visit(journal, account, "2026-03-01T10:00", people=[person])
    rhythm.snooze(journal, account, "2026-08-01", reason="First")
    rhythm.snooze(journal, account, "2026-06-01", reason="Second")
    rhythm.snooze_contact(journal, person, "2026-06-01", reason="On leave")
    assert {line.reason for line in _read(journal)} == {"Second", "On leave"}
    rhythm.wake(journal, account)
    assert [line.state for line in _read(journal)] == ["over", "snoozed"]
    rhythm.wake_contact(journal, person)
    changes.undo(journal)
    assert [line.state for line in _read(journal)] == ["over", "snoozed"]


@pytest.mark.parametrize(("until_on", "reason"), [("2026-05-14", "Today"), ("2026-06-01", " "), ("soon", "Why")])
def test_a_snooze_needs_a_day_ahead_and_a_reason(journal: Journal, until_on: str, reason: str) -> None:
    account = _seen(journal, "Port", 60)
    with pytest.raises(InvalidValue):
        rhythm.snooze(journal, account, until_on, reason=reason)
    with pytest.raises(NotFound):
        rhythm.snooze(journal, 5, "2026-06-01", reason="Nobody")
    assert _states(journal) == [("Port", "over")]


def test_windows_join_without_a_gap(journal: Journal) -> None:
    for number in range(7):
        _seen(journal, f"Account {number}", 40 + number % 3)
    whole = _read(journal)
    parts = [line for offset in (0, 3, 6) for line in quiet_lists.read(journal, limit=3, offset=offset)]
    assert parts == whole
    assert len(whole) == 7


def test_a_trashed_visit_or_person_says_nothing(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal, rhythm_days=5)
    visit = make_visit(journal, account, "2026-03-01T10:00", people=[person])
    assert len(_read(journal)) == 1
    visits.trash(journal, visit)
    assert _read(journal) == []
    visits.restore(journal, visit)
    contacts.trash(journal, person)
    assert _read(journal) == []


def test_a_person_who_moved_is_looked_for_where_he_works_now(journal: Journal) -> None:
    before, now = make_account(journal, "Before"), make_account(journal, "Now")
    tom = make_contact(journal, "Tom", account_id=before, rhythm_days=10)
    make_visit(journal, before, "2026-04-01T10:00", people=[tom])

    def place() -> str:
        (line,) = [line for line in _read(journal) if line.kind == "contact"]
        return line.account

    assert place() == "Before"
    for post in contacts.posts(journal, tom):
        contacts.edit_post(journal, post.id, until_on="2026-05-01")
    assert place() == "Before"  # who left has no other place
    contacts.take_post(journal, tom, now, from_on="2026-05-02")
    assert place() == "Now"
    accounts.trash(journal, now)
    assert place() == "Before"
