"""What several tests of the journal begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.models.whole_journal import make_whole


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with some content, closed; tests work on copies of it."""
    path = tmp_path_factory.mktemp("whole") / "whole.rounds"
    make_whole(path)
    return path


@pytest.fixture
def copy_of_whole(whole: Path, tmp_path: Path) -> Path:
    """A copy of that journal, to be worked on."""
    return Path(shutil.copy(whole, tmp_path / "test.rounds"))
