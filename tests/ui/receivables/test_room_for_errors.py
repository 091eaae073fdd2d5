"""A dialog grows by the sentence that says what is wrong; its fields keep their height."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import receivable_lists, receivables
from tests.factories import make_account
from ui.receivables.payment_dialog import PaymentDialog
from ui.session import Session


def test_a_payment_above_what_is_owed_says_so_below_whole_fields(session: Session, qtbot: QtBot) -> None:
    account = make_account(session.journal, "Northern Rail and all of its daughters")
    owed = receivables.create(
        session.journal, account_id=account, title="Installed, the first part", amount_minor=2_820_000, currency="EUR"
    ).id
    line = receivable_lists.line(session.journal, owed)
    assert line is not None
    below = QWidget()
    qtbot.addWidget(below)
    below.show()
    dialog = PaymentDialog(session, line, below)
    dialog.open()
    QApplication.processEvents()
    before = dialog.amount.line.height()
    dialog.amount.set_text("99999")
    dialog.accept()
    for _ in range(4):
        QApplication.processEvents()
    assert dialog.isVisible()
    assert dialog.amount.line.height() == before
    assert dialog.amount.line.visibleRegion().boundingRect().height() == before
    dialog.reject()
