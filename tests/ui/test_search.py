"""Ctrl+K: jump to a record or an action while typing, or search all that was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models import accounts, contacts
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from ui.accounts.page import AccountPage
from ui.main_window import MainWindow
from ui.search_field import SearchField
from ui.search_results import SearchResults
from ui.session import Session
from ui.settings.dialog import SettingsDialog
from ui.widgets.rows import RowView
from ui.widgets.suggestion_list import SuggestionList

HOSTILE = (
    "<b>Bold</b> <img src=x>",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} \N{HIGH-SPEED TRAIN} & Sons",
    "\u0634\u0631\u0643\u0629 Rail",
    "\u202eback to front",
    "%s {name} {{x}} \\n",
    "&File &&",
    "W " * 95 + "long",
)


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window on a small journal."""
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show_page("today")
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def field(qtbot: QtBot, window: MainWindow) -> SearchField:
    """The field in the top bar, reached by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.search.hasFocus()
    return window.top_bar.search


def _found(qtbot: QtBot, window: MainWindow) -> SearchResults:
    dialog = window.findChild(SearchResults)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Searching" not in _said(dialog), timeout=20_000)
    return dialog


def _said(dialog: SearchResults) -> str:
    return " ".join(text.text() for text in dialog.findChildren(QLabel))


@pytest.mark.parametrize("typed", ["张伟", "张", "伟"])
def test_a_chinese_name_is_found_by_any_of_its_characters(session: Session, field: SearchField, typed: str) -> None:
    wanted = make_contact(session.journal, "张伟")
    make_contact(session.journal, "李娜")
    field.setText(typed)
    field.edited.emit(typed)
    assert [one.key for one in field.suggestions()][:1] == [("contact", wanted)]


def test_while_an_input_method_composes_nothing_happens(session: Session, field: SearchField) -> None:
    make_contact(session.journal, "张伟")
    compose(field, "zhang")
    assert field.suggestions() == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.window().findChild(SearchResults) is None
    commit(field, "张")
    assert field.suggestions()[0].text == "张伟"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strange_name_is_suggested_as_it_is_and_opens(
    window: MainWindow, session: Session, field: SearchField, name: str
) -> None:
    wanted = accounts.create(session.journal, name=name).id
    stored = accounts.get(session.journal, wanted).name
    field.setText(stored)
    field.edited.emit(stored)
    assert field.suggestions()[0].text == stored
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert isinstance(page, AccountPage)
    assert page.open_record() == ("account", wanted)
    assert field.text() == ""


def test_three_hundred_letters_are_searched_and_the_dialog_keeps_its_width(
    qtbot: QtBot, window: MainWindow, field: SearchField
) -> None:
    QTest.keyClicks(field, "q" * 300)
    shown = field.findChild(SuggestionList)
    assert shown is not None
    assert len(field.suggestions()) == 1
    assert shown.height() < 40
    QTest.keyClick(field, Qt.Key.Key_Return)
    dialog = _found(qtbot, window)
    assert "Nothing in this journal holds all of these words." in _said(dialog)
    title = dialog.findChildren(QLabel)[0]
    assert title.sizeHint().width() <= title.width()
    assert dialog.width() < 800


def test_enter_opens_the_first_that_was_found(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    account = make_account(session.journal)
    for day in range(1, 29):
        for month in range(1, 9):
            make_visit(session.journal, account, f"2025-{month:02d}-{day:02d}T09:00", notes="about the radio lamp")
    dialog = SearchResults(session, "radio lamp", window)
    dialog.open()
    _found(qtbot, window)
    assert "The newest 200" in _said(dialog)
    view = dialog.findChild(RowView)
    assert view is not None
    assert view.hasFocus()
    assert view.currentIndex().row() == 0
    newest = view.rows_model().rows[0].id
    QTest.keyClick(view, Qt.Key.Key_Return)
    page = window.current_page()
    assert page is not None
    assert page.open_record() == ("visit", newest)
    qtbot.waitUntil(lambda: window.findChild(SearchResults) is None)


def test_esc_goes_back_to_the_page(window: MainWindow, field: SearchField) -> None:
    QTest.keyClicks(field, "sett")
    assert field.suggestions()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.suggestions() == []
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    page = window.current_page()
    assert page is not None
    assert page.isAncestorOf(window.focusWidget())
    assert field.text() == ""


def test_after_an_action_chosen_here_the_page_has_the_focus(window: MainWindow, field: SearchField) -> None:
    QTest.keyClicks(field, "settings")
    QTest.keyClick(field, Qt.Key.Key_Return)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.close()
    QApplication.processEvents()
    page = window.current_page()
    assert page is not None
    assert page.isAncestorOf(window.focusWidget())


def test_a_person_that_was_deleted_meanwhile_is_said(window: MainWindow, session: Session, field: SearchField) -> None:
    gone = make_contact(session.journal, "Zoe")
    QTest.keyClicks(field, "zoe")
    contacts.trash(session.journal, gone)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "no longer there" in window.status_line.words()
