"""A person's page: who it is, the posts over time, how to reach them, how often we meet, and what we owe them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from models import contacts, standings
from models.contact_list import MEETINGS, days_since
from models.contacts import ContactRow, Point, Post
from models.journal import Journal
from models.standings import Standing

LONGEST_LIST = 50
"""No list of people on the page is longer; nobody looks at the fifty-first report."""


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Another person that this one has to do with; `day` is that of an introduction (ISO), `title` of today's post."""

    id: int
    name: str
    role_group: str | None
    title: str
    day: str | None = None


_SHOWN_COLLEAGUES = 12
"""Of those who were there at the same time only the ones closest to us are shown."""


@dataclass(frozen=True, slots=True)
class FormerColleague:
    """Somebody who was at an account at the same time as this person, before this one left it."""

    id: int
    name: str
    role_group: str | None
    account: str
    closeness: int | None


@dataclass(frozen=True, slots=True)
class ContactOverview:
    """What a person's page shows besides the history.

    `present` is today's post, `last_met` the time on the wall of the last held visit (ISO) and `days_since` the days
    from it to today; `meetings` counts all held visits and `meetings_in_year` those of the last 365 days. Promises,
    requests and complaints are the open ones that have to do with the person: ours to them, and theirs to us.
    """

    contact: ContactRow
    present: Post | None
    posts: list[Post]
    points: list[Point]
    last_met: str | None
    days_since: int | None
    meetings: int
    meetings_in_year: int
    open_promises: int
    late_promises: int
    their_promises: int
    open_requests: int
    open_complaints: int
    open_steps: int
    reports_to: PersonLink | None
    introduced_by: PersonLink | None
    reports: list[PersonLink]
    introduced: list[PersonLink]
    standings: list[Standing]
    """How the person stood over time, the newest first."""
    former_colleagues: list[FormerColleague]


def overview(journal: Journal, contact_id: int) -> ContactOverview:
    """Return what a person's page shows; raises NotFound for one who is not there or lies in the trash."""
    contact = contacts.get(journal, contact_id)
    today = journal.clock.today()
    met, meetings, in_year = _meetings(journal, contact_id)
    return ContactOverview(
        contact,
        contacts.post_on(journal, contact_id, today.isoformat()),
        contacts.posts(journal, contact_id),
        contacts.points(journal, contact_id),
        met,
        days_since(met, today),
        meetings,
        in_year,
        *_open_counts(journal, contact_id),
        _person(journal, contact.reports_to_id),
        _person(journal, contact.introduced_by_id, contact.introduced_on),
        linked_people(journal, "reports_to_id", contact_id),
        linked_people(journal, "introduced_by_id", contact_id),
        standings.history(journal, contact_id),
        _former_colleagues(journal, contact_id),
    )


def _meetings(journal: Journal, contact_id: int) -> tuple[str | None, int, int]:
    """Return when the last held visit was, how many there were, and how many in the last year."""
    query = f"SELECT max(start), count(*), coalesce(sum(start >= ?1), 0) {MEETINGS.replace('contact.id', '?2')}"
    year_ago = journal.clock.today() - timedelta(days=365)
    ((met, meetings, in_year),) = journal.rows(query, year_ago.isoformat(), contact_id)
    return met, meetings, in_year


def _open_counts(journal: Journal, contact_id: int) -> tuple[int, int, int, int, int, int]:
    """Return how many open promises (ours, ours that are late, theirs), requests, complaints and steps there are."""
    query = """
        SELECT coalesce(sum(kind = 'promise'), 0), coalesce(sum(kind = 'promise' AND due_on < ?1), 0),
               coalesce(sum(kind = 'customer_promise'), 0), coalesce(sum(kind = 'request'), 0),
               coalesce(sum(kind = 'complaint'), 0), count(*)
        FROM step WHERE deleted_at IS NULL AND closed_at IS NULL AND id IN (
            SELECT step_id FROM step_contact WHERE contact_id = ?2 AND deleted_at IS NULL
            UNION SELECT id FROM step WHERE owner_contact_id = ?2)"""
    ((promises, late, theirs, requests, complaints, every),) = journal.rows(
        query, journal.clock.today().isoformat(), contact_id
    )
    return promises, late, theirs, requests, complaints, every


def _person(journal: Journal, contact_id: int | None, day: str | None = None) -> PersonLink | None:
    """Return the person this one points to; one who lies in the trash is not shown."""
    if contact_id is None:
        return None
    found = linked_people(journal, "id", contact_id)
    return replace(found[0], day=day) if found else None


def linked_people(journal: Journal, column: str, contact_id: int) -> list[PersonLink]:
    """Return the people whose column holds this id, by name, with the day they were introduced on."""
    query = f"""
        SELECT contact.id, name, role_group, coalesce((
            SELECT title FROM contact_post WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
            AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2
            ORDER BY until_on IS NOT NULL, until_on DESC, from_on DESC, contact_post.id DESC LIMIT 1), ''),
            introduced_on
        FROM contact WHERE {column} = ?1 AND deleted_at IS NULL ORDER BY name, id LIMIT {LONGEST_LIST}"""
    return [PersonLink(*row) for row in journal.rows(query, contact_id, journal.clock.today().isoformat())]


def _former_colleagues(journal: Journal, contact_id: int) -> list[FormerColleague]:
    """Return who was at the accounts of former posts at the same time, the closest to us first; unknown days match."""
    query = f"""
        SELECT contact.id, contact.name, role_group, min(account.name), closeness
        FROM contact_post AS mine
        JOIN contact_post AS other ON other.account_id = mine.account_id AND other.contact_id <> mine.contact_id
        JOIN contact ON contact.id = other.contact_id JOIN account ON account.id = mine.account_id
        WHERE mine.contact_id = ?1 AND mine.deleted_at IS NULL AND mine.until_on < ?2
        AND other.deleted_at IS NULL AND contact.deleted_at IS NULL AND placeholder = 0
        AND coalesce(other.from_on, '') <= mine.until_on
        AND coalesce(other.until_on, ?2) >= coalesce(mine.from_on, '')
        GROUP BY contact.id
        ORDER BY closeness IS NULL, closeness DESC, contact.name, contact.id LIMIT {_SHOWN_COLLEAGUES}"""
    return [FormerColleague(*row) for row in journal.rows(query, contact_id, journal.clock.today().isoformat())]
