"""The one way to the brief from every page: a record, or an account by its number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.errors import JournalError
from models.summaries.brief_target import target
from ui import alerts
from ui.session import Session
from ui.translations import say


def open_brief(session: Session, parent: QWidget, account_id: int, visit_id: int | None = None) -> None:
    """Show the brief on an account, or on a planned visit to it."""
    from ui.brief.dialog import BriefDialog

    BriefDialog(session, parent, account_id, visit_id).open()


def open_brief_of(session: Session, parent: QWidget, record: tuple[str, int] | None) -> None:
    """Show the brief that a record leads to, or say what to choose first."""
    try:
        found = session.read(target, *record) if record is not None else None
    except JournalError as error:
        alerts.current().error(error)
        return
    if found is None:
        session.say(say("Choose a visit, an account or a person first: the brief is about one."))
        return
    open_brief(session, parent, found.account_id, found.visit_id)
