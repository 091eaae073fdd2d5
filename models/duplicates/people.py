"""People who were probably written down twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from models import known_differences
from models.duplicates.proposals import MOST, Groups, Pair, Progress, Proposal, Reason, ReasonKind, likeliest
from models.duplicates.spelling import is_latin, is_slip, sounds_of, without_one_letter
from models.duplicates.trees import roots_of
from models.exchange.matching import is_personal, name_words
from models.exchange.values import point_key
from models.journal import Journal
from models.merging import sides
from models.text.folding import folded

ENOUGH = 55
POINTS: dict[ReasonKind, int] = {
    "same_email": 60,
    "same_chat": 50,
    "same_phone": 45,
    "same_name": 40,
    "same_sound": 30,
    "part_of_name": 28,
    "near_name": 25,
    "initials": 25,
    "family_name": 25,
    "rare_name": 15,
    "same_account": 30,
    "same_tree": 15,
    "same_birthday": 20,
    "other_name": -25,
    "other_post": -10,
    "other_birthday": -40,
    "in_one_visit": -40,
}
"""How much each reason counts: an address of one's own is enough, a name needs a place or a number beside it."""

_SHORTEST_PHONE = 7
_BOTH = 2
_TITLED = re.compile(
    r"[\u4e00-\u9fff](?:总|工|董|经理|总监|主任|处长|局长|科长|部长|院长|校长|所长|站长|书记|老师|博士|教授|先生|女士)?"
)
"""A Chinese family name, with the title one is addressed by."""
_RARE_FROM = 3
"""Characters of a Chinese name that only two bear; shorter ones are borne by thousands."""


@dataclass(slots=True)
class Person:
    """What is compared of a person; `roots` are the tops of the trees that their accounts stand in."""

    id: int
    name: str
    words: tuple[str, ...]
    birthday: str
    reports_to: int | None
    sounds: frozenset[str]
    points: dict[str, str] = field(default_factory=dict)
    accounts: dict[int, str] = field(default_factory=dict)
    """Each account with the title that is held there now, or nothing."""
    roots: set[int] = field(default_factory=set)

    @property
    def letters(self) -> str:
        """The words of the name in one order, whichever it is written in."""
        return "".join(sorted(self.words))


def find(journal: Journal, progress: Progress = lambda _done, _of: None) -> list[Proposal]:
    """Return the pairs of people who may be one, the likeliest first.

    `progress` is told how far it is; what it raises ends the search, which writes nothing.
    """
    people = _read(journal)
    names = dict(journal.rows("SELECT id, name FROM account WHERE deleted_at IS NULL"))
    groups = Groups()
    for number, person in enumerate(people.values()):
        if number % 256 == 0:
            progress(number, 2 * len(people))
        groups.add(person.id, _keys(person))
    candidates = groups.pairs() - known_differences.pairs(journal, "contact")

    def compare(first: int, second: int) -> list[Reason]:
        return _reasons(people[first], people[second], groups, names)

    likely = likeliest(candidates, compare, POINTS, ENOUGH, len(people), progress)
    return _proposed(journal, likely[: 2 * MOST])


def _read(journal: Journal) -> dict[int, Person]:
    people: dict[int, Person] = {}
    query = "SELECT id, name, birthday, reports_to_id FROM contact WHERE deleted_at IS NULL ORDER BY id"
    for contact_id, name, birthday, reports_to in journal.rows(query):
        words = _words(name)
        people[contact_id] = Person(contact_id, name, words, birthday, reports_to, sounds_of(words))
    query = (
        "SELECT contact_id, kind, value FROM contact_point "
        "WHERE deleted_at IS NULL AND kind IN ('phone', 'email', 'chat')"
    )
    for contact_id, kind, value in journal.rows(query):
        key = point_key(value)
        if contact_id in people and _is_own(kind, key):
            people[contact_id].points[f"{kind}:{key}"] = value
    roots = roots_of(journal)
    query = """
        SELECT contact_id, account_id, iif(until_on IS NULL, title, '') FROM contact_post
        WHERE deleted_at IS NULL ORDER BY until_on DESC"""
    for contact_id, account_id, title in journal.rows(query):
        if contact_id in people and account_id in roots:
            people[contact_id].accounts[account_id] = folded(title)
            people[contact_id].roots.add(roots[account_id])
    return people


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared, in their order."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return tuple(map(folded, sorted(name_words(name), key=text.find)))


def _is_own(kind: str, key: str) -> bool:
    """Return whether a phone or address tells who somebody is: no extension, and no mailbox of a team."""
    if kind == "phone":
        return len(key) >= _SHORTEST_PHONE
    return kind != "email" or is_personal(key)


def _keys(person: Person) -> Iterator[Hashable]:
    yield from person.points
    letters = person.letters
    yield "name", letters
    for root in person.roots:
        yield "name", letters, root
    for account in person.accounts:
        for sound in person.sounds:
            yield "sound", sound, account
        if is_latin(letters):
            for near in without_one_letter(letters):
                yield "near", near, account
            for word in person.words:
                yield "word", word, account
        elif letters:
            yield "word", letters[0], account


