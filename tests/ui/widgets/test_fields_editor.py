"""Editors whose fields are the columns say what was changed elsewhere, in words, and overwrite none of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import acceptance, assets, colleagues, projects
from tests.factories import make_account, make_contact
from tests.ui.conftest import RecordedAlerts
from ui.acceptance.item_editor import ItemEditor
from ui.acceptance.signature_editor import SignatureEditor
from ui.assets.editor import AssetEditor
from ui.projects.editor import ProjectEditor
from ui.session import Session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def lot(session: Session) -> int:
    """A project with one colleague who is known."""
    account = make_account(session.journal, "Northern Rail")
    colleagues.create(session.journal, name="Lin Tao")
    return projects.create(session.journal, account_id=account, name="Lot 2", value_minor=100, currency="CNY").id


def test_what_was_not_touched_here_is_taken_over_from_elsewhere(session: Session, lot: int, window: QWidget) -> None:
    (lin,) = (one.id for one in session.read(colleagues.listing))
    item = acceptance.add_item(session.journal, lot, department="Depot 4", criterion="Radio").id
    editor = ItemEditor(session, lot, item, window)
    editor.form.clause.setText("7.14")
    acceptance.edit_item(session.journal, item, evidence="Report 12", owner_colleague_id=lin)
    editor.accept()
    assert (editor.form.evidence.text(), editor.form.owner.text()) == ("Report 12", "Lin Tao")
    editor.accept()
    stored = acceptance.get_item(session.journal, item)
    assert (stored.clause, stored.evidence, stored.owner_colleague_id) == ("7.14", "Report 12", lin)


def test_what_is_stored_elsewhere_is_said_as_the_field_says_it(session: Session, lot: int, window: QWidget) -> None:
    (lin,) = (one.id for one in session.read(colleagues.listing))
    editor = ProjectEditor(session, lot, window)
    editor.form.value.set_text("2.50")
    projects.edit(session.journal, lot, delivery_owner_id=lin, value_minor=999)
    editor.accept()
    assert editor.form.fields["value_minor"].below() == "Changed elsewhere to: 9.99"
    assert editor.form.owners["delivery"].text() == "Lin Tao"
    assert editor.form.value.text() == "2.50"


def test_an_account_is_named_where_two_chose_different_ones(session: Session, window: QWidget) -> None:
    first, second, third = (make_account(session.journal, name) for name in ("Abo", "Bern", "Cork"))
    asset = assets.create(session.journal, account_id=first, product="Radio").id
    editor = AssetEditor(session, asset, window)
    editor.form.fill({"account_id": second})
    assets.edit(session.journal, asset, account_id=third)
    editor.accept()
    assert editor.form.fields["account_id"].below() == "Changed elsewhere to: Cork"
    assert editor.form.account_id.text() == "Bern"
    editor.accept()
    assert assets.get(session.journal, asset).account_id == second


def test_a_new_project_keeps_the_currency_that_was_offered(session: Session, lot: int, window: QWidget) -> None:
    editor = ProjectEditor(session, None, window, account_id=projects.get(session.journal, lot).account_id)
    assert editor.form.lines["currency"].text() == "CNY"
    editor.form.lines["name"].setText("Lot 3")
    editor.form.value.set_text("1,200")
    made: list[int] = []
    editor.saved.connect(made.append)
    editor.accept()
    stored = projects.get(session.journal, made[0])
    assert (stored.value_minor, stored.currency, stored.stage) == (120_000, "CNY", "Lead")


def test_half_a_name_is_said_and_never_dropped(
    session: Session, lot: int, window: QWidget, alerts: RecordedAlerts
) -> None:
    make_contact(session.journal, "Maria Hoffmann")
    signature = acceptance.add_signature(session.journal, lot, department="Depot 4").id
    editor = SignatureEditor(session, lot, signature, window)
    editor.form.signer.setText("Mar")
    editor.accept()
    assert editor.form.fields["signer_id"].below() == "Choose one of the people, or nobody."
    alerts.answers.append("")
    editor.reject()
    assert alerts.told
