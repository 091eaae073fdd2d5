"""Not one word is lost, whatever happens around the editor: it is saved, kept as a draft, or still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, contacts, drafts, name_choices, steps, visit_sheet, visits
from models.clock import FixedClock
from models.errors import JournalBusy
from models.visit_sheet import VisitSheet
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.visits.drafting import DraftKeeper
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> VisitPage:
    made = VisitPage(session)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def editor(page: VisitPage) -> VisitEditor:
    return page.editor


def write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(widget, text)


def kept(session: Session) -> list[VisitSheet]:
    return [visit_sheet.from_json(one.content) for one in drafts.waiting(session.journal)]


def everywhere(session: Session) -> str:
    """Return all texts of the journal: of visits, steps and drafts."""
    rows = session.journal.rows("SELECT notes || ' ' || summary || ' ' || private_notes || ' ' || purpose FROM visit")
    rows += session.journal.rows("SELECT title FROM step") + session.journal.rows("SELECT content FROM draft")
    return " ".join(row[0] for row in rows)


# While it is typed.


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


# What is only half written.


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


# Going elsewhere.


def test_going_from_visit_to_visit_quickly_saves_each(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal)
    made = [make_visit(session.journal, account_id, start=f"2026-05-0{day}T10:00") for day in range(1, 8)]
    page.refresh()
    page.show_record("visit", made[-1])
    for visit_id in reversed(made):
        assert page.editor.visit_id() == visit_id
        write(qtbot, page.editor.texts.notes, f"n{visit_id}")
        write(qtbot, page.editor.private.note, f"p{visit_id}")
        page.view.setFocus()
        qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.leave()
    assert [visits.get(session.journal, one).notes for one in made] == [f"n{one}" for one in made]
    assert [visits.get(session.journal, one).private_notes for one in made] == [f"p{one}" for one in made]
    session.undo()
    session.redo()
    assert [visits.get(session.journal, one).notes for one in made] == [f"n{one}" for one in made]


def test_a_second_new_visit_leaves_the_first_as_a_draft(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    for words in ("First", "Second", "Third"):
        page.new_visit()
        write(qtbot, page.editor.texts.notes, words)
    assert page.leave()
    assert sorted(one.notes for one in kept(session)) == ["First", "Second", "Third"]


@pytest.mark.parametrize("way", ["leave", "save"])
def test_what_is_being_composed_is_not_lost_when_the_visit_is_left(
    editor: VisitEditor, session: Session, qtbot: QtBot, way: str
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "a")
    compose(editor.texts.notes, "nihao")
    assert getattr(editor, way)()
    assert visits.get(session.journal, editor.visit_id() or 0).notes == "anihao"
    editor.header.purpose.setFocus()
    compose(editor.header.purpose, "jiaqi")
    assert getattr(editor, way)()
    assert visits.get(session.journal, editor.visit_id() or 0).purpose == "jiaqi"


def test_deleting_the_visit_that_is_open_saves_its_words_first(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.refresh()
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Words")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    session.undo()
    assert visits.get(session.journal, visit_id).notes == "Words"


@pytest.mark.parametrize("back", [True, False])
@pytest.mark.parametrize("where", ["notes", "private", "purpose", "place"])
def test_undo_in_a_field_never_brings_the_words_of_another_visit(
    page: VisitPage, editor: VisitEditor, session: Session, qtbot: QtBot, where: str, back: bool
) -> None:
    account_id = make_account(session.journal)
    first, second = (make_visit(session.journal, account_id, start=f"2026-05-0{day}T10:00") for day in (1, 2))
    page.show_record("visit", first)
    editor.more.unfold.click()
    field = {
        "notes": editor.texts.notes,
        "private": editor.private.note,
        "purpose": editor.header.purpose,
        "place": editor.more.place,
    }[where]
    write(qtbot, field, "Confided by Marta")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    if not back:
        field.undo()
        field.undo()
        assert field.text() == ""
    page.show_record("visit", second)
    field.undo() if back else field.redo()
    assert field.text() == ""


def test_what_is_given_up_while_the_disk_is_full_can_be_taken_back(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Old words")
    assert editor.keep_draft()
    write(qtbot, editor.texts.notes, " and new")

    def full(*_: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as broken:
        broken.setattr(drafts, "keep", full)
        draft = editor.discard()
    assert draft
    drafts.bring_back(session.journal, draft)
    assert [one.notes for one in kept(session)] == ["Old words and new"]


# What happens to the records meanwhile.


def test_undo_of_the_visits_making_keeps_what_was_typed_since(
    page: VisitPage, editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    page.new_visit()
    write(qtbot, editor.header.account, "Harbour Metro")
    write(qtbot, editor.header.people.field, "Zheng Kai")
    write(qtbot, editor.steps.line, "send BOQ")
    assert editor.save()
    write(qtbot, editor.texts.notes, "Written since")
    session.undo()
    page.refresh()
    assert "Written since" in everywhere(session)
    assert editor.save(), editor.notice.text()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account, sheet.notes) == ("Harbour Metro", "Written since")
    assert [one.name for one in sheet.people] == ["Zheng Kai"]
    assert [one.title for one in sheet.steps] == ["Send BOQ"]


def test_an_account_and_a_person_that_went_into_the_trash_do_not_stop_the_save(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    person = make_contact(session.journal, "Marta Ruiz", account_id=account_id)
    editor.open_new(account_id, person)
    write(qtbot, editor.texts.notes, "Words")
    contacts.trash(session.journal, person)
    accounts.trash(session.journal, account_id)
    assert editor.save(), editor.notice.text()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account, [one.name for one in sheet.people], sheet.notes) == (
        "Harbour Metro",
        ["Marta Ruiz"],
        "Words",
    )


def test_an_account_renamed_elsewhere_is_the_same_account(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    editor.open_new(account_id)
    write(qtbot, editor.texts.notes, "Words")
    accounts.edit(session.journal, account_id, name="Harbour Rail")
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account_id, sheet.account) == (account_id, "Harbour Rail")


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_after_each_choice_undo_brings_the_other_version_back(
    editor: VisitEditor, session: Session, qtbot: QtBot, choice: str
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")
    assert not editor.save()
    assert editor._conflict
    editor._conflict._choose(choice)
    assert editor.texts.notes.text() == {"mine": "Mine", "theirs": "Theirs", "both": "Mine\n\nTheirs"}[choice]
    assert not editor.is_changed()
    session.undo()
    assert visits.get(session.journal, visit_id).notes == ("Mine" if choice == "theirs" else "Theirs")
    session.redo()
    assert visits.get(session.journal, visit_id).notes == editor.texts.notes.text()


def test_a_journal_that_can_not_be_read_for_a_moment_stops_no_save_and_no_leaving(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Words")
    editor.header.people.field.setText("Zheng Kai")

    def busy(*_: object, **__: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(name_choices, "people", busy)
        locked.setattr(visit_sheet, "read", busy)
        assert editor.leave()
    assert not editor.is_open()
    assert session.journal.rows("SELECT notes FROM visit") == [("Words",)]
    assert session.journal.rows("SELECT name FROM contact") == [("Zheng Kai",)]
    assert drafts.waiting(session.journal) == []


def test_a_journal_that_can_not_be_read_when_both_changed_it_keeps_the_text(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")

    def busy(*_: object, **__: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(visit_sheet, "read", busy)
        assert not editor.leave()
    assert editor.notice.text() == "J is in use. Try again."
    assert [one.notes for one in kept(session)] == ["Mine"]


# Drafts.


def test_a_draft_of_a_newer_program_is_neither_overwritten_nor_thrown_away(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    drafts.keep(session.journal, "visit", visit_id, '{"format": 2, "pages": ["Words of tomorrow"]}')
    editor.open(visit_id)
    assert editor.texts.notes.text() == "Before"
    write(qtbot, editor.texts.notes, "x")
    assert editor.keep_draft()
    assert editor.save()
    assert [one.content for one in drafts.waiting(session.journal)] == ['{"format": 2, "pages": ["Words of tomorrow"]}']


def test_a_discarded_draft_brought_back_leaves_what_was_written_meanwhile(
    page: VisitPage, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Given up")
    draft = page.editor.discard()
    assert draft
    write(qtbot, page.editor.texts.notes, "Written meanwhile")
    assert page.editor.keep_draft()
    drafts.bring_back(session.journal, draft)
    assert sorted(one.notes for one in kept(session)) == ["Given up", "Written meanwhile"]
    assert page.leave()
    assert [one.notes for one in kept(session)] == ["Given up"]


def test_a_draft_brought_back_beside_the_open_visit_is_not_overwritten_by_what_is_written_next(
    page: VisitPage, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Given up")
    draft = page.editor.discard()
    assert draft
    drafts.bring_back(session.journal, draft)
    write(qtbot, page.editor.texts.notes, "Written next")
    assert page.editor.keep_draft()
    assert page.leave()
    assert [one.notes for one in kept(session)] == ["Given up"]


@pytest.mark.parametrize("where", ["notes", "summary", "purpose", "step"])
def test_what_is_too_long_to_be_stored_stays_and_is_told(
    editor: VisitEditor, session: Session, qtbot: QtBot, where: str
) -> None:
    editor.open_new(make_account(session.journal))
    long = "走访 words " * (250_000 if where in ("notes", "summary") else 400)
    field = {
        "notes": editor.texts.notes,
        "summary": editor.texts.summary,
        "purpose": editor.header.purpose,
        "step": editor.steps.line,
    }[where]
    QApplication.clipboard().setText(long)
    field.setFocus()
    field.paste()
    assert not editor.save()
    assert "Please shorten it" in editor.notice.text()
    stays = [one.text() for one in (editor.texts.notes, editor.texts.summary, editor.header.purpose)]
    stays += [one.title for one in editor.steps.written(VisitSheet()).steps]
    assert long.strip() in [one.strip() for one in stays]
    assert long.strip()[:3000] in "".join(one.content for one in drafts.waiting(session.journal))


def test_a_planned_visit_that_was_held_keeps_its_words(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(
        session.journal, make_account(session.journal), start="2026-05-14T11:00", state="planned", notes="Ask"
    )
    editor.open(visit_id)
    write(qtbot, editor.texts.summary, "Agreed")
    session.attempt(visits.hold, visit_id)
    editor.refresh()
    assert editor.save()
    visit = visits.get(session.journal, visit_id)
    assert (visit.state, visit.notes, visit.summary) == ("held", "Ask", "Agreed")
