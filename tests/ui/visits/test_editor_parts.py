"""The parts of the visit editor, each by its keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import colleagues, drafts, steps, visit_sheet, visits
from models.merging_sheets import Difference
from models.visit_sheet import SheetQuestion, SheetStep, VisitSheet
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import cancel, compose
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.conflict import ConflictDialog
from ui.visits.editor import VisitEditor
from ui.visits.header import VisitHeader
from ui.visits.preparation import Preparation
from ui.visits.satisfaction import Satisfaction
from ui.visits.step_rows import StepItems
from ui.widgets.people_field import Person
from ui.widgets.pills import PersonChip

ALT = Qt.KeyboardModifier.AltModifier


def a_list(qtbot: QtBot, session: Session) -> Preparation:
    part = shown(qtbot, Preparation(session), 284, 300)
    questions = (SheetQuestion(1, "Who signs?"), SheetQuestion(2, "Photos"), SheetQuestion(3, "Noise"))
    part.fill(VisitSheet(questions=questions))
    return part


def test_the_list_is_ticked_moved_and_shortened_by_keys(session: Session, qtbot: QtBot) -> None:
    part = a_list(qtbot, session)
    part.view.setFocus()
    with qtbot.waitSignal(part.changed):
        qtbot.keyClick(part.view, Qt.Key.Key_Space)
    assert part._words.text() == "1 of 3 done"
    qtbot.keyClick(part.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(part.view, Qt.Key.Key_Up)
    qtbot.keyClick(part.view, Qt.Key.Key_Delete)
    written = part.written(VisitSheet()).questions
    assert [(one.id, one.done) for one in written] == [(1, True), (3, False)]


def test_enter_on_a_question_takes_its_answer(session: Session, qtbot: QtBot) -> None:
    part = a_list(qtbot, session)
    part.view.setFocus()
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    assert part.answer.hasFocus()
    qtbot.keyClicks(part.answer, "Marta")
    qtbot.keyClick(part.answer, Qt.Key.Key_Return)
    assert part.view.hasFocus()
    assert part.written(VisitSheet()).questions[0] == SheetQuestion(1, "Who signs?", False, "Marta")
    assert "Marta" in part.view.rows_model().words(part.view.current_row())


def test_satisfaction_by_digits_and_arrows(qtbot: QtBot) -> None:
    part = Satisfaction()
    qtbot.addWidget(part)
    with qtbot.waitActive(part):
        part.show()
    part.felt.cells[0].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    assert part.felt.value() == 4
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert (part.felt.value(), part.felt.word.text()) == (5, "Very satisfied")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert part.written(VisitSheet(satisfaction=2)).satisfaction is None


def test_what_they_expected_stands_below_and_the_gap_is_said(qtbot: QtBot) -> None:
    part = Satisfaction()
    qtbot.addWidget(part)
    part.fill(VisitSheet(satisfaction=3, expectation_level=3))
    assert part.gap.text() == "as they expected"
    with qtbot.waitActive(part):
        part.show()
    part.felt.cells[2].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(part.changed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_5)
    assert (part.expected.value(), part.expected.word.text()) == (5, "Very much")
    assert part.gap.text() == "less than they expected"
    sheet = part.written(VisitSheet())
    assert (sheet.satisfaction, sheet.expectation_level) == (3, 5)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert part.written(sheet).expectation_level is None
    assert part.gap.text() == ""


def test_the_models_keep_the_rules_of_qt(session: Session, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    items = StepItems(session)
    items.steps = [SheetStep(None, "promise", "One"), SheetStep(None, "risk", "Two", closed=True)]
    items.reload()
    qtmodeltester.check(items)
    qtmodeltester.check(a_list(qtbot, session)._model)


def test_nothing_happens_while_a_text_composes_in_any_field(session: Session, qtbot: QtBot) -> None:
    editor = shown(qtbot, VisitEditor(session), 920, 800)
    account_id = make_account(session.journal, "北方铁路")
    make_contact(session.journal, "你好", account_id=account_id)
    visit_id = make_visit(session.journal, account_id, questions=["x"])
    editor.open(visit_id)
    editor.more.unfold.click()
    editor.preparation._edit(editor.preparation._model.rows[0])
    fields = [one for one in (*editor.findChildren(QLineEdit), *editor.findChildren(QPlainTextEdit)) if one.isVisible()]
    assert len(fields) >= 15
    for field in fields:
        field.setFocus()
        compose(field, "nihao")
        assert editor.is_composing(), field.accessibleName()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(field, Qt.Key.Key_3, ALT)
        assert QApplication.focusWidget() is field, field.accessibleName()
        session.keep_drafts()
        editor.refresh()
        cancel(field)
        assert not editor.is_composing(), field.accessibleName()
    assert drafts.waiting(session.journal) == []
    assert not editor.is_changed()


def test_a_change_elsewhere_waits_for_the_end_of_a_composition(session: Session, qtbot: QtBot) -> None:
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.show()
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    editor.open(visit_id)
    editor.texts.notes.setFocus()
    compose(editor.texts.notes, "ni")
    visits.edit(session.journal, visit_id, notes="After")
    editor.refresh()
    assert editor.texts.notes.is_composing()
    cancel(editor.texts.notes)
    qtbot.waitUntil(lambda: editor.texts.notes.text() == "After")


def test_the_versions_of_a_conflict_stand_side_by_side_and_the_dialog_is_freed(session: Session, qtbot: QtBot) -> None:
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.show()
    step = SheetStep(1, "promise", "Send the BOQ", due="2026-05-15")
    found = [
        Difference("notes", "Mine", "Theirs"),
        Difference("channel", "call", "video"),
        Difference("start", "2026-05-13T15:00", "2026-05-12T00:00"),
        Difference("confidential", True, False),
        Difference("minutes", None, 90),
        Difference("step", step, replace(step, closed=True)),
    ]
    dialog = ConflictDialog(found, editor)
    dialog.open()
    texts = {one.accessibleName(): one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)}
    assert texts["Notes, here"] == "Mine"
    assert texts["Notes, in the journal"] == "Theirs"
    assert texts["Channel, in the journal"] == "video"
    assert texts["When, here"] == "Wed 13 May 2026, 15:00"
    assert texts["Next step, in the journal"] == "promise, Send the BOQ, 2026-05-15, done"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


@pytest.mark.parametrize("width", [560, 920])
def test_the_editor_needs_no_scrolling_to_the_side(session: Session, qtbot: QtBot, width: int) -> None:
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.resize(width, 700)
    editor.show()
    account_id = make_account(session.journal, "An account with a rather long name indeed")
    editor.open(make_visit(session.journal, account_id, purpose="A purpose of many words " * 5))
    editor.more.unfold.click()
    QApplication.processEvents()
    inner = editor.form.area.widget()
    assert inner.width() <= editor.form.area.viewport().width()


def test_status_tells_of_the_save_and_of_the_draft_after_it(session: Session, qtbot: QtBot) -> None:
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.show()
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    editor.texts.notes.setFocus()
    qtbot.keyClicks(editor.texts.notes, "a")
    assert editor.save()
    qtbot.keyClicks(editor.texts.notes, "b")
    assert editor.keep_draft()
    assert editor.status() == "Saved 09:50 · draft kept"
    assert visit_sheet.read(session.journal, visit_id).notes == "a"


def test_a_steps_kind_and_owner_are_chosen_in_its_menu(session: Session, qtbot: QtBot) -> None:
    journal = session.journal
    account_id = make_account(journal)
    person = make_contact(journal, "Marta & Co", account_id=account_id)
    colleague = colleagues.create(journal, name="周雨").id
    visit_id = make_visit(journal, account_id, people=[person], next_steps=[{"title": "Tunnel test reports"}])
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.show()
    editor.open(visit_id)
    rows = editor.steps.view.rows_model()

    def choose(words: str) -> None:
        menu = editor.steps.menu_of(rows.rows[0])
        submenus = menu.findChildren(QMenu)
        action = next(one for sub in (menu, *submenus) for one in sub.actions() if one.text() == words)
        action.trigger()

    choose("request")
    choose("周雨")
    assert editor.save()
    (step,) = steps.of_visit(journal, visit_id)
    assert (step.kind, step.owner_colleague_id, step.owner_side) == ("request", colleague, "ours")
    assert "周雨" in rows.words(rows.rows[0])
    choose("Marta && Co")
    choose("Done")
    assert editor.save()
    (step,) = steps.of_visit(journal, visit_id)
    assert (step.owner_colleague_id, step.owner_contact_id, step.owner_side) == (None, person, "theirs")
    assert step.outcome == "done"


def test_enter_on_a_chip_opens_the_person_who_was_met(session: Session, qtbot: QtBot) -> None:
    head = VisitHeader(session)
    qtbot.addWidget(head)
    head.people.set_people([Person(7, "Marta Ruiz")])
    head.show()
    qtbot.keyClick(head.people.field, Qt.Key.Key_Left)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(head.people.findChildren(PersonChip)[0], Qt.Key.Key_Return)
    assert wanted.args == ["contact", 7]


def test_the_place_of_writing_stays_in_sight_while_the_text_above_it_grows(qtbot: QtBot, session: Session) -> None:
    editor = shown(qtbot, VisitEditor(session), 900, 420)
    editor.open_new(make_account(session.journal))
    notes, area = editor.texts.notes, editor.form.area

    def is_in_sight(widget: QWidget, place: QRect) -> bool:
        top = widget.mapTo(area.viewport(), place.topLeft()).y()
        return top >= 0 and top + place.height() <= area.viewport().height()

    editor.activateWindow()
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus)
    for _ in range(20):
        qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_in_sight(notes.viewport(), notes.cursorRect()))
    qtbot.keyClick(notes, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: is_in_sight(notes.viewport(), notes.cursorRect()))
    line = editor.steps.line
    editor.form.jump(line)
    for number in range(12):
        qtbot.keyClicks(line, f"call {number}")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_in_sight(line, line.rect()))


@pytest.mark.parametrize(("button", "moves"), [(Qt.MouseButton.LeftButton, False), (Qt.MouseButton.RightButton, True)])
def test_only_what_is_being_selected_keeps_its_place_while_a_text_grows(
    qtbot: QtBot, session: Session, button: Qt.MouseButton, moves: bool
) -> None:
    editor = shown(qtbot, VisitEditor(session), 900, 420)
    editor.open_new(make_account(session.journal))
    notes, bar = editor.texts.notes, editor.form.area.verticalScrollBar()
    notes.setFocus()
    qtbot.mousePress(notes.viewport(), button)
    for _ in range(20):
        qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.maximum() > notes.height() / 2)
    QApplication.processEvents()
    assert bool(bar.value()) is moves
    qtbot.mouseRelease(notes.viewport(), button)


def test_saving_folds_no_field_away_that_is_being_written_in(qtbot: QtBot, session: Session) -> None:
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
    editor.open_new(make_account(session.journal))
    more = editor.more
    qtbot.mouseClick(more.unfold, Qt.MouseButton.LeftButton)
    for field in (more.tags.field, more.colleagues.field, more.place):
        field.setFocus()
        editor.texts.notes.insertPlainText("n")
        assert editor.save()
        assert field.hasFocus()
        assert field.isVisible()
        qtbot.mouseClick(more.unfold, Qt.MouseButton.LeftButton)


def test_the_length_of_a_visit_stays_beside_its_time_whatever_is_wrong_with_that(
    session: Session, qtbot: QtBot
) -> None:
    header = shown(qtbot, VisitHeader(session), 860, 260)
    header.when.line.setFocus()
    qtbot.keyClicks(header.when.line, "some day when there is time for it, whenever that may be")
    header.length.setFocus()
    QApplication.processEvents()
    assert header.when.height() > header.length.height(), "the sentence has several lines"
    places = [one.line.mapTo(header, QPoint(0, 0)).y() for one in (header.when, header.length)]
    assert places[0] == places[1]
