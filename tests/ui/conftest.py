"""What tests of the window stand on: a pinned screen, a recorder instead of dialogs, and a session."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QtMsgType, SignalInstance, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.clock import FixedClock
from models.errors import JournalError
from models.journal import Journal
from models.sample import make_sample
from tests.empty import empty_journal
from tests.ui.pinned import NOW, pin
from ui import alerts as facade
from ui import preferences, theme, translations
from ui.session import Session

pin()

_HARMLESS = (
    "This plugin does not support",  # offscreen can't raise, move or set the mask of a window
    "Populating font family aliases",
)


_PATIENCE = 60_000
"""Milliseconds to wait for what must come: a slow machine is no failing program."""


class PatientBot(QtBot):
    """Waits longer than the five seconds of the library, which a busy machine has been seen to take."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, *, timeout: int = _PATIENCE, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: list[SignalInstance], *, timeout: int = _PATIENCE, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitActive(self, widget: QWidget, *, timeout: int = _PATIENCE) -> Any:
        return super().waitActive(widget, timeout=timeout)


@dataclass
class RecordedAlerts:
    """Notes what would have been said, and answers questions as the test has prepared."""

    told: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        self.told.append(f"{title}: {sentence}")

    def error(self, error: JournalError) -> None:
        self.told.append(error.say(translations.language()))

    def confirm(self, title: str, sentence: str, action: str, *, dangerous: bool = False) -> bool:
        self.told.append(f"{title}: {sentence}")
        return bool(self._answer(False))

    def choose(self, title: str, sentence: str, choices: Sequence[tuple[str, str]]) -> str:
        self.told.append(f"{title}: {sentence}")
        return str(self._answer(""))

    def ask_open(self, title: str, filters: str, *, many: bool = False, folder: Path | None = None) -> list[Path]:
        return list(self._answer([]))

    def ask_save(self, title: str, suggested: Path, filters: str) -> Path | None:
        answer = self._answer(None)
        return None if answer is None else Path(answer)

    def _answer(self, otherwise: Any) -> Any:
        return self.answers.pop(0) if self.answers else otherwise


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Return the arguments of the one application of all tests."""
    return ["rounds"]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The robot of pytest-qt, with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Start every test in English, light, with preferences of its own."""
    preferences.use(preferences.Preferences(tmp_path / "settings.ini"))
    translations.use("en")
    theme.apply(qapp, "light")
    yield
    preferences.use(None)
    qapp.clipboard().clear()  # what Python put there may not outlive it


@pytest.fixture(autouse=True)
def _no_warning_of_qt() -> Iterator[None]:
    """Let a test fail when Qt has something to complain about."""
    complaints: list[str] = []

    def note(kind: QtMsgType, context: object, message: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) and not message.startswith(_HARMLESS):
            complaints.append(message)

    before = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(before)
    assert not complaints


@pytest.fixture(autouse=True)
def _freed(qapp: QApplication) -> Iterator[None]:
    """Free the windows of a test when it is over; else they stay, and slow down, or own dialogs of, later ones."""
    yield
    for left in qapp.topLevelWidgets():  # by a test that failed halfway
        if left.parent() is None:
            left.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_button_stays_pressed(qapp: QApplication) -> Iterator[None]:
    """Let a test fail that presses a button of the mouse for good: it would be pressed in all tests after it."""
    yield
    held = qapp.mouseButtons()
    for button in Qt.MouseButton:
        if button & held:
            QTest.mouseRelease(QWidget(), button)  # the next test is not to blame
    assert not held


@pytest.fixture(autouse=True)
def alerts() -> Iterator[RecordedAlerts]:
    """A recorder in the place of every dialog that interrupts."""
    recorder = RecordedAlerts()
    before = facade.use(recorder)
    yield recorder
    facade.use(before)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at ten to ten on the day of the tests."""
    return FixedClock(NOW)


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Session]:
    """A session on an empty journal."""
    with empty_journal(tmp_path / "test.rounds", clock) as journal:
        opened = Session(journal)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal, made once; copy it before anything is written."""
    path = tmp_path_factory.mktemp("sample") / "sample.rounds"
    make_sample(path, visits=250, today=date(2026, 5, 13))
    return path


@pytest.fixture
def sample_session(qapp: QApplication, tmp_path: Path, sample_file: Path, clock: FixedClock) -> Iterator[Session]:
    """A session on a copy of the sample journal."""
    path = Path(shutil.copy(sample_file, tmp_path / "sample.rounds"))
    with Journal.open(path, clock=clock, source=random.Random(7)) as journal:
        opened = Session(journal)
        yield opened
        opened.close()
