"""Contacts from vCard files: 2.1 as phones still send it, 3.0 and 4.0."""

from __future__ import annotations

import re

from models.errors import InvalidValue
from models.exchange.contacts_csv import named
from models.exchange.records import ContactRecord, Extra, Point, Reading, Refused
from models.exchange.values import (
    is_east_asian,
    join_address,
    join_name,
    one_line,
    person_name,
    read_emails,
    read_label,
    read_phones,
    without_doubles,
)
from models.exchange.vcard_lines import INTRODUCTION, LANGUAGES, NOTES, Card, Property, read_cards, split_text
from models.exchange.written_dates import read_birthday

_CHATS = {
    "X-QQ": "qq",
    "X-TENCENT-QQ": "qq",
    "X-WECHAT": "wechat",
    "X-WEIXIN": "wechat",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-AIM": "aim",
    "X-MSN": "msn",
    "X-ICQ": "icq",
    "X-JABBER": "jabber",
    "X-YAHOO": "yahoo",
    "X-GOOGLE-TALK": "google talk",
}
_KEPT = {
    "NICKNAME": "Nickname",
    "ROLE": "Role",
    "ANNIVERSARY": "Anniversary",
    "X-ANNIVERSARY": "Anniversary",
    "X-SPOUSE": "Spouse",
    "X-MANAGER": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-ASSISTANT-PHONE": "Assistant's phone",
    "X-PHONETIC-FIRST-NAME": "Phonetic first name",
    "X-PHONETIC-MIDDLE-NAME": "Phonetic middle name",
    "X-PHONETIC-LAST-NAME": "Phonetic last name",
    "SORT-STRING": "Sorted as",
    "RELATED": "Related",
    "X-ABRELATEDNAMES": "Related",
    "X-ABDATE": "Date",
}
_PHONE_TYPES = ("fax", "cell", "mobile", "iphone", "pager", "work", "home", "main")


def read_contacts(data: bytes, file: str) -> Reading:
    """Return the contacts of a vCard file."""
    contacts, refused = [], []
    for card in read_cards(data, file):
        record = _read_card(card, file) if isinstance(card, Card) else card
        if isinstance(record, Refused):
            refused.append(record)
        else:
            contacts.append(record)
    return Reading(contacts=tuple(contacts), refused=tuple(refused))


def _read_card(card: Card, file: str) -> ContactRecord | Refused:
    try:
        return _CardReader(card).record(file)
    except InvalidValue as reason:
        return Refused(file, card.line, reason)


