"""A visit from start to end by the keyboard alone, in a real window with a window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.errors import JournalError
from models.journal import Journal
from tests.ui.screen import display

ROOT = Path(__file__).resolve().parents[3]
DEADLINE = 60
"""Seconds after which what was waited for will not come."""


class Keyboard:
    """The keyboard of the screen; counts the keys that are no letters of a text."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as 'ctrl+n'."""
        self.pressed += len(keys)
        self._run("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._run("type", "--delay", "8", text)

    def paste(self, text: str, folder: Path) -> None:
        """Paste a text that has no keys, such as a Chinese one."""
        written = folder / "pasted.txt"
        written.write_text(text, encoding="utf-8")
        copied = ["xclip", "-selection", "clipboard", "-i", str(written)]
        subprocess.run(copied, env=self._environment, check=True, timeout=DEADLINE)
        self.press("ctrl+v")

    def wait_for_window(self, name: str = "Rounds") -> None:
        """Wait until the program's window is there and has the focus."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                found = self._run("search", "--sync", "--onlyvisible", "--name", name).split()[0]
                self._run("windowactivate", "--sync", found)
                return
            except subprocess.CalledProcessError:  # a window went away while it was looked at
                if time.monotonic() > end:
                    raise

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, check=True, capture_output=True, text=True, timeout=DEADLINE
        )
        return done.stdout


def _until(path: Path, question: str, expected: Callable[[list[tuple[object, ...]]], bool]) -> None:
    """Look into the journal, as another program may, until it holds what is expected."""
    end = time.monotonic() + DEADLINE
    rows: list[tuple[object, ...]] = []
    while time.monotonic() < end:
        try:
            with Journal.open(path, read_only=True) as journal:
                rows = journal.rows(question)
        except JournalError:
            continue  # the window writes at this moment
        if expected(rows):
            return
    pytest.fail(f"{question} gave {rows}")


@contextmanager
def _program(
    path: Path, home: Path, language: str = "en", theme: str = "light"
) -> Iterator[tuple[Keyboard, subprocess.Popen[str]]]:
    """Run the program with a journal on a screen of its own, in front; yields its keyboard and its process."""
    with display.screen() as name:
        environment = os.environ | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}
        window = subprocess.Popen(
            [sys.executable, "main.py", str(path), "--lang", language, "--theme", theme, "--now", "2026-05-14T09:50"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        keyboard = Keyboard(environment)
        keyboard.wait_for_window("走访记" if language == "zh_CN" else "Rounds")
        try:
            yield keyboard, window
        finally:
            window.kill()  # where it has not ended by itself, a test has failed


def _end(keyboard: Keyboard, window: subprocess.Popen[str]) -> None:
    """Leave the program by its key; nothing must have gone wrong in it."""
    keyboard.press("ctrl+q")
    assert window.wait(DEADLINE) == 0
    assert window.stderr is not None
    assert "Traceback" not in window.stderr.read()


@pytest.mark.skipif(not display.is_possible(), reason="no Xvfb here")
def test_a_person_an_action_and_a_promise_are_one_field_away(tmp_path: Path, sample_file: Path) -> None:
    path = tmp_path / "palette.rounds"
    path.write_bytes(sample_file.read_bytes())
    with _program(path, tmp_path) as (keyboard, window):
        keyboard.press("ctrl+k")
        keyboard.type("tom ald")
        keyboard.press("Return", "ctrl+k")  # the person is shown; what can be done with it is a command
        keyboard.type(">new visit with")
        keyboard.press("Return", "alt+4")
        keyboard.type("Met through the palette.")
        keyboard.press("ctrl+s")
        met = (
            "SELECT contact.name FROM visit JOIN visit_contact ON visit_id = visit.id "
            "JOIN contact ON contact.id = contact_id WHERE visit.notes = 'Met through the palette.'"
        )
        _until(path, met, lambda rows: rows == [("Tom Aldous",)])
        keyboard.press("ctrl+k")
        keyboard.type("send the zebra list tomorrow !promise")
        keyboard.press("Return")
        promise = "SELECT kind, due_on FROM step WHERE title = 'Send the zebra list' AND deleted_at IS NULL"
        _until(path, promise, lambda rows: rows == [("promise", "2026-05-15")])
        keyboard.press("ctrl+z")
        _until(path, promise, lambda rows: rows == [])
        assert keyboard.pressed <= 9
        _end(keyboard, window)


@pytest.mark.skipif(not display.is_possible(), reason="no Xvfb here")
def test_a_visit_is_written_down_and_its_promise_ticked_by_keys_alone(tmp_path: Path, sample_file: Path) -> None:
    path = tmp_path / "keys.rounds"
    path.write_bytes(sample_file.read_bytes())
    with _program(path, tmp_path) as (keyboard, window):
        keyboard.press("ctrl+n")
        keyboard.type("northern")
        keyboard.press("Return", "alt+3")
        keyboard.type("tom a")
        keyboard.press("Return")
        keyboard.type("Zoe Newperson")
        keyboard.press("Return", "Return")
        keyboard.type("They want one list for all stations.")
        keyboard.press("alt+6")
        keyboard.type("send the zebra list 2026-05-15 !promise")
        keyboard.press("Return", "ctrl+s")
        assert keyboard.pressed <= 14
        visit = (
            "SELECT account.name, group_concat(contact.name) FROM visit JOIN account ON account.id = visit.account_id "
            "JOIN visit_contact ON visit_id = visit.id JOIN contact ON contact.id = contact_id "
            "WHERE visit.notes = 'They want one list for all stations.' GROUP BY visit.id"
        )
        _until(path, visit, lambda rows: rows == [("Northern Rail", "Tom Aldous,Zoe Newperson")])
        promise = "SELECT closed_at IS NOT NULL, due_on FROM step WHERE title LIKE 'send the zebra list'"
        _until(path, promise, lambda rows: rows == [(0, "2026-05-15")])

        keyboard.press("ctrl+5", "ctrl+f")
        keyboard.type("zebra")
        keyboard.press("Return", "space")
        _until(path, promise, lambda rows: rows == [(1, "2026-05-15")])
        keyboard.press("ctrl+z")
        _until(path, promise, lambda rows: rows == [(0, "2026-05-15")])
        keyboard.press("ctrl+shift+z")
        _until(path, promise, lambda rows: rows == [(1, "2026-05-15")])
        keyboard.press("ctrl+z", "p")
        keyboard.wait_for_window("Postpone")
        keyboard.type("next mon")
        keyboard.press("Return")
        _until(path, promise, lambda rows: rows == [(0, "2026-05-18")])

        _end(keyboard, window)


@pytest.mark.skipif(not display.is_possible(), reason="no Xvfb here")
def test_boxes_of_the_notes_become_next_steps_by_one_key(tmp_path: Path, sample_file: Path) -> None:
    path = tmp_path / "notes.rounds"
    path.write_bytes(sample_file.read_bytes())
    with _program(path, tmp_path) as (keyboard, window):
        keyboard.press("ctrl+n")
        keyboard.type("northern")
        keyboard.press("Return", "alt+4")
        for line in ("## Boxes", "* [ ] send the zebra list tomorrow !promise", "call the depot"):
            keyboard.type(line)
            keyboard.press("Return")  # gives the third line its box
        keyboard.press("Return", "Up", "End", "shift+Up", "ctrl+shift+t", "ctrl+s")
        steps = "SELECT title, kind, due_on, closed_at IS NOT NULL FROM step WHERE title IN ({}) ORDER BY title".format(
            "'Send the zebra list', 'Call the depot'"
        )
        both = [("Call the depot", "next_step", None, 0), ("Send the zebra list", "promise", "2026-05-15", 0)]
        _until(path, steps, lambda rows: rows == both)
        notes = "SELECT notes FROM visit WHERE notes LIKE '## Boxes%'"
        made = "## Boxes\n* [ ] → send the zebra list tomorrow !promise\n* [ ] → call the depot"
        _until(path, notes, lambda rows: rows == [(made,)])
        keyboard.press("Down", "ctrl+t", "ctrl+s")
        _until(path, steps, lambda rows: [row[3] for row in rows] == [1, 0])
        _end(keyboard, window)


@pytest.mark.skipif(not (display.is_possible() and shutil.which("xclip")), reason="no Xvfb or no xclip here")
def test_lines_in_both_languages_become_steps_and_a_visit(tmp_path: Path, sample_file: Path) -> None:
    path = tmp_path / "quick.rounds"
    path.write_bytes(sample_file.read_bytes())
    step = (
        "SELECT kind, due_on, account.name, contact.name FROM step JOIN account ON account.id = account_id "
        "JOIN step_contact ON step_id = step.id JOIN contact ON contact.id = contact_id WHERE title = '{}'"
    )
    with _program(path, tmp_path) as (keyboard, window):
        keyboard.press("ctrl+5", "ctrl+shift+n")
        keyboard.type("send the zebra list to Tom Aldous next tue !promise @Northern Rail")
        keyboard.press("Return")
        zebra = [("promise", "2026-05-19", "Northern Rail", "Tom Aldous")]
        _until(path, step.format("Send the zebra list"), lambda rows: rows == zebra)
        keyboard.paste("下周二给徐海发斑马清单 !承诺 @Northern Rail", tmp_path)
        keyboard.press("Return")
        chinese = [("promise", "2026-05-19", "Northern Rail", "徐海")]
        _until(path, step.format("发斑马清单"), lambda rows: rows == chinese)
        keyboard.type("@xuha")
        keyboard.press("Tab")
        keyboard.type("ask about the zebra crossing !req")
        keyboard.press("Tab", "Return")
        _until(path, step.format("Ask about the zebra crossing"), lambda rows: [row[3] for row in rows] == ["徐海"])
        keyboard.type("visit @Northern Rail yesterday 3pm met Tom Aldous: the zebra list is agreed")
        keyboard.press("shift+Return", "ctrl+s")
        visit = "SELECT start, state FROM visit WHERE summary = 'the zebra list is agreed'"
        _until(path, visit, lambda rows: rows == [("2026-05-13T15:00", "held")])
        keyboard.press("ctrl+j")  # and on at once, before the window manager has given the new window the keys
        keyboard.type("call the zebra keeper")
        _until(path, "SELECT content FROM draft", lambda rows: rows == [("call the zebra keeper",)])
        keyboard.press("Return")
        _until(path, "SELECT count(*) FROM draft", lambda rows: rows == [(0,)])
        _until(path, "SELECT count(*) FROM step WHERE title = 'Call the zebra keeper'", lambda rows: rows == [(1,)])
        _end(keyboard, window)
