"""The end of the day."""

from __future__ import annotations

from datetime import datetime

from models import visits
from models.clock import FixedClock
from models.day_end import DayEnd, day_end
from models.journal import Journal
from tests.factories import make_account, make_visit


def test_a_day_without_visits_has_no_end(journal: Journal, clock: FixedClock) -> None:
    clock.set(datetime(2026, 5, 14, 18))
    make_visit(journal, make_account(journal), "2026-05-13T10:00")
    assert day_end(journal) is None


def test_the_day_is_looked_back_on_from_four_in_the_afternoon(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-14T09:00", summary="Agreed")
    bare = make_visit(journal, account, "2026-05-14T11:00")
    make_visit(journal, account, "2026-05-14T18:00", state="planned")
    make_visit(journal, account, "2026-05-14T12:00", state="cancelled")
    clock.set(datetime(2026, 5, 14, 15, 59))
    assert day_end(journal) is None
    clock.set(datetime(2026, 5, 14, 16))
    assert day_end(journal) == DayEnd(visits=3, to_write_up=1, ahead=1, first=bare)


def test_the_day_ends_with_its_last_visit(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    last = make_visit(journal, account, "2026-05-14T11:00", state="planned", minutes=90)
    clock.set(datetime(2026, 5, 14, 12, 29))
    assert day_end(journal) is None
    clock.set(datetime(2026, 5, 14, 12, 30))
    assert day_end(journal) == DayEnd(visits=1, to_write_up=1, ahead=0, first=last)
    visits.hold(journal, last, summary="Agreed")
    assert day_end(journal) == DayEnd(visits=1, to_write_up=0, ahead=0, first=None)


def test_of_a_very_full_day_all_visits_count(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    for _ in range(60):
        make_visit(journal, account, "2026-05-13T00:00", state="planned")
        make_visit(journal, account, "2026-05-14T09:00")
    clock.set(datetime(2026, 5, 14, 16))
    end = day_end(journal)
    assert end is not None
    assert (end.visits, end.to_write_up) == (60, 60)
