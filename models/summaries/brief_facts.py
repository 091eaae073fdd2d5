"""The facts of a brief, each with the record it comes from, read through the views of its reader and nothing else.

All of it is read within a few milliseconds however many visits an account has: what is open is few beside what is
past, and of the past only the newest is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from models.clock import NO_TIME
from models.journal import Journal
from models.preparation import LOOKED_AT
from models.summaries import brief_delivery
from models.summaries.brief_delivery import DeliveryFacts
from models.summaries.brief_people import BriefPerson, guests, key_people
from models.summaries.coverage_facts import GroupFact, coverage_facts
from models.summaries.facts import RHYTHM, people_of

MEETINGS = 3
"""A brief tells of so many meetings; what was before is in the account's history."""

_BEGINNING = 1000
"""Characters of the notes of a meeting that are enough for a line of the brief."""

_AHEAD_DAYS = 60
"""How far ahead the next visit is looked for."""


@dataclass(frozen=True, slots=True)
class BriefAccount:
    """The account of a brief; the rhythm is in days, or None."""

    id: int
    name: str
    city: str
    region: str
    industry: str
    rhythm_days: int | None
    private_notes: str


@dataclass(frozen=True, slots=True)
class BriefVisit:
    """The visit one prepares for; its people are the names of the customer's side, the colleagues those of ours."""

    id: int
    account_id: int
    account: str
    start: str
    channel: str
    place: str
    purpose: str
    expected_result: str
    people: tuple[str, ...]
    colleagues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefMeeting:
    """A held visit: who was met and what came of it; satisfaction and what was expected 1–5 or None.

    `notes` is how they begin, or None for readers who may not see them.
    """

    id: int
    start: str
    purpose: str
    summary: str
    satisfaction: int | None
    expected: int | None
    notes: str | None
    private_notes: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefStep:
    """An open step; `due_on` is a day (ISO) or None, `raised_at` a time on the wall.

    `likelihood` and `effect` (1 to 5) and `contingency`, the plan, are those of a risk.
    """

    id: int
    kind: str
    title: str
    due_on: str | None
    raised_at: str
    first_answered_at: str | None
    severity: str | None
    owner_side: str
    likelihood: int | None = None
    effect: int | None = None
    contingency: str | None = None

    @property
    def weight(self) -> int:
        """How heavy a risk weighs: likelihood times effect, 0 where nobody assessed it."""
        return (self.likelihood or 0) * (self.effect or 0)


@dataclass(frozen=True, slots=True)
class BriefQuestion:
    """Something on a preparation list that is still open; `day` is that of its visit (ISO)."""

    id: int
    kind: str
    question: str
    visit_id: int
    day: str


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """All that a brief can tell; whether there is room for it is decided on the page.

    `asked` is what is open on the list of the visit to come, `unanswered` what earlier visits left, `without_rival` the
    running projects of which no competitor is known, and `groups` how well each role group is known.
    """

    account: BriefAccount
    author: str
    last_seen: str | None
    held_this_year: int
    visit: BriefVisit | None
    is_of_visit: bool
    people: tuple[BriefPerson, ...]
    people_count: int
    are_guests: bool
    known_roles: frozenset[str]
    steps: tuple[BriefStep, ...]
    meetings: tuple[BriefMeeting, ...]
    delivery: DeliveryFacts
    asked: tuple[BriefQuestion, ...]
    unanswered: tuple[BriefQuestion, ...]
    without_rival: tuple[str, ...]
    groups: tuple[GroupFact, ...]

    def of_kind(self, kind: str) -> list[BriefStep]:
        """Return the open steps of a kind, those with a day first, by that day."""
        return [step for step in self.steps if step.kind == kind]


