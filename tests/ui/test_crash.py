"""An error of the program's own: the text is kept, the place is noted, nothing anybody wrote gets out."""

from __future__ import annotations

import sys
import threading

import pytest
from platformdirs import user_log_path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.errors import JournalDamaged
from ui import crash
from ui.crash import CrashHandler
from ui.session import Session

SECRET = "Xu Hai wants 12 % off"


@pytest.fixture
def handler(session: Session, monkeypatch: pytest.MonkeyPatch) -> CrashHandler:
    """A handler that others stay in place of when the test has ended; the terminal stays quiet."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(crash, "qInstallMessageHandler", lambda _: None)
    monkeypatch.setattr(crash.faulthandler, "enable", lambda _: None)
    (user_log_path("rounds", appauthor=False) / "errors.log").unlink(missing_ok=True)
    return crash.install(lambda: session)


def _fail(text: str = SECRET) -> None:
    raise ValueError(f"bad text {text}")


def _caught(text: str = SECRET) -> None:
    try:
        _fail(text)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)


def _log() -> str:
    return (user_log_path("rounds", appauthor=False) / "errors.log").read_text(encoding="utf-8")


def test_the_dialog_comes_and_the_drafts_are_kept_before_it(
    session: Session, qtbot: QtBot, handler: CrashHandler
) -> None:
    order: list[str] = []
    session.drafts_wanted.connect(lambda: order.append("dialog" if handler.dialog else "drafts"))
    _caught()
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert order == ["drafts"]
    assert handler.dialog is not None
    report = handler.dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in report
    assert "test_crash.py" in report
    handler.dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == report
    for text in (report, _log()):
        assert SECRET not in text
        assert "Xu Hai" not in text
    handler.dialog.accept()
    assert handler.dialog is None


def test_an_error_in_a_thread_is_told_on_the_windows_thread(qtbot: QtBot, handler: CrashHandler) -> None:
    worker = threading.Thread(target=_fail)
    worker.start()
    worker.join()
    assert handler.dialog is None
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert handler.dialog is not None
    handler.dialog.accept()


def test_errors_do_not_bury_the_window(qtbot: QtBot, handler: CrashHandler, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(crash, "monotonic", lambda: now[0])
    _caught()
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert handler.dialog is not None
    handler.dialog.accept()
    for _ in range(20):
        _caught()
    qtbot.wait(1)
    assert handler.dialog is None
    assert _log().count("ValueError") == 21
    now[0] += 61
    _caught()
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert handler.dialog is not None
    handler.dialog.accept()


def test_drafts_that_can_not_be_kept_are_said_and_end_in_no_circle(
    session: Session, qtbot: QtBot, handler: CrashHandler
) -> None:
    tries: list[int] = []

    def broken() -> None:
        tries.append(1)
        _caught()  # what Qt does with an exception of a slot

    session.drafts_wanted.connect(broken)
    _caught()
    qtbot.waitUntil(lambda: handler.dialog is not None)
    qtbot.wait(1)
    assert len(tries) == 1
    assert handler.dialog is not None
    said = [child.text() for child in handler.dialog.findChildren(QLabel)]
    assert any("could not be kept" in text for text in said)
    handler.dialog.accept()


def test_what_qt_complains_of_is_noted_by_its_place_alone(handler: CrashHandler) -> None:
    class Place:
        category, file, line = "qt.text", "", 12

    crash._on_qt_message(crash.QtMsgType.QtWarningMsg, Place(), f"cannot draw {SECRET}")  # type: ignore[arg-type]
    assert "Qt warning" in _log()
    assert "qt.text" in _log()
    assert SECRET not in _log()


def test_a_journal_at_fault_is_no_error_of_the_program(session: Session, qtbot: QtBot, handler: CrashHandler) -> None:
    damaged = JournalDamaged("{path} is damaged.", path="x.rounds")
    with qtbot.waitSignal(session.read_failed) as caught:
        sys.excepthook(JournalDamaged, damaged, None)
    assert caught.args == [damaged]
    assert handler.dialog is None
