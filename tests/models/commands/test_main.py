"""The command line as a whole: usage, exit codes, languages, and what happens when something goes wrong."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.commands import day, main, own_errors
from tests.models.commands.running import Run
from tests.sentences import ROOT

COMMANDS = ["demo", "export", "brief", "add", "search", "today", "import", "check", "backup"]


def test_without_a_command_it_lists_all_of_them(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert re.findall(r"^  (\w+) ", ran.out, re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"usage: rounds {command}" in ran.out
    for option in ("--journal", "--json", "--today", "--now"):
        assert option in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ["dump", "-o", "all.zip"],
        ["restore"],
        ["today", "--tod", "2026-05-14"],
        ["today", "--today", "2026-02-30"],
        ["today", "--today", "0001-01-01"],
        ["today", "--now", "noon"],
        ["today", "--lang", "fr"],
        ["today", "--lang"],
        ["today", "-j", ""],
        ["add"],
        ["search"],
        ["search", "%", "_"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--limit", "99999999999999999999999"],
        ["search", "x", "--limit", "9" * 5000],
        ["import"],
        ["import", "x.csv", "--map", "nonsense"],
        ["export", "--period", "this-week"],
        ["export", "-o", "x.pdf"],
        ["export", "--period", "soon", "-o", "x.pdf"],
        ["export", "--period", "a..b", "-o", "x.pdf"],
        ["export", "--period", "..", "-o", "x.pdf"],
        ["export", "--period", "2026-05-14..", "-o", "x.pdf"],
        ["export", "--period", "this-week", "-o", "x.doc"],
        ["export", "--period", "this-week", "-o", "x"],
        ["export", "--period", "this-week", "-o", "x.json"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--kind", "novel"],
        ["export", "--period", "this-week", "-o", "x.csv", "--kind", "trip"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--audience", "press"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--audience", "customer"],
        ["export", "--period", "this-week", "-o", "x.md", "--audience", "customer", "--account=A", "--account=B"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--audience", "customer", "--account", "A", "--notes"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--private"],
        ["export", "--period", "this-week", "-o", "x.pdf", "--template", "own.docx"],
        ["brief", "A"],
        ["brief", "A", "-o", "x.xlsx"],
        ["demo", "--visits", "many"],
        ["demo", "--visits", "-5"],
        ["demo", "--visits", "0"],
    ],
)  # fmt: skip
def test_wrong_usage_is_two_and_changes_nothing(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir()), path.read_bytes()
    ran = run("-j", path, *words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines()[-1].startswith("rounds")
    assert (sorted(tmp_path.iterdir()), path.read_bytes()) == before


def test_common_options_stand_before_or_after_the_command(run: Run, path: Path) -> None:
    before = run("-j", path, "--json", "today")
    after = run("today", "--journal", path, "--json")
    assert before.data == after.data
    assert after.data["day"] == "2026-05-14"
    assert run("today", "-j", path, "--json", "--today", "2026-06-01").data["day"] == "2026-06-01"
    assert run("today", "-j", path, "--json", "--now", "2026-06-02T09:00").data["day"] == "2026-06-02"


def test_an_error_is_one_line_and_json_for_scripts(run: Run, tmp_path: Path) -> None:
    ran = run("today", "-j", tmp_path / "none.rounds", "--json")
    assert ran.code == 1
    assert ran.err == f"There is no journal at {tmp_path / 'none.rounds'}. Check the path, or make a new journal.\n"
    assert ran.data == {"error": ran.err.strip()}
    assert run("today", "-j", tmp_path / "none.rounds").out == ""


def test_a_name_with_line_ends_and_escapes_stays_one_harmless_line(run: Run, tmp_path: Path) -> None:
    ran = run("today", "-j", tmp_path / "two\nlines\x1b[2J.rounds")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("name", ["with\udc80surrogate.rounds", "with\0nul.rounds", "x" * 5000])
def test_a_path_that_no_file_can_have(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("today", "-j", tmp_path / name)
    assert ran.code == 1
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, False),
        ({"LANG": "C", "LANGUAGE": "zh_CN:en"}, True),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
    ],
)
def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], chinese: bool
) -> None:
    from models.commands.parser import spoken_language

    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert spoken_language(["today"]).is_chinese == chinese
    assert spoken_language(["today", "--lang", "zh_CN"]).is_chinese
    assert not spoken_language(["--lang=en", "today"]).is_chinese


def test_an_error_of_its_own_is_one_line_and_a_log_without_anybodys_words(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        secret = "the marker"
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"about {secret}") from error

    monkeypatch.setattr(day, "_today", fail)
    ran = run("today", "-j", path, "--json")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "error of its own (ValueError)" in ran.err
    assert ran.data == {"error": ran.err.strip()}
    log = Path(re.findall(r"noted in (.+?), without", ran.err)[0]).read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "builtins.KeyError" in log
    assert re.search(r"test_main\.py:\d+ fail", log)
    assert "marker" not in log
    assert str(path) not in log


def test_a_log_that_cannot_be_written_changes_nothing_else(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day, "_today", lambda *_: 1 // 0)
    monkeypatch.setattr(own_errors, "note", lambda _: None)
    ran = run("today", "-j", path)
    assert ran.code == 1
    assert "Traceback" not in ran.err


def test_an_interruption_is_one_line(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(day, "_today", interrupt)
    ran = run("today", "-j", path)
    assert (ran.code, ran.out, ran.err) == (130, "", "Interrupted; nothing is left half done.\n")


def test_a_full_disk_behind_the_answer_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    monkeypatch.setattr("models.commands.running._discard_output", lambda: None)
    assert main(["today", "-j", str(path)]) == 1
    assert "No space left on device" in capsys.readouterr().err


def in_a_process(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, **options)


def test_the_answer_is_ascii_where_utf8_may_not_be_read(path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = in_a_process("main.py", "add", "报价 🚆", "-j", path, "--json", env=environment)
    assert ran.returncode == 0
    assert ran.stdout.isascii()
    assert json.loads(ran.stdout)["title"] == "报价 🚆"
    assert in_a_process("main.py", "add", "报价 🚆", "-j", path, env=environment).returncode == 0


def test_a_reader_that_leaves_early_is_no_error(path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "main.py", "today", "-j", str(path)]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


LATE = {
    "PySide6", "babel", "docx", "docxtpl", "fontTools", "icalendar", "jinja2", "lxml", "markdown_it", "openpyxl",
    "pypinyin", "typst", "vobject", "xlsxwriter",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["add", "!promise send it by fri"], set[str]()),
        (["search", "send"], set()),
        (["today"], set()),
        (["check"], set()),
        (["export", "--period", "this-week", "-o", "OUT.md"], LATE - {"PySide6", "typst", "docxtpl", "xlsxwriter"}),
        (["export", "--period", "this-week", "-o", "OUT.pdf"], LATE - {"PySide6", "docxtpl", "xlsxwriter"}),
    ],
)
def test_a_command_loads_no_window_and_no_library_it_does_not_need(
    path: Path, tmp_path: Path, words: list[str], allowed: set[str]
) -> None:
    words = [str(tmp_path / word) if word.startswith("OUT") else word for word in words]
    ran = in_a_process("-X", "importtime", "main.py", "--lang", "en", *words, "-j", path)
    assert ran.returncode == 0
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "apsw" in loaded
    assert loaded & LATE <= allowed