def read(
    journal: Journal, tree: Sequence[int], visit_id: int | None, hidden: frozenset[int], coverage_months: int
) -> BriefFacts:
    """Return the facts of a brief on an account with its branches, and on a planned visit if one is named.

    This is asked while reading as the reader; `tree` is the account and then its branches, `hidden` are the contacts
    that reader may not learn of, `coverage_months` those over which contacts count.
    """
    (account,) = (BriefAccount(*row) for row in journal.rows(_ACCOUNT, tree[0]))
    given = json.dumps(list(tree))
    visit = _visit(journal, visit_id) if visit_id is not None else _coming(journal, given)
    invited = guests(journal, visit.id, hidden) if visit is not None and visit_id is not None else ()
    people, count, roles = key_people(journal, account.id, given, hidden)
    # A question that was taken over to the visit to come is asked there.
    asked = _asked(journal, visit.id) if visit is not None else ()
    author = journal.row("SELECT name FROM shown_profile ORDER BY id LIMIT 1")
    meetings = _meetings(journal, given)
    return BriefFacts(
        account=account,
        author=author[0] if author else "",
        last_seen=meetings[0].start if meetings else None,
        held_this_year=_held_this_year(journal, given),
        visit=visit,
        is_of_visit=visit_id is not None,
        people=invited or people,
        people_count=len(invited) or count,
        are_guests=bool(invited),
        known_roles=roles,
        steps=tuple(BriefStep(*row) for row in journal.rows(_OPEN, given)),
        meetings=meetings,
        delivery=brief_delivery.read(journal, given),
        asked=asked,
        unanswered=_unanswered(journal, given, visit, asked),
        without_rival=tuple(name for (name,) in journal.rows(_WITHOUT_RIVAL, given)),
        groups=_wanted_groups(journal, tree, hidden, coverage_months),
    )


def _wanted_groups(journal: Journal, tree: Sequence[int], hidden: frozenset[int], months: int) -> tuple[GroupFact, ...]:
    """Return the role groups if any of them is wanted: else nothing is said of them, and nothing need be read."""
    if journal.row("SELECT 1 FROM shown_coverage_target WHERE account_id = ? LIMIT 1", tree[0]) is None:
        return ()
    return coverage_facts(journal, tree, journal.clock.today(), months, hidden)


def _visit(journal: Journal, visit_id: int) -> BriefVisit | None:
    found = journal.row(f"{_VISIT} WHERE shown_visit.id = ?", visit_id)
    return _with_people(journal, found) if found else None


def _coming(journal: Journal, given: str) -> BriefVisit | None:
    """Return the next visit that is planned; one of today without a time may still come."""
    today = journal.clock.today()
    query = f"""{_VISIT}
        WHERE account_id IN (SELECT value FROM json_each(?)) AND state = 'planned' AND start >= ? AND start < ?
          AND (start >= ? OR start = ?) ORDER BY start, shown_visit.id LIMIT 1"""
    last = (today + timedelta(days=_AHEAD_DAYS + 1)).isoformat()
    found = journal.row(query, given, today.isoformat(), last, journal.clock.wall(), f"{today.isoformat()}{NO_TIME}")
    return _with_people(journal, found) if found else None


def _with_people(journal: Journal, row: tuple[Any, ...]) -> BriefVisit:
    visit_id = row[0]
    query = """
        SELECT name FROM shown_visit_colleague JOIN shown_colleague ON shown_colleague.id = colleague_id
        WHERE visit_id = ? ORDER BY shown_visit_colleague.id"""
    ours = tuple(name for (name,) in journal.rows(query, visit_id))
    return BriefVisit(*(*row, people_of(journal, [visit_id]).get(visit_id, ()), ours))


def _meetings(journal: Journal, given: str) -> tuple[BriefMeeting, ...]:
    after = (journal.clock.today() + timedelta(days=1)).isoformat()
    found = list(journal.rows(_MEETINGS, given, after))
    people = people_of(journal, [row[0] for row in found])
    return tuple(BriefMeeting(*(*row, people.get(row[0], ()))) for row in found)


