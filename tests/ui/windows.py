"""What tests show: a widget as a window in front, so that keys reach it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session
from ui.widgets.dialog import Dialog

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


@contextmanager
def below_dialogs(width: int) -> Iterator[QWidget]:
    """Yield a window for dialogs to stand on; they end before the journal does."""
    window = QWidget()
    window.resize(width, 800)
    window.show()
    yield window
    for dialog in window.findChildren(Dialog):
        dialog.done(0)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
