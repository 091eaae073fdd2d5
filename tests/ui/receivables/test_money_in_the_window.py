"""A receivable opens from anywhere where it belongs, and the ageing goes to paper by Ctrl+P."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import projects, receivables
from tests.factories import make_account
from tests.ui.windows import window_in_front
from ui.accounts.page import AccountPage
from ui.receivables.account_dialog import AccountReceivablesDialog
from ui.receivables.ageing_paper import AgeingPaper
from ui.receivables.details_dialog import ReceivableDialog
from ui.receivables.project_tab import ProjectReceivableTab
from ui.receivables.view import ReceivableView
from ui.session import Session
from ui.widgets.dialog import Dialog


def _close(window: object) -> None:
    for dialog in window.findChildren(Dialog):  # type: ignore[attr-defined]
        dialog.done(0)
    QApplication.processEvents()


def test_a_receivable_opens_where_it_belongs(session: Session, qtbot: QtBot) -> None:
    account = make_account(session.journal)
    project = projects.create(session.journal, account_id=account, name="Lot 2").id
    fields = receivables.ReceivableFields(
        account_id=account, title="Installed", amount_minor=500, currency="EUR", due_on="2026-05-04"
    )
    inside = receivables.create(session.journal, project_id=project, **fields).id
    alone = receivables.create(session.journal, **fields).id
    window = window_in_front(qtbot, session)
    window.show_record("receivable", inside)
    QApplication.processEvents()
    assert [one.line.id for one in window.findChildren(ReceivableDialog)] == [inside]
    tab = window.findChild(ProjectReceivableTab)
    assert tab is not None
    assert tab.isVisible()
    _close(window)
    window.show_record("receivable", alone)
    QApplication.processEvents()
    assert [one.line.id for one in window.findChildren(ReceivableDialog) if one.isVisible()] == [alone]
    _close(window)
    view = window.findChild(ReceivableView)
    assert view is not None
    view.printable()
    paper = window.findChild(AgeingPaper)
    assert paper is not None
    qtbot.waitUntil(paper.is_settled)
    _close(window)
    window.show_record("account", account)
    page = window.findChild(AccountPage)
    assert page is not None
    next(command for command in page.deeds() if command.key == "account.receivables").work()
    dialog = window.findChild(AccountReceivablesDialog)
    assert dialog is not None
    assert len(dialog.part.model.rows) == 2
    _close(window)
