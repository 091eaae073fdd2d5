"""What tests show: a widget as a window in front, so that keys reach it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session

Shown = TypeVar("Shown", bound=QWidget)


def shown(qtbot: QtBot, widget: Shown, width: int, height: int) -> Shown:
    """Show a widget in front, so large, and return it; it is gone when the test is over."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def window_in_front(qtbot: QtBot, session: Session) -> MainWindow:
    """Return a window on a session, in front with the page Today."""
    window = MainWindow(session)
    window.show_page("today")
    return shown(qtbot, window, 1440, 900)
