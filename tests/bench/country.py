"""A journal of a whole country: a tree of 5,000 accounts, 20,000 people, and one account that everybody works with."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import apsw

from models.clock import FixedClock
from models.contacts import LEVELS, ROLE_GROUPS
from models.journal import Journal
from tests.bench.crowd import begin_filling
from tests.bench.measuring import TODAY

_STAMP = "2026-05-01T08:00:00.000Z"
_BRANCHES_EACH = (12, 20, 20)
"""How many branches a group, a company and a province have."""
_TIERS = ("group", "company", "province", "city")
_FAMILY_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰海建国志文"
_ENGLISH = ("Tom", "Karen", "Gemma", "Rhys", "Dana", "Joe", "Priya", "Piotr", "Anna", "Mark")
_SAME = 40
"""One person in so many is written down twice, the second time in another spelling."""


def make_country(
    sample: Path,
    path: Path,
    *,
    accounts: int = 5000,
    people: int = 20_000,
    large_people: int = 500,
    large_visits: int = 5000,
) -> int:
    """Make a copy of a sample with so many accounts and people, and return the id of the one large account.

    The search index of the copy does not follow.
    """
    shutil.copy(sample, path)
    chance = random.Random(11)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        begin_filling(journal)
        branches = _plant(journal, accounts, chance)
        everybody = _settle(journal, branches, people - large_people, chance)
        large = branches[-1]
        there = _settle(journal, [large], large_people, chance)
        _meet(journal, large, there, large_visits, chance)
        _meet(journal, None, everybody, people // 2, chance)
        journal.connection.execute("COMMIT")
    return large


def _plant(journal: Journal, count: int, chance: random.Random) -> list[int]:
    """Make the accounts, level by level, and return their ids."""
    ids = [journal.ids.next() for _ in range(count)]
    rows: list[tuple[object, ...]] = []
    level, first, width = 0, 0, max(count // 2500, 1)
    above: list[int] = []
    while first < count:
        here = ids[first : first + width]
        for number, account_id in enumerate(here):
            parent = above[number % len(above)] if above else None
            tier = _TIERS[min(level, len(_TIERS) - 1)]
            region = chance.choice(("North", "South", "East", "West"))
            name = f"{tier.title()} {first + number:04d} 分公司"
            target = chance.choice((None, 2, 4, 12))
            rows.append((account_id, name, parent, tier, region, chance.choice("ABC"), 30, target, _STAMP, _STAMP))
        above, first = here, first + width
        width *= _BRANCHES_EACH[min(level, len(_BRANCHES_EACH) - 1)]
        level += 1
    journal.connection.executemany(
        "INSERT INTO account (id, name, parent_id, tier, region, account_class, rhythm_days, visit_target, "
        "created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return ids


def _settle(journal: Journal, accounts: list[int], count: int, chance: random.Random) -> list[tuple[int, int]]:
    """Make people with a post and a phone number each; return them as (contact, account)."""
    made = [(journal.ids.next(), chance.choice(accounts)) for _ in range(count)]
    names: list[str] = []
    contacts: list[tuple[object, ...]] = []
    points: list[tuple[object, ...]] = []
    for number, (contact_id, _account) in enumerate(made):
        same = number % _SAME == _SAME - 1
        names.append(names[-1].upper() if same else _name(chance))
        known = made[chance.randrange(max(number - 30, 0), number)][0] if number else None
        above, introduced = (known if chance.random() < share else None for share in (0.6, 0.4))
        contacts.append(
            (contact_id, names[-1], chance.choice(ROLE_GROUPS), chance.choice(LEVELS), chance.randint(-2, 2),
             chance.randint(0, 5), above, introduced, _STAMP, _STAMP)
        )  # fmt: skip
        phone = 13_000_000_000 + number - same
        points.append((journal.ids.next(), contact_id, "phone", f"+86 {phone}", _STAMP, _STAMP))
    execute = journal.connection.executemany
    execute(
        "INSERT INTO contact (id, name, role_group, level, stance, closeness, reports_to_id, introduced_by_id, "
        "created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        contacts,
    )
    execute(
        "INSERT INTO contact_post (id, contact_id, account_id, title, from_on, created_at, changed_at) "
        "VALUES (?, ?, ?, 'Engineer 工程师', '2024-01-01', ?, ?)",
        [(journal.ids.next(), contact_id, account_id, _STAMP, _STAMP) for contact_id, account_id in made],
    )
    execute(
        "INSERT INTO contact_point (id, contact_id, kind, value, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
        points,
    )
    return made


def _name(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return f"{chance.choice(_ENGLISH)} {chance.choice(_ENGLISH)}son {chance.randrange(900)}"
    return chance.choice(_FAMILY_NAMES) + "".join(chance.choices(_GIVEN_NAMES, k=2))


def _meet(
    journal: Journal, account_id: int | None, people: list[tuple[int, int]], count: int, chance: random.Random
) -> None:
    """Make held visits, at one account or where the first participant works, with three people each."""
    held: list[tuple[object, ...]] = []
    taking_part: list[tuple[object, ...]] = []
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12)
    for number in range(count):
        visit_id = journal.ids.next()
        there = chance.sample(people, 3)
        start = noon - timedelta(hours=7 * number % 17_000 + 30)
        felt = chance.choice((None, 1, 2, 3, 4, 5))
        held.append(
            (visit_id, account_id or there[0][1], start.strftime("%Y-%m-%dT%H:%M"), felt, felt and chance.randint(1, 5),
             f"Meeting {number} 会议", _STAMP, _STAMP)
        )  # fmt: skip
        taking_part += _participants(journal, visit_id, there)
    journal.connection.executemany(
        "INSERT INTO visit (id, account_id, start, satisfaction, expectation_level, summary, state, created_at, "
        "changed_at) VALUES (?, ?, ?, ?, ?, ?, 'held', ?, ?)",
        held,
    )
    journal.connection.executemany(
        "INSERT INTO visit_contact (id, visit_id, contact_id, account_id, created_at, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        taking_part,
    )


def _participants(
    journal: Journal, visit_id: int, people: list[tuple[int, int]]
) -> Iterator[tuple[apsw.SQLiteValue, ...]]:
    for contact_id, account_id in people:
        yield journal.ids.next(), visit_id, contact_id, account_id, _STAMP, _STAMP
