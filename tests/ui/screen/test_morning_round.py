"""The morning round by the keyboard alone: Today, a brief, a visit held and written up, one step put off in words.

Where the variable ROUNDS_PICTURES names a folder, pictures of the screen are put there to be looked at.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from models import step_lists, week
from models.clock import FixedClock
from models.journal import Journal
from models.step_lists import StepFilter
from tests.ui.screen import display
from tests.ui.screen.test_keyboard import DEADLINE, Keyboard, _end, _program, _until

possible = display.is_possible() and shutil.which("xclip")

NOW = datetime(2026, 5, 14, 9, 50)


class _Names(NamedTuple):
    """By what the windows are known on the screen."""

    window: str
    brief: str
    postpone: str


_NAMES = {"en": _Names("– Rounds", "Brief before", "Postpone"), "zh_CN": _Names("– 走访记", "简报", "推迟")}
_DUE = StepFilter(groups=("overdue", "today"))
_STEPS = {
    "en": {
        "send the zebra list tomorrow !promise": ("Send the zebra list", "promise", "2026-05-15"),
        "ask who signs for the zebras next fri": ("Ask who signs for the zebras", "next_step", "2026-05-22"),
        "book the zebra room": ("Book the zebra room", "next_step", None),
    },
    "zh_CN": {
        "明天发斑马清单 !承诺": ("发斑马清单", "promise", "2026-05-15"),
        "下周五问谁为斑马签字": ("问谁为斑马签字", "next_step", "2026-05-22"),
        "订斑马会议室": ("订斑马会议室", "next_step", None),
    },
}
"""What is written into the line of a visit, and the step that it becomes: title, kind and day."""


def _look(keyboard: Keyboard, name: str) -> None:
    """Keep a picture of the screen, if somebody wants to look at it."""
    folder = os.environ.get("ROUNDS_PICTURES")
    if folder and shutil.which("import"):
        path = Path(folder) / f"{name}.png"
        subprocess.run(
            ["import", "-window", "root", str(path)], env=keyboard._environment, check=True, timeout=DEADLINE
        )


def _first_visit_and_step(path: Path) -> tuple[int, int, int]:
    """Return the first visit of the day, the most pressing step, and after how many sections the steps stand."""
    with Journal.open(path, clock=FixedClock(NOW), read_only=True) as journal:
        visit = week.visits_of_day(journal, NOW.date())[0]
        step = step_lists.read(journal, _DUE, limit=1)[0]
        return visit.id, step.id, 5


@pytest.mark.skipif(not possible, reason="no Xvfb or no xclip here")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_morning_round_needs_no_mouse(tmp_path: Path, sample_file: Path, language: str, theme: str) -> None:
    path = tmp_path / "morning.rounds"
    path.write_bytes(sample_file.read_bytes())
    visit_id, step_id, sections = _first_visit_and_step(path)
    state = f"SELECT state, notes FROM visit WHERE id = {visit_id}"
    with _program(path, tmp_path, language, theme) as (keyboard, window):
        keyboard.press("ctrl+1", "F6")
        keyboard.press("b")
        keyboard.wait_for_window(_NAMES[language].brief)
        _look(keyboard, f"0-brief-{language}-{theme}")
        keyboard.press("Escape")
        keyboard.wait_for_window(_NAMES[language].window)
        _look(keyboard, f"1-today-{language}-{theme}")
        keyboard.press("h")
        _until(path, state, lambda rows: rows[0][0] == "held")
        keyboard.press("w", "alt+4", "ctrl+End")
        keyboard.type("Seen by the keyboard.")
        for line, step in _STEPS[language].items():
            keyboard.press("alt+6")
            keyboard.paste(line, tmp_path)
            keyboard.press("Return", "ctrl+s")
            # The clipboard may change when the window has taken what was in it.
            made = f"SELECT title, kind, due_on FROM step WHERE visit_id = {visit_id} AND title = '{step[0]}'"
            _until(path, made, lambda rows, step=step: rows == [step])
        _look(keyboard, f"3-visit-{language}-{theme}")
        _until(path, state, lambda rows: "Seen by the keyboard." in str(rows[0][1]))
        keyboard.press("ctrl+1", *["F6"] * sections, "p")
        keyboard.wait_for_window(_NAMES[language].postpone)
        keyboard.paste("下周三", tmp_path)
        _look(keyboard, f"4-postpone-{language}-{theme}")
        keyboard.press("Return")
        due = f"SELECT due_on FROM step WHERE id = {step_id}"
        _until(path, due, lambda rows: rows == [("2026-05-20",)])
        keyboard.wait_for_window(_NAMES[language].window)
        _look(keyboard, f"5-today-{language}-{theme}")
        _end(keyboard, window)
