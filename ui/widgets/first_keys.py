"""Lets what is typed right after a dialog was asked for arrive there, though the desktop has not given it the keys yet.

Between the key that opens a window and the moment the window manager makes it the active one lie some hundredths of a
second: a fast typist's first letters would go into whatever had the focus before, or nowhere.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog

_AT_LATEST = 1000
"""Milliseconds after which a dialog that never became active gets no more keys of others."""

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


class _FirstKeys(QObject):
    """Watches the window that has the keys, and nothing else: every event of it passes through here."""

    def __init__(self, dialog: QDialog, source: QWindow) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._source: QWindow | None = source
        source.installEventFilter(self)
        source.activeChanged.connect(self._end)
        QTimer.singleShot(_AT_LATEST, self, self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or QApplication.activePopupWidget() is not None:
            return False
        window = self._dialog.windowHandle()
        if window is None or not self._dialog.isVisible() or self._dialog.isActiveWindow():
            self._end()
            return False
        QCoreApplication.sendEvent(window, event)
        return True

    def _end(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            with suppress(RuntimeError):  # it was closed and destroyed meanwhile
                source.removeEventFilter(self)
            self.deleteLater()


def take_first_keys(dialog: QDialog) -> None:
    """Let a dialog that was just shown have the keys at once, until it is the active window."""
    source = QGuiApplication.focusWindow()
    if source is not None and not dialog.isActiveWindow():
        _FirstKeys(dialog, source)
