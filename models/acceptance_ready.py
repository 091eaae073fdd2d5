"""Whether a department can be asked for its signatures (P16): what is missing, found before the customer finds it."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from models import acceptance
from models.acceptance_states import ACCEPTED
from models.changes import Value
from models.journal import Journal
from models.row_class import row_class

What = Literal[
    "items_blocked",
    "items_open",
    "items_unsubmitted",
    "items_submitted",
    "no_evidence",
    "no_owner",
    "signatures_blocked",
    "no_signer",
    "signer_left",
    "step_closed",
    "overdue",
    "no_items",
]

HOLDING: frozenset[What] = frozenset(
    {
        "items_blocked",
        "items_open",
        "items_unsubmitted",
        "no_evidence",
        "signatures_blocked",
        "no_signer",
        "signer_left",
    }
)
"""What must be settled before anybody is asked; the rest is to be known."""


@row_class
class Finding:
    """One thing a check found: what it is, how many it concerns, and of the first the id and what it is called."""

    what: What
    count: int
    record_kind: str
    record_id: int | None
    example: str

    @property
    def holds(self) -> bool:
        """Whether this must be settled before anybody is asked."""
        return self.what in HOLDING


@row_class
class Readiness:
    """What a check of a department found; it is ready when nothing holds and a signature is still wanted."""

    department: str
    findings: tuple[Finding, ...]
    unsigned: int

    @property
    def is_ready(self) -> bool:
        """Whether the department can be asked for its signatures."""
        return self.unsigned > 0 and not any(one.holds for one in self.findings)

    @property
    def is_done(self) -> bool:
        """Whether no signature is wanted any more."""
        return self.unsigned == 0


def check(journal: Journal, project_id: int, department: str, *, batch_id: int | None = None) -> Readiness:
    """Check a department, or what of it belongs to one batch, before its signatures are asked for."""
    return _check(journal, project_id, department, batch_id, None)


def check_signature(journal: Journal, signature_id: int) -> Readiness:
    """Check one signature before it is asked for: the items of its department, in its batch if it has one."""
    row = acceptance.get_signature(journal, signature_id)
    return _check(journal, row.project_id, row.department, row.batch_id, signature_id)


def _check(
    journal: Journal, project_id: int, department: str, batch_id: int | None, signature_id: int | None
) -> Readiness:
    today = journal.clock.today()
    values: tuple[Value, ...] = (project_id, department, batch_id, signature_id, today.isoformat())
    values += ((today - timedelta(days=_PATIENCE)).isoformat(),)
    findings = [Finding(*row) for row in journal.rows(_QUERY, *values)]
    unsigned, items = journal.rows(_COUNTS, *values[:4])[0]
    if not items:
        findings.append(Finding("no_items", 1, "", None, ""))
    return Readiness(department, tuple(findings), unsigned)


_PATIENCE = 14
"""After so many days a signature that was asked for is to be asked for again."""

_ITEMS = """acceptance_item AS record
    WHERE project_id = ?1 AND department = ?2 AND (?3 IS NULL OR batch_id = ?3) AND deleted_at IS NULL"""
_SIGNATURES = """signature AS record
    WHERE project_id = ?1 AND department = ?2 AND (?3 IS NULL OR batch_id = ?3) AND (?4 IS NULL OR id = ?4)
    AND deleted_at IS NULL AND state <> 'signed'"""
_ITEM_NAME = "trim(clause || ' ' || substr(criterion, 1, 80))"
_ACCEPTED = ", ".join(f"'{state}'" for state in ACCEPTED)
_STEP_CLOSED = """state = 'blocked' AND EXISTS (SELECT 1 FROM step WHERE step.id = unblock_step_id
    AND closed_at IS NOT NULL AND step.deleted_at IS NULL)"""
_NO_EVIDENCE = """evidence = '' AND state <> 'blocked' AND NOT EXISTS (SELECT 1 FROM attachment
    WHERE acceptance_item_id = record.id AND attachment.deleted_at IS NULL)"""
_LEFT = """signer_id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM contact WHERE contact.id = signer_id AND contact.deleted_at IS NOT NULL)
    OR (EXISTS (SELECT 1 FROM contact_post WHERE contact_id = signer_id AND contact_post.deleted_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM contact_post WHERE contact_id = signer_id AND contact_post.deleted_at IS NULL
                        AND coalesce(until_on, '9') >= ?5)))"""


def _found(what: What, of_items: bool, condition: str) -> str:
    kind, name, rows = ("acceptance_item", _ITEM_NAME, _ITEMS) if of_items else ("signature", "subject", _SIGNATURES)
    # Beside min() the engine takes the other columns from the row that has it.
    return f"""
        SELECT '{what}' AS what, count(*) AS found, '{kind}' AS kind, id, {name} AS name, min(position)
        FROM {rows} AND {condition}"""


_CONDITIONS: tuple[tuple[What, bool, str], ...] = (
    ("items_blocked", True, "state = 'blocked'"),
    ("items_open", True, "state = 'open'"),
    ("items_unsubmitted", True, "state = 'approved_inside'"),
    ("items_submitted", True, "state = 'submitted'"),
    ("no_evidence", True, f"{_NO_EVIDENCE} AND state NOT IN ({_ACCEPTED})"),
    ("no_owner", True, f"owner_colleague_id IS NULL AND state NOT IN ({_ACCEPTED})"),
    ("signatures_blocked", False, "state = 'blocked'"),
    ("step_closed", True, _STEP_CLOSED),
    ("step_closed", False, _STEP_CLOSED),
    ("no_signer", False, "signer_id IS NULL"),
    ("signer_left", False, _LEFT),
    ("overdue", False, "coalesce(due_on < ?5, asked_on < ?6, 0)"),
)

_QUERY = (
    "SELECT what, found, kind, id, name FROM ("
    + " UNION ALL ".join(_found(*one) for one in _CONDITIONS)
    + ") WHERE found"
)
_COUNTS = f"SELECT (SELECT count(*) FROM {_SIGNATURES}), (SELECT count(*) FROM {_ITEMS})"
