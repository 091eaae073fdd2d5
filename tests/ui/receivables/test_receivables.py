"""Money by keyboard: the list, its ageing, and the deeds from a payment to a written-off rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import changes, collections, milestones, projects, receivables, steps
from models.ageing import AgeingLine
from models.summaries import formats
from tests.factories import make_account, make_contact
from tests.ui.windows import below_dialogs
from ui.receivables import deeds
from ui.receivables.account_dialog import AccountReceivablesDialog
from ui.receivables.ageing_paper import AgeingPaper
from ui.receivables.collection_dialog import CollectionDialog
from ui.receivables.details_dialog import ReceivableDialog
from ui.receivables.editor import ReceivableEditor
from ui.receivables.invoice_dialog import InvoiceDialog
from ui.receivables.payment_dialog import PaymentDialog
from ui.receivables.project_card import ProjectReceivableCard
from ui.receivables.project_tab import ProjectReceivableTab
from ui.receivables.view import ReceivableView
from ui.session import Session
from ui.widgets.dialog import Dialog


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1100) as window:
        yield window


@pytest.fixture
def owed(session: Session) -> int:
    """An invoice of EUR 48,200 of Northern Rail, ten days late."""
    account = make_account(session.journal)
    make_contact(session.journal, "Gemma Fox", account_id=account)
    return receivables.create(
        session.journal,
        account_id=account,
        title="Installed",
        amount_minor=4_820_000,
        currency="EUR",
        confirmed_on="2026-04-01",
        invoice_number="2207",
        invoiced_on="2026-04-04",
        due_on="2026-05-04",
    ).id


def _dialog(window: QWidget, kind: type[Dialog]) -> Dialog:
    """Return the dialog of a kind that stands on the window."""
    QApplication.processEvents()
    return next(one for one in window.findChildren(kind) if one.isVisible())


def _view(session: Session, window: QWidget) -> ReceivableView:
    view = ReceivableView(session, window)
    view.resize(1000, 600)
    view.show()
    view.refresh()
    QApplication.processEvents()
    return view


def test_a_part_is_paid_from_the_list_by_keyboard(session: Session, window: QWidget, owed: int) -> None:
    view = _view(session, window)
    view.focus_first()
    QTest.keyClick(view.view, Qt.Key.Key_P)
    dialog = _dialog(window, PaymentDialog)
    assert isinstance(dialog, PaymentDialog)
    assert dialog.amount.value() == 4_820_000
    QTest.keyClicks(dialog.amount.line, "48.3k")
    dialog.accept()
    assert "EUR 48,200 of Installed" in dialog.notice.text()
    dialog.amount.line.clear()
    QTest.keyClicks(dialog.amount.line, "8,200")
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.amount_minor for one in receivables.payments(session.journal, owed)] == [820_000]
    view.refresh()
    (line,) = view.model.rows
    assert line.rest_minor == 4_000_000
    assert "EUR 40,000" in view.model.words(line)
    assert "10 days overdue" in view.model.words(line)


def test_an_amount_that_is_none_is_said_at_its_field(session: Session, window: QWidget, owed: int) -> None:
    dialog = deeds.pay(session, owed, window)
    assert isinstance(dialog, PaymentDialog)
    for text in ("-5", "many", "1.234567", "99999999999999999999"):
        dialog.amount.line.clear()
        QTest.keyClicks(dialog.amount.line, text)
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.amount.below()
    dialog.amount.set_text("")
    dialog.accept()
    assert dialog.amount.below() == "Write how much was paid."
    assert receivables.payments(session.journal, owed) == []


def test_no_invoice_without_the_customers_word(session: Session, window: QWidget, owed: int) -> None:
    receivables.edit(session.journal, owed, invoiced_on=None, invoice_number="", due_on=None, confirmed_on=None)
    dialog = deeds.invoice(session, owed, window)
    assert isinstance(dialog, InvoiceDialog)
    QTest.keyClicks(dialog.number, "2207")
    dialog.accept()
    assert "confirm the amount" in dialog.confirmed.below()
    dialog.confirmed.set_value("2026-05-13")
    dialog.terms.clear()
    QTest.keyClicks(dialog.terms, "45")
    dialog.accept()
    row = receivables.get(session.journal, owed)
    assert (row.invoice_number, row.due_on, row.confirmed_on) == ("2207", "2026-06-28", "2026-05-13")
    changes.undo(session.journal)
    assert receivables.get(session.journal, owed).confirmed_on is None


def test_a_contact_leaves_the_next_step_and_a_promise_leaves_theirs(
    session: Session, window: QWidget, owed: int
) -> None:
    dialog = deeds.note_contact(session, owed, window)
    assert isinstance(dialog, CollectionDialog)
    assert dialog.title.text() == "Write a reminder: invoice 2207"
    QTest.keyClicks(dialog.person, "Gemma Fox")
    dialog.said.set_text("Their goods receipt is missing")
    QTest.keyClicks(dialog.promised.line, "next fri")
    assert dialog.title.text() == "Payment of invoice 2207"
    dialog.accept()
    (contact,) = collections.of_receivable(session.journal, owed)
    assert (contact.contact, contact.said, contact.promised_on) == (
        "Gemma Fox",
        "Their goods receipt is missing",
        "2026-05-22",
    )
    step = steps.get(session.journal, contact.step_id or 0)
    assert (step.title, step.kind, step.due_on) == ("Payment of invoice 2207", "customer_promise", "2026-05-22")


def test_what_the_user_wrote_as_next_step_is_not_proposed_away(session: Session, window: QWidget, owed: int) -> None:
    dialog = deeds.note_contact(session, owed, window)
    assert isinstance(dialog, CollectionDialog)
    dialog.title.setText("Ask Lukas")
    dialog.means.button("letter").click()
    assert dialog.title.text() == "Ask Lukas"
    QTest.keyClicks(dialog.person, "Nobody Known")
    dialog.accept()
    assert dialog.isVisible()
    dialog.person.clear()
    dialog.follows.setChecked(False)
    dialog.accept()
    assert collections.of_receivable(session.journal, owed)[0].step_id is None


def test_a_figure_of_the_ageing_shows_its_receivables(session: Session, window: QWidget, owed: int) -> None:
    account = receivables.get(session.journal, owed).account_id
    later = receivables.create(
        session.journal, account_id=account, title="Accepted", amount_minor=100, currency="EUR", planned_on="2026-06-01"
    ).id
    receivables.create(session.journal, account_id=account, title="验收款", amount_minor=500, currency="CNY")
    view = _view(session, window)
    lines = [row for row in view.totals.rows.rows if isinstance(row, AgeingLine)]
    assert [(one.ageing.currency, one.ageing.not_invoiced, one.ageing.to_30) for one in lines] == [
        ("CNY", 500, 0),
        ("EUR", 100, 4_820_000),
    ]
    view.totals.wanted.emit(lines[1], "not_invoiced")
    assert [line.id for line in view.model.rows] == [later]
    view.grouping.button("account").click()
    assert "Northern Rail" in view.groups.rows.words(view.groups.rows.rows[1])
    view.groups.wanted.emit(view.groups.rows.rows[1], "open")
    assert len(view.model.rows) in (1, 2)
    view.show_all()
    assert len(view.model.rows) == 3
    view.filter.setText("验收")
    view._narrow()
    assert [line.title for line in view.model.rows] == ["验收款"]


def test_one_receivable_says_all_about_it_and_follows_what_is_done(
    session: Session, window: QWidget, owed: int
) -> None:
    dialog = deeds.show(session, owed, window)
    assert isinstance(dialog, ReceivableDialog)
    assert dialog.state.text() == "EUR 48,200 · 10 days overdue"
    assert "Nobody has asked" in dialog.next.text()
    session.run(collections.note, owed, means="call", said="They look for it")
    session.run(receivables.pay, owed, 4_820_000)
    assert dialog.state.text() == "EUR 48,200 · Paid, 10 days late"
    assert [row.kind for row in dialog.history.rows_model().rows] in (
        ["collection", "payment"],
        ["payment", "collection"],
    )
    assert dialog.buttons["pay"].isHidden()
    payment = next(row for row in dialog.history.rows_model().rows if row.kind == "payment")
    dialog.history.removed.emit(payment)
    assert "10 days overdue" in dialog.state.text()
    session.run(receivables.trash, owed)
    assert not dialog.isVisible()


def test_a_receivable_is_made_for_a_milestone_and_changed(session: Session, window: QWidget, owed: int) -> None:
    account = receivables.get(session.journal, owed).account_id
    project = projects.create(session.journal, account_id=account, name="Lot 2", value_minor=1, currency="JPY").id
    milestone = milestones.add(session.journal, project, name="Accepted", planned_on="2026-06-30").id
    editor = deeds.new(session, window, project_id=project)
    assert isinstance(editor, ReceivableEditor)
    editor.accept()
    assert editor.form.fields["title"].below() == "Write what the money is for."
    QTest.keyClicks(editor.form.title, "Milestone 4")
    editor.form.amount.set_text("36.4万")
    editor.form.milestone.set_record(milestone)
    editor.accept()
    made = session.journal.row("SELECT max(id) FROM receivable") or (0,)
    row = receivables.get(session.journal, made[0])
    assert (row.title, row.amount_minor, row.currency, row.milestone_id) == ("Milestone 4", 364_000, "JPY", milestone)
    changed = deeds.edit(session, row.id, window)
    assert isinstance(changed, ReceivableEditor)
    assert not changed.is_changed()
    changed.form.terms.setText("sixty")
    assert changed.is_changed()
    changed.accept()
    assert changed.form.fields["terms_days"].below()
    changed.form.terms.setText("60")
    changed.form.days["invoiced_on"].set_value("2026-05-01")
    changed.accept()
    assert receivables.get(session.journal, row.id).due_on == "2026-06-30"


def test_the_project_shows_its_money_in_the_order_of_its_milestones(
    session: Session, window: QWidget, owed: int
) -> None:
    account = receivables.get(session.journal, owed).account_id
    project = projects.create(session.journal, account_id=account, name="Lot 2").id
    first, second = (milestones.add(session.journal, project, name=name).id for name in ("Ordered", "Delivered"))
    of_second = receivables.create(
        session.journal,
        account_id=account,
        project_id=project,
        milestone_id=second,
        title="Second",
        amount_minor=10_000,
        currency="EUR",
        due_on="2026-01-01",
    ).id
    receivables.edit(session.journal, owed, project_id=project, milestone_id=first)
    tab = ProjectReceivableTab(session, window)
    tab.show_project(project)
    assert [line.id for line in tab.part.model.rows] == [owed, of_second]
    tab.part.view.select(owed)
    assert {"receivables.new", "receivables.pay"} <= {command.key for command in tab.deeds()}
    card = ProjectReceivableCard(session, window)
    card.show_project(project)
    assert (card.total.text(), card.late.text()) == ("EUR 48,300", "EUR 48,300 overdue")
    dialog = AccountReceivablesDialog(session, account, window)
    dialog.open()
    assert [line.id for line in dialog.part.model.rows] == [of_second, owed]
    session.run(receivables.pay, of_second, 10_000)
    assert dialog.part.model.rows[0].rest_minor == 0


def test_an_account_with_branches_says_which_of_them_owes_what(session: Session, window: QWidget) -> None:
    group = make_account(session.journal, "Group")
    branch = make_account(session.journal, "Branch", parent_id=group)
    site = make_account(session.journal, "Site", parent_id=branch)
    for account, minor in ((group, 100), (branch, 1000), (site, 10_000)):
        receivables.create(
            session.journal, account_id=account, title="Part", amount_minor=minor, currency="EUR", due_on="2026-05-04"
        )
    dialog = AccountReceivablesDialog(session, group, window)
    dialog.open()
    lines = [row for row in dialog.part.table.rows.rows if isinstance(row, AgeingLine)]
    assert [(line.name, line.ageing.to_30) for line in lines] == [
        ("Together", 11_100),
        ("Branch", 11_000),
        ("Group", 100),
    ]
    dialog.part.table.wanted.emit(lines[1], "to_30")
    line = dialog.part.current()
    assert line is not None
    assert line.account_id in (branch, site)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md"])
def test_the_ageing_is_saved_with_exact_figures(
    qtbot: QtBot, session: Session, window: QWidget, owed: int, ending: str
) -> None:
    receivables.edit(session.journal, owed, amount_minor=4_820_001)
    paper = AgeingPaper(session, window)
    paper.open()
    qtbot.waitUntil(paper.is_settled)
    assert paper.report is not None
    content = formats.render(paper.report, ending)
    if ending == "csv":
        assert "48200.01" in content.decode("utf-8-sig")
    assert content
