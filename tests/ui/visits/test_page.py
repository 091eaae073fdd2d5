from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import changes, contacts, drafts, trips, visits
from models.visit_filter import VisitFilter
from models.visit_pages import ListedVisit
from tests.factories import make_account, make_contact, make_visit
from tests.readers import contact_named
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.visits.list_model import Heading, More, VisitListModel
from ui.visits.menu import visit_menu
from ui.visits.page import VisitPage
from ui.visits.period_dialog import PeriodDialog


def shown(page: VisitPage) -> list[str]:
    """Return the list as a reader sees it."""
    words = []
    for row in page.list_model.rows:
        words.append(row.line if isinstance(row, ListedVisit) else row.words)
    return words


@pytest.fixture
def filled(session: Session) -> Session:
    journal = session.journal
    metro, grid = make_account(journal, "Harbour Metro"), make_account(journal, "云岭电网")
    marta = make_contact(journal, "Marta Ruiz", account_id=metro)
    make_visit(journal, metro, "2026-04-29T10:00", purpose="Depot", summary="Depot 4 complaint")
    make_visit(journal, metro, "2026-05-06T10:00", purpose="Survey", summary="Survey agreed", people=[marta])
    make_visit(journal, grid, "2026-05-13T15:00", purpose="价格", channel="call")
    make_visit(journal, metro, "2026-05-20T09:00", purpose="Walk-through", state="planned")
    return session


@pytest.fixture
def make_page(qtbot: QtBot) -> Callable[[Session], VisitPage]:
    def make(session: Session) -> VisitPage:
        page = VisitPage(session)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        with qtbot.waitActive(page):
            page.show()
        return page

    return make


@pytest.fixture
def page(filled: Session, make_page: Callable[[Session], VisitPage], qtbot: QtBot) -> VisitPage:
    made = make_page(filled)
    qtbot.waitUntil(made.editor.is_open)
    return made


def visit_called(page: VisitPage, line: str) -> ListedVisit:
    return next(row for row in page.list_model.rows if isinstance(row, ListedVisit) and row.line == line)


def test_planned_visits_stand_above_the_months(page: VisitPage) -> None:
    assert shown(page) == [
        "Planned",
        "Walk-through",
        "May 2026",
        "价格",
        "Survey agreed",
        "April 2026",
        "Depot 4 complaint",
    ]
    counts = [row.count for row in page.list_model.rows if isinstance(row, Heading)]
    assert counts == [1, 2, 1]
    assert page.subtitle() == "4 in this journal"


def test_the_newest_visit_stands_open(page: VisitPage) -> None:
    assert page.editor.visit_id() == visit_called(page, "价格").id
    assert page.view.current_row() == visit_called(page, "价格")


def test_the_arrows_open_the_next_visit_and_save_the_one_before(page: VisitPage, qtbot: QtBot) -> None:
    before = visit_called(page, "价格")
    page.editor.texts.notes.setFocus()
    qtbot.keyClicks(page.editor.texts.notes, "Too dear")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.editor.visit_id() == visit_called(page, "Survey agreed").id
    assert visits.get(page.session.journal, before.id).notes == "Too dear"
    assert page.view.current_row() == visit_called(page, "Survey agreed")


def test_coming_to_the_list_leaves_no_new_visit(page: VisitPage, qtbot: QtBot) -> None:
    page.new_visit()
    qtbot.keyClicks(page.editor.header.account, "Alpenbahn")
    page.view.setFocus()
    assert page.editor.visit_id() is None
    assert page.editor.header.account.text() == "Alpenbahn"
    assert page.view.current_row() is None
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert "Alpenbahn" in [row.account for row in page.list_model.rows if isinstance(row, ListedVisit)]


def test_the_page_begins_at_the_newest_visit(filled: Session, qtbot: QtBot) -> None:
    page = VisitPage(filled)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    assert page.view.hasFocus()
    assert page.editor.visit_id() == visit_called(page, "价格").id


