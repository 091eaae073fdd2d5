"""Milestones: their order, how often they were put off, reached and signed."""

from __future__ import annotations

import pytest

from models import acceptance, changes, milestones, project_course, projects, receivables, trash
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_account


@pytest.fixture
def project(journal: Journal) -> int:
    """Return a project with three milestones."""
    made = projects.create(journal, account_id=make_account(journal), name="Lot 2").id
    for name in ("Order", "Delivered", "Accepted"):
        milestones.add(journal, made, name=name, planned_on="2026-06-01")
    return made


def of(journal: Journal, project: int, name: str) -> milestones.MilestoneRow:
    """Return the milestone of that name."""
    return next(one for one in milestones.listing(journal, project) if one.name == name)


def test_they_stand_in_the_order_the_user_gives_them(journal: Journal, project: int) -> None:
    milestones.arrange(journal, of(journal, project, "Accepted").id, -5)
    assert [one.name for one in milestones.listing(journal, project)] == ["Accepted", "Order", "Delivered"]


def test_the_first_plan_stays_known_however_often_it_moved(journal: Journal, project: int) -> None:
    accepted = of(journal, project, "Accepted").id
    milestones.edit(journal, accepted, planned_on="2026-07-01", reason="Crates")
    milestones.edit(journal, accepted, planned_on="2026-08-01")
    found = of(journal, project, "Accepted")
    assert (found.moves, found.planned_on) == (2, "2026-08-01")
    assert {one.milestone for one in project_course.moved_dates(journal, project)} == {"Accepted"}


def test_one_is_reached_today_unless_another_day_is_given(journal: Journal, project: int) -> None:
    milestones.reach(journal, of(journal, project, "Order").id)
    milestones.reach(journal, of(journal, project, "Delivered").id, "2026-05-02")
    assert of(journal, project, "Order").reached_on == "2026-05-14"
    assert of(journal, project, "Delivered").reached_on == "2026-05-02"


def test_one_with_signatures_is_signed_by_those_alone(journal: Journal, project: int) -> None:
    accepted = of(journal, project, "Accepted").id
    acceptance.add_signature(journal, project, department="Depot 1", milestone_id=accepted)
    with pytest.raises(InvalidValue, match="signed by its"):
        milestones.edit(journal, accepted, signed_on="2026-05-14")
    order = of(journal, project, "Order").id
    milestones.edit(journal, order, signed_on="2026-05-14")
    assert of(journal, project, "Order").signed_on == "2026-05-14"


def test_one_that_money_hangs_on_stays(journal: Journal, project: int) -> None:
    order = of(journal, project, "Order")
    account = projects.get(journal, project).account_id
    receivables.create(
        journal,
        account_id=account,
        project_id=project,
        milestone_id=order.id,
        title="First part",
        amount_minor=100,
        currency="EUR",
    )
    with pytest.raises(InvalidValue, match="First part"):
        milestones.trash(journal, order.id)
    milestones.trash(journal, of(journal, project, "Delivered").id)
    assert [one.name for one in milestones.listing(journal, project)] == ["Order", "Accepted"]


def test_that_one_is_reached_is_taken_back_alone(journal: Journal, project: int) -> None:
    order = of(journal, project, "Order").id
    milestones.edit(journal, order, notes="Signed by both")
    milestones.reach(journal, order)
    changes.undo(journal)
    assert (milestones.get(journal, order).notes, milestones.get(journal, order).reached_on) == ("Signed by both", None)


def test_one_comes_back_from_the_trash_as_its_signatures_say(journal: Journal, project: int) -> None:
    accepted = of(journal, project, "Accepted").id
    wanted = acceptance.add_signature(journal, project, department="Depot 4", milestone_id=accepted).id
    milestones.trash(journal, accepted)
    acceptance.edit_signature(journal, wanted, state="signed", asked_on="2026-05-01", signed_on="2026-05-10")
    assert [(one.kind, one.title, one.account) for one in trash.listing(journal)] == [
        ("milestone", "Accepted", "Lot 2")
    ]
    trash.restore(journal, "milestone", accepted)
    assert milestones.get(journal, accepted).signed_on == "2026-05-10"
    projects.trash(journal, project)
    assert [one.kind for one in trash.listing(journal)] == ["project"]
