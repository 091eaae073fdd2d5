"""The words of the coverage: how well a role group is known, and from how many contacts."""

from __future__ import annotations

from collections.abc import Mapping

from models.text.language import Label, Language

COVERAGE_NAMES: Mapping[str, Label] = {
    "none": Label("not known"),
    "brief": Label("brief"),
    "several": Label("several"),
    "deep": Label("deep"),
}
"""How well a role group is known, from the least."""


def contacts_words(language: Language, contacts: int, face_to_face: int) -> str:
    """Return how many contacts there were: '4 contacts, 1 face to face'."""
    if not contacts:
        return language.say("no contact")
    counted = language.plural("{count} contact", "{count} contacts", contacts)
    return language.say("{contacts}, {count} face to face", contacts=counted, count=face_to_face)
