"""Satisfaction over time: quarters and newest visits of an account and its branches, against what they expected."""

from __future__ import annotations

from datetime import date

from models import satisfaction
from models.journal import Journal
from tests.factories import make_account, make_visit


def test_quarters_go_back_two_years_and_tell_what_they_expected(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2024-06-30T10:00", satisfaction=1)
    make_visit(journal, harbour, "2024-07-01T10:00", satisfaction=5)
    make_visit(journal, harbour, "2026-04-01T10:00", satisfaction=2, expectation_level=4)
    make_visit(journal, harbour, "2026-05-02T10:00", satisfaction=3)
    trend = satisfaction.of_account(journal, harbour)
    assert [one.first_on for one in trend.quarters][:2] == ["2024-07-01", "2024-10-01"]
    assert trend.quarters[0].felt == 5
    assert (trend.quarters[1].visits, trend.quarters[1].felt) == (0, None)
    newest = trend.quarters[-1]
    assert (newest.first_on, newest.visits, newest.felt, newest.expected) == ("2026-04-01", 2, 2.5, 4)
    assert (trend.lately, trend.before, trend.gap) == (2.5, 5, -2)


def test_the_newest_visits_come_first_with_those_of_branches(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    for day in range(1, 7):
        make_visit(journal, (group, branch)[day % 2], f"2026-05-{day:02}T10:00", satisfaction=day % 5 + 1)
    make_visit(journal, branch, "2026-05-10T10:00")
    trend = satisfaction.of_account(journal, group)
    assert [(one.account, one.start[8:10]) for one in trend.newest] == [
        ("Group", "06"),
        ("Branch", "05"),
        ("Group", "04"),
        ("Branch", "03"),
    ]
    assert trend.branches
    alone = satisfaction.of_account(journal, branch)
    assert ([one.felt for one in alone.newest], alone.branches) == ([1, 4, 2], False)


def test_without_a_rated_visit_there_is_nothing_to_tell(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2026-05-02T10:00")
    make_visit(journal, harbour, "2026-05-03T10:00", state="missed", satisfaction=1)
    trend = satisfaction.of_account(journal, harbour)
    assert (trend.newest, trend.quarters, trend.lately) == ((), (), None)


def test_an_old_rating_is_told_though_its_quarter_is_past(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2020-05-02T10:00", satisfaction=4, expectation_level=4)
    trend = satisfaction.of_account(journal, harbour)
    assert [one.start[:4] for one in trend.newest] == ["2020"]
    assert not any(one.visits for one in trend.quarters)
    assert (trend.lately, trend.gap, date.fromisoformat(trend.quarters[-1].first_on)) == (None, None, date(2026, 4, 1))
