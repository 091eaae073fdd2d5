from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import cancel, commit, compose
from ui.widgets.line_field import LineField


@pytest.fixture
def field(qtbot: QtBot) -> LineField:
    made = LineField("Write here", "Name")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def heard(field: LineField) -> list[str]:
    texts: list[str] = []
    field.edited.connect(texts.append)
    return texts


def test_typing_is_told_and_setting_is_not(field: LineField, qtbot: QtBot) -> None:
    texts = heard(field)
    field.setText("before")
    qtbot.keyClicks(field, "!")
    assert texts == ["before!"]
    assert field.accessibleName() == "Name"


def test_nothing_is_told_while_an_input_method_composes(field: LineField) -> None:
    texts = heard(field)
    compose(field, "nihao")
    assert field.is_composing()
    assert texts == []
    commit(field, "你好")
    assert not field.is_composing()
    assert texts == ["你好"]


def test_a_cancelled_composition_tells_nothing(field: LineField) -> None:
    texts = heard(field)
    compose(field, "ni")
    cancel(field)
    assert texts == []
    assert not field.is_composing()
    assert field.text() == ""


def test_text_committed_while_the_next_word_begins_is_told_at_the_end(field: LineField) -> None:
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    texts = heard(field)
    compose(field, "ni")
    both = QInputMethodEvent("h", [])
    both.setCommitString("你")
    QApplication.sendEvent(field, both)
    assert texts == []
    commit(field, "好")
    assert texts == ["你好"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Tab])
def test_keys_of_the_input_method_reach_nobody_else(qtbot: QtBot, key: Qt.Key) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    field, other = LineField(), LineField()
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(window)
    fired: list[str] = []
    QShortcut(QKeySequence(key), window, lambda: fired.append("shortcut"))
    field.returnPressed.connect(lambda: fired.append("return"))
    window.show()
    field.setFocus()
    compose(field, "ni")
    qtbot.keyClick(field, key)
    assert fired == []
    assert window.focusWidget() is field
    commit(field, "你")
    assert field.text() == "你"


def test_a_shortcut_waits_for_the_end_of_the_composition(qtbot: QtBot) -> None:
    window = QWidget()
    field = LineField(parent=window)
    qtbot.addWidget(window)
    fired: list[int] = []
    QShortcut(QKeySequence("Ctrl+S"), window, lambda: fired.append(1))
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    compose(field, "ni")
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == []
    commit(field, "你")
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == [1]


def test_leaving_ends_the_composition(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    field, other = LineField(), LineField()
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    compose(field, "ni")
    other.setFocus()
    assert not field.is_composing()
