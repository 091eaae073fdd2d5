"""The quick line: what it says while somebody types, and what Enter adds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import steps, visits
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.widgets.quick_add import QuickAddLine


@pytest.fixture
def quick(session: Session, qtbot: QtBot) -> QuickAddLine:
    """A quick line in a journal with an account and a person."""
    make_account(session.journal)
    make_contact(session.journal)
    line = QuickAddLine(session)
    qtbot.addWidget(line)
    line.resize(800, 80)
    line.show()
    line.setFocus()
    return line


def test_it_says_what_enter_would_add(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "send BOQ to ")
    commit(quick.line, "徐海")
    qtbot.keyClicks(quick.line, " next tue !promise @Northern Rail")
    assert quick.below() == "Will add promise Send BOQ 徐海 Tue 19 May 2026 Northern Rail"


def test_enter_adds_and_clears_the_line(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []
    session.said.connect(lambda sentence, can_undo: heard.append((sentence, can_undo)))
    qtbot.keyClicks(quick.line, "call them tomorrow @Northern Rail")
    with qtbot.waitSignal(quick.added) as added:
        qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    step = steps.get(session.journal, added.args[0].id)
    assert (step.title, step.due_on) == ("Call them", "2026-05-15")
    assert quick.text() == ""
    assert heard == [("Added: Call them", True)]


def test_a_visit_can_be_added_too(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "visit @Northern Rail tomorrow 10:00 the BOQ")
    assert quick.below().startswith("Will add visit")
    with qtbot.waitSignal(quick.added) as added:
        qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert visits.get(session.journal, added.args[0].id).start == "2026-05-15T10:00"


def test_what_is_not_understood_stays_and_says_why(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call @Nobody")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert quick.text() == "call @Nobody"
    assert "Nobody" in quick.below()
    assert steps.open_steps(session.journal) == []


def test_names_that_are_new_are_known_at_once(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    from models import accounts

    qtbot.keyClicks(quick.line, "call @Delta")
    assert "Will add" not in quick.below()
    session.run(accounts.create, name="Delta Fibre")
    qtbot.keyClicks(quick.line, " Fibre")
    assert quick.below() == "Will add next step Call Delta Fibre"


def test_nothing_is_read_while_an_input_method_composes(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    before = quick.below()
    compose(quick.line, "geixuhai")
    assert quick.below() == before
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert steps.open_steps(session.journal) == []
    commit(quick.line, "给徐海发清单，下周二")
    assert "徐海" in quick.below()
    assert "Tue 19 May 2026" in quick.below()


def test_escape_never_loses_what_is_typed(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call")
    qtbot.keyClick(quick.line, Qt.Key.Key_Escape)
    assert quick.text() == "call"


def test_a_mark_suggests_names_and_enter_takes_one_before_it_adds(
    session: Session, quick: QuickAddLine, qtbot: QtBot
) -> None:
    qtbot.keyClicks(quick.line, "call @nor")
    assert [one.text for one in quick.line.suggestions()] == ["Northern Rail"]
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert quick.text() == "call @Northern Rail "
    assert steps.open_steps(session.journal) == []
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert [step.title for step in steps.open_steps(session.journal)] == ["Call"]


def test_a_mark_suggests_kinds(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "late crates !comp")
    assert [one.text for one in quick.line.suggestions()] == ["complaint"]
    qtbot.keyClick(quick.line, Qt.Key.Key_Tab)
    assert quick.text() == "late crates !complaint "
    assert quick.below() == "Will add complaint Late crates"


def test_a_name_written_out_needs_no_list(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call @northern rail")
    assert quick.line.suggestions() == []
    qtbot.keyClicks(quick.line, " tomorrow")
    assert quick.line.suggestions() == []


def test_an_address_suggests_nothing(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "write to xu@nor")
    assert quick.line.suggestions() == []


def test_escape_closes_the_list_and_no_more(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call @nor")
    qtbot.keyClick(quick.line, Qt.Key.Key_Escape)
    assert quick.line.suggestions() == []
    assert quick.text() == "call @nor"


def test_nothing_is_suggested_while_an_input_method_composes(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "@")
    compose(quick.line, "xu")
    assert quick.line.suggestions() == []
    commit(quick.line, "徐")
    assert [one.text for one in quick.line.suggestions()] == ["徐海"]


def test_a_part_that_is_taken_back_stays_in_the_title(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call tomorrow @Northern Rail")
    day = next(fact for fact in quick.facts() if "15 May" in fact.text())
    day.setFocus()
    qtbot.keyClick(day, Qt.Key.Key_Delete)
    assert quick.below() == "Will add next step Call tomorrow Northern Rail"
    assert quick.text() == "call tomorrow @Northern Rail"
    assert quick.line.hasFocus()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert [(one.title, one.due_on) for one in steps.open_steps(session.journal)] == [("Call tomorrow", None)]


def test_a_part_is_changed_by_typing_over_its_words(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call tomorrow")
    day = next(fact for fact in quick.facts() if "15 May" in fact.text())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert quick.line.selectedText() == "tomorrow"
    qtbot.keyClicks(quick.line, "next tue")
    assert quick.below() == "Will add next step Call Tue 19 May 2026"


def test_another_kind_is_chosen_from_its_chip(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call tomorrow")
    kinds = quick.kind_menu(None)
    next(action for action in kinds.actions() if action.text() == "promise").trigger()
    assert quick.text() == "call tomorrow !promise"
    assert quick.below().startswith("Will add promise Call")


def test_what_comes_back_is_said(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "check in every Monday")
    assert quick.below() == "Will add next step Check in Mon 18 May 2026 every Monday"


def test_an_unknown_account_is_made_on_the_spot(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call @Delta Fibre tomorrow")
    assert quick._new_account.isVisible()
    assert quick._new_account.text() == "New account “Delta Fibre”"
    qtbot.mouseClick(quick._new_account, Qt.MouseButton.LeftButton)
    assert quick.below() == "Will add next step Call Fri 15 May 2026 Delta Fibre"
    assert quick.text() == "call @Delta Fibre tomorrow"
