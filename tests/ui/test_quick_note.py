"""The quick note: Enter saves and closes, Esc keeps the words for the next time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from models import drafts
from tests.readers import open_steps
from ui import preferences, tray
from ui.draft_words import sentence_about
from ui.main_window import MainWindow
from ui.quick_note import QuickNote
from ui.session import Session


def _open(session: Session, qtbot: QtBot) -> QuickNote:
    note = QuickNote(session)
    qtbot.addWidget(note)
    note.show()
    note.quick.setFocus()
    return note


def test_enter_saves_and_closes(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call Tom tomorrow")
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Return)
    assert [(one.title, one.due_on) for one in open_steps(session.journal)] == [("Call Tom", "2026-05-15")]
    assert not note.isVisible()
    assert session.read(drafts.waiting) == []


def test_escape_keeps_the_words_for_the_next_time(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call Tom")
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Escape)
    assert not note.isVisible()
    (draft,) = session.read(drafts.waiting)
    assert sentence_about(draft) == "A quick note was not saved: call Tom"
    again = _open(session, qtbot)
    qtbot.keyClicks(again.quick.line, " fri")
    assert again.quick.text() == "call Tom fri"
    qtbot.keyClick(again.quick.line, Qt.Key.Key_Return)
    assert session.read(drafts.waiting) == []


def test_a_draft_that_waits_opens_the_window(session: Session, qtbot: QtBot) -> None:
    drafts.keep(session.journal, drafts.QUICK_NOTE, None, "call Tom")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show_draft(session.read(drafts.waiting)[0])
    note = window.findChild(QuickNote)
    assert note is not None
    assert note.quick.text() == "call Tom"


def test_the_tray_asks_for_what_its_menu_says(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QObject()
    icon = tray.Tray(parent)
    assert [one.text() for one in icon.menu.actions()] == ["New visit", "Quick note", "Open Rounds", "Quit"]
    with qtbot.waitSignal(icon.note_wanted):
        icon.menu.actions()[1].trigger()
    tray.show_or_hide("hidden")
    assert preferences.current().tray == "hidden"
    icon.close()
