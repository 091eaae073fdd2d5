"""The next step that asks for an introduction: the editor of a step, filled in, and nothing is written before that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import accounts, warm_path
from models.text import path_words
from models.warm_path import WarmPath
from ui.session import Session
from ui.translations import language
from ui.widgets.people_field import Person


def ask_along(session: Session, parent: QWidget | None, path: WarmPath) -> None:
    """Plan to ask the first person of a path; the step belongs to the account of the person it leads to."""
    first, wanted = path.people[0], path.people[-1]
    people = [Person(first.id, first.name, first.role_group or "")]
    title = path_words.ask_for_person(language(), path)
    ties = path_words.path_reasons(language(), path, session.today())[1:]  # how close we are today is soon no longer so
    _open(session, parent, title, wanted.account_id or first.account_id, people, ties)


def ask_into_group(session: Session, parent: QWidget | None, account_id: int, role_group: str) -> None:
    """Plan to ask whoever fits best for a way into a role group; where nobody does, to find one."""
    account = session.read(accounts.get, account_id).name
    found = session.read(warm_path.into_group, account_id, role_group, limit=1)
    if not found:
        _open(session, parent, path_words.find_way_in(language(), role_group, account), account_id, [], [])
        return
    one = found[0].person
    title = path_words.ask_for_group(language(), one.name, role_group, account)
    ties = path_words.introducer_reasons(language(), found[0], session.today())[1:]
    _open(session, parent, title, account_id, [Person(one.id, one.name, one.role_group or "")], ties)


def _open(
    session: Session,
    parent: QWidget | None,
    title: str,
    account_id: int | None,
    people: Sequence[Person],
    ties: Sequence[str],
) -> None:
    from ui.steps.editor import new_step

    new_step(session, parent, account_id=account_id, title=title, people=people, details="\n".join(ties))
