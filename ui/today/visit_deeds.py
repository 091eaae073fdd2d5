"""What can be done to a visit of the day from its card or row, by a letter or from a menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from models.text.language import Label
from ui.session import Session
from ui.today.sections import Keys
from ui.translations import say
from ui.widgets import menus
from ui.widgets.buttons import button


class VisitOfDay(Protocol):
    """A visit as a card or a row knows it."""

    @property
    def id(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def account(self) -> str: ...
    @property
    def state(self) -> str: ...


_SAID = {
    "held": Label("Held: {account}"),
    "missed": Label("Missed: {account}"),
    "cancelled": Label("Cancelled: {account}"),
}


def mark(session: Session, visit: VisitOfDay, state: str) -> None:
    """Say of a planned visit that it was held, missed or cancelled, with Undo beside it."""
    from models import visits

    operations = {"held": visits.hold, "missed": visits.miss, "cancelled": visits.cancel}
    if session.run(operations[state], visit.id) is not None:
        session.say(say(_SAID[state], account=visit.account), can_undo=True)


def brief(session: Session, parent: QWidget, visit: VisitOfDay) -> None:
    """Show the brief before a visit; of one that was held, the brief on its account."""
    from ui.brief.opening import open_brief

    open_brief(session, parent, visit.account_id, visit.id if visit.state == "planned" else None)


def visit_keys(session: Session, parent: QWidget, visit: VisitOfDay) -> Keys:
    """Return what the letters do: B brief, W write up, and of a planned visit H held, M missed."""
    keys: dict[Qt.Key, Callable[[], object]] = {
        Qt.Key.Key_B: lambda: brief(session, parent, visit),
        Qt.Key.Key_W: lambda: session.open_record("visit", visit.id),
    }
    if visit.state == "planned":
        keys[Qt.Key.Key_H] = lambda: mark(session, visit, "held")
        keys[Qt.Key.Key_M] = lambda: mark(session, visit, "missed")
    return keys


def show_visit_menu(session: Session, parent: QWidget, visit: VisitOfDay, place: QPoint) -> None:
    """Show what can be done to a visit, at a place of the screen."""
    menu = menus.new_menu(visit.account, parent)
    menus.add(menu, say("Open"), lambda: session.open_record("visit", visit.id), "edit", "W")
    menus.add(menu, say("Show the account"), lambda: session.open_record("account", visit.account_id), "accounts")
    menus.add(menu, say("Brief before a visit…"), lambda: brief(session, parent, visit), "page", "B")
    if visit.state == "planned":
        menus.add(menu, say("Held"), lambda: mark(session, visit, "held"), "check", "H")
        menus.add(menu, say("Missed"), lambda: mark(session, visit, "missed"), "clock", "M")
        menus.add(menu, say("Cancelled"), lambda: mark(session, visit, "cancelled"), "cross")
    menus.show(menu, place)


def brief_button(session: Session, parent: QWidget, visit: VisitOfDay) -> QPushButton:
    """Return the button that shows the brief before a visit."""
    name = say("Brief on {account}", account=visit.account)
    made = button(say("Brief"), "small", "page", name=name, key=QKeySequence("B"))
    made.clicked.connect(lambda: brief(session, parent, visit))
    return made


def write_up_button(session: Session, visit: VisitOfDay) -> QPushButton:
    """Return the button that opens a visit nobody wrote up."""
    name = say("Write up the visit to {account}", account=visit.account)
    made = button(say("Write up"), "small", name=name, key=QKeySequence("W"))
    made.clicked.connect(lambda: session.open_record("visit", visit.id))
    return made
