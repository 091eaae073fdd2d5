"""The trip of a visit in its sheet: drafts keep it, two programs may differ about it, and it may lie in the trash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import changes, merging_sheets, trips, visit_sheet, visits
from models.errors import ChangedElsewhere
from models.journal import Journal
from tests.factories import make_account, make_visit


@pytest.fixture
def two(journal: Journal) -> tuple[int, int]:
    """Two trips."""
    return trips.create(journal, name="Harbin 哈尔滨").id, trips.create(journal, name="Leeds").id


def test_a_sheet_and_its_draft_keep_the_trip(journal: Journal, two: tuple[int, int]) -> None:
    visit = make_visit(journal, make_account(journal), trip_id=two[0])
    sheet = visit_sheet.read(journal, visit)
    assert (sheet.trip_id, sheet.trip) == (two[0], "Harbin 哈尔滨")
    mine = visit_sheet.from_json(visit_sheet.to_json(replace(sheet, trip_id=two[1], trip="Leeds")))
    assert (mine.trip_id, mine.trip) == (two[1], "Leeds")
    visit_sheet.save(journal, mine)
    assert visits.get(journal, visit).trip_id == two[1]
    changes.undo(journal)
    assert visits.get(journal, visit).trip_id == two[0]


def test_two_programs_that_differ_about_the_trip_are_told_by_its_names(journal: Journal, two: tuple[int, int]) -> None:
    visit = make_visit(journal, make_account(journal))
    mine = replace(visit_sheet.read(journal, visit), trip_id=two[0], trip="Harbin 哈尔滨")
    trips.put_visits(journal, [visit], two[1])
    with pytest.raises(ChangedElsewhere):
        visit_sheet.save(journal, mine)
    theirs = visit_sheet.read(journal, visit)
    (told,) = merging_sheets.differences(mine, theirs)
    assert (told.name, told.mine, told.theirs) == ("trip", "Harbin 哈尔滨", "Leeds")
    for choice, trip_id in (("theirs", two[1]), ("mine", two[0])):
        merged = merging_sheets.merged(mine, visit_sheet.read(journal, visit), choice)  # type: ignore[arg-type]
        visit_sheet.save(journal, merged)
        assert visits.get(journal, visit).trip_id == trip_id


def test_a_trip_that_was_put_into_the_trash_meanwhile_keeps_no_visit_from_being_saved(
    journal: Journal, two: tuple[int, int]
) -> None:
    new = make_visit(journal, make_account(journal))
    there = make_visit(journal, make_account(journal, "South"), trip_id=two[0])
    mine = replace(visit_sheet.read(journal, new), trip_id=two[0], trip="Harbin 哈尔滨", notes="Mine")
    trips.trash(journal, two[0])
    visit_sheet.save(journal, mine)
    assert (visits.get(journal, new).notes, visits.get(journal, new).trip_id) == ("Mine", None)
    visit_sheet.save(journal, replace(visit_sheet.read(journal, there), notes="More"))
    trips.restore(journal, two[0])
    assert visit_sheet.read(journal, there).trip == "Harbin 哈尔滨"
