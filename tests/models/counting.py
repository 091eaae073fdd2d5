"""Counts the queries a function runs, so that no list runs one a row."""

from __future__ import annotations

from collections.abc import Callable

from models.journal import Journal


def queries(journal: Journal, function: Callable[[], object]) -> int:
    """Return how many statements a function sends to the engine."""
    seen: list[str] = []

    def trace(_cursor: object, statement: str, _values: object) -> bool:
        seen.append(statement)
        return True

    journal.connection.exec_trace = trace
    try:
        function()
    finally:
        journal.connection.exec_trace = None
    return len(seen)
