"""An account is split from its dialog, by keys: where to, from when, and what goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts, changes, contacts, visits
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import below_dialogs
from ui.accounts.split_dialog import SplitDialog
from ui.session import Session


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1000) as window:
        yield window


@pytest.fixture
def old(session: Session) -> dict[str, int]:
    """An account with two people, two visits and a step."""
    journal = session.journal
    account = make_account(journal, "North and South", parent_id=make_account(journal, "Group"))
    found = {
        "account": account,
        "ruiz": make_contact(journal, "Ruiz", account_id=account, post={"title": "Engineer"}),
        "zheng": make_contact(journal, "Zheng", account_id=account),
        "step": make_step(journal, account_id=account),
    }
    for day in ("2026-03-01", "2026-05-02"):
        found[day] = make_visit(journal, account, start=f"{day}T10:00", people=[found["ruiz"]], purpose=f"On {day}")
    return found


def _open(session: Session, account_id: int, window: QWidget) -> SplitDialog:
    dialog = SplitDialog(session, account_id, window)
    dialog.open()
    return dialog


def _words(dialog: SplitDialog) -> list[str]:
    return [dialog.model.words(row) for row in dialog.model.rows]


def test_people_and_visits_go_to_a_new_account_by_keys(
    session: Session, window: QWidget, old: dict[str, int], qtbot: QtBot
) -> None:
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    dialog = _open(session, old["account"], window)
    assert dialog.parent_field.text() == "Group"
    compose(dialog.target, "nan")
    commit(dialog.target, "南方")
    assert _words(dialog)[:2] == ["People, 0 of 2 chosen", "Ruiz, Engineer, not chosen"]
    dialog.view.setFocus()
    dialog.view.select_first()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    dialog.view.select(("visits", None))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert "Visits, 2 of 2 chosen" in _words(dialog)
    assert dialog._said.text() == "What goes: 1 person, 2 visits"
    dialog.accept()
    new = accounts.find(session.journal, "南方")
    assert accounts.get(session.journal, new.id).parent_id == accounts.get(session.journal, old["account"]).parent_id
    assert visits.get(session.journal, old["2026-03-01"]).account_id == new.id
    assert [post.account_id for post in contacts.posts(session.journal, old["ruiz"])] == [new.id]
    assert [post.account_id for post in contacts.posts(session.journal, old["zheng"])] == [old["account"]]
    assert opened == [("account", new.id)]
    changes.undo(session.journal)
    assert visits.get(session.journal, old["2026-03-01"]).account_id == old["account"]


def test_from_a_day_on_the_visits_since_then_are_chosen(
    session: Session, window: QWidget, old: dict[str, int], qtbot: QtBot
) -> None:
    other = make_account(session.journal, "South")
    dialog = _open(session, old["account"], window)
    assert not dialog.visits_button.isEnabled()
    qtbot.keyClicks(dialog.target, "South")
    dialog.target.take_exact()
    assert not dialog.parent_field.isEnabled()
    dialog.since.set_value("2026-04-01")
    dialog._show_target()
    dialog.visits_button.click()
    assert dialog.model.chosen()["visits"] == (old["2026-05-02"],)
    dialog.accept()
    assert visits.get(session.journal, old["2026-05-02"]).account_id == other
    assert visits.get(session.journal, old["2026-03-01"]).account_id == old["account"]


def test_what_is_missing_is_said(session: Session, window: QWidget, old: dict[str, int], qtbot: QtBot) -> None:
    dialog = _open(session, old["account"], window)
    dialog.accept()
    assert dialog._target_field.below() == "Write a new name, or choose an account that is there."
    qtbot.keyClicks(dialog.target, "South")
    assert dialog._target_field.below() == ""
    dialog.accept()
    assert dialog._said.text() == "Nothing is chosen. Choose at least one person, visit or other thing that goes."
    assert dialog.isVisible()


def test_many_things_go_behind_a_progress_bar(session: Session, window: QWidget, qtbot: QtBot) -> None:
    account = make_account(session.journal, "Large")
    with session.journal.operation("tests.many"):
        seen = [
            make_visit(session.journal, account, start=f"2026-0{m}-10T1{h}:00") for m in range(1, 6) for h in range(6)
        ]
    dialog = _open(session, account, window)
    headings = [dialog.model.words(row) for row in dialog.model.rows]
    assert headings == ["Visits, 0 of 30 chosen"]
    dialog.view.setFocus()
    dialog.view.select_first()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
    assert len(dialog.model.rows) == 31
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Left)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Left)
    assert len(dialog.model.rows) == 1
    qtbot.keyClicks(dialog.target, "Small")
    dialog.accept()
    qtbot.waitUntil(lambda: visits.get(session.journal, seen[0]).account_id != account)
    new = accounts.find(session.journal, "Small").id
    assert {visits.get(session.journal, one).account_id for one in seen} == {new}
    qtbot.waitUntil(lambda: not window.findChildren(SplitDialog))


def test_the_model_is_sound(session: Session, window: QWidget, old: dict[str, int], qtmodeltester: ModelTester) -> None:
    dialog = _open(session, old["account"], window)
    qtmodeltester.check(dialog.model)
    dialog.model.toggle(dialog.model.rows[0])
    qtmodeltester.check(dialog.model)


def test_what_is_chosen_is_dropped_only_by_the_users_word(
    session: Session, old: dict[str, int], window: QWidget, alerts: RecordedAlerts, qtbot: QtBot
) -> None:
    dialog = SplitDialog(session, old["account"], window)
    dialog.open()
    qtbot.keyClicks(dialog.target, "South")
    dialog.reject()
    assert dialog.isVisible()
    alerts.answers.append(True)
    dialog.reject()
    assert not dialog.isVisible()
