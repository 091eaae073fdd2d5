"""The account of a visit: completes while it is typed, and makes a new one on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent

from models.text.clean import clean_line
from ui import icons, theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.suggest import FieldInRow, Suggestion

_LEFT, _ICON = 10, 16


class AccountField(FieldInRow):
    """The name of the customer with its icon, and the visit's project at the right; Enter moves on."""

    def __init__(self, choices: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(say("Who was visited?"), say("Account"), choices=choices, new_words=_new_words)
        self._project = ""
        self.setTextMargins(_ICON + 8, 0, 0, 0)
        self.chosen.connect(lambda _key: self._dress())
        self.created.connect(self._make)
        self.edited.connect(self._dress)
        self.left.connect(self._dress)
        theme.watcher().changed.connect(self._dress)  # a new style sheet takes the weight away

    def set_account(self, account_id: int | None, name: str, project: str = "") -> None:
        """Show an account, or a name that is to become one, with the project of the visit."""
        if account_id is not None:
            self.set_choice(Suggestion(account_id, name, icon="accounts"))
        else:
            self.set_choice(None)
            self.setText(name)
        self.setCursorPosition(0)
        self.show_project(project)

    def show_project(self, project: str) -> None:
        """Show the project of the visit at the right."""
        self._project = project
        self.setTextMargins(_ICON + 8, 0, paint.width(project, "caption") + 8 if project else 0, 0)
        self._dress()

    def account_id(self) -> int | None:
        """Return the account that is meant, or None for a new one."""
        key = self.key()
        return key if isinstance(key, int) else None

    def account(self) -> str:
        """Return its name."""
        return clean_line(self.text())

    def is_new(self) -> bool:
        """Return whether the name is that of an account to be made."""
        return self.account_id() is None and bool(self.account())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _ICON) // 2
        icons.paint(painter, "accounts", QRect(_LEFT, top, _ICON, _ICON), "accent" if self.key() else "text_3")
        if self._project:
            room = QRect(0, 0, self.width() - 12, self.height())
            paint.text(painter, room, self._project, "caption", "text_2", paint.RIGHT)

    def _make(self, name: str) -> None:
        self.setText(name)
        self._dress()

    def _dress(self, _: str = "") -> None:
        bold = self.account_id() is not None
        self.setFont(theme.font("body_bold" if bold else "body"))
        self.setPlaceholderText("" if self._project else say("Who was visited?"))
        self.update()


def _new_words(name: str) -> str:
    return say("New account “{name}”", name=name)
