"""Menus that are made when they are wanted: of a row, a card, a place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.icons import icon

_WIDEST = 420
"""So wide may the words of an entry be; a title of 300 characters would fill the screen."""


def new_menu(title: str, parent: QWidget) -> QMenu:
    """Return an empty menu with a name, which it also has as a part of another one."""
    menu = QMenu(title, parent)
    menu.setAccessibleName(title)
    return menu


def add(menu: QMenu, words: str, do: Callable[[], object], drawn: str = "", key: str = "") -> QAction:
    """Add an entry with an icon that is called so, and the key that does the same in the row the menu is about."""
    shown = menu.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
    # An ampersand would become the key of the entry; the key shown belongs to the row, the menu does not take it.
    action = menu.addAction(shown.replace("&", "&&") + (f"\t{key}" if key else ""))
    if drawn:
        action.setIcon(icon(drawn))
    action.triggered.connect(lambda _checked=False: do())
    return action


def add_menu(menu: QMenu, inner: QMenu, drawn: str, key: str = "") -> None:
    """Add a menu to another one, with an icon that is called so and the key of the row that opens it alone."""
    inner.setIcon(icon(drawn))
    if key:
        inner.setTitle(f"{inner.title()}\t{key}")
    menu.addMenu(inner)


def show(menu: QMenu, place: QPoint) -> None:
    """Show a menu at a place of the screen, with its first entry marked so that Enter takes it; then it is freed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])
