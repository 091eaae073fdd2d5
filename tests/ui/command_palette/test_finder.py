"""An index that answers slowly holds nobody up: what is typed goes on, and the answer comes when it is there."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.errors import JournalBusy
from tests.factories import make_account
from tests.ui.command_palette.fakes import Engine, group, hit
from tests.ui.windows import window_in_front
from ui.main_window import MainWindow
from ui.search_field import SearchField
from ui.session import Session


class SlowClock:
    """A clock on which every question takes a second."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window, in front."""
    return window_in_front(qtbot, session)


@pytest.fixture
def field(window: MainWindow) -> SearchField:
    """The field with an engine that has just been slow."""
    field = window.top_bar.search
    field.open_list()
    finder = field.answers().finder
    finder.engine = Engine([group(hit("account", 1, "First", marks=((0, 5),)))])
    finder._clock = SlowClock()
    QTest.keyClicks(field, "7")
    assert [row.words for row in field.rows()] == ["Accounts", "First"]
    return field


def test_after_a_slow_answer_the_next_comes_later_and_only_the_newest(qtbot: QtBot, field: SearchField) -> None:
    finder = field.answers().finder
    typed = Event()

    def answer(journal: object, text: str, **named: Any) -> Any:
        typed.wait(5)
        engine = Engine([group(hit("account", 2, f"Answer to {text}", marks=((0, 6),)))])
        return engine(journal, text, **named)

    finder.engine = answer
    QTest.keyClicks(field, "77")
    assert [row.words for row in field.rows()] == ["Accounts", "First"]
    typed.set()
    qtbot.waitUntil(lambda: not finder.is_looking())
    assert [row.words for row in field.rows()] == ["Accounts", "Answer to 777"]


def test_enter_waits_for_the_answer_it_was_meant_for(
    qtbot: QtBot, window: MainWindow, session: Session, field: SearchField
) -> None:
    wanted = make_account(session.journal, "Wanted")
    field.answers().finder.engine = Engine([group(hit("account", wanted, "Wanted", marks=((0, 6),)))])
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert page is not None
    assert page.key == "today"
    qtbot.waitUntil(lambda: window.current_page() is not page)
    shown = window.current_page()
    assert shown is not None
    assert shown.open_record() == ("account", wanted)


def test_what_enter_was_meant_for_is_done_before_the_list_opens_anew(
    window: MainWindow, session: Session, field: SearchField
) -> None:
    wanted = make_account(session.journal, "Wanted")
    field.answers().finder.engine = Engine([group(hit("account", wanted, "Wanted", marks=((0, 6),)))])
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.open_list()
    shown = window.current_page()
    assert shown is not None
    assert shown.open_record() == ("account", wanted)
    assert field.is_open()
    assert field.text() == ""


def test_what_goes_wrong_beside_the_window_is_said_in_the_list(qtbot: QtBot, field: SearchField) -> None:
    def engine(*_: Any, **__: Any) -> Any:
        raise JournalBusy("{path} is in use.", path="x.rounds")

    field.answers().finder.engine = engine
    QTest.keyClicks(field, "7")
    qtbot.waitUntil(lambda: [row.words for row in field.rows()] == ["x.rounds is in use."])


def test_a_journal_that_is_held_elsewhere_is_waited_for_beside_the_window(qtbot: QtBot, field: SearchField) -> None:
    def engine(*_: Any, **__: Any) -> Any:
        raise JournalBusy("{path} is in use.", path="x.rounds")

    finder = field.answers().finder
    finder.engine, finder._is_slow = engine, False
    QTest.keyClicks(field, "7")
    assert [row.words for row in field.rows()] == ["x.rounds is in use."]
    finder.engine = Engine([group(hit("account", 2, "Second", marks=((0, 6),)))])
    QTest.keyClicks(field, "7")
    assert finder.is_looking()
    qtbot.waitUntil(lambda: [row.words for row in field.rows()] == ["Accounts", "Second"])


def test_once_it_is_quick_again_the_answer_comes_at_once(qtbot: QtBot, field: SearchField) -> None:
    finder = field.answers().finder
    finder._clock = lambda: 0.0
    QTest.keyClicks(field, "7")
    qtbot.waitUntil(lambda: not finder.is_looking())
    finder.engine = Engine([group(hit("account", 3, "Third", marks=((0, 5),)))])
    QTest.keyClicks(field, "7")
    assert [row.words for row in field.rows()] == ["Accounts", "Third"]


def test_all_that_can_be_found_has_a_name_and_a_picture() -> None:
    from models.search.kinds import KINDS
    from ui.command_palette.record_rows import _ICONS, GROUP_NAMES

    assert set(KINDS) <= GROUP_NAMES.keys() == _ICONS.keys()
