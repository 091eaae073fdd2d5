"""The photos of the sample journal, drawn by code: `python -m tests.sample_photos` draws them again.

They lie in the repository, so that the sample has the same bytes wherever it is made. Look at each before it is
committed.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample" / "photos"
WIDTH, HEIGHT = 1200, 900
_QUALITY = 72

Draw = Callable[[QPainter, random.Random], None]


def rack(painter: QPainter, chance: random.Random) -> None:
    """Draw a rack in a dim room: units with lamps, patch cords, two places free."""
    _fill(painter, QRectF(0, 0, WIDTH, HEIGHT), "#39424d", "#15191e")
    _fill(painter, QRectF(0, 790, WIDTH, 110), "#4a4f55", "#2b2e33")
    for left, shade in ((30, "#20252b"), (860, "#20252b")):
        _fill(painter, QRectF(left, 20, 300, 800), shade, "#14171b")
    _fill(painter, QRectF(350, 10, 500, 820), "#0d0f12", "#0a0b0d")
    _fill(painter, QRectF(372, 24, 456, 792), "#23272c", "#1a1d21")
    for unit in range(11):
        top = 36 + unit * 70
        if unit >= 9:
            _fill(painter, QRectF(392, top, 416, 62), "#08090a", "#0d0f11")
            continue
        _fill(painter, QRectF(384, top, 432, 62), "#59616b" if unit % 3 else "#2f3a4a", "#3b424a")
        painter.setPen(QPen(QColor("#1b1f24"), 2))
        painter.setBrush(QColor("#0f1215"))
        for port in range(12):
            painter.drawRect(QRectF(440 + port * 26, top + 26, 18, 16))
        for lamp in range(12):
            colour = "#f2b33d" if chance.random() < 0.12 else "#52e07a"
            _dot(painter, QPointF(449 + lamp * 26, top + 16), 3.4, colour if chance.random() < 0.85 else "#26302a")
        _dot(painter, QPointF(404, top + 31), 5, "#52e07a")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for _ in range(34):
        unit, port = chance.randrange(8), chance.randrange(12)
        start = QPointF(449 + port * 26, 70 + unit * 70)
        end = QPointF(449 + chance.randrange(12) * 26, 70 + min(8, unit + chance.randrange(1, 3)) * 70)
        hang = chance.choice((372, 380, 820, 828)) + chance.uniform(-8, 8)
        path = QPainterPath(start)
        path.cubicTo(QPointF(hang, start.y() + 46), QPointF(hang, end.y() - 10), end)
        colour = QColor(chance.choice(("#e3c33a", "#e3c33a", "#3f86d8", "#d0552f", "#9aa4ae")))
        painter.setPen(QPen(colour.darker(170), 7))
        painter.drawPath(path.translated(2, 4))
        painter.setPen(QPen(colour, 5))
        painter.drawPath(path)


def trench(painter: QPainter, chance: random.Random) -> None:
    """Draw an open cable trench that ends in a lawn before a building, with orange ducts in it."""
    _fill(painter, QRectF(0, 0, WIDTH, 330), "#b9cbd8", "#dfe6ea")
    _fill(painter, QRectF(60, 120, 560, 230), "#b8aa97", "#a09280")
    painter.setPen(Qt.PenStyle.NoPen)
    for column in range(6):
        for line in range(2):
            _fill(painter, QRectF(100 + column * 88, 150 + line * 92, 48, 56), "#4d5c68", "#76889a")
    _fill(painter, QRectF(0, 330, WIDTH, 570), "#7d8a52", "#59673a")
    for _ in range(2600):
        y = 334 + 560 * chance.random() ** 0.8
        size = 1 + 9 * (y - 330) / 570
        blade = QColor(chance.choice(("#8d9a5c", "#4e5a31", "#6d7a45", "#98a565")))
        x = chance.uniform(0, WIDTH)
        painter.setPen(QPen(blade, 1.6))
        painter.drawLine(QPointF(x, y), QPointF(x + chance.uniform(-3, 3), y - size))
    painter.setPen(Qt.PenStyle.NoPen)
    _shape(painter, ((590, 380), (690, 380), (1120, 900), (180, 900)), "#8b6a48")
    _shape(painter, ((612, 388), (672, 388), (930, 900), (380, 900)), "#4b3826")
    _shape(painter, ((612, 388), (640, 396), (600, 900), (380, 900)), "#5f472f")
    for _ in range(900):
        depth = chance.random() ** 0.7
        y = 384 + 516 * depth
        side = chance.choice((-1, 1))
        middle, half = 642 + 10 * depth, 34 + 330 * depth
        x = middle + side * half * chance.uniform(0.66, 1.12)
        _dot(
            painter, QPointF(x, y), 1.5 + 9 * depth * chance.random(), chance.choice(("#7a5c3d", "#9a7852", "#5a4430"))
        )
    for number, colour in enumerate(("#d9762b", "#c96a24", "#e08a3c")):
        path = QPainterPath(QPointF(632 + number * 9, 470))
        path.cubicTo(QPointF(626 + number * 16, 560), QPointF(590 + number * 44, 700), QPointF(520 + number * 92, 920))
        for width, shade in ((40, QColor(colour).darker(160)), (30, QColor(colour)), (8, QColor(colour).lighter(125))):
            painter.strokePath(path, QPen(QBrush(shade), width, c=Qt.PenCapStyle.RoundCap))
    for x in (560, 724):
        _fill(painter, QRectF(x, 300, 8, 96), "#e9e4da", "#d4453a")
    painter.setPen(QPen(QColor("#d8402f"), 6))
    painter.drawLine(QPointF(564, 318), QPointF(728, 324))


def signed_page(painter: QPainter, chance: random.Random) -> None:
    """Draw a form on a wooden desk: lines of print, a table of ticks, a stamp and a signature."""
    _desk(painter, chance, "#9c7048", "#5d3f25")
    painter.translate(610, 470)
    painter.rotate(-5)
    _fill(painter, QRectF(-330, -436, 690, 900), "#3a2817", "#3a2817", 0.35)
    _fill(painter, QRectF(-345, -450, 690, 900), "#fbfaf5", "#e9e6dc")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#2d3338"))
    painter.drawRect(QRectF(-285, -385, 330, 20))
    for line in range(3):
        _print(painter, chance, -285, -335 + line * 24, 540)
    for line in range(9):
        top = -240 + line * 42
        painter.setPen(QPen(QColor("#8b9096"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(-285, top, 560, 42))
        painter.drawLine(QPointF(215, top), QPointF(215, top + 42))
        _print(painter, chance, -270, top + 16, 440)
        _stroke(painter, ((230, top + 22), (240, top + 32), (262, top + 8)), "#23489b", 4, chance)
    painter.setPen(QPen(QColor("#8b9096"), 2))
    painter.drawLine(QPointF(-40, 330), QPointF(285, 330))
    _print(painter, chance, -285, 318, 190)
    ink = QPainterPath(QPointF(-20, 312))
    for number in range(15):
        x = -20 + number * 19
        ink.cubicTo(
            QPointF(x + 4, 312 - chance.uniform(20, 74)),
            QPointF(x + 15, 312 + chance.uniform(-8, 34)),
            QPointF(x + 19, 306 + chance.uniform(-10, 8)),
        )
    ink.cubicTo(QPointF(300, 290), QPointF(120, 350), QPointF(30, 346))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(ink, QPen(QColor("#1f3f92"), 4.5))
    painter.setPen(QPen(QColor(196, 44, 40, 170), 7))
    painter.drawEllipse(QPointF(-170, 268), 88, 88)
    painter.setPen(QPen(QColor(196, 44, 40, 150), 3))
    painter.drawEllipse(QPointF(-170, 268), 70, 70)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(196, 44, 40, 160))
    for line, width in ((250, 72), (264, 96), (278, 60)):
        painter.drawRect(QRectF(-170 - width / 2, line, width, 7))


def napkin(painter: QPainter, chance: random.Random) -> None:
    """Draw a paper napkin on a café table with a fishbone sketched on it, and a cup."""
    _desk(painter, chance, "#5b4636", "#2f231a")
    painter.save()
    painter.translate(520, 450)
    painter.rotate(7)
    _fill(painter, QRectF(-386, -346, 800, 720), "#1a120b", "#1a120b", 0.4)
    _fill(painter, QRectF(-400, -360, 800, 720), "#fdfcf9", "#ece8e1")
    painter.setPen(QPen(QColor("#dcd6cc"), 3))
    painter.drawLine(QPointF(0, -360), QPointF(0, 360))
    painter.drawLine(QPointF(-400, 0), QPointF(400, 0))
    blue = "#26417f"
    _stroke(painter, ((-320, 20), (-100, 6), (120, 12), (330, -4)), blue, 6, chance)
    _stroke(painter, ((330, -4), (290, -34), (372, -8), (292, 26), (330, -4)), blue, 6, chance)
    for bone in range(6):
        x = -270 + bone * 96
        _stroke(painter, ((x, 14), (x - 60, -150 - 10 * (bone % 2))), blue, 5, chance)
        _stroke(painter, ((x + 40, 12), (x - 14, 170 + 14 * (bone % 2))), blue, 5, chance)
        for end in (QPointF(x - 64, -172), QPointF(x - 16, 200)):
            box = [(end.x() + dx, end.y() + dy) for dx, dy in ((-22, -15), (22, -15), (22, 15), (-22, 15), (-22, -15))]
            _stroke(painter, tuple(box), blue, 4, chance)
    ring = [(-250 + 46 * math.cos(a / 4), -178 + 38 * math.sin(a / 4)) for a in range(27)]
    _stroke(painter, tuple(ring), "#b3352b", 5, chance)
    _stroke(painter, ((-200, -208), (-110, -262)), "#b3352b", 5, chance)
    for line, width in ((-300, 170), (-276, 120)):
        words = [(-100 + step * 12, line + chance.uniform(-8, 8)) for step in range(width // 12)]
        _stroke(painter, tuple(words), "#b3352b", 4, chance)
    painter.restore()
    for radius, colour in ((168, "#2a1d13"), (158, "#f4f1ea"), (120, "#e0dbd0"), (104, "#f7f5f0"), (90, "#3b2213")):
        _dot(painter, QPointF(1060, 170), radius, colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#a9713f"), 6))
    painter.drawArc(QRectF(985, 95, 150, 150), 30 * 16, 130 * 16)


PHOTOS: dict[str, Draw] = {"rack": rack, "trench": trench, "signed-page": signed_page, "napkin": napkin}


def main() -> None:
    """Draw all photos again, each with the small picture that stands for it in lists."""
    from models.pictures import prepare
    from ui.reference_counts import keep_constants

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_constants()
    application = QGuiApplication(["rounds"])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PHOTOS.items():
        path = FOLDER / f"{name}.jpg"
        _taken(draw).save(str(path), "JPEG", _QUALITY)
        small = prepare(path.read_bytes()).thumbnail
        if small is None:
            raise SystemExit(f"{path} can't be read again")
        (FOLDER / f"{name}-small.jpg").write_bytes(small)
    application.quit()
    sys.stdout.write(f"{FOLDER}\n")


def _taken(draw: Draw) -> QImage:
    """Return a drawing as a camera would have it: darker towards the corners, not quite sharp."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, random.Random(5))
    painter.resetTransform()
    corners = QRadialGradient(QPointF(WIDTH * 0.5, HEIGHT * 0.45), WIDTH * 0.72)
    corners.setColorAt(0.45, QColor(0, 0, 0, 0))
    corners.setColorAt(1, QColor(0, 0, 0, 130))
    painter.fillRect(image.rect(), corners)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(WIDTH * 3 // 4, HEIGHT * 3 // 4, mode=smooth).scaled(WIDTH, HEIGHT, mode=smooth)


def _fill(painter: QPainter, area: QRectF, above: str, below: str, opacity: float = 1) -> None:
    shade = QLinearGradient(area.topLeft(), area.bottomLeft())
    shade.setColorAt(0, QColor(above))
    shade.setColorAt(1, QColor(below))
    painter.setOpacity(opacity)
    painter.fillRect(area, shade)
    painter.setOpacity(1)


def _desk(painter: QPainter, chance: random.Random, light: str, dark: str) -> None:
    _fill(painter, QRectF(0, 0, WIDTH, HEIGHT), light, dark)
    for _ in range(140):
        y = chance.uniform(0, HEIGHT)
        grain = QColor(dark)
        grain.setAlpha(chance.randrange(20, 70))
        painter.setPen(QPen(grain, chance.uniform(1, 4)))
        painter.drawLine(QPointF(0, y), QPointF(WIDTH, y + chance.uniform(-24, 24)))


def _shape(painter: QPainter, corners: tuple[tuple[float, float], ...], colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _dot(painter: QPainter, at: QPointF, radius: float, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(at, radius, radius)


def _print(painter: QPainter, chance: random.Random, left: float, top: float, width: float) -> None:
    """Draw a line of small print, too far away to be read."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#6d747b"))
    x = left
    while x < left + width - 40:
        word = chance.uniform(18, 70)
        painter.drawRect(QRectF(x, top, min(word, left + width - x), 9))
        x += word + 9


def _stroke(
    painter: QPainter, points: tuple[tuple[float, float], ...], colour: str, width: float, chance: random.Random
) -> None:
    """Draw a line through some points by hand: it trembles a little."""
    painter.setPen(QPen(QBrush(QColor(colour)), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = QPointF((x + to_x) / 2 + chance.uniform(-5, 5), (y + to_y) / 2 + chance.uniform(-5, 5))
        path = QPainterPath(QPointF(x, y))
        path.quadTo(middle, QPointF(to_x, to_y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


if __name__ == "__main__":
    main()
