"""The theme in use: colours, type, spacing, and what Qt needs of them (palette and style sheet)."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from models import places
from models.commands.window_words import THEMES
from ui import translations
from ui.palette import DARK, LIGHT, Palette

SPACE_4, GAP, CARD_GAP, CARD_PADDING, MARGIN, COLUMN_GAP = 4, 8, 12, 16, 24, 32
SIDEBAR, NARROW_SIDEBAR, TOP_BAR, STATUS = 208, 56, 56, 36
RIGHT_COLUMN, SIDE_PANEL, VISIT_LIST = 320, 352, 312
FIELD, SMALL_BUTTON, PILL, CHIP, NAVIGATION_ROW = 32, 28, 20, 24, 36
ROW, TWO_LINE_ROW, VISIT_ROW = 38, 48, 60

_STYLES = {
    "page_name": (24, 36, True),
    "page_title": (20, 28, True),
    "panel_title": (17, 24, True),
    "section": (15, 24, True),
    "navigation": (14, 22, False),
    "navigation_bold": (14, 22, True),
    "notes": (14, 22, False),
    "body": (13, 20, False),
    "body_bold": (13, 20, True),
    "caption": (12, 16, False),
    "caption_bold": (12, 16, True),
    "hint": (11, 16, False),
}
"""Each style of type: its size and its line in pixels, and whether it is bold."""

_LATIN = {"win32": ("Segoe UI",), "darwin": (".AppleSystemUIFont",)}
_LATIN_ELSEWHERE = ("Noto Sans",)
_CHINESE = {"win32": ("Microsoft YaHei UI",), "darwin": ("PingFang SC",)}
_CHINESE_ELSEWHERE = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")


class _Watcher(QObject):
    """Tells when the colours in use changed."""

    changed = Signal()


class _InUse:
    palette: Palette = LIGHT
    choice: str = "light"
    watcher: _Watcher | None = None


def watcher() -> _Watcher:
    """Return the object whose signal `changed` says that widgets which paint themselves must do so again."""
    if _InUse.watcher is None:
        _InUse.watcher = _Watcher()
    return _InUse.watcher


def colours() -> Palette:
    """Return the colours in use."""
    return _InUse.palette


@cache
def _colour(value: str) -> QColor:
    return QColor(value)


def colour(token: str) -> QColor:
    """Return the colour of a token in the theme in use."""
    return _colour(getattr(_InUse.palette, token))


@cache
def families(is_chinese: bool) -> list[str]:
    """Return the faces of the interface; what none of them has, Qt finds elsewhere.

    The face of the language comes first: a Chinese one draws · and ’ as wide as a character, which tears English
    apart, and a Latin one draws “” too narrow for Chinese.
    """
    latin = _LATIN.get(sys.platform, _LATIN_ELSEWHERE)
    chinese = _CHINESE.get(sys.platform, _CHINESE_ELSEWHERE)
    installed = set(QFontDatabase.families())
    wanted = (*chinese, *latin) if is_chinese else (*latin, *chinese)
    found = [family for family in wanted if family in installed or family.startswith(".")]
    return found or [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]


def font(style: str) -> QFont:
    """Return the font of a style of type; its size is in pixels, so that rows and text keep their proportion."""
    return _font(style, translations.language().is_chinese)


@cache
def _font(style: str, is_chinese: bool) -> QFont:
    size, _, bold = _STYLES[style]
    made = QFont(families(is_chinese))
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def line_height(style: str) -> int:
    """Return the height of a line of a style of type in pixels."""
    return _STYLES[style][1]


def is_dark_system() -> bool:
    """Return whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(application: QApplication, choice: str) -> None:
    """Dress the program in a theme: 'light', 'dark', or 'system' to follow the desktop from now on."""
    if choice not in THEMES:
        raise ValueError(f"theme {choice!r} is none of {THEMES}")
    first_time = application.property("dressed") is None
    if first_time:
        application.setProperty("dressed", True)
        application.setStyle("Fusion")
        QDir.addSearchPath("icons", str(places.resources() / "icons"))
        application.styleHints().colorSchemeChanged.connect(lambda _: _follow_system(application))
    _InUse.choice = choice
    application.setFont(font("body"))
    _dress(application, DARK if choice == "dark" or (choice == "system" and is_dark_system()) else LIGHT, first_time)


def choice() -> str:
    """Return which theme was chosen, 'system' if it follows the desktop."""
    return _InUse.choice


def _follow_system(application: QApplication) -> None:
    if _InUse.choice == "system":
        apply(application, "system")


def _dress(application: QApplication, palette: Palette, first_time: bool) -> None:
    if palette is _InUse.palette and not first_time:
        return
    _InUse.palette = palette
    application.setPalette(_qt_palette(palette))
    application.setStyleSheet(_style_sheet(palette))
    watcher().changed.emit()


def _qt_palette(palette: Palette) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, value in {
        roles.Window: palette.bg,
        roles.Base: palette.card,
        roles.AlternateBase: palette.sunk,
        roles.Button: palette.card,
        roles.ToolTipBase: palette.card,
        roles.Text: palette.text,
        roles.WindowText: palette.text,
        roles.ButtonText: palette.text,
        roles.ToolTipText: palette.text,
        roles.PlaceholderText: palette.text_3,
        roles.BrightText: palette.red,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.Accent: palette.accent,
        roles.Link: palette.accent,
        roles.LinkVisited: palette.accent,
        roles.Light: palette.line,
        roles.Midlight: palette.line,
        roles.Mid: palette.line_strong,
        roles.Dark: palette.line_strong,
        roles.Shadow: palette.line_strong,
    }.items():
        made.setColor(role, QColor(value))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.text_3))
    return made


def _style_sheet(palette: Palette) -> str:
    template = (places.resources() / "window.qss").read_text(encoding="utf-8")
    tone = "dark" if palette.is_dark else "light"
    for name in sorted(palette._fields, key=len, reverse=True):
        template = template.replace(f"@{name}@", str(getattr(palette, name)))
    return template.replace("@tone@", tone)
