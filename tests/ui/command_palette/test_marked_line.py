"""Marked words are seen: in their place, whatever stands before them, and in a line that must be shortened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ui import theme
from ui.command_palette import marked_line

_WIDTH = 300


def _accent_columns(words: str, mark: tuple[int, int], *, width: int = _WIDTH) -> list[int]:
    """Draw a line and return the columns that hold the accent's own colour."""
    picture = QImage(width, 24, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    marked_line.draw(painter, QRect(0, 0, width, 24), words, (mark,), "body", "text")
    painter.end()
    accent = theme.colour("accent").rgb()
    return [x for x in range(width) if any(picture.pixel(x, y) == accent for y in range(24))]


@pytest.mark.parametrize("before", ["", "plain ", "🚄🚄 ", "é́ ", "中文 "])
def test_the_mark_is_where_the_word_is(before: str) -> None:
    words = f"{before}HHHH and more"
    marked = _accent_columns(words, (len(before), len(before) + 4))
    alone = _accent_columns("HHHH", (0, 4))
    assert marked
    assert abs((max(marked) - min(marked)) - (max(alone) - min(alone))) <= 1
    assert (min(marked) > min(alone)) == bool(before)


@pytest.mark.parametrize("place", [0, 60, 200, 360, 3000])
def test_a_mark_far_behind_is_brought_into_sight(place: int) -> None:
    words = "w" * place + "HHHH" + " tail" * 40
    assert _accent_columns(words, (place, place + 4))


def test_a_mark_longer_than_the_line_is_seen_as_far_as_there_is_room() -> None:
    assert max(_accent_columns("H" * 500, (0, 500))) <= _WIDTH


def test_no_room_at_all_draws_nothing_and_does_not_fail() -> None:
    assert _accent_columns("HHHH", (0, 4), width=1) == []
