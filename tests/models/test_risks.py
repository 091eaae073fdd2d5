"""Risks: how heavy they weigh, where they stand, and what becomes of them."""

from __future__ import annotations

import pytest

from models import changes, projects, repeating, risks, steps
from models.errors import InvalidValue
from models.journal import Journal
from models.risks import RiskFilter
from tests.factories import make_account, make_step


def make_risk(journal: Journal, title: str, likelihood: int | None, effect: int | None, **fields: object) -> int:
    return make_step(journal, title, kind="risk", likelihood=likelihood, effect=effect, **fields)


def titles(journal: Journal, wanted: RiskFilter | None = None) -> list[str]:
    return [risk.title for risk in risks.read(journal, wanted)]


def test_the_heaviest_stands_first_and_of_those_the_soonest(journal: Journal) -> None:
    make_risk(journal, "nobody knows", None, 4)
    make_risk(journal, "later", 3, 4, due_on="2026-07-01")
    make_risk(journal, "no day", 4, 3)
    make_risk(journal, "least", 2, 5, due_on="2026-06-01")
    make_risk(journal, "worst", 5, 5)
    make_step(journal, "no risk")
    assert titles(journal) == ["worst", "later", "no day", "least", "nobody knows"]
    assert [risk.level for risk in risks.read(journal)] == ["high", "medium", "medium", "medium", ""]


def test_windows_follow_on_each_other(journal: Journal) -> None:
    for number in range(12):
        make_risk(journal, f"risk {number}", 1 + number % 5, 3, due_on="2026-06-01" if number % 2 else None)
    whole, read = risks.read(journal), []
    while window := risks.read(journal, after=read[-1] if read else None, limit=5):
        read += window
    assert read == whole
    assert len(read) == 12
    for risk in whole[:7]:
        steps.close(journal, risk.id)
    over, gone = RiskFilter(over=True), []
    while window := risks.read(journal, over, after=gone[-1] if gone else None, limit=3):
        gone += window
    assert {risk.id for risk in gone} == {risk.id for risk in whole[:7]}
    assert len(gone) == 7


def test_risks_of_an_account_a_project_and_a_cell(journal: Journal) -> None:
    rail, metro = make_account(journal), make_account(journal, "Harbour Metro")
    lot = projects.create(journal, account_id=rail, name="Lot 2").id
    make_risk(journal, "Tunnel radio", 4, 5, account_id=rail, project_id=lot, contingency="Rent a mast")
    make_risk(journal, "Strike", 2, 2, account_id=rail)
    make_risk(journal, "New head of purchasing", 4, 5, account_id=metro)
    assert titles(journal, RiskFilter(account_ids=(rail,))) == ["Tunnel radio", "Strike"]
    assert titles(journal, RiskFilter(project_id=lot)) == ["Tunnel radio"]
    assert titles(journal, RiskFilter(cell=(4, 5), text="MAST")) == ["Tunnel radio"]
    assert titles(journal, RiskFilter(text="harbour")) == ["New head of purchasing"]
    assert risks.cells(journal) == {(4, 5): 2, (2, 2): 1}
    assert risks.cells(journal, RiskFilter(account_ids=(metro,), cell=(1, 1))) == {(4, 5): 1}
    assert risks.by_level(risks.cells(journal)) == {"high": 2, "medium": 0, "low": 1, "": 0}
    (risk,) = risks.read(journal, RiskFilter(project_id=lot))
    assert (risk.project, risk.account, risk.contingency, risk.weight) == ("Lot 2", "Northern Rail", "Rent a mast", 20)


def test_several_are_assessed_at_once_and_one_undo_takes_it_back(journal: Journal) -> None:
    first, second = make_risk(journal, "first", 1, 1), make_risk(journal, "second", None, None)
    risks.assess(journal, [first, second], likelihood=5)
    risks.assess(journal, [first], effect=4)
    assert [(risk.title, risk.likelihood, risk.effect) for risk in risks.read(journal)] == [
        ("first", 5, 4),
        ("second", 5, None),
    ]
    changes.undo(journal)
    changes.undo(journal)
    assert [(risk.likelihood, risk.effect) for risk in risks.read(journal)] == [(1, 1), (None, None)]


@pytest.mark.parametrize("likelihood", [0, 6, -1])
def test_what_is_outside_the_scale_is_refused(journal: Journal, likelihood: int) -> None:
    risk = make_risk(journal, "Strike", 2, 2)
    with pytest.raises(InvalidValue, match=r"likelihood\. Enter a whole number from 1 to 5"):
        risks.assess(journal, [risk], likelihood=likelihood)
    assert risks.read(journal)[0].likelihood == 2


def test_a_risk_that_comes_true_is_over_and_says_so(journal: Journal) -> None:
    one, other = make_risk(journal, "Strike", 2, 2), make_risk(journal, "Flood", 1, 5)
    risks.come_true(journal, [one, other], "It came true")
    assert titles(journal) == []
    assert {(risk.title, risk.result) for risk in risks.read(journal, RiskFilter(over=True))} == {
        ("Strike", "It came true"),
        ("Flood", "It came true"),
    }
    changes.undo(journal)
    assert sorted(titles(journal)) == ["Flood", "Strike"]


def test_a_risk_that_is_looked_at_again_and_again_keeps_its_assessment(journal: Journal) -> None:
    risk = make_risk(journal, "Strike", 2, 3, contingency="Two teams", due_on="2026-05-14", repeats="FREQ=MONTHLY")
    repeating.close(journal, risk)
    (following,) = risks.read(journal)
    assert following.id != risk
    assert (following.likelihood, following.effect, following.contingency) == (2, 3, "Two teams")


def test_a_risk_of_a_project_in_the_trash_belongs_to_its_account_alone(journal: Journal) -> None:
    account_id = make_account(journal)
    lot = projects.create(journal, account_id=account_id, name="Lot 2").id
    make_risk(journal, "Late crates", 3, 3, account_id=account_id, project_id=lot)
    projects.trash(journal, lot)
    assert [(one.project_id, one.project) for one in risks.read(journal)] == [(None, "")]
    projects.restore(journal, lot)
    assert [one.project for one in risks.read(journal)] == ["Lot 2"]
