"""What a brief is about, when somebody asks for one while looking at a record."""

from __future__ import annotations

from dataclasses import dataclass

from models.journal import Journal


@dataclass(frozen=True, slots=True)
class BriefTarget:
    """The account of a brief, and the planned visit if the record is one."""

    account_id: int
    visit_id: int | None = None


def target(journal: Journal, kind: str, record_id: int) -> BriefTarget | None:
    """Return what a brief is about for a record of any kind; None when it belongs to no account.

    A contact leads to the account of the present post, a visit that was held to its account.
    """
    values = (record_id, journal.clock.today().isoformat()) if kind == "contact" else (record_id,)
    found = journal.row(_OWNERS[kind], *values) if kind in _OWNERS else None
    return BriefTarget(*found) if found is not None and found[0] is not None else None


_LIVE = "JOIN account ON account.id = account_id AND account.deleted_at IS NULL"
_OWNERS = {
    "visit": f"""
        SELECT account_id, CASE state WHEN 'planned' THEN visit.id END FROM visit {_LIVE}
        WHERE visit.id = ? AND visit.deleted_at IS NULL""",
    "account": "SELECT id FROM account WHERE id = ? AND deleted_at IS NULL",
    "contact": f"""
        SELECT account_id FROM contact_post {_LIVE}
        JOIN contact ON contact.id = contact_id AND contact.deleted_at IS NULL
        WHERE contact_id = ?1 AND contact_post.deleted_at IS NULL
          AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2
        ORDER BY until_on IS NOT NULL, until_on DESC, from_on DESC, contact_post.id DESC LIMIT 1""",
    **{
        kind: f"SELECT account_id FROM {kind} {_LIVE} WHERE {kind}.id = ? AND {kind}.deleted_at IS NULL"
        for kind in ("step", "plan", "project", "receivable", "asset", "feedback")
    },
    **{
        kind: f"""
        SELECT account_id FROM {kind} JOIN project ON project.id = project_id AND project.deleted_at IS NULL {_LIVE}
        WHERE {kind}.id = ? AND {kind}.deleted_at IS NULL"""
        for kind in ("milestone", "acceptance_item", "signature")
    },
}
