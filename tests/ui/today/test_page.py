"""The page Today, as the person at the keyboard meets it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import steps, trips, visits, week
from models.clock import FixedClock
from tests.factories import make_account, make_contact, make_step, make_visit
from ui import translations
from ui.session import Session
from ui.today.first_start import FirstStart
from ui.today.page import TodayPage
from ui.today.week_strip import DayCell
from ui.trips.encounters_dialog import EncountersDialog
from ui.widgets.link import Link
from ui.widgets.pills import PersonChip


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TodayPage:
    """The page on a journal with one account, not shown yet."""
    make_account(session.journal)
    made = TodayPage(session)
    qtbot.addWidget(made)
    made.resize(1232, 900)
    return made


def account_of(session: Session) -> int:
    """Return the account the page's journal begins with."""
    (found,) = session.journal.rows("SELECT id FROM account ORDER BY id LIMIT 1")
    return int(found[0])


def show(page: TodayPage, qtbot: QtBot) -> None:
    """Show the page in a window of its own, with the keyboard on it."""
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(page.is_settled)
    QApplication.processEvents()


def seen(widget: QWidget, kind: type[QWidget] = QWidget) -> list[str]:
    """Return the accessible names of what is visible."""
    QApplication.processEvents()
    return [one.accessibleName() for one in widget.findChildren(kind) if one.isVisible() and one.accessibleName()]


def press(widget: QWidget, name: str) -> None:
    """Press the one button or link with this accessible name."""
    buttons = [*widget.findChildren(QPushButton), *widget.findChildren(Link)]
    (found,) = [one for one in buttons if one.accessibleName() == name]
    found.click()


def texts(widget: QWidget) -> set[str]:
    """Return the texts that are visible."""
    QApplication.processEvents()
    return {one.text() for one in widget.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()}


def test_an_empty_journal_shows_three_ways_to_begin(session: Session, qtbot: QtBot) -> None:
    page = TodayPage(session)
    qtbot.addWidget(page)
    show(page, qtbot)
    start = page.findChild(FirstStart)
    assert start is not None
    assert start.isVisible()
    buttons = {button.text(): button for button in start.findChildren(QPushButton)}
    assert list(buttons) == ["New visit", "Choose a file…", "Open sample"]
    with qtbot.waitSignal(session.visit_wanted) as wanted:
        buttons["New visit"].click()
    assert wanted.args == [None, None]
    for name, key in (("Choose a file…", "import"), ("Open sample", "sample")):
        with qtbot.waitSignal(session.page_wanted) as asked:
            buttons[name].click()
        assert asked.args == [key]


def test_a_journal_that_is_left_before_all_was_shown_is_read_no_more(page: TodayPage, session: Session) -> None:
    page.show()
    session.close()
    page.grab()
    QApplication.processEvents()
    assert page.coming is not None
    assert page.coming.rows() == []
    page.mark_stale()
    assert page.is_stale()


def test_the_first_record_ends_the_first_start(session: Session, qtbot: QtBot) -> None:
    page = TodayPage(session)
    qtbot.addWidget(page)
    show(page, qtbot)
    session.run(lambda journal: visits.plan(journal, account_id=make_account(journal), start="2026-05-14T16:00"))
    start = page.findChild(FirstStart)
    assert start is not None
    assert not start.isVisible()
    assert page.visits.heading() == ("Today’s visits", "1")


def test_the_heading_names_the_day(page: TodayPage) -> None:
    assert (page.title(), page.subtitle()) == ("Today", "Thursday 14 May 2026")


def test_a_card_names_the_time_the_place_the_people_and_what_is_open(
    page: TodayPage, session: Session, qtbot: QtBot
) -> None:
    account, tom = account_of(session), make_contact(session.journal, "Tom Aldous")
    make_visit(
        session.journal,
        account,
        "2026-05-14T10:30",
        state="planned",
        minutes=90,
        place="Leeds",
        purpose="Agree the dates",
        expected_result="Dates for Lot 2",
        people=[tom],
    )
    for number in range(4):
        make_step(session.journal, f"Step {number}", kind="promise", due_on="2026-05-14", account_id=account)
    show(page, qtbot)
    (card,) = page.visits.cards.values()
    expected = {"10:30", "90 min", "Northern Rail", "On site · Leeds", "Agree the dates", "Expected: Dates for Lot 2"}
    assert expected | {"Tom Aldous", "Step 0", "Step 2", "due today", "1 more open"} <= texts(card)
    assert "Step 3" not in texts(card)
    assert card.until.accessibleName() == "in 40 min"
    with qtbot.waitSignal(session.record_wanted) as wanted:
        card.findChild(PersonChip).click()
    assert wanted.args == ["contact", tom]
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(card, "Northern Rail")
    assert wanted.args == ["account", account]


