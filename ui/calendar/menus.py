"""The menus of the calendar: what can be done to an entry, and to an empty place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from models.calendar import Entry, TripSpan
from ui.calendar import deeds, words
from ui.session import Session
from ui.translations import say
from ui.widgets.menus import add, new_menu

Deed = Callable[[], object]


def entry_menu(
    session: Session, entry: Entry, parent: QWidget, *, open_it: Deed, tick_it: Deed, put_off: Deed
) -> QMenu:
    """Return the menu of all that can be done to an entry."""
    menu = new_menu(words.called(entry), parent)
    add(menu, say("Open"), open_it, "edit", say("Enter"))
    if entry.state == "coming" or entry.is_mark:
        return menu
    if entry.record == "visit":
        from ui.brief.opening import open_brief_of

        add(menu, say("Brief…"), lambda: open_brief_of(session, parent, ("visit", entry.id)), "page", "F9")
        if entry.state == "planned":
            menu.addSeparator()
            for state, said in (
                ("held", say("Mark as held")),
                ("missed", say("Mark as missed")),
                ("cancelled", say("Mark as cancelled")),
            ):
                add(menu, said, partial(deeds.end_visit, session, entry, state))
    else:
        said = say("Open again") if entry.state == "closed" else say("Done")
        add(menu, said, tick_it, "check", say("Space"))
    menu.addSeparator()
    if entry.is_movable:
        add(menu, say("Move to another day…"), put_off, "clock", "P")
    add(menu, say("Delete"), lambda: deeds.remove(session, entry), "trash", say("Del"))
    return menu


def place_menu(
    parent: QWidget,
    *,
    create: Deed,
    show_day: Deed,
    trips: Sequence[TripSpan] = (),
    open_trip: Callable[[int], object],
) -> QMenu:
    """Return the menu of an empty place: what its day offers, and the trips that go on then."""
    menu = new_menu(say("Calendar"), parent)
    add(menu, say("New here…"), create, "plus", "N")
    add(menu, say("All of this day…"), show_day, "list", "A")
    for number, trip in enumerate(trips):
        add(menu, say("Open {trip}", trip=trip.name), partial(open_trip, trip.id), trip.kind, "" if number else "O")
    return menu
