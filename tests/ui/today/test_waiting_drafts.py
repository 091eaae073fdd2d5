"""After a power cut the program starts with Today: what was not saved is named there, with the way to it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import drafts, visit_sheet
from tests.factories import make_account, make_contact, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.accounts.editor import AccountEditor
from ui.contacts.editor import ContactEditor
from ui.main_window import MainWindow
from ui.session import Session
from ui.widgets.line_field import LineField


def restarted(session: Session, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show_page("today")
    with qtbot.waitActive(window):
        window.show()
    return window


def keep_visit(session: Session, visit_id: int | None = None, notes: str = "Words") -> int:
    sheet = (
        replace(visit_sheet.blank(session.journal), account="Harbour Metro")
        if visit_id is None
        else visit_sheet.read(session.journal, visit_id)
    )
    content = visit_sheet.to_json(replace(sheet, notes=notes))
    return drafts.keep(session.journal, "visit", visit_id, content)


def name_of(editor: AccountEditor | ContactEditor) -> LineField:
    return editor.form.name if isinstance(editor, AccountEditor) else editor.form.lines["name"]


def press_open(window: MainWindow, qtbot: QtBot) -> None:
    (open_it,) = window.page("today").waiting.findChildren(QPushButton)  # type: ignore[attr-defined]
    qtbot.mouseClick(open_it, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_visit_that_was_not_saved_is_named_at_the_start_and_opened_from_there(
    session: Session, qtbot: QtBot, is_first: bool
) -> None:
    if not is_first:
        make_visit(session.journal, make_account(session.journal))
    keep_visit(session)
    window = restarted(session, qtbot)
    waiting = window.page("today").waiting  # type: ignore[attr-defined]
    assert waiting.isVisible()
    press_open(window, qtbot)
    page = window.current_page()
    assert page is window.page("visits")
    assert page.editor.texts.notes.text() == "Words"  # type: ignore[attr-defined]
    assert page.save()
    window.show_page("today")
    assert not waiting.isVisible()


def test_the_draft_of_a_visit_in_the_journal_is_opened_too(session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    keep_visit(session, visit_id)
    window = restarted(session, qtbot)
    press_open(window, qtbot)
    editor = window.page("visits").editor  # type: ignore[attr-defined]
    assert (editor.visit_id(), editor.texts.notes.text()) == (visit_id, "Words")


def test_without_drafts_nothing_is_said(session: Session, qtbot: QtBot) -> None:
    make_visit(session.journal, make_account(session.journal))
    window = restarted(session, qtbot)
    assert not window.page("today").waiting.isVisible()  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("table", ["account", "contact"])
def test_what_was_typed_about_an_account_or_a_person_is_opened_in_its_editor(
    session: Session, qtbot: QtBot, table: str, is_new: bool
) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    record_id = account_id if table == "account" else make_contact(session.journal, "Marta Ruiz", account_id=account_id)
    make_visit(session.journal, account_id)
    kind = AccountEditor if table == "account" else ContactEditor
    before = kind(session, None if is_new else record_id, None)
    qtbot.addWidget(before)
    qtbot.keyClicks(name_of(before), "Zebra")
    before.keep_draft()
    typed = name_of(before).text()
    before.hide()
    window = restarted(session, qtbot)
    press_open(window, qtbot)
    (editor,) = window.findChildren(kind)
    assert name_of(editor).text() == typed
    assert "Zebra" in typed


def test_a_draft_that_can_not_be_read_is_named_and_stays(
    session: Session, qtbot: QtBot, alerts: RecordedAlerts
) -> None:
    make_visit(session.journal, make_account(session.journal))
    for content in ("[" * 9000, json.dumps({"format": 2, "pages": []})):
        drafts.keep(session.journal, "visit", None, content)
    window = restarted(session, qtbot)
    waiting = window.page("today").waiting  # type: ignore[attr-defined]
    assert len(waiting.drafts()) == 2
    session.draft_wanted.emit(waiting.drafts()[0])
    assert "can't be read" in alerts.told[0]
    assert len(drafts.waiting(session.journal)) == 2


def test_tab_goes_from_what_was_not_saved_to_the_week(session: Session, qtbot: QtBot) -> None:
    make_visit(session.journal, make_account(session.journal))
    keep_visit(session)
    window = restarted(session, qtbot)
    page = window.page("today")
    page.focus_first()
    (open_it,) = page.waiting.findChildren(QPushButton)  # type: ignore[attr-defined]
    for _ in page.strip.cells:  # type: ignore[attr-defined]
        if open_it.hasFocus():
            break
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert open_it.hasFocus()
    qtbot.keyClick(open_it, Qt.Key.Key_Tab)
    assert window.focusWidget() in page.strip.cells  # type: ignore[attr-defined]
