"""The quick note: Enter saves and closes, Esc keeps the words for the next time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import drafts
from models.errors import JournalBusy
from tests.factories import make_account
from tests.readers import open_steps
from tests.ui.composing import commit, compose
from ui import preferences, theme, translations, tray
from ui.draft_words import sentence_about
from ui.main_window import MainWindow
from ui.quick_note import KEEP_AFTER, QuickNote
from ui.session import Session
from ui.settings.general import GeneralPart
from ui.translations import say
from ui.visits.page import VisitPage


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


def test_words_are_kept_soon_after_they_were_typed(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call Tom")
    assert 0 < KEEP_AFTER <= 1500
    qtbot.waitUntil(lambda: [one.content for one in session.read(drafts.waiting)] == ["call Tom"])
    next(action for action in note.quick.kind_menu(None).actions() if action.text() == "promise").trigger()
    qtbot.waitUntil(lambda: [one.content for one in session.read(drafts.waiting)] == ["call Tom !promise"])


def test_the_window_grows_with_what_was_understood(session: Session, qtbot: QtBot) -> None:
    make_account(session.journal, "Northern Rail")
    note = _open(session, qtbot)
    note.quick.set_text(
        "visit @Northern Rail yesterday 3pm met Jane Doe, Ana Ruiz, Zoe Dale: agreed the dates of lot 2"
    )
    last = note.quick.facts()[-1]
    qtbot.waitUntil(lambda: _lower_edge(last, note.quick) <= note.quick.height())
    assert note.quick.y() + note.quick.height() <= note.cancel_button.y()


def _lower_edge(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, QPoint(0, widget.height())).y() if widget.height() == theme.CHIP else 10_000


def test_further_letters_do_not_put_the_draft_off(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call")
    before = note._timer.remainingTime()
    qtbot.wait(50)
    qtbot.keyClicks(note.quick.line, " Tom")
    assert note._timer.remainingTime() < before


def test_nothing_is_kept_while_an_input_method_composes(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    commit(note.quick.line, "给")
    compose(note.quick.line, "xuhai")
    assert not note.keep()
    assert session.read(drafts.waiting) == []
    commit(note.quick.line, "徐海")
    assert [one.content for one in session.read(drafts.waiting)] == ["给徐海"]


def test_the_draft_goes_with_what_is_added_and_undo_does_not_bring_it_back(session: Session, qtbot: QtBot) -> None:
    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call Tom")
    assert note.keep()
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Return)
    assert session.read(drafts.waiting) == []
    assert len(open_steps(session.journal)) == 1
    session.undo()
    assert open_steps(session.journal) == []
    assert session.read(drafts.waiting) == []


def test_words_that_can_not_be_kept_stay_open_and_say_why(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object) -> int:
        raise JournalBusy("The journal is busy.")

    note = _open(session, qtbot)
    qtbot.keyClicks(note.quick.line, "call Tom")
    monkeypatch.setattr(drafts, "keep", refuse)
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Escape)
    assert note.isVisible()
    assert note.quick.below() == "The journal is busy."
    assert note.quick.text() == "call Tom"
    monkeypatch.undo()
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Escape)
    assert not note.isVisible()
    assert [one.content for one in session.read(drafts.waiting)] == ["call Tom"]


def test_a_visit_in_a_quick_note_goes_on_in_the_window(session: Session, qtbot: QtBot) -> None:
    make_account(session.journal, "Northern Rail")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.actions_["quick_note"].trigger()
    note = window.findChild(QuickNote)
    assert note is not None
    qtbot.keyClicks(note.quick.line, "visit @Northern Rail ")
    assert note.keep()
    qtbot.keyClick(note.quick.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert not note.isVisible()
    page = window.current_page()
    assert isinstance(page, VisitPage)
    assert page.editor.header.account.account() == "Northern Rail"
    assert [one.table for one in session.read(drafts.waiting)] == ["visit"]


def test_a_quick_note_is_kept_when_the_window_is_left(session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    assert not window.is_note_open()
    window.actions_["quick_note"].trigger()
    note = window.findChild(QuickNote)
    assert note is not None
    assert window.is_note_open()
    qtbot.keyClicks(note.quick.line, "call Tom")
    assert window.leave_all()
    assert [one.content for one in session.read(drafts.waiting)] == ["call Tom"]


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
    translations.use("zh_CN")
    icon.follow_language()
    assert icon.menu.actions()[3].text() == say("Quit") != "Quit"
    tray.show_or_hide("hidden")
    assert preferences.current().tray == "hidden"
    icon.close()


def test_where_no_desktop_has_room_for_the_icon_the_setting_is_hidden(qtbot: QtBot) -> None:
    part = GeneralPart()
    qtbot.addWidget(part)
    assert part.tray.isVisibleTo(part) == tray.is_possible()
