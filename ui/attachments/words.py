"""What is said about a file: its size, its kind, what a screen reader reads."""

from __future__ import annotations

from models.attachments import AttachmentRow
from models.text.file_names import ending_of
from ui.translations import language, say

_KILO = 1024


def size_words(size: int) -> str:
    """Return a size as people read it: '820 bytes', '14 KB', '1.4 MB'."""
    if size < _KILO:
        return say("{count} bytes", count=size)
    if size < _KILO * _KILO:
        return say("{count} KB", count=round(size / _KILO))
    tenths = round(size * 10 / (_KILO * _KILO))
    return say("{count} MB", count=tenths // 10 if tenths % 10 == 0 else tenths / 10)


def kind_words(row: AttachmentRow) -> str:
    """Return the ending of a file in capitals, such as 'PDF'; 'File' where it has none."""
    return ending_of(row.name).removeprefix(".").upper() or say("File")


def row_words(row: AttachmentRow) -> str:
    """Return a file in words for a screen reader."""
    chosen = say("in summaries") if row.in_summary else ""
    return language().listing([part for part in (row.name, row.caption, size_words(row.size), chosen) if part])


def tip_words(row: AttachmentRow) -> str:
    """Return what the pointer is told over a file."""
    lines = [row.name, row.caption, f"{kind_words(row)} · {size_words(row.size)}"]
    if row.in_summary:
        lines.append(say("In summaries with photos"))
    return "\n".join(line for line in lines if line)
