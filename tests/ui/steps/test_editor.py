"""The editors of a step and of a plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import accounts, colleagues, plan_sheets, plans, step_lists, step_sheets, steps
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import open_steps
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui import translations
from ui.session import Session
from ui.steps.editor import edit_step, new_step
from ui.steps.plan_editor import PlanEditor
from ui.steps.postpone_dialog import PostponeDialog
from ui.steps.reassign_dialog import ReassignDialog


def test_a_step_is_made_with_an_account_and_a_person_nobody_knew(session: Session, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    with qtbot.waitActive(editor):
        editor.activateWindow()
    for field, words in (
        (editor.title, "Call about the BOQ"),
        (editor.account, "Delta Fibre"),
        (editor.people.field, "Ada Lovelace"),
        (editor.due.line, "next tue"),
    ):
        field.setFocus()
        qtbot.keyClicks(field, words)
    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor.due.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (step,) = open_steps(session.journal)
    sheet = step_sheets.read(session.journal, step.id)
    assert (step.title, step.due_on, sheet.account) == ("Call about the BOQ", "2026-05-19", "Delta Fibre")
    assert [name for _, name, _ in sheet.people] == ["Ada Lovelace"]
    session.undo()
    assert accounts.listing(session.journal) == []


def test_every_field_of_a_step_is_shown_and_kept(session: Session, qtbot: QtBot) -> None:
    journal = session.journal
    yu = colleagues.create(journal, name="周雨").id
    step_id = make_step(
        journal,
        "Fibre test reports",
        kind="request",
        account_id=make_account(journal),
        people=[make_contact(journal)],
        due_on="2026-05-19",
        details="All of Lot 1",
        owner_colleague_id=yu,
        severity="serious",
        repeats="FREQ=WEEKLY",
    )
    before = steps.get(journal, step_id)
    editor = edit_step(session, step_id, None)
    assert editor is not None
    assert not editor.is_changed()
    editor.accept()
    assert steps.get(journal, step_id) == before


def test_the_customer_may_be_the_one_who_does_it(session: Session, qtbot: QtBot) -> None:
    tom = make_contact(session.journal, "Tom")
    step_id = make_step(session.journal, people=[tom])
    editor = edit_step(session, step_id, None)
    assert editor is not None
    editor.owner.setCurrentText("Tom (customer)")
    editor.accept()
    step = steps.get(session.journal, step_id)
    assert (step.owner_side, step.owner_contact_id) == ("theirs", tom)


def test_closing_asks_before_something_typed_is_lost(session: Session, alerts: RecordedAlerts, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    qtbot.keyClicks(editor.title, "Call")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert alerts.told
    assert editor.isVisible()
    alerts.answers.append(True)
    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert open_steps(session.journal) == []


def test_closing_an_untouched_editor_asks_nothing(session: Session, alerts: RecordedAlerts, qtbot: QtBot) -> None:
    editor = new_step(session, None, account_id=make_account(session.journal))
    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert alerts.told == []


def test_a_step_without_a_title_says_so_in_the_dialog(session: Session, alerts: RecordedAlerts, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    editor.accept()
    assert editor.isVisible()
    assert "title" in editor.problem()
    assert alerts.told == []
    alerts.answers.append(True)
    editor.reject()


def test_a_step_changed_meanwhile_shows_both_and_can_be_saved_again(session: Session, qtbot: QtBot) -> None:
    step_id = make_step(session.journal, "Send the BOQ")
    editor = edit_step(session, step_id, None)
    assert editor is not None
    steps.edit(session.journal, step_id, title="Theirs")
    editor.title.setText("Mine")
    editor.accept()
    assert "Theirs" in editor.problem()
    assert editor.title.text() == "Mine"
    editor.accept()
    assert steps.get(session.journal, step_id).title == "Mine"


def test_a_date_nobody_understands_keeps_the_dialog_open(session: Session, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    qtbot.keyClicks(editor.title, "Call")
    qtbot.keyClicks(editor.due.line, "2026-02-30")
    editor.accept()
    assert editor.isVisible()
    assert open_steps(session.journal) == []
    editor.due.set_value(None)
    editor.accept()


def test_composing_chinese_is_left_alone(session: Session, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    compose(editor.title, "fabaojia")
    qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert editor.isVisible()
    commit(editor.title, "发报价")
    editor.accept()
    assert open_steps(session.journal)[0].title == "发报价"


def test_deleting_from_the_editor(session: Session, qtbot: QtBot) -> None:
    step_id = make_step(session.journal)
    editor = edit_step(session, step_id, None)
    assert editor is not None
    with qtbot.waitSignal(editor.destroyed):
        editor.delete_button.click()
    assert open_steps(session.journal) == []


def test_a_step_that_is_gone_is_told_of(session: Session, alerts: RecordedAlerts) -> None:
    step_id = make_step(session.journal)
    steps.trash(session.journal, step_id)
    assert edit_step(session, step_id, None) is None
    assert alerts.told


def test_another_day_in_words(session: Session, qtbot: QtBot) -> None:
    step_id = make_step(session.journal, due_on="2026-05-11")
    dialog = PostponeDialog(session, step_lists.read(session.journal), None)
    dialog.open()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.day.line, "end of month")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert steps.get(session.journal, step_id).due_on == "2026-05-31"


def test_a_plan_is_made_with_its_first_steps(session: Session, qtbot: QtBot) -> None:
    make_account(session.journal)
    editor = PlanEditor(session, None)
    editor.open()
    qtbot.keyClicks(editor.goal, "Reach acceptance")
    qtbot.keyClicks(editor.account, "Northern Rail")
    qtbot.keyClicks(editor.check_in.line, "tomorrow")
    editor.steps.setPlainText("Agree the list\n\nSend photos\n")
    with qtbot.waitSignal(editor.saved) as saved:
        editor.accept()
    sheet = plan_sheets.read(session.journal, saved.args[0])
    assert (sheet.plan.goal, sheet.account, sheet.plan.check_in_on) == (
        "Reach acceptance",
        "Northern Rail",
        "2026-05-15",
    )
    assert [step.title for step in sheet.steps] == ["Agree the list", "Send photos"]


def test_a_plan_is_changed(session: Session, qtbot: QtBot) -> None:
    plan_id = plans.create(session.journal, goal="Lot 2", why="because", target_on="2026-06-30").id
    editor = PlanEditor(session, None, sheet=plan_sheets.read(session.journal, plan_id))
    editor.open()
    editor.goal.setText("Lot 3")
    editor.accept()
    plan = plans.get(session.journal, plan_id)
    assert (plan.goal, plan.why, plan.target_on) == ("Lot 3", "because", "2026-06-30")


def test_a_plan_at_an_unknown_account_is_not_saved(session: Session, alerts: RecordedAlerts, qtbot: QtBot) -> None:
    editor = PlanEditor(session, None)
    editor.open()
    qtbot.keyClicks(editor.goal, "Lot 2")
    qtbot.keyClicks(editor.account, "Nobody")
    editor.accept()
    assert "Nobody" in editor.problem()
    assert plans.listing(session.journal) == []
    alerts.answers.append(True)
    editor.reject()


def test_the_visit_a_step_came_from_is_one_press_away(session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    step_id = make_step(session.journal, visit_id=visit_id)
    editor = edit_step(session, step_id, None)
    assert editor is not None
    (origin,) = [one for one in editor.findChildren(QPushButton) if one.text() == "Open its visit"]
    with qtbot.waitSignal(session.record_wanted) as wanted:
        origin.click()
    assert wanted.args == ["visit", visit_id]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_dialog_opens_in_every_language_and_is_freed(session: Session, qtbot: QtBot, code: str) -> None:
    translations.use(code)
    step_id = make_step(session.journal, kind="request")
    plan_id = plans.create(session.journal, goal="Lot 2").id
    item = step_lists.read(session.journal)[0]
    for dialog in (
        new_step(session, None),
        edit_step(session, step_id, None),
        PostponeDialog(session, [item], None),
        ReassignDialog(session, [item], None),
        PlanEditor(session, None),
        PlanEditor(session, None, sheet=plan_sheets.read(session.journal, plan_id)),
    ):
        assert dialog is not None
        dialog.open()
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
