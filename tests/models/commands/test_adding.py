"""`add`: from the line to the journal, and what a script reads about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import steps, visits
from tests.factories import make_account, make_contact
from tests.models.commands.running import Run, opened
from tests.readers import open_steps

LINE = "send BOQ to 徐海 next tue !promise @Northern Rail"


@pytest.fixture
def filled(path: Path) -> Path:
    """A journal with one account and a person there."""
    with opened(path) as journal:
        make_contact(journal, "徐海", account_id=make_account(journal))
    return path


def test_json_says_what_was_understood_and_saved(run: Run, filled: Path) -> None:
    ran = run("add", LINE, "-j", filled, "--json")
    assert (ran.code, ran.err) == (0, "")
    data = ran.data
    step_id = data.pop("id")
    assert data == {
        "kind": "promise",
        "title": "Send BOQ",
        "account": "Northern Rail",
        "people": ["徐海"],
        "due": "2026-05-19",
        "repeats": None,
        "severity": None,
        "created": False,
    }
    with opened(filled) as journal:
        assert steps.get(journal, int(step_id)).due_on == "2026-05-19"


def test_a_person_reads_what_was_understood(run: Run, filled: Path) -> None:
    ran = run("add", LINE, "-j", filled)
    assert ran.out.splitlines() == [
        "kind: promise",
        "title: Send BOQ",
        "account: Northern Rail",
        "people: 徐海",
        "due date: 2026-05-19 Tue",
    ]


def test_a_visit_has_its_time_and_summary(run: Run, filled: Path) -> None:
    ran = run("add", "visit @Northern Rail yesterday 15:00 met 徐海: agreed", "-j", filled, "--json")
    assert ran.data["kind"] == "visit"
    assert (ran.data["start"], ran.data["state"], ran.data["summary"]) == ("2026-05-13T15:00", "held", "agreed")
    with opened(filled) as journal:
        assert visits.get(journal, int(ran.data["id"])).summary == "agreed"
    assert "time: 2026-05-13 15:00 Wed" in run("add", "visit @Northern Rail yesterday 15:00: x", "-j", filled).out


def test_whom_nobody_has_written_down_yet_is_said(run: Run, filled: Path) -> None:
    line = "visit @Northern Rail yesterday met 徐海, Jane Doe: agreed"
    assert run("add", line, "-j", filled, "--json").data["unknown_people"] == ["Jane Doe"]
    assert "people not known yet: Jane Doe" in run("add", line, "-j", filled, "--dry-run").out


def test_words_without_quotes_are_one_line(run: Run, filled: Path) -> None:
    assert run("add", "call", "back", "+1d", "-j", filled, "--json").data["title"] == "Call back"


def test_a_dry_run_saves_nothing(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    ran = run("add", LINE, "--dry-run", "-j", filled, "--json")
    assert ran.data["due"] == "2026-05-19"
    assert "id" not in ran.data
    assert filled.read_bytes() == before


def test_what_is_refused_saves_nothing(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    ran = run("add", "!promise @Nobody send it", "-j", filled, "--json")
    assert ran.code == 1
    assert "Nobody" in ran.data["error"]
    assert filled.read_bytes() == before


def test_ones_own_journal_is_made_the_first_time(run: Run, own_journal: Path) -> None:
    assert run("add", "call back", "--dry-run", "--json").code == 0
    assert not own_journal.exists()
    first = run("add", "call back", "--json")
    assert (first.code, first.data["created"]) == (0, True)
    assert first.err == f"A new journal was made at {own_journal}.\n"
    second = run("add", "call again", "--json")
    assert (second.code, second.data["created"], second.err) == (0, False, "")
    with opened(own_journal) as journal:
        assert [step.title for step in open_steps(journal)] == ["Call back", "Call again"]


def test_a_mistyped_path_makes_no_journal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mistyped.rounds"
    ran = run("add", "call back", "-j", path)
    assert ran.code == 1
    assert "--create" in ran.err
    assert not path.exists()
    assert run("add", "call back", "-j", path, "--dry-run").code == 1
    assert run("add", "call back", "-j", path, "--create", "--json").data["created"] is True
    assert path.exists()


@pytest.mark.parametrize("line", ["!promise @Nobody send it", "call back 2026-02-30", " ", "!visit yesterday: agreed"])
def test_a_refused_line_makes_no_journal(run: Run, own_journal: Path, line: str) -> None:
    ran = run("add", line)
    assert ran.code == 1
    assert "new journal" not in ran.err
    assert not own_journal.exists()


def test_a_refused_line_makes_no_named_journal_either(run: Run, tmp_path: Path) -> None:
    assert run("add", "call 2026-02-30", "-j", tmp_path / "new.rounds", "--create").code == 1
    assert list(tmp_path.iterdir()) == []


def test_what_comes_back_and_how_serious_it_is_is_said(run: Run, filled: Path) -> None:
    ran = run("add", "@Northern Rail check in every 2 weeks on Monday", "-j", filled, "--json")
    assert (ran.data["due"], ran.data["repeats"]) == ("2026-05-18", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    lines = run("add", "!complaint urgent @Northern Rail late every Monday", "-j", filled).out.splitlines()
    assert lines[-2:] == ["repeats: every Monday", "severity: urgent"]
