"""The icon in the desktop's notification area, where there is one: a new visit and a quick note, from anywhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from models.text.language import Label
from ui import icons, preferences
from ui.translations import say

_WORDS = (Label("New visit"), Label("Quick note"), Label("Open Rounds"), Label("Quit"))


class Tray(QObject):
    """The icon and its menu; it is seen when the user wants it and the desktop has room for it."""

    visit_wanted = Signal()
    note_wanted = Signal()
    open_wanted = Signal()
    quit_wanted = Signal()
    message_clicked = Signal()
    """Somebody pressed on a notification."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        for wanted in (self.visit_wanted, self.note_wanted, self.open_wanted, self.quit_wanted):
            self.menu.addAction("").triggered.connect(lambda _checked=False, wanted=wanted: wanted.emit())
        self.follow_language()
        self._icon = QSystemTrayIcon(QIcon(icons.pixmap("logo", "accent", 64)), self)
        self._icon.setToolTip("Rounds")
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        _InUse.tray = self
        self.follow_preference()

    def follow_language(self) -> None:
        """Say the menu in the language in use."""
        for action, words in zip(self.menu.actions(), _WORDS, strict=True):
            action.setText(say(words))

    def follow_preference(self) -> None:
        """Show or hide the icon as the user wants it."""
        self._icon.setVisible(is_possible() and preferences.current().tray == "shown")

    def notify(self, title: str, text: str) -> bool:
        """Let the desktop show a notification, and return whether it can: without the icon there is none."""
        shown = self._icon.isVisible() and QSystemTrayIcon.supportsMessages()
        if shown:
            self._icon.showMessage(title, text, self._icon.icon())
        return shown

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self.menu.deleteLater()
        if _InUse.tray is self:
            _InUse.tray = None

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()


class _InUse:
    tray: Tray | None = None


def is_possible() -> bool:
    """Return whether the desktop has a notification area."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def show_or_hide(choice: str) -> None:
    """Let the icon be 'shown' or 'hidden' from now on."""
    preferences.current().tray = choice
    if _InUse.tray is not None:
        _InUse.tray.follow_preference()
