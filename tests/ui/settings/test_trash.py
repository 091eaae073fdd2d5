"""The trash on the screen: what lies there, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts, contacts, visits
from tests.factories import make_account, make_contact, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.session import Session
from ui.settings.trash import TrashDialog, TrashModel


def _open(qtbot: QtBot, session: Session) -> TrashDialog:
    dialog = TrashDialog(session)
    dialog.open()
    return dialog


def test_the_model_is_sound(qtmodeltester: ModelTester, session: Session) -> None:
    for number in range(3):
        contacts.trash(session.journal, make_contact(session.journal, f"Person {number}"))
    model = TrashModel(session)
    model.reload()
    qtmodeltester.check(model)
    assert model.data(model.index(0)) == "person, Person 2, Person, today 09:50"


def test_what_was_thrown_away_comes_back_by_enter(qtbot: QtBot, session: Session) -> None:
    rail = make_account(session.journal)
    make_visit(session.journal, rail, purpose="Lot 2")
    contacts.trash(session.journal, make_contact(session.journal, "Tom"))
    accounts.trash(session.journal, rail)
    dialog = _open(qtbot, session)
    assert sorted(row.title for row in dialog.model.rows) == ["Northern Rail", "Tom"]
    dialog.list.select(("account", rail))
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert said.args == ["Restored: Northern Rail", True]
    assert [row.title for row in dialog.model.rows] == ["Tom"]
    dialog.restore_button.click()
    assert dialog.model.rows == []
    assert not dialog.restore_button.isEnabled()
    assert not dialog.list.isVisible()
    session.undo()
    assert [row.title for row in dialog.model.rows] == ["Tom"]
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_what_must_come_out_first_is_said(qtbot: QtBot, session: Session, alerts: RecordedAlerts) -> None:
    rail = make_account(session.journal)
    visit = make_visit(session.journal, rail)
    visits.trash(session.journal, visit)
    accounts.trash(session.journal, rail)
    dialog = _open(qtbot, session)
    row = next(row for row in dialog.model.rows if row.kind == "visit") if len(dialog.model.rows) > 1 else None
    if row is not None:
        dialog.restore(row)
        assert alerts.told == ["There is no such account (it may lie in the trash)."]
    dialog.reject()


def test_an_empty_trash_says_so(qtbot: QtBot, session: Session) -> None:
    dialog = _open(qtbot, session)
    assert not dialog.list.isVisible()
    assert not dialog.restore_button.isEnabled()
    dialog.reject()
