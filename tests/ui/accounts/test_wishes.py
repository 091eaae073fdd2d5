"""The card that says, at an account, what its branches ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import steps
from tests.factories import make_account, make_step, make_visit
from ui.accounts.page import AccountPage
from ui.accounts.wishes_card import More
from ui.session import Session
from ui.steps.editor import StepEditor


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> AccountPage:
    """The page, shown."""
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 1400)
    page.show()
    return page


def test_wishes_of_branches_are_shown_opened_and_gone_with_them(
    session: Session, page: AccountPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    journal = session.journal
    group = make_account(journal, "Group")
    city, town = make_account(journal, "City", parent_id=group), make_account(journal, "Town", parent_id=group)
    asked = [make_step(journal, f"Wish {number}", account_id=city, kind="request") for number in range(7)]
    make_step(journal, "Wish 3", account_id=town, kind="request")
    heard = make_visit(journal, town, expectation="Delivery in June")
    page.show_record("account", group)
    card = page.made_panel().wishes
    assert card.isVisible()
    assert card.model.words(card.model.rows[0]).startswith("request, Wish 3, Town, City")
    assert card.model.rows[-1] == More(4)
    qtmodeltester.check(card.model)
    card.view.select(More(4))
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert len(card.model.rows) == 8
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    card.view.select(("expectation", heard))
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert opened == [("visit", heard)]
    card.view.select(("request", asked[0]))
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    (editor,) = page.window().findChildren(StepEditor)
    editor.reject()
    steps.close(journal, asked[0], "done")
    page.refresh()
    assert len(card.model.rows) == 7
    page.show_record("account", city)
    assert not card.isVisible()
