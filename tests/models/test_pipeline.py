"""The pipeline: projects by stage, sums per currency, exact weights, and time in a stage against the usual."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models import pipeline, project_course, projects
from models.journal import Journal
from models.pipeline import PipelineProject
from tests.factories import make_account, make_visit


def test_every_running_project_stands_in_its_stage(journal: Journal) -> None:
    rail = make_account(journal)
    one = projects.create(journal, account_id=rail, name="A", value_minor=100_00, currency="EUR").id
    projects.move(journal, one, "Tender", on="2025-11-14")
    two = projects.create(journal, account_id=rail, name="B", value_minor=33_33, currency="EUR", probability=33).id
    projects.move(journal, two, "Tender", on="2026-05-01")
    projects.create(journal, account_id=rail, name="C", stage="Service", value_minor=7, currency="JPY")
    lost = projects.create(journal, account_id=rail, name="D", stage="Lead").id
    project_course.lose(journal, lost)
    board = pipeline.board(journal)
    assert [column.stage.name for column in board.columns] == [
        "Lead", "Design", "Tender", "Contract", "Delivery", "Acceptance", "Warranty", "Service",
    ]  # fmt: skip
    tender = board.columns[2]
    assert [(shown.name, shown.days, shown.is_slow) for shown in tender.projects] == [
        ("A", 181, True),
        ("B", 13, False),
    ]
    (euro,) = tender.sums
    assert (euro.currency, euro.projects, euro.value_minor) == ("EUR", 2, 133_33)
    assert euro.weighted_hundredths == 100_00 * 50 + 33_33 * 33
    assert euro.weighted_minor == 6100
    assert board.projects == 3
    assert {one.currency for one in board.sums} == {"EUR", "JPY"}


def test_one_past_its_rhythm_says_for_how_long(journal: Journal) -> None:
    rail = make_account(journal)
    quiet = projects.create(journal, account_id=rail, name="Quiet", rhythm_days=30).id
    projects.move(journal, quiet, "Lead", on="2026-01-10")
    projects.create(journal, account_id=rail, name="Free", stage="Lead")
    make_visit(journal, rail, "2026-03-28T10:00", project_id=quiet)
    silent = {one.name: one.silent_days for column in pipeline.board(journal).columns for one in column.projects}
    assert silent == {"Quiet": 47, "Free": None}


def a_project(value: int | None, currency: str, probability: int | None) -> PipelineProject:
    """Return a project of which only the money counts."""
    return PipelineProject(1, "", 1, "", "", value, currency, probability, None, False, None, None, None)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 10**15)), st.sampled_from(["EUR", "JPY", "KWD"]),
            st.one_of(st.none(), st.integers(0, 100)),
        )
    )
)  # fmt: skip
def test_sums_are_those_of_a_slow_recomputation(given_projects: list[tuple[int | None, str, int | None]]) -> None:
    found = {one.currency: one for one in pipeline.sums(a_project(*one) for one in given_projects)}
    for currency in {one[1] for one in given_projects if one[0] is not None}:
        ours = [one for one in given_projects if one[1] == currency and one[0] is not None]
        exact = sum((Fraction((value or 0) * (percent or 0), 100) for value, _, percent in ours), Fraction(0))
        assert found[currency].value_minor == sum(value or 0 for value, _, _ in ours)
        assert Fraction(found[currency].weighted_hundredths, 100) == exact
        assert abs(found[currency].weighted_minor - exact) <= Fraction(1, 2)
    assert set(found) == {one[1] for one in given_projects if one[0] is not None}
