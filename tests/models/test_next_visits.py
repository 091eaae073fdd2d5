"""Visits that come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models import changes, participants, visits
from models.changes import Changes
from models.clock import FixedClock
from models.journal import Journal
from models.visits import VisitRow
from tests.factories import make_account, make_contact, make_visit


def plan(journal: Journal, start: str = "2026-05-14T15:00", repeats: str = "FREQ=WEEKLY", **fields: object) -> int:
    """Plan a visit that comes back."""
    return make_visit(journal, make_account(journal), start, state="planned", repeats=repeats, **fields)


def series(journal: Journal) -> list[VisitRow]:
    """Return all visits there are, by time."""
    query = "SELECT id FROM visit WHERE deleted_at IS NULL ORDER BY start, id"
    return [visits.get(journal, visit_id) for (visit_id,) in journal.rows(query)]


def starts(journal: Journal) -> list[tuple[str, str]]:
    """Return when each visit is, and its state."""
    return [(visit.start, visit.state) for visit in series(journal)]


@pytest.mark.parametrize(
    ("become", "state"), [(visits.hold, "held"), (visits.miss, "missed"), (visits.cancel, "cancelled")]
)
def test_the_next_one_is_planned_when_one_was_held_missed_or_cancelled(
    journal: Journal, become: Callable[..., Changes], state: str
) -> None:
    first = plan(journal)
    assert starts(journal) == [("2026-05-14T15:00", "planned")]
    become(journal, first)
    assert starts(journal) == [("2026-05-14T15:00", state), ("2026-05-21T15:00", "planned")]
    assert {visit.series_id for visit in series(journal)} == {first}
    changes.undo(journal)
    assert starts(journal) == [("2026-05-14T15:00", "planned")]
    changes.redo(journal)
    assert starts(journal)[1] == ("2026-05-21T15:00", "planned")


def test_the_next_one_has_what_a_meeting_keeps_and_nothing_that_came_of_this_one(journal: Journal) -> None:
    tom, gone = make_contact(journal, "Tom"), make_contact(journal, "Gone")
    first = plan(
        journal,
        purpose="Steering board",
        minutes=90,
        channel="video",
        place="Room 3",
        tags=["board"],
        confidential=True,
        zone="Asia/Shanghai",
        notes="notes",
        private_notes="private",
        satisfaction=4,
        expected_result="a signature",
        people=[tom, gone],
    )
    visits.edit(journal, first, people=[tom])
    visits.hold(journal, first, summary="agreed")
    second = series(journal)[1]
    kept = (second.purpose, second.minutes, second.channel, second.place, second.tags, second.confidential, second.zone)
    assert kept == ("Steering board", 90, "video", "Room 3", '["board"]', 1, "Asia/Shanghai")
    assert (second.summary, second.notes, second.private_notes, second.satisfaction) == ("", "", "", None)
    assert second.expected_result == ""
    assert participants.still_there(journal, second.id) == [tom]


def test_a_visit_written_down_when_it_was_held_has_its_next_one_at_once(journal: Journal) -> None:
    make_visit(journal, make_account(journal), "2026-05-12T10:00", repeats="FREQ=MONTHLY;INTERVAL=3")
    assert starts(journal)[1:] == [("2026-08-12T10:00", "planned")]


def test_after_a_long_absence_there_is_one_and_it_may_be_today(journal: Journal, clock: FixedClock) -> None:
    first = plan(journal)
    clock.move(timedelta(weeks=5))  # a Thursday again
    visits.miss(journal, first)
    assert starts(journal)[1:] == [("2026-06-18T15:00", "planned")]


def test_a_time_on_the_wall_stays_when_the_clocks_are_changed(journal: Journal, clock: FixedClock) -> None:
    # In Berlin summer time ends on 25 October 2026; whole days in UTC would make it 14:00.
    clock.set(datetime(2026, 10, 20, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    visits.hold(journal, plan(journal, "2026-10-20T15:00", zone="Europe/Berlin"))
    assert starts(journal)[1] == ("2026-10-27T15:00", "planned")


def test_a_meeting_in_the_hour_that_is_missing_stands_where_it_was_agreed(journal: Journal, clock: FixedClock) -> None:
    clock.set(datetime(2026, 3, 22, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    visits.hold(journal, plan(journal, "2026-03-22T02:30", zone="Europe/Berlin"))
    assert starts(journal)[1] == ("2026-03-29T02:30", "planned")


def test_a_day_without_a_time_stays_without_one(journal: Journal) -> None:
    visits.hold(journal, plan(journal, "2026-01-31T00:00", "FREQ=MONTHLY"))
    assert starts(journal)[1] == ("2026-05-31T00:00", "planned")


def test_a_series_ends(journal: Journal, clock: FixedClock) -> None:
    visits.hold(journal, plan(journal, repeats="FREQ=WEEKLY;COUNT=2"))
    clock.move(timedelta(days=7))
    visits.hold(journal, series(journal)[1].id)
    assert [state for _, state in starts(journal)] == ["held", "held"]


def test_one_that_moves_alone_leaves_the_next_on_its_day_and_at_its_time(journal: Journal) -> None:
    first = plan(journal)
    visits.edit(journal, first, start="2026-05-15T09:30")
    visits.edit(journal, first, state="cancelled")
    assert starts(journal)[1] == ("2026-05-21T15:00", "planned")


def test_one_that_moves_may_take_all_later_ones_along(journal: Journal) -> None:
    first = plan(journal, repeats="FREQ=WEEKLY;BYDAY=TH")
    visits.edit(journal, first, start="2026-05-15T09:30", all_later=True)
    assert visits.get(journal, first).repeats == "FREQ=WEEKLY;BYDAY=FR"
    visits.cancel(journal, first)
    assert starts(journal)[1] == ("2026-05-22T09:30", "planned")


def test_one_that_was_held_on_another_day_leaves_the_next_on_its_day(journal: Journal) -> None:
    visits.hold(journal, plan(journal), start="2026-05-13T11:00")
    assert starts(journal) == [("2026-05-13T11:00", "held"), ("2026-05-21T15:00", "planned")]


def test_another_repetition_of_one_that_was_held_is_that_of_the_planned_one(journal: Journal) -> None:
    first = plan(journal)
    visits.hold(journal, first)
    visits.edit(journal, first, repeats="FREQ=MONTHLY")
    assert [visit.repeats for visit in series(journal)] == ["FREQ=MONTHLY", "FREQ=MONTHLY"]
    visits.edit(journal, first, repeats="")
    assert [visit.repeats for visit in series(journal)] == ["", ""]


def test_planned_anew_it_takes_back_the_next_one_unless_that_was_touched(journal: Journal) -> None:
    first = plan(journal)
    visits.miss(journal, first)
    visits.edit(journal, first, state="planned")
    assert starts(journal) == [("2026-05-14T15:00", "planned")]
    visits.miss(journal, first)
    visits.edit(journal, series(journal)[1].id, purpose="Prepared")
    visits.edit(journal, first, state="planned")
    assert len(series(journal)) == 2
    visits.hold(journal, first)
    assert len(series(journal)) == 2


def test_an_earlier_one_planned_anew_does_not_end_the_series(journal: Journal) -> None:
    first = plan(journal)
    visits.hold(journal, first)
    second = series(journal)[1].id
    visits.miss(journal, second)
    visits.edit(journal, first, state="planned")
    visits.hold(journal, first)
    assert starts(journal)[1:] == [("2026-05-21T15:00", "missed"), ("2026-05-28T15:00", "planned")]


def test_correcting_one_long_past_makes_no_next_one(journal: Journal, clock: FixedClock) -> None:
    first = plan(journal)
    visits.hold(journal, first)
    clock.move(timedelta(days=7))
    visits.hold(journal, series(journal)[1].id)
    visits.edit(journal, first, state="missed")
    visits.edit(journal, first, state="held", notes="corrected")
    assert [state for _, state in starts(journal)] == ["held", "held", "planned"]


def test_what_does_not_repeat_has_no_next_one(journal: Journal) -> None:
    visits.hold(journal, plan(journal, repeats=""))
    assert len(series(journal)) == 1
