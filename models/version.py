"""Which version of the program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from models.places import PROGRAM


def program_version() -> str:
    """Return the version of the installed program; nothing when it runs from a folder without being installed."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return ""
