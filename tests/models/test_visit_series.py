"""Meetings that come back, and those of them that were missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import changes, visit_series, visits
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.visit_series import MeetingSeries, MissedMeeting
from tests.factories import make_account, make_contact, make_visit


@pytest.fixture
def account(journal: Journal) -> int:
    return make_account(journal)


def plan(journal: Journal, account: int, start: str = "2026-05-14T15:00", **fields: object) -> int:
    """Plan an executive meeting that comes back every week."""
    given = {"state": "planned", "repeats": "FREQ=WEEKLY", "purpose": "Steering board", **fields}
    return make_visit(journal, account, start, **given)


def only(journal: Journal, account: int) -> MeetingSeries:
    """Return the one series of an account."""
    (found,) = visit_series.of_accounts(journal, [account])
    return found


def planned(journal: Journal) -> int:
    """Return the visit that is planned next."""
    found = journal.row("SELECT id FROM visit WHERE state = 'planned' AND deleted_at IS NULL")
    assert found
    return int(found[0])


def test_a_series_tells_when_it_is_next_and_who_takes_part(journal: Journal, account: int) -> None:
    boss, engineer = make_contact(journal, "Boss", level="executive"), make_contact(journal, "E", level="specialist")
    first = plan(journal, account, people=[engineer, boss])
    found = only(journal, account)
    assert (found.visit_id, found.start, found.purpose) == (first, "2026-05-14T15:00", "Steering board")
    assert (found.level, found.last_held, found.held, found.missed) == ("executive", "", 0, ())
    assert visit_series.of_visit(journal, first) == found


def test_a_missed_one_shows_until_it_is_history(journal: Journal, account: int, clock: FixedClock) -> None:
    first = plan(journal, account)
    visits.hold(journal, first)
    clock.move(timedelta(days=7))
    second = planned(journal)
    visits.miss(journal, second)
    found = only(journal, account)
    assert (found.last_held, found.held, found.start) == ("2026-05-14", 1, "2026-05-28T15:00")
    assert found.missed == (MissedMeeting("2026-05-21", second),)
    assert visit_series.of_visit(journal, first) == visit_series.of_visit(journal, second) == found
    clock.move(timedelta(days=380))
    assert "2026-05-21" not in [one.day for one in only(journal, account).missed]


def test_a_planned_one_counts_as_missed_when_the_next_one_is_due(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    first = plan(journal, account)
    clock.move(timedelta(days=6))
    assert only(journal, account).missed == ()
    clock.move(timedelta(days=1))
    assert only(journal, account).missed == (MissedMeeting("2026-05-14", first),)
    clock.move(timedelta(days=14))
    days = [(one.day, one.visit_id) for one in only(journal, account).missed]
    assert days == [("2026-05-14", first), ("2026-05-21", None), ("2026-05-28", None)]


def test_what_went_by_in_an_absence_was_missed_though_nobody_planned_it(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    first = plan(journal, account, skipped_days="2026-05-28")
    clock.move(timedelta(days=22))
    visits.hold(journal, first)
    found = only(journal, account)
    assert found.start == "2026-06-11T15:00"
    assert [one.day for one in found.missed] == ["2026-05-21", "2026-06-04"]


def test_one_that_was_moved_or_cancelled_was_not_missed(journal: Journal, account: int, clock: FixedClock) -> None:
    first = plan(journal, account)
    visits.hold(journal, first)
    visits.edit(journal, planned(journal), start="2026-05-26T09:00")
    clock.move(timedelta(days=12))
    visits.cancel(journal, planned(journal))
    found = only(journal, account)
    assert (found.start, found.missed) == ("2026-05-28T15:00", ())


def test_the_rest_of_a_series_that_moves_leaves_nothing_missed(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    visits.hold(journal, plan(journal, account))
    visits.edit(journal, planned(journal), start="2026-06-12T09:00", all_later=True)
    clock.move(timedelta(days=30))
    visits.hold(journal, planned(journal))
    assert only(journal, account).missed == ()


def test_what_ended_or_never_came_back_is_no_series(journal: Journal, account: int) -> None:
    single = plan(journal, account, repeats="")
    ended = plan(journal, account, repeats="FREQ=WEEKLY;COUNT=1")
    visits.hold(journal, ended)
    other = make_account(journal, "Other")
    assert visit_series.of_accounts(journal, [account, other]) == []
    assert visit_series.of_visit(journal, single) is None
    assert visit_series.of_visit(journal, ended) is None


def test_one_that_is_left_out_stands_on_its_next_day_as_it_was_prepared(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    first = plan(journal, account, skipped_days="2026-05-21", questions=["Who signs?"])
    visit_series.skip(journal, first)
    assert visits.get(journal, first).start == "2026-05-28T15:00"
    assert only(journal, account).missed == ()
    changes.undo(journal)
    assert visits.get(journal, first).start == "2026-05-14T15:00"
    visits.hold(journal, first)
    with pytest.raises(InvalidValue, match="doesn’t come back"):
        visit_series.skip(journal, first)
    single = plan(journal, account, repeats="")
    with pytest.raises(InvalidValue, match="doesn’t come back"):
        visit_series.skip(journal, single)


def test_when_it_was_held_last_is_known_though_that_is_long_ago(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    visits.hold(journal, plan(journal, account, repeats="FREQ=YEARLY;INTERVAL=2"))
    clock.move(timedelta(days=500))
    found = only(journal, account)
    assert (found.last_held, found.held, found.missed, found.start) == ("2026-05-14", 0, (), "2028-05-14T15:00")


def test_a_rule_that_another_program_left_keeps_nobody_from_reading(
    journal: Journal, account: int, clock: FixedClock
) -> None:
    plan(journal, account, "2026-04-02T15:00", repeats="FREQ=DAILY;INTERVAL=0")
    assert only(journal, account).missed == ()
