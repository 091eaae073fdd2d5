"""Version 5: from the pursuit to the money and after: stages, batches, collection, service, feedback, risks."""

from __future__ import annotations

import apsw

VERSION = 5

_STAMPS = "created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1, deleted_at TEXT"


def _day(name: str, required: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS date({name}))"


def _wall(name: str) -> str:
    return f"{name} TEXT NOT NULL CHECK ({name} IS strftime('%Y-%m-%dT%H:%M', {name}))"


def _text(name: str, longest: int) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def _name(name: str, longest: int = 200) -> str:
    return f"{name} TEXT NOT NULL CHECK (length({name}) BETWEEN 1 AND {longest})"


def _link(name: str, table: str, required: bool = False) -> str:
    return f"{name} INTEGER {'NOT NULL ' if required else ''}REFERENCES {table} (id)"


def _number(name: str, lowest: int, highest: int) -> str:
    return f"{name} INTEGER CHECK ({name} BETWEEN {lowest} AND {highest})"


_MOST_MINOR = 10**15

# `visit_asset` says which products a visit serves, and on which day each was due: a day that has a row is not made
# into a visit again, whatever became of the visit.
_TABLES = f"""
CREATE TABLE stage (
    id INTEGER PRIMARY KEY,
    {_name("name")},
    position INTEGER NOT NULL DEFAULT 0,
    phase TEXT NOT NULL DEFAULT 'pursuit' CHECK (phase IN ('pursuit', 'delivery')),
    {_number("probability", 0, 100)},
    {_number("usual_days", 1, 3660)},
    {_STAMPS}
) STRICT;
CREATE TABLE date_move (
    id INTEGER PRIMARY KEY,
    {_link("project_id", "project", required=True)},
    {_link("milestone_id", "milestone")},
    {_day("from_on")},
    {_day("to_on")},
    {_day("noted_on", required=True)},
    {_text("reason", 20_000)},
    {_STAMPS}
) STRICT;
CREATE TABLE acceptance_batch (
    id INTEGER PRIMARY KEY,
    {_link("project_id", "project", required=True)},
    {_name("name")},
    position INTEGER NOT NULL DEFAULT 0,
    {_text("sites", 20_000)},
    {_day("planned_on")},
    {_text("notes", 20_000)},
    {_STAMPS}
) STRICT;
CREATE TABLE collection (
    id INTEGER PRIMARY KEY,
    {_link("receivable_id", "receivable", required=True)},
    {_wall("contacted_at")},
    means TEXT NOT NULL DEFAULT 'call' CHECK (means IN ('call', 'message', 'letter', 'meeting', 'legal')),
    {_link("contact_id", "contact")},
    {_link("colleague_id", "colleague")},
    {_text("said", 20_000)},
    {_day("promised_on")},
    {_number("promised_minor", 1, _MOST_MINOR)},
    {_link("step_id", "step")},
    {_STAMPS}
) STRICT;
CREATE TABLE visit_asset (
    id INTEGER PRIMARY KEY,
    {_link("visit_id", "visit", required=True)},
    {_link("asset_id", "asset", required=True)},
    {_day("due_on")},
    {_STAMPS},
    UNIQUE (visit_id, asset_id)
) STRICT;
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    {_link("account_id", "account", required=True)},
    {_name("product")},
    {_link("asset_id", "asset")},
    {_link("contact_id", "contact")},
    {_link("visit_id", "visit")},
    kind TEXT NOT NULL DEFAULT 'feedback' CHECK (kind IN ('feedback', 'wish', 'problem', 'praise')),
    {_name("words", 20_000)},
    {_day("noted_on", required=True)},
    {_day("handed_over_on")},
    {_text("answer", 20_000)},
    {_STAMPS}
) STRICT;
"""

_COLUMNS = (
    f"project ADD COLUMN {_day('decided_on')}",
    f"project ADD COLUMN {_number('rhythm_days', 1, 3660)}",
    f"milestone ADD COLUMN {_day('signed_on')}",
    f"milestone ADD COLUMN {_text('notes', 20_000)}",
    f"acceptance_item ADD COLUMN {_link('batch_id', 'acceptance_batch')}",
    f"acceptance_item ADD COLUMN {_link('unblock_step_id', 'step')}",
    f"acceptance_item ADD COLUMN {_day('state_on')}",
    f"signature ADD COLUMN {_link('batch_id', 'acceptance_batch')}",
    f"signature ADD COLUMN {_link('unblock_step_id', 'step')}",
    f"signature ADD COLUMN {_link('milestone_id', 'milestone')}",
    f"signature ADD COLUMN {_day('due_on')}",
    "signature_attempt ADD COLUMN what TEXT NOT NULL DEFAULT 'asked' "
    "CHECK (what IN ('asked', 'waited', 'refused', 'came_back', 'signed'))",
    f"signature_attempt ADD COLUMN {_link('contact_id', 'contact')}",
    f"signature_attempt ADD COLUMN {_number('minutes', 1, 100_000)}",
    f"receivable ADD COLUMN {_day('planned_on')}",
    f"receivable ADD COLUMN {_number('confirmed_minor', 0, _MOST_MINOR)}",
    f"receivable ADD COLUMN {_link('confirmed_by_id', 'contact')}",
    f"receivable ADD COLUMN {_number('terms_days', 0, 3660)}",
    f"receivable ADD COLUMN {_text('written_off_reason', 20_000)}",
    "asset ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000000)",
    f"asset ADD COLUMN {_link('project_id', 'project')}",
    f"asset ADD COLUMN {_link('contact_id', 'contact')}",
    f"asset ADD COLUMN {_day('service_from_on')}",
    f"asset ADD COLUMN {_day('service_until_on')}",
    f"asset ADD COLUMN {_day('removed_on')}",
    f"step ADD COLUMN {_number('likelihood', 1, 5)}",
    f"step ADD COLUMN {_number('effect', 1, 5)}",
    f"step ADD COLUMN {_text('contingency', 20_000)}",
    f"attachment ADD COLUMN {_link('signature_id', 'signature')}",
    f"attachment ADD COLUMN {_link('receivable_id', 'receivable')}",
    f"attachment ADD COLUMN {_link('asset_id', 'asset')}",
)

