"""The bar above every page: where one is, the way to anything, and New visit always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui import theme
from ui.actions import Actions
from ui.search_field import SearchField
from ui.session import Session
from ui.widgets import paint
from ui.widgets.buttons import PushButton, button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import row


class _ButtonWithKey(PushButton):
    """A filled button that shows its key at its right."""

    def __init__(self, text: str, key: str) -> None:
        filled = button(text, "filled", "plus")
        super().__init__(text)
        self.setIcon(filled.icon())
        self.setProperty("kind", "filled")
        self.setIconSize(filled.iconSize())
        self._key = key
        space = paint.width(key, "hint") + 22
        self.setStyleSheet(f"QPushButton {{ text-align: left; padding-right: {space}px; }}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        area = QRect(0, 0, self.width() - 12, self.height())
        paint.text(painter, area, self._key, "hint", "on_accent", paint.RIGHT)


class TopBar(QFrame):
    """The page's name, the search field in the middle, New visit at the right."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.setFixedHeight(theme.TOP_BAR)
        self._title = label("", "page_title")
        self._subtitle = Elided("", "body", "text_2")
        self.search = SearchField(session, actions)
        self.search.setMaximumWidth(480)
        self.search.setMinimumWidth(200)
        new_visit = actions["new_visit"]
        key = new_visit.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.new_visit = _ButtonWithKey(new_visit.text(), key)
        self.new_visit.setAccessibleName(new_visit.text())
        self.new_visit.setToolTip(actions.tooltip("new_visit"))
        self.new_visit.clicked.connect(new_visit.trigger)
        heading = row(self._title, self._subtitle, spacing=10)
        self._right = row(None, self.new_visit)
        box = row(heading, self.search, self._right, spacing=24)
        box.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        for place, stretch in enumerate((10, 14, 10)):
            box.setStretch(place, stretch)
        self.setLayout(box)

    def add_beside_new_visit(self, widget: QWidget) -> None:
        """Put something at the left of New visit, such as the bell, which is there only when it is needed."""
        self._right.insertWidget(1, widget)

    def set_heading(self, title: str, subtitle: str) -> None:
        """Show the name of the page and the grey words beside it."""
        self._title.setText(title)
        self._subtitle.set_text(subtitle)
