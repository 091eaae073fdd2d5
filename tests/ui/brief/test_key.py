"""F9 shows the brief of what one stands at, on every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models import acceptance, accounts, assets, contacts, feedback, milestones, plans, projects, receivables, visits
from models.summaries.brief_target import BriefTarget, target
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.ui.windows import window_in_front
from ui.brief.dialog import BriefDialog
from ui.main_window import MainWindow
from ui.session import Session
from ui.today.visit_card import VisitCard


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """Return the window on a journal with a visit today, another account and a person."""
    account = make_account(session.journal)
    visits.plan(session.journal, account_id=account, start="2026-05-14T15:00", purpose="Signatures")
    make_account(session.journal, "Alpenbahn")
    return window_in_front(qtbot, session)


def by_key(window: MainWindow) -> tuple[str, str] | None:
    """Press F9; return the account and the planned visit's title in the dialog that came, and close it."""
    QTest.keyClick(window, Qt.Key.Key_F9)
    QApplication.processEvents()
    found = [one for one in window.findChildren(BriefDialog) if one.isVisible()]
    if not found:
        return None
    (dialog,) = found
    titles = [one.text() for one in dialog.sheet.findChildren(QLabel) if one.text() in ("This visit", "Next visit")]
    account = dialog.account.text()
    dialog.reject()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return account, "".join(titles)


def test_on_today_it_is_about_the_next_visit_or_the_card_with_the_focus(window: MainWindow, session: Session) -> None:
    assert by_key(window) == ("Northern Rail", "This visit")
    other = accounts.find(session.journal, "Alpenbahn").id
    session.run(visits.plan, account_id=other, start="2026-05-14T17:00")
    QApplication.processEvents()
    assert by_key(window) == ("Northern Rail", "This visit")
    card = next(one for one in window.findChildren(VisitCard) if one.isVisible() and one.visit.account_id == other)
    card.findChildren(type(card._brief_button()))[0].setFocus()
    assert by_key(window) == ("Alpenbahn", "This visit")


def test_on_the_other_pages_it_is_about_what_one_stands_at(window: MainWindow, session: Session) -> None:
    journal = session.journal
    account = accounts.find(journal, "Northern Rail").id
    person = make_contact(journal, "Anna", account_id=accounts.find(journal, "Alpenbahn").id)
    step = make_step(journal, "Send", account_id=account)
    plan = plans.create(journal, goal="Win", account_id=account).id
    held = make_visit(journal, account)
    planned = visits.plan(journal, account_id=account, start="2026-05-20T10:00").id
    session.changed.emit(type(visits.plan(journal, account_id=account))(0, "", frozenset({"*"})))
    for kind, record, expected in (
        ("account", account, ("Northern Rail", "Next visit")),
        ("contact", person, ("Alpenbahn", "")),
        ("step", step, ("Northern Rail", "Next visit")),
        ("plan", plan, ("Northern Rail", "Next visit")),
        ("visit", held, ("Northern Rail", "Next visit")),
        ("visit", planned, ("Northern Rail", "This visit")),
    ):
        window.show_record(kind, record)
        QApplication.processEvents()
        assert by_key(window) == expected, kind


def test_in_a_list_it_is_about_the_row(window: MainWindow, session: Session) -> None:
    make_contact(session.journal, "Anna", account_id=accounts.find(session.journal, "Northern Rail").id)
    for page, expected in (("accounts", "Alpenbahn"), ("contacts", "Northern Rail")):
        window.show_page(page)
        QApplication.processEvents()
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Home)
        found = by_key(window)
        assert found is not None
        assert found[0] == expected


def test_in_a_new_visit_it_is_about_the_account_that_is_written(window: MainWindow, session: Session) -> None:
    window.new_visit(accounts.find(session.journal, "Alpenbahn").id)
    QApplication.processEvents()
    assert by_key(window) == ("Alpenbahn", "")


def test_where_nothing_is_chosen_it_says_so(window: MainWindow) -> None:
    window.show_page("summaries")
    assert by_key(window) is None
    assert "Choose a visit" in window.status_line.words()


def test_what_lies_in_the_trash_has_no_brief(session: Session) -> None:
    journal = session.journal
    account = make_account(journal)
    person = make_contact(journal, account_id=account)
    visit = make_visit(journal, account)
    nowhere = make_contact(journal, "Nobody")
    assert target(journal, "contact", person) == BriefTarget(account)
    assert target(journal, "visit", visit) == BriefTarget(account)
    assert target(journal, "contact", nowhere) is None
    assert target(journal, "summary", 1) is None
    contacts.trash(journal, person)
    assert target(journal, "contact", person) is None
    accounts.trash(journal, account)
    assert target(journal, "account", account) is None
    assert target(journal, "visit", visit) is None


def test_what_is_sold_and_owed_leads_to_the_brief_on_its_account(session: Session) -> None:
    journal = session.journal
    account = make_account(journal, "Southmoor Power")
    lot = projects.create(journal, account_id=account, name="Lot 2").id
    records = {
        "project": lot,
        "milestone": milestones.add(journal, lot, name="Accepted").id,
        "acceptance_item": acceptance.add_item(journal, lot, department="Depot", criterion="Radio").id,
        "signature": acceptance.add_signature(journal, lot, department="Depot").id,
        "receivable": receivables.create(journal, account_id=account, title="t", amount_minor=1, currency="EUR").id,
        "asset": assets.create(journal, account_id=account, product="Radio").id,
        "feedback": feedback.create(journal, account_id=account, product="Radio", words="Louder").id,
    }
    assert {kind: target(journal, kind, one) for kind, one in records.items()} == dict.fromkeys(
        records, BriefTarget(account)
    )
    projects.trash(journal, lot)
    assert target(journal, "signature", records["signature"]) is None
