"""Money that is due stands on Today, and is paid or asked for from its row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from models import collections, receivables
from tests.factories import make_account
from tests.ui.windows import shown
from ui.receivables.collection_dialog import CollectionDialog
from ui.receivables.payment_dialog import PaymentDialog
from ui.session import Session
from ui.today.coming_section import ComingSection
from ui.today.page import TodayPage
from ui.widgets.dialog import Dialog


def _coming(session: Session, qtbot: QtBot) -> tuple[TodayPage, ComingSection]:
    """Return the page Today, and what comes up on it."""
    page = shown(qtbot, TodayPage(session), 1100, 800)
    qtbot.waitUntil(page.is_settled)
    assert page.coming is not None
    return page, page.coming


@pytest.mark.parametrize(("letter", "kind"), [("P", PaymentDialog), ("C", CollectionDialog), ("D", CollectionDialog)])
def test_a_letter_in_the_row_notes_the_payment_or_the_contact(
    session: Session, qtbot: QtBot, letter: str, kind: type[Dialog]
) -> None:
    account = make_account(session.journal)
    owed = receivables.create(
        session.journal, account_id=account, title="Installed", amount_minor=500, currency="EUR", due_on="2026-05-04"
    ).id
    page, coming = _coming(session, qtbot)
    (row,) = coming.rows()
    QTest.keyClick(row, Qt.Key(ord(letter)))
    QApplication.processEvents()
    (dialog,) = page.window().findChildren(kind)
    if isinstance(dialog, CollectionDialog) and letter == "D":
        assert dialog.promised.line.hasFocus()
        dialog.promised.set_text("next fri")
    dialog.accept()
    if letter == "P":
        assert receivables.paid_minor(session.journal, owed) == 500
    else:
        (contact,) = collections.of_receivable(session.journal, owed)
        assert (contact.promised_on is not None) == (letter == "D")


def test_the_menu_of_the_row_names_what_can_be_done(session: Session, qtbot: QtBot) -> None:
    account = make_account(session.journal)
    receivables.create(
        session.journal, account_id=account, title="Installed", amount_minor=500, currency="EUR", due_on="2026-05-04"
    )
    _, coming = _coming(session, qtbot)
    buttons = coming.rows()[0].findChildren(QPushButton)
    more = next(one for one in buttons if one.accessibleName().startswith("Payment"))
    more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t")[0] for action in menu.actions()]
    menu.close()
    assert words[1:4] == ["Payment…", "Contact about the payment…", "They promised a day…"]
