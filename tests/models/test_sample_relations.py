"""What the sample journal shows of people, coverage, introductions and territory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from models import accounts, changes, contact_overview, coverage, timeline, trip_lists, warm_path
from models.clock import FixedClock
from models.duplicates import accounts as doubled_accounts
from models.duplicates import people as doubled_people
from models.journal import Journal
from models.merging import accounts as merging_accounts
from models.merging import people as merging_people
from tests.models.random_work import fingerprint


@pytest.fixture
def morning(sample: Journal, tmp_path: Path) -> Iterator[Journal]:
    """A copy of the sample journal on the day it was made."""
    path = Path(shutil.copy(sample.path, tmp_path / "sample.rounds"))
    with Journal.open(path, clock=FixedClock(datetime(2026, 5, 15, 9, 50))) as journal:
        yield journal


def test_the_operator_s_coverage_shows_its_empty_places(morning: Journal) -> None:
    group = accounts.find(morning, "江海通信集团有限公司").id
    branches = [one for one in accounts.tree_ids(morning, group) if one != group]
    empty = {
        (branch, role.role_group)
        for branch in branches
        for role in coverage.read(morning, branch, with_branches=False).roles
        if role.level == "none"
    }
    assert len({branch for branch, _ in empty}) > 5
    finance = [role for role in coverage.read(morning, group).roles if role.role_group == "finance"]
    assert [role.wanted for role in finance] == ["several"]


def test_a_person_who_moved_to_another_company_keeps_the_history(morning: Journal) -> None:
    moved = morning.rows(
        "SELECT contact_id FROM contact_post GROUP BY contact_id HAVING count(DISTINCT account_id) > 1"
    )
    assert moved
    for (contact_id,) in moved:
        found = contact_overview.overview(morning, contact_id)
        assert found.present is not None
        met = morning.rows("SELECT visit_id FROM visit_contact WHERE contact_id = ?", contact_id)
        entries = timeline.of_contact(morning, contact_id, limit=2000)
        assert {visit_id for (visit_id,) in met} <= {entry.id for entry in entries}


def test_a_warm_path_of_three_hops_is_found_and_explained(morning: Journal) -> None:
    everybody = [row[0] for row in morning.rows("SELECT id FROM contact WHERE deleted_at IS NULL")]
    paths = [path for person in everybody for path in warm_path.paths(morning, person)]
    assert any(len(path.people) == 3 for path in paths)
    for path in paths:
        assert len(path.ties) == len(path.people)
        assert path.ties[0].kind == "known"


def test_who_was_written_down_twice_is_found_merged_and_undone_wholly(morning: Journal) -> None:
    for find, merge in (
        (doubled_people.find, merging_people.merge),
        (doubled_accounts.find, merging_accounts.merge),
    ):
        for pair in find(morning):
            before = fingerprint(morning)
            merge(morning, pair.first.id, pair.second.id)
            assert fingerprint(morning) != before
            changes.undo(morning)
            assert fingerprint(morning) == before
        assert find(morning)


def test_the_congress_has_its_encounters(morning: Journal) -> None:
    (congress,) = (line for line in trip_lists.lines(morning, limit=100) if line.name.startswith("Rail and metro"))
    found = trip_lists.sheet(morning, congress.id)
    assert (congress.kind, congress.held, congress.people) == ("event", 7, 7)
    assert found.trip.result
    assert {visit.channel for visit in found.visits} == {"event"}
