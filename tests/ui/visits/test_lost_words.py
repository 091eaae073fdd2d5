"""Not one word is lost while it is typed, also where it is only half written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import drafts, steps, visit_sheet, visits
from models.clock import FixedClock
from models.errors import JournalBusy
from models.visit_sheet import VisitSheet
from tests.factories import make_account, make_step, make_visit
from tests.ui.composing import commit, compose
from tests.ui.visits.writing import kept, write
from ui.session import Session
from ui.visits.drafting import DraftKeeper
from ui.visits.editor import VisitEditor


class Timer(QObject):
    """A timer that runs when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.left: int | None = None

    def isActive(self) -> bool:
        return self.left is not None

    def start(self, milliseconds: int) -> None:
        self.left = milliseconds

    def stop(self) -> None:
        self.left = None


@pytest.fixture
def typing(session: Session, qtbot: QtBot) -> Iterator[tuple[DraftKeeper, Timer, Callable[..., None]]]:
    """A keeper with a timer by hand, and how a sheet that it keeps is written on."""
    parent = QObject()
    sheet = [VisitSheet()]
    composing = [False]
    keeper = DraftKeeper(session, lambda: sheet[0], lambda: composing[0], parent)
    timer = keeper._timer = Timer()  # type: ignore[assignment]

    def write_on(words: str, *, is_composing: bool = False) -> None:
        composing[0] = is_composing
        if not is_composing:
            sheet[0] = replace(sheet[0], notes=words)
            keeper.note_change()

    yield keeper, timer, write_on
    parent.deleteLater()


def test_who_types_without_a_pause_has_a_draft_of_the_last_second_and_a_half(
    session: Session, typing: tuple[DraftKeeper, Timer, Callable[..., None]]
) -> None:
    keeper, timer, write_on = typing
    words, ages, size = "", [0], []
    for place in range(1200):
        words += f"w{place} "
        write_on(words)
        ages.append(ages[-1] + 100)
        if timer.left is not None:
            timer.left -= 100
            if timer.left <= 0:
                keeper.keep()
                ages.append(0)
        if place % 400 == 399:
            size.append(session.journal.path.stat().st_size)
    assert max(ages) <= 1500
    assert len(drafts.waiting(session.journal)) == 1
    assert size[-1] - size[0] < 10 * len(words), "the draft is replaced, not piled up"
    assert session.journal.rows("SELECT count(*) FROM change") == [(0,)]


def test_a_draft_that_was_due_while_something_was_composed_is_kept_with_the_word(
    session: Session, typing: tuple[DraftKeeper, Timer, Callable[..., None]]
) -> None:
    keeper, _, write_on = typing
    write_on("今天")
    write_on("", is_composing=True)
    keeper.keep()
    assert kept(session) == []
    write_on("今天我们")
    assert [one.notes for one in kept(session)] == ["今天我们"], (
        "the next word may be composed before a timer looks again"
    )


def test_a_draft_that_could_not_be_kept_is_tried_again(
    session: Session,
    typing: tuple[DraftKeeper, Timer, Callable[..., None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper, timer, write_on = typing

    def busy(*_: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(drafts, "keep", busy)
        write_on("Words")
        assert not keeper.keep()
    assert timer.isActive(), "nobody may type another letter for a while"
    keeper.keep_what_changed()
    assert [one.notes for one in kept(session)] == ["Words"]


def test_a_word_that_is_ready_while_the_next_one_is_composed_is_text_already(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new(make_account(session.journal))
    notes = editor.texts.notes
    notes.setFocus()
    compose(notes, "jintian")
    both = QInputMethodEvent("women", [])
    both.setCommitString("今天")
    with qtbot.waitSignal(notes.edited):
        QApplication.sendEvent(notes, both)
    assert notes.is_composing()
    commit(notes, "我们")
    assert notes.text() == "今天我们"


def test_words_for_the_time_that_mean_none_yet_are_in_the_draft(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new(make_account(session.journal))
    editor.header.when.line.selectAll()
    write(qtbot, editor.header.when.line, "next tuesd")
    editor.header.length.line.selectAll()
    write(qtbot, editor.header.length.line, "1 h and a bi")
    session.keep_drafts()
    (draft,) = drafts.waiting(session.journal)
    editor.close_visit()
    editor.open_draft(draft)
    assert editor.header.when.text() == "next tuesd"
    assert editor.header.length.text() == "1 h and a bi"
    assert not editor.save()
    qtbot.keyClicks(editor.header.when.line, "ay 10:30")
    editor.header.length.line.selectAll()
    write(qtbot, editor.header.length.line, "1 h 30")
    assert editor.save()
    visit = visits.get(session.journal, editor.visit_id() or 0)
    assert (visit.start, visit.minutes) == ("2026-05-19T10:30", 90)


def test_a_change_elsewhere_leaves_half_written_words_alone(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    editor.header.when.line.selectAll()
    write(qtbot, editor.header.when.line, "next tuesd")
    visits.edit(session.journal, visit_id, notes="Theirs")
    editor.refresh()
    assert editor.header.when.text() == "next tuesd"
    assert editor.texts.notes.text() == "Theirs"


def test_a_change_elsewhere_does_not_cut_a_line_that_is_being_typed(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    for line, begun in (
        (editor.steps.line, "call Ma"),
        (editor.preparation.line, "who si"),
        (editor.header.people.field, "Zheng"),
    ):
        write(qtbot, line, begun)
    visits.edit(session.journal, visit_id, notes="Theirs")
    editor.refresh()
    assert (editor.steps.line.text(), editor.preparation.line.text()) == ("call Ma", "who si")
    assert editor.header.people.field.text() == "Zheng"
    assert editor.save()
    sheet = visit_sheet.read(session.journal, visit_id)
    assert sheet.notes == "Theirs"
    assert ([one.title for one in sheet.steps], [one.name for one in sheet.people]) == (["Call Ma"], ["Zheng"])


def test_tomorrow_is_the_day_it_was_when_it_was_typed(
    editor: VisitEditor, session: Session, clock: FixedClock, qtbot: QtBot
) -> None:
    clock.set(datetime(2026, 5, 14, 23, 59))
    editor.open_new(make_account(session.journal))
    editor.header.when.line.selectAll()
    write(qtbot, editor.header.when.line, "yesterday 15:00")
    write(qtbot, editor.steps.line, "call Marta tomorrow")
    clock.move(timedelta(minutes=5))
    session.look_at_day()
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert sheet.start == "2026-05-13T15:00"
    assert [one.due for one in sheet.steps] == ["2026-05-15"]


def test_a_step_whose_words_were_only_looked_at_keeps_them_all(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    title = "Ask about the Friday delivery @noon"
    step_id = make_step(session.journal, title, visit_id=visit_id, due_on="2026-05-20")
    editor.open(visit_id)
    editor.steps.view.setFocus()
    qtbot.keyClick(editor.steps.view, Qt.Key.Key_Return)
    assert not editor.is_changed()
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)
    assert editor.save()
    step = steps.get(session.journal, step_id)
    assert (step.title, step.due_on) == (title, "2026-05-20")
