"""The entries of a timeline from the pursuit to the money and after: stages, sign-offs, payments and products.

The last three columns of each but `signed` and `paid` are one: a JSON object of what belongs to the kind alone, by the
names of the fields of an entry.
"""

from __future__ import annotations

from models.timeline_entry import EntryKind


def _of_projects(table: str, when: str) -> dict[str, str]:
    """Return where the rows of a table stand that point to a project: at an account, at very many, of one."""
    return {
        "at_account": f"project JOIN {table} ON {table}.project_id = project.id "
        "WHERE project.account_id = owner.id AND project.deleted_at IS NULL",
        "at_very_many": f"{table} CROSS JOIN project ON project.id = {table}.project_id "
        f"WHERE {when} >= (SELECT day FROM since) AND project.deleted_at IS NULL "
        "AND project.account_id IN (SELECT id FROM owner)",
        "of_project": f"{table} WHERE {table}.project_id = owner.id",
    }


def _of_signatures(table: str, when: str) -> dict[str, str]:
    """Return where the rows of a table stand that point to a signature."""
    return {
        "at_account": "project JOIN signature ON signature.project_id = project.id AND signature.deleted_at IS NULL "
        f"JOIN {table} ON {table}.signature_id = signature.id "
        "WHERE project.account_id = owner.id AND project.deleted_at IS NULL",
        "at_very_many": f"{table} CROSS JOIN signature ON signature.id = {table}.signature_id "
        "CROSS JOIN project ON project.id = signature.project_id "
        f"WHERE {when} >= (SELECT day FROM since) AND signature.deleted_at IS NULL AND project.deleted_at IS NULL "
        "AND project.account_id IN (SELECT id FROM owner)",
        "of_project": f"signature JOIN {table} ON {table}.signature_id = signature.id "
        "WHERE signature.project_id = owner.id AND signature.deleted_at IS NULL",
    }


def _of_receivables(table: str, when: str) -> dict[str, str]:
    """Return where the rows of a table stand that point to a receivable."""
    joined = f"receivable JOIN {table} ON {table}.receivable_id = receivable.id "
    return {
        "at_account": f"{joined}WHERE receivable.account_id = owner.id AND receivable.deleted_at IS NULL",
        "at_very_many": f"{table} CROSS JOIN receivable ON receivable.id = {table}.receivable_id "
        f"WHERE {when} >= (SELECT day FROM since) AND receivable.deleted_at IS NULL "
        "AND receivable.account_id IN (SELECT id FROM owner)",
        "of_project": f"{joined}WHERE receivable.project_id = owner.id AND receivable.deleted_at IS NULL",
    }


def _own(table: str, when: str) -> dict[str, str]:
    """Return where the rows of a table stand that point to an account and to a project themselves."""
    return {
        "at_account": f"{table} WHERE {table}.account_id = owner.id",
        "at_very_many": f"{table} WHERE {when} >= (SELECT day FROM since) AND +{table}.account_id IN "
        "(SELECT id FROM owner)",
        "of_project": f"{table} WHERE {table}.project_id = owner.id",
    }


_ACCEPTED = (
    "(SELECT count(*) FROM acceptance_item AS item WHERE item.project_id = signature.project_id "
    "AND item.department = signature.department AND item.deleted_at IS NULL{0})"
)

_PROJECT = "'project_id', project.id, 'project', project.name"
_CONTACT = "(SELECT name FROM contact WHERE contact.id = {0})"
_BESIDE_PROJECT = " JOIN project ON project.id = {0}.project_id"
_BESIDE_RECEIVABLE = " JOIN receivable ON receivable.id = {0}.receivable_id"
_ASSET_COLUMNS = (
    "asset.competitor, asset.version, asset.product, asset.site, asset.account_id, 0, "
    "json_object('quantity', asset.quantity, 'serial_number', asset.serial_number), NULL, NULL"
)
_MILESTONE_COLUMNS = (
    "'', '', milestone.name, milestone.notes, project.account_id, 0, "
    f"json_object({_PROJECT}, 'due_on', milestone.planned_on), NULL, NULL"
)
_INVOICE_COLUMNS = (
    "receivable.currency, receivable.invoice_number, receivable.title, {0}, receivable.account_id, 0, "
    "json_object('amount_minor', {1}, 'due_on', receivable.due_on, 'project_id', receivable.project_id{2}), NULL, NULL"
)

