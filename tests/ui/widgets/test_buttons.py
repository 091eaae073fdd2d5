"""Buttons do what their words say, by the keys too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import button, icon_button
from ui.widgets.dialog import Dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    for made in (button("Choose a file…"), icon_button("close", "Close")):
        qtbot.addWidget(made)
        with qtbot.waitSignal(made.clicked):
            qtbot.keyClick(made, key)


def test_enter_on_another_button_does_not_take_the_default_of_a_dialog(qtbot: QtBot) -> None:
    dialog = Dialog("Import", None, accept="Import")
    done: list[int] = []
    dialog.finished.connect(done.append)
    dialog.open()
    dialog.cancel_button.setFocus()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert done == [Dialog.DialogCode.Rejected]
