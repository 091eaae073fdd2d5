"""Merging a person or an account with one that is chosen by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import accounts, contacts
from models.merging import people
from models.merging.chain import Kind
from tests.factories import make_account, make_contact
from ui import theme
from ui.duplicates.field_choice import broken
from ui.duplicates.merge_dialog import MergeDialog
from ui.main_window import MainWindow
from ui.session import Session
from ui.widgets.suggest import Suggestion


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _opened(session: Session, qtbot: QtBot, window: QWidget, kind: Kind, record_id: int) -> MergeDialog:
    dialog = MergeDialog(session, kind, record_id, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_person_is_merged_with_another_by_keys(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept = make_contact(session.journal, "Anna Weber", notes="One")
    other = make_contact(session.journal, "Anne Weber", notes="Two")
    dialog = _opened(session, qtbot, window, "contact", kept)
    assert not dialog.comparison.isVisible()
    QTest.keyClicks(dialog.other, "Anne")
    QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    assert dialog.comparison.isVisible()
    assert dialog.comparison.choices() == {"name": "kept", "notes": "both"}
    with qtbot.waitSignal(dialog.merged) as merged:
        QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    assert merged.args == [kept]
    assert contacts.get(session.journal, kept).notes == "One\n\nTwo"
    session.undo()
    assert contacts.get(session.journal, other).name == "Anne Weber"


def test_a_name_that_is_nobodys_is_said_in_its_place(session: Session, qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(session, qtbot, window, "account", make_account(session.journal))
    QTest.keyClicks(dialog.other, "Nowhere")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._field.below() == "There is no account of that name. Choose one from the list."


def test_nobody_is_suggested_to_be_merged_with_himself(session: Session, qtbot: QtBot, window: QWidget) -> None:
    first, second = make_account(session.journal, "Rail North"), make_account(session.journal, "Rail South")
    dialog = _opened(session, qtbot, window, "account", first)
    assert [one.key for one in dialog.other.choices("Rail")] == [second]


def test_who_is_called_the_same_is_offered_first_of_all(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept, same = make_contact(session.journal, "Anna Weber"), make_contact(session.journal, "ANNA WEBER")
    make_contact(session.journal, "Anna Fox")
    dialog = _opened(session, qtbot, window, "contact", kept)
    QTest.keyClick(dialog.other, Qt.Key.Key_Down)
    QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    assert dialog.other.key() == same
    dialog.comparison.swap.setFocus()
    with qtbot.waitSignal(dialog.merged):
        QTest.keyClick(dialog.comparison.swap, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_page_of_the_one_that_is_no_more_leads_to_the_one_that_stayed(session: Session, qtbot: QtBot) -> None:
    kept, other = make_account(session.journal, "Rail North"), make_account(session.journal, "Rail South")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.show_record("account", other)
    page = window.page("accounts")
    page.merge(other)  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(MergeDialog)
    dialog.other.take(dialog.other.choices("Rail North")[0])
    dialog.comparison.swap.click()
    with qtbot.waitSignal(dialog.merged):
        dialog.accept()
    assert page.open_record() == ("account", kept)
    window.show_page("today")
    accounts.edit(session.journal, kept, city="York")
    window.show_record("account", other)
    assert page.open_record() == ("account", kept)
    assert [one.name for one in accounts.listing(session.journal)] == ["Rail North"]


def test_a_long_text_is_broken_and_ends_with_dots() -> None:
    font = theme.font("body")
    assert broken("", font, 200, 3) == []
    assert broken("short", font, 200, 3) == ["short"]
    assert broken("one\n\ntwo", font, 200, 5) == ["one", "", "two"]
    long = broken("many words " * 50, font, 200, 3)
    assert len(long) == 3
    assert long[-1].endswith("…")


def test_a_page_follows_the_person_it_shows_into_the_one_who_stayed(session: Session, qtbot: QtBot) -> None:
    kept, other = make_contact(session.journal, "Anna Weber"), make_contact(session.journal, "Anne Weber")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.show_record("contact", other)
    page = window.page("contacts")
    session.run(people.merge, kept, other)
    assert page.open_record() == ("contact", kept)
    session.undo()
    contacts.trash(session.journal, other)
    window.show_record("contact", other)
    assert page.open_record() is None, "what was thrown away is said to be gone"


def test_nobody_is_merged_with_who_is_no_longer_named(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept = make_contact(session.journal, "Anna Weber")
    first, second = make_contact(session.journal, "Anne Weber"), make_contact(session.journal, "Otto Zander")
    dialog = _opened(session, qtbot, window, "contact", kept)
    QTest.keyClicks(dialog.other, "Anne")
    QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    dialog.other.selectAll()
    QTest.keyClicks(dialog.other, "Otto Zander")
    dialog.accept()
    assert dialog.comparison.preview is not None
    assert (dialog.comparison.preview.other.id, dialog.isVisible()) == (second, True)  # seen before it is merged
    with qtbot.waitSignal(dialog.merged):
        dialog.accept()
    assert contacts.get(session.journal, first).name == "Anne Weber"


def test_who_was_deleted_meanwhile_is_not_merged_with_who_was_shown_before(
    session: Session, qtbot: QtBot, window: QWidget
) -> None:
    kept = make_contact(session.journal, "Anna Weber")
    first, second = make_contact(session.journal, "Anne Weber"), make_contact(session.journal, "Otto Zander")
    dialog = _opened(session, qtbot, window, "contact", kept)
    dialog.other.take(Suggestion(first, "Anne Weber"))
    contacts.trash(session.journal, second)
    dialog.other.take(Suggestion(second, "Otto Zander"))
    assert dialog.comparison.isHidden()
    dialog.accept()
    assert contacts.get(session.journal, first).name == "Anne Weber"
    assert "no such contact" in dialog._field.below()
