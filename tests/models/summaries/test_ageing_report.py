"""The ageing as a paper for the finance department, and as a workbook that it adds up."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import load_workbook

from models import receivables
from models.journal import Journal
from models.summaries import ageing_report, excel, sheet_csv
from models.text.language import Language
from tests.factories import make_account
from tests.models.summaries.reading import column, section


def _owed(journal: Journal) -> None:
    for name, amount, due in (("Harbour Metro", 4_820_050, "2026-05-01"), ("Kestrel Energy", 10, "2026-03-01")):
        receivables.create(
            journal, account_id=make_account(journal, name), title="Accepted", amount_minor=amount, currency="EUR",
            invoiced_on="2026-02-01", due_on=due,
        )  # fmt: skip


def test_paper_says_whose_money_it_is_and_how_late(journal: Journal) -> None:
    _owed(journal)
    listed = section(ageing_report.paper(journal, "account", language=Language("en")), "money")
    assert column(listed, "Account") == ["Kestrel Energy", "Harbour Metro"]
    assert listed.table is not None
    assert [row[-2].tone for row in listed.table.rows] == ["late", "soon"]


def test_a_controller_adds_up_the_sheet(journal: Journal) -> None:
    _owed(journal)
    report = ageing_report.paper(journal, "account", language=Language("en"))
    book = load_workbook(io.BytesIO(excel.render(report)))
    assert book.sheetnames == ["Summary", "Receivables by age", "By account", "All receivables"]
    headings = [cell.value for cell in book["All receivables"][1]]
    owed = [row[headings.index("Still owed")].value for row in book["All receivables"].iter_rows(min_row=2)]
    assert sum(Decimal(str(amount)) for amount in owed) == Decimal("48200.60")
    assert "48200.50" in sheet_csv.render(report).decode("utf-8-sig")
