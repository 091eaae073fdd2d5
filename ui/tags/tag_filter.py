"""A button that narrows a list to what bears one tag."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from models import tags
from ui import icons
from ui.session import Session
from ui.tags.looks import dot_token, tag_words
from ui.translations import say
from ui.widgets.buttons import PushButton

_MOST = 60
"""So many tags stand in a menu; the first letters of a name lead to it there."""


class TagFilter(PushButton):
    """Says which tag a list is narrowed to. Until its page is read, and while nothing bears a tag, it is not there."""

    changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self._session = session
        self._tag = ""
        self.clicked.connect(self._open_menu)
        self._show()
        self.setVisible(False)

    def tag(self) -> str:
        """Return the tag that is wanted, or nothing."""
        return self._tag

    def set_tag(self, name: str) -> None:
        """Show another tag, or none; that tells nobody."""
        self._tag = name
        self._show()
        self.refresh()

    def refresh(self) -> None:
        """Be there if there are tags to choose from."""
        self.setVisible(bool(self._tag) or self._session.read(tags.any_known))

    def menu_of_tags(self) -> QMenu:
        """Return the menu of the tags in use, the most used first."""
        menu = QMenu(self)
        menu.setAccessibleName(say("Filter by tag"))
        if self._tag:
            menu.addAction(icons.icon("close"), say("Whatever its tags")).triggered.connect(lambda: self._choose(""))
            menu.addSeparator()
        fill_menu(menu, self._session, self._tag, self._choose)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu_of_tags()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _choose(self, name: str) -> None:
        if name != self._tag:
            self.set_tag(name)
            self.changed.emit(name)

    def _show(self) -> None:
        self.setIcon(icons.icon("tag", "accent" if self._tag else "text_2"))
        self.setProperty("chosen", bool(self._tag))
        self.style().unpolish(self)
        self.style().polish(self)
        words = tag_words(self._tag) if self._tag else say("Tag")
        self.setText(words.replace("&", "&&"))
        said = say("Filter by tag: {tag}", tag=words) if self._tag else say("Filter by tag")
        self.setAccessibleName(said)
        self.setToolTip(said)


def fill_menu(menu: QMenu, session: Session, chosen: str, choose: Callable[[str], object]) -> None:
    """Put the tags in use into a menu, each with the dot of its colour and how often it is borne."""
    for tag in session.read(tags.known)[:_MOST]:
        action = menu.addAction(f"{tag_words(tag.name)}   {tag.uses}".replace("&", "&&"))
        action.setIcon(icons.icon("tag", dot_token(tag.colour)))
        action.setCheckable(tags.key_of(chosen) == tags.key_of(tag.name))
        action.setChecked(action.isCheckable())
        action.triggered.connect(lambda _checked=False, name=tag.name: choose(name))
