"""What is done to the lines of a note: lists go on, lines are indented, ticked and moved, each taken back at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from models.text import list_lines

_MOST_OF_LIST = 500
"""Lines of a list whose numbers are put in order, above and below."""


def selected(editor: QPlainTextEdit) -> list[QTextBlock]:
    """Return the lines that are selected, or the one with the cursor; not one whose first place ends the selection."""
    cursor, document = editor.textCursor(), editor.document()
    first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    if last.blockNumber() > first.blockNumber() and cursor.selectionEnd() == last.position():
        last = last.previous()
    blocks = [first]
    while blocks[-1].blockNumber() < last.blockNumber():
        blocks.append(blocks[-1].next())
    return blocks


@contextmanager
def one_change(editor: QPlainTextEdit) -> Iterator[QTextCursor]:
    """Let all that is written through the cursor be taken back by one Ctrl+Z."""
    cursor = QTextCursor(editor.document())
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def rewrite(cursor: QTextCursor, block: QTextBlock, line: str) -> None:
    """Make a line another one, touching only what differs, so that whoever is at work in it keeps the place."""
    before = block.text()
    if before == line:
        return
    least = min(len(before), len(line))
    start = next((at for at in range(least) if before[at] != line[at]), least)
    end = next((at for at in range(least - start) if before[-1 - at] != line[-1 - at]), least - start)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + len(before) - end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(line[start : len(line) - end])


def continue_list(editor: QPlainTextEdit) -> bool:
    """Begin the next item where the cursor stands in one; an empty item moves left, and ends the list at its edge."""
    at = editor.textCursor()
    block = at.block()
    item = list_lines.parse(block.text())
    if item is None or at.hasSelection() or at.positionInBlock() < item.words_at:
        return False
    with one_change(editor) as cursor:
        if block.text()[item.words_at :].strip() or item.is_step:
            cursor.setPosition(at.position())
            cursor.insertText("\n" + (list_lines.after_enter(block.text()) or ""))
            at.setPosition(cursor.position())
            renumber(cursor, cursor.block())
        elif item.indent:
            rewrite(cursor, block, list_lines.outdented(block.text(), above(block)))
            renumber(cursor, block)
        else:
            rewrite(cursor, block, "")
    editor.setTextCursor(at)
    editor.ensureCursorVisible()
    return True


def can_indent(editor: QPlainTextEdit, by: int) -> bool:
    """Return whether Tab (1) or Shift+Tab (−1) has something to move here; else they lead to the next field."""
    blocks = selected(editor)
    items = [item for item in (list_lines.parse(block.text()) for block in blocks) if item is not None]
    if not items or len(items) < len([block for block in blocks if block.text().strip()]):
        return False
    if by < 0:
        return any(item.indent for item in items)
    uppers = [line for line in above(blocks[0]) if list_lines.parse(line)]
    return len(items) > 1 or list_lines.is_below(blocks[0].text(), uppers[-1] if uppers else None)


def indent(editor: QPlainTextEdit, by: int) -> None:
    """Move the selected lines, or the one with the cursor, a step to the right (1) or to the left (−1)."""
    blocks = selected(editor)
    lines_above = above(blocks[0])
    change = list_lines.indented if by > 0 else list_lines.outdented
    with one_change(editor) as cursor:
        first = blocks[0].text()
        moved = len(change(first, lines_above)) - len(first)
        for block in blocks:
            line = block.text()
            if by > 0:
                rewrite(cursor, block, " " * moved + line)
            else:
                spaces = len(line) - len(line.lstrip(" "))
                rewrite(cursor, block, line[min(spaces, -moved) :])
        if by > 0:
            rewrite(cursor, blocks[0], list_lines.begun(blocks[0].text(), lines_above))
        renumber(cursor, blocks[0])


def tick(editor: QPlainTextEdit) -> None:
    """Tick the selected lines, or clear them if all are ticked; where a box is missing, give each line one."""
    blocks = [block for block in selected(editor) if block.text().strip()] or selected(editor)[:1]
    items = [list_lines.parse(block.text()) for block in blocks]
    with_box = [item for item in items if item is not None and item.box]
    tick_them = not all(item.is_ticked for item in with_box)
    with one_change(editor) as cursor:
        for block, item in zip(blocks, items, strict=True):
            if len(with_box) == len(blocks):
                rewrite(cursor, block, list_lines.with_tick(block.text(), tick_them))
            elif item is None or not item.box:
                rewrite(cursor, block, list_lines.with_tick(block.text()))


def move(editor: QPlainTextEdit, by: int) -> None:
    """Move the selected lines one up (−1) or down (1), past the line that stands there."""
    blocks, at = selected(editor), editor.textCursor()
    passed = blocks[0].previous() if by < 0 else blocks[-1].next()
    if not passed.isValid():
        return
    first = _first_number(blocks[0])
    line = passed.text()
    start, end = blocks[0].position(), blocks[-1].position() + blocks[-1].length() - 1
    anchor, position = (place + by * (len(line) + 1) for place in (at.anchor(), at.position()))
    with one_change(editor) as cursor:
        # The line that is passed is taken out on one side and put in on the other: what is moved stays whole.
        if by < 0:
            cursor.setPosition(end)
            cursor.insertText("\n" + line)
            cursor.setPosition(start - len(line) - 1)
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.setPosition(end)
            cursor.setPosition(end + len(line) + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setPosition(start)
            cursor.insertText(line + "\n")
        renumber(cursor, editor.document().findBlock(min(anchor, position)), first)
    end = editor.document().characterCount() - 1  # a selection up to the beginning of the next line may have no such
    at.setPosition(min(anchor, end))
    at.setPosition(min(position, end), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(at)
    editor.ensureCursorVisible()


def above(block: QTextBlock) -> list[str]:
    """Return the lines of the same list above a line, from its beginning on."""
    found: list[str] = []
    block = block.previous()
    while block.isValid() and block.text().strip() and len(found) < _MOST_OF_LIST:
        found.append(block.text())
        block = block.previous()
    return found[::-1]


def renumber(cursor: QTextCursor, block: QTextBlock, first: int | None = None) -> None:
    """Put the numbers of the list around a line in order, beginning with its first number or the one given."""
    begin = block
    for _ in above(block):
        begin = begin.previous()
    blocks: list[QTextBlock] = []
    while begin.isValid() and begin.text().strip() and len(blocks) < 2 * _MOST_OF_LIST:
        blocks.append(begin)
        begin = begin.next()
    lines = [one.text() for one in blocks]
    for one, line in zip(blocks, list_lines.renumbered(lines, first), strict=True):
        rewrite(cursor, one, line)


def _first_number(block: QTextBlock) -> int | None:
    """Return the number with which the list around a line begins."""
    items = (list_lines.parse(line) for line in [*above(block), block.text()])
    return next((item.number for item in items if item is not None and item.number is not None), None)
