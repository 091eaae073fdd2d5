"""Fields for days: what they suggest to write, in as much room as there is."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateField


def _today() -> date:
    return date(2026, 5, 14)


@pytest.mark.parametrize(
    ("forward", "width", "shown"),
    [
        (True, 400, "tomorrow, next Tue, 2026-05-19"),
        (True, 170, "tomorrow, next Tue"),
        (True, 20, "tomorrow"),
        (False, 400, "today, yesterday, 2026-05-11"),
    ],
)
def test_as_many_examples_as_there_is_room_for(qtbot: QtBot, forward: bool, width: int, shown: str) -> None:
    field = DateField(_today, "Day", forward=forward)
    qtbot.addWidget(field)
    field.resize(width, 60)
    field.show()
    assert field.line.placeholderText() == shown
    field.resize(500, 60)
    assert field.line.placeholderText().endswith("2026-05-19" if forward else "2026-05-11")


def test_an_example_of_its_own_stays(qtbot: QtBot) -> None:
    field = DateField(_today, "First day", forward=False)
    qtbot.addWidget(field)
    field.line.setPlaceholderText("1 March 2024, 2024-03-01")
    field.resize(90, 60)
    field.show()
    assert field.line.placeholderText() == "1 March 2024, 2024-03-01"
