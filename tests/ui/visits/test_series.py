"""A visit that comes back, in the editor: how often, what became of it, what moves along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import drafts, visit_sheet, visits
from models.clock import FixedClock
from tests.factories import make_account, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


@pytest.fixture
def meeting(session: Session) -> int:
    """A board that meets every Thursday, today too."""
    account = make_account(session.journal)
    return make_visit(
        session.journal,
        account,
        "2026-05-14T15:00",
        state="planned",
        purpose="Board",
        repeats="FREQ=WEEKLY;BYDAY=TH",
    )


def planned(session: Session) -> list[str]:
    """Return when visits are planned."""
    query = "SELECT start FROM visit WHERE state = 'planned' AND deleted_at IS NULL ORDER BY start"
    return [start for (start,) in session.journal.rows(query)]


def test_what_is_written_makes_the_next_one_when_it_was_held(
    session: Session, editor: VisitEditor, meeting: int, qtbot: QtBot
) -> None:
    editor.open(meeting)
    editor.more.repeats.setFocus()
    editor.more.repeats.line.selectAll()
    qtbot.keyClicks(editor.more.repeats.line, "every 2 weeks")
    assert editor.more.repeats.below() == "every 2 weeks · then Thu 28 May 2026"
    editor.header.state.set_current("held")
    assert editor.save()
    assert planned(session) == ["2026-05-28T15:00"]
    assert visit_sheet.read(session.journal, meeting).repeats == "FREQ=WEEKLY;INTERVAL=2"
    session.undo()
    assert planned(session) == ["2026-05-14T15:00"]


def test_words_that_mean_no_repetition_are_kept_and_not_saved(
    session: Session, page: VisitPage, meeting: int, qtbot: QtBot
) -> None:
    editor = page.editor
    page.show_record("visit", meeting)
    editor.more.repeats.setFocus()
    editor.more.repeats.line.selectAll()
    qtbot.keyClicks(editor.more.repeats.line, "now and then")
    assert not editor.save()
    assert "no repetition" in editor.more.repeats.below()
    assert editor.more.repeats.line.hasFocus()
    (draft,) = drafts.waiting(session.journal)
    editor.close_visit()
    page.open_draft(draft)
    assert editor.more.repeats.text() == "now and then"
    assert editor.more.repeats.isVisible()
    editor.more.repeats.line.clear()
    editor.more.repeats.line.edited.emit("")
    assert editor.save()
    assert visit_sheet.read(session.journal, meeting).repeats == ""


@pytest.mark.parametrize(("later", "next_one"), [(False, "2026-05-21T15:00"), (True, "2026-05-22T10:00")])
def test_one_that_moves_asks_what_moves_along(
    session: Session, page: VisitPage, meeting: int, qtbot: QtBot, later: bool, next_one: str
) -> None:
    editor = page.editor
    page.show_record("visit", meeting)
    part = editor.form.series
    assert not part.moves.isVisible()
    editor.header.when.setFocus()
    editor.header.when.line.selectAll()
    qtbot.keyClicks(editor.header.when.line, "2026-05-15 10:00")
    assert part.moves.isVisible()
    assert part.moves.choice.current() == "one"
    if later:
        part.moves.choice.button("one").setFocus()
        qtbot.keyClick(part.moves.choice.button("one"), Qt.Key.Key_Right)
        assert editor.keep_draft()
        assert '"all_later": true' in drafts.waiting(session.journal)[0].content
    assert editor.save()
    assert not part.moves.isVisible()
    session.run(visits.cancel, meeting)
    assert planned(session) == [next_one]


def test_the_history_of_the_series_is_told_with_the_missed_ones(
    session: Session, page: VisitPage, meeting: int, clock: FixedClock, qtbot: QtBot
) -> None:
    page.show_record("visit", meeting)
    part = page.editor.form.series
    assert part._told.text() == "Not held yet"
    session.run(visits.hold, meeting)
    assert part._told.text() == "Held 1 time in a year, last on 14 May 2026"
    assert part.next.text() == "Next one: Thu 21 May"
    clock.move(timedelta(days=7))
    (second,) = session.journal.row("SELECT id FROM visit WHERE state = 'planned'") or (0,)
    session.run(visits.miss, second)
    assert (part._missed.text(), part._missed.isVisible()) == ("1 missed: 21 May", True)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        part.next.click()
    assert wanted.args is not None
    assert wanted.args[0] == "visit"


def test_a_visit_that_does_not_come_back_tells_nothing(session: Session, page: VisitPage) -> None:
    visit = make_visit(session.journal, make_account(session.journal), "2026-05-20T10:00", state="planned")
    page.show_record("visit", visit)
    page.editor.header.when.line.setText("2026-05-21")
    page.editor.header.when.line.edited.emit("2026-05-21")
    assert not page.editor.form.series.isVisible()


@pytest.mark.parametrize(("answer", "left"), [("one", ["2026-05-21T15:00"]), ("later", []), ("", ["2026-05-14T15:00"])])
def test_deleting_one_asks_about_the_later_ones(
    session: Session, page: VisitPage, meeting: int, alerts: RecordedAlerts, answer: str, left: list[str]
) -> None:
    page.show_record("visit", meeting)
    alerts.answers.append(answer)
    page._do("remove", page.view.current_row())
    assert planned(session) == left


def test_marking_one_says_when_the_next_one_is(session: Session, page: VisitPage, meeting: int, qtbot: QtBot) -> None:
    page.show_record("visit", meeting)
    with qtbot.waitSignal(session.said) as said:
        page._do("missed", page.view.current_row())
    assert said.args == ["Marked as missed · next one Thu 21 May 2026", True]
