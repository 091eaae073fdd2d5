"""The trash: what was thrown away, of whatever kind, and the way back; nothing here is ever removed by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models import (
    acceptance,
    accounts,
    assets,
    attachments,
    contact_points,
    contacts,
    feedback,
    milestones,
    plans,
    projects,
    receivables,
    steps,
    trips,
    visits,
)
from models.changes import Changes
from models.journal import Journal

WINDOW = 50
"""How many things a screen asks for at a time."""


@dataclass(frozen=True, slots=True)
class Thrown:
    """Something in the trash: `kind` is the name of its table, `thrown_at` a UTC stamp.

    The title of a visit is its purpose (it may be empty); `day` is the day of a visit or the first of a trip (ISO) and
    empty for the rest. `along` counts what went with it and comes back with it: the visits, steps, plans, projects,
    receivables, products, posts and files of an account, the steps and files of a visit, the acceptance and the
    receivables of a project, the files of the rest.
    """

    kind: str
    id: int
    title: str
    account: str
    thrown_at: str
    day: str
    along: int
    merged_into: str = ""
    """The name of the one that stayed, of an account or a person that was merged."""

    @property
    def place(self) -> tuple[str, int]:
        """Return where it stands in the list; hand it back to get the window below it."""
        return (self.thrown_at, self.id)


_RESTORE: Mapping[str, Callable[[Journal, int], Changes]] = {
    "account": accounts.restore,
    "contact": contacts.restore,
    "contact_point": contact_points.restore,
    "contact_post": contacts.restore_post,
    "visit": visits.restore,
    "step": steps.restore,
    "plan": plans.restore,
    "trip": trips.restore,
    "project": projects.restore,
    "milestone": milestones.restore,
    "acceptance_item": acceptance.restore_item,
    "signature": acceptance.restore_signature,
    "receivable": receivables.restore,
    "asset": assets.restore,
    "feedback": feedback.restore,
    "attachment": attachments.restore,
}
KINDS = tuple(_RESTORE)


def listing(journal: Journal, *, below: tuple[str, int] | None = None, limit: int = WINDOW) -> list[Thrown]:
    """Return what lies in the trash, the last thrown away first, a window of it; `below` is the last place seen.

    What went along with something else is not listed beside it: it comes back with it.
    """
    parts = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, {kind}.id AS id, {kind}.deleted_at AS thrown_at FROM {kind} "
        f"WHERE {kind}.deleted_at IS NOT NULL AND NOT ({_WENT_ALONG.get(kind, 'FALSE')})"
        for kind in KINDS
    )
    place = "WHERE (thrown_at, id) < (?, ?)" if below else ""
    query = f"SELECT kind, id, thrown_at FROM ({parts}) {place} ORDER BY thrown_at DESC, id DESC LIMIT ?"
    return [_thrown(journal, *row) for row in journal.rows(query, *(below or ()), limit)]


def restore(journal: Journal, kind: str, record_id: int) -> Changes:
    """Take something out of the trash with all that went there with it.

    Raises NotFound when it does not lie there, or when what it belongs to lies there too: that comes out first.
    """
    if kind not in _RESTORE:
        raise ValueError(f"nothing of the kind {kind!r} is ever thrown away")
    return _RESTORE[kind](journal, record_id)


def _with(owner: str, kind: str) -> str:
    """Return the condition that a record's owner was thrown away in the same moment."""
    same = f"{owner}.id = {kind}.{owner}_id AND {owner}.deleted_at = {kind}.deleted_at"
    return f"EXISTS (SELECT 1 FROM {owner} WHERE {same})"


_WENT_ALONG = {
    "visit": _with("account", "visit"),
    "step": f"{_with('account', 'step')} OR {_with('visit', 'step')}",
    "plan": _with("account", "plan"),
    "contact_post": _with("account", "contact_post"),
    "project": _with("account", "project"),
    "milestone": _with("project", "milestone"),
    "acceptance_item": _with("project", "acceptance_item"),
    "signature": _with("project", "signature"),
    "receivable": f"{_with('account', 'receivable')} OR {_with('project', 'receivable')}",
    "asset": _with("account", "asset"),
    "feedback": _with("account", "feedback"),
    # A file that waited for a visit has no owner; the draft of the visit brings it back.
    "attachment": " OR ".join(_with(owner, "attachment") for owner in attachments.OWNERS)
    + f" OR coalesce({', '.join(f'{owner}_id' for owner in attachments.OWNERS)}) IS NULL",
}

_FILES_OF = "(SELECT count(*) FROM attachment WHERE {0}_id = ?1 AND deleted_at = ?2)"
_OF_PROJECT = " + ".join(
    f"(SELECT count(*) FROM {table} WHERE project_id = ?1 AND deleted_at = ?2)"
    for table in ("acceptance_item", "signature", "milestone", "receivable", "attachment")
) + "".join(
    f" + (SELECT count(*) FROM attachment WHERE deleted_at = ?2 AND {part}_id IN "
    f"(SELECT id FROM {part} WHERE project_id = ?1))"
    for part in ("acceptance_item", "signature", "receivable")
)
"""How much went with a project: what its page shows, not the traces of its history."""

