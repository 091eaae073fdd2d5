"""`demo`: the sample and its summaries, and nobody else's files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.clock import FixedClock
from models.commands import main
from models.errors import JournalReadOnly
from models.journal import Journal
from tests.factories import make_account
from tests.models.commands.running import Run, opened

NAMES = {"sample.rounds", *(f"summary.{ending}" for ending in ("pdf", "docx", "xlsx", "md", "html", "eml"))}
FEW = ("--visits", "12")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_leaves_a_journal_and_six_summaries_and_says_where(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new" / "demo"
    ran = run("demo", "--out", out, *FEW)
    assert ran.code == 0
    assert set(files(out)) == NAMES
    for name in NAMES:
        assert str(out / name) in ran.out
    assert run("check", "-j", out / "sample.rounds").code == 0


def test_it_depends_on_seed_and_day_alone_and_replaces_its_own(run: Run, tmp_path: Path) -> None:
    first = run("demo", "--out", tmp_path / "demo", *FEW, "--json")
    assert first.code == 0
    before = files(tmp_path / "demo")
    assert run("demo", "--out", tmp_path / "demo", *FEW, "--json").data == first.data
    assert files(tmp_path / "demo")["summary.md"] == before["summary.md"]
    assert files(tmp_path / "demo")["sample.rounds"] == before["sample.rounds"]
    assert run("demo", "--out", tmp_path / "demo", *FEW, "--seed", "2").code == 0
    assert files(tmp_path / "demo")["summary.md"] != before["summary.md"]
    assert set(files(tmp_path / "demo")) == NAMES


def test_without_a_day_it_is_the_latest_friday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("models.commands.parser.Clock", lambda: FixedClock(date(2026, 5, 14)))
    assert main(["demo", "--out", str(tmp_path), *FEW, "--lang", "en"]) == 0
    assert "4 – 10 May 2026" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"my own notes"])
def test_what_is_no_journal_is_left_alone(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sample.rounds").write_bytes(content)
    ran = run("demo", "--out", tmp_path, *FEW)
    assert ran.code == 1
    assert "no sample journal" in ran.err
    assert files(tmp_path) == {"sample.rounds": content}


def test_a_real_journal_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sample.rounds"
    Journal.create(path).close()
    with opened(path) as journal:
        make_account(journal)
    before = files(tmp_path)
    assert run("demo", "--out", tmp_path, *FEW).code == 1
    assert files(tmp_path) == before


def test_summaries_that_no_demo_made_are_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "summary.docx").write_bytes(b"mine")
    ran = run("demo", "--out", tmp_path, *FEW)
    assert ran.code == 1
    assert "summary.docx" in ran.err
    assert files(tmp_path) == {"summary.docx": b"mine"}


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        ran = run("demo", "--out", out, *FEW)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_sample_needs_visits(run: Run, tmp_path: Path, number: str) -> None:
    ran = run("demo", "--out", tmp_path, f"--visits={number}")
    assert ran.code == 2
    assert "--visits" in ran.err.splitlines()[-1]
    assert files(tmp_path) == {}


def test_a_full_disk_names_the_folder_and_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, **_: object) -> None:
        raise JournalReadOnly("The disk that holds {path} is full.", path=path)

    monkeypatch.setattr("models.sample.make_sample", full)
    ran = run("demo", "--out", tmp_path, *FEW)
    assert ran.code == 1
    assert f"can't be made in {tmp_path}: its disk is full" in ran.err
    assert files(tmp_path) == {}


def test_the_summary_is_shown_when_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[list[str]] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: shown.append([str(word) for word in command]))
    assert run("demo", "--out", tmp_path, *FEW, "--open").code == 0
    assert shown == [["xdg-open", str(tmp_path / "summary.pdf")]]


def test_without_a_viewer_it_says_so_and_is_done(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("subprocess.Popen", missing)
    ran = run("demo", "--out", tmp_path, *FEW, "--open")
    assert ran.code == 0
    assert "No program to show" in ran.err
