"""The fixture files, and texts turned into files."""

from __future__ import annotations

from pathlib import Path

from models.exchange.reading import read
from models.exchange.records import Reading

FILES = Path(__file__).parent / "files"


def reading(name: str, mapping: str | None = None) -> Reading:
    """Read one of the files that other programs wrote."""
    return read([FILES / name], mapping)


def reading_of(folder: Path, content: str | bytes, name: str = "list.csv", mapping: str | None = None) -> Reading:
    """Read a text (as UTF-8) or bytes as a file of this name."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read([path], mapping)
