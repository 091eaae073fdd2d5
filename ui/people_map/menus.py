"""The menus of the map: of a card, of an empty place, and the two of a card that have a key of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from models.contacts import ROLE_GROUPS
from models.people_map import INTRODUCED, REPORTS, MapPerson
from models.people_map_places import Card, EmptyPlace
from models.text.field_words import STANCE_NAMES
from ui.contacts.words import stance_words
from ui.people_map import deeds
from ui.people_map.words import group_words
from ui.session import Session
from ui.translations import say
from ui.widgets import menus

Link = Callable[[MapPerson, str], object]


def of_person(
    parent: QWidget, session: Session, card: Card, link: Link, introduction: Callable[[int], object]
) -> QMenu:
    """Return the menu of a person's card; `link` chooses the other end of a line, `introduction` finds a way there."""
    person = card.person
    menu = menus.new_menu(person.name, parent)
    menus.add(menu, say("Open"), partial(session.open_record, "contact", person.id), "person", say("Enter"))
    visit = partial(session.new_visit, None, person.id)
    menus.add(menu, say("New visit with this person"), visit, "plus")
    menu.addSeparator()
    menus.add(menu, say("Reports to…"), partial(link, person, REPORTS), "tree", "R")
    if person.reports_to_id is not None:
        words = say("No longer reports to {name}", name=person.reports_to)
        menus.add(menu, words, partial(deeds.cut, session, person, REPORTS))
    menus.add(menu, say("Introduced by…"), partial(link, person, INTRODUCED), "person-arrow", "I")
    if person.introduced_by_id is not None:
        words = say("Not introduced by {name}", name=person.introduced_by)
        menus.add(menu, words, partial(deeds.cut, session, person, INTRODUCED))
    menus.add_menu(menu, part_menu(menu, session, person, "role_group"), "people", "G")
    menus.add_menu(menu, part_menu(menu, session, person, "stance"), "star", "S")
    menu.addSeparator()
    words = say("Who could introduce me to {name}?", name=person.short_name)
    menus.add(menu, words, partial(introduction, person.id), "link")
    return menu


def part_menu(parent: QWidget, session: Session, person: MapPerson, part: str) -> QMenu:
    """Return the menu that chooses the role group or the stance of a person; the present one is ticked."""
    if part == "role_group":
        menu = menus.new_menu(say("Role group"), parent)
        for group in (*ROLE_GROUPS, ""):
            move = partial(deeds.move, session, person, group)
            _add_choice(menu, group_words(group), move, is_chosen=person.role_group == group)
        return menu
    menu = menus.new_menu(say("Stance"), parent)
    for stance in (*STANCE_NAMES, None):
        words = stance_words(stance) or say("Not known")
        choose = partial(deeds.set_stance, session, person, stance)
        _add_choice(menu, words, choose, is_chosen=person.stance == stance)
    return menu


def of_empty(parent: QWidget, place: EmptyPlace, ask: Callable[[str], object], new: Callable[[str], object]) -> QMenu:
    """Return the menu of the place of a role group in which nobody is known."""
    menu = menus.new_menu(group_words(place.role_group), parent)
    menus.add(menu, say("Plan the ask"), partial(ask, place.role_group), "plus", say("Enter"))
    menus.add(menu, say("New person"), partial(new, place.role_group), "person", "N")
    return menu


def _add_choice(menu: QMenu, words: str, do: Callable[[], object], *, is_chosen: bool) -> None:
    action = menus.add(menu, words, do)
    action.setCheckable(True)
    action.setChecked(is_chosen)
