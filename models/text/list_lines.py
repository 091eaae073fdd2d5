"""Lines of a list in a note: their mark, their box, and what Enter, a tick or an arrow makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

STEP_MARK = "→"
"""What stands behind the box of a line that became a next step."""

INDENT = 2
"""Spaces by which an item stands below one with a bullet; below a number it takes one more."""

FARTHEST_BOX = 60
"""No box stands further to the right."""

_ITEM = re.compile(r"(\s*)([-*+–•]|(\d{1,9})([.)]))([ \t]+|$)(?:\[([ xX])\](?:[ \t]+|$))?(→[ \t]*)?")
_LEADING = re.compile(r"\s*(?:#{1,6}\s+|>\s?)?")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BEGINS_BLOCK = re.compile(r"#{1,6}\s|```|\||>\s")
_MARKS = re.compile(r"\*\*|~~|`|(?<!\w)[*_]+(?=\S)|(?<=\S)[*_]+(?!\w)|\\(?=[!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Item:
    """How a line of a list begins."""

    indent: str
    sign: str
    """'-', '*', '3.' and the like."""
    number: int | None
    gap: str
    box: str
    """'x' for a ticked box, a space for an empty one, nothing for none."""
    box_at: int
    """Where the box begins, or −1."""
    is_step: bool
    words_at: int

    @property
    def is_ticked(self) -> bool:
        """Whether there is a box with a tick."""
        return self.box in ("x", "X")


def parse(line: str) -> Item | None:
    """Return how a line of a list begins, or None for any other line."""
    found = _ITEM.match(line)
    if found is None:
        return None
    indent, sign, number, _delimiter, gap, box, arrow = found.groups()
    return Item(
        indent,
        sign,
        int(number) if number else None,
        gap,
        box or "",
        found.start(6) - 1 if box else -1,
        bool(box and arrow),
        found.end() if box or not arrow else found.start(7),
    )


def words_of(line: str) -> str:
    """Return the words of a line, without the marks of a list, a heading or a quote and those around words."""
    item = parse(line)
    rest = line[item.words_at :] if item else line[_leading(line) :]
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", rest)).split()).removeprefix(STEP_MARK).lstrip()


def after_enter(line: str) -> str | None:
    """Return how the next line begins: the same mark or the next number, and an empty box; None outside of a list."""
    item = parse(line)
    if item is None:
        return None
    sign = f"{item.number + 1}{item.sign[-1]}" if item.number is not None else item.sign
    return f"{item.indent}{sign}{item.gap or ' '}{'[ ] ' if item.box else ''}"


def with_tick(line: str, ticked: bool | None = None) -> str:
    """Return a line with its box ticked, cleared, or the other way round (None); a line without a box gets one."""
    item = parse(line)
    if item is None:
        start = _leading(line)
        return f"{line[: len(line) - len(line.lstrip())]}- [ ] {line[start:]}"
    if not item.box:
        return f"{item.indent}{item.sign}{item.gap or ' '}[ ] {line[item.words_at :]}"
    ticked = not item.is_ticked if ticked is None else ticked
    return f"{line[: item.box_at + 1]}{'x' if ticked else ' '}{line[item.box_at + 2 :]}"


def as_step(line: str) -> str:
    """Return a line as one that became a next step: with a box and an arrow behind it."""
    item = parse(line)
    if item is None or not item.box:
        return as_step(with_tick(line))
    return line if item.is_step else f"{line[: item.box_at + 3]} {STEP_MARK} {line[item.words_at :]}"


def as_no_step(line: str) -> str:
    """Return a line without the arrow that made it a step."""
    item = parse(line)
    return f"{line[: item.box_at + 3]} {line[item.words_at :]}" if item and item.is_step else line


def is_below(line: str, above: str | None) -> bool:
    """Return whether an item may be moved a step to the right: there is one above that it would belong to."""
    item, upper = parse(line), parse(above) if above is not None else None
    return item is not None and upper is not None and len(upper.indent) >= len(item.indent)


def outdented(line: str, above: Sequence[str]) -> str:
    """Return an item one level to the left: below the nearest item of `above` (the last is the nearest) that allows."""
    item = parse(line)
    if item is None:
        return line[INDENT:] if line.startswith(" " * INDENT) else line
    uppers = (upper.indent for upper in map(parse, reversed(above)) if upper is not None)
    indent = next((indent for indent in uppers if len(indent) < len(item.indent)), item.indent[:-INDENT])
    return indent + line[len(item.indent) :]


def indented(line: str, above: Sequence[str]) -> str:
    """Return an item one level to the right: below the words of the nearest item of `above` on its own level."""
    item = parse(line)
    width = INDENT
    if item is not None:
        uppers = (upper for upper in map(parse, reversed(above)) if upper and len(upper.indent) <= len(item.indent))
        upper = next(uppers, None)
        if upper is not None and len(upper.indent) == len(item.indent):
            width = len(upper.sign) + 1
    return " " * width + line


def begun(line: str, above: Sequence[str]) -> str:
    """Return an item that was moved to the right with the number 1, unless there is one before it on its new level."""
    item = parse(line)
    if item is None or item.number is None:
        return line
    depths = (len(upper.indent) for upper in map(parse, reversed(above)) if upper is not None)
    nearest = next((depth for depth in depths if depth <= len(item.indent)), -1)
    if nearest == len(item.indent):
        return line
    return f"{item.indent}1{item.sign[-1]}{line[len(item.indent) + len(item.sign) :]}"


def joined(before: str, pasted: str, after: str) -> str:
    """Return a pasted text so that its lists and headings begin a line, between what stands there in the line."""
    first = pasted.partition("\n")[0]
    item, standing = parse(first), parse(before)
    if before.strip() and (item is not None or _BEGINS_BLOCK.match(first)):
        if item is not None and standing is not None and standing.words_at == len(before):
            pasted = pasted[item.words_at :]
        else:
            pasted = f"\n{pasted}"
    return f"{pasted}\n" if after.strip() and "\n" in pasted.strip("\n") else pasted


def renumbered(lines: Sequence[str], first: int | None = None) -> list[str]:
    """Return the lines of a list with the numbers of each level in their order, from the first one (or `first`) on."""
    found = []
    counts: dict[int, int] = {}
    for line in lines:
        item = parse(line)
        if item is not None:
            depth = len(item.indent)
            counts = {at: count for at, count in counts.items() if at <= depth}
            if item.number is None:
                counts.pop(depth, None)
            else:
                number = counts[depth] + 1 if depth in counts else item.number if first is None else first
                first = None
                counts[depth] = number
                line = f"{item.indent}{number}{item.sign[-1]}{line[len(item.indent) + len(item.sign) :]}"
        found.append(line)
    return found


def _leading(line: str) -> int:
    found = _LEADING.match(line)
    return found.end() if found else 0
