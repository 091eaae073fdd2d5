"""The foot of the page of next steps: several rows at once, the days they can go to, and the result of a tick."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import colleagues, plans, step_lists, steps
from tests.factories import make_account, make_contact, make_step
from tests.ui.conftest import RecordedAlerts
from ui import preferences, workers
from ui.session import Session
from ui.steps.day_strip import DayCell
from ui.steps.dragging import FORMAT
from ui.steps.lines import GroupHeading
from ui.steps.page import StepPage
from ui.steps.postpone_dialog import PostponeDialog
from ui.steps.reassign_dialog import ReassignDialog

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> StepPage:
    """The page with three steps of two accounts and a plan; the keys are at the first row."""
    journal = session.journal
    rail, energy = make_account(journal, "Northern Rail"), make_account(journal, "Kestrel Energy")
    plan_id = plans.create(journal, goal="Lot 2", account_id=rail, check_in_on="2026-06-30").id
    make_step(journal, "Send the BOQ", kind="promise", due_on="2026-05-11", account_id=rail, plan_id=plan_id)
    make_step(journal, "Book the hall", due_on="2026-05-14", account_id=energy)
    make_step(journal, "Ask for dates", due_on="2026-05-15", account_id=energy, people=[make_contact(journal, "Tom")])
    made = StepPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    made.view.select_first()
    return made


def due_of(session: Session) -> dict[str, str | None]:
    """Return when each open step is due."""
    return {item.title: item.due_on for item in step_lists.read(session.journal) if item.closed_at is None}


def select(page: StepPage, count: int, qtbot: QtBot) -> None:
    for _ in range(count - 1):
        qtbot.keyClick(page.view, Qt.Key.Key_Down, SHIFT)


def headings(page: StepPage) -> list[tuple[str, int]]:
    return [(row.title, row.count) for row in page.view.steps_model.rows if isinstance(row, GroupHeading)]


def test_several_rows_are_counted_and_done_at_once(session: Session, page: StepPage, qtbot: QtBot) -> None:
    assert page.foot.selected.isHidden()
    select(page, 3, qtbot)
    assert page.foot.selected.isVisible()
    assert page.foot.selected.words() == "3 selected"
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert said.args == ["3 items done", True]
    assert due_of(session) == {}
    assert page.foot.result.isHidden(), "what came of several is not asked"
    session.undo()
    assert len(due_of(session)) == 3
    assert page.foot.selected.words() == "3 selected", "they stay selected for the next deed"
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    assert page.foot.selected.isHidden()


def test_the_buttons_of_several_rows_leave_the_keys_in_the_list(session: Session, page: StepPage, qtbot: QtBot) -> None:
    select(page, 2, qtbot)
    delete = next(one for one in page.foot.selected.buttons if one.text() == "Delete")
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert due_of(session) == {"Ask for dates": "2026-05-15"}
    assert page.view.hasFocus()
    assert page.foot.selected.isHidden()
    session.undo()
    assert len(due_of(session)) == 3


def test_a_refusal_is_told_by_name_and_changes_nothing(
    session: Session, page: StepPage, alerts: RecordedAlerts, qtbot: QtBot
) -> None:
    select(page, 2, qtbot)
    steps.trash(session.journal, page.view.steps_model.items()[1].id)  # another window does that meanwhile
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert alerts.told[0].startswith("“Book the hall” can’t be changed, so nothing was.")
    assert "Send the BOQ" in due_of(session)


def test_m_moves_what_is_selected_to_a_day_by_the_arrows(session: Session, page: StepPage, qtbot: QtBot) -> None:
    select(page, 2, qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_M)
    days = page.foot.days
    assert days.isVisible()
    assert page.foot.selected.isHidden(), "one thing at a time"
    cell = days.cell(date(2026, 5, 15))
    assert cell.hasFocus()
    assert cell.accessibleName() == "Fri 15 May 2026: 1 step due"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    moved = {"Send the BOQ": "2026-05-20", "Book the hall": "2026-05-20"}
    assert due_of(session) == {**moved, "Ask for dates": "2026-05-15"}
    assert days.isHidden()
    assert page.view.hasFocus()
    session.undo()
    assert due_of(session)["Send the BOQ"] == "2026-05-11"


def test_days_that_are_past_are_out_of_reach_and_later_weeks_come_in(page: StepPage, qtbot: QtBot) -> None:
    page.choose_day()
    days = page.foot.days
    assert not days.cell(date(2026, 5, 13)).isEnabled()
    qtbot.keyClick(days.cell(date(2026, 5, 15)), Qt.Key.Key_Up)
    assert days.cell(date(2026, 5, 14)).hasFocus()
    qtbot.keyClick(days.cell(date(2026, 5, 14)), Qt.Key.Key_PageDown)
    assert days.cell(date(2026, 6, 4)).hasFocus()
    assert days.cell(date(2026, 6, 1)).text() == "Mon 1 Jun"
    qtbot.keyClick(days.cell(date(2026, 6, 4)), Qt.Key.Key_Escape)
    assert days.isHidden()
    assert page.view.hasFocus()


def test_someday_is_a_day_as_well(session: Session, page: StepPage, qtbot: QtBot) -> None:
    page.choose_day()
    page.foot.days.someday.click()
    assert due_of(session)["Send the BOQ"] is None
    assert ("Someday", 1) in headings(page)


def drop_on(cell: DayCell, carried: QMimeData) -> bool:
    """Drop something on a day as the pointer would; returns whether it was taken."""
    move, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPointF(5, 5), move, carried, button, Qt.KeyboardModifier.NoModifier)
    entered.ignore()
    QApplication.sendEvent(cell, entered)
    if not entered.isAccepted():
        return False
    dropped = QDropEvent(QPointF(5, 5), move, carried, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(cell, dropped)
    return dropped.isAccepted()


def test_what_is_dragged_is_dropped_on_a_day(
    session: Session, page: StepPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def carry(hand: QDrag, *_: object) -> Qt.DropAction:
        seen.append(page.foot.days.lead())
        seen.append(json.loads(bytes(hand.mimeData().data(FORMAT).data())))
        past, wanted = page.foot.days.cell(date(2026, 5, 12)), page.foot.days.cell(date(2026, 5, 26))
        carried = QMimeData()
        carried.setText("words from elsewhere")
        seen.append((drop_on(wanted, carried), drop_on(past, hand.mimeData()), drop_on(wanted, hand.mimeData())))
        return Qt.DropAction.MoveAction

    monkeypatch.setattr(QDrag, "exec", carry)
    select(page, 2, qtbot)
    expected = [["step", str(item.id)] for item in page.view.steps_model.items()[:2]]
    page.view.startDrag(Qt.DropAction.MoveAction)
    assert seen == ["Drop on a day: 2 items: Send the BOQ, Book the hall", expected, (False, False, True)]
    moved = {"Send the BOQ": "2026-05-26", "Book the hall": "2026-05-26"}
    assert due_of(session) == {**moved, "Ask for dates": "2026-05-15"}
    assert page.foot.days.isHidden()
    assert page.view.current_row().title == "Ask for dates", "the keys stay where the first one stood"
    assert page.foot.selected.isHidden()


def test_a_drag_that_ends_nowhere_changes_nothing(
    session: Session, page: StepPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDrag, "exec", lambda *_: Qt.DropAction.IgnoreAction)
    before = due_of(session)
    page.view.startDrag(Qt.DropAction.MoveAction)
    assert due_of(session) == before
    assert page.foot.days.isHidden()


def test_g_groups_by_account_and_by_plan_and_that_is_remembered(session: Session, page: StepPage, qtbot: QtBot) -> None:
    here = page.view.current_row().id
    qtbot.keyClick(page.view, Qt.Key.Key_G)
    assert headings(page) == [("Kestrel Energy", 2), ("Northern Rail", 2)]
    assert page.view.current_row().id == here, "the keys stay on their row"
    assert page.subtitle() == "4 open"
    qtbot.keyClick(page.view, Qt.Key.Key_G)
    assert headings(page) == [("Lot 2", 2), ("In no plan", 2)]
    assert preferences.current().steps_grouping == "plan"
    again = StepPage(session)
    qtbot.addWidget(again)
    again.show()
    assert headings(again) == [("Lot 2", 2), ("In no plan", 2)]
    qtbot.keyClick(page.view, Qt.Key.Key_G)
    assert [title for title, _ in headings(page)] == ["Overdue", "Today", "This week", "Later"]


def test_the_button_and_the_commands_group_as_well(page: StepPage, qtbot: QtBot) -> None:
    page.grouping.click()
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [
        ("By day", True),
        ("By account", False),
        ("By plan", False),
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert page.grouping.text() == "By account"
    assert [one.name for one in page.deeds()][-2:] == ["By day", "By plan"]


def test_a_step_says_what_it_comes_after(session: Session, page: StepPage) -> None:
    first, second, _ = (item for item in page.view.steps_model.items() if not item.is_plan)
    session.run(steps.edit, second.id, plan_id=first.plan_id, after_id=first.id)
    words = page.view.model().data(page.view.steps_model.index_of(second.id))
    assert "after: Send the BOQ" in words
    session.run(steps.close, first.id)
    words = page.view.model().data(page.view.steps_model.index_of(second.id))
    assert "after:" not in words


def test_r_offers_who_may_do_it_and_somebody_else_by_name(session: Session, page: StepPage, qtbot: QtBot) -> None:
    colleagues.create(session.journal, name="周雨")
    page.view.select(next(item.id for item in page.view.steps_model.items() if item.title == "Ask for dates"))
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    offered = [one.text() for one in menu.actions() if one.text()]
    assert offered == ["Me", "周雨", "The customer", "Tom (customer)", "Somebody else…"]
    menu.actions()[1].trigger()
    menu.close()
    assert page.view.current_row().owner == "周雨"


def test_several_go_to_a_colleague_nobody_has_written_down_yet(session: Session, page: StepPage, qtbot: QtBot) -> None:
    select(page, 2, qtbot)
    dialog = ReassignDialog(session, page.view.chosen_items(), page)
    dialog.open()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.who, "Lukas")
    qtbot.keyClick(dialog.who, Qt.Key.Key_Return)
    assert dialog.who.text() == "Lukas"
    assert dialog.accept_button.isEnabled()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    owners = {item.title: item.owner for item in step_lists.read(session.journal)}
    assert owners == {"Send the BOQ": "Lukas", "Book the hall": "Lukas", "Ask for dates": ""}


def test_steps_are_put_into_a_plan_from_the_menu(session: Session, page: StepPage, qtbot: QtBot) -> None:
    from ui.steps import menus

    session.run(plans.create, goal="Storm", kind="outreach")
    item = next(one for one in page.view.steps_model.items() if one.title == "Book the hall")
    menu = menus.plan_menu(session, [item], page)
    assert [one.text() for one in menu.actions()] == ["Lot 2"], "an outreach has its own steps"
    menu.actions()[0].trigger()
    item = next(one for one in page.view.steps_model.items() if one.title == "Book the hall")
    assert item.plan == "Lot 2"
    menus.plan_menu(session, [item], page).actions()[-1].trigger()
    assert next(one for one in page.view.steps_model.items() if one.title == "Book the hall").plan == ""


def test_very_many_change_behind_a_progress_bar_and_one_undo_takes_them_back(
    session: Session, page: StepPage, qtbot: QtBot
) -> None:
    with session.journal.operation("steps.create"):
        for number in range(140):
            make_step(session.journal, f"step {number}", due_on="2026-06-01")
    page.refresh()
    qtbot.keyClick(page.view, Qt.Key.Key_A, CTRL)
    assert page.foot.selected.words() == "144 selected"
    with qtbot.waitSignal(session.said, timeout=20_000) as said:
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert said.args == ["144 items done", True]
    assert not workers.is_running()
    assert due_of(session) == {}
    session.undo()
    qtbot.waitUntil(lambda: len(due_of(session)) == 143, timeout=20_000)


def test_the_result_line_stands_at_the_foot(session: Session, page: StepPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    line = page.foot.result
    assert line.isVisible()
    assert line.line.hasFocus()
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert line.isHidden(), "taking a tick back asks nothing"


def test_escape_goes_back_to_one_row_before_it_closes_the_plan(page: StepPage, qtbot: QtBot) -> None:
    page.show_record("plan", next(item.id for item in page.view.steps_model.items() if item.is_plan))
    page.view.select_first()
    select(page, 2, qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert len(page.view.selected_rows()) == 1
    assert page.panel.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_a_step_ticked_in_its_plan_is_asked_about_and_the_keys_go_back_there(
    session: Session, page: StepPage, qtbot: QtBot
) -> None:
    page.show_record("plan", next(item.id for item in page.view.steps_model.items() if item.is_plan))
    page.panel.steps.setFocus()
    page.panel.steps.select_first()
    qtbot.keyClick(page.panel.steps, Qt.Key.Key_Space)
    line = page.foot.result
    assert line.lead() == "Send the BOQ: kept late"
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.keyClicks(line.line, "send photos")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert page.panel.steps.hasFocus()
    assert "Send photos" in [row.title for row in page.panel.steps.rows_model().rows]


def test_the_keys_stay_where_a_step_stood_that_was_put_off(session: Session, page: StepPage, qtbot: QtBot) -> None:
    page.view.postpone()
    (dialog,) = page.window().findChildren(PostponeDialog)
    dialog.day.line.setText("下周三")
    dialog.day.line.edited.emit("下周三")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert due_of(session)["Send the BOQ"] == "2026-05-20"
    assert page.view.current_row().title == "Book the hall"
    qtbot.keyClick(page.view, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.view, Qt.Key.Key_M)
    qtbot.keyClick(page.foot.days.cell(date(2026, 5, 22)), Qt.Key.Key_Return)
    assert page.view.current_row().title == "Send the BOQ", "the first one left"
    assert len(page.view.selected_rows()) == 1
