"""Every action is found by its letters, shows its key, says why it can't be done, and the last used come first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import accounts, contacts, visit_lists
from models.clock import FixedClock
from models.journal import Journal
from tests.ui.command_palette.fakes import Engine
from tests.ui.composing import commit
from tests.ui.windows import window_in_front
from ui import preferences, translations
from ui.actions import ENTRIES
from ui.command_palette.commands import of_window
from ui.main_window import MainWindow
from ui.search_field import SearchField
from ui.session import Session
from ui.settings.dialog import SettingsDialog


@pytest.fixture
def window(qtbot: QtBot, sample_session: Session) -> MainWindow:
    """The window on the sample journal, in front."""
    return window_in_front(qtbot, sample_session)


@pytest.fixture
def field(window: MainWindow) -> SearchField:
    """The field, reached by its key; the journal finds nothing."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.top_bar.search
    field.answers().finder.engine = Engine()
    return field


def _names(field: SearchField) -> list[str]:
    return [row.words for row in field.rows() if row.kind == "command"]


def test_every_action_is_a_command_with_its_key(window: MainWindow) -> None:
    found = {one.key: one for one in of_window(window)}
    for entry in ENTRIES:
        if entry.key not in ("-", "recent"):
            assert found[f"action.{entry.key}"].shortcut == window.actions_[entry.key].shortcut().toString()
    assert len(found) == len(of_window(window))


def test_the_sign_for_commands_shows_all_of_them_also_as_chinese_is_typed(
    window: MainWindow, field: SearchField
) -> None:
    for sign in (">", "》", "＞"):
        field.clear()
        commit(field, sign)
        assert len(_names(field)) == len(of_window(window))


@pytest.mark.parametrize(
    ("typed", "wanted"), [("sett", "Settings…"), (">bun", "Back up now"), ("nv", "New visit"), (">drk", "Theme: Dark")]
)
def test_letters_find_a_command(field: SearchField, typed: str, wanted: str) -> None:
    QTest.keyClicks(field, typed)
    assert _names(field)[0] == wanted


def test_enter_does_it_and_it_stands_first_the_next_time(window: MainWindow, field: SearchField) -> None:
    QTest.keyClicks(field, ">people")
    assert _names(field)[0] == "People"
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert page is not None
    assert page.key == "contacts"
    assert page.isAncestorOf(window.focusWidget())
    field.open_list()
    assert _names(field)[0] == "People"
    QTest.keyClicks(field, ">")
    assert _names(field)[0] == "People"
    preferences.current().save()
    assert preferences.Preferences(preferences.current().path).last_commands == ("action.contacts",)


def test_after_a_dialog_chosen_here_the_page_has_the_focus(window: MainWindow, field: SearchField) -> None:
    QTest.keyClicks(field, "settings")
    QTest.keyClick(field, Qt.Key.Key_Return)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.close()
    QApplication.processEvents()
    page = window.current_page()
    assert page is not None
    assert page.isAncestorOf(window.focusWidget())


def test_what_can_not_be_done_now_says_why_and_enter_leaves_it(window: MainWindow, field: SearchField) -> None:
    QTest.keyClicks(field, ">save the summary")
    (row,) = [row for row in field.rows() if row.words == "Save the summary"]
    assert row.why_not == "Only on the page Review"
    assert row.end == row.why_not
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ">save the summary"
    assert field.is_open()
    window.show_page("summaries")
    ready = {one.key: one.why_not for one in of_window(window)}
    assert ready["action.save_summary"] == ""
    assert ready["action.back"] == ""
    assert ready["action.save"] != ""


@pytest.fixture
def reading(qapp: QApplication, sample_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The sample journal, which is only read."""
    path = tmp_path / "read.rounds"
    path.write_bytes(sample_file.read_bytes())
    with Journal.open(path, read_only=True, clock=clock) as journal:
        opened = Session(journal)
        yield opened
        opened.close()


def test_in_a_journal_that_is_only_read_what_would_write_says_why_not(reading: Session, qtbot: QtBot) -> None:
    window = window_in_front(qtbot, reading)
    window.show_record("account", accounts.find(reading.journal, "Northern Rail").id)
    found = {one.key: one.why_not for one in of_window(window)}
    refused = {key for key, why_not in found.items() if why_not == "This journal is open for reading only"}
    assert refused >= {"account.edit", "account.remove", "account.visit", "action.undo", "action.insert_template"}
    assert {key for key in found if key.startswith("account.")} <= refused
    assert found["action.brief"] == found["action.print"] == ""
    window.show_page("visits")
    found = {one.key: one.why_not for one in of_window(window)}
    assert found["visit.remove"] != ""
    assert found["visit.account"] == ""


def test_what_the_page_shown_can_do_is_offered_with_its_name(
    window: MainWindow, field: SearchField, sample_session: Session
) -> None:
    rail = accounts.find(sample_session.journal, "Northern Rail").id
    window.show_record("account", rail)
    field.open_list()
    QTest.keyClicks(field, ">edit")
    assert field.rows()[0].words == "Edit the account…"
    assert field.rows()[0].beside == "Northern Rail"
    wanted: list[tuple[object, object]] = []
    sample_session.visit_wanted.connect(lambda *ids: wanted.append(ids))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.clear()
    QTest.keyClicks(field, ">new visit at")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted == [(rail, None)]


def test_every_page_offers_what_its_record_can_do(window: MainWindow, sample_session: Session) -> None:
    journal = sample_session.journal
    person = contacts.listing(journal)[0].id
    planned = visit_lists.listing(journal, state="planned", limit=1)[0].id
    for kind, record, wanted in (
        ("contact", person, {"contact.visit", "contact.edit", "contact.remove"}),
        ("visit", planned, {"visit.held", "visit.cancelled", "visit.remove"}),
    ):
        window.show_record(kind, record)
        assert wanted <= {one.key for one in of_window(window)}
    window.show_page("summaries")
    assert {"summary.pdf", "summary.ics"} <= {one.key for one in of_window(window)}


def test_language_and_theme_can_be_switched(qtbot: QtBot, window: MainWindow, field: SearchField) -> None:
    with qtbot.waitSignal(window.language_wanted) as wanted:
        commit(field, ">简体中文")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted.args == ["zh_CN"]
    field.open_list()
    with qtbot.waitSignal(window.theme_wanted) as chosen:
        QTest.keyClicks(field, ">theme dark")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["dark"]


def test_in_chinese_a_command_is_found_by_its_english_name_too(qtbot: QtBot, sample_session: Session) -> None:
    translations.use("zh_CN")
    window = window_in_front(qtbot, sample_session)
    field = window.top_bar.search
    field.open_list()
    field.answers().finder.engine = Engine()
    QTest.keyClicks(field, ">settings")
    assert _names(field)[0].startswith("设置")
    for typed in ("shezhi", ">sz"):
        field.clear()
        QTest.keyClicks(field, typed)
        assert _names(field)[0].startswith("设置")
    field.clear()
    commit(field, "设置")
    assert _names(field)[0].startswith("设置")


def test_the_sections_of_the_projects_are_reached_from_any_page(window: MainWindow) -> None:
    window.show_page("accounts")
    found = {one.key: one for one in of_window(window)}
    found["projects.show_receivables"].work()
    page = window.current_page()
    assert page is not None
    assert page.key == "projects"
    assert page.home.segments.current() == "receivables"  # type: ignore[attr-defined]
    keys = [one.key for one in of_window(window)]
    assert len(keys) == len(set(keys))
