"""The register of risks as a list of its own."""

from __future__ import annotations

from models import steps
from models.journal import Journal
from models.risks import RiskFilter
from models.summaries import formats, sheet_csv
from models.summaries.risk_report import risk_report
from models.text.language import Language
from tests.factories import make_account, make_step, make_visit

ENGLISH = Language("en")


def test_the_register_has_the_plan_against_each_risk_and_no_secrets(journal: Journal) -> None:
    rail = make_account(journal)
    secret = make_visit(journal, rail, confidential=True)
    make_step(journal, "Strike", kind="risk", account_id=rail, likelihood=2, effect=2)
    heavy = {"likelihood": 4, "effect": 5, "contingency": "Rent a mast", "due_on": "2026-06-01"}
    make_step(journal, "Tunnel radio", kind="risk", account_id=rail, **heavy)
    make_step(journal, "Their board splits", kind="risk", account_id=rail, visit_id=secret)
    report = risk_report(journal, RiskFilter(), language=ENGLISH)
    table = report.sections[0].table
    assert table is not None
    assert [[cell.text for cell in row[:9]] for row in table.rows] == [
        ["Tunnel radio", "Northern Rail", "", "high risk", "likely", "severe", "Rent a mast", "", "1 Jun 2026"],
        ["Strike", "Northern Rail", "", "low risk", "unlikely", "minor", "", "", ""],
    ]
    assert report.left_out == "1 risk of a confidential visit is left out."
    assert [figure.value for figure in report.figures] == ["1", "0", "1", "0"]
    assert "Tunnel radio" in sheet_csv.render(report).decode("utf-8-sig")
    assert formats.render(report, "xlsx").startswith(b"PK")


def test_risks_that_are_over_say_what_became_of_them(journal: Journal) -> None:
    risk = make_step(journal, "Strike", kind="risk", account_id=make_account(journal))
    steps.close(journal, risk, result="It came true")
    report = risk_report(journal, RiskFilter(over=True), language=Language("zh_CN"))
    table = report.sections[0].table
    assert table is not None
    assert [row[-1].text for row in table.rows] == ["It came true"]
    empty = risk_report(journal, RiskFilter(), language=ENGLISH)
    assert empty.sections[0].empty == "No risk fits."
