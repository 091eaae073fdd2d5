"""What can be done to a visit in the list: open, brief, plan again, cancelled or missed, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from models.visit_pages import ListedVisit
from ui.translations import say
from ui.widgets import menus

if TYPE_CHECKING:
    from ui.command_palette.command import Command

Deed = Callable[[str, ListedVisit], object]


def visit_menu(visit: ListedVisit, parent: QWidget, do: Deed, *, in_trip: bool = False) -> QMenu:
    """Return the menu of a visit; `do` gets the name of what was chosen and the visit.

    The names are open, account, show_trip, brief, again, trip, held, missed, cancelled, products, feedback and
    remove.
    """
    menu = menus.new_menu(visit.account, parent)

    def add(name: str, words: str, drawn: str, key: str = "") -> None:
        menus.add(menu, words, partial(do, name, visit), drawn, key)

    add("open", say("Open"), "edit", say("Enter"))
    add("account", say("Show the account"), "accounts")
    if in_trip:
        add("show_trip", say("Show the trip"), "trip")
    add("brief", say("Brief before a visit…"), "page", "F9")
    menu.addSeparator()
    if visit.state == "planned":
        add("held", say("Held"), "check")
        add("missed", say("Missed"), "clock")
        add("cancelled", say("Cancelled"), "cross")
        menu.addSeparator()
    add("again", say("Plan such a visit again"), "copy")
    add("trip", say("Put into a trip…"), "trip")
    add("products", say("Products it serves…"), "box")
    add("feedback", say("Note feedback…"), "message")
    add("remove", say("Delete"), "trash", say("Del"))
    return menu


def visit_deeds(visit: ListedVisit, do: Deed, *, in_trip: bool = False) -> list[Command]:
    """Return what the menu offers as commands that say what they are about."""
    from ui.command_palette.command import Command

    names = [
        ("account", say("Show the account"), "accounts"),
        ("again", say("Plan such a visit again"), "copy"),
        ("trip", say("Put visits into a trip…"), "trip"),
        ("products", say("Products the visit serves…"), "box"),
        ("feedback", say("Note feedback of this visit…"), "message"),
        ("remove", say("Delete the visit"), "trash"),
    ]
    if in_trip:
        names.append(("show_trip", say("Show the trip"), "trip"))
    if visit.state == "planned":
        names += [
            ("held", say("Mark the visit as held"), "check"),
            ("missed", say("Mark the visit as missed"), "clock"),
            ("cancelled", say("Mark the visit as cancelled"), "cross"),
        ]
    return [
        Command(f"visit.{deed}", words, partial(do, deed, visit), "", drawn, visit.account)
        for deed, words, drawn in names
    ]