def _reasons(one: Person, two: Person, groups: Groups, names: dict[int, str]) -> list[Reason]:
    if one.id == two.reports_to or two.id == one.reports_to:
        return []
    found = [
        Reason(_POINT_REASONS[key.partition(":")[0]], one.points[key]) for key in sorted(one.points.keys() & two.points)
    ]
    name = _name_reason(one, two)
    if name is None and _is_family_name_alone(one, two, groups):
        name = "family_name"
    if name is not None:
        found.append(Reason(name))
        if name == "same_name" and groups.size(("name", one.letters)) == 2 and _is_telling(one):
            found.append(Reason("rare_name"))
    elif found and _are_unlike(one, two):
        found.append(Reason("other_name"))
    if one.birthday and two.birthday:
        if one.birthday == two.birthday:
            found.append(Reason("same_birthday", one.birthday))
        elif one.birthday[-5:] != two.birthday[-5:]:
            found.append(Reason("other_birthday"))
    if found and (here := one.accounts.keys() & two.accounts.keys()):
        account_id = min(here)
        found.append(Reason("same_account", names.get(account_id, "")))
        titles = (one.accounts[account_id], two.accounts[account_id])
        if all(titles) and titles[0] not in titles[1] and titles[1] not in titles[0]:
            found.append(Reason("other_post"))
    elif found and (shared := one.roots & two.roots):
        found.append(Reason("same_tree", names.get(min(shared), "")))
    return found


_POINT_REASONS: dict[str, ReasonKind] = {"email": "same_email", "phone": "same_phone", "chat": "same_chat"}


def _name_reason(one: Person, two: Person) -> ReasonKind | None:
    """Return how two names are alike, if they are."""
    if one.letters == two.letters:
        return "same_name"
    if one.sounds & two.sounds:
        return "same_sound"
    if is_slip(one.letters, two.letters) and is_latin(one.letters) and is_latin(two.letters):
        return "near_name"
    if _are_initials(one.words, two.words) or _are_initials(two.words, one.words):
        return "initials"
    words, others = set(one.words), set(two.words)
    if (words < others or others < words) and min(len(words), len(others)) > 1:
        return "part_of_name"
    return None


def _are_initials(short: Sequence[str], full: Sequence[str]) -> bool:
    """Return whether 'A. Weber' may stand for 'Anna Weber'."""
    return (
        len(short) == len(full) > 1
        and short[-1] == full[-1]
        and len(short[-1]) > 1
        and all(
            word == other or (len(word) == 1 and other.startswith(word))
            for word, other in zip(short, full, strict=True)
        )
    )


def _is_family_name_alone(one: Person, two: Person, groups: Groups) -> bool:
    """Return whether one is noted as 张总 or Mr Weber, and the other is the only one there who may be meant."""
    for short, full in ((one, two), (two, one)):
        family = _family_alone(short)
        if family and _family_alone(full) is None and (family in full.words or full.letters.startswith(family)):
            here = short.accounts.keys() & full.accounts.keys()
            return any(groups.size(("word", family, account)) == _BOTH for account in here)
    return False


def _family_alone(person: Person) -> str | None:
    """Return the family name of somebody of whom no more is known, or None."""
    if is_latin(person.letters):
        return person.words[0] if len(person.words) == 1 else None
    return person.letters[0] if _TITLED.fullmatch(person.letters) else None


def _are_unlike(one: Person, two: Person) -> bool:
    """Return whether two names of one script have nothing in common."""
    if is_latin(one.letters) != is_latin(two.letters):
        return False
    return not (set(one.words) & set(two.words) if is_latin(one.letters) else set(one.letters) & set(two.letters))


def _is_telling(person: Person) -> bool:
    return len(person.words) > 1 or (not is_latin(person.letters) and len(person.letters) >= _RARE_FROM)


def _proposed(journal: Journal, likely: Sequence[Pair]) -> list[Proposal]:
    """Return the pairs as they are shown, without those that took part in one visit and have too few other reasons."""
    known = sides.read(journal, "contact", {record_id for pair in likely for record_id in (pair.first, pair.second)})
    found = []
    for pair in likely:
        points, reasons = pair.points, pair.reasons
        met = journal.row(_IN_ONE_VISIT, pair.first, pair.second)
        if met is not None:
            points += POINTS["in_one_visit"]
            reasons = (*reasons, Reason("in_one_visit", met[0][:10]))
        if points >= ENOUGH:
            first, second = sides.in_order(known[pair.first], known[pair.second])
            found.append(Proposal("contact", first, second, reasons, points))
    found.sort(key=lambda one: (-one.points, one.id))
    return found[:MOST]


_IN_ONE_VISIT = """
    SELECT start FROM visit_contact AS one JOIN visit_contact AS two USING (visit_id) JOIN visit ON visit.id = visit_id
    WHERE one.contact_id = ? AND two.contact_id = ? AND one.deleted_at IS NULL AND two.deleted_at IS NULL
    AND visit.deleted_at IS NULL LIMIT 1"""
