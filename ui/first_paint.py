"""What may wait until a window is seen, so that it is seen sooner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST = 2000
"""Milliseconds after which the work is done though the window was not seen: it may have come up minimised."""


class _Watch(QObject):
    def __init__(self, window: QWidget, work: Callable[[], object]) -> None:
        super().__init__(window)
        self._work = work
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self._timer.start(_AT_LATEST)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _end(self) -> None:
        self._work()
        self.deleteLater()


def after_first_paint(window: QWidget, work: Callable[[], object]) -> None:
    """Do some work once a window was painted for the first time; never for one that goes before."""
    _Watch(window, work)
