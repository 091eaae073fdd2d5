"""The words of the map of people, on the screen and in a picture alike."""

from __future__ import annotations

from datetime import date

from models.people_map import REPORTS, MapPerson
from models.text.day_words import past_words
from models.text.field_words import CLOSENESS_NAMES, ROLE_NAMES, STANCE_NAMES
from models.text.language import Label, Language


def tie_words(language: Language, kind: str, person: MapPerson) -> str:
    """Return what a line to a person says: 'reports to Tom', 'introduced by 徐海'."""
    name = person.tied_to(kind)[1]
    if kind == REPORTS:
        return language.say("reports to {name}", name=name)
    return language.say("introduced by {name}", name=name)


def group_words(language: Language, role_group: str) -> str:
    """Return the name of a row."""
    return _beginning(language, ROLE_NAMES.get(role_group, Label("without a role group")))


def post_words(language: Language, person: MapPerson) -> str:
    """Return the second line of a card: the title, and the branch where it is another account.

    Of somebody whose name is not known yet, it is what is noted of them.
    """
    if person.placeholder and person.note:
        return person.note
    if person.title and person.account:
        return language.say("{title} · {account}", title=person.title, account=person.account)
    return person.title or person.account


def met_words(language: Language, person: MapPerson, today: date) -> str:
    """Return when we last met; of somebody whose name nobody knows, nothing."""
    if person.last_met:
        return past_words(language, date.fromisoformat(person.last_met[:10]), today)
    return "" if person.placeholder else language.say("Not met yet")


def nobody_words(language: Language, role_group: str) -> str:
    """Return what stands on the place of a role group in which nobody is known: 'Nobody yet in Finance'."""
    return language.say("Nobody yet in {group}", group=group_words(language, role_group))


def standing_words(language: Language, person: MapPerson) -> tuple[str, str]:
    """Return the stance and the closeness as they stand on a card, each empty while nobody knows."""
    stance = "" if person.stance is None else _beginning(language, STANCE_NAMES[person.stance])
    closeness = "" if person.closeness is None else _beginning(language, CLOSENESS_NAMES[person.closeness])
    return stance, closeness


def person_in_words(language: Language, person: MapPerson, today: date) -> str:
    """Return all that a card says, on one line."""
    parts = (
        person.name,
        person.title,
        person.account,
        person.note,
        group_words(language, person.role_group),
        *standing_words(language, person),
        met_words(language, person, today),
        *(tie_words(language, kind, person) for kind in ("reports_to", "introduced_by") if person.tied_to(kind)[1]),
    )
    return language.listing(part for part in parts if part)


def _beginning(language: Language, word: Label) -> str:
    """Return a word as it begins a line; Chinese has no capitals."""
    said = language.say(word)
    return said[:1].upper() + said[1:]
