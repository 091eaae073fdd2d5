"""Errors of the program's own: noted in a file without a word of what anybody wrote."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 1_000_000
"""A log of this many bytes begins anew."""


def note(error: BaseException) -> Path | None:
    """Write where an error happened to the log, and return the log's path, or None when it can't be written.

    Neither the error's message nor any value goes in, for they may quote what was typed; nor do paths of files
    outside the program.
    """
    return _write(described(error))


def note_place(kind: str, place: str) -> Path | None:
    """Write down that something of a kind happened at a place of a library, for which there is no exception."""
    return _write(f"{_heading()}\n{kind}\n    {_inside(place)}\n\n")


def open_log(name: str) -> TextIO | None:
    """Return a log of this name to write on to, which begins anew when it is too long; None when it can't be."""
    from platformdirs import user_log_path

    path = user_log_path("rounds", appauthor=False) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        longer = path.exists() and path.stat().st_size > LONGEST
        return path.open("w" if longer else "a", encoding="utf-8")
    except OSError:
        return None


def _write(text: str) -> Path | None:
    log = open_log("errors.log")
    if log is None:
        return None
    try:
        with log:
            log.write(text)
    except OSError:
        return None
    return Path(log.name)


def described(error: BaseException) -> str:
    """Return the kinds of an error and of those behind it, each with its place in the code."""
    import traceback

    lines = [_heading()]
    behind: BaseException | None = error
    seen: set[int] = set()
    while behind is not None and id(behind) not in seen:
        seen.add(id(behind))
        lines.append(f"{type(behind).__module__}.{type(behind).__qualname__}")
        lines += [
            f"    {_inside(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(behind.__traceback__)
        ]
        behind = behind.__cause__ or behind.__context__
    return "\n".join(lines) + "\n\n"


def _heading() -> str:
    import platform

    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} Python {platform.python_version()} {sys.platform}"


def _inside(file: str) -> str:
    """Return a path inside the program; of other code the last two parts."""
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else "/".join(path.parts[-2:])
