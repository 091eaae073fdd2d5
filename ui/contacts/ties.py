"""The lines between a person and the people around: taken away where they stand."""

from __future__ import annotations

from models import contacts
from models.contact_overview import PersonLink
from ui.contacts.side_lists import SideRow
from ui.session import Session
from ui.translations import say


def remove_tie(session: Session, contact_id: int, row: SideRow) -> None:
    """Take the line away that a row of the people around stands for; Undo is offered on the spot."""
    link = row.record
    assert isinstance(link, PersonLink)
    assert isinstance(row.id, tuple)
    tie = row.id[0]
    whose = contact_id if tie in ("above", "introducer") else link.id
    if tie in ("above", "below"):
        done = session.run(contacts.edit, whose, reports_to_id=None)
    else:
        done = session.run(contacts.edit, whose, introduced_by_id=None, introduced_on=None)
    if done is not None:
        session.say(say("The line to {name} was removed.", name=link.name), can_undo=True)
