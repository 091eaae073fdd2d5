"""The content of the form of a person as one plain value: compared, kept as a draft and saved."""

from __future__ import annotations

from typing import Any

from models.contact_overview import ContactOverview
from models.tags import names_in
from models.text.clean import clean_line
from ui.contacts.birthdays import written_birthday

TABLE = "contact"
"""Under this name drafts of the form are kept."""

Content = dict[str, Any]
"""What the form holds, as JSON could hold it."""

NEWER: dict[str, Any] = {
    "rhythm_days": "",
    "languages": "",
    "introduction": "",
    "reason": "",
    "notes": "",
    "influence": "",
    "wanted_closeness": None,
}
"""What drafts of earlier versions lack, and what stands there instead."""


def content_of(person: ContactOverview | None) -> Content:
    """Return the content of a form for a person, or for a new one."""
    contact = person.contact if person else None
    post = person.present if person else None
    above, introducer = (person.reports_to, person.introduced_by) if person else (None, None)
    return {
        "name": contact.name if contact else "",
        "family_name": contact.family_name if contact else "",
        "given_name": contact.given_name if contact else "",
        "title": post.title if post else "",
        "department": post.department if post else "",
        "birthday": written_birthday(contact.birthday) if contact else "",
        "rhythm_days": str(contact.rhythm_days) if contact and contact.rhythm_days is not None else "",
        "tags": list(names_in(contact.tags)) if contact else [],
        "languages": contact.languages if contact else "",
        "introduction": contact.introduction if contact else "",
        "reason": "",
        "notes": contact.notes if contact else "",
        "preferences": contact.preferences if contact else "",
        "kindnesses": contact.kindnesses if contact else "",
        "private_notes": contact.private_notes if contact else "",
        "placeholder": bool(contact and contact.placeholder),
        "account": [post.account_id, post.account] if post else [None, ""],
        "role_group": (contact.role_group or "") if contact else "",
        "level": (contact.level or "") if contact else "",
        "stance": str(contact.stance) if contact and contact.stance is not None else "",
        "closeness": contact.closeness if contact else None,
        "wanted_closeness": contact.wanted_closeness if contact else None,
        "influence": str(contact.influence) if contact and contact.influence is not None else "",
        "reports_to": [above.id, above.name] if above else [None, ""],
        "introduced_by": [introducer.id, introducer.name] if introducer else [None, ""],
        "introduced_on": (contact.introduced_on or "") if contact else "",
        "points": [
            [one.kind, one.value, one.label, one.preferred, one.id] for one in (person.points if person else [])
        ],
    }


def full_name(content: Content) -> str:
    """Return the name, made of its two parts when only those were written: 李明, Ming Li."""
    if name := clean_line(content["name"]):
        return name
    family, given = clean_line(content["family_name"]), clean_line(content["given_name"])
    east_asian = any(letter >= "\u2e80" for letter in family + given)
    return f"{family}{given}" if east_asian else f"{given} {family}".strip()
