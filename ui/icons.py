"""Our own line icons, in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from models import places
from ui import theme


@cache
def _drawing(name: str) -> bytes:
    return (places.resources() / "icons" / f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode())))


def paint(painter: QPainter, name: str, rect: QRect | QRectF, token: str = "text_2") -> None:
    """Draw an icon into a rectangle, in the colour of a token of the theme in use."""
    _renderer(name, getattr(theme.colours(), token)).render(painter, QRectF(rect))


def pixmap(name: str, token: str = "text_2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` device-independent pixels, sharp on a screen of that ratio."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, getattr(theme.colours(), token)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, token: str = "text_2", *, selected: str = "", disabled: str = "text_3") -> QIcon:
    """Return an icon that follows the theme; `selected` is its colour token where it is switched on."""
    return QIcon(_ThemedEngine(name, token, selected or token, disabled))


class _ThemedEngine(QIconEngine):
    """Draws an icon in the colours of the theme of that moment, so that a change of theme needs no new icons."""

    def __init__(self, name: str, token: str, selected: str, disabled: str) -> None:
        super().__init__()
        self._name, self._token, self._selected, self._disabled = name, token, selected, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = self._disabled
        elif state == QIcon.State.On:
            token = self._selected
        paint(painter, self._name, rect, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # The size is what is seen; on a sharp screen that takes more pixels.
        picture = self.pixmap(size * scale, mode, state)
        picture.setDevicePixelRatio(scale)
        return picture

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._token, self._selected, self._disabled)
