"""Drawing for delegates: text, pills, dots, check boxes, in the colours and type of the theme in use."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPen

from ui import icons, theme, translations

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_PILLS: dict[str, tuple[str, str, str]] = {
    "promise": ("accent", "accent_tint", ""),
    "customer_promise": ("accent", "", "accent_line"),
    "request": ("blue", "blue_tint", ""),
    "complaint": ("red", "red_tint", ""),
    "risk": ("amber", "", "amber"),
    "next_step": ("text_2", "grey_tint", ""),
    "plan": ("text_2", "", "line_strong"),
    "payment": ("amber", "amber_tint", ""),
    "plain": ("text_2", "grey_tint", ""),
    "outlined": ("text_2", "", "line_strong"),
    "accent": ("accent", "accent_tint", ""),
    "amber": ("amber", "amber_tint", ""),
    "red": ("red", "red_tint", ""),
    "green": ("green", "green_tint", ""),
    "blue": ("blue", "blue_tint", ""),
    "purple": ("purple", "purple_tint", ""),
}
"""Each tone of a pill: its text, its fill and its border, any of the last two empty."""

TONES = {"late": "red", "soon": "amber", "plain": "text_2", "quiet": "text_3", "done": "text_3", "good": "green"}
"""The colour of words that say a state."""

ROLES = {
    "decision": "role_decision",
    "technical": "role_technical",
    "users": "role_users",
    "commercial": "role_commercial",
    "finance": "role_finance",
}
"""The colour of the dot beside a role group or a person of it."""


def metrics(style: str) -> QFontMetrics:
    """Return the measures of a style of type."""
    return _metrics(style, translations.language().code)


@lru_cache(maxsize=32)
def _metrics(style: str, language: str) -> QFontMetrics:
    # The fonts depend on the language; so does what is kept of them.
    return QFontMetrics(theme.font(style))


def width(words: str, style: str) -> int:
    """Return how many pixels wide some words are."""
    return _width(words, style, translations.language().code)


@lru_cache(maxsize=4000)
def _width(words: str, style: str, language: str) -> int:
    # Qt rounds the width of whole pixels down, and then shortens the very words that were measured.
    return ceil(QFontMetricsF(theme.font(style)).horizontalAdvance(words))


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    style: str = "body",
    token: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    *,
    struck: bool = False,
) -> int:
    """Draw a line of text, shortened with … where there is no room, and return how wide it came out."""
    font = theme.font(style)
    shown = words if width(words, style) <= rect.width() else _shortened(words, style, rect.width())
    if struck:
        font = type(font)(font)
        font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return width(shown, style)


def _shortened(words: str, style: str, room: int) -> str:
    # A long note would be measured whole for one line; nothing shows more than this many characters.
    return metrics(style).elidedText(words[:1000], Qt.TextElideMode.ElideRight, max(room, 0))


def pill_width(words: str) -> int:
    """Return how wide a pill with these words is."""
    return width(words, "caption") + 16


def pill_colours(tone: str) -> tuple[str, str, str]:
    """Return the tokens of a pill's text, fill and border; the last two may be empty."""
    return _PILLS.get(tone, _PILLS["plain"])


def pill(painter: QPainter, left: int, middle: int, words: str, tone: str) -> int:
    """Draw a pill with its left end and its middle there, and return its width."""
    ink, fill, border = pill_colours(tone)
    rect = QRect(left, middle - theme.PILL // 2, pill_width(words), theme.PILL)
    rounded(painter, rect, theme.PILL / 2, fill, border)
    text(painter, rect, words, "caption", ink, CENTRE)
    return rect.width()


def rounded(
    painter: QPainter, rect: QRect, radius: float, fill: str = "", border: str = "", *, dashed: bool = False
) -> None:
    """Draw a rounded rectangle with a fill, a border one pixel wide, or both."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if border:
        pen = QPen(theme.colour(border), 1)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        area = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(rect)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def dot(painter: QPainter, left: int, middle: int, token: str, size: int = 8) -> None:
    """Draw a dot with its left end and its middle there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawEllipse(QRectF(left, middle - size / 2, size, size))
    painter.restore()


def icon(painter: QPainter, left: int, middle: int, name: str, token: str = "text_2", size: int = 16) -> int:
    """Draw an icon with its left end and its middle there, and return its width."""
    icons.paint(painter, name, QRect(left, middle - size // 2, size, size), token)
    return size


def checkbox(painter: QPainter, rect: QRect, *, checked: bool, hover: bool = False) -> None:
    """Draw a check box that fills a square."""
    if checked:
        rounded(painter, rect, 4, "accent")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("on_accent"), 1.75, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        side = rect.width() / 16
        corners = ((4.2, 8.3), (6.9, 11), (11.8, 5.4))
        painter.drawPolyline([QPointF(rect.left() + x * side, rect.top() + y * side) for x, y in corners])
        painter.restore()
    else:
        rounded(painter, rect, 4, "hover" if hover else "card", "control")


def separator(painter: QPainter, rect: QRect, token: str = "line") -> None:
    """Draw the line under a row."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawRect(rect.left(), rect.bottom(), rect.width(), 1)
    painter.restore()