def test_only_the_next_visit_says_how_long_it_is_until_then(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    account = account_of(session)
    for start in ("10:30", "11:30"):
        make_visit(session.journal, account, f"2026-05-14T{start}", state="planned")
    show(page, qtbot)
    assert [card.until.isVisible() for card in page.visits.cards.values()] == [True, False]


def test_a_finished_visit_asks_to_be_written_up(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    bare = make_visit(session.journal, account_of(session), "2026-05-14T08:30", channel="call")
    show(page, qtbot)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(page.visits, "Write up the visit to Northern Rail")
    assert wanted.args == ["visit", bare]
    session.run(visits.edit, bare, summary="Agreed")
    assert "Open the visit to Northern Rail" in seen(page.visits, QPushButton)
    assert "Write up the visit to Northern Rail" not in seen(page.visits)


def test_a_click_beside_the_names_opens_the_visit(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    visit = make_visit(session.journal, account_of(session), "2026-05-14T15:00", state="planned")
    show(page, qtbot)
    (card,) = page.visits.cards.values()
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomLeft() + card.rect().topLeft())
    assert wanted.args == ["visit", visit]


def test_the_brief_of_the_account_can_be_asked_for(
    page: TodayPage, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = []
    monkeypatch.setattr("ui.brief.opening.open_brief", lambda _session, _parent, *wanted: asked.append(wanted))
    visit = make_visit(session.journal, account_of(session), "2026-05-14T15:00", state="planned")
    show(page, qtbot)
    press(page.visits, "Brief on Northern Rail")
    assert asked == [(account_of(session), visit)]


def test_the_arrows_and_the_pointer_show_another_day(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    make_visit(session.journal, account_of(session), "2026-05-15T09:00", state="planned")
    show(page, qtbot)
    assert page.visits.heading() == ("Today’s visits", "")
    page.strip.cells[3].setFocus()
    qtbot.keyClick(page.strip.cells[3], Qt.Key.Key_Right)
    assert page.visits.heading() == ("Tomorrow’s visits", "1")
    assert [cell.isChecked() for cell in page.strip.cells] == [False] * 4 + [True] + [False] * 2
    qtbot.mouseClick(page.strip.cells[6], Qt.MouseButton.LeftButton)
    assert page.visits.heading() == ("Visits on Sun 17 May", "")
    assert "No visit is planned for this day." in texts(page.visits)
    qtbot.keyClick(page.strip.cells[6], Qt.Key.Key_Right)
    assert page.visits.heading()[0] == "Visits on Sun 17 May"
    qtbot.mouseClick(page.strip.cells[3], Qt.MouseButton.LeftButton)
    assert page.visits.heading() == ("Today’s visits", "")


def test_a_day_of_the_strip_says_what_it_holds(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    account = account_of(session)
    make_visit(session.journal, account, "2026-05-14T08:00")
    make_visit(session.journal, account, "2026-05-14T16:00", state="planned")
    show(page, qtbot)
    cells = page.strip.findChildren(DayCell)
    assert cells[3].accessibleName() == "Thursday 14 May 2026: 1 held, 1 planned"
    assert cells[6].accessibleName() == "Sunday 17 May 2026: free"
    assert cells[3].toolTip() == cells[3].accessibleName()


def test_a_due_step_is_ticked_stays_and_is_taken_back(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    late = make_step(session.journal, "Send the BOQ", kind="promise", due_on="2026-05-12", raised_at="2026-05-04T09:00")
    make_step(session.journal, "Not yet", kind="promise", due_on="2026-05-22")
    show(page, qtbot)
    assert page.due_section.heading() == ("Due and overdue", "1")
    page.due.setFocus()
    qtbot.keyClick(page.due, Qt.Key.Key_Space)
    assert steps.get(session.journal, late).closed_at is not None
    assert page.due_section.heading() == ("Due and overdue", "")
    assert [row.title for row in page.due.rows_model().rows] == ["Send the BOQ"]
    qtbot.keyClick(page.due, Qt.Key.Key_Space)
    assert steps.get(session.journal, late).closed_at is None
    assert page.due_section.heading() == ("Due and overdue", "1")


def test_work_begins_on_the_day_that_is_shown(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.focus_first()
    assert page.strip.cells[3].hasFocus()


def test_without_anything_due_it_says_so(page: TodayPage, qtbot: QtBot) -> None:
    show(page, qtbot)
    assert page.due_section.nothing.isVisible()
    assert not page.due.isVisible()


def test_the_way_to_all_next_steps(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    show(page, qtbot)
    with qtbot.waitSignal(session.page_wanted) as wanted:
        press(page.due_section, "All next steps")
    assert wanted.args == ["steps"]


def test_a_visit_of_an_earlier_day_waits_to_be_written_up(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    account = account_of(session)
    for number in range(7):
        make_visit(session.journal, account, f"2026-05-{number + 1:02}T09:00")
    latest = make_visit(session.journal, account, "2026-05-13T09:00", state="planned")
    show(page, qtbot)
    assert page.to_write_up.heading() == ("To write up", "8")
    rows = [one for one in page.to_write_up.findChildren(QPushButton) if one.text() == "Write up"]
    assert len(rows) == 5
    with qtbot.waitSignal(session.record_wanted) as wanted:
        rows[0].click()
    assert wanted.args == ["visit", latest]
    with qtbot.waitSignal(session.page_wanted) as asked:
        press(page.to_write_up, "All visits")
    assert asked.args == ["visits"]


def test_a_quiet_account_can_be_planned(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    quiet = make_account(session.journal, "Meridian Mobile", rhythm_days=30)
    make_visit(session.journal, quiet, "2026-03-28T09:00", summary="x")
    show(page, qtbot)
    assert page.quiet.heading() == ("Going quiet", "1")
    with qtbot.waitSignal(session.visit_wanted) as wanted:
        press(page.quiet, "Plan a visit to Meridian Mobile")
    assert wanted.args == [quiet, None]
    planned = visits.plan(session.journal, account_id=quiet, start="2026-05-20T09:00").id
    page.mark_stale()
    with qtbot.waitSignal(session.record_wanted) as opened:
        press(page.quiet, "Open the visit to Meridian Mobile")
    assert opened.args == ["visit", planned]


def test_without_quiet_accounts_the_section_is_not_there(page: TodayPage, qtbot: QtBot) -> None:
    show(page, qtbot)
    assert not page.quiet.isVisible()
    assert not page.met.isVisible()
    assert not page.to_write_up.isVisible()


def test_who_was_met_last_leads_to_the_person(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    hai = make_contact(session.journal, "徐海")
    make_visit(session.journal, account_of(session), "2026-05-13T09:00", summary="x", people=[hai])
    show(page, qtbot)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(page.met, "徐海")
    assert wanted.args == ["contact", hai]


def test_a_narrow_window_puts_the_right_column_below(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    show(page, qtbot)
    assert page.due_section.x() > page.visits.geometry().right()
    page.resize(760, 900)
    QApplication.processEvents()
    assert page.due_section.x() == page.visits.x()
    assert page.due_section.y() > page.visits.geometry().bottom()


def test_a_long_purpose_is_shown_whole_in_a_narrow_window(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    purpose = "Walk through the revised list and agree the dates. " * 8
    for start in ("15:00", "16:00"):
        make_visit(
            session.journal,
            account_of(session),
            f"2026-05-14T{start}",
            state="planned",
            purpose=purpose,
            expected_result="Dates",
        )
    page.resize(760, 500)
    show(page, qtbot)
    for card in page.visits.cards.values():
        (shown,) = [one for one in card.findChildren(QLabel) if one.text() == purpose.strip()]
        assert shown.height() >= shown.heightForWidth(shown.width()) > 60


def test_what_did_not_change_keeps_its_widgets_and_the_focus(
    page: TodayPage, session: Session, clock: FixedClock, qtbot: QtBot
) -> None:
    make_visit(session.journal, account_of(session), "2026-05-14T10:30", state="planned")
    show(page, qtbot)
    (card,) = page.visits.cards.values()
    clock.move(timedelta(minutes=10))
    page.mark_stale()
    assert list(page.visits.cards.values()) == [card]
    assert card.until.accessibleName() == "in 30 min"


def test_at_midnight_the_page_moves_on(page: TodayPage, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
    make_visit(session.journal, account_of(session), "2026-05-15T10:30", state="planned")
    show(page, qtbot)
    clock.set(datetime(2026, 5, 15, 0, 1))
    page.mark_stale()
    assert page.visits.heading() == ("Today’s visits", "1")
    assert page.strip.cells[4].isChecked()


def test_tab_goes_down_the_left_column_before_the_right_one(page: TodayPage, session: Session, qtbot: QtBot) -> None:
    quiet = make_account(session.journal, "Meridian Mobile", rhythm_days=30)
    make_visit(session.journal, quiet, "2026-03-28T09:00", people=[make_contact(session.journal)])
    make_visit(session.journal, account_of(session), "2026-05-14T10:30", state="planned")
    make_step(session.journal, "Due", kind="promise", due_on="2026-05-14")
    show(page, qtbot)
    sections = [page.strip, *page.sections()]
    order, widget = [], page.strip.cells[0]
    for _ in range(200):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            order += [number for number, section in enumerate(sections) if section.isAncestorOf(widget)]
        if widget is page.strip.cells[0]:
            break
    assert set(order) == {sections.index(one) for one in sections if one.isVisible()}
    assert len(set(order)) >= 6
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_control_has_a_name_in_either_language(sample_session: Session, qtbot: QtBot, language: str) -> None:
    translations.use(language)
    page = TodayPage(sample_session)
    qtbot.addWidget(page)
    show(page, qtbot)
    for day in range(11, 18):
        page.show_day(date(2026, 5, day))
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName() or widget.text(), widget


def test_a_very_full_day_says_how_full_it_is_and_leads_to_the_rest(
    page: TodayPage, session: Session, qtbot: QtBot
) -> None:
    account = account_of(session)
    for day in ("2026-05-14", "2026-05-15"):
        for _ in range(week.LONGEST_DAY + 3):
            make_visit(session.journal, account, f"{day}T00:00", state="planned")
        make_visit(session.journal, account, f"{day}T15:00", state="planned", purpose="The one with a time")
    show(page, qtbot)
    qtbot.waitUntil(page.is_settled)
    for section in (page.visits, page.tomorrow):
        assert section.heading()[1] == str(week.LONGEST_DAY + 4)
        assert len(section.rows()) == week.LONGEST_DAY + 1
    assert list(page.visits.cards.values())[-1].visit.purpose == "The one with a time"
    (more, _) = [one for one in page.findChildren(Link) if one.accessibleName() == "All visits"]
    assert more.text() == "4 more"
    with qtbot.waitSignal(session.page_wanted) as wanted:
        more.click()
    assert wanted.args == ["visits"]


def test_a_trip_that_goes_on_today_leads_to_its_page_and_its_encounters(
    page: TodayPage, session: Session, qtbot: QtBot
) -> None:
    trips.create(session.journal, name="Over", start_on="2026-05-11", end_on="2026-05-13")
    show(page, qtbot)
    assert page.trips is not None
    assert not page.trips.isVisible()
    fair = session.run(trips.create, name="Fair", kind="event", start_on="2026-05-13", end_on="2026-05-15")
    assert fair is not None
    make_visit(session.journal, account_of(session), "2026-05-13T10:00", trip_id=fair.id)
    page.mark_stale()
    assert "Fair, day 2 of 3: 1 visit" in texts(page.trips)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(page.trips, "Show Fair")
    assert wanted.args == ["trip", fair.id]
    press(page.trips, "Encounters at Fair")
    (dialog,) = page.findChildren(EncountersDialog)
    dialog.done(0)
    session.run(trips.edit, fair.id, kind="trip", start_on="2026-05-14", end_on="2026-05-14")
    assert "Fair, today: 1 visit" in texts(page.trips)
    assert "Encounters…" not in texts(page.trips)
