"""What every dialog does by its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.windows import below_dialogs
from ui.widgets.dialog import Dialog

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S])
def test_a_dialog_is_accepted_from_a_field_in_which_enter_means_a_line(qtbot: QtBot, key: Qt.Key) -> None:
    with below_dialogs(600) as window:
        dialog = Dialog("Block", window, accept="Block")
        reason = QPlainTextEdit()
        dialog.body.addWidget(reason)
        accepted: list[bool] = []
        dialog.accepted.connect(lambda: accepted.append(True))
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        reason.setFocus()
        assert dialog.accept_button is not None
        dialog.accept_button.setEnabled(False)
        QTest.keyClick(reason, key, _CONTROL)
        assert not accepted, "what can't be done is not done by a key"
        assert reason.toPlainText() == ""
        dialog.accept_button.setEnabled(True)
        QTest.keyClick(reason, key, _CONTROL)
        QApplication.processEvents()
        assert accepted
