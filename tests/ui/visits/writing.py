"""What tests of the editor write, and where the words are afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import drafts, visit_sheet
from models.visit_sheet import VisitSheet
from ui.session import Session


def write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(widget, text)


def kept(session: Session) -> list[VisitSheet]:
    return [visit_sheet.from_json(one.content) for one in drafts.waiting(session.journal)]


def everywhere(session: Session) -> str:
    """Return all texts of the journal: of visits, steps and drafts."""
    rows = session.journal.rows("SELECT notes || ' ' || summary || ' ' || private_notes || ' ' || purpose FROM visit")
    rows += session.journal.rows("SELECT title FROM step") + session.journal.rows("SELECT content FROM draft")
    return " ".join(row[0] for row in rows)
