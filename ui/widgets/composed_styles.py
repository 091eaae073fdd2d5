"""The styles of a line while an input method composes in it: Qt replaces them by the method's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextLayout


def styles_of(block: QTextBlock) -> list[QTextLayout.FormatRange]:
    """Return the styles of a line, with what is being composed taken out."""
    layout = block.layout()
    at, length = layout.preeditAreaPosition(), len(layout.preeditAreaText())
    kept = []
    for style in layout.formats():
        start, end = style.start, style.start + style.length
        if length and start >= at and end <= at + length:
            continue  # the input method's own
        start -= length if length and start >= at + length else 0
        end -= length if length and end >= at + length else 0
        kept.append(_range(style, start, end))
    return kept


def give_back(block: QTextBlock, kept: Sequence[QTextLayout.FormatRange], length: int) -> None:
    """Give a line its styles back, around and below the letters that are being composed, so many of them."""
    if not kept:
        return
    layout = block.layout()
    at = layout.preeditAreaPosition()
    own = layout.formats()
    moved = []
    for style in kept:
        start = style.start + (length if style.start >= at else 0)
        end = style.start + style.length
        moved.append(_range(style, start, end + (length if end > at else 0)))
    layout.setFormats([*moved, *own])
    block.document().markContentsDirty(block.position(), block.length())


def _range(style: QTextLayout.FormatRange, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, style.format
    return made
