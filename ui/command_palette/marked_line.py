"""A line of text in which some words are marked, in any script and direction."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui import theme
from ui.command_palette.letters import Marks
from ui.widgets import paint

_BEHIND = 24
"""Pixels that are kept for what follows the first mark."""
_LONGEST = 300
"""Characters of which no line shows more."""


def draw(painter: QPainter, rect: QRect, words: str, marks: Marks, style: str, token: str) -> int:
    """Draw a line with its marked parts bold and in the accent, shortened where it must be; return its width."""
    if not marks:
        return paint.text(painter, rect, words, style, token)
    words, marks = _from_the_first_mark_on(words, marks, style, rect.width())
    layout = QTextLayout(words, theme.font(style))
    layout.setCacheEnabled(False)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format(words, mark) for mark in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.colour(token))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))
    return min(round(line.naturalTextWidth()), rect.width())


def _from_the_first_mark_on(words: str, marks: Marks, style: str, room: int) -> tuple[str, Marks]:
    """Shorten a line so that its first mark is seen: before it at the front, and behind what fits at the end."""
    metrics = paint.metrics(_bold(style))
    first, end = marks[0]
    cut = max(first - _LONGEST, 0)
    words = words[: first + _LONGEST]
    while cut < first and metrics.horizontalAdvance(words[cut:end]) > room - _BEHIND:
        cut += max((first - cut) // 2, 1)
    if cut:
        words = "…" + words[cut:]
        marks = tuple((a - cut + 1, b - cut + 1) for a, b in marks)
    if metrics.horizontalAdvance(words) > room:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    last = len(words)
    return words, tuple((a, min(b, last)) for a, b in marks if a < last)


def _format(words: str, mark: tuple[int, int]) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _units(words[: mark[0]])
    made.length = _units(words[mark[0] : mark[1]])
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(theme.colour("accent"))
    made.format = look
    return made


def _units(words: Iterable[str]) -> int:
    """Return how many units Qt counts for a text: two for each character beyond the first plane."""
    return sum(2 if letter > "\uffff" else 1 for letter in words)


def _bold(style: str) -> str:
    return style if style.endswith("_bold") else f"{style}_bold"
