"""The frame: going from page to page, undo with names, the status line, the sidebar's number, the menus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, steps
from models.changes import Changes
from tests.factories import make_account, make_step
from tests.ui.conftest import RecordedAlerts
from ui import translations
from ui.actions import ENTRIES
from ui.main_window import MainWindow
from ui.session import EVERYTHING, Session
from ui.settings.keys import KeysDialog
from ui.sidebar import PAGES
from ui.summaries.page import SummaryPage


@pytest.fixture
def window(qtbot: QtBot, sample_session: Session) -> MainWindow:
    """The window on the sample journal, shown."""
    made = MainWindow(sample_session)
    qtbot.addWidget(made)
    made.show_page("today")
    made.show()
    qtbot.waitExposed(made)
    return made


def test_every_page_is_reached_by_its_key(window: MainWindow) -> None:
    for key, number in zip(PAGES, "1234578096", strict=True):
        QTest.keyClick(window, number, Qt.KeyboardModifier.ControlModifier)
        page = window.current_page()
        assert page is not None
        assert page.key == key


def test_every_page_says_where_one_is(window: MainWindow) -> None:
    for key in PAGES:
        window.show_page(key)
        assert window.top_bar.findChildren(type(window.top_bar._title))[0].text() == window.page(key).title()


def test_a_page_is_read_again_only_when_something_it_shows_has_changed(
    window: MainWindow, sample_session: Session
) -> None:
    window.show_page("accounts")
    today = window.page("today")
    assert not today.is_stale()
    sample_session.changed.emit(Changes(1, "x", frozenset({"nothing_shown"})))
    assert not today.is_stale()
    sample_session.changed.emit(Changes(1, "x", EVERYTHING))
    assert today.is_stale()
    window.show_page("today")
    assert not today.is_stale()


def test_undo_takes_back_the_last_operation_and_says_which(window: MainWindow, sample_session: Session) -> None:
    made = sample_session.run(accounts.create, name="Undone Industries")
    assert made is not None
    assert "new account" in window.actions_["undo"].text()
    window.actions_["undo"].trigger()
    assert window.status_line.words() == "Taken back: new account"
    assert not [a for a in accounts.listing(sample_session.journal, limit=500) if a.name == "Undone Industries"]
    window.actions_["redo"].trigger()
    assert window.status_line.words() == "Done again: new account"


def test_undo_on_the_spot_is_offered_beside_what_was_done(window: MainWindow, sample_session: Session) -> None:
    step = make_step(sample_session.journal)
    sample_session.run(steps.close, step)
    sample_session.say("Ticked", can_undo=True)
    assert window.status_line.can_undo()
    window.status_line.undo_wanted.emit()
    assert steps.get(sample_session.journal, step).closed_at is None


def test_the_sidebar_counts_what_is_overdue(window: MainWindow, sample_session: Session) -> None:
    before = window.sidebar._rows["steps"].count
    account = make_account(sample_session.journal, "Late Industries")
    sample_session.run(steps.create, title="Late", account_id=account, due_on="2026-05-01")
    assert window.sidebar._rows["steps"].count == before + 1


def test_an_error_is_told_in_the_readers_language(
    window: MainWindow, sample_session: Session, alerts: RecordedAlerts
) -> None:
    translations.use("zh_CN")
    assert sample_session.run(accounts.create, name="") is None
    assert len(alerts.told) == 1
    assert any("一" <= letter <= "鿿" for letter in alerts.told[0])


def test_every_action_is_in_a_menu_and_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [entry.shortcut for entry in ENTRIES if entry.shortcut]
    assert len(keys) == len(set(keys))
    shown = {action.objectName() for menu in window.actions_.menus() for action in menu.actions()}
    assert {entry.key for entry in ENTRIES} - {"-", "recent"} <= shown


def test_the_sidebar_keeps_only_its_icons_in_a_narrow_window(window: MainWindow) -> None:
    window.resize(1440, 900)
    wide = window.sidebar.width()
    window.resize(1000, 700)
    assert window.sidebar.width() < wide / 3


def test_the_program_is_written_by_another_program_and_the_page_shows_it(
    window: MainWindow, sample_session: Session
) -> None:
    from models.journal import Journal

    with Journal.open(sample_session.journal.path, clock=sample_session.clock) as other:
        accounts.create(other, name="Written elsewhere")
    page = window.page("accounts")
    sample_session.look_for_others()
    assert page.is_stale()


def test_the_keys_of_the_summary_work_on_its_page_and_are_listed(
    window: MainWindow, qtbot: QtBot, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_S, both)  # on another page it does nothing
    assert not window.actions_["save_summary"].isEnabled()
    window.show_page("summaries")
    page = window.page("summaries")
    assert isinstance(page, SummaryPage)
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    alerts.answers.append(tmp_path / "week.pdf")
    with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
        QTest.keyClick(page.panel.period, Qt.Key.Key_S, both)
    assert (tmp_path / "week.pdf").exists()
    QTest.keyClick(page.panel.period, Qt.Key.Key_C, both)
    qtbot.waitUntil(lambda: "Copied as text" in window.status_line.words(), timeout=20_000)
    keys = KeysDialog(window.actions_.all(), window)
    qtbot.addWidget(keys)
    shown = {text.text() for text in keys.findChildren(QLabel)}
    assert {"Ctrl+Shift+S", "Ctrl+Shift+C"} <= shown


def test_the_first_window_fits_on_the_screen_with_its_frame(window: MainWindow) -> None:
    available = window.screen().availableGeometry()
    assert window.height() <= available.height() - 40
    assert window.width() <= max(available.width() - 10, window.minimumWidth())


class _Windows(QObject):
    """Notes which widgets come up as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, sample_session: Session
) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    try:
        for key in PAGES:
            window.show_page(key)
            qtbot.waitUntil(window.page(key).is_settled, timeout=20_000)
        for kind in ("account", "contact", "visit", "step"):
            (record,) = sample_session.journal.row(f"SELECT id FROM {kind} WHERE deleted_at IS NULL") or (0,)
            window.show_record(kind, record)
        qtbot.addWidget(again := MainWindow(sample_session))
        again.show_page("today")
    finally:
        qapp.removeEventFilter(windows)
    assert set(windows.shown) <= {"StepEditor"}
    assert window.isActiveWindow() or "StepEditor" in windows.shown


def test_a_page_without_a_print_says_so(window: MainWindow) -> None:
    window.actions_["print"].trigger()
    assert window.status_line.words() == "There is nothing to print on this page."
