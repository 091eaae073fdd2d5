"""kill -9 while somebody types: at most the last second and a half is missing, and never a saved word."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models import drafts, visit_sheet
from models.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
LOST_AT_MOST = 1.5
"""Seconds of typing that may be missing."""


def _type_and_kill(path: Path, words: int) -> tuple[list[tuple[int, float]], int, float]:
    """Let a child type so many words and kill it; returns when each was typed, the last saved, and when it ended."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typing_child", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    typed: list[tuple[int, float]] = []
    saved = 0
    assert child.stdout is not None
    for line in child.stdout:
        what, number, moment = line.split()
        if what == "typed":
            typed.append((int(number), float(moment)))
        else:
            saved = int(number)
        if len(typed) >= words:
            break
    killed_at = time.monotonic()
    child.kill()
    rest, complaints = child.communicate()
    assert len(typed) >= words, complaints[-2000:]
    for line in rest.splitlines():
        what, number, _ = line.split()
        if what == "saved":
            saved = int(number)
    return typed, saved, killed_at


def _highest(text: str) -> int:
    numbers = [int(word[1:]) for word in text.split() if word[1:].isdigit()]
    return max(numbers, default=0)


def _kept(path: Path) -> tuple[int, int]:
    """Return the highest word in the saved visits, and in a visit or a draft."""
    with Journal.open(path) as journal:
        (saved,) = journal.row("SELECT coalesce(group_concat(notes, ' '), '') FROM visit") or ("",)
        waiting = [visit_sheet.from_json(draft.content).notes for draft in drafts.waiting(journal, "visit")]
        assert journal.row("PRAGMA integrity_check") == ("ok",)
    return _highest(saved), max(_highest(text) for text in (saved, *waiting))


def _prove(folder: Path, seed: int) -> None:
    path = folder / f"killed-{seed}.rounds"
    Journal.create(path).close()
    words = random.Random(seed).randrange(5, 260)
    typed, acknowledged, killed_at = _type_and_kill(path, words)
    saved, kept = _kept(path)
    assert saved >= acknowledged
    must_stay = [number for number, moment in typed if moment < killed_at - LOST_AT_MOST]
    assert kept >= max(must_stay, default=0)


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_loses_at_most_the_last_second_and_a_half(tmp_path: Path, seed: int) -> None:
    _prove(tmp_path, seed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(4, 34))
def test_thirty_more_kills(tmp_path: Path, seed: int) -> None:
    _prove(tmp_path, seed)
