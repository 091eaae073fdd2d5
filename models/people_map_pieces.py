"""The straight pieces that lines of the map are drawn of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a line, from its upper or left end to the other one."""

    x1: int
    y1: int
    x2: int
    y2: int


def segment(x1: int, y1: int, x2: int, y2: int) -> Segment:
    """Return the piece between two points, whichever is first."""
    return Segment(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def merged(pieces: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the pieces with those joined that lie on each other, so that dashes stay dashes."""
    level: dict[int, list[tuple[int, int]]] = {}
    upright: dict[int, list[tuple[int, int]]] = {}
    for piece in pieces:
        if piece.y1 == piece.y2:
            level.setdefault(piece.y1, []).append((piece.x1, piece.x2))
        else:
            upright.setdefault(piece.x1, []).append((piece.y1, piece.y2))
    joined = [Segment(a, y, b, y) for y, spans in level.items() for a, b in _joined(spans)]
    return (*joined, *(Segment(x, a, x, b) for x, spans in upright.items() for a, b in _joined(spans)))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return [span for span in joined if span[0] < span[1]]
