"""What comes up besides visits and steps: money and signatures that are due, missed meetings, birthdays.

Each list is short and empty where a journal has no such thing; days are ISO, and none of them is read from afar: what
lies more than a week ahead waits for its day.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from models.journal import Journal
from models.row_class import row_class

DAYS_AHEAD = 7
"""How far the lists look ahead; today is the first of them."""
LONGEST = 50
"""No list is longer: what comes up is looked through, not worked off."""
_MISSED_WITHIN = 120
"""A meeting missed longer ago than these days is history; its account goes quiet instead."""


@row_class
class MoneyDue:
    """A receivable whose day has come or is near; `rest_minor` is what is still to be paid, in minor units.

    `days_late` counts from the due date, or from the promised one where only that is known; negative lies ahead.
    """

    id: int
    title: str
    account_id: int
    account: str
    rest_minor: int
    currency: str
    due_on: str | None
    promised_on: str | None
    days_late: int


@row_class
class SignaturesDue:
    """The signatures of one project that were asked for and are not there: how many wait, how many are blocked."""

    project_id: int
    project: str
    account_id: int
    account: str
    waiting: int
    blocked: int
    asked_on: str


@row_class
class MissedMeeting:
    """A repeating meeting that was missed and not held since: how often, and when last (a time on the wall)."""

    visit_id: int
    account_id: int
    account: str
    purpose: str
    start: str
    times: int


@row_class
class Birthday:
    """A contact's birthday within the next days; `turns` is the age, None where the year is not known."""

    contact_id: int
    name: str
    role_group: str | None
    account_id: int | None
    account: str
    day: date
    turns: int | None


def money_due(journal: Journal) -> list[MoneyDue]:
    """Return what is not paid whole and due within the week or late, the latest first; what was written off is not."""
    query = f"""
        WITH owed AS (
            SELECT * FROM ({_OWED} AND due_on IS NOT NULL ORDER BY coalesce(due_on, '9999'), id LIMIT ?3)
            UNION ALL
            SELECT * FROM ({_OWED} AND due_on IS NULL AND coalesce(due_on, '9999') = '9999'
                           ORDER BY promised_on, id LIMIT ?3))
        SELECT owed.id, title, account_id, account.name, rest, currency, due_on, promised_on,
               CAST(julianday(?1) - julianday(coalesce(due_on, promised_on)) AS INTEGER) AS days_late
        FROM owed JOIN account ON account.id = account_id
        ORDER BY days_late DESC, owed.id LIMIT ?3"""
    return [MoneyDue(*row) for row in journal.rows(query, *_today_and_last(journal), LONGEST)]


def signatures_due(journal: Journal) -> list[SignaturesDue]:
    """Return the projects with signatures that were asked for and are not signed, what was asked first first."""
    query = """
        SELECT project.id, project.name, account_id, account.name, sum(state <> 'blocked'), sum(state = 'blocked'),
               min(asked_on) AS asked
        FROM signature JOIN project ON project.id = project_id
        JOIN account ON account.id = account_id AND account.deleted_at IS NULL
        WHERE state IN ('submitted', 'agreed', 'blocked') AND asked_on IS NOT NULL
        AND signature.deleted_at IS NULL AND project.deleted_at IS NULL AND project.closed_on IS NULL
        GROUP BY project.id ORDER BY asked, project.id LIMIT ?"""
    return [SignaturesDue(*row) for row in journal.rows(query, LONGEST)]


def missed_meetings(journal: Journal) -> list[MissedMeeting]:
    """Return the series of meetings that were missed since they were held last, the latest first."""
    query = """
        SELECT visit.id, account_id, account.name, purpose, max(start) AS latest, count(*)
        FROM visit JOIN account ON account.id = account_id
        WHERE series_id IS NOT NULL AND state = 'missed' AND start >= ?1 AND visit.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM visit AS held WHERE held.series_id = visit.series_id AND held.state = 'held'
                        AND held.start > visit.start AND held.deleted_at IS NULL)
        GROUP BY series_id ORDER BY latest DESC, visit.id LIMIT ?2"""
    first = journal.clock.today() - timedelta(days=_MISSED_WITHIN)
    return [MissedMeeting(*row) for row in journal.rows(query, first.isoformat(), LONGEST)]


def birthdays(journal: Journal) -> list[Birthday]:
    """Return the birthdays from today on, the nearest first; who was born on 29 February has it on the 28th mostly."""
    today = journal.clock.today()
    days = {_month_and_day(day): day for day in (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))}
    last = days.get("02-28")
    if last is not None and _month_and_day(last + timedelta(days=1)) == "03-01":
        days["02-29"] = last
    query = """
        SELECT contact.id, contact.name, role_group, birthday, account.id, coalesce(account.name, '')
        FROM contact LEFT JOIN contact_post ON contact_post.id = (
            SELECT id FROM contact_post WHERE contact_id = contact.id AND deleted_at IS NULL
            AND coalesce(until_on, '9') >= ?2 AND coalesce(from_on, '') <= ?2 ORDER BY from_on DESC, id LIMIT 1)
        LEFT JOIN account ON account.id = contact_post.account_id AND account.deleted_at IS NULL
        WHERE birthday <> '' AND substr(birthday, -5) IN (SELECT value FROM json_each(?1))
        AND contact.deleted_at IS NULL"""
    found = journal.rows(query, json.dumps(list(days)), today.isoformat())
    told = [
        Birthday(contact_id, name, role_group, account_id, account, days[born[-5:]], _age(born, days[born[-5:]]))
        for contact_id, name, role_group, born, account_id, account in found
    ]
    return sorted(told, key=lambda one: (one.day, one.name, one.contact_id))[:LONGEST]


def open_step(journal: Journal, title: str, account_id: int | None) -> int | None:
    """Return the id of an open step of this title with an account, or None: what was noted is not noted twice."""
    query = """
        SELECT id FROM step WHERE account_id IS ? AND title = ? AND closed_at IS NULL AND deleted_at IS NULL
        ORDER BY id LIMIT 1"""
    found = journal.row(query, account_id, title)
    return int(found[0]) if found else None


# What is not paid whole and due or promised by the day ?2. The index of receivables by day has '9999' where there is
# none, so that the latest are found without reading all: those with a day, and those without that are promised.
_OWED = """
    SELECT id, title, account_id, currency, due_on, promised_on,
           amount_minor - coalesce((SELECT sum(payment.amount_minor) FROM payment
               WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL), 0) AS rest
    FROM receivable WHERE deleted_at IS NULL AND written_off_on IS NULL AND rest > 0
    AND account_id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL)
    AND min(coalesce(due_on, promised_on), coalesce(promised_on, due_on)) <= ?2"""


def _today_and_last(journal: Journal) -> tuple[str, str]:
    today = journal.clock.today()
    return today.isoformat(), (today + timedelta(days=DAYS_AHEAD)).isoformat()


def _month_and_day(day: date) -> str:
    return day.isoformat()[5:]


def _age(born: str, day: date) -> int | None:
    return None if born.startswith("--") else day.year - int(born[:4])
