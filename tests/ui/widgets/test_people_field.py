from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import commit, compose
from ui.widgets.people_field import PeopleField, Person
from ui.widgets.pills import PersonChip
from ui.widgets.suggest import Suggestion

KNOWN = [
    Suggestion(1, "郑凯", "Harbour Metro", dot="role_technical"),
    Suggestion(2, "Marta Ruiz", "Harbour Metro", dot="role_decision"),
    Suggestion(3, "Owen Park"),
]


def like(text: str) -> list[Suggestion]:
    return [one for one in KNOWN if text.casefold() in one.text.casefold()]


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.people = PeopleField(like)
        self.after = PeopleField(like)
        layout = QVBoxLayout(self)
        layout.addWidget(self.people)
        layout.addWidget(self.after)
        self.changes = 0
        self.people.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def chips(self) -> list[PersonChip]:
        return [chip for chip in self.people.findChildren(PersonChip) if chip.isVisible()]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.people.setFocus()
    return made


def test_a_known_and_a_new_person_take_two_enters(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.people.field, "mar")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Return)
    qtbot.keyClicks(window.people.field, "Elsa Lind")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Return)
    assert window.people.people() == [(2, "Marta Ruiz"), (None, "Elsa Lind")]
    assert [chip.text() for chip in window.chips()] == ["Marta Ruiz", "Elsa Lind · new"]
    assert window.people.persons()[0].role_group == "decision"
    assert window.changes == 2
    assert window.people.field.hasFocus()


def test_who_is_there_is_not_suggested_again(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(2, "Marta Ruiz", "decision")])
    qtbot.keyClick(window.people.field, Qt.Key.Key_Down)
    assert [row.text for row in window.people.field.suggestions()] == ["郑凯", "Owen Park"]
    assert window.changes == 0


def test_backspace_in_the_empty_field_takes_the_last_one_away(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(1, "郑凯"), Person(3, "Owen Park")])
    qtbot.keyClick(window.people.field, Qt.Key.Key_Backspace)
    assert window.people.people() == [(1, "郑凯")]
    qtbot.keyClicks(window.people.field, "x")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Backspace)
    assert window.people.people() == [(1, "郑凯")]


def test_the_cross_takes_one_away(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(1, "郑凯"), Person(3, "Owen Park")])
    window.chips()[0].removed.emit()
    assert window.people.people() == [(3, "Owen Park")]


def test_left_goes_to_the_chips_and_delete_removes_there(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(1, "郑凯"), Person(3, "Owen Park")])
    qtbot.keyClick(window.people.field, Qt.Key.Key_Left)
    first, last = window.chips()
    assert last.hasFocus()
    qtbot.keyClick(last, Qt.Key.Key_Left)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert window.people.people() == [(3, "Owen Park")]
    (left,) = window.chips()
    assert left.hasFocus()
    qtbot.keyClick(left, Qt.Key.Key_Right)
    assert window.people.field.hasFocus()


def test_enter_on_a_chip_opens_the_person(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(1 << 61, "郑凯")])
    qtbot.keyClick(window.people.field, Qt.Key.Key_Left)
    with qtbot.waitSignal(window.people.person_opened) as opened:
        qtbot.keyClick(window.chips()[0], Qt.Key.Key_Return)
    assert opened.args == [1 << 61]


def test_tab_takes_a_name_and_a_second_tab_moves_on(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.people.field, "owen")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Tab)
    assert window.people.people() == [(3, "Owen Park")]
    assert window.people.field.hasFocus()
    qtbot.keyClick(window.people.field, Qt.Key.Key_Tab)
    assert window.after.field.hasFocus()


def test_a_name_half_typed_is_not_lost_on_saving(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.people.field, "Nora Berg")
    assert window.people.pending() == "Nora Berg"
    window.people.settle()
    assert window.people.people() == [(None, "Nora Berg")]
    assert window.people.pending() == ""


def test_backspace_belongs_to_the_input_method_while_it_composes(window: Window, qtbot: QtBot) -> None:
    window.people.set_people([Person(3, "Owen Park")])
    compose(window.people.field, "zheng")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Backspace)
    qtbot.keyClick(window.people.field, Qt.Key.Key_Left)
    assert window.people.people() == [(3, "Owen Park")]
    assert window.people.field.hasFocus()
    commit(window.people.field, "郑")
    qtbot.keyClick(window.people.field, Qt.Key.Key_Return)
    assert window.people.people() == [(3, "Owen Park"), (1, "郑凯")]


def test_chips_go_on_in_the_next_line(window: Window) -> None:
    window.people.set_people([Person(number, f"Somebody with a long name {number}") for number in range(8)])
    narrow = window.people.heightForWidth(300)
    assert narrow > window.people.heightForWidth(2000)
