"""Contacts as vCard 3.0, the version that phones and Outlook read best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from models.contacts import Point
from models.exchange.content_lines import escaped, folded, plain
from models.exchange.matching import own_uid
from models.exchange.vcard_lines import INTRODUCTION, LANGUAGES, NOTES
from models.summaries.data_rows import PersonData

_TYPES = {
    ("phone", "work"): "WORK,VOICE",
    ("phone", "mobile"): "CELL,VOICE",
    ("phone", "home"): "HOME,VOICE",
    ("phone", "fax"): "WORK,FAX",
    ("phone", "pager"): "PAGER",
    ("phone", "main"): "MAIN,VOICE",
    ("phone", ""): "VOICE",
    ("email", "work"): "INTERNET,WORK",
    ("email", "home"): "INTERNET,HOME",
    ("address", "work"): "WORK",
    ("address", "home"): "HOME",
    ("web", "work"): "WORK",
    ("web", "home"): "HOME",
}
"""Labels that vCard has a type for; any other goes into a line of its own, as Apple and Google write it."""

_CHAT_SCHEMES = {"aim": "aim", "jabber": "xmpp", "skype": "skype"}
_COMPOUND_FAMILY_NAMES = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|赫连|澹台|皇甫|濮阳|公孙|慕容|钟离|长孙|宇文|司徒|司空|"
    "鲜于|闾丘|轩辕|令狐|呼延|歐陽|司馬|東方|獨孤|南宮|諸葛|尉遲|長孫|鮮于|軒轅"
)


def write_contacts(people: Sequence[PersonData], now: datetime) -> bytes:
    """Return one card a person; `now` is the moment they are written."""
    revised = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return b"".join(folded(line) for person in people for line in _card(person, revised))


def split_name(name: str) -> tuple[str, str]:
    """Return family and given name: 张|伟, 欧阳|春, Weber|Anna; a name of one word is a given name."""
    if re.fullmatch(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}", name):
        length = 2 if len(name) > 2 and (_COMPOUND_FAMILY_NAMES.match(name) or len(name) == 4) else 1
        return name[:length], name[length:]
    given, _, family = name.rpartition(" ")
    return (family, given) if given else ("", name)


def _card(person: PersonData, revised: str) -> Iterator[str]:
    family, given = person.family_name, person.given_name
    if not family and not given:
        family, given = split_name(person.name)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "PRODID:-//Rounds//Rounds//EN"
    yield f"UID:{own_uid(person.id)}"
    yield f"N:{escaped(family)};{escaped(given)};;;"
    yield f"FN:{escaped(person.name)}"
    if person.account or person.department:
        yield f"ORG:{';'.join(escaped(part) for part in (person.account, person.department))}"
    if person.title:
        yield f"TITLE:{escaped(person.title)}"
    for number, point in enumerate(person.points, 1):
        yield from _point(point, f"item{number}")
    if person.tags:
        yield f"CATEGORIES:{','.join(escaped(tag) for tag in person.tags)}"
    if person.birthday:
        yield _birthday(person.birthday)
    # One note, for phones show one only. The import finds the lines of all four in it again.
    notes = (person.notes, person.private_notes, person.preferences, person.kindnesses)
    note = "\n\n".join(text for text in notes if text)
    if note:
        yield f"NOTE:{escaped(note)}"
    for name, text in ((NOTES, person.notes), (LANGUAGES, person.languages), (INTRODUCTION, person.introduction)):
        if text:
            yield f"{name}:{escaped(text)}"
    yield f"REV:{revised}"
    yield "END:VCARD"


def _point(point: Point, group: str) -> Iterator[str]:
    """Yield the line of a phone or address, and one for a label that is no type of vCard."""
    if point.kind == "chat":
        yield _chat(point)
        return
    types = [_TYPES.get((point.kind, point.label), "INTERNET" if point.kind == "email" else "")]
    types += ["PREF"] if point.preferred else []
    parameter = ",".join(filter(None, types))
    own_label = bool(point.label) and (point.kind, point.label) not in _TYPES
    value = escaped(point.value)
    prefix = f"{group}." if own_label else ""
    name = {"phone": "TEL", "email": "EMAIL", "address": "ADR", "web": "URL"}[point.kind]
    # The journal keeps an address as one text; its place is that of the street.
    yield f"{prefix}{name}{f';TYPE={parameter}' if parameter else ''}:{f';;{value};;;;' if name == 'ADR' else value}"
    if own_label:
        yield f"{group}.X-ABLabel:{escaped(point.label)}"


def _chat(point: Point) -> str:
    preferred = ";TYPE=PREF" if point.preferred else ""
    if not point.label and ":" not in point.value:
        return f"IMPP{preferred}:{escaped(point.value)}"
    service = plain(point.label or "other").replace('"', "'")
    scheme = _CHAT_SCHEMES.get(point.label, "x-apple")
    return f'IMPP;X-SERVICE-TYPE="{service}"{preferred}:{scheme}:{escaped(point.value)}'


def _birthday(day: str) -> str:
    """Return a birthday; vCard 3.0 wants a year, and address books agree on 1604 where none is known."""
    return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604{day[1:]}" if day.startswith("--") else f"BDAY:{day}"
