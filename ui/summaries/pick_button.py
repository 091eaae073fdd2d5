"""A field that is pressed to choose: what is chosen, a grey detail beside it, and an arrow that says there is more."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton

from ui import theme
from ui.widgets import paint
from ui.widgets.buttons import PushButton
from ui.widgets.tips import plain


class PickButton(PushButton):
    """Looks like a combo box; a press opens its menu, or whatever it is connected to."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._chosen, self._detail = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.FIELD)
        self.setAccessibleName(name)

    def chosen(self) -> str:
        """Return what is chosen, in words."""
        return self._chosen

    def detail(self) -> str:
        """Return the grey words beside it."""
        return self._detail

    def show_choice(self, chosen: str, detail: str = "") -> None:
        """Show what is chosen."""
        self._chosen, self._detail = chosen, detail
        self.setAccessibleName(f"{self._name}: {chosen} {detail}".strip())
        self.setToolTip(plain(f"{chosen} {detail}".strip()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, theme.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        inside = self.rect().adjusted(10, 0, -34, 0)
        wide = paint.text(painter, inside, self._chosen, "body", "text")
        if self._detail:
            rest = QRect(inside.left() + wide + theme.GAP, 0, inside.width() - wide - theme.GAP, self.height())
            paint.text(painter, rest, self._detail, "body", "text_2")
        paint.icon(painter, self.width() - 27, self.height() // 2, "chevron-down", "text_2")