def test_enter_goes_to_the_notes_and_closing_comes_back(page: VisitPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.editor.texts.notes.hasFocus()
    qtbot.keyClick(page.editor.texts.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.view.hasFocus()
    assert page.editor.visit_id() == visit_called(page, "价格").id


def test_a_visit_that_cannot_be_saved_keeps_its_place(page: VisitPage, qtbot: QtBot) -> None:
    now = visit_called(page, "价格")
    page.editor.header.when.line.setFocus()
    page.editor.header.when.line.selectAll()
    qtbot.keyClicks(page.editor.header.when.line, "sometime")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.editor.visit_id() == now.id
    assert page.view.current_row() == now
    assert page.editor.header.when.text() == "sometime"
    assert not page.leave()


def test_a_new_visit_is_listed_once_it_is_saved(page: VisitPage, qtbot: QtBot) -> None:
    account = visit_called(page, "价格").account_id
    page.new_visit(account)
    assert page.view.current_row() is None
    page.editor.texts.notes.setFocus()
    qtbot.keyClicks(page.editor.texts.notes, "Met at the fair")
    assert page.save()
    row = page.view.current_row()
    assert isinstance(row, ListedVisit)
    assert row.start.startswith("2026-05-14")
    assert page.subtitle() == "5 in this journal"


def test_delete_takes_the_visit_away_with_undo_on_the_spot(page: VisitPage, qtbot: QtBot) -> None:
    gone = visit_called(page, "价格")
    page.view.setFocus()
    with qtbot.waitSignal(page.session.said) as said:
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert said.args == ["Visit deleted: 云岭电网", True]
    assert "价格" not in shown(page)
    assert page.editor.visit_id() == visit_called(page, "Survey agreed").id
    page.session.undo()
    assert visit_called(page, "价格") == gone


def test_what_was_just_written_comes_back_with_a_deleted_visit(page: VisitPage, qtbot: QtBot) -> None:
    gone = visit_called(page, "价格")
    page.editor.texts.notes.setFocus()
    qtbot.keyClicks(page.editor.texts.notes, "Kept")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    changes.undo(page.session.journal)
    assert visits.get(page.session.journal, gone.id).notes == "Kept"


def test_words_narrow_the_list_and_escape_takes_them_away(page: VisitPage, qtbot: QtBot) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.filter.line, "marta")
    assert shown(page) == ["May 2026", "Survey agreed"]
    qtbot.waitUntil(lambda: page.subtitle() == "1 of 4 in this journal")
    qtbot.keyClick(page.filter.line, Qt.Key.Key_Escape)
    assert len(shown(page)) == 7
    qtbot.keyClick(page.filter.line, Qt.Key.Key_Escape)
    assert page.view.hasFocus()


def test_from_the_filter_the_keys_go_to_the_newest_visit_that_passes(page: VisitPage, qtbot: QtBot) -> None:
    before = page.editor.visit_id()
    page.focus_filter()
    qtbot.keyClicks(page.filter.line, "depot")
    qtbot.keyClick(page.filter.line, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    assert page.view.current_row().line == "Depot 4 complaint"
    assert page.editor.visit_id() == before, "coming to the list opens nothing"
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.editor.visit_id() == page.view.current_row().id != before


def test_the_filter_waits_for_the_input_method(page: VisitPage) -> None:
    compose(page.filter.line, "dianwang")
    assert len(shown(page)) == 7
    commit(page.filter.line, "电网")
    assert shown(page) == ["May 2026", "价格"]


def test_chips_are_set_by_the_menu_and_taken_away(page: VisitPage, qtbot: QtBot) -> None:
    menu = page.filter.menu()
    channels = next(action for action in menu.actions() if action.text() == "Channel").menu()
    assert isinstance(channels, QMenu)
    next(action for action in channels.actions() if action.text() == "call").trigger()
    menu.close()
    assert shown(page) == ["May 2026", "价格"]
    (chip,) = page.filter.chips()
    assert chip.text() == "call"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.filter.chips() == []
    assert len(shown(page)) == 7


def test_an_account_is_asked_for_by_its_name(page: VisitPage, qtbot: QtBot) -> None:
    page.filter.ask_name("account_id")
    qtbot.keyClicks(page.filter.names, "harb")
    qtbot.keyClick(page.filter.names, Qt.Key.Key_Return)
    assert shown(page) == ["Planned", "Walk-through", "May 2026", "Survey agreed", "April 2026", "Depot 4 complaint"]
    assert [chip.text() for chip in page.filter.chips()] == ["Harbour Metro"]
    assert not page.filter.names.isVisible()
    assert page.view.hasFocus()


def test_a_period_is_asked_for_in_words(page: VisitPage, qtbot: QtBot) -> None:
    page.filter._ask_period()
    (dialog,) = page.window().findChildren(PeriodDialog)
    accept = dialog.accept_button
    assert accept is not None
    assert not accept.isEnabled()
    qtbot.keyClicks(dialog.first.line, "2026-05-06")
    qtbot.keyClicks(dialog.last.line, "1 May")
    assert not accept.isEnabled()
    dialog.last.line.clear()
    qtbot.keyClicks(dialog.last.line, "12 May")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert shown(page) == ["May 2026", "Survey agreed"]
    assert [chip.text() for chip in page.filter.chips()] == ["Wed 6 May 2026 – Tue 12 May 2026"]


def test_a_filter_that_lets_nothing_pass_says_so(page: VisitPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter.line, "xyzzy")
    qtbot.waitUntil(lambda: not page.list_model.is_looking())
    assert page.list.no_match.isVisible()
    assert page.editor.is_open()
    page.list.no_match.pressed.emit()
    assert page.filter.line.text() == ""
    assert page.view.isVisible()


def test_a_record_behind_the_filter_is_shown(page: VisitPage, qtbot: QtBot) -> None:
    hidden = visit_called(page, "Depot 4 complaint").id
    qtbot.keyClicks(page.filter.line, "marta")
    page.show_record("visit", hidden)
    assert page.editor.visit_id() == hidden
    assert page.view.current_row().id == hidden
    assert page.filter.wanted() == VisitFilter()


def test_a_planned_visit_is_cancelled_from_its_menu(page: VisitPage) -> None:
    planned = visit_called(page, "Walk-through")
    menu = visit_menu(planned, page.view, page._do)
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert words[3:6] == ["Held", "Missed", "Cancelled"]
    next(action for action in menu.actions() if action.text() == "Cancelled").trigger()
    assert visits.get(page.session.journal, planned.id).state == "cancelled"
    assert "Planned" not in shown(page)
    menu.close()


def test_a_visit_is_planned_again(page: VisitPage) -> None:
    page._do("again", visit_called(page, "Survey agreed"))
    opened = page.editor.visit_id()
    assert opened is not None
    again = visits.get(page.session.journal, opened)
    assert (again.state, again.start, again.purpose) == ("planned", "2026-05-20T10:00", "Survey")


def test_an_empty_journal_invites_to_the_first_visit(
    session: Session, make_page: Callable[[Session], VisitPage], qtbot: QtBot
) -> None:
    page = make_page(session)
    assert page._none.isVisible()
    assert page.subtitle() == ""
    page._none.pressed.emit()
    assert page.editor.is_open()
    assert page.editor.isVisible()


def test_a_waiting_draft_is_offered(filled: Session, make_page: Callable[[Session], VisitPage], qtbot: QtBot) -> None:
    first = make_page(filled)
    first.new_visit()
    first.editor.texts.notes.setFocus()
    qtbot.keyClicks(first.editor.texts.notes, "Half a note")
    assert first.editor.keep_draft()
    second = make_page(filled)
    (draft,) = second.drafts.drafts()
    assert second.drafts.isVisible()
    second.drafts.opened.emit(draft)
    assert second.editor.texts.notes.text() == "Half a note"
    assert not second.drafts.isVisible()
    assert filled.read(drafts.waiting, "visit")


def test_rows_say_everything_to_a_screen_reader(page: VisitPage) -> None:
    visit = visit_called(page, "价格")
    assert page.list_model.words(visit) == "Wed 13 May 2026, 15:00, 云岭电网, 价格, to be written up"


def test_many_planned_visits_are_folded(session: Session, qtmodeltester: ModelTester) -> None:
    account = make_account(session.journal)
    for day in range(15, 25):
        make_visit(session.journal, account, f"2026-05-{day}T10:00", state="planned")
    model = VisitListModel(session)
    qtmodeltester.check(model)
    model.set_filter(VisitFilter())
    assert len([row for row in model.rows if isinstance(row, ListedVisit)]) == 3
    (more,) = (row for row in model.rows if isinstance(row, More))
    assert more.words == "7 more planned"
    model.show_more(more)
    assert len([row for row in model.rows if isinstance(row, ListedVisit)]) == 10


def test_the_list_is_read_window_by_window(sample_session: Session, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = VisitListModel(sample_session)
    model.set_filter(VisitFilter())
    qtmodeltester.check(model)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    listed = [row for row in model.rows if isinstance(row, ListedVisit)]
    assert len({row.id for row in listed}) == len(listed)
    months = [row.id for row in model.rows if isinstance(row, Heading) and row.id != "planned"]
    assert months == sorted(set(months), reverse=True)
    for heading in (row for row in model.rows if isinstance(row, Heading) and row.id != "planned"):
        assert heading.count == len([row for row in listed if row.start.startswith(heading.id) and not _ahead(row)])


def _ahead(row: ListedVisit) -> bool:
    return row.state == "planned" and row.start >= "2026-05-14"


def test_a_visit_far_below_is_jumped_to(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.visits.list_model._FAR", 0)
    monkeypatch.setattr("ui.widgets.row_model.WINDOW", 5)
    monkeypatch.setattr("ui.visits.list_model.WINDOW", 5)
    account = make_account(session.journal)
    made = [make_visit(session.journal, account, f"2025-{month:02}-10T10:00") for month in range(1, 13)]
    model = VisitListModel(session)
    model.set_filter(VisitFilter())
    index = model.reach(made[2], "2025-03-10T10:00")
    assert index.isValid()
    assert isinstance(model.rows[0], More)
    model.show_more(model.rows[0])
    assert isinstance(model.rows[0], Heading)
    assert model.rows[0].id == "2025-12"


def test_a_person_in_the_trash_stays_in_the_filter_of_words(page: VisitPage, qtbot: QtBot) -> None:
    marta = contact_named(page.session.journal, "Marta Ruiz").id
    page.session.run(contacts.trash, marta)
    qtbot.keyClicks(page.filter.line, "marta")
    assert shown(page) == ["May 2026", "Survey agreed"]


def test_a_visit_leads_to_its_trip(page: VisitPage) -> None:
    journal = page.session.journal
    account = make_account(journal)
    alone = make_visit(journal, account, "2026-05-11T09:00")
    trip = trips.create(journal, name="Harbin").id
    on_trip = make_visit(journal, account, "2026-05-12T09:00", trip_id=trip)
    opened: list[tuple[str, object]] = []
    page.session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    page.refresh()
    for visit, leads in ((alone, False), (on_trip, True)):
        page.show_record("visit", visit)
        deeds = {deed.key: deed for deed in page.deeds()}
        assert ("visit.show_trip" in deeds) is leads
    deeds["visit.show_trip"].work()
    assert opened == [("trip", trip)]
