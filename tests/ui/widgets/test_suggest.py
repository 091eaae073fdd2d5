from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import commit, compose
from ui.widgets.suggest import SuggestField, Suggestion

NAMES = {1: "Harbour Metro", 2: "Harbour Light", 3: "Northern Rail", 4: "江海电信"}


def like(text: str) -> list[Suggestion]:
    return [Suggestion(key, name) for key, name in NAMES.items() if text.casefold() in name.casefold()]


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = SuggestField("Account", choices=like, new_words=lambda text: f"New account “{text}”")
        self.other = SuggestField("Other")
        self.chosen: list[object] = []
        self.created: list[str] = []
        self.field.chosen.connect(self.chosen.append)
        self.field.created.connect(self.created.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)

    def offered(self) -> list[str]:
        return [row.text for row in self.field.suggestions()]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.field.setFocus()
    return made


def test_typing_suggests_with_the_first_one_marked_and_keeps_the_focus(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    assert window.offered() == ["Harbour Metro", "Harbour Light", "New account “harb”"]
    marked = window.field.marked()
    assert marked is not None
    assert marked.text == "Harbour Metro"
    assert window.field.hasFocus()


def test_enter_takes_the_marked_one(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.chosen == [2]
    assert window.field.text() == "Harbour Light"
    assert window.field.key() == 2
    assert window.offered() == []


def test_tab_takes_the_marked_one_and_moves_on(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "north")
    qtbot.keyClick(window.field, Qt.Key.Key_Tab)
    assert window.chosen == [3]
    assert window.other.hasFocus()


def test_escape_closes_the_list_and_keeps_the_text(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.offered() == []
    assert window.field.text() == "harb"
    assert not window.field.is_settled()


def test_the_last_row_makes_a_new_record(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "  Alpen  bahn ")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.created == ["Alpen bahn"]
    assert window.chosen == []


def test_a_name_that_is_known_is_not_offered_as_new(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "northern rail")
    assert window.offered() == ["Northern Rail"]


def test_a_click_takes_a_row(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    view = window.field._list._view
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.chosen == [2]
    assert window.field.hasFocus()


def test_editing_the_text_lets_the_record_go(window: Window, qtbot: QtBot) -> None:
    window.field.set_choice(Suggestion(3, "Northern Rail"))
    assert window.field.key() == 3
    qtbot.keyClick(window.field, Qt.Key.Key_Backspace)
    assert window.field.key() is None
    assert window.offered()[0] == "Northern Rail"


def test_leaving_takes_a_name_that_is_written_out(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "northern rail")
    window.other.setFocus()
    assert window.chosen == [3]


def test_leaving_keeps_what_means_no_record(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    window.other.setFocus()
    assert window.chosen == []
    assert window.field.text() == "harb"
    assert not window.field.is_settled()


def test_nothing_is_suggested_or_taken_while_composing(window: Window, qtbot: QtBot) -> None:
    asked: list[str] = []
    window.field.choices = lambda text: asked.append(text) or like(text)
    compose(window.field, "jianghai")
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert asked == []
    assert window.offered() == []
    commit(window.field, "江海")
    assert window.offered() == ["江海电信", "New account “江海”"]
    assert window.field.text() == "江海"


def test_a_composition_that_begins_below_an_open_list_loses_no_letter(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "harb")
    assert window.offered()
    compose(window.field, "su")
    assert window.offered() == []
    commit(window.field, "苏")
    assert window.field.text() == "harb苏"


def test_down_opens_the_list_for_an_empty_field(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    assert len(window.offered()) == len(NAMES)
