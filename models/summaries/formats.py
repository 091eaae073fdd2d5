"""The six formats of a summary, by the ending of the file's name, and the safe way onto the disk."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from models.errors import CannotWrite, InvalidValue
from models.summaries import excel, html, mail, markdown, pdf, sheet_csv, word
from models.summaries.report import Report

FORMATS: Mapping[str, Callable[[Report], bytes]] = {
    "pdf": pdf.render,
    "docx": word.render,
    "xlsx": excel.render,
    "md": markdown.render,
    "html": html.render,
    "eml": mail.render,
}
"""Ending of the file's name → what makes its bytes."""

FORMATS_OF_TABLES: Mapping[str, Callable[[Report], bytes]] = {"csv": sheet_csv.render, "png": pdf.picture}
"""More of them for what is a table: a territory, which has a picture of its own, and an ageing."""

_TABLES = ("territory", "project", "ageing", "installed", "feedback", "risks")

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def render(report: Report, ending: str, *, template: Path | None = None) -> bytes:
    """Return the report in the format of that ending; a template of one's own is a Word file and gives one.

    Raises InvalidValue for an unknown ending, a template where none is used, and a template that can't be used.
    """
    form = ending.removeprefix(".").lower()
    known = {**FORMATS, **FORMATS_OF_TABLES} if report.kind in _TABLES else FORMATS
    if form not in known:
        raise InvalidValue(
            "A summary can't be saved as '{ending}'. Choose a name that ends in one of: {known}.",
            ending=ending,
            known=", ".join(known),
        )
    if template is None:
        return known[form](report)
    if form != "docx":
        raise InvalidValue(
            "A template works for Word only: '{template}' can't be used for '{ending}'. Save as docx, or leave the "
            "template out.",
            template=template,
            ending=form,
        )
    return word.render(report, template)


def save(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Write the report to a file, whole or not at all; the ending of the name chooses the format.

    Raises CannotWrite when the file can't be written there, and InvalidValue as `render` does.
    """
    _refuse_folder(path)
    write_whole(path, render(report, path.suffix, template=template))


def write_whole(path: Path, content: bytes) -> None:
    """Write some bytes to a file, whole or not at all; raises CannotWrite when it can't be written there."""
    _refuse_folder(path)
    target = path.resolve() if _is(path.is_symlink) else path
    try:
        _write(target, content)
    except OSError as error:
        raise _refusal(path, error) from error


def _is(question: Callable[[], bool]) -> bool:
    """Return what a path says of itself; one that no file can have, such as a very long name, says no."""
    try:
        return question()
    except OSError:
        return False


def _refuse_folder(path: Path) -> None:
    if _is(path.is_dir):
        raise CannotWrite("'{path}' is a folder. Give the name of a file in it, such as summary.pdf.", path=path)


def _write(path: Path, content: bytes) -> None:
    """Write beside the file and swap: whoever reads it sees the old file or the new one, never a part."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut where the system lets a folder be synced (not on Windows)."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> CannotWrite:
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not _is(path.parent.is_dir):
        return CannotWrite(
            "'{path}' can't be written: there is no folder '{folder}'. Create it, or choose another one.",
            path=path,
            folder=path.parent,
        )
    if error.errno in _NOT_ALLOWED:
        return CannotWrite(
            "'{path}' can't be written: this is not allowed there. Close the file if another program has it open, "
            "or choose another folder.",
            path=path,
        )
    if error.errno in _NO_ROOM:
        return CannotWrite(
            "'{path}' can't be written: the disk is full. Make room, or choose another disk; the old file is as it "
            "was.",
            path=path,
        )
    return CannotWrite(
        "'{path}' can't be written ({reason}). Choose another name or folder.",
        path=path,
        reason=error.strerror or str(error),
    )
