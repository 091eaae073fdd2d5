"""An engine that finds what a test says, in the shape of the real one, for what the list makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

Marks = tuple[tuple[int, int], ...]


def hit(kind: str, number: int, title: str, snippet: str = "", marks: Marks = (), **more: Any) -> SimpleNamespace:
    """Return a record that was found."""
    known = {"when": "2026-05-11T09:00", "account": "", "snippet_marks": (), "opens": (kind, number)}
    return SimpleNamespace(kind=kind, id=number, title=title, snippet=snippet, title_marks=marks, **{**known, **more})


def group(*hits: SimpleNamespace, more: bool = False) -> SimpleNamespace:
    """Return the records of one kind."""
    return SimpleNamespace(kind=hits[0].kind, hits=hits, more=more)


@dataclass
class Engine:
    """Finds these groups whatever is asked for, as far as kinds and limits let it; notes what it was asked."""

    groups: Sequence[SimpleNamespace] = ()
    filters: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    still_indexing: int = 0

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, int, Sequence[str] | None]] = []

    def __call__(self, journal: object, text: str, *, limit: int, kinds: Sequence[str] | None) -> Any:
        self.asked.append((text, limit, kinds))
        found = [
            group(*one.hits[:limit], more=one.more or len(one.hits) > limit)
            for one in self.groups
            if kinds is None or one.kind in kinds
        ]
        return SimpleNamespace(
            groups=tuple(found), filters=self.filters, unclear=self.unclear, still_indexing=self.still_indexing
        )
