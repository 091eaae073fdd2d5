"""`export` of an acceptance list and of sign-off sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models import acceptance, projects
from tests.factories import make_account
from tests.models.commands.running import Run, opened


@pytest.fixture
def with_list(path: Path) -> Path:
    """A journal with a project whose two departments have an item and a signature each."""
    with opened(path) as journal:
        project = projects.create(journal, account_id=make_account(journal), name="Lot 2 signalling radio").id
        for department in ("Depot 1", "IT / Radio"):
            acceptance.add_item(journal, project, department=department, clause="1", criterion=f"Of {department}")
            acceptance.add_signature(journal, project, department=department, subject="Handover")
    return path


def test_the_list_goes_into_a_workbook_or_csv(run: Run, with_list: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    ran = run("export", "--kind", "acceptance", "--project", "Lot 2", "-o", out, "-j", with_list, "--json")
    assert (ran.code, ran.data["rows"]) == (0, 4)
    assert openpyxl.load_workbook(out).sheetnames == ["Items", "Signatures"]
    csv = tmp_path / "signatures.csv"
    run("export", "--kind", "signatures", "--project", "Lot 2", "-o", csv, "-j", with_list, "--language", "zh_CN")
    assert csv.read_text("utf-8-sig").splitlines()[0].startswith("序号,部门,签字人,")


def test_sign_off_sheets_in_one_file_or_one_each(run: Run, with_list: Path, tmp_path: Path) -> None:
    words = ("export", "--kind", "sign-off", "--project", "lot 2", "-j", with_list, "--json")
    one = run(*words, "-o", tmp_path / "all.pdf")
    assert one.data["paths"] == [str(tmp_path / "all.pdf")]
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
    each = run(*words, "-o", tmp_path / "sheet {department}.docx")
    assert [Path(path).name for path in each.data["paths"]] == ["sheet Depot 1.docx", "sheet IT - Radio.docx"]
    again = run(*words, "--department", "Depot 1", "--department", "Depot 1", "-o", tmp_path / "{department}.docx")
    assert [Path(path).name for path in again.data["paths"]] == ["Depot 1.docx"]
    ran = run(*words, "--department", "Depot 9", "-o", tmp_path / "none.pdf")
    assert (ran.code, (tmp_path / "none.pdf").exists()) == (1, False)
    assert "It has: Depot 1, IT / Radio" in ran.err


def test_a_customers_list_has_nothing_we_think(run: Run, with_list: Path, tmp_path: Path) -> None:
    with opened(with_list) as journal:
        (item, *_), (signature, *_) = (
            [row[0] for row in journal.rows(f"SELECT id FROM {table} ORDER BY id")]
            for table in ("acceptance_item", "signature")
        )
        acceptance.edit_item(journal, item, state="blocked", blocked_because="They quarrel", evidence="Our photo")
        acceptance.edit_signature(
            journal, signature, asked_on="2026-05-01", state="blocked", blocked_because="He is ill-tempered"
        )
    words = ("export", "--project", "Lot 2", "-j", with_list, "--audience", "customer", "--language", "en")
    run(*words, "--kind", "acceptance", "-o", tmp_path / "list.csv")
    run(*words, "--kind", "signatures", "-o", tmp_path / "signatures.csv")
    items, signatures = ((tmp_path / f"{name}.csv").read_text("utf-8-sig") for name in ("list", "signatures"))
    assert items.splitlines()[:2] == ["No,Clause,Department,Criterion,State,Batch", "1,1,Depot 1,Of Depot 1,,"]
    assert "asked for" in signatures
    assert "ill-tempered" not in signatures
    run(*words, "--kind", "acceptance", "-o", tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert "Blocked Because" not in [cell.value for sheet in book for cell in sheet[1]]


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "acceptance", "-o", "a.xlsx"),
        ("--kind", "acceptance", "--project", "Lot 2", "-o", "a.pdf"),
        ("--kind", "sign-off", "--project", "Lot 2", "-o", "a.xlsx"),
        ("--kind", "acceptance", "--project", "Lot 2", "--department", "Depot 1", "-o", "a.xlsx"),
        ("--kind", "sign-off", "--project", "Lot 2", "--audience", "customer", "-o", "a.pdf"),
        ("--kind", "period", "-o", "a.pdf"),
        ("--period", "this-week", "--evidence", "-o", "a.pdf"),
        ("--kind", "acceptance", "--project", "Lot 2", "--period", "this-week", "-o", "a.csv"),
        ("--kind", "receivables", "--period", "this-week", "-o", "a.pdf"),
        ("--kind", "project", "--project", "", "-o", "a.pdf"),
        ("--kind", "project", "--account", " ", "-o", "a.pdf"),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(run: Run, path: Path, words: tuple[str, ...]) -> None:
    assert run("export", *words, "-j", path).code == 2


def test_a_project_is_told_whole_without_a_period(run: Run, with_list: Path, tmp_path: Path) -> None:
    ran = run("export", "--kind", "project", "--project", "Lot 2", "-o", tmp_path / "lot.md", "-j", with_list)
    assert ran.code == 0
    assert "Lot 2 signalling radio" in (tmp_path / "lot.md").read_text("utf-8")
