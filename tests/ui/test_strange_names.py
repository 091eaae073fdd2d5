"""Names that look like markup, keys or places of a sentence, or are long: shown as they are, on every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, contacts, plans, steps, visits
from models.journal import Journal
from tests.ui.conftest import RecordedAlerts
from ui.main_window import MainWindow
from ui.session import Session
from ui.sidebar import PAGES

MARKUP = "<b>Bold</b><img src='http://example.org/x'>"
NAMES = (
    MARKUP,
    "AT&T && Sons",
    "%s {name} {{x}} \\n {0}",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} \N{HIGH-SPEED TRAIN}",
    "شركة السكك الحديدية",
    "\u202eback to front",
    "A" * 200,
    "WW " * 60,
    "e\u0301\u0323\u0300" * 30,
)


def _fill(journal: Journal) -> None:
    for hour, name in enumerate(NAMES, 8):
        account = accounts.create(journal, name=name).id
        person = contacts.create(journal, name=name[:100], birthday="--05-15").id
        contacts.take_post(journal, contact_id=person, account_id=account, title=name)
        visits.record(journal, account_id=account, start=f"2026-05-14T{hour:02d}:00", purpose=name, people=[person])
        visits.record(journal, account_id=account, start=f"2025-01-{hour:02d}T09:00", summary=name, people=[person])
        steps.create(journal, title=name, account_id=account, due_on="2026-05-01")
        plans.create(journal, goal=name, account_id=account, step_titles=[name])


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window on a journal of strange names, in a file with one."""
    _fill(session.journal)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_page("today")
    made.show()
    return made


def _show(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.show_page(key)
    qtbot.waitUntil(window.page(key).is_settled, timeout=20_000)
    QApplication.processEvents()
    window.grab()


def _markup_shown(widget: QWidget) -> set[str]:
    """Return what Qt would take for HTML of what users wrote."""
    found = set()
    for one in [widget, *widget.findChildren(QWidget)]:
        if MARKUP[:7] in one.toolTip():
            found.add(f"tooltip of {type(one).__name__} {one.accessibleName()}")
        if isinstance(one, QLabel) and MARKUP[:7] in one.text() and one.textFormat() != Qt.TextFormat.PlainText:
            found.add(f"label {one.text()}")
    return found


@pytest.mark.parametrize("key", PAGES)
def test_nothing_is_taken_for_markup_and_no_page_grows_wider(qtbot: QtBot, window: MainWindow, key: str) -> None:
    _show(qtbot, window, key)
    assert _markup_shown(window) == set()
    assert window.width() == 1100
    assert window.page(key).minimumSizeHint().width() <= 1100 - window.sidebar.width()


@pytest.mark.parametrize("kind", ["account", "contact", "visit", "plan"])
def test_a_record_of_such_a_name_opens(window: MainWindow, session: Session, alerts: RecordedAlerts, kind: str) -> None:
    for (record,) in session.journal.rows(f"SELECT id FROM {kind} WHERE deleted_at IS NULL ORDER BY id"):
        window.show_record(kind, record)
        QApplication.processEvents()
        window.grab()
        page = window.current_page()
        assert page is not None
        assert page.open_record() == (kind, record)
        assert _markup_shown(window) == set()
        assert window.width() == 1100
    assert alerts.told == []


def test_a_journal_in_a_file_of_such_a_name(qtbot: QtBot, session: Session) -> None:
    session.journal.path = session.journal.path.with_name(f"{MARKUP[:7]} & co.rounds")
    made = MainWindow(session)
    qtbot.addWidget(made)
    assert _markup_shown(made) == set()
    assert "& co" in made.windowTitle()
