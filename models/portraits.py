"""Pictures of people: one of the images kept with a contact stands for it, and initials where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from models import attachments
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.pictures import Prepared
from models.tables import Contact

# The picture counts as long as its file is kept with the contact; the trash takes it away and gives it back.
_LIVE = "attachment.contact_id = contact.id AND attachment.sha256 = contact.portrait AND attachment.deleted_at IS NULL"
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_LAST_CHARACTERS = 2


def choose(journal: Journal, contact_id: int, attachment_id: int) -> Changes:
    """Let an image that is kept with a contact be its picture.

    Raises InvalidValue for a file that is no image or not the contact's, NotFound for one that is not there.
    """
    chosen = attachments.get(journal, attachment_id)
    query = "SELECT sha256 FROM attachment WHERE id = ? AND contact_id = ?"
    found = journal.row(query, attachment_id, contact_id)
    if found is None or not chosen.has_picture:
        raise InvalidValue("Only a photo that is kept with the person can be the picture; {name} is none.",
                           name=chosen.name)  # fmt: skip
    return _set(journal, contact_id, str(found[0]))


def add(journal: Journal, contact_id: int, name: str, prepared: Prepared) -> Changes:
    """Keep an image with a contact, and let it be its picture.

    Raises InvalidValue for what is no image or too large, NotFound for a contact that is not there.
    """
    if prepared.thumbnail is None:
        raise InvalidValue("{name} is no picture that can be shown. Choose a JPEG or PNG file.", name=name)
    with journal.operation("portraits.choose", record=(Contact, contact_id)):
        kept = attachments.add_prepared(journal, "contact", contact_id, name, prepared)
        return choose(journal, contact_id, kept.id)


def clear(journal: Journal, contact_id: int) -> Changes:
    """Let initials stand for a contact again; the file stays with it."""
    return _set(journal, contact_id, "")


def of_contacts(journal: Journal, contact_ids: Iterable[int]) -> dict[int, str]:
    """Return the picture of each of some contacts who have one, as its SHA-256."""
    query = f"""
        SELECT contact.id, contact.portrait FROM contact
        WHERE contact.id IN (SELECT value FROM json_each(?)) AND contact.portrait <> ''
        AND EXISTS (SELECT 1 FROM attachment WHERE {_LIVE})"""
    return dict(journal.rows(query, json.dumps(list(contact_ids))))


def thumbnail(journal: Journal, portrait: str) -> bytes | None:
    """Return a picture, given by its SHA-256, as a JPEG of 320 pixels at most; None when it can't be shown."""
    found = journal.row("SELECT content FROM attachment_thumbnail WHERE sha256 = ?", portrait)
    return bytes(found[0]) if found else None


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return what stands for somebody without a picture: 小明 of 王小明, MR of Marta Ruiz, '?' of no name."""
    east_asian = "".join(_EAST_ASIAN.findall(name))
    if east_asian:
        return east_asian[-_LAST_CHARACTERS:]
    words = [word for word in re.findall(r"[^\W\d_][^\s]*", name) if not word.endswith(".")]
    words = words or re.findall(r"[^\W_]+", name)
    ends = dict.fromkeys((0, len(words) - 1)) if words else {}
    return "".join(words[place][0] for place in ends).upper()[:3] or "?"


def _set(journal: Journal, contact_id: int, portrait: str) -> Changes:
    with journal.operation("portraits.choose", record=(Contact, contact_id)) as work:
        work.update(Contact, contact_id, {"portrait": portrait})
        return work.done(contact_id)
