"""`export` of data: csv, vcf and ics, and what is said beside them."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from models import contacts
from models.commands.context import WrongUsage
from models.commands.data import ENDINGS, check_usage
from models.exchange.exporter import MAKERS
from tests.factories import make_account, make_visit
from tests.models.commands.running import Run, opened


@pytest.fixture
def filled(path: Path) -> Path:
    """A journal with visits of two customers and a person at each, one visit confidential."""
    with opened(path) as journal:
        for name, person in (("Northern Rail", "徐海"), ("Kestrel Energy", "Tom Reed")):
            account = make_account(journal, name)
            met = contacts.create(
                journal, name=person, account_id=account, points=[contacts.Point("phone", "+44 20 5550100", "work")]
            ).id
            step = {"title": f"Call {person}", "due_on": "2026-05-15"}
            make_visit(journal, account, "2026-05-12T10:00", people=[met], next_steps=[step])
        make_visit(journal, account, "2026-05-13T12:00", summary="whispers", confidential=True)
    return path


def test_the_endings_are_those_that_can_be_made() -> None:
    assert tuple(MAKERS) == ENDINGS


@pytest.mark.parametrize(("ending", "rows", "begins"), [("csv", 2, "\ufeffDate,"), ("vcf", 2, "BEGIN:VCARD"),
                                                        ("ics", 4, "BEGIN:VCALENDAR")])  # fmt: skip
def test_json_says_what_was_written_and_left_out(
    run: Run, filled: Path, tmp_path: Path, ending: str, rows: int, begins: str
) -> None:
    out = tmp_path / f"data.{ending.upper()}"
    ran = run("export", "-j", filled, "--period", "this-week", "-o", out, "--json")
    assert ran.code == 0, ran.err
    assert ran.data.keys() == {"path", "warnings", "left_out", "rows"}
    assert (ran.data["path"], ran.data["warnings"], ran.data["rows"]) == (str(out), [], rows)
    assert ran.data["left_out"] == "Private notes and 1 confidential visit are left out."
    assert ran.data["left_out"] in ran.err
    text = out.read_bytes().decode()
    assert text.startswith(begins)
    assert "whispers" not in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_customer_sees_his_own_alone(run: Run, filled: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"data.{ending}"
    words = ("export", "-j", filled, "--period", "this-week", "-o", out, "--audience", "customer")
    assert run(*words).code == 2, "without an account it would show all"
    assert not out.exists()
    assert run(*words, "--account", "Northern Rail").code == 0
    text = out.read_text(encoding="utf-8")
    assert "徐海" in text
    for word in ("Kestrel", "Tom Reed", "5550100"):
        assert word not in text


def test_the_headings_of_the_language(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "data.csv"
    assert run("export", "-j", filled, "--period", "this-week", "-o", out, "--language", "zh_CN").code == 0
    assert out.read_text(encoding="utf-8-sig").startswith("日期,时间,")


def test_what_went_out_comes_in_elsewhere(run: Run, filled: Path, tmp_path: Path) -> None:
    files = [tmp_path / "people.vcf", tmp_path / "visits.csv"]
    for file in files:
        assert run("export", "-j", filled, "--period", "this-week", "--audience", "self", "-o", file).code == 0
    new = tmp_path / "new.rounds"
    first = run("import", "-j", new, "--create", *files, "--json")
    assert (first.data["new"], first.data["refused"], first.data["doubts"]) == (5, [], [])
    for journal in (new, filled):
        again = run("import", "-j", journal, *files, "--json")
        assert (again.data["new"], again.data["refused"], again.data["doubts"]) == (0, [], [])
    copy = tmp_path / "copy.csv"
    assert run("export", "-j", new, "--period", "this-week", "--audience", "self", "-o", copy).code == 0
    assert copy.read_bytes() == files[1].read_bytes()


def test_nothing_in_the_period_is_said(run: Run, filled: Path, tmp_path: Path) -> None:
    ran = run("export", "-j", filled, "--period", "2020-01-01..2020-01-31", "-o", tmp_path / "a.ics", "--json")
    assert (ran.code, ran.data["rows"]) == (0, 0)
    assert ran.data["warnings"][0] in ran.err


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_template_does_not_go_with_data(run: Run, filled: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"data.{ending}"
    ran = run("export", "-j", filled, "--period", "this-week", "-o", out, "--template", tmp_path / "own.docx")
    assert ran.code == 2
    assert not out.exists()


def test_a_place_that_cannot_be_written(run: Run, filled: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "none" / "data.csv", tmp_path / "folder.csv"):
        (tmp_path / "folder.csv").mkdir(exist_ok=True)
        ran = run("export", "-j", filled, "--period", "this-week", "-o", place)
        assert ran.code == 1
        assert str(place) in ran.err


def test_a_kind_of_summary_does_not_go_with_data() -> None:
    with pytest.raises(WrongUsage, match="Leave out --kind"):
        check_usage(argparse.Namespace(kind="account"))


def test_help_names_the_endings(run: Run) -> None:
    text = run("export", "--help").out
    assert [ending for ending in ENDINGS if ending not in text] == []
