"""The accounts as list and tree: what is shown, how it is filtered, opened and left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts
from tests.factories import make_account, make_step, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui.accounts.list_model import AccountListModel
from ui.accounts.page import AccountPage
from ui.accounts.tree_model import AccountTreeModel
from ui.session import Session


def _names(page: AccountPage) -> list[str]:
    return [row.line.name for row in page.accounts.view().rows_model().rows]


@pytest.fixture
def family(session: Session) -> dict[str, int]:
    """A group with a company and its city, and another account."""
    journal = session.journal
    group = make_account(journal, "Group", account_class="A", rhythm_days=14)
    company = make_account(journal, "Company", parent_id=group)
    city = make_account(journal, "City of 北京", parent_id=company, city="Beijing")
    return {"group": group, "company": company, "city": city, "other": make_account(journal, "Other")}


@pytest.fixture
def page(session: Session, family: dict[str, int], qtbot: QtBot) -> AccountPage:
    """The page, shown."""
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    return page


def test_the_models_are_sound(
    session: Session, family: dict[str, int], qtmodeltester: ModelTester, sample_session: Session
) -> None:
    for one in (session, sample_session):
        listed, tree = AccountListModel(one), AccountTreeModel(one)
        for model in (listed, tree):
            model.reload()
            qtmodeltester.check(model)
        tree.toggle(next(row for row in tree.rows if row.line.branches))
        tree.toggle(next(row for row in tree.rows if row.line.branches and row.depth == 0))
        qtmodeltester.check(tree)


def test_the_tree_opens_and_closes_with_the_arrows(page: AccountPage, qtbot: QtBot) -> None:
    assert _names(page) == ["Group", "Other"]
    tree = page.accounts.tree
    page.focus_first()
    tree.select_first()
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert _names(page) == ["Group", "Company", "Other"]
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert _names(page) == ["Group", "Company", "City of 北京", "Other"]
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.current_row().line.name == "Group"
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert _names(page) == ["Group", "Other"]
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert _names(page) == ["Group", "Company", "Other"]


def test_the_list_shows_every_account_with_what_stands_above(page: AccountPage, qtbot: QtBot) -> None:
    page.accounts.form.button("list").click()
    assert _names(page) == ["City of 北京", "Company", "Group", "Other"]
    model = page.accounts.list_model
    assert model.words(model.rows[0]).startswith("City of 北京, Group › Company")


def test_the_filter_waits_for_the_input_method(page: AccountPage, qtbot: QtBot) -> None:
    compose(page.accounts.filter, "bei")
    qtbot.wait(100)
    assert _names(page) == ["Group", "Other"]
    commit(page.accounts.filter, "北京")
    qtbot.waitUntil(lambda: _names(page) == ["City of 北京"])
    qtbot.keyClick(page.accounts.filter, Qt.Key.Key_Return)
    assert page.accounts.view().current_row().line.name == "City of 北京"


def test_a_filter_that_fits_nothing_can_be_taken_back(page: AccountPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.accounts.filter, "nowhere")
    page.accounts.read_filtered()
    assert _names(page) == []
    page.accounts.clear_filter()
    assert _names(page) == ["Group", "Other"]


def test_esc_goes_back_to_the_account_that_was_opened(page: AccountPage, family: dict[str, int], qtbot: QtBot) -> None:
    page.show_record("account", family["city"])
    assert page.panel is not None
    assert page.panel.isVisible()
    qtbot.keyClick(page.panel.tabs.button("timeline"), Qt.Key.Key_Escape)
    assert page.accounts.isVisible()
    assert page.accounts.view().current_row().id == family["city"]


def test_enter_opens_and_delete_can_be_undone(
    page: AccountPage, session: Session, family: dict[str, int], qtbot: QtBot
) -> None:
    said: list[tuple[str, bool]] = []
    session.said.connect(lambda sentence, can_undo: said.append((sentence, can_undo)))
    make_visit(session.journal, family["other"])
    page.accounts.view().select(family["other"])
    qtbot.keyClick(page.accounts.view(), Qt.Key.Key_Delete)
    assert _names(page) == ["Group"]
    assert said == [("Other was put into the trash with its visits and steps.", True)]
    session.undo()
    assert _names(page) == ["Group", "Other"]
    page.accounts.view().select(family["other"])
    qtbot.keyClick(page.accounts.view(), Qt.Key.Key_Return)
    assert page.panel is not None
    assert page.panel.head.name.text() == "Other"


def test_an_account_with_branches_stays_and_says_why(
    page: AccountPage, family: dict[str, int], alerts: RecordedAlerts
) -> None:
    page.remove(family["group"])
    assert "has branches" in alerts.told[0]
    assert accounts.get(page.session.journal, family["group"]).name == "Group"


def test_the_words_of_a_row(page: AccountPage, session: Session, family: dict[str, int]) -> None:
    make_visit(session.journal, family["group"], "2026-05-12T10:00")
    make_step(session.journal, kind="promise", account_id=family["company"])
    page.refresh()
    model = page.accounts.tree_model
    assert model.words(model.rows[0]) == (
        "Group, class A, 2 accounts below, 1 visit (last 12 months), last visit 2 days ago, 1 open promise"
    )
