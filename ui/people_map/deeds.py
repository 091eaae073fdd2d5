"""What can be changed on the map, each by one operation that Undo takes back."""

from __future__ import annotations

from typing import Unpack

from models import contacts
from models.contacts import ContactFields
from models.people_map import REPORTS, MapPerson
from ui.contacts.words import stance_words
from ui.people_map.words import group_words
from ui.session import Session
from ui.translations import say


def let_report(session: Session, person: MapPerson, boss: MapPerson) -> None:
    """Let a person report to another one."""
    if person.reports_to_id != boss.id:
        words = say("{name} reports to {other} now.", name=person.name, other=boss.name)
        _change(session, person, words, reports_to_id=boss.id)


def cut(session: Session, person: MapPerson, kind: str) -> None:
    """Take away whom a person reports to, or who introduced them."""
    if kind == REPORTS:
        _change(session, person, say("{name} reports to nobody now.", name=person.name), reports_to_id=None)
    else:
        words = say("Nobody is noted any more who introduced {name}.", name=person.name)
        _change(session, person, words, introduced_by_id=None)


def move(session: Session, person: MapPerson, role_group: str) -> None:
    """Put a person into another role group, or into none."""
    if person.role_group != role_group:
        words = say("{name} is in another row now: {group}.", name=person.name, group=group_words(role_group))
        _change(session, person, words, role_group=role_group or None)


def set_stance(session: Session, person: MapPerson, stance: int | None) -> None:
    """Say how a person stands to us, or that nobody knows."""
    if person.stance != stance:
        said = stance_words(stance) or say("not noted")
        words = say("Stance of {name}: {stance}.", name=person.name, stance=said)
        _change(session, person, words, stance=stance)


def _change(session: Session, person: MapPerson, words: str, **fields: Unpack[ContactFields]) -> None:
    if session.run(contacts.edit, person.id, **fields):
        session.say(words, can_undo=True)
