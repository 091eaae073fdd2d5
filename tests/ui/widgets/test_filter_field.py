"""The words that narrow a list, and the way from them to the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.filter_field import FilterField


@pytest.fixture
def field(qtbot: QtBot) -> FilterField:
    """A field in which somebody types."""
    made = FilterField("Filter accounts")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_list_is_read_once_for_a_whole_word(qtbot: QtBot, field: FilterField) -> None:
    read: list[str] = []
    field.paused.connect(lambda: read.append(field.text()))
    qtbot.keyClicks(field, "rail")
    qtbot.waitUntil(lambda: bool(read))
    assert read == ["rail"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_what_was_just_typed_counts_before_the_list_is_entered(qtbot: QtBot, field: FilterField, key: Qt.Key) -> None:
    told: list[str] = []
    field.paused.connect(lambda: told.append("read"))
    field.list_wanted.connect(lambda: told.append("entered"))
    qtbot.keyClicks(field, "rail")
    qtbot.keyClick(field, key)
    assert told == ["read", "entered"]


def test_esc_empties_the_line_and_then_leads_to_the_list(qtbot: QtBot, field: FilterField) -> None:
    entered: list[bool] = []
    field.list_wanted.connect(lambda: entered.append(True))
    qtbot.keyClicks(field, "rail")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), entered) == ("", [])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert entered == [True]
