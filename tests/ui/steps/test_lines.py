"""Rows of steps: what the keyboard, the check box and the menu do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import plans, step_lists, steps
from tests.factories import make_account, make_contact, make_step
from tests.ui.steps.conftest import Said
from ui.session import Session
from ui.steps import menus
from ui.steps.lines import GroupHeading, StepView
from ui.steps.postpone_dialog import PostponeDialog
from ui.steps.usual_days import usual_days
from ui.widgets.dialog import Dialog


def chosen(menu: QMenu, words: str) -> None:
    """Choose the entry of a menu that begins with these words."""
    found = [action for action in menu.actions() if action.text().startswith(words)]
    assert found, [action.text() for action in menu.actions()]
    found[0].trigger()


def test_space_ticks_a_step_and_takes_it_back(
    session: Session, shown: Callable[..., StepView], said: Said, qtbot: QtBot
) -> None:
    step_id = make_step(session.journal, "Send the BOQ", due_on="2026-05-14")
    view = shown()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert steps.get(session.journal, step_id).outcome == "done"
    assert view.current_row().id == step_id, "it stays for the day, and the keyboard stays on it"
    assert "Done 09:50" in view.model().index(0, 0).data()
    assert said == [("Done: Send the BOQ", True)]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert steps.get(session.journal, step_id).closed_at is None


def test_a_click_on_the_check_box_ticks_and_one_on_the_title_does_not(
    session: Session, shown: Callable[..., StepView], qtbot: QtBot
) -> None:
    step_id = make_step(session.journal)
    view = shown()
    rect = view.visualRect(view.currentIndex())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert steps.get(session.journal, step_id).closed_at is None
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 16, rect.center().y()))
    assert steps.get(session.journal, step_id).closed_at is not None


def test_undo_takes_a_tick_back(session: Session, shown: Callable[..., StepView], qtbot: QtBot) -> None:
    step_id = make_step(session.journal, kind="promise", due_on="2026-05-11")
    view = shown()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert steps.get(session.journal, step_id).outcome == "kept_late"
    session.undo()
    assert "3 days late" in view.model().index(0, 0).data()


def test_delete_puts_a_step_into_the_trash_with_undo(
    session: Session, shown: Callable[..., StepView], said: Said, qtbot: QtBot
) -> None:
    make_step(session.journal, "Send the BOQ")
    view = shown()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.model().rowCount() == 0
    assert said == [("In the trash: Send the BOQ", True)]
    session.undo()
    assert view.model().rowCount() == 1


def test_arrows_cross_the_headings_of_groups(
    session: Session, shown: Callable[..., StepView], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    late = make_step(session.journal, "late", due_on="2026-05-11")
    today = make_step(session.journal, "today", due_on="2026-05-14")
    view = shown(grouped=True)
    rows = view.steps_model.rows
    assert [row.key if isinstance(row, GroupHeading) else row.title for row in rows] == [
        "overdue",
        "late",
        "today",
        "today",
    ]
    assert view.current_row().id == late
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_row().id == today
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current_row().id == late
    qtmodeltester.check(view.model())


def test_a_long_list_is_read_in_windows_with_each_heading_once(
    session: Session, shown: Callable[..., StepView]
) -> None:
    for number in range(260):
        make_step(session.journal, f"step {number}", due_on="2026-05-11" if number < 130 else "2026-06-30")
    view = shown(grouped=True)
    model = view.steps_model
    assert len(model.rows) == 100
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    headings = [row.key for row in model.rows if isinstance(row, GroupHeading)]
    assert headings == ["overdue", "later"]
    assert len({item.id for item in model.items()}) == len(model.items()) == 260
    model.reload()
    assert len(model.items()) == 260


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tomorrow (Fri 15 May", "2026-05-15"),
        ("Next week (Mon 18 May", "2026-05-18"),
        ("In two weeks", "2026-05-28"),
        ("Next month", "2026-06-14"),
    ],
)
def test_a_step_is_postponed_by_a_menu(
    session: Session, shown: Callable[..., StepView], said: Said, words: str, day: str
) -> None:
    step_id = make_step(session.journal, "Call", due_on="2026-05-11")
    view = shown()
    chosen(menus.postpone_menu(session, [view.current_row()], view), words)
    assert steps.get(session.journal, step_id).due_on == day
    assert said[0][1], "with Undo beside it"


def test_the_end_of_a_long_month_is_put_off_to_the_end_of_a_short_one() -> None:
    assert dict(usual_days(date(2027, 1, 31)))["Next month"] == date(2027, 2, 28)
    assert dict(usual_days(date(2026, 12, 15)))["Next month"] == date(2027, 1, 15)


def dialog_of(view: StepView, kind: type[Dialog]) -> Dialog:
    """Return the dialog that is open over a list."""
    (found,) = [one for one in view.window().findChildren(kind) if one.isVisible()]
    return found


@pytest.mark.parametrize(
    ("words", "day"), [("下周三", "2026-05-20"), ("next wed", "2026-05-20"), ("月底", "2026-05-31")]
)
def test_p_asks_for_another_day_in_words(
    session: Session, shown: Callable[..., StepView], said: Said, qtbot: QtBot, words: str, day: str
) -> None:
    step_id = make_step(session.journal, "Call")
    view = shown()
    qtbot.keyClick(view, Qt.Key.Key_P)
    dialog = dialog_of(view, PostponeDialog)
    assert isinstance(dialog, PostponeDialog)
    dialog.day.line.setText(words)
    dialog.day.line.edited.emit(words)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert steps.get(session.journal, step_id).due_on == day
    assert said[0][1], "with Undo beside it"


def test_a_usual_day_or_someday_is_one_press_away(
    session: Session, shown: Callable[..., StepView], qtbot: QtBot
) -> None:
    step_id = make_step(session.journal, due_on="2026-05-14")
    view = shown()
    for words, day in (("Next week", "2026-05-18"), ("Someday", None)):
        view.postpone()
        dialog = dialog_of(view, PostponeDialog)
        assert isinstance(dialog, PostponeDialog)
        (pressed,) = [one for one in dialog.usual if one.text() == words]
        with qtbot.waitSignal(dialog.destroyed):
            qtbot.keyClick(pressed, Qt.Key.Key_Return)
        assert steps.get(session.journal, step_id).due_on == day


def test_a_promise_is_kept_broken_or_released(session: Session, shown: Callable[..., StepView]) -> None:
    step_id = make_step(session.journal, kind="promise", due_on="2026-05-14")
    view = shown()
    chosen(menus.step_menu(session, [view.current_row()], view, lambda: None), "Broken")
    assert steps.get(session.journal, step_id).outcome == "broken"
    chosen(menus.step_menu(session, [view.current_row()], view, lambda: None), "Open again")
    chosen(menus.step_menu(session, [view.current_row()], view, lambda: None), "Released")
    assert steps.get(session.journal, step_id).outcome == "released"


def test_a_request_is_answered_from_the_menu(session: Session, shown: Callable[..., StepView]) -> None:
    step_id = make_step(session.journal, kind="request", raised_at="2026-05-14T03:50")
    view = shown()
    assert "Waiting 6 h" in view.model().index(0, 0).data()
    chosen(menus.step_menu(session, [view.current_row()], view, lambda: None), "Answered now")
    assert steps.get(session.journal, step_id).first_answered_at == "2026-05-14T09:50"


def test_a_plan_is_ended_postponed_and_opened_elsewhere(
    session: Session, shown: Callable[..., StepView], qtbot: QtBot
) -> None:
    plan_id = plans.create(session.journal, goal="Lot 2", check_in_on="2026-05-15").id
    view = shown()
    chosen(menus.postpone_menu(session, [view.current_row()], view), "In two weeks")
    assert plans.get(session.journal, plan_id).check_in_on == "2026-05-28"
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == ["plan", plan_id]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert plans.get(session.journal, plan_id).closed_on == "2026-05-14"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert plans.get(session.journal, plan_id).closed_on is None


def test_a_row_is_said_whole_to_a_screen_reader(session: Session, shown: Callable[..., StepView]) -> None:
    account_id = make_account(session.journal)
    make_step(
        session.journal,
        "Send the BOQ",
        kind="promise",
        due_on="2026-05-11",
        account_id=account_id,
        people=[make_contact(session.journal)],
    )
    words = shown().model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "promise, Send the BOQ, Northern Rail · 徐海, Me, 3 days late, open"


def test_no_more_rows_than_wanted(session: Session, qtbot: QtBot) -> None:
    for number in range(8):
        make_step(session.journal, f"step {number}")
    view = StepView(session, "Due", two_lines=True, fit_content=True, most=5)
    qtbot.addWidget(view)
    view.reload()
    assert len(view.steps_model.items()) == 5
    assert view.content_height() == 5 * 48
    assert len(step_lists.read(session.journal)) == 8
