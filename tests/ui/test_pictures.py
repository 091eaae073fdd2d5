"""Every page looks as it was looked at and found good, to the pixel, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui import pictures
from tests.ui.drawing import PAGES


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the journals the pictures show."""
    folder = tmp_path_factory.mktemp("pictures")
    pictures.make_journals(folder)
    return folder


@pytest.mark.skipif(not pictures.same_fonts(), reason="the pictures were drawn with another release of the fonts")
@pytest.mark.parametrize("look", pictures.THEMES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_its_picture(qapp: QApplication, journals: Path, tmp_path: Path, page: str, look: str) -> None:
    expected = QImage(str(pictures.path_of(page, look))).convertToFormat(QImage.Format.Format_RGB32)
    found = pictures.draw(journals, page, look)
    if found != expected:
        found.save(str(tmp_path / "found.png"))
        pytest.fail(f"{page} in {look} looks otherwise than its picture ({_difference(found, expected)}): {tmp_path}")


def _difference(found: QImage, expected: QImage) -> str:
    if found.size() != expected.size():
        return "of another size"
    rows = [
        y
        for y in range(found.height())
        if found.copy(0, y, found.width(), 1) != expected.copy(0, y, expected.width(), 1)
    ]
    return f"lines {rows[0]} to {rows[-1]}"
