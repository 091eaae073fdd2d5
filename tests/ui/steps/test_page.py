"""The page of next steps, and the plan at its right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models import plan_sheets, plans, steps
from tests.factories import make_account, make_contact, make_step
from tests.readers import steps_of_plan
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.steps.page import StepPage


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> StepPage:
    """The page with a late step, one of today, and a plan of five steps that has a check-in tomorrow."""
    journal = session.journal
    account_id = make_account(journal)
    make_step(journal, "Explain the crates", kind="complaint", due_on="2026-05-11", account_id=account_id)
    make_step(journal, "Book the room", due_on="2026-05-14")
    titles = ["One", "Two", "Three", "Four", "Five"]
    plan_id = plans.create(journal, goal="Lot 2", account_id=account_id, check_in_on="2026-05-15", step_titles=titles)
    for step in steps_of_plan(journal, plan_id.id)[:4]:
        steps.close(journal, step.id)
    made = StepPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def titles_of(page: StepPage) -> list[str]:
    return [item.title for item in page.view.steps_model.items()]


def the_plan(page: StepPage) -> int:
    return next(item.id for item in page.view.steps_model.items() if item.is_plan)


def test_it_says_how_many_are_open(page: StepPage) -> None:
    assert (page.title(), page.subtitle()) == ("Next steps", "4 open")


def test_a_tick_changes_the_heading_and_keeps_the_row(session: Session, page: StepPage, qtbot: QtBot) -> None:
    page.focus_first()
    with qtbot.waitSignal(page.heading_changed):
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.subtitle() == "3 open"
    assert titles_of(page)[0] == "Explain the crates"


def test_the_quick_line_adds_and_goes_to_the_new_row(page: StepPage, qtbot: QtBot) -> None:
    page.add_step()
    qtbot.keyClicks(page.quick.line, "call them tomorrow !promise")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert page.view.current_row().title == "Call them"
    assert page.quick.line.text() == ""


def test_the_filter_narrows_and_escape_takes_it_away(page: StepPage, qtbot: QtBot) -> None:
    page.focus_filter()
    assert page.filter.isVisible()
    qtbot.keyClicks(page.filter.line, "crates")
    assert titles_of(page) == ["Explain the crates"]
    qtbot.keyClicks(page.filter.line, "xyz")
    assert titles_of(page) == []
    qtbot.keyClick(page.filter.line, Qt.Key.Key_Escape)
    assert not page.filter.isVisible()
    assert len(titles_of(page)) > 3


def test_the_filter_waits_while_an_input_method_composes(page: StepPage) -> None:
    page.focus_filter()
    before = titles_of(page)
    compose(page.filter.line, "baojia")
    assert titles_of(page) == before
    commit(page.filter.line, "报价")
    assert titles_of(page) == []


def test_enter_on_a_plan_opens_it_at_the_right_and_escape_closes_it(page: StepPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.select(the_plan(page))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.panel.plan_id() == the_plan(page)
    rows = page.panel.steps.rows_model().rows
    assert [step.title for step in rows] == ["Two", "Three", "Four", "Five"], "the earliest closed one is hidden"
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_a_step_is_added_to_a_plan_and_ticked_there(session: Session, page: StepPage, qtbot: QtBot) -> None:
    plan_id = the_plan(page)
    page.show_record("plan", plan_id)
    qtbot.keyClicks(page.panel.add_line, "Walk-through 8 june")
    qtbot.keyClick(page.panel.add_line, Qt.Key.Key_Return)
    added = plan_sheets.read(session.journal, plan_id).steps[-1]
    assert (added.title, added.due_on) == ("Walk-through", "2026-06-08")
    page.panel.steps.select(added.id)
    qtbot.keyClick(page.panel.steps, Qt.Key.Key_Space)
    assert plan_sheets.read(session.journal, plan_id).progress.closed == 5
    assert page.panel.add_line.text() == ""


def test_chinese_is_composed_in_peace_where_a_step_is_added(session: Session, page: StepPage, qtbot: QtBot) -> None:
    plan_id = the_plan(page)
    page.show_record("plan", plan_id)
    compose(page.panel.add_line, "kanchang")
    qtbot.keyClick(page.panel.add_line, Qt.Key.Key_Return)
    assert plan_sheets.read(session.journal, plan_id).progress.all == 5
    commit(page.panel.add_line, "看厂")
    qtbot.keyClick(page.panel.add_line, Qt.Key.Key_Return)
    assert plan_sheets.read(session.journal, plan_id).steps[-1].title == "看厂"


def test_a_plan_that_is_gone_leaves_no_panel(session: Session, page: StepPage) -> None:
    plan_id = the_plan(page)
    page.show_record("plan", plan_id)
    session.run(plans.trash, plan_id)
    assert not page.panel.isVisible()
    page.show_record("plan", plan_id)
    assert not page.panel.isVisible()


def test_another_step_is_found_by_its_id_and_one_closed_long_ago_opens_in_its_editor(
    session: Session, page: StepPage
) -> None:
    wanted = page.view.steps_model.items()[1]
    page.show_record("step", wanted.id)
    assert page.view.current_row().id == wanted.id
    old = make_step(session.journal, "Old", raised_at="2026-05-01T10:00")
    steps.close(session.journal, old, at="2026-05-02T10:00")
    page.show_record("step", old)
    editors = page.window().findChildren(QDialog)
    assert [editor.title.text() for editor in editors] == ["Old"]
    editors[0].reject()


def test_with_nothing_to_do_it_says_how_to_begin(session: Session, qtbot: QtBot) -> None:
    empty = StepPage(session)
    qtbot.addWidget(empty)
    empty.show()
    assert empty.subtitle() == "0 open"
    assert not empty.view.isVisible()
    make_step(session.journal, people=[make_contact(session.journal)])
    empty.refresh()
    assert empty.view.isVisible()