# Title, account, day, and the number of what went along, of one record ?1 thrown away at ?2.
_TOLD = {
    "project": f"""
        SELECT project.name, account.name, '', {_OF_PROJECT}
        FROM project JOIN account ON account.id = account_id WHERE project.id = ?1""",
    "milestone": """
        SELECT milestone.name, project.name, '', 0
        FROM milestone JOIN project ON project.id = project_id WHERE milestone.id = ?1 AND ?2 <> ''""",
    "acceptance_item": f"""
        SELECT trim(clause || ' ' || criterion), project.name, '', {_FILES_OF.format("acceptance_item")}
        FROM acceptance_item JOIN project ON project.id = project_id WHERE acceptance_item.id = ?1""",
    "signature": f"""
        SELECT department || CASE subject WHEN '' THEN '' ELSE ' · ' || subject END, project.name, '',
               {_FILES_OF.format("signature")}
        FROM signature JOIN project ON project.id = project_id WHERE signature.id = ?1""",
    "receivable": f"""
        SELECT title, account.name, '', {_FILES_OF.format("receivable")}
            + (SELECT count(*) FROM payment WHERE receivable_id = ?1 AND deleted_at = ?2)
        FROM receivable JOIN account ON account.id = account_id WHERE receivable.id = ?1""",
    "asset": f"""
        SELECT trim(product || ' ' || serial_number), account.name, '', {_FILES_OF.format("asset")}
        FROM asset JOIN account ON account.id = account_id WHERE asset.id = ?1""",
    "feedback": """
        SELECT words, account.name, '', 0 FROM feedback JOIN account ON account.id = account_id
        WHERE feedback.id = ?1 AND ?2 <> ''""",
    "account": """
        SELECT name, '', '', (SELECT count(*) FROM visit WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM step WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM plan WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM contact_post WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM project WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM receivable WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM asset WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM feedback WHERE account_id = ?1 AND deleted_at = ?2)
            + (SELECT count(*) FROM attachment WHERE deleted_at = ?2 AND (account_id = ?1
               OR visit_id IN (SELECT id FROM visit WHERE account_id = ?1)
               OR step_id IN (SELECT id FROM step WHERE account_id = ?1)))
        FROM account WHERE id = ?1""",
    "contact": """
        SELECT name, coalesce((SELECT account.name FROM contact_post JOIN account ON account.id = account_id
                               WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
                               ORDER BY until_on IS NOT NULL, until_on DESC, contact_post.id DESC LIMIT 1), ''), '',
               (SELECT count(*) FROM attachment WHERE contact_id = ?1 AND deleted_at = ?2)
        FROM contact WHERE id = ?1""",
    "contact_point": """
        SELECT value, contact.name, '', 0 FROM contact_point JOIN contact ON contact.id = contact_id
        WHERE contact_point.id = ?1 AND ?2 <> ''""",
    "contact_post": """
        SELECT contact.name || CASE title WHEN '' THEN '' ELSE ' · ' || title END, account.name, '', 0
        FROM contact_post JOIN contact ON contact.id = contact_id JOIN account ON account.id = account_id
        WHERE contact_post.id = ?1 AND ?2 <> ''""",
    "visit": """
        SELECT purpose, account.name, substr(start, 1, 10),
               (SELECT count(*) FROM step WHERE visit_id = ?1 AND deleted_at = ?2)
               + (SELECT count(*) FROM attachment WHERE deleted_at = ?2
                  AND (visit_id = ?1 OR step_id IN (SELECT id FROM step WHERE visit_id = ?1)))
        FROM visit JOIN account ON account.id = account_id WHERE visit.id = ?1""",
    "step": """
        SELECT title, coalesce(account.name, ''), '',
               (SELECT count(*) FROM attachment WHERE step_id = ?1 AND deleted_at = ?2)
        FROM step LEFT JOIN account ON account.id = account_id WHERE step.id = ?1""",
    "plan": """
        SELECT goal, coalesce(account.name, ''), '', 0 FROM plan LEFT JOIN account ON account.id = account_id
        WHERE plan.id = ?1 AND ?2 <> ''""",
    "trip": """
        SELECT name, '', coalesce(start_on, ''), 0 FROM trip WHERE id = ?1 AND ?2 <> ''""",
    "attachment": """
        SELECT attachment.name, coalesce(account.name, contact.name, ''), coalesce(substr(visit.start, 1, 10), ''), 0
        FROM attachment LEFT JOIN visit ON visit.id = attachment.visit_id
        LEFT JOIN step ON step.id = step_id LEFT JOIN contact ON contact.id = attachment.contact_id
        LEFT JOIN acceptance_item ON acceptance_item.id = acceptance_item_id
        LEFT JOIN signature ON signature.id = signature_id
        LEFT JOIN receivable ON receivable.id = receivable_id LEFT JOIN asset ON asset.id = asset_id
        LEFT JOIN project ON project.id = coalesce(attachment.project_id, acceptance_item.project_id,
                                                   signature.project_id)
        LEFT JOIN account ON account.id = coalesce(attachment.account_id, visit.account_id, step.account_id,
                                                   receivable.account_id, asset.account_id, project.account_id)
        WHERE attachment.id = ?1 AND ?2 <> ''""",
}


def _thrown(journal: Journal, kind: str, record_id: int, thrown_at: str) -> Thrown:
    ((title, account, day, along),) = journal.rows(_TOLD[kind], record_id, thrown_at)
    kept = journal.row(_KEPT.format(kind), record_id) if kind in ("account", "contact") else None
    return Thrown(kind, record_id, title, account, thrown_at, day, along, kept[0] if kept else "")


_KEPT = "SELECT kept.name FROM {0} AS merged JOIN {0} AS kept ON kept.id = merged.merged_into_id WHERE merged.id = ?"
