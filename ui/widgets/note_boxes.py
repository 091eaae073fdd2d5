"""The check boxes of a note: painted over their signs in the text, and pressed where they are seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPalette, QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from models.text import list_lines
from models.text.list_lines import Item
from ui.widgets import paint
from ui.widgets.markdown_style import is_code

_SIDE = 14
_SIGNS = 3
"""The letters of '[ ]'."""


def draw(editor: QPlainTextEdit, area: QRect, ticked_elsewhere: Collection[str]) -> None:
    """Paint the boxes in an area; where the cursor stands between the brackets, these show as they are written.

    `ticked_elsewhere` are the words of lines whose next step is closed, whatever the line says.
    """
    painter: QPainter | None = None
    cursor = editor.textCursor()
    selected = range(cursor.selectionStart(), cursor.selectionEnd())
    for block, item in _items(editor, area):
        place = block.position() + item.box_at
        rect = _rect(editor, block, item)
        if rect is None or (not selected and place < cursor.position() < place + _SIGNS):
            continue
        painter = painter or QPainter(editor.viewport())
        role = QPalette.ColorRole.Highlight if place in selected else QPalette.ColorRole.Base
        painter.fillRect(rect, editor.palette().color(role))
        box = QRect(rect.left() + 1, rect.center().y() - _SIDE // 2 + 1, _SIDE, _SIDE)
        paint.checkbox(painter, box, checked=is_ticked(block.text(), item, ticked_elsewhere))
    if painter is not None:
        painter.end()


def is_ticked(line: str, item: Item, ticked_elsewhere: Collection[str]) -> bool:
    """Return whether a box shows a tick: its own, or that of the step that came of the line."""
    return item.is_ticked or (item.is_step and bool(ticked_elsewhere) and list_lines.words_of(line) in ticked_elsewhere)


def pressed(editor: QPlainTextEdit, point: QPoint) -> QTextBlock | None:
    """Return the line whose box is at a point of the viewport, or None."""
    for block, item in _items(editor, QRect(point, point)):
        rect = _rect(editor, block, item)
        if rect is not None and rect.contains(point):
            return block
    return None


def _items(editor: QPlainTextEdit, area: QRect) -> Iterator[tuple[QTextBlock, Item]]:
    """Yield the lines with a box that reach into the height of an area of the viewport."""
    block = editor.firstVisibleBlock()
    while block.isValid():
        place = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        if place.top() > area.bottom():
            return
        text = block.text() if place.bottom() >= area.top() else ""
        if "[" in text[: list_lines.FARTHEST_BOX] and not is_code(block):
            item = list_lines.parse(text)
            if item is not None and item.box:
                yield block, item
        block = block.next()


def _rect(editor: QPlainTextEdit, block: QTextBlock, item: Item) -> QRect | None:
    """Return where the signs of a box stand, or None where an input method composes before them."""
    layout = block.layout()
    if layout.preeditAreaText() and layout.preeditAreaPosition() < item.box_at + _SIGNS:
        return None
    line = layout.lineForTextPosition(item.box_at)
    if not line.isValid():
        return None
    top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).topLeft()
    left, right = (_x(line, place) for place in (item.box_at, item.box_at + _SIGNS))
    return QRect(
        round(top.x() + left),
        round(top.y() + line.y()),
        max(round(right - left), _SIDE + 2),
        round(line.height()),
    )


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)  # the place comes back beside it
    return float(found[0])
