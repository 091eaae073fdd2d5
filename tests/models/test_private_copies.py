"""Copies for other programs: private, for reading only, and gone when the program is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from models.errors import CannotRead, CannotWrite, InvalidValue
from models.private_copies import LARGEST_READ, PrivateCopies, read_file
from tests.models.text.test_file_names import HOSTILE


@pytest.fixture
def copies(tmp_path: Path) -> PrivateCopies:
    return PrivateCopies(tmp_path / "opened")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_copy_lies_in_its_own_folder_whatever_its_name(tmp_path: Path, copies: PrivateCopies, name: str) -> None:
    path = copies.make(name, ".pdf", b"content")
    assert path.read_bytes() == b"content"
    assert path.suffix == ".pdf"
    assert path.resolve().parents[2] == tmp_path / "opened"
    assert len(list((tmp_path / "opened").rglob("*.pdf"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_a_copy_and_nobody_can_write_to_it(copies: PrivateCopies) -> None:
    path = copies.make("a.pdf", ".pdf", b"content")
    assert _mode(path) == 0o400
    assert [_mode(folder) for folder in list(path.parents)[:3]] == [0o700] * 3


def test_copies_of_one_name_do_not_meet(copies: PrivateCopies) -> None:
    first, second = copies.make("a.pdf", ".pdf", b"1"), copies.make("a.pdf", ".pdf", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_all_copies_go_at_the_end(tmp_path: Path, copies: PrivateCopies) -> None:
    copies.make("a.pdf", ".pdf", b"1")
    copies.make("b.pdf", ".pdf", b"2")
    copies.remove()
    assert list((tmp_path / "opened").iterdir()) == []
    copies.remove()
    assert copies.make("c.pdf", ".pdf", b"3").exists()


def test_what_a_killed_program_left_goes_and_what_a_running_one_holds_stays(tmp_path: Path) -> None:
    running, killed = PrivateCopies(tmp_path), PrivateCopies(tmp_path)
    held, left = running.make("a.pdf", ".pdf", b"1"), killed.make("b.pdf", ".pdf", b"2")
    assert killed._lock is not None
    killed._lock.release()  # as the system does when a program is killed
    PrivateCopies(tmp_path).remove_left_behind()
    assert held.exists()
    assert not left.parent.parent.exists()


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "keep.txt").write_text("keep")
    root = tmp_path / "opened"
    root.mkdir()
    (root / "link").symlink_to(mine, target_is_directory=True)
    PrivateCopies(root).remove_left_behind()
    assert (mine / "keep.txt").exists()


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "opened").write_text("a file in the way")
    with pytest.raises(CannotWrite, match="No copy can be made"):
        PrivateCopies(tmp_path / "opened").make("a.pdf", ".pdf", b"1")


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "文件.bin").write_bytes(b"\0\1" * 1000)
    assert read_file(tmp_path / "文件.bin") == b"\0\1" * 1000


def test_what_is_no_file_or_far_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="no file but a folder"):
        read_file(tmp_path)
    with pytest.raises(CannotRead, match="can't be read"):
        read_file(tmp_path / "gone.pdf")
    with (tmp_path / "film.mp4").open("wb") as stream:
        stream.truncate(LARGEST_READ + 1)
    with pytest.raises(InvalidValue, match=r"film\.mp4 has 100 MB"):
        read_file(tmp_path / "film.mp4")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CannotRead, match="device"):
            read_file(tmp_path / "pipe")
