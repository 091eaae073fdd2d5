"""What new settings of working time or of promised answers mean for the requests that are open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models import response_targets
from models.changes import Changes
from ui import workers
from ui.session import Session
from ui.translations import say

_AT_ONCE = 100
"""So many requests are worked out while the window waits; more take longer than it may stand still."""


def rework_targets(session: Session, parent: QWidget | None) -> None:
    """Work out again by when what is open is to be answered, behind a progress bar where that takes its time.

    Nothing else may be written until then, so it comes last. The settings close meanwhile: `parent` is the window
    below them.
    """
    if session.read(response_targets.running_count) <= _AT_ONCE:
        session.run(response_targets.rework)
        return

    def work(_progress: workers.Progress, _cancelled: Callable[[], bool]) -> Changes:
        with workers.beside(session.journal) as own:
            return response_targets.rework(own)

    def tell(changes: Changes) -> None:
        session.journal.changed_elsewhere()  # a worker's write is no other program's
        session.changed.emit(changes)

    workers.run_long(parent, say("Working out when answers are due…"), work, tell)