DELIVERY_KINDS: tuple[EntryKind, ...] = (
    EntryKind(
        "tried",
        "signature_attempt",
        "signature_attempt.tried_at",
        "signature_attempt.what, signature.state, signature.department, signature_attempt.result, "
        "(SELECT account_id FROM project WHERE project.id = signature.project_id), 0, "
        "json_object('topic', signature.subject, 'minutes', signature_attempt.minutes, 'signature_id', signature.id, "
        f"'name', {_CONTACT.format('coalesce(signature_attempt.contact_id, signature.signer_id)')}), NULL, NULL",
        with_contact="signature_attempt JOIN signature ON signature.id = signature_attempt.signature_id "
        "JOIN project ON project.id = signature.project_id "
        "WHERE signature_attempt.id IN (SELECT id FROM signature_attempt WHERE contact_id = owner.id UNION ALL "
        "SELECT own.id FROM signature AS theirs JOIN signature_attempt AS own ON own.signature_id = theirs.id "
        "WHERE theirs.signer_id = owner.id AND own.contact_id IS NULL) "
        "AND signature.deleted_at IS NULL AND project.deleted_at IS NULL",
        beside=" JOIN signature ON signature.id = signature_attempt.signature_id",
        **_of_signatures("signature_attempt", "signature_attempt.tried_at"),
    ),
    EntryKind(
        "signed",
        "signature",
        "signature.signed_on || 'T00:00'",
        "'', signature.state, signature.department, signature.subject, "
        "(SELECT account_id FROM project WHERE project.id = signature.project_id), 0, "
        "coalesce((SELECT name FROM contact WHERE contact.id = signature.signer_id), ''), "
        + _ACCEPTED.format(" AND item.state = 'signed'")
        + ", "
        + _ACCEPTED.format(""),
        with_contact="signature JOIN project ON project.id = signature.project_id "
        "WHERE signature.signer_id = owner.id AND project.deleted_at IS NULL",
        **_of_projects("signature", "signature.signed_on"),
    ),
    EntryKind(
        "stage",
        "stage_change",
        "stage_change.changed_on || 'T00:00'",
        "'', stage_change.from_stage, stage_change.to_stage, stage_change.reason, project.account_id, 0, "
        f"json_object({_PROJECT}), NULL, NULL",
        with_contact="",
        beside=_BESIDE_PROJECT.format("stage_change"),
        **_of_projects("stage_change", "stage_change.changed_on"),
    ),
    EntryKind(
        "decided",
        "project",
        "project.decided_on || 'T00:00'",
        "coalesce(project.outcome, ''), '', project.name, project.outcome_reason, project.account_id, 0, "
        f"json_object({_PROJECT}), NULL, NULL",
        at_account="project WHERE project.account_id = owner.id AND project.outcome IS NOT NULL",
        with_contact="",
        of_project="project WHERE project.id = owner.id AND project.outcome IS NOT NULL",
    ),
    EntryKind(
        "over",
        "project",
        "project.closed_on || 'T00:00'",
        f"'', '', project.name, '', project.account_id, 0, json_object({_PROJECT}), NULL, NULL",
        at_account="project WHERE project.account_id = owner.id AND project.outcome IS NOT 'lost'",
        with_contact="",
        of_project="project WHERE project.id = owner.id AND project.outcome IS NOT 'lost'",
    ),
    EntryKind(
        "moved",
        "date_move",
        "date_move.noted_on || 'T00:00'",
        "'', '', coalesce((SELECT name FROM milestone WHERE milestone.id = date_move.milestone_id), ''), "
        "date_move.reason, project.account_id, 0, "
        f"json_object({_PROJECT}, 'moved_from', date_move.from_on, 'moved_to', date_move.to_on), NULL, NULL",
        with_contact="",
        beside=_BESIDE_PROJECT.format("date_move"),
        **_of_projects("date_move", "date_move.noted_on"),
    ),
    EntryKind(
        "reached",
        "milestone",
        "milestone.reached_on || 'T00:00'",
        _MILESTONE_COLUMNS,
        with_contact="",
        beside=_BESIDE_PROJECT.format("milestone"),
        **_of_projects("milestone", "milestone.reached_on"),
    ),
    EntryKind(
        "accepted",
        "milestone",
        "milestone.signed_on || 'T00:00'",
        _MILESTONE_COLUMNS,
        with_contact="",
        beside=_BESIDE_PROJECT.format("milestone"),
        **_of_projects("milestone", "milestone.signed_on"),
    ),
    EntryKind(
        "paid",
        "payment",
        "payment.paid_on || 'T00:00'",
        "receivable.currency, coalesce(receivable.invoice_number, ''), receivable.title, payment.note, "
        "receivable.account_id, 0, payment.amount_minor, "
        "CAST(julianday(payment.paid_on) - julianday(receivable.due_on) AS INTEGER), receivable.id",
        with_contact="",
        beside=_BESIDE_RECEIVABLE.format("payment"),
        **_of_receivables("payment", "payment.paid_on"),
    ),
    EntryKind(
        "collected",
        "collection",
        "collection.contacted_at",
        "collection.means, receivable.currency, receivable.title, collection.said, receivable.account_id, 0, "
        "json_object('receivable_id', receivable.id, 'amount_minor', coalesce(collection.promised_minor, 0), "
        f"'due_on', collection.promised_on, 'name', {_CONTACT.format('collection.contact_id')}), NULL, NULL",
        with_contact="collection JOIN receivable ON receivable.id = collection.receivable_id "
        "WHERE collection.contact_id = owner.id AND receivable.deleted_at IS NULL",
        beside=_BESIDE_RECEIVABLE.format("collection"),
        **_of_receivables("collection", "collection.contacted_at"),
    ),
    EntryKind(
        "invoiced",
        "receivable",
        "receivable.invoiced_on || 'T00:00'",
        _INVOICE_COLUMNS.format("''", "receivable.amount_minor", ""),
        with_contact="",
        **_own("receivable", "receivable.invoiced_on"),
    ),
    EntryKind(
        "confirmed",
        "receivable",
        "receivable.confirmed_on || 'T00:00'",
        _INVOICE_COLUMNS.format(
            "''",
            "coalesce(receivable.confirmed_minor, receivable.amount_minor)",
            f", 'name', {_CONTACT.format('receivable.confirmed_by_id')}",
        ),
        with_contact="",
        **_own("receivable", "receivable.confirmed_on"),
    ),
    EntryKind(
        "written_off",
        "receivable",
        "receivable.written_off_on || 'T00:00'",
        _INVOICE_COLUMNS.format("receivable.written_off_reason", "receivable.amount_minor", ""),
        with_contact="",
        **_own("receivable", "receivable.written_off_on"),
    ),
    EntryKind(
        "installed",
        "asset",
        "asset.installed_on || 'T00:00'",
        _ASSET_COLUMNS,
        with_contact="",
        **_own("asset", "asset.installed_on"),
    ),
    EntryKind(
        "removed",
        "asset",
        "asset.removed_on || 'T00:00'",
        _ASSET_COLUMNS,
        with_contact="",
        **_own("asset", "asset.removed_on"),
    ),
    EntryKind(
        "said",
        "feedback",
        "feedback.noted_on || 'T00:00'",
        "feedback.kind, '', feedback.product, feedback.words, feedback.account_id, "
        "coalesce((SELECT confidential FROM visit WHERE visit.id = feedback.visit_id), 0), "
        f"json_object('name', {_CONTACT.format('feedback.contact_id')}), NULL, NULL",
        at_account="feedback WHERE feedback.account_id = owner.id",
        with_contact="feedback WHERE feedback.contact_id = owner.id",
        at_very_many="feedback WHERE feedback.noted_on >= (SELECT day FROM since) "
        "AND +feedback.account_id IN (SELECT id FROM owner)",
        of_project="feedback WHERE feedback.id IN ("
        "SELECT told.id FROM visit JOIN feedback AS told ON told.visit_id = visit.id WHERE visit.project_id = owner.id "
        "UNION SELECT told.id FROM asset JOIN feedback AS told ON told.asset_id = asset.id "
        "WHERE asset.project_id = owner.id)",
    ),
)
