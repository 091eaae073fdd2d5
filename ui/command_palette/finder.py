"""Asks the index: at once while it answers quickly, beside the window from when it once did not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from models.errors import JournalError
from ui.session import Session

if TYPE_CHECKING:
    from models.journal import Journal
    from models.search.finding import Found
    from ui.background import Background

_PATIENCE = 0.03
"""Seconds that an answer may take while someone types; after a slower one the next are awaited beside the window."""

Engine = Callable[..., Any]
Asked = tuple[str, int, tuple[str, ...] | None]


def _engine(*values: Any, **named: Any) -> Found:
    from models.search import finding

    return finding.find(*values, **named)


def _ready(journal: Journal) -> None:
    from models.search import trip_names

    trip_names.make_ready(journal)


class Finder:
    """Finds records; an answer that comes later is announced by `arrived`, and then found at once."""

    def __init__(self, session: Session, wanted_by: QObject, clock: Callable[[], float] = perf_counter) -> None:
        self.engine: Engine = _engine
        self.arrived: Callable[[], object] = lambda: None
        self._session = session
        self._wanted_by = wanted_by
        self._clock = clock
        self._background: Background | None = None
        self._is_slow = False
        self._answer: tuple[Asked, Found] | JournalError | None = None

    def find(self, text: str, limit: int, kinds: Sequence[str] | None = None) -> Found | None:
        """Return what is found, or None while it is still looked for; raises JournalError as the journal does."""
        asked = (text, limit, tuple(kinds) if kinds is not None else None)
        answer, self._answer = self._answer, None
        if isinstance(answer, JournalError):
            raise answer
        if answer is not None and answer[0] == asked:
            return answer[1]
        if self._is_slow:
            self._find_beside(asked)
            return None
        begun = self._clock()
        try:
            if self.engine is _engine:  # what is read once for all answers makes none of them slow
                self._session.read(_ready)
                begun = self._clock()
            return self.find_now(*asked)
        finally:  # a journal that another program holds is waited for as long as an answer can take
            self._is_slow = self._clock() - begun > _PATIENCE

    def find_now(self, text: str, limit: int, kinds: Sequence[str] | None = None) -> Found:
        """Return what is found, however long it takes."""
        self.forget()
        return self._session.read(self.engine, text, limit=limit, kinds=kinds)

    def hurry(self) -> None:
        """Let the next question be answered at once, however long it takes: somebody waits for it."""
        self._is_slow = False

    def forget(self) -> None:
        """Want no answer any more: something else is asked for, or nothing."""
        self._answer = None
        if self._background is not None:
            self._background.drop("find")

    def is_looking(self) -> bool:
        """Return whether an answer is still to come."""
        return self._background is not None and self._background.is_busy()

    def _find_beside(self, asked: Asked) -> None:
        if self._background is None:
            from ui.background import Background

            self._background = Background(self._wanted_by)
        journal, engine, clock = self._session.journal, self.engine, self._clock
        text, limit, kinds = asked

        def work() -> tuple[Found, float]:
            from ui.workers import beside

            with beside(journal) as own:
                begun = clock()
                found = engine(own, text, limit=limit, kinds=kinds)
                return found, clock() - begun

        def take(result: tuple[Found, float]) -> None:
            found, seconds = result
            self._is_slow = seconds > _PATIENCE / 2
            self._answer = (asked, found)
            self.arrived()

        def fail(error: JournalError) -> None:
            self._answer = error
            self.arrived()

        self._background.run("find", work, take, fail)
