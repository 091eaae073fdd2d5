"""Merging from the window: it may take longer than a window may stand still."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.merging.fields import Choice
from models.merging.preview import MERGES, Preview
from ui import workers
from ui.session import Session
from ui.translations import say


def merge(
    session: Session,
    parent: QWidget,
    preview: Preview,
    choices: dict[str, Choice],
    on_done: Callable[[Changes], object],
    on_failed: Callable[[JournalError], None],
) -> None:
    """Merge the two records of a preview as chosen, behind a progress bar if that takes long."""
    kept_id, other_id, revisions = preview.kept.id, preview.other.id, preview.revisions

    def work(own: Journal, _progress: workers.Progress) -> Changes:
        return MERGES[preview.kind](own, kept_id, other_id, choices, revisions=revisions)

    title = say("Merging {other} into {kept}…", other=preview.other.name, kept=preview.kept.name)
    session.run_beside(parent, title, work, on_done, on_failed=on_failed)


def merged_words(preview: Preview) -> str:
    """Return what was done."""
    return say("{other} was merged into {kept}.", other=preview.other.name, kept=preview.kept.name)
