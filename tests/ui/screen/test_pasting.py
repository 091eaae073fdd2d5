"""A photo is pasted into a visit by the keyboard alone, in a real window, and chosen for its summary."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from models import attachments
from models.journal import Journal
from tests.models.picture_files import with_traces
from tests.ui.screen import display
from tests.ui.screen.test_keyboard import _end, _program, _until

possible = display.is_possible() and shutil.which("xclip")


_PASTED = "WHERE name LIKE 'Picture 2026-05-14%'"
"""The photo among those of the sample journal."""


@pytest.mark.skipif(not possible, reason="no Xvfb or no xclip here")
def test_a_photo_is_pasted_and_leaves_in_the_summary(tmp_path: Path, sample_file: Path) -> None:
    path = tmp_path / "photo.rounds"
    path.write_bytes(sample_file.read_bytes())
    (tmp_path / "photo.jpg").write_bytes(with_traces(900, 600))
    with _program(path, tmp_path) as (keyboard, window):
        copied = ["xclip", "-selection", "clipboard", "-t", "image/jpeg", "-i", str(tmp_path / "photo.jpg")]
        subprocess.run(copied, env=keyboard._environment, check=True, timeout=20)
        keyboard.press("ctrl+n")
        keyboard.type("northern")
        keyboard.press("Return", "alt+4")
        keyboard.type("The cabinet stood open.")
        keyboard.press("ctrl+v")
        photo = f"SELECT visit_id IS NOT NULL, in_summary FROM attachment {_PASTED}"
        _until(path, photo, lambda rows: rows == [(0, 0)])
        keyboard.press("ctrl+s")
        _until(path, photo, lambda rows: rows == [(1, 0)])
        keyboard.press("alt+9", "Tab", "Tab", "space")
        _until(path, photo, lambda rows: rows == [(1, 1)])
        keyboard.press("Delete")
        _until(path, f"{photo} AND deleted_at IS NULL", lambda rows: rows == [])
        keyboard.press("ctrl+z")
        _until(path, f"{photo} AND deleted_at IS NULL", lambda rows: rows == [(1, 1)])
        _end(keyboard, window)
    with Journal.open(path) as journal:
        ((visit_id,),) = journal.rows(f"SELECT visit_id FROM attachment {_PASTED}")
        assert attachments.listing(journal, "visit", visit_id)[0].has_picture
