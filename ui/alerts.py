"""All that interrupts: errors, questions and file dialogs, behind one facade that a test can stand in for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6 import QtWidgets  # of which the first dialog loads what it needs, and not the start
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from models.errors import JournalError
from ui import translations
from ui.translations import say


class Alerts(Protocol):
    """What can be said to, and asked of, the person at the keyboard."""

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        """Say something that must be read; returns when it was."""

    def error(self, error: JournalError) -> None:
        """Say what went wrong, in the reader's language."""

    def confirm(self, title: str, sentence: str, action: str, *, dangerous: bool = False) -> bool:
        """Ask before something that can't be taken back; `action` is the word on the button."""

    def choose(self, title: str, sentence: str, choices: Sequence[tuple[str, str]]) -> str:
        """Ask which of some (key, label) to do, the first being the suggested one; '' when none is wanted."""

    def ask_open(self, title: str, filters: str, *, many: bool = False, folder: Path | None = None) -> list[Path]:
        """Ask for a file to read, or several; an empty list when the user thought better of it."""

    def ask_save(self, title: str, suggested: Path, filters: str) -> Path | None:
        """Ask where to write a file; the dialog itself asks before one is replaced."""


class Dialogs:
    """The facade as the window uses it: real dialogs over the window in front."""

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        """Say something that must be read; returns when it was."""
        box = _box(QtWidgets.QMessageBox.Icon.Information, title, sentence)
        box.setDetailedText(detail)
        box.addButton(QtWidgets.QMessageBox.StandardButton.Ok)
        _run(box)

    def error(self, error: JournalError) -> None:
        """Say what went wrong, in the reader's language."""
        box = _box(QtWidgets.QMessageBox.Icon.Warning, say("That did not work"), error.say(translations.language()))
        box.addButton(QtWidgets.QMessageBox.StandardButton.Ok)
        _run(box)

    def confirm(self, title: str, sentence: str, action: str, *, dangerous: bool = False) -> bool:
        """Ask before something that can't be taken back; Cancel is the default when it is dangerous."""
        box = _box(
            QtWidgets.QMessageBox.Icon.Warning if dangerous else QtWidgets.QMessageBox.Icon.Question, title, sentence
        )
        cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
        agree = box.addButton(action, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(cancel if dangerous else agree)
        box.setEscapeButton(cancel)
        _run(box)
        return box.clickedButton() is agree

    def choose(self, title: str, sentence: str, choices: Sequence[tuple[str, str]]) -> str:
        """Ask which of some (key, label) to do, the first being the suggested one; '' when none is wanted."""
        box = _box(QtWidgets.QMessageBox.Icon.Question, title, sentence)
        role = QtWidgets.QMessageBox.ButtonRole.ActionRole
        made = [box.addButton(label, role) for _key, label in choices]
        cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(made[0] if made else cancel)
        box.setEscapeButton(cancel)
        _run(box)
        clicked = box.clickedButton()
        return next((key for button, (key, _label) in zip(made, choices, strict=True) if button is clicked), "")

    def ask_open(self, title: str, filters: str, *, many: bool = False, folder: Path | None = None) -> list[Path]:
        """Ask for a file to read, or several; an empty list when the user thought better of it."""
        dialog = _file_dialog(title, folder or Path.home(), filters)
        dialog.setFileMode(
            QtWidgets.QFileDialog.FileMode.ExistingFiles if many else QtWidgets.QFileDialog.FileMode.ExistingFile
        )
        return _chosen(dialog)

    def ask_save(self, title: str, suggested: Path, filters: str) -> Path | None:
        """Ask where to write a file; the dialog itself asks before one is replaced."""
        dialog = _file_dialog(title, suggested.parent, filters)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix)  # before it asks whether to replace, not after
        dialog.selectFile(suggested.name)
        return next(iter(_chosen(dialog)), None)


def _box(icon: QtWidgets.QMessageBox.Icon, title: str, sentence: str) -> QtWidgets.QMessageBox:
    box = QtWidgets.QMessageBox(window())
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(sentence)
    return box


def _file_dialog(title: str, folder: Path, filters: str) -> QtWidgets.QFileDialog:
    dialog = QtWidgets.QFileDialog(window(), title, str(folder), filters)
    # Qt's own Chinese lacks these two.
    dialog.setLabelText(QtWidgets.QFileDialog.DialogLabel.LookIn, say("Look in:"))
    dialog.setLabelText(QtWidgets.QFileDialog.DialogLabel.FileType, say("Files of type:"))
    return dialog


def _chosen(dialog: QtWidgets.QFileDialog) -> list[Path]:
    return [Path(name) for name in dialog.selectedFiles()] if _run(dialog) else []


def _run(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; it is freed soon after, not at once, as its answer is still to be read."""
    agreed = bool(dialog.exec())
    dialog.deleteLater()
    return agreed


def window() -> QWidget | None:
    """Return the window a dialog belongs to: the one in front."""
    return QApplication.activeModalWidget() or QApplication.activeWindow()


class _InUse:
    alerts: Alerts = Dialogs()


def current() -> Alerts:
    """Return the facade in use."""
    return _InUse.alerts


def use(alerts: Alerts) -> Alerts:
    """Put another facade in its place, and return the one that was there."""
    before, _InUse.alerts = _InUse.alerts, alerts
    return before
