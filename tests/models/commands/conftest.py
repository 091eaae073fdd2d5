"""Running commands as a person or a script does."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.clock import FixedClock
from models.commands import main
from tests.empty import empty_journal
from tests.factories import TODAY
from tests.models.commands.running import Ran, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in English, at noon of the day the tests take place."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "C.UTF-8")

    def run_command(*words: str | Path) -> Ran:
        code = main(["--today", TODAY.isoformat(), *map(str, words)])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_command


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of an empty journal that nothing has open."""
    path = tmp_path / "mine.rounds"
    empty_journal(path, FixedClock(TODAY)).close()
    return path


@pytest.fixture
def own_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of one's own journal, which is not made yet, in a home of its own."""
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    from platformdirs import user_data_path

    return user_data_path("rounds", appauthor=False) / "journal.rounds"
