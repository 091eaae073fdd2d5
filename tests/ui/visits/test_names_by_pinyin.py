"""Chinese names are chosen in the visit editor by the letters of their pinyin, as one types on any keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models import visits
from tests.factories import make_account, make_contact
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.editor import VisitEditor


@pytest.mark.parametrize(("of_account", "of_person"), [("bftl", "zw"), ("beifang", "zhangwei"), ("tielu", "wei")])
def test_an_account_and_a_person(session: Session, qtbot: QtBot, of_account: str, of_person: str) -> None:
    account = make_account(session.journal, "北方铁路局")
    make_account(session.journal, "Northern Rail")
    zhang = make_contact(session.journal, "张伟", account_id=account)
    make_contact(session.journal, "李娜", account_id=account)
    editor = shown(qtbot, VisitEditor(session), 920, 800)
    editor.open_new()
    QTest.keyClicks(editor.header.account, of_account)
    assert [one.text for one in editor.header.account.suggestions()][:-1] == ["北方铁路局"]  # and a new one
    QTest.keyClick(editor.header.account, Qt.Key.Key_Return)
    field = editor.header.people.field
    field.setFocus()
    QTest.keyClicks(field, of_person)
    assert [one.text for one in field.suggestions()][:-1] == ["张伟"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.header.people.people() == [(zhang, "张伟")]
    assert editor.save()
    ((visit_id,),) = session.journal.rows("SELECT id FROM visit")
    assert visits.get(session.journal, visit_id).account_id == account
