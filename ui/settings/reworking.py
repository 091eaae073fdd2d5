"""What new settings of working time or of promised answers mean for the requests that are open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import response_targets
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
    session.run_beside(
        parent,
        say("Working out when answers are due…"),
        lambda own, _progress: response_targets.rework(own),
        lambda _changes: None,
    )
