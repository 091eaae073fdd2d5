"""Accounts that were probably written down twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from models import known_differences
from models.duplicates.proposals import MOST, Groups, Pair, Progress, Proposal, Reason, ReasonKind, likeliest
from models.duplicates.spelling import is_latin, is_slip, without_one_letter
from models.duplicates.trees import roots_of
from models.exchange.matching import name_key
from models.exchange.values import point_key
from models.journal import Journal
from models.merging import sides
from models.text.folding import folded
from models.text.pinyin import usual

ENOUGH = 40
POINTS: dict[ReasonKind, int] = {
    "same_name": 60,
    "same_core": 50,
    "short_name": 50,
    "same_sound": 45,
    "near_name": 35,
    "same_phone": 20,
    "same_web": 15,
    "same_people": 15,
    "same_domain": 10,
    "same_city": 10,
    "other_city": -10,
    "other_parent": -25,
    "one_above_other": -30,
}
"""How much each reason counts: the same name is enough, unless the two are branches of different accounts; nearly the
same one needs something beside it. What branches of one company share anyway counts between strangers only."""

_SHORTEST_PHONE = 7
_SHORTEST_CORE = 2
_LEGAL = re.compile(
    r"股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司|集团$"
    r"|\b(?:ltd|limited|co|inc|incorporated|corp|corporation|company|gmbh|ag|kg|ohg|se|llc|llp|plc|pte|pty|sa|sas|sarl|"
    r"bv|nv|spa|srl|oy|ab|as|group|holding|holdings)\b"
)
_SIGNS = re.compile(r"[\W_]+")
_EVERYBODYS = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "gmx.de", "web.de", "qq.com", "163.com"}
    | {"126.com", "sina.com", "foxmail.com", "live.com", "aol.com", "proton.me", "139.com", "189.cn", "aliyun.com"}
)
"""Where anybody may have a mailbox."""


@dataclass(slots=True)
class Company:
    """What is compared of an account; `core` is the name without its legal form, `root` the top of its tree."""

    id: int
    name: str
    short: str
    core: str
    sound: str
    parent: int | None
    root: int
    city: str
    web: str
    phone: str
    domains: dict[str, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)


def find(journal: Journal, progress: Progress = lambda _done, _of: None) -> list[Proposal]:
    """Return the pairs of accounts that may be one, the likeliest first.

    `progress` is told how far it is; what it raises ends the search, which writes nothing.
    """
    companies = _read(journal)
    groups = Groups()
    for number, company in enumerate(companies.values()):
        if number % 256 == 0:
            progress(number, 2 * len(companies))
        groups.add(company.id, _keys(company))
    candidates = groups.pairs() - known_differences.pairs(journal, "account")

    def compare(first: int, second: int) -> list[Reason]:
        return _reasons(companies[first], companies[second])

    return _proposed(journal, likeliest(candidates, compare, POINTS, ENOUGH, len(companies), progress)[:MOST])


def _read(journal: Journal) -> dict[int, Company]:
    roots = roots_of(journal)
    companies: dict[int, Company] = {}
    query = "SELECT id, name, short_name, parent_id, city, web, phone FROM account WHERE deleted_at IS NULL ORDER BY id"
    for account_id, name, short, parent, city, web, phone in journal.rows(query):
        core = _core(name)
        companies[account_id] = Company(
            account_id,
            name_key(name),
            name_key(short),
            core,
            folded(usual(core)),
            parent,
            roots[account_id],
            name_key(city),
            _host(web),
            point_key(phone),
        )
    for contact_id, account_id in journal.rows(_HELD):
        if account_id in companies:
            companies[account_id].people.add(contact_id)
    for account_id, address in journal.rows(_ADDRESSES):
        domain = address.rpartition("@")[2].strip().casefold()
        if account_id in companies and domain not in _EVERYBODYS:
            known = companies[account_id].domains
            known[domain] = known.get(domain, 0) + 1
    return companies


_HELD = "SELECT contact_id, account_id FROM contact_post WHERE deleted_at IS NULL AND until_on IS NULL"
_ADDRESSES = """
    SELECT DISTINCT account_id, value FROM contact_post JOIN contact_point USING (contact_id)
    WHERE contact_post.deleted_at IS NULL AND contact_point.deleted_at IS NULL AND kind = 'email'"""


def _core(name: str) -> str:
    """Return a name without its legal form, signs and spaces: 'Northern Rail Ltd.' is 'northernrail'."""
    text = folded(name)
    core = _SIGNS.sub("", _LEGAL.sub(" ", text))
    return core if len(core) >= _SHORTEST_CORE else _SIGNS.sub("", text) or name_key(name)


def _host(web: str) -> str:
    address = web.casefold().strip().partition("://")
    return (address[2] or address[0]).partition("/")[0].removeprefix("www.")


def _keys(company: Company) -> Iterator[Hashable]:
    yield "name", company.core
    yield "name", _SIGNS.sub("", folded(company.short)) or company.core
    yield "sound", company.sound
    for near in without_one_letter(company.core):
        yield "near", near
    if company.web:
        yield "web", company.web
    if len(company.phone) >= _SHORTEST_PHONE:
        yield "phone", company.phone
    for contact_id in company.people:
        yield "person", contact_id


def _reasons(one: Company, two: Company) -> list[Reason]:
    found: list[Reason] = []
    name = _name_reason(one, two)
    if name is not None:
        found.append(Reason(name))
    if one.root != two.root:
        found += _shared_addresses(one, two)
    if not found:
        return []
    if both := one.people & two.people:
        found.append(Reason("same_people", str(len(both))))
    if one.city and two.city:
        found.append(Reason("same_city" if one.city == two.city else "other_city"))
    if one.id == two.parent or two.id == one.parent:
        found.append(Reason("one_above_other"))
    elif one.parent is not None and two.parent is not None and one.parent != two.parent:
        found.append(Reason("other_parent"))
    return found


def _name_reason(one: Company, two: Company) -> ReasonKind | None:
    """Return how two names are alike, if they are."""
    if one.name == two.name:
        return "same_name"
    if one.core == two.core:
        return "same_core"
    if _is_short_for(one, two) or _is_short_for(two, one):
        return "short_name"
    if one.sound == two.sound:
        return "same_sound"
    if is_slip(one.core, two.core) and (is_latin(one.core) or len(one.core) > 5):
        return "near_name"
    return None


def _is_short_for(one: Company, two: Company) -> bool:
    return one.short != "" and one.short in (two.short, two.name, two.core)


def _shared_addresses(one: Company, two: Company) -> Iterator[Reason]:
    if one.web and one.web == two.web:
        yield Reason("same_web", one.web)
    if len(one.phone) >= _SHORTEST_PHONE and one.phone == two.phone:
        yield Reason("same_phone", one.phone)
    domains = sorted(one.domains.keys() & two.domains.keys())
    if domains:
        yield Reason("same_domain", domains[0])


def _proposed(journal: Journal, likely: Sequence[Pair]) -> list[Proposal]:
    known = sides.read(journal, "account", {record_id for pair in likely for record_id in (pair.first, pair.second)})
    found = []
    for pair in likely:
        first, second = sides.in_order(known[pair.first], known[pair.second])
        found.append(Proposal("account", first, second, pair.reasons, pair.points))
    return found
