"""Menus that are made when they are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import menus


@pytest.mark.parametrize("title", ["R&D " * 100, "长" * 300, "\U0001f684" * 300])
def test_a_long_title_makes_no_menu_wider_than_the_screen(qtbot: QtBot, title: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = menus.new_menu("Into a plan", parent)
    entry = menus.add(menu, title, lambda: None)
    assert menu.sizeHint().width() < 560
    assert entry.text().endswith("…")
    assert title.startswith(entry.text().replace("&&", "&").removesuffix("…"))


def test_a_short_one_stands_as_it_is(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert menus.add(menus.new_menu("Into a plan", parent), "R&D", lambda: None, key="P").text() == "R&&D\tP"
