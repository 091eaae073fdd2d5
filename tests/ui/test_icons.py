"""Icons are sharp on every screen, and follow the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from ui import icons, theme


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(qapp: QApplication, ratio: float) -> None:
    picture = icons.icon("plus").pixmap(QSize(16, 16), ratio)
    assert picture.width() == round(16 * ratio)
    assert picture.devicePixelRatio() == ratio


def test_an_icon_takes_the_colour_of_the_theme(qapp: QApplication) -> None:
    def darkest() -> int:
        image = icons.icon("plus", "text").pixmap(QSize(24, 24)).toImage()
        pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        return min(colour.lightness() for colour in pixels if colour.alpha() > 200)

    theme.apply(qapp, "light")
    light = darkest()
    theme.apply(qapp, "dark")
    assert darkest() > light + 100
