"""Looking for duplicates, and showing what was found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.duplicates import accounts, people
from ui import workers
from ui.duplicates.dialog import DuplicatesDialog, Found
from ui.session import Session
from ui.translations import say


def find_duplicates(session: Session, window: QWidget) -> None:
    """Look through all people and accounts behind a progress bar, then show the pairs that may be one."""

    def look(progress: workers.Progress, _cancelled: Callable[[], bool]) -> Found:
        with workers.beside(session.journal) as own:
            return {"contact": people.find(own, progress), "account": accounts.find(own, progress)}

    def show(found: Found) -> None:
        DuplicatesDialog(session, found, window).open()

    workers.run_long(window, say("Looking for duplicates…"), look, show)
