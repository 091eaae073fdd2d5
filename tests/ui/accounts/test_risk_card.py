"""The heaviest risks of an account, beside its tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import make_account, make_step
from ui.accounts.account_panel import AccountPanel
from ui.session import Session
from ui.steps.editor import StepEditor


def test_the_heaviest_risks_stand_beside_the_history(qtbot: QtBot, session: Session) -> None:
    journal = session.journal
    rail = make_account(journal)
    depot = make_account(journal, "Depot 4", parent_id=rail)
    for number in range(5):
        made = {"likelihood": 1 + number, "effect": 4, "account_id": depot if number % 2 else rail}
        make_step(journal, f"Risk {number}", kind="risk", **made)
    panel = AccountPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1200, 800)
    panel.show()
    panel.show_record(rail)
    assert [row.title for row in panel.risks.model.rows] == ["Risk 4", "Risk 3", "Risk 2", "Risk 1"]
    assert panel.risks._all.text() == "Show all 5 risks"
    panel.risks.view.select_first()
    QTest.keyClick(panel.risks.view, Qt.Key.Key_Return)
    (editor,) = panel.window().findChildren(StepEditor)
    assert editor.title.text() == "Risk 4"
    editor.reject()
    panel.risks._all.click()
    assert panel.steps.chips.current() == "risks"
    other = make_account(journal, "Harbour Metro")
    panel.show_record(other)
    assert panel.risks.isHidden()
