"""Going through the pairs that may be one, by keys alone, and taking back what was decided."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, changes, contacts, known_differences
from models.duplicates import accounts as of_accounts
from models.duplicates import people
from models.errors import NotFound
from tests.factories import make_account, make_contact, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.duplicates.dialog import DuplicatesDialog, Found
from ui.duplicates.merge_dialog import MergeDialog
from ui.duplicates.opening import find_duplicates
from ui.session import Session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _opened(session: Session, qtbot: QtBot, window: QWidget) -> DuplicatesDialog:
    found = {"contact": people.find(session.journal), "account": of_accounts.find(session.journal)}
    dialog = DuplicatesDialog(session, found, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _twice(session: Session, name: str = "Anna Weber", **other: object) -> tuple[int, int]:
    account = make_account(session.journal)
    kept = make_contact(session.journal, name, account_id=account)
    make_visit(session.journal, account, people=[kept])
    return kept, make_contact(session.journal, name.upper(), account_id=account, **other)


def test_a_pair_is_merged_by_keys_alone(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept, other = _twice(session, level="manager", notes="Likes tea")
    contacts.edit(session.journal, kept, level="executive")
    dialog = _opened(session, qtbot, window)
    assert dialog.focusWidget() is dialog.view
    assert "same name" in dialog.reasons.text().casefold()
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert dialog.comparison.choices() == {"name": "kept", "level": "other", "notes": "other"}
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.current() is None)
    row = contacts.get(session.journal, kept)
    assert (row.level, row.notes) == ("manager", "Likes tea")
    assert dialog.notice.words() == "ANNA WEBER was merged into Anna Weber."
    assert dialog.empty.isVisible()
    dialog.notice.undo.click()
    assert contacts.get(session.journal, other).name == "ANNA WEBER"
    assert dialog.current() is not None, "what was taken back is listed again"


def test_the_other_one_stays_after_a_swap(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept, other = _twice(session)
    dialog = _opened(session, qtbot, window)
    dialog.comparison.swap.click()
    assert dialog.comparison.preview is not None
    assert dialog.comparison.preview.kept.id == other
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: dialog.current() is None)
    assert contacts.get(session.journal, other).name == "ANNA WEBER"
    assert contacts.listing(session.journal, limit=5)[0].id == other
    assert journal_has_no(session, kept)


def journal_has_no(session: Session, contact_id: int) -> bool:
    """Return whether a person is gone from the lists."""
    try:
        contacts.get(session.journal, contact_id)
    except NotFound:
        return True
    return False


def test_two_that_are_not_the_same_are_proposed_no_more(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept, other = _twice(session)
    _, fox = _twice(session, "Dana Fox")
    dialog = _opened(session, qtbot, window)
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert known_differences.pairs(session.journal, "contact") == {(min(kept, other), max(kept, other))}
    shown = dialog.current()
    assert shown is not None
    assert fox in shown.id
    assert dialog.focusWidget() is dialog.view
    dialog.notice.undo.click()
    assert len(dialog.view.rows_model().rows) == 2


def test_one_of_three_that_was_merged_is_in_no_other_pair(session: Session, qtbot: QtBot, window: QWidget) -> None:
    kept, _ = _twice(session)
    account = contacts.posts(session.journal, kept)[0].account_id
    make_contact(session.journal, "anna weber", account_id=account)
    dialog = _opened(session, qtbot, window)
    assert len(dialog.view.rows_model().rows) == 3
    first = dialog.current()
    assert first is not None
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: len(dialog.view.rows_model().rows) < 3)
    (left,) = dialog.view.rows_model().rows
    assert first.second.id not in left.id


def test_accounts_stand_on_the_other_tab(session: Session, qtbot: QtBot, window: QWidget) -> None:
    for name in ("Northern Rail", "Northern Rail Ltd"):
        make_account(session.journal, name)
    dialog = _opened(session, qtbot, window)
    assert dialog.kind() == "account", "nobody is written down twice"
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: dialog.current() is None)
    assert [one.name for one in accounts.listing(session.journal)] == ["Northern Rail"]


def test_what_was_changed_meanwhile_is_said_and_nothing_is_merged(
    session: Session, qtbot: QtBot, window: QWidget, alerts: RecordedAlerts
) -> None:
    _, other = _twice(session)
    dialog = _opened(session, qtbot, window)
    contacts.edit(session.journal, other, notes="New")
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: bool(alerts.told))
    assert "changed elsewhere" in alerts.told[0]
    assert changes.undoable(session.journal) == "contacts.edit"
    assert dialog.comparison.field("notes").current() == "other", "both are shown as they are now"


def test_looking_shows_what_was_found(session: Session, qtbot: QtBot, window: QWidget) -> None:
    _twice(session)
    find_duplicates(session, window)
    qtbot.waitUntil(lambda: bool(window.findChildren(DuplicatesDialog)))
    (dialog,) = window.findChildren(DuplicatesDialog)
    assert dialog.current() is not None
    dialog.reject()
    QApplication.processEvents()


def test_both_dialogs_fit_a_small_window(session: Session, qtbot: QtBot, window: QWidget) -> None:
    first, second = (make_contact(session.journal, "Anna Weber", notes=notes * 40) for notes in ("One ", "Two "))
    window.resize(860, 560)
    pairs: Found = {"contact": people.find(session.journal), "account": []}
    for dialog in (
        DuplicatesDialog(session, pairs, window),
        MergeDialog(session, "contact", first, window, other_id=second),
    ):
        dialog.open()
        qtbot.waitExposed(dialog)
        assert (dialog.width() <= 860, dialog.height() <= 560) == (True, True)
        dialog.reject()