class _CardReader:
    """The properties of one card, sorted by what they mean."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.old = self._first("VERSION") == "2.1"
        self.extras: list[Extra] = []
        self.group_labels = {
            item.group: self._text(item) for item in card.properties if item.group and item.name == "X-ABLABEL"
        }

    def record(self, file: str) -> ContactRecord:
        """Return what the card says; InvalidValue when it can't be a contact."""
        kind = (self._first("KIND") or self._first("X-ADDRESSBOOKSERVER-KIND")).casefold()
        if kind == "group":
            raise InvalidValue("The card is a group of people, not a person. Import the cards of its people.")
        organisation = [one_line(part) for part in self._fields("ORG", 2)]
        title, role = one_line(self._first("TITLE")), one_line(self._first("ROLE"))
        family, given, middle, prefix, suffix = (one_line(part) for part in self._fields("N", 5)[:5])
        joined = join_name(given=given, family=family, middle=middle, prefix=prefix, suffix=suffix)
        formatted = person_name(self._first("FN"))
        chinese = bool(family and given) and is_east_asian(family) and is_east_asian(given)
        name = joined if chinese else formatted or joined
        # Address books write a company's name where the person's would be; such a card is no person.
        company_only = kind == "org" or (not joined and name == organisation[0])
        birthday = self._birthday()
        self._keep_extras(keep_role=bool(title))
        return named(
            ContactRecord(
                file=file,
                row=self.card.line,
                name="" if company_only else name,
                family=family,
                given=given,
                account=organisation[0] or (name if company_only else ""),
                department=" / ".join(part for part in organisation[1:] if part),
                title=title or role,
                phones=self._phones(),
                emails=self._emails(),
                chats=self._chats(),
                birthday=birthday,
                addresses=self._addresses(),
                webs=self._points("URL"),
                notes=self._notes(),
                open_notes=self._first(NOTES),
                languages=self._languages(),
                introduction=one_line(self._first(INTRODUCTION)),
                tags=self._tags(),
                uid=self._uid(),
                extras=tuple(self.extras),
            )
        )

    def _all(self, *names: str) -> list[Property]:
        found = [item for item in self.card.properties if item.name in names]
        return sorted(found, key=_preference)

    def _text(self, item: Property) -> str:
        return split_text(item.value, "", old=self.old)[0]

    def _first(self, name: str) -> str:
        return next((text for item in self._all(name) if (text := split_text(item.value, "", old=False)[0])), "")

    def _fields(self, name: str, count: int) -> list[str]:
        item = next(iter(self._all(name)), None)
        parts = split_text(item.value, ";", old=self.old) if item else []
        return parts + [""] * (count - len(parts))

    def _label(self, item: Property) -> str:
        own = self.group_labels.get(item.group, "")
        types = item.types()
        known = next((word for word in _PHONE_TYPES if word in types), "")
        return read_label(own or known or next((word[2:] for word in types if word.startswith("x-")), ""))

    def _points(self, *names: str) -> tuple[Point, ...]:
        found = [Point(self._label(item), one_line(self._text(item))) for item in self._all(*names)]
        return without_doubles(point for point in found if point.value)

    def _phones(self) -> tuple[Point, ...]:
        phones = []
        for item in self._all("TEL"):
            number = re.sub(r"^tel:", "", self._text(item), flags=re.I).replace(";ext=", " ext. ")
            phones += read_phones(self._label(item), number)
        return without_doubles(phones)

    def _emails(self) -> tuple[Point, ...]:
        emails = []
        for item in self._all("EMAIL"):
            found, others = read_emails(self._label(item), self._text(item))
            emails += found
            self.extras += [Extra("E-mail", other) for other in others]
        return without_doubles(emails)

    def _chats(self) -> tuple[Point, ...]:
        chats = [Point(_CHATS[item.name], one_line(self._text(item))) for item in self._all(*_CHATS)]
        for item in self._all("IMPP", "X-SOCIALPROFILE"):
            address = one_line(self._text(item))
            scheme, colon, rest = address.partition(":")
            plain = bool(colon) and scheme.casefold() not in ("http", "https")
            services = item.parameters.get("X-SERVICE-TYPE", [])
            if item.name == "X-SOCIALPROFILE":
                services = services + item.types()
            label = read_label(next(iter(services), scheme if plain else ""))
            chats.append(Point(label, rest if plain else address))
        return without_doubles(chat for chat in chats if chat.value)

    def _addresses(self) -> tuple[Point, ...]:
        addresses = []
        for item in self._all("ADR"):
            box, extended, street, city, region, code, country, *_ = [
                *split_text(item.value, ";", old=self.old),
                *[""] * 7,
            ]
            lines = " ".join(part for part in (box, street, extended) if part)
            text = join_address(street=lines, city=city, region=region, code=code, country=country)
            addresses.append(Point(self._label(item), text))
        if not any(address.value for address in addresses):
            addresses = [Point(self._label(item), one_line(self._text(item))) for item in self._all("LABEL")]
        return without_doubles(address for address in addresses if address.value)

    def _birthday(self) -> str:
        written = one_line(self._first("BDAY"))
        birthday = read_birthday(written, "month first")
        if birthday is None:
            self.extras.append(Extra("Birthday", written))
        return birthday or ""

    def _notes(self) -> str:
        """Return the notes without the ordinary ones of a journal, which stand in them for the phones' sake."""
        notes = "\n\n".join(text for item in self._all("NOTE") if (text := self._text(item)))
        own = self._first(NOTES)
        return notes[len(own) :].lstrip("\n") if own and notes.startswith(own) else notes

    def _languages(self) -> str:
        tags = [one_line(self._text(item)) for item in self._all("LANG")]
        return one_line(self._first(LANGUAGES)) or ", ".join(dict.fromkeys(filter(None, tags)))

    def _tags(self) -> tuple[str, ...]:
        words = [word for item in self._all("CATEGORIES") for word in split_text(item.value, ",", old=self.old)]
        return tuple(dict.fromkeys(one_line(word) for word in words if one_line(word)))

    def _uid(self) -> str:
        uid = re.sub(r"^urn:uuid:", "", one_line(self._first("UID")), flags=re.I)
        # Some phones count their cards from 1; such a number would stand for someone else in the next file.
        return uid if len(uid) >= 8 else ""

    def _keep_extras(self, *, keep_role: bool) -> None:
        for item in self._all(*_KEPT):
            text = self._text(item)
            if text and (item.name != "ROLE" or keep_role):
                heading = self.group_labels.get(item.group, "").strip("_$!<>") or _KEPT[item.name]
                self.extras.append(Extra(heading, text))


def _preference(item: Property) -> int:
    """Return what sorts the preferred of several to the front and leaves the others in their order."""
    preference = item.parameters.get("PREF", [""])[0]
    if preference.isdecimal():
        return int(preference[:3])
    return 0 if "pref" in item.types() else 101
