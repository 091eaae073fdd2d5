"""Who in the journal a row means: accounts by name, contacts by id, e-mail, phone or name. Held in memory."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.errors import InvalidValue, JournalError
from models.exchange.values import is_east_asian, point_key
from models.journal import Journal
from models.merging.chain import kept_id
from models.text.clean import clean


class Unsure(Exception):
    """A row may mean several records, or one that it should not touch: a person must decide."""

    def __init__(self, reason: JournalError) -> None:
        super().__init__(str(reason))
        self.reason = reason


_TITLES = frozenset({"dr", "prof", "ing", "dipl", "mr", "mrs", "ms", "miss", "sir", "herr", "frau", "先生", "女士"})
_SHARED_MAILBOXES = frozenset(
    {"info", "office", "mail", "contact", "kontakt", "sales", "service", "support", "hr", "admin", "reception"}
)
"""What stands before the @ of an address that belongs to a team; it tells nothing about who someone is."""
_SHORTEST_PHONE = 7
"""Digits; below that a number is an extension, which many share."""


@dataclass(slots=True)
class Person:
    """What the journal knows of a contact that tells them from others; `accounts` are those of their posts.

    `merged` are the words of the names of those who were merged into them.
    """

    id: int
    name: str
    words: frozenset[str]
    in_trash: bool = False
    uids: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    accounts: set[int] = field(default_factory=set)
    merged: set[frozenset[str]] = field(default_factory=set)


class KnownAccounts:
    """The accounts of a journal by name and short name; case, width and spacing don't count."""

    def __init__(self, journal: Journal) -> None:
        self._parents: dict[int, int] = {}
        self._children: dict[int, list[int]] = defaultdict(list)
        self._ids: dict[str, dict[int, bool]] = defaultdict(dict)
        merged: list[tuple[int, set[str]]] = []
        query = (
            "SELECT id, parent_id, name, short_name, deleted_at IS NOT NULL, merged_into_id FROM account ORDER BY id"
        )
        for account_id, parent_id, name, short_name, in_trash, merged_into in journal.rows(query):
            if in_trash and merged_into is not None:
                merged.append((account_id, {name, short_name} - {""}))
                continue
            if parent_id is not None:
                self._parents[account_id] = parent_id
                self._children[parent_id].append(account_id)
            for text in {name, short_name} - {""}:
                self._ids[name_key(text)][account_id] = bool(in_trash)
        for account_id, names in merged:
            self._learn_merged(journal, account_id, names)

    def _learn_merged(self, journal: Journal, account_id: int, names: Iterable[str]) -> None:
        """Know the account that stayed by the names of one that was merged into it, unless another has them."""
        kept = kept_id(journal, "account", account_id)
        if journal.row("SELECT 1 FROM account WHERE id = ? AND deleted_at IS NULL", kept):
            for text in names:
                if not self.find(text):
                    self._ids[name_key(text)][kept] = False

    def add(self, account_id: int, name: str) -> None:
        """Remember an account that was just made."""
        self._ids[name_key(name)][account_id] = False

    def find(self, name: str) -> list[int]:
        """Return the accounts a name may mean; those in the trash are none."""
        return [account_id for account_id, in_trash in self._ids.get(name_key(name), {}).items() if not in_trash]

    def above_and_below(self, account_id: int) -> set[int]:
        """Return the accounts above an account and those below it, itself included."""
        found = {account_id}
        above = self._parents.get(account_id)
        while above is not None and above not in found:
            found.add(above)
            above = self._parents.get(above)
        below = [account_id]
        for parent_id in below:
            below += [child_id for child_id in self._children.get(parent_id, ()) if child_id not in below]
        return found | set(below)

    def the_one(self, name: str) -> int | None:
        """Return the one account of this name, or None when it is unknown; Unsure for several, or one in the trash."""
        found = self.find(name)
        if len(found) > 1:
            raise Unsure(
                InvalidValue(
                    "{count} accounts in the journal are called {name}. Nothing was changed; give them different "
                    "names and import the file again.",
                    count=len(found),
                    name=name,
                )
            )
        if not found and name_key(name) in self._ids:
            raise Unsure(
                InvalidValue(
                    "The account {name} lies in the trash. Nothing was changed; restore it and import the file again.",
                    name=name,
                )
            )
        return found[0] if found else None


