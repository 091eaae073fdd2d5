"""The window stays open over night: in the morning every page shows the new day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from models import steps
from models.clock import FixedClock
from models.summaries import markdown
from tests.factories import make_account, make_visit
from ui.main_window import MainWindow
from ui.session import Session
from ui.sidebar import PAGES
from ui.summaries.page import SummaryPage
from ui.today.page import TodayPage


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window on the day before, with a step that is due on that day."""
    account = make_account(session.journal)
    make_visit(session.journal, account)
    steps.create(session.journal, title="Send the BOQ", account_id=account, due_on="2026-05-14")
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show_page("today")
    made.show()
    return made


def _heading(window: MainWindow) -> str:
    return f"{window.top_bar._title.text()} {window.top_bar._subtitle.text()}"


def test_at_midnight_the_page_shows_the_new_day(window: MainWindow, session: Session, clock: FixedClock) -> None:
    assert _heading(window) == "Today Thursday 14 May 2026"
    assert window.sidebar._rows["steps"].count == 0
    clock.set(datetime(2026, 5, 15, 0, 0, 1))
    session.look_at_day()
    assert _heading(window) == "Today Friday 15 May 2026"
    assert window.sidebar._rows["steps"].count == 1
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert page.visits.heading()[0] == "Today’s visits"


def test_every_page_that_was_shown_reads_again(window: MainWindow, session: Session, clock: FixedClock) -> None:
    for key in PAGES:
        window.show_page(key)
    clock.set(date(2026, 5, 15))
    session.look_at_day()
    for key in PAGES[:-1]:
        assert window.page(key).is_stale(), key
    assert not window.page(PAGES[-1]).is_stale()  # it is in sight, and has read already


def test_the_same_day_changes_nothing(window: MainWindow, session: Session, clock: FixedClock) -> None:
    clock.set(datetime(2026, 5, 14, 23, 59, 59))
    session.look_at_day()
    assert not window.page("today").is_stale()


def test_this_week_of_the_summary_becomes_the_new_week(
    qtbot: QtBot, window: MainWindow, session: Session, clock: FixedClock
) -> None:
    window.show_page("summaries")
    page = window.page("summaries")
    assert isinstance(page, SummaryPage)
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    assert "11 – 17 May" in page.panel.period.detail()
    clock.set(date(2026, 5, 18))
    session.look_at_day()
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    assert "18 – 24 May" in page.panel.period.detail()
    report = page.report()
    assert report is not None
    assert "18 – 24 May" in markdown.text(report)