_LIVE = "WHERE deleted_at IS NULL"

_INDEXES = (
    f"stage_name ON stage (name) {_LIVE}",
    "date_move_project ON date_move (project_id)",
    "date_move_milestone ON date_move (milestone_id) WHERE milestone_id IS NOT NULL",
    "acceptance_batch_project ON acceptance_batch (project_id)",
    "collection_receivable ON collection (receivable_id, contacted_at)",
    "collection_contact ON collection (contact_id) WHERE contact_id IS NOT NULL",
    "collection_step ON collection (step_id) WHERE step_id IS NOT NULL",
    "visit_asset_asset ON visit_asset (asset_id, due_on)",
    "feedback_account ON feedback (account_id, noted_on)",
    f"feedback_product ON feedback (product, noted_on) {_LIVE}",
    "feedback_asset ON feedback (asset_id) WHERE asset_id IS NOT NULL",
    "feedback_contact ON feedback (contact_id) WHERE contact_id IS NOT NULL",
    "feedback_visit ON feedback (visit_id) WHERE visit_id IS NOT NULL",
    # What the matrix, the pipeline and the ageing add up, without reading the rows themselves.
    "acceptance_item_state ON acceptance_item (project_id, department, state, batch_id, deleted_at)",
    "acceptance_item_order ON acceptance_item (project_id, position, id, deleted_at)",
    "acceptance_item_batch ON acceptance_item (batch_id) WHERE batch_id IS NOT NULL",
    "acceptance_item_step ON acceptance_item (unblock_step_id) WHERE unblock_step_id IS NOT NULL",
    "signature_state ON signature (project_id, department, state, asked_on, deleted_at)",
    "signature_batch ON signature (batch_id) WHERE batch_id IS NOT NULL",
    "signature_step ON signature (unblock_step_id) WHERE unblock_step_id IS NOT NULL",
    "signature_milestone ON signature (milestone_id) WHERE milestone_id IS NOT NULL",
    "receivable_owed ON receivable (account_id, project_id, currency, amount_minor, due_on, promised_on, "
    f"invoiced_on, written_off_on, deleted_at) {_LIVE}",
    f"receivable_due ON receivable (coalesce(due_on, '9999'), id) {_LIVE}",
    f"receivable_to_invoice ON receivable (account_id) {_LIVE} AND invoiced_on IS NULL AND written_off_on IS NULL "
    "AND coalesce(milestone_id, planned_on) IS NOT NULL",
    "receivable_milestone ON receivable (milestone_id) WHERE milestone_id IS NOT NULL",
    f"receivable_invoice ON receivable (invoice_number) {_LIVE} AND invoice_number <> ''",
    "payment_paid ON payment (receivable_id, amount_minor, paid_on, deleted_at)",
    f"project_running ON project (account_id, stage) {_LIVE} AND closed_on IS NULL",
    "visit_of_project ON visit (project_id, start) WHERE project_id IS NOT NULL",
    "step_risk ON step (account_id, due_on) WHERE kind = 'risk' AND closed_at IS NULL AND deleted_at IS NULL",
    f"asset_product ON asset (product, version) {_LIVE}",
    f"asset_warranty ON asset (warranty_end_on) {_LIVE} AND warranty_end_on IS NOT NULL",
    f"asset_serviced ON asset (id) {_LIVE} AND service_rhythm_days IS NOT NULL",
    "asset_project ON asset (project_id) WHERE project_id IS NOT NULL",
    "attachment_project ON attachment (project_id) WHERE project_id IS NOT NULL",
    "attachment_item ON attachment (acceptance_item_id) WHERE acceptance_item_id IS NOT NULL",
    "attachment_signature ON attachment (signature_id) WHERE signature_id IS NOT NULL",
    "attachment_receivable ON attachment (receivable_id) WHERE receivable_id IS NOT NULL",
    "attachment_asset ON attachment (asset_id) WHERE asset_id IS NOT NULL",
    *(
        f"{table}_in_trash ON {table} (deleted_at) WHERE deleted_at IS NOT NULL"
        for table in ("project", "acceptance_item", "signature", "receivable", "asset", "feedback")
    ),
)

_COVERED = (
    "visit (project_id) WHERE project_id IS NOT NULL",
    "acceptance_item (project_id, department)",
    "signature (project_id, department)",
    "payment (receivable_id)",
    "receivable (account_id)",
)
"""The indexes that wider ones of this version stand for."""

_FOUND = ("acceptance_item", "receivable", "asset", "signature")
"""What search finds from this version on, and a journal may hold already."""


def apply(connection: apsw.Connection) -> None:
    """Make the tables, columns and indexes; what search finds from now on waits to be indexed."""
    connection.execute(_TABLES)
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for columns in _COVERED:
        made = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% ON ' || ?"
        for (name,) in list(connection.execute(made, (columns,))):
            connection.execute(f"DROP INDEX {name}")
    for index in _INDEXES:
        connection.execute(f"CREATE {'UNIQUE ' if index.startswith('stage_name') else ''}INDEX {index}")
    for kind in _FOUND:
        connection.execute(
            f"INSERT INTO search_waiting (kind, record_id) SELECT '{kind}', id FROM {kind} "
            "WHERE deleted_at IS NULL ORDER BY id"
        )
