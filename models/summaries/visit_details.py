"""What a visit report says beyond the line of a summary: who took part in which post, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.journal import Journal
from models.summaries.facts import Scope, StepFact
from models.summaries.privacy import Audience

_WINDOW = 500
"""Ids in one query: a year of visits may be more than the engine takes."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone of the customer who took part in a visit, in the post of that time."""

    name: str
    title: str
    department: str


@dataclass(frozen=True, slots=True)
class OwnedStep:
    """A step that came of a visit, and the name of its owner, or nothing when no one was named."""

    step: StepFact
    owner: str


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """The rest of a visit; what its reader may not see is None or empty."""

    zone: str = ""
    expectation: str | None = None
    expectation_level: int | None = None
    project: str | None = None
    trip: str | None = None
    participants: tuple[Participant, ...] = ()
    colleagues: tuple[str, ...] = ()
    steps: tuple[OwnedStep, ...] = ()


def details_of(journal: Journal, visit_ids: Sequence[int], scope: Scope, reader: Audience) -> dict[int, VisitDetails]:
    """Return the details of each of these visits that the reader may see.

    When accounts are named, a step of another account is left out, even if it came of one of these visits.
    """
    people: dict[int, list[Participant]] = {}
    for visit_id, *row in _rows(journal, _PARTICIPANTS.format(posts=_posts(reader), ids="{ids}"), visit_ids):
        people.setdefault(visit_id, []).append(Participant(*row))
    colleagues: dict[int, list[str]] = {}
    for visit_id, name in _rows(journal, _COLLEAGUES, visit_ids):
        colleagues.setdefault(visit_id, []).append(name)
    steps: dict[int, list[OwnedStep]] = {}
    of_accounts = _STEPS.format(accounts=scope.condition("account_id"), ids="{ids}")
    for visit_id, owner, *row in _rows(journal, of_accounts, visit_ids, scope.account_ids):
        steps.setdefault(visit_id, []).append(OwnedStep(StepFact(*row), owner))
    return {
        visit_id: VisitDetails(
            zone,
            expectation,
            level,
            project,
            trip,
            tuple(people.get(visit_id, ())),
            tuple(colleagues.get(visit_id, ())),
            tuple(steps.get(visit_id, ())),
        )
        for visit_id, zone, expectation, level, project, trip in _rows(journal, _VISITS, visit_ids)
    }


_VISITS = """
    SELECT shown_visit.id, zone, expectation, expectation_level, shown_project.name, shown_trip.name FROM shown_visit
    LEFT JOIN shown_project ON shown_project.id = project_id
    LEFT JOIN shown_trip ON shown_trip.id = trip_id
    WHERE shown_visit.id IN ({ids})"""

_PARTICIPANTS = """
    SELECT visit_id, shown_contact.name, coalesce(title, ''), coalesce(department, '') FROM shown_visit_contact
    JOIN shown_contact ON shown_contact.id = shown_visit_contact.contact_id
    JOIN shown_visit ON shown_visit.id = visit_id
    LEFT JOIN shown_contact_post ON shown_contact_post.id = contact_post_id AND {posts}
    WHERE visit_id IN ({ids}) ORDER BY shown_visit_contact.id"""

_COLLEAGUES = """
    SELECT visit_id, name FROM shown_visit_colleague
    JOIN shown_colleague ON shown_colleague.id = colleague_id
    WHERE visit_id IN ({ids}) ORDER BY shown_visit_colleague.id"""

_STEPS = """
    SELECT visit_id, coalesce(shown_colleague.name, shown_contact.name, ''), shown_step.id, kind, shown_step.title,
           coalesce(shown_account.name, ''), owner_side, due_on, raised_at, first_answered_at, on_site_at, closed_at,
           outcome, severity, result, account_id
    FROM shown_step
    LEFT JOIN shown_account ON shown_account.id = account_id
    LEFT JOIN shown_colleague ON shown_colleague.id = owner_colleague_id
    LEFT JOIN shown_contact ON shown_contact.id = owner_contact_id
    WHERE visit_id IN ({ids}) AND (account_id IS NULL OR {accounts})
    ORDER BY due_on IS NULL, due_on, shown_step.id"""


def _posts(reader: Audience) -> str:
    """Return the SQL condition on the posts told: a customer is not told where else somebody works."""
    return "shown_contact_post.account_id = shown_visit.account_id" if reader.name == "customer" else "1"


def _rows(
    journal: Journal, query: str, visit_ids: Sequence[int], account_ids: Sequence[int] = ()
) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(visit_ids), _WINDOW):
        window = visit_ids[start : start + _WINDOW]
        yield from journal.rows(query.replace("{ids}", ", ".join("?" * len(window))), *window, *account_ids)
