"""The facts of acceptance, read through the views of their reader: items and signatures by department and project."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries.frame import Frame


@dataclass(frozen=True, slots=True)
class DepartmentFact:
    """One department of an acceptance: its items and those accepted, and its signatures by how far they are.

    A signature is ready once it was approved inside, handed over or agreed.
    """

    name: str
    items: int = 0
    accepted: int = 0
    items_blocked: int = 0
    signed: int = 0
    ready: int = 0
    blocked: int = 0
    open: int = 0

    @property
    def signatures(self) -> int:
        """Return how many signatures it has to give."""
        return self.signed + self.ready + self.blocked + self.open


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """A signature as it stood at the end of the period; `unblocked_by` is the step that is to unblock it."""

    department: str
    subject: str
    signer: str
    state: str
    asked_on: str | None
    signed_on: str | None
    due_on: str | None
    blocked_because: str
    unblocked_by: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ProgressFact:
    """How far the acceptance of a project is, and how much of it came in the period."""

    project_id: int
    project: str
    account: str
    account_id: int
    items: int
    accepted: int
    items_now: int
    signatures: int
    signed: int
    signed_now: int
    blocked: int


# What was signed after the period counts as handed over in it; other states have no history, and stand as today.
_STATE = "CASE WHEN state <> 'signed' OR signed_on IS NULL OR signed_on <= ?2 THEN state ELSE 'submitted' END"


def departments(frame: Frame, project_id: int) -> list[DepartmentFact]:
    """Return the departments of a project's acceptance, in the order of its list."""
    of_items = """
        SELECT department, count(*), sum(state IN ('agreed', 'signed')), sum(state = 'blocked'), min(position)
        FROM shown_acceptance_item WHERE project_id = ? GROUP BY department ORDER BY min(position), department"""
    of_signatures = f"""
        SELECT department, sum(now = 'signed'), sum(now IN ('approved_inside', 'submitted', 'agreed')),
               sum(now = 'blocked'), sum(now = 'open') FROM (
            SELECT department, position, {_STATE} AS now FROM shown_signature WHERE project_id = ?1)
        GROUP BY department ORDER BY min(position), department"""
    items = {name: counts[:3] for name, *counts in frame.journal.rows(of_items, project_id)}
    found = frame.journal.rows(of_signatures, project_id, frame.as_of.isoformat())
    signatures = {name: counts for name, *counts in found}
    return [
        DepartmentFact(name, *items.get(name, (0, 0, 0)), *signatures.get(name, (0, 0, 0, 0)))
        for name in dict.fromkeys([*items, *signatures])
    ]


def signatures(frame: Frame, project_id: int) -> list[SignatureFact]:
    """Return the signatures of a project in the order of its list."""
    query = f"""
        SELECT shown_signature.department, subject, coalesce(shown_contact.name, ''), {_STATE}, asked_on,
               iif(signed_on <= ?2, signed_on, NULL), shown_signature.due_on, coalesce(blocked_because, ''),
               coalesce(shown_step.title, ''), (
                   SELECT count(*) FROM shown_signature_attempt
                   WHERE signature_id = shown_signature.id AND substr(tried_at, 1, 10) <= ?2)
        FROM shown_signature LEFT JOIN shown_contact ON shown_contact.id = signer_id
        LEFT JOIN shown_step ON shown_step.id = unblock_step_id
        WHERE shown_signature.project_id = ?1 ORDER BY shown_signature.position, shown_signature.id"""
    return [SignatureFact(*row) for row in frame.journal.rows(query, project_id, frame.as_of.isoformat())]


def progress(frame: Frame) -> list[ProgressFact]:
    """Return how far the acceptances are that something is missing of, or that moved in the period."""
    query = f"""
        SELECT shown_project.id, shown_project.name, shown_account.name, account_id, coalesce(items, 0),
               coalesce(accepted, 0), coalesce(items_now, 0), coalesce(every, 0), coalesce(signed, 0),
               coalesce(signed_now, 0), coalesce(blocked, 0)
        FROM shown_project JOIN shown_account ON shown_account.id = account_id
        LEFT JOIN ({_ITEMS}) AS items ON items.project_id = shown_project.id
        LEFT JOIN ({_SIGNATURES}) AS signatures ON signatures.project_id = shown_project.id
        WHERE {frame.scope.condition("account_id")} AND {frame.scope.of_projects("shown_project.id")}
          AND coalesce(items, every) > 0
        ORDER BY shown_account.name, shown_project.name, shown_project.id"""
    first, last = frame.period.first.isoformat(), frame.as_of.isoformat()
    rows = frame.journal.rows(query, first, last, *frame.scope.account_ids)
    found = [ProgressFact(*row) for row in rows]
    return [one for one in found if one.signed < one.signatures or one.accepted < one.items or one.signed_now]


_ITEMS = """
    SELECT project_id, count(*) AS items, sum(state IN ('agreed', 'signed')) AS accepted,
           sum(state IN ('agreed', 'signed') AND coalesce(state_on, '') BETWEEN ?1 AND ?2) AS items_now
    FROM shown_acceptance_item GROUP BY project_id"""

_SIGNATURES = """
    SELECT project_id, count(*) AS every, sum(signed_on <= ?2) AS signed,
           sum(signed_on BETWEEN ?1 AND ?2) AS signed_now, sum(state = 'blocked') AS blocked
    FROM shown_signature GROUP BY project_id"""
