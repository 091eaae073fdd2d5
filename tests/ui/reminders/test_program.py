"""Reminders of the running program: at its start, in another language, with another journal, and at its next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.clock import FixedClock
from models.journal import Journal
from tests.empty import empty_journal
from tests.factories import make_step
from ui import crash
from ui.app import Program, Wishes
from ui.reminders.bell import Bell

Start = Callable[[Path], Program]


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "mine.rounds"
    with empty_journal(path, clock) as journal:
        make_step(journal, "Call them", remind_at="2026-05-14T08:00")
    return path


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return a function that starts the program with a journal."""
    monkeypatch.setattr(crash, "install", lambda _: None)
    monkeypatch.setattr(qapp, "quit", lambda: None, raising=False)
    running: list[Program] = []

    def begin(path: Path) -> Program:
        program = Program(qapp, Wishes(file=path, language="en", theme="light", clock=clock))
        running.append(program)
        assert program.start()
        qtbot.waitUntil(lambda: program._reminders is not None)
        return program

    yield begin
    for program in running:
        end(program)


def end(program: Program) -> None:
    window, program.window = program.window, None
    if window is not None:
        program.end()
        window.hide()
        window.deleteLater()


def bell(program: Program) -> Bell:
    assert program.window is not None
    (found,) = program.window.findChildren(Bell)
    return found


def test_what_was_missed_is_one_quiet_line_at_the_first_start_alone(start: Start, path: Path) -> None:
    program = start(path)
    assert program.window is not None
    assert program.window.status_line.words() == "Reminder: Call them"
    assert bell(program).text() == "1"
    end(program)
    again = start(path)
    assert again.window is not None
    assert again.window.status_line.words() == ""
    assert bell(again).text() == "1", "it waits all the same"


def test_the_bell_stays_when_the_window_speaks_another_language(start: Start, path: Path, qtbot: QtBot) -> None:
    program = start(path)
    window = program.window
    program.change_language("zh_CN")
    qtbot.waitUntil(lambda: program.window is not window)
    assert (bell(program).isVisible(), bell(program).text()) == (True, "1")


def test_with_another_journal_its_own_reminders_count(
    start: Start, path: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    program = start(path)
    before = program._reminders
    other = tmp_path / "other.rounds"
    with Journal.create(other, clock=clock) as journal:
        for number in range(2):
            make_step(journal, f"Other {number}", remind_at="2026-05-14T08:00")
    program.open_other(str(other))
    qtbot.waitUntil(lambda: program._reminders not in (None, before))
    assert bell(program).text() == "2"
