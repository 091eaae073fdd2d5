"""Templates in the notes: filled in, at the cursor, nothing overwritten, and taken back by one key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import colleagues, note_templates
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import compose
from ui import translations
from ui.main_window import MainWindow
from ui.session import Session
from ui.visits.page import VisitPage
from ui.visits.template_dialog import TemplateDialog
from ui.visits.template_menu import first_gap


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    account_id = make_account(session.journal)
    colleagues.set_profile(session.journal, name="Tom Berg")
    note_templates.create(session.journal, "Mine & yours", "With {people}, {nobody}:")
    people = [make_contact(session.journal, account_id=account_id)]
    visit_id = make_visit(session.journal, account_id, purpose="BOQ", people=people)
    made = MainWindow(session)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.show_record("visit", visit_id)
    made.page("visits").editor.texts.notes.setFocus()
    yield made
    made.page("visits").editor.form.texts.notes.set_text("")


def _page(window: MainWindow) -> VisitPage:
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    return page


def test_the_menu_holds_the_users_own_and_those_of_the_program(window: MainWindow) -> None:
    menu = _page(window).editor.form.templates.menu()
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Mine && yours",
        "First meeting",
        "Technical exchange",
        "Complaint",
        "Acceptance",
        "Follow-up visit",
        "Keep these notes as a template…",
        "My templates…",
    ]
    assert not menu.actions()[-2].isEnabled()  # there are no notes yet
    menu.deleteLater()


def test_a_template_is_filled_in_and_taken_back_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    notes = _page(window).editor.texts.notes
    qtbot.keyClicks(notes, "Before")
    menu = _page(window).editor.form.templates.menu()
    menu.actions()[0].trigger()
    assert notes.text() == "Before\n\nWith 徐海, {nobody}: "
    qtbot.keyClick(notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "Before"
    qtbot.keyClick(notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == ""
    menu.deleteLater()


def test_a_selection_is_not_overwritten(window: MainWindow) -> None:
    editor = _page(window).editor
    notes = editor.texts.notes
    notes.set_text("One two three")
    cursor = notes.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    notes.setTextCursor(cursor)
    editor.form.templates.insert("- [ ] {unknown} {me}")
    assert notes.text() == "One two\n\n- [ ] {unknown} Tom Berg\n\n three"
    assert editor.is_changed()


def test_what_is_being_composed_becomes_text_first(window: MainWindow) -> None:
    editor = _page(window).editor
    compose(editor.texts.notes, "nihao")
    editor.form.templates.insert("{account}")
    assert editor.texts.notes.text() == "nihao\n\nNorthern Rail"


def test_the_templates_speak_the_language_of_the_window(window: MainWindow) -> None:
    editor = _page(window).editor
    translations.use("zh_CN")
    editor.form.templates._insert_built_in("complaint")
    begin = "## 投诉 · Northern Rail · 2026年5月13日\n反映人：徐海\n接收人：Tom Berg"
    assert editor.texts.notes.text().startswith(begin)


def test_writing_goes_on_where_the_template_waits_for_words(window: MainWindow, qtbot: QtBot) -> None:
    editor = _page(window).editor
    editor.form.templates._insert_built_in("first_meeting")
    qtbot.keyClicks(editor.texts.notes, "Anna")
    assert "\nIntroduced by: Anna\n" in editor.texts.notes.text()
    assert (first_gap("a\nb:\nc"), first_gap("甲：\n乙"), first_gap("- [ ] \nx:"), first_gap("ab\nc")) == (4, 2, 6, 4)


def test_saving_is_said_at_once_though_something_else_was_just_done(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(_page(window).editor.texts.notes, "Words")
    window.session.say("Something was attached", can_undo=True)
    window.actions_["save"].trigger()
    assert window.status_line.words() == "Saved 09:50"
    assert not window.status_line.can_undo()


def test_the_key_opens_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["insert_template"].trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == "Template"
    popup.close()
    said: list[str] = []
    window.session.said.connect(lambda sentence, _undo: said.append(sentence))
    window.show_page("accounts")
    window.actions_["insert_template"].trigger()
    assert said == ["A template goes into the notes of a visit. Open one, or begin a new one."]


def test_notes_are_kept_as_a_template(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    dialog = TemplateDialog(session, "## {account}", window)
    dialog.open()
    dialog.accept()
    assert dialog._field.below() == "The name of the template is missing. Please enter one."
    qtbot.keyClicks(dialog.name, "mine & YOURS")
    dialog.accept()
    assert "already" in dialog._field.below()
    dialog.name.setText("Trade fair")
    dialog.accept()
    assert [one.name for one in note_templates.listing(session.journal)] == ["Mine & yours", "Trade fair"]
    session.undo()
    assert [one.name for one in note_templates.listing(session.journal)] == ["Mine & yours"]
