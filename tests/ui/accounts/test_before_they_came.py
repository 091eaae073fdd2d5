"""What we did with people before they came to an account is one chip away, and no part of its own history."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models import contact_moves
from tests.factories import make_account, make_contact, make_visit
from ui.accounts.page import AccountPage
from ui.session import Session
from ui.widgets import timeline_words
from ui.widgets.timeline import MonthHeading


def test_the_chip_is_there_for_who_came_from_elsewhere(qtbot: QtBot, session: Session) -> None:
    journal = session.journal
    rail, metro = make_account(journal, "Northern Rail"), make_account(journal, "City Metro")
    anna = make_contact(journal, "Anna", account_id=rail, post={"title": "engineer"})
    make_visit(journal, rail, "2026-03-01T10:00", purpose="Radio survey", people=[anna])
    contact_moves.move(journal, anna, metro, on="2026-05-01", post={"title": "director"})
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.show_record("account", rail)
    assert page.panel is not None
    history = page.panel.history
    assert not history.chips.chips["before"].isVisible()
    page.show_record("account", metro)
    said = [timeline_words.text(row) for row in history.view.timeline_model.rows if not isinstance(row, MonthHeading)]
    assert said == ["director; came from Northern Rail"]
    history.chips.chips["before"].click()
    entries = [row for row in history.view.timeline_model.rows if not isinstance(row, MonthHeading)]
    assert [(one.title, one.account) for one in entries] == [("Radio survey", "Northern Rail")]
