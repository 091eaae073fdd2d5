"""The names the journal knows, to find them inside a text: accounts with their short names, and contacts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.journal import Journal

_EAST_ASIAN = "\u2e80"
"""From here on scripts put no spaces between words (near enough for names)."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names of one kind, however they are written; a name may be that of several records."""

    ids: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    """First letter → the length of the longest name that begins with it."""
    in_order: Sequence[str] = ()
    """The names as `ids` has them, sorted, so that those that begin alike stand together."""

    @classmethod
    def of(cls, known: Iterable[tuple[int, str, str]]) -> NameIndex:
        """Make an index of (id, name, other name) rows."""
        ids: dict[str, tuple[int, ...]] = {}
        names: dict[int, str] = {}
        for record_id, name, other in known:
            names[record_id] = name
            for written in (name.casefold(), other.casefold()) if other else (name.casefold(),):
                before = ids.get(written, ())
                if written and record_id not in before:
                    ids[written] = (*before, record_id)
        longest: dict[str, int] = {}
        for written in ids:
            longest[written[0]] = max(longest.get(written[0], 0), len(written))
        return cls(ids, names, longest, sorted(ids))

    def at(self, text: str, start: int) -> tuple[int, tuple[int, ...]] | None:
        """Return where the longest name that stands at this place ends, and whose it is, or None."""
        longest = self.longest.get(text[start : start + 1].casefold()[:1], 0)
        for end in range(min(len(text), start + longest), start, -1):
            found = self.ids.get(text[start:end].casefold())
            if found and not _runs_on(text, end):
                return end, found
        return None

    def beginning_with(self, word: str) -> tuple[int, ...]:
        """Return the records whose name begins with a word, in the order they were made."""
        wanted = word.casefold()
        first = bisect_left(self.in_order, wanted)
        found: set[int] = set()
        for place in range(first, len(self.in_order)):
            if not self.in_order[place].startswith(wanted):
                break
            found.update(self.ids[self.in_order[place]])
        return tuple(sorted(found))

    def sounding(self, letters: str) -> tuple[int, ...]:
        """Return the records whose whole name, of two Chinese characters or more, has these letters as its pinyin."""
        from models.text.pinyin import beginnings, reads_as

        wanted = letters.casefold().replace("'", "").replace("’", "")
        found: set[int] = set()
        for first in beginnings(wanted):
            for place in range(bisect_left(self.in_order, first), len(self.in_order)):
                name = self.in_order[place]
                if not name.startswith(first):
                    break
                if len(name) > 1 and reads_as(name, wanted):
                    found.update(self.ids[name])
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names, and at which accounts each contact holds a post now."""

    accounts: NameIndex = field(default_factory=NameIndex)
    contacts: NameIndex = field(default_factory=NameIndex)
    posts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, journal: Journal) -> KnownNames:
        """Read the names of a journal."""
        posts: dict[int, tuple[int, ...]] = {}
        query = """
            SELECT contact_id, account_id FROM contact_post
            WHERE coalesce(from_on, '') <= ?1 AND coalesce(until_on, ?1) >= ?1 AND deleted_at IS NULL
            AND account_id IN (SELECT id FROM account WHERE deleted_at IS NULL)"""
        for contact_id, account_id in journal.rows(query, journal.clock.today().isoformat()):
            before = posts.get(contact_id, ())
            if account_id not in before:
                posts[contact_id] = (*before, account_id)
        return cls(
            NameIndex.of(
                (account_id, name, short_name)
                for account_id, name, short_name in journal.rows(
                    "SELECT id, name, short_name FROM account WHERE deleted_at IS NULL ORDER BY id"
                )
            ),
            NameIndex.of(
                (contact_id, name, "")
                for contact_id, name in journal.rows(
                    "SELECT id, name FROM contact WHERE deleted_at IS NULL ORDER BY id"
                )
            ),
            posts,
        )


def _runs_on(text: str, end: int) -> bool:
    """Whether the word goes on after this place, as in 'Northern' at the beginning of 'Northerners'."""
    around = text[end - 1 : end + 1]
    return len(around) == 2 and all(letter.isalnum() and letter < _EAST_ASIAN for letter in around)
