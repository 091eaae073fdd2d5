"""The editor of a record keeps its draft while it is typed in, whatever happens."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from models import drafts
from models.errors import JournalBusy
from tests.factories import make_account
from tests.ui.composing import cancel, commit, compose
from ui.accounts.editor import AccountEditor
from ui.session import Session


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> AccountEditor:
    made = AccountEditor(session, make_account(session.journal, "Harbour Metro"), None)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    made.form.name.setFocus()
    made.form.name.end(False)
    return made


def kept(session: Session) -> list[str]:
    return [one.content for one in drafts.waiting(session.journal)]


def test_who_types_without_a_pause_does_not_put_the_draft_off(
    editor: AccountEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(editor._timer, "start", lambda *_: begun.append(True))
    monkeypatch.setattr(editor._timer, "isActive", lambda: bool(begun))
    qtbot.keyClicks(editor.form.name, " and much more")
    assert begun == [True]


def test_a_draft_that_was_due_while_something_was_composed_is_kept_after_it(
    editor: AccountEditor, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor.form.name, " Rail")
    compose(editor.form.name, "zou")
    editor._timer.timeout.emit()
    assert kept(session) == []
    assert editor._timer.isActive()
    cancel(editor.form.name)
    editor._timer.timeout.emit()
    assert "Harbour Metro Rail" in kept(session)[0]


def test_a_draft_that_could_not_be_kept_is_tried_again(
    editor: AccountEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(drafts, "keep", busy)
        qtbot.keyClicks(editor.form.name, " Rail")
        editor._timer.stop()
        editor.keep_draft()
    assert editor._timer.isActive()
    editor._timer.timeout.emit()
    assert "Harbour Metro Rail" in kept(session)[0]


def test_a_word_that_is_ready_when_its_draft_is_overdue_is_kept_at_once(
    editor: AccountEditor, session: Session, qtbot: QtBot
) -> None:
    compose(editor.form.name, "nihao")
    session.keep_drafts()
    assert kept(session) == []
    commit(editor.form.name, "你好")
    assert "Harbour Metro你好" in kept(session)[0]


@pytest.mark.parametrize("content", ["[" * 9000, "words", "[]", "null", "3", '{"later": 1}', '{"name": 3}'])
def test_a_draft_that_can_not_be_read_is_neither_shown_nor_overwritten(
    session: Session, qtbot: QtBot, content: str
) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    drafts.keep(session.journal, "account", account_id, content)
    editor = AccountEditor(session, account_id, None)
    qtbot.addWidget(editor)
    assert editor.form.name.text() == "Harbour Metro"
    editor.form.name.end(False)
    qtbot.keyClicks(editor.form.name, " Rail")
    editor.keep_draft()
    assert content in kept(session)
    assert len(kept(session)) == 2
