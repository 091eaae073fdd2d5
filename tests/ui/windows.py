"""The window as tests want it: shown in front, so that keys reach it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session


def window_in_front(qtbot: QtBot, session: Session) -> MainWindow:
    """Return a window on a session, in front with the page Today, and gone when the test is over."""
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show_page("today")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
