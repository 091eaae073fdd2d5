"""How a person came to stand as they do is kept, day by day, and can be corrected."""

from __future__ import annotations

from datetime import date

import pytest

from models import changes, contacts, standings
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_contact


def _stood(journal: Journal, contact_id: int) -> list[tuple[str, int | None, int | None, str]]:
    return [(one.noted_on, one.stance, one.closeness, one.reason) for one in standings.history(journal, contact_id)]


def _stands(journal: Journal, contact_id: int) -> tuple[int | None, int | None]:
    contact = contacts.get(journal, contact_id)
    return contact.stance, contact.closeness


def _day(journal: Journal, day: str) -> None:
    assert isinstance(journal.clock, FixedClock)
    journal.clock.set(date.fromisoformat(day))


def test_each_day_on_which_somebody_stands_otherwise_is_kept_with_its_reason(journal: Journal) -> None:
    _day(journal, "2026-03-01")
    anna = contacts.create(journal, name="Anna Novak", stance=-1, closeness=1).id
    _day(journal, "2026-04-01")
    contacts.edit(journal, anna, stance=0, reason="came to the demo")
    _day(journal, "2026-05-01")
    contacts.edit(journal, anna, closeness=3, name="Anna Nováková")
    assert _stood(journal, anna) == [
        ("2026-05-01", 0, 3, ""),
        ("2026-04-01", 0, 1, "came to the demo"),
        ("2026-03-01", -1, 1, ""),
    ]


def test_who_is_not_known_to_stand_anywhere_has_no_standing(journal: Journal) -> None:
    anna = make_contact(journal)
    contacts.edit(journal, anna, name="Anna")
    contacts.edit(journal, anna, stance=None)
    assert _stood(journal, anna) == []


def test_changes_of_one_day_are_one_standing_and_one_taken_back_leaves_none(journal: Journal) -> None:
    _day(journal, "2026-03-01")
    anna = contacts.create(journal, name="Anna", stance=0, closeness=2).id
    _day(journal, "2026-05-01")
    contacts.edit(journal, anna, stance=2)
    contacts.edit(journal, anna, stance=1, reason="reads our offer")
    assert _stood(journal, anna)[0] == ("2026-05-01", 1, 2, "reads our offer")
    assert len(_stood(journal, anna)) == 2
    bela = contacts.create(journal, name="Béla", stance=0).id
    _day(journal, "2026-05-02")
    contacts.edit(journal, bela, stance=1)
    contacts.edit(journal, bela, stance=0)
    assert _stood(journal, bela) == [("2026-05-01", 0, None, "")]


def test_a_reason_alone_is_noted_too(journal: Journal) -> None:
    _day(journal, "2026-03-01")
    anna = contacts.create(journal, name="Anna", stance=1).id
    _day(journal, "2026-05-01")
    contacts.edit(journal, anna, reason="said it again before the board")
    assert _stood(journal, anna)[0] == ("2026-05-01", 1, None, "said it again before the board")
    with pytest.raises(InvalidValue, match="reason"):
        contacts.edit(journal, anna, stance=2, reason="x" * 2001)
    assert contacts.get(journal, anna).stance == 1


def test_undo_takes_the_standing_back_with_the_change(journal: Journal) -> None:
    _day(journal, "2026-03-01")
    anna = contacts.create(journal, name="Anna", stance=0).id
    _day(journal, "2026-05-01")
    contacts.edit(journal, anna, stance=2, reason="x")
    changes.undo(journal)
    assert _stood(journal, anna) == [("2026-03-01", 0, None, "")]
    assert contacts.get(journal, anna).stance == 0
    changes.redo(journal)
    assert _stood(journal, anna)[0] == ("2026-05-01", 2, None, "x")


def test_a_contact_stands_as_its_newest_standing_says_however_that_is_corrected(journal: Journal) -> None:
    _day(journal, "2026-05-01")
    anna = contacts.create(journal, name="Anna", stance=0, closeness=2).id
    standings.add(journal, anna, noted_on="2026-04-01", stance=-2, closeness=1, reason="the old quarrel")
    assert _stands(journal, anna) == (0, 2)
    standings.add(journal, anna, noted_on="2026-04-01", stance=-1, closeness=1, reason="the old quarrel")
    newest, oldest = standings.history(journal, anna)
    standings.edit(journal, newest.id, stance=1)
    assert _stands(journal, anna) == (1, 2)
    standings.trash(journal, newest.id)
    assert _stands(journal, anna) == (-1, 1)
    standings.trash(journal, oldest.id)
    assert _stands(journal, anna) == (-1, 1)
    assert _stood(journal, anna) == []
    with pytest.raises(InvalidValue, match="day"):
        standings.add(journal, anna, noted_on="")
    with pytest.raises(InvalidValue, match="2026-05-02 lies ahead"):
        standings.add(journal, anna, noted_on="2026-05-02", stance=1)


def test_what_is_noted_twice_on_a_day_keeps_its_reason(journal: Journal) -> None:
    person = make_contact(journal)
    standings.add(journal, person, stance=1, reason="Gave us the plan of the depot")
    standings.add(journal, person, stance=2, reason="")
    (only,) = standings.history(journal, person)
    assert (only.stance, only.reason) == (2, "Gave us the plan of the depot")
