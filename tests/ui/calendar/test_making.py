"""Something new in the calendar: a visit or a step, on the day or in the hours where the keys stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import accounts
from tests.factories import TODAY, make_account, make_step, make_visit
from tests.ui.calendar.keys import dialog, entries, press, shown
from ui.calendar.new_dialog import NewDialog
from ui.calendar.page import CalendarPage
from ui.session import Session
from ui.steps.editor import StepEditor


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[CalendarPage]:
    """The page on a journal with one account, a visit and a step, shown with the keys in it."""
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-14T15:00", state="planned", minutes=60, purpose="Agree the dates")
    make_step(session.journal, "Send the BOQ", due_on=TODAY)
    yield from shown(session, qtbot, 800)


def test_an_empty_day_offers_something_new(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    assert asked.when.value() == "2026-05-21T00:00"
    asked.account.setText("Northern Rail")
    asked.title.setText("Walk the site")
    asked.accept()
    (made,) = entries(session.journal, date(2026, 5, 21))
    assert (made.state, made.account, made.title) == ("planned", "Northern Rail", "Walk the site")
    assert page.view().current_entry() == made


def test_a_step_is_made_too(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_N)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    asked.kind.button("step").click()
    asked.accept()
    assert asked.isVisible()  # without a title there is nothing to do
    asked.title.setText("Call the depot")
    asked.accept()
    assert [one.title for one in entries(session.journal)][1:] == ["Send the BOQ", "Call the depot"]


def test_half_a_name_makes_no_account(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_N)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    asked.account.setText("North")
    asked.accept()
    assert asked.isVisible()
    assert len(accounts.listing(session.journal)) == 1
    asked.account.created.emit("North")
    asked.accept()
    assert {one.name for one in accounts.listing(session.journal)} == {"Northern Rail", "North"}


def test_what_lies_behind_is_written_down_as_held(page: CalendarPage, session: Session) -> None:
    page.go_to(TODAY - timedelta(days=1))
    press(page, Qt.Key.Key_N)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    asked.account.setText("Northern Rail")
    asked.accept()
    assert entries(session.journal, TODAY - timedelta(days=1))[0].state == "held"


def test_more_is_written_in_the_whole_editor(page: CalendarPage, session: Session, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_N)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    asked.title.setText("Long talk")
    with qtbot.waitSignal(session.draft_wanted) as wanted:
        asked.more_button.click()
    assert "Long talk" in wanted.args[0].content
    press(page, Qt.Key.Key_N)
    asked = dialog(page, NewDialog)
    assert isinstance(asked, NewDialog)
    asked.kind.button("step").click()
    asked.title.setText("Long step")
    asked.more_button.click()
    editor = dialog(page, StepEditor)
    assert isinstance(editor, StepEditor)
    assert (editor.title.text(), editor.due.value()) == ("Long step", "2026-05-14")
    editor.deleteLater()
