"""The calendar as a test shows it, and what the keys do there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import calendar
from models.journal import Journal
from tests.factories import TODAY
from ui.calendar.page import CalendarPage
from ui.session import Session


def shown(session: Session, qtbot: QtBot, height: int) -> Iterator[CalendarPage]:
    """Show the page in a window of so many pixels, with the keys in it."""
    window = QWidget()
    qtbot.addWidget(window)
    made = CalendarPage(session, window)
    window.resize(1232, height)
    made.resize(1232, height)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.focus_first()
    qtbot.waitUntil(made.is_settled, timeout=20_000)
    yield made
    window.deleteLater()


def press(page: CalendarPage, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is, one after the other."""
    for key in keys:
        QTest.keyClick(page.focusWidget() or page, key, modifiers)
    QApplication.processEvents()


def dialog(page: CalendarPage, kind: type[QWidget]) -> QWidget:
    """Return the dialog of a kind that is open."""
    (found,) = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return found


def entries(journal: Journal, day: date = TODAY) -> list[calendar.Entry]:
    """Return what stands on a day."""
    return list(calendar.read(journal, day, day).days[0].entries)


def spoken(page: CalendarPage) -> str:
    """Return what somebody hears who can't see it."""
    return page.view().accessibleDescription()
