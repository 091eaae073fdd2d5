"""The menu of a row or a card: what its letters and buttons do, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.icons import icon

MenuEntry = tuple[str, str, str, Callable[[], object]]
"""Its words, the key of the row that does the same (or nothing), its icon, and what it does."""


def show_menu(name: str, entries: Sequence[MenuEntry], parent: QWidget, place: QPoint) -> None:
    """Show a menu at a place of the screen, with its first entry marked so that Enter takes it."""
    menu = QMenu(name, parent)
    menu.setAccessibleName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, key, drawn, do in entries:
        # The key shown belongs to the row; the menu does not take it.
        action = menu.addAction(icon(drawn), words + (f"\t{key}" if key else ""))
        action.triggered.connect(lambda _checked=False, deed=do: deed())
    menu.popup(place)
    menu.setActiveAction(menu.actions()[0])
