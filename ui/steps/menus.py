"""The menus of steps: another day, who does them, a plan, an outcome, and the rest of what can be done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from models import colleagues, plans, steps
from models.many_steps import Owner
from models.step_lists import StepItem
from models.text.day_words import near_date
from ui.session import Session
from ui.steps import deeds
from ui.steps.usual_days import usual_days
from ui.translations import language, plural, say
from ui.widgets.menus import add, add_menu, new_menu

_MOST_NAMES = 9
"""So many names a menu offers; all others are found by typing."""


def step_menu(
    session: Session,
    items: Sequence[StepItem],
    parent: QWidget,
    open_it: Callable[[], object],
    closed: Callable[[StepItem], object] = lambda item: None,
) -> QMenu:
    """Return the menu of all that can be done to a step or a plan, or to several; `closed` is told of a step ended."""
    one = items[0] if len(items) == 1 else None
    menu = new_menu(one.title if one else plural("{count} item", "{count} items", len(items)), parent)
    still_open = [item for item in items if item.closed_at is None]
    if still_open:
        _add_endings(session, menu, still_open, closed)
    else:
        add(menu, say("Open again"), partial(deeds.tick_all, session, items), "undo", say("Space"))
    menu.addSeparator()
    if still_open:
        add_menu(menu, postpone_menu(session, still_open, menu), "clock", "P")
    if not any(item.is_plan for item in items):
        add_menu(menu, owner_menu(session, items, menu), "person", "R")
        add_menu(menu, plan_menu(session, items, menu), "steps")
    menu.addSeparator()
    if one:
        add(menu, say("Show plan") if one.is_plan else say("Edit…"), open_it, "edit", "Enter")
    if one and still_open and one.repeats:
        add(menu, say("Leave out this once"), partial(deeds.skip, session, one), "chevron-right")
    add(menu, say("Delete"), partial(deeds.remove_all, session, items), "trash", "Del")
    return menu


def postpone_menu(session: Session, items: Sequence[StepItem], parent: QWidget) -> QMenu:
    """Return the menu of days to put steps off to."""
    menu = new_menu(say("Postpone"), parent)
    for words, day in usual_days(session.today()):
        shown = say("{words} ({day})", words=words, day=near_date(language(), day, session.today()))
        add(menu, shown, partial(deeds.postpone, session, items, day))
    add(menu, say("Someday"), partial(deeds.postpone, session, items, None))
    menu.addSeparator()
    add(menu, say("Other date…"), partial(ask_day, session, items, parent))
    return menu


def owner_menu(session: Session, items: Sequence[StepItem], parent: QWidget) -> QMenu:
    """Return the menu of those who may do steps: me, colleagues, the customer and the people a step names."""
    menu = new_menu(say("Who does it"), parent)
    owners = [(say("Me"), Owner())]
    found = session.read(colleagues.listing)
    owners += [(one.name, Owner(colleague_id=one.id)) for one in found[:_MOST_NAMES]]
    for name, owner in owners:
        add(menu, name, partial(deeds.reassign, session, items, owner, name))
    menu.addSeparator()
    add(menu, say("The customer"), partial(deeds.reassign, session, items, Owner("theirs"), say("The customer")))
    people = session.read(steps.people, items[0].id) if len(items) == 1 else []
    for contact_id, name in people[:_MOST_NAMES]:
        owner = Owner("theirs", contact_id=contact_id)
        add(menu, say("{name} (customer)", name=name), partial(deeds.reassign, session, items, owner, name))
    menu.addSeparator()
    add(menu, say("Somebody else…"), partial(_ask_owner, session, items, parent))
    return menu


def plan_menu(session: Session, items: Sequence[StepItem], parent: QWidget) -> QMenu:
    """Return the menu of plans that steps can be put into: those of their account first."""
    menu = new_menu(say("Into a plan"), parent)
    accounts = {item.account_id for item in items}
    at = accounts.pop() if len(accounts) == 1 else None
    found = [plan for plan in session.read(plans.listing) if plan.closed_on is None and plan.kind == "goal"]
    for plan in sorted(found, key=lambda plan: at is None or plan.account_id != at)[:_MOST_NAMES]:
        add(menu, plan.goal, partial(deeds.move_to_plan, session, items, plan.id, plan.goal))
    if any(item.plan_id is not None for item in items):
        menu.addSeparator()
        add(menu, say("Out of its plan"), partial(deeds.move_to_plan, session, items, None))
    menu.setEnabled(bool(menu.actions()))
    return menu


def ask_day(session: Session, items: Sequence[StepItem], parent: QWidget) -> None:
    """Ask in words for another day."""
    from ui.steps.postpone_dialog import PostponeDialog

    PostponeDialog(session, items, parent.window()).open()


def _add_endings(
    session: Session, menu: QMenu, items: Sequence[StepItem], closed: Callable[[StepItem], object]
) -> None:
    def end(outcome: str = "") -> None:
        done = deeds.close_as(session, items, outcome) if outcome else deeds.tick_all(session, items)
        if done is not None and len(items) == 1 and not items[0].is_plan:
            closed(items[0])

    add(menu, _done_words(items), end, "check", say("Space"))
    if any(item.is_plan for item in items):
        return
    if all(item.kind in steps.PROMISES for item in items):
        add(menu, say("Broken"), partial(end, "broken"))
        add(menu, say("Released: no longer expected"), partial(end, "released"))
    else:
        add(menu, say("Dropped: no longer needed"), partial(end, "released"))
    if len(items) == 1 and items[0].kind in steps.CLOCKED and not items[0].answered:
        add(menu, say("Answered now"), partial(deeds.answer, session, items[0]), "message")


def _done_words(items: Sequence[StepItem]) -> str:
    if all(item.is_plan for item in items):
        return say("End this plan") if len(items) == 1 else say("End these plans")
    return say("Kept") if all(item.kind in steps.PROMISES for item in items) else say("Done")


def _ask_owner(session: Session, items: Sequence[StepItem], parent: QWidget) -> None:
    from ui.steps.reassign_dialog import ReassignDialog

    ReassignDialog(session, items, parent.window()).open()
