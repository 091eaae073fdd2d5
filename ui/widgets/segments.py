"""One of a few: segments in a field, and the tabs of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.layouts import row


class ChoiceGroup(QWidget):
    """Some buttons of which one is on; arrows move between them, and Tab goes past them as one control."""

    changed = Signal(str)

    def __init__(self, name: str, buttons: Sequence[tuple[str, QAbstractButton]], spacing: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._silent = False
        self._group = QButtonGroup(self)
        self._buttons = dict(buttons)
        for key, button in buttons:
            button.setCheckable(True)
            button.setObjectName(key)
            self._group.addButton(button)
        self.setLayout(row(*self._buttons.values(), spacing=spacing))
        self.set_current(next(iter(self._buttons), ""))
        # Not `buttonClicked`: a screen reader switches a button on without a click.
        self._group.buttonToggled.connect(self._on_toggled)

    def current(self) -> str:
        """Return the key of the one that is on."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    def set_current(self, key: str) -> None:
        """Switch one on without telling; one that is not there switches nothing."""
        if key in self._buttons:
            self._silent = True
            self._buttons[key].setChecked(True)
            self._silent = False
        for name, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == self.current() else Qt.FocusPolicy.ClickFocus)
        checked = self._group.checkedButton()
        if checked is not None:
            self.setFocusProxy(checked)

    def button(self, key: str) -> QAbstractButton:
        """Return the button of a key."""
        return self._buttons[key]

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked and not self._silent:
            self.set_current(button.objectName())
            self.changed.emit(button.objectName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        keys = [key for key, button in self._buttons.items() if not button.isHidden()]
        if step is None or self.current() not in keys:
            super().keyPressEvent(event)
            return
        wanted = self._buttons[keys[(keys.index(self.current()) + step) % len(keys)]]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        wanted.click()


class ButtonOfGroup(QAbstractButton):
    """One of several buttons; the arrows are left to what holds them all."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


_ICON, _NARROWEST = 22, 14
"""The width of an icon with the room beside it, and the room around a word where it is scarce."""


class _Segment(ButtonOfGroup):
    def __init__(self, text: str, icon: str, place: str) -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._place = icon, place
        self._shows_icon = bool(icon)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), "body_bold") + 24 + (_ICON if self._icon else 0), theme.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), "body_bold") + _NARROWEST, theme.FIELD)

    def width_with_icon(self) -> int:
        """Return how wide it is at least where its icon is to be seen."""
        return self.minimumSizeHint().width() + (_ICON if self._icon else 0)

    def show_icon(self, wanted: bool) -> None:
        """Show the icon beside the word, or the word alone where there is no room for both."""
        self._shows_icon = wanted and bool(self._icon)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(self.rect())
        # Drawn wider than it is on the sides where a neighbour stands, so that only the ends are round.
        left = 0 if self._place in ("first", "only") else -12
        right = 0 if self._place in ("last", "only") else 12
        area = self.rect().adjusted(left, 0, right, 0)
        fill = "accent_tint" if self.isChecked() else ("hover" if self.underMouse() else "card")
        paint.rounded(painter, area, 8, fill, "line_strong")
        if right:
            painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, theme.colour("line"))
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")
        token, style = ("accent", "body_bold") if self.isChecked() else ("text_2", "body")
        words = paint.width(self.text(), style)
        start = (self.width() - words - (_ICON if self._shows_icon else 0)) // 2
        if self._shows_icon:
            paint.icon(painter, start, self.height() // 2, self._icon, token)
            start += _ICON
        paint.text(painter, QRect(start, 0, words + 2, self.height()), self.text(), style, token)


class Segments(ChoiceGroup):
    """A field of a few parts, one of them chosen: (key, text, icon or '')."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        last = len(choices) - 1
        places = ["only"] if last == 0 else ["first", *["middle"] * (last - 1), "last"]
        parts = [(key, _Segment(text, icon, place)) for (key, text, icon), place in zip(choices, places, strict=True)]
        self._segments = [segment for _, segment in parts]
        super().__init__(name, parts, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icons out, all of them, where the words need the room."""
        super().resizeEvent(event)
        shown = [segment for segment in self._segments if not segment.isHidden()]
        fits = self.width() >= sum(segment.width_with_icon() for segment in shown)
        for segment in self._segments:
            segment.show_icon(fits)


_TAB_PADDING = 6
"""Room for the focus at both ends of a tab."""


class _Tab(ButtonOfGroup):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.count = ""
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        more = paint.width(self.count, "caption") + 6 if self.count else 0
        return QSize(paint.width(self.text(), "navigation_bold") + more + 2 * _TAB_PADDING, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token, style = ("accent", "navigation_bold") if self.isChecked() else ("text_2", "navigation")
        if self.underMouse() and not self.isChecked():
            token = "text"
        left = _TAB_PADDING
        wide = paint.text(painter, QRect(left, 0, self.width(), 32), self.text(), style, token)
        if self.count:
            paint.text(painter, QRect(left + wide + 6, 0, self.width(), 33), self.count, "caption", "text_3")
        if self.isChecked():
            line = self.width() - 2 * _TAB_PADDING
            painter.fillRect(left, self.height() - 2, line, 2, theme.colour("accent"))
        if self.hasFocus():
            paint.rounded(painter, self.rect().adjusted(0, 2, 0, -4), 6, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 3, -1, -5), 5, "", "accent")


class TabRow(ChoiceGroup):
    """The tabs of a page over a line: (key, text); counts are set as they are known."""

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__(name, [(key, _Tab(text)) for key, text in tabs], 24 - 2 * _TAB_PADDING)
        box = self.layout()
        assert isinstance(box, QHBoxLayout)
        box.addStretch(1)
        self.setFixedHeight(36)
        theme.watcher().changed.connect(self.update)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many there are behind a tab; None shows no number."""
        tab = self.button(key)
        assert isinstance(tab, _Tab)
        tab.count = "" if count is None else str(count)
        tab.setAccessibleName(f"{tab.text()} {tab.count}".strip())
        tab.updateGeometry()
        tab.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
