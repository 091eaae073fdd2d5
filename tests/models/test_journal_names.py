"""A journal may have any name that a file may have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models import accounts
from models.errors import (
    InvalidValue,
    JournalError,
    NotAJournal,
)
from models.journal import Journal
from tests.factories import make_account


@pytest.fixture
def path(copy_of_whole: Path) -> Path:
    return copy_of_whole


ODD_NAMES = (
    "with spaces.rounds",
    "走访记.rounds",
    "🚄 emoji.rounds",
    "50% off?mode=memory#x&y.rounds",
    "file:test.rounds",
    "file:///etc?mode=ro.rounds".replace("/", "∕"),
    "quote ' and \".rounds",
    ":memory:",
    "new\nline.rounds",
    "-j.rounds",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses some of these names itself")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_files_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Journal.create(Path(name)) as journal:
        make_account(journal)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    for path in (Path(name), tmp_path / name):
        with Journal.open(path) as journal:
            assert [account.name for account in accounts.listing(journal)] == ["Northern Rail"]


@pytest.mark.parametrize("name", ["nul\0byte.rounds", "lone \udcff.rounds"])
def test_names_no_file_should_have(tmp_path: Path, name: str) -> None:
    for make_or_open in (Journal.create, Journal.open):
        with pytest.raises(InvalidValue, match="Rename"):
            make_or_open(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="xxx"):
        Journal.open(tmp_path / ("x" * 300))
    with pytest.raises(JournalError, match="xxx"):
        Journal.create(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_leads_to_the_journal(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.rounds"
    link.symlink_to(path)
    with Journal.open(link) as journal:
        make_account(journal, "By the link")
    with Journal.open(path) as journal:
        assert accounts.find(journal, "By the link")
    link.unlink()
    link.symlink_to(tmp_path / "gone.rounds")
    with pytest.raises(NotAJournal, match=r"link\.rounds"):
        Journal.open(link)
    with pytest.raises(InvalidValue, match="exists already"):
        Journal.create(link)
