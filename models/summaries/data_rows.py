"""What leaves the journal as data: visits, due steps and people, read through the views of their reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.contacts import Point
from models.journal import Journal
from models.summaries import facts, visit_details
from models.summaries.facts import Scope, VisitFact
from models.summaries.periods import Period
from models.summaries.privacy import Audience
from models.summaries.visit_details import VisitDetails
from models.text.field_words import STATE_NAMES


@dataclass(frozen=True, slots=True)
class VisitData:
    """A visit with all that goes out of it; `address` is where its account is.

    The id of a calendar it came from, the first of its series, and how it repeats are None for other readers than me.
    """

    visit: VisitFact
    details: VisitDetails
    address: str
    repeats: str | None = None
    skipped_days: str | None = None
    calendar_uid: str | None = None
    series_uid: str | None = None


@dataclass(frozen=True, slots=True)
class StepData:
    """A step with a due day, and whom it has to do with; what its reader may not see is None."""

    people: tuple[str, ...]
    id: int
    kind: str
    title: str
    account: str
    visit_id: int | None
    due_on: str
    closed_at: str | None
    outcome: str | None
    severity: str | None
    details: str | None
    confidential: int | None
    repeats: str | None
    skipped_days: str | None
    remind_at: str | None
    calendar_uid: str | None


@dataclass(frozen=True, slots=True)
class PersonData:
    """A contact as an address book keeps one; what its reader may not see is empty."""

    id: int
    name: str
    family_name: str
    given_name: str
    tags: tuple[str, ...]
    birthday: str
    private_notes: str
    preferences: str
    kindnesses: str
    notes: str
    languages: str
    introduction: str
    account: str
    title: str
    department: str
    points: tuple[Point, ...]


def visits(journal: Journal, period: Period, scope: Scope, reader: Audience) -> list[VisitData]:
    """Return the visits of a period in any state, the earliest first."""
    found = facts.visits(journal, period, scope, tuple(STATE_NAMES))
    details = visit_details.details_of(journal, [visit.id for visit in found], scope, reader)
    addresses = {
        account_id: place_of_account(address, city)
        for account_id, address, city in journal.rows("SELECT id, address, city FROM shown_account")
    }
    query = """
        SELECT shown_visit.id, shown_visit.repeats, shown_visit.skipped_days, shown_visit.calendar_uid,
               coalesce(first.calendar_uid, shown_visit.calendar_uid)
        FROM shown_visit LEFT JOIN shown_visit AS first ON first.id = shown_visit.series_id
        WHERE shown_visit.id IN (SELECT value FROM json_each(?))"""
    repeating = {row[0]: row[1:] for row in journal.rows(query, _listed(visit.id for visit in found))}
    return [
        VisitData(visit, details[visit.id], addresses.get(visit.account_id, ""), *repeating.get(visit.id, ()))
        for visit in found
    ]


def place_of_account(address: str, city: str) -> str:
    """Return where an account is, in one line."""
    return ", ".join(part for part in (address, city if city not in address else "") if part)


def due_steps(journal: Journal, period: Period, scope: Scope) -> list[StepData]:
    """Return the steps, open and closed, that are due in a period, by day."""
    query = f"""
        SELECT shown_step.id, kind, title, coalesce(shown_account.name, ''), visit_id, due_on, closed_at, outcome,
               severity, details, confidential, shown_step.repeats, shown_step.skipped_days, remind_at,
               shown_step.calendar_uid
        FROM shown_step LEFT JOIN shown_account ON shown_account.id = shown_step.account_id
        LEFT JOIN shown_visit ON shown_visit.id = visit_id
        WHERE due_on >= ? AND due_on <= ? AND {scope.condition("shown_step.account_id")}
        ORDER BY due_on, shown_step.id"""
    found = journal.rows(query, period.first.isoformat(), period.last.isoformat(), *scope.account_ids)
    query = """
        SELECT step_id, name FROM shown_step_contact JOIN shown_contact ON shown_contact.id = contact_id
        WHERE step_id IN (SELECT value FROM json_each(?)) ORDER BY shown_step_contact.id"""
    names = _by_first(journal.rows(query, _listed(row[0] for row in found)))
    return [StepData(tuple(name for (name,) in names.get(row[0], [])), *row) for row in found]


def withheld_people(journal: Journal, reader: Audience) -> frozenset[int]:
    """Return the contacts of whom no card may be made: those in the trash, and whom a confidential visit would betray.

    Others than myself don't learn of a contact that took part in confidential visits alone. This asks what no reader
    but me may know, so it is asked before reading as the reader.
    """
    in_trash = journal.rows("SELECT id FROM contact WHERE deleted_at IS NOT NULL")
    took_part = """
        SELECT contact_id FROM visit_contact JOIN visit ON visit.id = visit_id
        WHERE visit_contact.deleted_at IS NULL AND visit.deleted_at IS NULL AND confidential ="""
    hidden = [] if reader.name == "self" else journal.rows(f"{took_part} 1 EXCEPT {took_part} 0")
    return frozenset(contact_id for (contact_id,) in (*in_trash, *hidden))


def people(
    journal: Journal, period: Period, scope: Scope, reader: Audience, withheld: frozenset[int]
) -> list[PersonData]:
    """Return who takes part in the held and planned visits of a period, by name.

    When accounts are named, whoever holds a post there now comes too. A post of which nobody is known is nobody.
    """
    wanted = _taking_part(journal, period, scope)
    today = journal.clock.today()
    if scope.account_ids:
        query = f"""
            SELECT contact_id FROM shown_contact_post
            WHERE coalesce(from_on, '') <= ?1 AND coalesce(until_on, ?1) >= ?1 AND {scope.condition("account_id")}"""
        wanted |= {contact_id for (contact_id,) in journal.rows(query, today.isoformat(), *scope.account_ids)}
    ids = _listed(wanted - withheld)
    posts = _by_first(journal.rows(_POSTS, ids))
    points = _by_first(journal.rows(_POINTS, ids))
    # A customer is not told where else somebody holds a post.
    elsewhere = reader.name != "customer"
    found = []
    for contact_id, name, family_name, given_name, tags, *texts in journal.rows(_PEOPLE, ids):
        birthday, private_notes, preferences, kindnesses, notes, languages, introduction = (
            text or "" for text in texts
        )
        account, title, department = _post(posts.get(contact_id, []), scope, today, elsewhere=elsewhere)
        found.append(
            PersonData(
                id=contact_id,
                name=name,
                family_name=family_name,
                given_name=given_name,
                tags=tuple(json.loads(tags or "[]")),
                birthday=birthday,
                private_notes=private_notes,
                preferences=preferences,
                kindnesses=kindnesses,
                notes=notes,
                languages=languages,
                introduction=introduction,
                account=account,
                title=title,
                department=department,
                points=tuple(Point(*point) for point in points.get(contact_id, [])),
            )
        )
    return found


_PEOPLE = """
    SELECT id, name, family_name, given_name, tags, birthday, private_notes, preferences, kindnesses, notes, languages,
           introduction
    FROM shown_contact WHERE id IN (SELECT value FROM json_each(?)) AND NOT placeholder ORDER BY name, id"""

_POSTS = """
    SELECT contact_id, account_id, from_on, until_on, shown_account.name, title, department
    FROM shown_contact_post JOIN shown_account ON shown_account.id = account_id
    WHERE contact_id IN (SELECT value FROM json_each(?))
    ORDER BY until_on IS NOT NULL, until_on DESC, from_on DESC, shown_contact_post.id DESC"""

_POINTS = """
    SELECT contact_id, kind, value, label, preferred <> 0 FROM shown_contact_point
    WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY preferred DESC, id"""


def _taking_part(journal: Journal, period: Period, scope: Scope) -> set[int]:
    met = facts.visits(journal, period, scope, ("held", "planned"))
    query = "SELECT contact_id FROM shown_visit_contact WHERE visit_id IN (SELECT value FROM json_each(?))"
    return {contact_id for (contact_id,) in journal.rows(query, _listed(visit.id for visit in met))}


def _post(posts: Iterable[Sequence[Any]], scope: Scope, today: date, *, elsewhere: bool) -> tuple[str, str, str]:
    """Return account, title and department of the post held today, at one of the accounts asked for if there is one."""
    day = today.isoformat()
    held = [post for post in posts if (post[1] or "") <= day and (post[2] is None or post[2] >= day)]
    here = [post for post in held if post[0] in scope.account_ids]
    found = next(iter(here or (held if elsewhere else [])), None)
    return (found[3], found[4], found[5]) if found else ("", "", "")


def _by_first(rows: Iterable[Sequence[Any]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rest of each row by its first column, in the order they come."""
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for first, *rest in rows:
        grouped.setdefault(first, []).append(tuple(rest))
    return grouped


def _listed(ids: Iterable[int]) -> str:
    """Return some ids as one value of a query: there may be more than the engine takes one by one."""
    return json.dumps(list(ids))