def _held_this_year(journal: Journal, given: str) -> int:
    today = journal.clock.today()
    first, after = today.replace(month=1, day=1).isoformat(), (today + timedelta(days=1)).isoformat()
    query = """
        SELECT count(*) FROM shown_visit WHERE account_id IN (SELECT value FROM json_each(?))
        AND start >= ? AND start < ? AND state = 'held'"""
    found = journal.row(query, given, first, after)
    return int(found[0]) if found else 0


def _asked(journal: Journal, visit_id: int) -> tuple[BriefQuestion, ...]:
    query = f"{_QUESTION} WHERE visit_id = ? AND done = 0 ORDER BY position, shown_visit_question.id"
    return tuple(BriefQuestion(*row) for row in journal.rows(query, visit_id))


def _unanswered(
    journal: Journal, given: str, visit: BriefVisit | None, asked: Sequence[BriefQuestion]
) -> tuple[BriefQuestion, ...]:
    """Return the questions of the last visits that got no answer, each once.

    Those that were taken over to a later visit, or stand on the list of the one to come, are asked there.
    """
    before = visit.start if visit is not None else journal.clock.wall()
    rows = journal.rows(_UNANSWERED, given, min(before, journal.clock.wall()), visit.id if visit is not None else 0)
    known = {one.question.casefold() for one in asked}
    found: dict[str, BriefQuestion] = {}
    for one in (BriefQuestion(*row) for row in rows):
        if one.question.casefold() not in known:
            found.setdefault(one.question.casefold(), one)
    return tuple(found.values())


_ACCOUNT = f"""
    SELECT id, name, city, coalesce(region, ''), coalesce(industry, ''), {RHYTHM}, coalesce(private_notes, '')
    FROM shown_account WHERE id = ?"""

_VISIT = """
    SELECT shown_visit.id, account_id, shown_account.name, start, channel, place, purpose, expected_result
    FROM shown_visit JOIN shown_account ON shown_account.id = account_id"""

_OPEN = """
    SELECT id, kind, title, due_on, raised_at, first_answered_at, severity, owner_side, likelihood, effect, contingency
    FROM shown_step
    WHERE account_id IN (SELECT value FROM json_each(?)) AND closed_at IS NULL
    ORDER BY due_on IS NULL, coalesce(due_on, raised_at), id"""

_MEETINGS = f"""
    SELECT shown_visit.id, start, purpose, summary, satisfaction, expectation_level, substr(notes, 1, {_BEGINNING}),
           private_notes
    FROM json_each(?1) AS owner JOIN shown_visit ON shown_visit.id IN (
        SELECT id FROM shown_visit AS one WHERE one.account_id = owner.value AND one.state = 'held' AND one.start < ?2
        ORDER BY one.start DESC, one.id DESC LIMIT {MEETINGS})
    ORDER BY start DESC, shown_visit.id DESC LIMIT {MEETINGS}"""

# Of a reader who may not see preparation lists, the views hold no kind, no question and no visit of one.
_QUESTION = """
    SELECT shown_visit_question.id, kind, question, visit_id, substr(start, 1, 10)
    FROM shown_visit_question JOIN shown_visit ON shown_visit.id = visit_id"""

_UNANSWERED = f"""{_QUESTION}
    WHERE visit_id IN (
        SELECT id FROM shown_visit WHERE account_id IN (SELECT value FROM json_each(?1)) AND start < ?2 AND id <> ?3
        ORDER BY start DESC LIMIT {LOOKED_AT})
      AND done = 0 AND answer = '' AND kind = 'question' AND NOT EXISTS (
        SELECT 1 FROM shown_visit_question AS later WHERE later.carried_from_id = shown_visit_question.id)
    ORDER BY start DESC, position, shown_visit_question.id"""

_WITHOUT_RIVAL = """
    SELECT name FROM shown_project WHERE account_id IN (SELECT value FROM json_each(?))
    AND closed_on IS NULL AND coalesce(competitor, '') = '' AND contract_number = '' ORDER BY id"""
