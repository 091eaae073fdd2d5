"""What can be done to a visit in the list: open, brief, plan again, cancelled or missed, delete."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.visit_pages import ListedVisit
from ui.icons import icon
from ui.translations import say

Deed = Callable[[str, ListedVisit], object]


def visit_menu(visit: ListedVisit, parent: QWidget, do: Deed) -> QMenu:
    """Return the menu of a visit; `do` gets the name of what was chosen and the visit.

    The names are open, account, brief, again, held, missed, cancelled and remove.
    """
    menu = QMenu(visit.account, parent)
    menu.setAccessibleName(visit.account)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(name: str, words: str, drawn: str, key: str = "") -> QAction:
        # The key shown belongs to the list; the menu does not take it.
        action = menu.addAction(icon(drawn), words + (f"\t{key}" if key else ""))
        action.triggered.connect(lambda _checked=False: do(name, visit))
        return action

    add("open", say("Open"), "edit", "Enter")
    add("account", say("Show the account"), "accounts")
    add("brief", say("Brief before a visit…"), "page", "Ctrl+P")
    menu.addSeparator()
    if visit.state == "planned":
        add("held", say("Held"), "check")
        add("missed", say("Missed"), "clock")
        add("cancelled", say("Cancelled"), "cross")
        menu.addSeparator()
    add("again", say("Plan such a visit again"), "copy")
    add("remove", say("Delete"), "trash", "Del")
    return menu
