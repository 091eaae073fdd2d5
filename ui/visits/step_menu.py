"""The menu of a step in a visit: what can be done to it, its kind and its owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.name_choices import NameChoice
from models.text.field_words import KIND_NAMES
from models.visit_sheet import SheetPerson, SheetStep
from ui.translations import say


def step_menu(
    parent: QWidget,
    step: SheetStep,
    colleagues: Sequence[NameChoice],
    people: Sequence[SheetPerson],
    change: Callable[[SheetStep], object],
) -> QMenu:
    """Return the menu with the kinds and the owners a step may have; `change` takes the step as it is then."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    kinds = menu.addMenu(say("Kind"))
    for kind, name in KIND_NAMES.items():
        _choice(kinds, say(name), kind == step.kind, partial(change, _of_kind(step, kind)))
    owners = menu.addMenu(say("Owner"))
    mine = replace(step, owner_side="ours", owner_colleague_id=None, owner_contact_id=None, owner="")
    _choice(owners, say("Me"), _owner(mine) == _owner(step), partial(change, mine))
    for one in colleagues:
        theirs = replace(mine, owner_colleague_id=one.id, owner=one.name)
        _choice(owners, one.name, _owner(theirs) == _owner(step), partial(change, theirs))
    owners.addSeparator()
    for person in people:
        if person.id is not None:
            theirs = replace(mine, owner_side="theirs", owner_contact_id=person.id, owner=person.name)
            _choice(owners, person.name, _owner(theirs) == _owner(step), partial(change, theirs))
    return menu


def _choice(menu: QMenu, words: str, is_on: bool, work: Callable[[], object]) -> None:
    action = QAction(words.replace("&", "&&"), menu)
    action.setCheckable(True)
    action.setChecked(is_on)
    action.triggered.connect(lambda _on=False: work())
    menu.addAction(action)


def _of_kind(step: SheetStep, kind: str) -> SheetStep:
    """Return the step as another kind; a customer's promise is theirs, and stops being so when it is no longer one."""
    if kind == "customer_promise":
        return replace(step, kind=kind, owner_side="theirs", owner_colleague_id=None, owner="")
    if step.kind == "customer_promise":
        return replace(step, kind=kind, owner_side="ours", owner_contact_id=None, owner="")
    return replace(step, kind=kind)


def _owner(step: SheetStep) -> tuple[str, int | None, int | None]:
    return step.owner_side, step.owner_colleague_id, step.owner_contact_id
