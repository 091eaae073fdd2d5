"""Who is to sign what is still open: departments of which nobody is named, and signers whom nobody has met."""

from __future__ import annotations

import json

from models import accounts
from models.journal import Journal
from models.row_class import row_class

MOST = 50
"""So many gaps are named; an acceptance with more of them is looked at on its own page."""


@row_class
class SignerGap:
    """A department of a running project with signatures still open (`count` of them), and what is missing there.

    Without a `contact_id` nobody is named to sign; else the signer was met neither in a visit nor for a signature.
    """

    id: int
    department: str
    project_id: int
    project: str
    contact_id: int | None
    name: str
    count: int


def read(journal: Journal, account_id: int, *, with_branches: bool = True) -> list[SignerGap]:
    """Return the gaps of an account, project by project in the order of their lists; `id` is the first signature."""
    given = json.dumps(accounts.tree_ids(journal, account_id) if with_branches else [account_id])
    return [SignerGap(*row) for row in journal.rows(_GAPS, given, journal.clock.wall(), MOST)]


_GAPS = """
    SELECT min(signature.id), department, project.id, project.name, contact.id, coalesce(contact.name, ''), count(*)
    FROM project JOIN signature ON signature.project_id = project.id AND signature.deleted_at IS NULL
    LEFT JOIN contact ON contact.id = signer_id AND contact.deleted_at IS NULL
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND project.deleted_at IS NULL AND closed_on IS NULL
    AND signed_on IS NULL AND state <> 'signed'
    AND (contact.id IS NULL OR NOT (
        EXISTS (SELECT 1 FROM visit_contact JOIN visit ON visit.id = visit_id
                WHERE contact_id = contact.id AND visit_contact.deleted_at IS NULL AND visit.deleted_at IS NULL
                AND visit.state = 'held' AND start <= ?2)
        OR EXISTS (SELECT 1 FROM signature_attempt WHERE signature_attempt.contact_id = contact.id
                   AND signature_attempt.deleted_at IS NULL)))
    GROUP BY project.id, department, contact.id
    ORDER BY project.id, min(signature.position), min(signature.id) LIMIT ?3"""
