"""Boxes to tick, and links, that name what users wrote."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.layouts import column
from ui.widgets.link import Link
from ui.widgets.tick import Tick


def test_an_ampersand_is_an_ampersand_and_a_long_text_ends_with_dots(qtbot: QtBot) -> None:
    short, long = Tick("Head of R&D"), Tick("<b>" + "R&D " * 100)
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(short, long))
    window.resize(400, 100)
    window.show()
    assert (short.text(), short.accessibleName(), short.toolTip()) == ("Head of R&&D", "Head of R&D", "")
    assert short.shortcut().isEmpty()
    assert long.text().endswith("…")
    assert long.toolTip().startswith("<p")
    assert window.width() == 400


def test_no_name_of_a_link_makes_a_key(qtbot: QtBot) -> None:
    link = Link("R&D")
    qtbot.addWidget(link)
    assert (link.text(), link.shortcut().isEmpty()) == ("R&D", True)
    link.setText("AT&T")
    assert link.shortcut().isEmpty()
