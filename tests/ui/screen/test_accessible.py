"""A blind person's way through the window: every control has a name, and a visit can be written down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.journal import Journal
from tests.ui.screen import display

SYSTEM_PYTHON = "/usr/bin/python3"
PAGES = ("Today", "Visits", "Accounts", "People", "Next steps", "Calendar", "Trips and events", "Review")
ROOT = Path(__file__).resolve().parents[3]


def _has_pyatspi() -> bool:
    return (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not (display.is_possible() and _has_pyatspi()), reason="no Xvfb or no pyatspi here")
def test_every_control_has_a_name_and_a_visit_is_written_through_the_tree(tmp_path: Path, sample_file: Path) -> None:
    walk = f"{SYSTEM_PYTHON} {Path(__file__).with_name('walk.py')} " + " ".join(f"'{page}'" for page in PAGES)
    journal = tmp_path / "walk.rounds"
    journal.write_bytes(sample_file.read_bytes())
    script = (
        f"'{sys.executable}' main.py '{journal}' --lang en --theme light --now 2026-05-14T09:50 & "
        f"window=$!; {walk}; result=$?; kill $window; wait $window; exit $result"
    )
    with display.screen() as name:
        environment = os.environ | {
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
        }
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", script],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["nameless"] == []
    assert found["controls"] > 60
    assert found["heard"] == "Settings…, Ctrl+,"
    with Journal.open(journal) as opened:
        rows = opened.rows("SELECT name FROM account WHERE name = 'Walked Industries'")
        notes = opened.rows("SELECT 1 FROM visit WHERE notes LIKE 'Written through the accessible tree.%'")
    assert rows
    assert notes
