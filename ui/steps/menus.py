"""The menus of a step: another day, an outcome, and the rest of what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models import steps
from models.step_lists import StepItem
from models.text.day_words import near_date
from ui.icons import icon
from ui.session import Session
from ui.steps import deeds
from ui.translations import language, say


def usual_days(today: date) -> list[tuple[str, date]]:
    """Return the days something is usually put off to: tomorrow, Monday next, in two weeks, in a month."""
    monday = today + timedelta(days=7 - today.weekday())
    year, month = divmod(today.year * 12 + today.month, 12)
    next_month = _at_most_last(year, month + 1, today.day)
    return [
        (say("Tomorrow"), today + timedelta(days=1)),
        (say("Next week"), monday),
        (say("In two weeks"), today + timedelta(days=14)),
        (say("Next month"), next_month),
    ]


def _at_most_last(year: int, month: int, day: int) -> date:
    """Return a day of a month, its last one where it has no such day."""
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), first_of_next - timedelta(days=1))


def postpone_menu(session: Session, item: StepItem, parent: QWidget) -> QMenu:
    """Return the menu of days to put a step off to."""
    menu = _menu(say("Postpone"), parent)
    for words, day in usual_days(session.today()):
        shown = say("{words} ({day})", words=words, day=near_date(language(), day, session.today()))
        _add(menu, shown, partial(deeds.postpone, session, item, day))
    menu.addSeparator()
    _add(menu, say("Other date…"), lambda: _ask_day(session, item, parent))
    return menu


def step_menu(session: Session, item: StepItem, parent: QWidget, open_it: Callable[[], object]) -> QMenu:
    """Return the menu of all that can be done to a step or a plan."""
    menu = _menu(item.title, parent)
    if item.closed_at is not None:
        _add(menu, say("Open again"), lambda: deeds.reopen(session, item), "undo", say("Space"))
    else:
        _add(menu, _done_words(item), lambda: deeds.tick(session, item), "check", say("Space"))
        for outcome, words in _outcomes(item):
            _add(menu, words, partial(deeds.close_as, session, item, outcome))
        if item.kind in steps.CLOCKED and not item.answered:
            _add(menu, say("Answered now"), lambda: deeds.answer(session, item), "message")
        menu.addSeparator()
        later = postpone_menu(session, item, menu)
        later.setIcon(icon("clock"))
        menu.addMenu(later)
    menu.addSeparator()
    _add(menu, say("Show plan") if item.is_plan else say("Edit…"), open_it, "edit", "Enter")
    _add(menu, say("Delete"), lambda: deeds.remove(session, item), "trash", "Del")
    return menu


def show(menu: QMenu, place: QPoint) -> None:
    """Show a menu at a place of the screen, with its first entry marked so that Enter takes it."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


def _done_words(item: StepItem) -> str:
    if item.is_plan:
        return say("End this plan")
    return say("Kept") if item.kind in steps.PROMISES else say("Done")


def _outcomes(item: StepItem) -> list[tuple[str, str]]:
    if item.is_plan:
        return []
    if item.kind in steps.PROMISES:
        return [("broken", say("Broken")), ("released", say("Released: no longer expected"))]
    return [("released", say("Dropped: no longer needed"))]


def _ask_day(session: Session, item: StepItem, parent: QWidget) -> None:
    from ui.steps.postpone_dialog import PostponeDialog

    PostponeDialog(session, item, parent.window()).open()


def _menu(title: str, parent: QWidget) -> QMenu:
    menu = QMenu(title, parent)
    menu.setAccessibleName(title)
    return menu


def _add(menu: QMenu, words: str, do: Callable[[], object], drawn: str = "", key: str = "") -> QAction:
    # An ampersand would become the key of the entry; the key shown belongs to the list, the menu does not take it.
    action = menu.addAction(words.replace("&", "&&") + (f"\t{key}" if key else ""))
    if drawn:
        action.setIcon(icon(drawn))
    action.triggered.connect(lambda _checked=False: do())
    return action
