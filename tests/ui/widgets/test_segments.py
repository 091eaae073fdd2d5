from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.segments import Segments


def a_field(qtbot: QtBot) -> Segments:
    made = Segments("State", [("planned", "Planned", ""), ("held", "Held", ""), ("missed", "Missed", "")])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_what_the_program_shows_is_no_choice_of_the_user(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.set_current("held")
    field.set_current("nowhere")
    assert (field.current(), heard) == ("held", [])


def test_the_user_chooses_by_key_and_pointer(qtbot: QtBot) -> None:
    field = a_field(qtbot)
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.setFocus()
    qtbot.keyClick(field.button("planned"), Qt.Key.Key_Right)
    qtbot.mouseClick(field.button("missed"), Qt.MouseButton.LeftButton)
    field.button("planned").setChecked(True)  # as a screen reader does it
    assert heard == ["held", "missed", "planned"]
