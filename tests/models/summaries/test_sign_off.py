"""The sign-off sheet: for the customer's hands, one department a page, with the lines to sign on."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from pypdf import PdfReader

from models import acceptance, acceptance_batches, colleagues, projects
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import pdf, sign_off, word
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import make_account, make_contact

ENGLISH = Language("en")


@pytest.fixture
def project(journal: Journal) -> int:
    """A project with two departments, one of which is blocked for a reason of our own."""
    rail = make_account(journal)
    colleagues.set_profile(journal, name="Lin Sofia", company="Tellane")
    made = projects.create(journal, account_id=rail, name="Lot 2", contract_number="NR-117").id
    signer = make_contact(journal, "徐海", account_id=rail, post={"title": "总工"})
    batch = acceptance_batches.create(journal, made, name="West", sites="Hall 1\nHall 2").id
    for number, (department, state) in enumerate((("Depot 1", "agreed"), ("Depot 1", "blocked"), ("Depot 4", "open"))):
        acceptance.add_item(
            journal,
            made,
            department=department,
            clause=f"7.{number + 1}",
            criterion=f"Criterion {number + 1}",
            evidence=f"Report {number + 1}",
            state=state,
            blocked_because="They quarrel with us" if state == "blocked" else "",
            batch_id=batch if department == "Depot 4" else None,
        )
    acceptance.add_signature(
        journal,
        made,
        department="Depot 1",
        subject="Function tests",
        signer_id=signer,
        state="signed",
        asked_on="2026-05-01",
        signed_on="2026-05-12",
    )
    acceptance.add_signature(journal, made, department="Depot 4", subject="Training", batch_id=batch)
    return made


def words(report: Report) -> list[str]:
    """Return everything that stands in the tables of the sheet."""
    tables = [section.table for section in report.sections if section.table]
    return [cell.text for table in tables for row in table.rows for cell in row if cell.text]


def test_a_sheet_says_what_is_accepted_and_who_signs(journal: Journal, project: int) -> None:
    sheet = sign_off.report(journal, project, language=ENGLISH, wanted=["Depot 1"])
    assert (sheet.title, sheet.subtitle, sheet.author) == ("Sign-off sheet", "Depot 1 · Lot 2", "Tellane")
    said = words(sheet)
    assert {"Lot 2", "NR-117", "Northern Rail", "Tellane"} <= set(said)
    assert said[said.index("7.1") :][:3] == ["7.1", "Criterion 1", "agreed"]
    assert said[said.index("Function tests") :] == [
        "Function tests", "徐海 · 总工", "signed", "12 May 2026", "For Tellane",
    ]  # fmt: skip
    assert "Criterion 3" not in said


def test_what_we_think_stands_on_no_sheet_and_evidence_only_when_wanted(journal: Journal, project: int) -> None:
    plain = words(sign_off.report(journal, project, language=ENGLISH))
    assert not {"They quarrel with us", "blocked", "Report 1"} & set(plain)
    assert "Report 1" in words(sign_off.report(journal, project, language=ENGLISH, with_evidence=True))


def test_each_department_begins_a_page_and_a_batch_has_sheets_of_its_own(journal: Journal, project: int) -> None:
    sheets = sign_off.report(journal, project, language=ENGLISH)
    assert [one.title for one in sheets.sections if one.begins_page] == ["Depot 1", "Sign-off sheet · Depot 4"]
    assert len(pdf.preview(sheets, 20)) == 2
    batch = journal.rows("SELECT id FROM acceptance_batch")[0][0]
    west = sign_off.report(journal, project, language=ENGLISH, batch_id=batch)
    assert [one.title for one in west.sections if one.begins_page] == ["Depot 4"]
    assert {"West", "Hall 1, Hall 2"} <= set(words(west))


def test_word_has_frames_and_room_to_sign(journal: Journal, project: int) -> None:
    sheets = sign_off.report(journal, project, language=ENGLISH)
    document = Document(io.BytesIO(word.render(sheets)))
    signatures = document.tables[-1]
    row = signatures.rows[1]
    assert (row.height_rule, round(row.height.mm) if row.height else 0) == (WD_ROW_HEIGHT_RULE.AT_LEAST, 15)
    assert signatures._tbl.tblPr.xpath("w:tblBorders/w:insideV")
    broken = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    assert broken == ["Sign-off sheet · Depot 4"]


def test_a_department_that_is_not_there_is_named_with_those_that_are(journal: Journal, project: int) -> None:
    with pytest.raises(InvalidValue, match=r"no department Depot 9\. It has: Depot 1, Depot 4"):
        sign_off.report(journal, project, language=ENGLISH, wanted=["Depot 9"])
    empty = projects.create(journal, account_id=make_account(journal, "Southern Rail"), name="Lot 3").id
    with pytest.raises(InvalidValue, match="nothing to be signed"):
        sign_off.report(journal, empty, language=ENGLISH)


def test_each_page_names_its_department_and_counts_for_itself(journal: Journal, project: int) -> None:
    for number in range(40):
        acceptance.add_item(journal, project, department="Depot 9", clause=str(number), criterion="Radio works")
    made = sign_off.report(journal, project, language=Language("en"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(made))).pages]
    of_department = [page for page in pages if "Lot 2 · Depot 9" in page]
    assert len(of_department) == 2
    for number, page in enumerate(of_department, start=1):
        assert f"Page {number} of 2" in page
    assert "For Tellane" in pages[-1]
    assert "Name and title" in pages[-1], "the lines to sign on stay together"
    document = Document(io.BytesIO(word.render(made)))
    lines = document.tables[-1].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in lines]
    assert kept == [True] * (len(lines) - 1) + [None]
