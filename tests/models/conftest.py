"""What several tests of the journal begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.journal import Journal
from models.sample import make_sample
from tests.models.sample_day import TODAY, LargeSample
from tests.models.whole_journal import make_whole


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with some content, closed; tests work on copies of it."""
    path = tmp_path_factory.mktemp("whole") / "whole.rounds"
    make_whole(path)
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The sample journal in its usual size, for reading only."""
    path = tmp_path_factory.mktemp("sample") / "sample.rounds"
    make_sample(path, today=TODAY)
    with Journal.open(path, read_only=True) as journal:
        yield journal


@pytest.fixture(scope="session")
def large_sample(tmp_path_factory: pytest.TempPathFactory) -> LargeSample:
    """A sample journal that was written a month at a time, for reading only."""
    path = tmp_path_factory.mktemp("large") / "large.rounds"
    told: list[tuple[int, int]] = []
    make_sample(path, visits=4000, today=TODAY, progress=lambda done, of: told.append((done, of)))
    return LargeSample(path, told)


@pytest.fixture
def copy_of_whole(whole: Path, tmp_path: Path) -> Path:
    """A copy of that journal, to be worked on."""
    return Path(shutil.copy(whole, tmp_path / "test.rounds"))
