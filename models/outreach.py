"""Reaching everyone whom an event touches: one thing to do with each of many accounts, and who is still to be reached.

An outreach is a plan of that kind. Each account in it has a step, or a planned visit, of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from models import plans, steps, values, visits
from models.changes import Changes
from models.clock import NO_TIME
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.row_class import row_class
from models.text.language import Label

MemberState = Literal["open", "planned", "reached", "skipped"]
"""To be reached, a visit planned, reached, or left out for a reason."""


@row_class
class Outreach:
    """An outreach that is not ended: its goal, since when (ISO), how many are left, and of how many."""

    id: int
    goal: str
    start_on: str
    left: int
    all: int


@row_class
class Member:
    """An account of an outreach.

    `step_id` is its step, or None where a visit was planned instead; `visit_id` and `when` (the time on the wall) the
    visit that reached it or is planned. `words` say what came of it, or why it is skipped.
    """

    account_id: int
    account: str
    above: str
    account_class: str | None
    state: MemberState
    step_id: int | None
    visit_id: int | None
    when: str
    words: str
    position: int = 0
    """The place among all accounts, which stays when it is reached."""

    @property
    def id(self) -> int:
        """What tells this line from others."""
        return self.account_id


@row_class
class Caller:
    """A person one can call at an account: name, job title and phone number."""

    contact_id: int
    name: str
    title: str
    phone: str


def start(
    journal: Journal,
    goal: str,
    account_ids: Sequence[int],
    *,
    due_on: date | str | None = None,
    why: str = "",
    as_visits: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Changes:
    """Begin an outreach: make one step for each account until a day, or plan one visit for each on that day.

    Raises InvalidValue without a goal, without an account, and for visits without a day; then nothing is made.
    """
    if not account_ids:
        raise InvalidValue("No account is chosen. Choose whom to reach.")
    if as_visits and due_on is None:
        raise InvalidValue("The day of the visits is missing. Please enter one.")
    day = values.day(Label("due date"))(due_on)
    today = journal.clock.today().isoformat()
    with journal.operation("outreach.start", subject=goal) as work:
        plan_id = plans.create(
            journal, goal=goal, why=why, kind="outreach", start_on=today, target_on=str(day or "")
        ).id
        name = plans.get(journal, plan_id).goal
        for number, account_id in enumerate(dict.fromkeys(account_ids)):
            if as_visits:
                visits.plan(journal, account_id=account_id, start=f"{day}{NO_TIME}", purpose=name, plan_id=plan_id)
            else:
                steps.create(
                    journal,
                    title=name,
                    due_on=str(day or ""),
                    account_id=account_id,
                    plan_id=plan_id,
                    plan_position=number,
                )
            progress(number + 1, len(account_ids))
        return work.done(plan_id)


def reach(journal: Journal, plan_id: int, account_id: int, words: str = "", *, channel: str = "call") -> Changes:
    """Note that an account was reached just now, with what was said in a line: a contact held, and its step done.

    A visit that the outreach planned for some time of a day is held with that. Raises InvalidValue when it is reached
    or skipped already.
    """
    member = _waiting(journal, plan_id, account_id)
    goal = plans.get(journal, plan_id).goal
    with journal.operation("outreach.reach", subject=member.account) as work:
        own = _own_visit(journal, plan_id, account_id)
        if own is not None:
            visits.edit(journal, own, state="held", start=journal.clock.wall(), summary=words, channel=channel)
        else:
            visits.record(journal, account_id=account_id, purpose=goal, channel=channel, summary=words, plan_id=plan_id)
        if member.step_id is not None:
            steps.close(journal, member.step_id, result=words)
        return work.done(account_id)


def skip(journal: Journal, plan_id: int, account_id: int, reason: str) -> Changes:
    """Leave an account out for a reason: its step is released, or its visit cancelled.

    Raises InvalidValue without a reason, or when it is reached or skipped already.
    """
    said = str(values.paragraph(Label("reason"))(reason))
    if not said.strip():
        raise InvalidValue("The {field} is missing. Please enter one.", field=Label("reason"))
    member = _waiting(journal, plan_id, account_id)
    with journal.operation("outreach.skip", subject=member.account) as work:
        for (visit_id,) in journal.rows(_PLANNED.format(""), plan_id, account_id):
            visits.edit(journal, visit_id, state="cancelled", summary=said)
        if member.step_id is not None:
            steps.close(journal, member.step_id, "released", result=said)
        return work.done(account_id)


def plan_visit(journal: Journal, plan_id: int, account_id: int, at: datetime | str) -> Changes:
    """Plan a visit to an account of an outreach; one that is planned already is moved. It stays to be reached."""
    member = _waiting(journal, plan_id, account_id)
    goal = plans.get(journal, plan_id).goal
    with journal.operation("outreach.plan_visit", subject=member.account) as work:
        found = journal.row(_PLANNED.format(""), plan_id, account_id)
        if found is not None:
            visits.edit(journal, found[0], start=at, state="planned")
        else:
            visits.plan(journal, account_id=account_id, start=at, purpose=goal, plan_id=plan_id)
        return work.done(account_id)


def end(journal: Journal, plan_id: int, *, progress: Callable[[int, int], None] = lambda _done, _of: None) -> Changes:
    """End an outreach: nobody expects the steps that are left any more, and its visits without a time are cancelled.

    A visit for which a time was agreed stays planned.
    """
    steps_left = [row[0] for row in journal.rows(_STEPS_LEFT, plan_id)]
    visits_left = [row[0] for row in journal.rows(_VISITS_LEFT, plan_id)]
    every = len(steps_left) + len(visits_left)
    with journal.operation("plans.close", subject=plans.get(journal, plan_id).goal) as work:
        for number, step_id in enumerate(steps_left, 1):
            steps.close(journal, step_id, "released")
            progress(number, every)
        for number, visit_id in enumerate(visits_left, len(steps_left) + 1):
            visits.cancel(journal, visit_id)
            progress(number, every)
        plans.close(journal, plan_id)
        return work.done(plan_id)


def running(journal: Journal) -> list[Outreach]:
    """Return the outreaches that are not ended, the newest first."""
    query = """
        SELECT id, goal, coalesce(start_on, '') FROM plan
        WHERE kind = 'outreach' AND closed_on IS NULL AND deleted_at IS NULL ORDER BY id DESC"""
    found = []
    for plan_id, goal, start_on in journal.rows(query):
        states = [member.state for member in members(journal, plan_id)]
        left = sum(state in ("open", "planned") for state in states)
        found.append(Outreach(plan_id, goal, start_on, left, len(states)))
    return found


def members(journal: Journal, plan_id: int) -> list[Member]:
    """Return the accounts of an outreach: those to be reached first, in their order, then those reached and skipped.

    Reached is one whose step is done, or who was met in any visit held since the outreach began.
    """
    rows = journal.rows(f"{_MEMBERS} ORDER BY member.place", plan_id)
    found = (_member(_Found(*row), position) for position, row in enumerate(rows))
    return sorted(found, key=lambda member: _RANKS[member.state])


def callers(journal: Journal, account_id: int, *, most: int = 2) -> list[Caller]:
    """Return whom one can call at an account, the closest first."""
    return [Caller(*row) for row in journal.rows(_CALLERS, account_id, journal.clock.today().isoformat(), most)]


_RANKS: dict[MemberState, int] = {"open": 0, "planned": 1, "reached": 2, "skipped": 3}


class _Found(NamedTuple):
    """What the journal holds of an account of an outreach."""

    account_id: int
    account: str
    above: str
    account_class: str | None
    step_id: int | None
    closed_at: str | None
    outcome: str | None
    result: str | None
    held_id: int | None
    held_at: str | None
    summary: str | None
    planned_id: int | None
    planned_at: str | None
    cancelled_id: int | None
    reason: str | None


def _member(found: _Found, position: int = 0) -> Member:
    state: MemberState = "open"
    visit_id, when, words = found.held_id, found.held_at, found.summary
    if found.outcome == "released":
        state, visit_id, when, words = "skipped", None, found.closed_at, found.result
    elif found.closed_at is not None or found.held_id is not None:
        state, when, words = "reached", when or found.closed_at, found.result or words
    elif found.planned_id is not None:
        state, visit_id, when = "planned", found.planned_id, found.planned_at
    elif found.step_id is None and found.cancelled_id is not None:
        state, visit_id, words = "skipped", found.cancelled_id, found.reason
    return Member(*found[:4], state, found.step_id, visit_id, when or "", words or "", position)


def _waiting(journal: Journal, plan_id: int, account_id: int) -> Member:
    """Return an account of an outreach that is still to be reached."""
    rows = journal.rows(f"{_MEMBERS} AND member.account_id = ?2", plan_id, account_id)
    if not rows:
        raise NotFound("This account is not part of the outreach any more.")
    member = _member(_Found(*rows[0]))
    if member.state not in ("open", "planned"):
        raise InvalidValue("{name} is reached or skipped already.", name=member.account)
    return member


def _own_visit(journal: Journal, plan_id: int, account_id: int) -> int | None:
    """Return the visit that the outreach planned for some time of a day, if there is one."""
    found = journal.row(_PLANNED.format(f"AND start LIKE '%{NO_TIME}'"), plan_id, account_id)
    return int(found[0]) if found else None


_STEPS_LEFT = "SELECT id FROM step WHERE plan_id = ? AND closed_at IS NULL AND deleted_at IS NULL ORDER BY id"
_VISITS_LEFT = f"""
    SELECT id FROM visit WHERE plan_id = ? AND state = 'planned' AND start LIKE '%{NO_TIME}' AND deleted_at IS NULL
    ORDER BY id"""

_PLANNED = """
    SELECT id FROM visit WHERE plan_id = ? AND account_id = ? AND state IN ('planned', 'missed')
    AND deleted_at IS NULL {} ORDER BY state = 'missed', start LIMIT 1"""

_MEMBERS = """
    WITH begun(at) AS (
        SELECT coalesce((SELECT min(raised_at) FROM step WHERE plan_id = ?1 AND deleted_at IS NULL), start_on)
        FROM plan WHERE id = ?1),
    member(account_id, place, step_id) AS (
        SELECT account_id, min(place), max(step_id) FROM (
            SELECT account_id, plan_position AS place, id AS step_id FROM step WHERE plan_id = ?1 AND deleted_at IS NULL
            UNION ALL SELECT account_id, id, NULL FROM visit WHERE plan_id = ?1 AND deleted_at IS NULL)
        WHERE account_id IS NOT NULL GROUP BY account_id)
    SELECT account.id, account.name, coalesce(parent.name, ''), account.account_class, step.id, closed_at, outcome,
           result, held.id, held.start, held.summary, ahead.id, ahead.start, left_out.id, left_out.summary
    FROM member JOIN account ON account.id = member.account_id AND account.deleted_at IS NULL
    LEFT JOIN account AS parent ON parent.id = account.parent_id
    LEFT JOIN step ON step.id = member.step_id
    LEFT JOIN visit AS held ON held.id = (
        SELECT id FROM visit WHERE account_id = member.account_id AND state = 'held' AND deleted_at IS NULL
        AND start >= (SELECT at FROM begun) ORDER BY plan_id IS ?1 DESC, start DESC LIMIT 1)
    LEFT JOIN visit AS ahead ON ahead.id = (
        SELECT id FROM visit WHERE plan_id = ?1 AND account_id = member.account_id AND state = 'planned'
        AND deleted_at IS NULL ORDER BY start LIMIT 1)
    LEFT JOIN visit AS left_out ON left_out.id = (
        SELECT id FROM visit WHERE plan_id = ?1 AND account_id = member.account_id AND state = 'cancelled'
        AND deleted_at IS NULL ORDER BY id DESC LIMIT 1)
    WHERE 1"""

_CALLERS = """
    SELECT contact.id, contact.name, title,
           (SELECT value FROM contact_point WHERE contact_id = contact.id AND kind = 'phone' AND deleted_at IS NULL
            ORDER BY preferred DESC, id LIMIT 1) AS phone
    FROM contact_post JOIN contact ON contact.id = contact_post.contact_id
    WHERE account_id = ?1 AND contact_post.deleted_at IS NULL AND contact.deleted_at IS NULL AND NOT placeholder
    AND coalesce(from_on, '') <= ?2 AND (until_on IS NULL OR until_on >= ?2) AND phone IS NOT NULL
    GROUP BY contact.id ORDER BY closeness DESC NULLS LAST, contact.name, contact.id LIMIT ?3"""
