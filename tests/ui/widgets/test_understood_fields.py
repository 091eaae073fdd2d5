from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories import TODAY
from tests.ui.composing import commit, compose
from ui import translations
from ui.widgets.date_field import DateField, DateTimeField
from ui.widgets.duration_field import DurationField


@pytest.fixture
def moment(qtbot: QtBot) -> DateTimeField:
    made = DateTimeField(lambda: TODAY, "When")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.line.setFocus()
    return made


def test_words_are_understood_below_and_stay(moment: DateTimeField, qtbot: QtBot) -> None:
    qtbot.keyClicks(moment.line, "yesterday 3pm")
    assert moment.value() == "2026-05-13T15:00"
    assert moment.text() == "yesterday 3pm"
    assert moment.below() == "Wed 13 May 2026, 15:00 · yesterday"
    assert moment.line.accessibleDescription() == "Wed 13 May 2026, 15:00 · yesterday"


def test_what_is_not_understood_is_said_in_a_sentence_and_stays(moment: DateTimeField, qtbot: QtBot) -> None:
    moment.line.setFocus()
    qtbot.keyClicks(moment.line, "sometime")
    assert moment.value() is None
    assert not moment.is_right()
    assert moment.below() == ""  # half a word is no mistake
    qtbot.keyClick(moment.line, Qt.Key.Key_Return)
    assert "“sometime” is no date" in moment.below()
    assert moment.text() == "sometime"
    assert moment.line.property("faulty") is True
    moment.line.clear()
    qtbot.keyClicks(moment.line, "today")
    assert moment.is_right()
    assert moment.line.property("faulty") is False


def test_leaving_says_what_is_wrong(qtbot: QtBot) -> None:
    window = QWidget()
    first, second = DateField(lambda: TODAY, "Due", parent=window), DateField(lambda: TODAY, "Start", parent=window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    first.line.setFocus()
    qtbot.keyClicks(first.line, "31 Feb 2026")
    assert first.below() == ""
    second.line.setFocus()
    assert "There is no day 31 Feb 2026" in first.below()


def test_a_value_is_shown_in_words_without_repeating_them(moment: DateTimeField) -> None:
    moment.set_value("2026-05-13T15:00")
    assert moment.text() == "Wed 13 May 2026, 15:00"
    assert moment.below() == ""
    moment.set_value("2026-05-13T00:00")
    assert moment.text() == "Wed 13 May 2026"
    moment.set_value(None)
    assert moment.value() is None


def test_a_time_alone_keeps_the_day_of_the_visit(moment: DateTimeField, qtbot: QtBot) -> None:
    moment.set_value("2026-05-11T09:00")
    moment.line.selectAll()
    qtbot.keyClicks(moment.line, "10:30")
    assert moment.value() == "2026-05-11T10:30"


def test_the_arrows_move_by_a_day(moment: DateTimeField, qtbot: QtBot) -> None:
    moment.set_value("2026-05-31T09:00")
    with qtbot.waitSignal(moment.changed):
        qtbot.keyClick(moment.line, Qt.Key.Key_Up)
    assert moment.value() == "2026-06-01T09:00"


def test_each_change_of_the_value_is_told_once(moment: DateTimeField, qtbot: QtBot) -> None:
    told: list[str | None] = []
    moment.changed.connect(lambda: told.append(moment.value()))
    qtbot.keyClicks(moment.line, "today")
    assert told == [None, "2026-05-14T00:00"]  # first 't' is an error, then it is a day


def test_chinese_words_are_understood_when_they_are_complete(moment: DateTimeField) -> None:
    told: list[str | None] = []
    moment.changed.connect(lambda: told.append(moment.value()))
    compose(moment.line, "zuotianxiawu3dian")
    assert told == []
    assert moment.below() == ""
    commit(moment.line, "昨天下午3点")
    assert told == ["2026-05-13T15:00"]


def test_a_due_day_lies_ahead(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY, "Due")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "tue")
    assert field.value() == "2026-05-19"
    assert field.below() == "Tue 19 May 2026 · in 5 days"
    field.set_value("2026-05-20")
    assert field.text() == "Wed 20 May 2026"
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == "2026-05-19"


def test_a_length_is_understood_in_two_languages(qtbot: QtBot) -> None:
    field = DurationField("How long")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "90")
    assert field.value() == 90
    assert field.below() == "1 h 30"
    field.line.setText("")
    compose(field.line, "yigebanxiaoshi")
    assert field.value() == 90
    commit(field.line, "一个半小时")
    assert field.value() == 90
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == 105
    field.set_value(30)
    assert field.text() == "30 min"


@pytest.mark.parametrize("make", [lambda: DateTimeField(lambda: TODAY), lambda: DateField(lambda: TODAY)])
def test_what_is_shown_in_chinese_is_understood(qtbot: QtBot, make: Callable[[], DateField]) -> None:
    translations.use("zh_CN")
    try:
        field = make()
        qtbot.addWidget(field)
        value = "2026-05-13T15:00" if isinstance(field, DateTimeField) else "2026-05-13"
        field.set_value(value)
        field.set_text(field.text())
        assert field.value() == value
    finally:
        translations.use("en")
