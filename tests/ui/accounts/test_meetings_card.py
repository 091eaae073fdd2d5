"""The regular meetings on an account's page."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import visits
from models.clock import FixedClock
from tests.factories import make_account, make_contact, make_visit
from tests.ui.windows import shown
from ui.accounts.page import AccountPage
from ui.session import Session


def test_meetings_that_come_back_stand_on_the_page_with_the_missed_ones(
    session: Session, clock: FixedClock, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    account = make_account(session.journal)
    boss = make_contact(session.journal, "Boss", level="executive", account_id=account)
    page = shown(qtbot, AccountPage(session), 1180, 800)
    page.show_record("account", account)
    card = page.panel.meetings
    assert not card.isVisible()
    first = make_visit(
        session.journal,
        account,
        "2026-05-14T15:00",
        state="planned",
        purpose="Steering board",
        repeats="FREQ=MONTHLY;INTERVAL=3",
        people=[boss],
    )
    session.run(visits.miss, first)
    assert card.isVisible()
    (row,) = card.model.rows
    words = card.model.words(row)
    assert words.startswith("Steering board, executive, next 14 August · every quarter, 1 missed: 14 May")
    qtmodeltester.check(card.model)
    card.view.setFocus()
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert wanted.args == ["visit", row.visit_id]
    clock.move(timedelta(days=95))
    page.refresh()
    assert "was due Fri 14 Aug" in card.model.words(card.model.rows[0])
    assert "1 missed" in card.model.words(card.model.rows[0])
