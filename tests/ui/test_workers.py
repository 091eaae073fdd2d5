"""Long work behind a bar: what comes back, what Cancel does, and that nothing happens off the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import accounts
from models.errors import Cancelled, InvalidValue, JournalError
from tests.factories import make_account
from ui import workers
from ui.session import Session


def _wait_for_cancel(progress: workers.Progress, cancelled: Callable[[], bool]) -> None:
    event = threading.Event()
    while True:
        progress(1, 10)
        event.wait(0.002)


def test_the_result_comes_back_on_the_windows_thread(qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[Any] = []

    def work(progress: workers.Progress, _: Callable[[], bool]) -> int:
        seen.append(threading.get_ident() == here)
        progress(1, 2)
        return 42

    workers.run_long(None, "Working…", work, lambda result: seen.append((result, threading.get_ident() == here)))
    assert workers.is_running()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [False, (42, True)]
    assert not workers.is_running()


def test_what_takes_long_shows_a_bar_that_esc_cancels(qtbot: QtBot) -> None:
    ended: list[str] = []
    shown = workers.run_long(
        None,
        "Working…",
        _wait_for_cancel,
        lambda _: ended.append("done"),
        on_cancelled=lambda: ended.append("cancelled"),
    )
    qtbot.waitUntil(shown.isVisible)
    qtbot.waitUntil(lambda: shown.bar.value() == 100)
    assert shown.bar.maximum() == 1000
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()  # until the work has rolled back
    with qtbot.waitSignal(shown.destroyed):
        pass
    assert ended == ["cancelled"]


def test_before_the_bar_stands_nothing_can_be_pressed(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    press = QPushButton("Press")
    qtbot.addWidget(press)
    press.clicked.connect(lambda: pressed.append(True))
    press.show()
    shown = workers.run_long(None, "Working…", _wait_for_cancel, lambda _: None)
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    assert not press.close()
    assert pressed == []
    shown.cancel()
    qtbot.waitUntil(lambda: not workers.is_running())
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_a_journals_error_is_told(qtbot: QtBot, alerts: Any) -> None:
    def work(_: workers.Progress, __: Callable[[], bool]) -> None:
        raise InvalidValue("There is no {what}.", what="tea")

    workers.run_long(None, "Working…", work, lambda _: None)
    qtbot.waitUntil(lambda: alerts.told == ["There is no tea."])
    caught: list[JournalError] = []
    workers.run_long(None, "Working…", work, lambda _: None, on_failed=caught.append)
    qtbot.waitUntil(lambda: bool(caught))
    assert len(alerts.told) == 1


def test_a_bug_goes_the_way_of_every_bug(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[tuple[type[BaseException], bool]] = []
    here = threading.get_ident()
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.append((kind, threading.get_ident() == here)))

    def work(_: workers.Progress, __: Callable[[], bool]) -> None:
        raise ZeroDivisionError

    workers.run_long(None, "Working…", work, lambda _: None)
    qtbot.waitUntil(lambda: caught == [(ZeroDivisionError, True)])


def test_cancelled_writing_leaves_nothing_and_the_window_writes_on(session: Session, qtbot: QtBot) -> None:
    began = threading.Event()

    def work(progress: workers.Progress, cancelled: Callable[[], bool]) -> None:
        with workers.beside(session.journal) as own, own.operation("tests.many"):
            make_account(own, "Half done")
            began.set()
            _wait_for_cancel(progress, cancelled)

    shown = workers.run_long(None, "Working…", work, lambda _: None)
    assert began.wait(5)
    shown.cancel()
    qtbot.waitUntil(lambda: not workers.is_running())
    session.run(accounts.create, name="Afterwards")
    assert [account.name for account in accounts.listing(session.journal)] == ["Afterwards"]


def test_one_can_wait_for_the_result(qtbot: QtBot) -> None:
    assert workers.run_and_wait(None, "Working…", lambda *_: 7) == 7

    def refuse(*_: object) -> None:
        raise InvalidValue("No.")

    with pytest.raises(InvalidValue):
        workers.run_and_wait(None, "Working…", refuse)

    def call_off(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workers.run_and_wait(None, "Working…", call_off)


def test_the_end_of_the_program_waits_for_the_work(qtbot: QtBot) -> None:
    workers.run_long(None, "Working…", _wait_for_cancel, lambda _: None)
    workers.end_all()
    assert not workers.is_running()
