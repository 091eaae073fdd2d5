"""What was being typed about a product, money, an item and others is named after a crash, and gone on with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import acceptance, assets, drafts, projects, receivables
from tests.factories import make_account
from tests.ui.windows import window_in_front
from ui.acceptance.item_editor import ItemEditor
from ui.acceptance.signature_editor import SignatureEditor
from ui.assets.editor import AssetEditor
from ui.assets.feedback_editor import FeedbackEditor
from ui.draft_words import sentence_about
from ui.projects.page import ProjectPage
from ui.receivables.editor import ReceivableEditor
from ui.session import Session
from ui.widgets.dialog import Dialog
from ui.widgets.fields_editor import FieldsEditor


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[ProjectPage]:
    """The page in the window of the program; dialogs end before the journal does."""
    window = window_in_front(qtbot, session)
    window.show_page("projects")
    page = window.page("projects")
    assert isinstance(page, ProjectPage)
    yield page
    for dialog in window.findChildren(Dialog):
        dialog.done(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def lots(session: Session) -> tuple[int, int]:
    account = make_account(session.journal, "Northern Rail")
    first, second = (projects.create(session.journal, account_id=account, name=name).id for name in ("Lot 1", "Lot 2"))
    return first, second


def opened(page: ProjectPage, session: Session) -> tuple[str, Dialog]:
    """Return what Today says of the draft that waits, and the editor to which it leads."""
    (draft,) = session.read(drafts.waiting)
    page.open_draft(draft)
    return sentence_about(draft), next(one for one in page.window().findChildren(Dialog) if one.isVisible())


def left_behind(editor: FieldsEditor) -> None:
    """Keep what is typed, as when the program ends."""
    editor.form.edited.emit()
    editor.keep_draft()


def test_a_product_is_gone_on_with(page: ProjectPage, session: Session, lots: tuple[int, int]) -> None:
    account = projects.get(session.journal, lots[0]).account_id
    asset = assets.create(session.journal, account_id=account, product="Radio").id
    editor = AssetEditor(session, asset, page.window())
    editor.form.site.setText("Depot 4")
    left_behind(editor)
    words, again = opened(page, session)
    assert words == "What you typed about Radio was not saved."
    assert isinstance(again, AssetEditor)
    assert (again.record_id, again.form.site.text()) == (asset, "Depot 4")


def test_new_feedback_is_gone_on_with(page: ProjectPage, session: Session) -> None:
    editor = FeedbackEditor(session, None, page.window())
    editor.form.words.set_text("Too loud\nin the hall")
    left_behind(editor)
    words, again = opened(page, session)
    assert words == "What you typed about Too loud in the hall was not saved."
    assert isinstance(again, FeedbackEditor)
    assert again.form.words.text() == "Too loud\nin the hall"


def test_a_receivable_is_gone_on_with(page: ProjectPage, session: Session, lots: tuple[int, int]) -> None:
    editor = ReceivableEditor(session, page.window(), project_id=lots[1])
    editor.form.title.setText("Milestone 4")
    editor.form.amount.set_text("36.4k")
    editor.form.days["due_on"].set_text("next")
    left_behind(editor)
    words, again = opened(page, session)
    assert words == "What you typed about Milestone 4 was not saved."
    assert isinstance(again, ReceivableEditor)
    assert (again.form.project.record_id(), again.form.account.text()) == (lots[1], "Northern Rail")
    assert (again.form.amount.value(), again.form.days["due_on"].text()) == (3_640_000, "next")


def test_a_receivable_shows_what_was_changed_elsewhere(
    page: ProjectPage, session: Session, lots: tuple[int, int]
) -> None:
    fields = {"account_id": projects.get(session.journal, lots[0]).account_id, "title": "Milestone 4"}
    money = {"amount_minor": 100, "currency": "EUR"}
    owed = receivables.create(session.journal, **fields, **money).id  # type: ignore[arg-type]
    editor = ReceivableEditor(session, page.window(), receivable_id=owed)
    editor.form.amount.set_text("2")
    receivables.edit(session.journal, owed, amount_minor=350, project_id=lots[0], risk="Budget")
    editor.accept()
    assert editor.form.fields["amount_minor"].below() == "Changed elsewhere to: 3.50"
    assert (editor.form.project.record_id(), editor.form.risk.text()) == (lots[0], "Budget")
    editor.accept()
    stored = receivables.get(session.journal, owed)
    assert (stored.amount_minor, stored.project_id, stored.risk) == (200, lots[0], "Budget")


def test_a_signature_is_gone_on_with(page: ProjectPage, session: Session, lots: tuple[int, int]) -> None:
    signature = acceptance.add_signature(session.journal, lots[1], department="Depot 4").id
    editor = SignatureEditor(session, lots[1], signature, page.window())
    editor.form.subject.setText("Training")
    left_behind(editor)
    words, again = opened(page, session)
    assert words == "What you typed about Depot 4 was not saved."
    assert isinstance(again, SignatureEditor)
    assert again.form.subject.text() == "Training"


def test_a_new_item_is_offered_in_its_own_project_only(
    page: ProjectPage, session: Session, lots: tuple[int, int]
) -> None:
    editor = ItemEditor(session, lots[0], None, page.window())
    editor.form.criterion.set_text("Radio covers the hall")
    left_behind(editor)
    elsewhere = ItemEditor(session, lots[1], None, page.window())
    assert elsewhere.form.criterion.text() == ""
    _, again = opened(page, session)
    assert isinstance(again, ItemEditor)
    assert again.form.criterion.text() == "Radio covers the hall"
    assert page.shown_id() == lots[0]
