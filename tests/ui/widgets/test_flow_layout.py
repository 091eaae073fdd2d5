"""Chips that go on in the next line."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layouts import column
from ui.widgets.pills import PersonChip


def boxes(parent: QWidget, flow: FlowLayout, count: int) -> list[QLabel]:
    """Return widgets of 100 × 20 pixels that stand in the box."""
    made = [QLabel(parent) for _ in range(count)]
    for one in made:
        one.setFixedSize(100, 20)
        flow.addWidget(one)
    return made


def test_what_has_no_room_goes_into_the_next_line(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, spacing=10)
    made = boxes(parent, flow, 3)
    parent.resize(220, 100)
    parent.show()
    assert [(one.x(), one.y()) for one in made] == [(0, 0), (110, 0), (0, 30)]
    assert flow.heightForWidth(320) == 20
    assert flow.heightForWidth(220) == 50
    assert flow.heightForWidth(100) == 80


def test_what_wants_to_expand_takes_the_rest_of_its_line(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, spacing=10)
    boxes(parent, flow, 1)
    wide = QLabel("x")
    wide.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    flow.addWidget(wide)
    parent.resize(400, 40)
    parent.show()
    assert (wide.x(), wide.width()) == (110, 290)


def test_one_long_name_does_not_make_the_page_wider(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, spacing=10)
    for name in ("李" * 200, "Tom"):
        flow.addWidget(PersonChip(name, "decision", removable=True))
    assert parent.minimumSizeHint().width() <= 200
    parent.resize(300, 100)
    parent.show()
    long, short = (flow.itemAt(place).geometry() for place in range(2))
    assert (long.x(), long.width()) == (0, 300)
    assert short.y() > long.y()


@pytest.mark.parametrize("within", [False, True])
def test_the_height_follows_what_is_shown(qtbot: QtBot, *, within: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(spacing=10)
    parent.setLayout(column(flow, None) if within else flow)
    made = boxes(parent, flow, 3)
    parent.resize(220, 400)
    parent.show()
    assert flow.heightForWidth(220) == 50
    made[2].hide()
    qtbot.wait_until(lambda: flow.heightForWidth(220) == 20)
    made[2].show()
    made[1].setFixedSize(100, 40)
    qtbot.wait_until(lambda: flow.heightForWidth(220) == 70)
    assert flow.takeAt(2) is not None
    assert flow.heightForWidth(220) == 40
    flow.setSpacing(30)
    assert flow.heightForWidth(220) == 90
