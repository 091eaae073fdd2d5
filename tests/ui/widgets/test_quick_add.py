"""The quick line: what it says while somebody types, and what Enter adds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models import drafts, steps, visit_sheet, visits
from tests.factories import make_account, make_contact
from tests.readers import open_steps
from tests.ui.composing import commit, compose
from ui.main_window import MainWindow
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


def visits_of(session: Session) -> list[tuple[object, ...]]:
    return session.journal.rows("SELECT id, start, summary FROM visit")


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


def test_a_visit_goes_on_in_its_editor_with_all_that_was_said(
    session: Session, quick: QuickAddLine, qtbot: QtBot
) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    quick.set_text("visit @Northern Rail yesterday 3pm met 徐海: agreed the dates")
    assert "Shift+Enter" in quick.below()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert quick.text() == ""
    editor = window.page("visits").editor
    sheet = editor.form.written(visit_sheet.VisitSheet())
    assert (sheet.account, sheet.start, sheet.state) == ("Northern Rail", "2026-05-13T15:00", "held")
    assert ([one.name for one in sheet.people], sheet.summary) == (["徐海"], "agreed the dates")
    assert visits_of(session) == []
    assert editor.save()
    assert [row[1:] for row in visits_of(session)] == [("2026-05-13T15:00", "agreed the dates")]
    assert session.read(drafts.waiting) == []


def test_a_step_has_no_visit_to_open(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    quick.set_text("call them tomorrow")
    assert "Shift+Enter" not in quick.below()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [one.title for one in open_steps(session.journal)] == ["Call them"]


def test_somebody_new_who_was_met_is_made_a_person_on_the_spot(
    session: Session, quick: QuickAddLine, qtbot: QtBot
) -> None:
    quick.set_text("拜访@Northern Rail 昨天 见了徐海、赵六：谈了验收")
    offer = next(fact for fact in quick.facts() if fact.text() == "New person “赵六”")
    offer.setFocus()
    qtbot.keyClick(offer, Qt.Key.Key_Return)
    assert quick.line.hasFocus()
    understood = quick.understood()
    assert understood is not None
    assert [name for _, name in understood.people] == ["徐海", "赵六"]
    assert understood.unknown == ()
    post = "SELECT account.name FROM contact JOIN contact_post ON contact_id = contact.id JOIN account ON account.id"
    assert session.journal.rows(f"{post} = account_id WHERE contact.name = '赵六'") == [("Northern Rail",)]


def test_a_visit_that_is_saved_with_somebody_unknown_keeps_the_name(
    session: Session, quick: QuickAddLine, qtbot: QtBot
) -> None:
    quick.set_text("拜访@Northern Rail 昨天 见了徐海、赵六：谈了验收")
    with qtbot.waitSignal(quick.added) as added:
        qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert "赵六" in visits.get(session.journal, added.args[0].id).purpose


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize(("typed", "written"), [("call @xh", "call @徐海 "), ("给xh", "给徐海 ")])
def test_pinyin_suggests_a_name(quick: QuickAddLine, qtbot: QtBot, typed: str, written: str, key: Qt.Key) -> None:
    before, letters = typed[:-2], typed[-2:]
    commit(quick.line, before)
    qtbot.keyClicks(quick.line, letters)
    assert [one.text for one in quick.line.suggestions()] == ["徐海"]
    qtbot.keyClick(quick.line, key)
    assert quick.text() == written


def test_pinyin_in_full_needs_no_list(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    quick.set_text("@xuhai call tomorrow")
    assert quick.below() == "Will add next step Call 徐海 Fri 15 May 2026"


def test_what_is_not_understood_stays_and_says_why(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call @Nobody")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert quick.text() == "call @Nobody"
    assert "Nobody" in quick.below()
    assert open_steps(session.journal) == []


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
    assert open_steps(session.journal) == []
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
    assert open_steps(session.journal) == []
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert [step.title for step in open_steps(session.journal)] == ["Call"]


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
    assert [(one.title, one.due_on) for one in open_steps(session.journal)] == [("Call tomorrow", None)]


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


def test_the_menu_of_kinds_is_opened_and_left_by_keys(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call tomorrow")
    kind = quick.facts()[0]
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Return)
    menu = quick.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert quick.below() == "Will add promise Call Fri 15 May 2026"
    assert quick.line.hasFocus()


def test_a_chinese_line_is_corrected_at_its_chips(session: Session, quick: QuickAddLine, qtbot: QtBot) -> None:
    commit(quick.line, "下周二给徐海发报价 !承诺 @Northern Rail")
    assert quick.below() == "Will add promise 发报价 徐海 Tue 19 May 2026 Northern Rail"
    day = next(fact for fact in quick.facts() if "19 May" in fact.text())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert quick.line.selectedText() == "下周二"
    compose(quick.line, "mingtian")
    assert "19 May" in quick.below()
    commit(quick.line, "明天")
    assert quick.text() == "明天给徐海发报价 !承诺 @Northern Rail"
    person = next(fact for fact in quick.facts() if fact.text() == "徐海")
    qtbot.keyClick(person, Qt.Key.Key_Backspace)
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    found = [(one.kind, one.title, one.due_on) for one in open_steps(session.journal)]
    assert found == [("promise", "给徐海发报价", "2026-05-15")]


def test_the_chips_are_walked_through_by_arrows(quick: QuickAddLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(quick.line, "call tomorrow @Northern Rail")
    reached = [one for one in quick.facts() if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    reached[0].setFocus()
    for before, after in pairwise(reached):
        qtbot.keyClick(before, Qt.Key.Key_Right)
        assert after.hasFocus()
    for after, before in pairwise(reversed(reached)):
        qtbot.keyClick(after, Qt.Key.Key_Left)
        assert before.hasFocus()
    qtbot.keyClick(reached[0], Qt.Key.Key_Left)
    assert quick.line.hasFocus()


def test_shift_enter_opens_nothing_while_an_input_method_composes(
    session: Session, quick: QuickAddLine, qtbot: QtBot
) -> None:
    quick.set_text("visit @Northern Rail yesterday ")
    compose(quick.line, "jianle")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert session.read(drafts.waiting) == []
    assert quick.text().startswith("visit @Northern Rail yesterday")


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
