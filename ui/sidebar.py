"""The sidebar: the pages, and at its foot the truth about the file and the way to the settings."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy, QWidget

from ui import theme
from ui.actions import Actions
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.layouts import column, line
from ui.widgets.tips import plain

PAGES = ("today", "visits", "accounts", "contacts", "steps", "projects", "calendar", "trips", "territory", "summaries")
_ICONS = {
    "today": "today",
    "visits": "visits",
    "accounts": "accounts",
    "contacts": "people",
    "steps": "steps",
    "projects": "flag",
    "calendar": "month",
    "trips": "trip",
    "territory": "territory",
    "summaries": "review",
}


class _Row(QAbstractButton):
    """A row of the sidebar: an icon and a word; the word goes when the sidebar is narrow."""

    def __init__(self, text: str, icon: str, height: int = theme.NAVIGATION_ROW) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._icon = icon
        self._height = height
        self.below = ""
        self.count = 0
        self.is_current = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.NARROW_SIDEBAR - 16, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_current:
            paint.rounded(painter, self.rect(), 8, "accent_tint")
        elif self.underMouse():
            paint.rounded(painter, self.rect(), 8, "hover")
        token = "accent" if self.is_current else "text_2"
        middle = self.height() // 2
        narrow = self.width() < 100
        paint.icon(painter, (self.width() - 18) // 2 if narrow else 10, middle, self._icon, token, 18)
        if narrow:
            if self.count:
                paint.dot(painter, self.width() - 12, 8, "red")
        else:
            self._paint_words(painter, token)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")

    def _paint_words(self, painter: QPainter, token: str) -> None:
        style = "navigation_bold" if self.is_current else "navigation"
        room = QRect(40, 0, self.width() - 52 - (24 if self.count else 0), self.height())
        if self.below:
            upper = QRect(room.left(), room.height() // 2 - 18, room.width(), 18)
            paint.text(painter, upper, self.text(), "body", "text")
            paint.text(painter, upper.translated(0, 18), self.below, "caption", "text_3")
        else:
            paint.text(painter, room, self.text(), style, token)
        if self.count:
            end = QRect(self.width() - 42, 0, 32, self.height())
            paint.text(painter, end, str(self.count), "body_bold", "red", paint.RIGHT)


class _Brand(_Row):
    """The program's name at the head of the sidebar; pressing it opens the menu with every action."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            paint.rounded(painter, self.rect(), 8, "hover")
        narrow = self.width() < 100
        paint.icon(painter, (self.width() - 22) // 2 if narrow else 7, self.height() // 2, "logo", "accent", 22)
        if not narrow:
            paint.text(painter, QRect(36, 0, self.width() - 60, self.height()), self.text(), "section", "text")
            paint.icon(painter, self.width() - 26, self.height() // 2, "chevron-down", "text_3", 14)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")


class Sidebar(QFrame):
    """The pages one below the other; it keeps only its icons when the window is narrow."""

    page_wanted = Signal(str)
    settings_wanted = Signal()
    journal_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(say("Pages"))
        self._brand = _Brand(say("Rounds"), "logo", 40)
        self._brand.setToolTip(say("Menu with every action  F10"))
        self._brand.setAccessibleName(say("Menu"))
        self._brand.clicked.connect(self.show_menu)
        self._menu = QMenu(self)
        for menu in actions.menus():
            self._menu.addMenu(menu)
        self._rows: dict[str, _Row] = {}
        for key in PAGES:
            page_row = _Row(actions[key].text(), _ICONS[key])
            page_row.setToolTip(actions.tooltip(key))
            page_row.clicked.connect(lambda _checked=False, key=key: self.page_wanted.emit(key))
            self._rows[key] = page_row
        self._journal = _Row("", "unlock", 44)
        self._journal.clicked.connect(self.journal_wanted)
        settings = _Row(say("Settings"), "settings")
        settings.setToolTip(actions.tooltip("settings"))
        settings.clicked.connect(self.settings_wanted)
        self.setLayout(
            column(
                self._brand, 10, *self._rows.values(), None, line(), 6, self._journal, settings, spacing=2, margins=8
            )
        )
        self.set_narrow(False)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for name, page_row in self._rows.items():
            page_row.is_current = name == key
            page_row.setAccessibleDescription(say("The page that is shown") if page_row.is_current else "")
            page_row.update()

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the icons, or show the words again."""
        self.setFixedWidth(theme.NARROW_SIDEBAR if narrow else theme.SIDEBAR)

    def set_journal(self, name: str, state: str, path: str) -> None:
        """Show the open journal's name and whether it is encrypted."""
        self._journal.setText(name)
        self._journal.below = state
        self._journal.setAccessibleName(say("Journal {name}: {state}", name=name, state=state))
        self._journal.setToolTip(plain(path))
        self._journal.update()

    def set_overdue(self, count: int) -> None:
        """Show how many steps are overdue."""
        steps = self._rows["steps"]
        steps.count = count
        late = plural("{count} overdue", "{count} overdue", count)
        steps.setAccessibleName(f"{steps.text()}, {late}" if count else steps.text())
        steps.update()

    def show_menu(self) -> None:
        """Open the menu with every action."""
        self._menu.popup(self._brand.mapToGlobal(QPoint(0, self._brand.height() + 4)))
