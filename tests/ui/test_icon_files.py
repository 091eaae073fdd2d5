"""The icons' files: one manner of drawing, and colours that follow the text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
ICONS = sorted(FOLDER.glob("*.svg"))
OF_ONE_COLOUR = {"logo", "check-light", "check-dark", "chevron-light", "chevron-dark"}
"""These stand in style sheets or are the program's own mark."""


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_as_all_the_others(path: Path) -> None:
    drawing = ElementTree.parse(path).getroot()
    assert drawing.get("viewBox") == "0 0 24 24"
    assert QSvgRenderer(str(path)).isValid()
    if path.stem not in OF_ONE_COLOUR:
        assert (drawing.get("stroke"), drawing.get("fill")) == ("currentColor", "none")
        assert "#" not in path.read_text()


def test_there_are_icons() -> None:
    assert len(ICONS) > 50
