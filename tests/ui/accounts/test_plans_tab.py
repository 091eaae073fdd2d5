"""The plans on the page of an account."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import plan_order, plans, steps
from models.plan_lines import parse
from tests.factories import make_account
from tests.readers import steps_of_plan
from ui.accounts.account_panel import AccountPanel
from ui.accounts.page import AccountPage
from ui.session import Session
from ui.steps.plan_editor import PlanEditor


@pytest.fixture
def account_id(session: Session) -> int:
    return make_account(session.journal)


@pytest.fixture
def panel(session: Session, account_id: int, qtbot: QtBot) -> AccountPanel:
    made = AccountPanel(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_record(account_id)
    return made


def test_it_says_how_far_each_plan_is_and_what_to_expect(
    session: Session, account_id: int, panel: AccountPanel
) -> None:
    branch = make_account(session.journal, "Depot", parent_id=account_id)
    late = plans.create(
        session.journal, goal="Lot 2", account_id=branch, target_on="2026-05-31", planned=parse("Ask\n> Offer")
    ).id
    ask, offer = (step.id for step in steps_of_plan(session.journal, late))
    steps.close(session.journal, ask)
    plan_order.set_days(session.journal, late, {offer: date(2026, 6, 8)})
    ended = plans.create(session.journal, goal="Lot 1", account_id=account_id).id
    plans.close(session.journal, ended, outcome="dropped")
    panel.show_record(account_id)
    panel.show_tab("plans")
    assert panel.tabs.button("plans").accessibleName() == "Plans 1"
    model = panel.plans.model
    assert [model.words(row) for row in model.rows] == [
        "Lot 2, 1 of 2 steps, Depot · target 31 May, 8 days behind the target",
        "Lot 1, Northern Rail, Plan dropped, 14 May 2026",
    ]


def test_enter_opens_a_plan(session: Session, account_id: int, panel: AccountPanel, qtbot: QtBot) -> None:
    plan_id = plans.create(session.journal, goal="Lot 2", account_id=account_id).id
    panel.show_record(account_id)
    panel.show_tab("plans")
    panel.plans.view.select(plan_id)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(panel.plans.view, Qt.Key.Key_Return)
    assert wanted.args == ["plan", plan_id]


def test_a_new_plan_begins_at_the_account(panel: AccountPanel, account_id: int) -> None:
    panel.show_tab("plans")
    assert not panel.plans.view.isVisible()
    panel.plans.new_plan()
    (editor,) = panel.window().findChildren(PlanEditor)
    assert (editor.account.key(), editor.account.text()) == (account_id, "Northern Rail")
    editor.reject()


def test_the_keys_make_a_plan_at_the_account_that_is_shown(session: Session, account_id: int, qtbot: QtBot) -> None:
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_record("account", account_id)
    command = next(command for command in page.deeds() if command.key == "account.plan")
    command.work()
    (editor,) = page.window().findChildren(PlanEditor)
    assert editor.account.key() == account_id
    editor.reject()