class KnownPeople:
    """The contacts of a journal, to be found by what a row says of them; those in the trash too."""

    def __init__(self, journal: Journal) -> None:
        self._people: dict[int, Person] = {}
        self._by: dict[tuple[str, str], set[int]] = defaultdict(set)
        query = """
            SELECT id, name, imported_as, deleted_at IS NOT NULL FROM contact
            WHERE deleted_at IS NULL OR merged_into_id IS NULL ORDER BY id"""
        for contact_id, name, imported_as, in_trash in journal.rows(query):
            self.add(contact_id, name, in_trash=bool(in_trash))
            self.learn(contact_id, uids=[own_uid(contact_id), *imported_as.split()])
        # Whoever was merged is not in the trash as others are: their cards mean the one who stayed.
        query = "SELECT id, name FROM contact WHERE merged_into_id > 0 AND deleted_at IS NOT NULL"
        for contact_id, name in journal.rows(query):
            kept = kept_id(journal, "contact", contact_id)
            if kept in self._people:
                self.learn(kept, uids=[own_uid(contact_id)])
                self._learn_name(kept, name_words(name))
        query = (
            "SELECT contact_id, kind, value FROM contact_point WHERE deleted_at IS NULL AND kind IN ('phone', 'email')"
        )
        for contact_id, kind, value in journal.rows(query):
            if contact_id in self._people:
                self.learn(contact_id, **{f"{kind}s": [value]})
        query = "SELECT contact_id, account_id FROM contact_post WHERE deleted_at IS NULL"
        for contact_id, account_id in journal.rows(query):
            if contact_id in self._people:
                self.learn(contact_id, accounts=[account_id])

    def add(self, contact_id: int, name: str, *, in_trash: bool = False) -> None:
        """Remember a contact, such as one that was just made."""
        person = Person(contact_id, name, name_words(name), in_trash)
        self._people[contact_id] = person
        for word in person.words:
            self._by["word", word].add(contact_id)

    def _learn_name(self, contact_id: int, words: frozenset[str]) -> None:
        """Know somebody by the name of one who was merged into them, too."""
        self._people[contact_id].merged.add(words)
        for word in words:
            self._by["word", word].add(contact_id)

    def learn(
        self,
        contact_id: int,
        *,
        uids: Iterable[str] = (),
        emails: Iterable[str] = (),
        phones: Iterable[str] = (),
        accounts: Iterable[int] = (),
    ) -> None:
        """Remember more of a contact."""
        person = self._people[contact_id]
        email_keys = {key for key in map(point_key, emails) if is_personal(key)}
        phone_keys = {key for key in map(point_key, phones) if len(key) >= _SHORTEST_PHONE}
        uid_keys = set(uids)
        for kind, known, keys in (
            ("uid", person.uids, uid_keys),
            ("email", person.emails, email_keys),
            ("phone", person.phones, phone_keys),
        ):
            for key in keys - known:
                self._by[kind, key].add(contact_id)
            known |= keys
        person.accounts.update(accounts)

    def by_uid(self, uid: str) -> list[Person]:
        """Return who was imported under an id."""
        return self._all("uid", [uid] if uid else [])

    def by_email(self, emails: Iterable[str]) -> list[Person]:
        """Return who has one of some e-mail addresses; a team's mailbox is nobody's."""
        return self._all("email", [key for key in map(point_key, emails) if is_personal(key)])

    def by_phone(self, phones: Iterable[str], name: str) -> list[Person]:
        """Return who has one of some phones and may have this name."""
        found = self._all("phone", [key for key in map(point_key, phones) if len(key) >= _SHORTEST_PHONE])
        return [person for person in found if may_be_one(person.words, name_words(name))]

    def by_name(self, name: str, accounts: Iterable[int]) -> list[Person]:
        """Return who has this name and a post at one of some accounts, or without accounts, who has no post at all.

        Who has exactly this name comes before who has a word more or less in it; one word alone must be the same.
        """
        wanted, places = name_words(name), set(accounts)
        here = [
            person
            for person in self._all("word", wanted)
            if (person.accounts & places if places else not person.accounts)
        ]
        return _exactly(here, wanted) or [
            person for person in here if may_be_one(person.words, wanted) and min(len(person.words), len(wanted)) > 1
        ]

    def by_exact_name(self, name: str) -> list[Person]:
        """Return who has exactly this name, wherever their posts are."""
        wanted = name_words(name)
        return _exactly(self._all("word", wanted), wanted)

    def _all(self, kind: str, keys: Iterable[str]) -> list[Person]:
        ids = {contact_id for key in keys for contact_id in self._by.get((kind, key), ())}
        return [self._people[contact_id] for contact_id in sorted(ids)]


def _exactly(people: Sequence[Person], wanted: frozenset[str]) -> list[Person]:
    """Return those of exactly this name, or else those into whom somebody of this name was merged."""
    return [one for one in people if one.words == wanted] or [one for one in people if wanted in one.merged]


def own_uid(contact_id: int) -> str:
    """Return the id under which a contact of this journal goes out into address books, and is known again."""
    return f"rounds-{contact_id}"


def name_key(text: str) -> str:
    """Return what two spellings of one name share: no case, no width, no spacing."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def name_words(name: str) -> frozenset[str]:
    """Return the words of a person's name without titles; a Chinese name is one word."""
    plain = unicodedata.normalize("NFKC", clean(name)).casefold()
    words = frozenset(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", plain)) or frozenset({plain})
    if all(is_east_asian(word) for word in words):
        words = frozenset({name_key(plain)})
    return words - _TITLES or words


def may_be_one(words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two names may be one person's: 'Anna Weber' and 'Dr. Anna Maria Weber'."""
    return words <= others or others <= words


def is_personal(email_key: str) -> bool:
    """Tell whether an e-mail address is one person's."""
    return email_key.split("@")[0] not in _SHARED_MAILBOXES
