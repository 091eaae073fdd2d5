"""Version 1: the tables of the first release.

Dates are 'YYYY-MM-DD', times on the wall 'YYYY-MM-DDTHH:MM', stamps UTC; the tables themselves refuse any other
form and any day that no calendar has. Money is whole minor units with an ISO 4217 code. Texts are never NULL.
"""

from __future__ import annotations

import apsw

VERSION = 1


def _text(name: str, longest: int) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def _name(name: str = "name", longest: int = 200) -> str:
    return f"{name} TEXT NOT NULL CHECK (length({name}) BETWEEN 1 AND {longest})"


def _day(name: str, required: bool = False) -> str:
    # date() turns 30 February into 2 March, so a day that does not come back the same is no day at all.
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS date({name}))"


def _wall(name: str, required: bool = False) -> str:
    form = "'%Y-%m-%dT%H:%M'"
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS strftime({form}, {name}))"


def _choice(name: str, *choices: str, default: str | None = None, required: bool = False) -> str:
    allowed = ", ".join(f"'{choice}'" for choice in choices)
    start = f"NOT NULL DEFAULT '{default}' " if default else ("NOT NULL " if required else "")
    return f"{name} TEXT {start}CHECK ({name} IN ({allowed}))"


def _number(name: str, lowest: int, highest: int) -> str:
    return f"{name} INTEGER CHECK ({name} BETWEEN {lowest} AND {highest})"


def _flag(name: str) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} IN (0, 1))"


def _link(name: str, table: str, required: bool = False) -> str:
    return f"{name} INTEGER {'NOT NULL ' if required else ''}REFERENCES {table} (id)"


_TAGS = "tags TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) IS 'array' AND length(tags) <= 4000)"
_LONG = 2_000_000
_PARAGRAPH = 20_000
_LINE = 500
_STATES = ("open", "approved_inside", "submitted", "agreed", "signed", "blocked")

_TABLES: dict[str, tuple[str, ...]] = {
    "setting": ("key TEXT NOT NULL UNIQUE", "value TEXT NOT NULL CHECK (json_valid(value))"),
    "profile": (
        _text("name", 200),
        _text("job", 200),
        _text("region", 200),
        _text("company", 200),
        _text("phone", _LINE),
        _text("email", _LINE),
        _text("manager_name", 200),
        _text("manager_email", _LINE),
    ),
    "colleague": (_name(), _text("job", 200), _text("email", _LINE), _text("phone", _LINE)),
    "account": (
        _name(),
        _text("short_name", 200),
        _link("parent_id", "account"),
        _choice("account_class", "A", "B", "C"),
        _text("industry", 200),
        _text("region", 200),
        _text("city", 200),
        _text("address", _PARAGRAPH),
        _text("web", _LINE),
        _text("phone", _LINE),
        _number("rhythm_days", 1, 3660),
        _number("visit_target", 0, 1000),
        _TAGS,
        _text("notes", _LONG),
        _text("private_notes", _LONG),
        "CHECK (parent_id IS NOT id)",
    ),
    "contact": (
        _name(),
        _text("family_name", 200),
        _text("given_name", 200),
        _choice("role_group", "decision", "technical", "users", "commercial", "finance"),
        _choice("level", "executive", "manager", "specialist"),
        _number("stance", -2, 2),
        _number("closeness", 0, 5),
        _link("reports_to_id", "contact"),
        _link("introduced_by_id", "contact"),
        _day("introduced_on"),
        _flag("placeholder"),
        "birthday TEXT NOT NULL DEFAULT '' CHECK (birthday = '' OR birthday IS date(birthday)"
        " OR (birthday GLOB '--[0-9][0-9]-[0-9][0-9]' AND '2000' || substr(birthday, 2)"
        " IS date('2000' || substr(birthday, 2))))",
        _TAGS,
        _text("preferences", _PARAGRAPH),
        _text("kindnesses", _PARAGRAPH),
        _text("private_notes", _LONG),
        _text("imported_as", 1000),
        "CHECK (reports_to_id IS NOT id)",
        "CHECK (introduced_by_id IS NOT id)",
    ),
    "contact_point": (
        _link("contact_id", "contact", required=True),
        _choice("kind", "phone", "email", "chat", "address", "web", required=True),
        _text("label", 200),
        "value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2000)",
        _flag("preferred"),
    ),
    "contact_post": (
        _link("contact_id", "contact", required=True),
        _link("account_id", "account", required=True),
        _text("title", 200),
        _text("department", 200),
        _day("from_on"),
        _day("until_on"),
        "CHECK (until_on IS NULL OR from_on IS NULL OR until_on >= from_on)",
    ),
    "trip": (
        _name(),
        _choice("kind", "trip", "event", default="trip"),
        _day("start_on"),
        _day("end_on"),
        _text("place", _LINE),
        _text("notes", _LONG),
        "CHECK (end_on IS NULL OR start_on IS NULL OR end_on >= start_on)",
    ),
    "project": (
        _link("account_id", "account", required=True),
        _name(),
        _text("stage", 200),
        "value_minor INTEGER CHECK (value_minor >= 0)",
        "currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]')",
        _number("probability", 0, 100),
        _day("expected_on"),
        _text("competitor", _LINE),
        _text("contract_number", _LINE),
        _link("sales_owner_id", "colleague"),
        _link("delivery_owner_id", "colleague"),
        _link("finance_owner_id", "colleague"),
        _text("notes", _LONG),
        _day("closed_on"),
        _choice("outcome", "won", "lost"),
        _text("outcome_reason", _PARAGRAPH),
        "CHECK (value_minor IS NULL OR currency IS NOT NULL)",
    ),
    "visit": (
        _link("account_id", "account", required=True),
        _link("trip_id", "trip"),
        _link("project_id", "project"),
        _wall("start", required=True),
        _text("zone", 100),
        _number("minutes", 1, 100_000),
        _choice("channel", "on_site", "hosted", "call", "video", "message", "event", default="on_site"),
        _text("place", _LINE),
        _text("purpose", 2000),
        _text("expected_result", _PARAGRAPH),
        _choice("state", "planned", "held", "missed", "cancelled", default="held"),
        _text("summary", _PARAGRAPH),
        _text("highlight", _PARAGRAPH),
        _text("support_needed", _PARAGRAPH),
        _text("notes", _LONG),
        _text("private_notes", _LONG),
        _number("satisfaction", 1, 5),
        _text("expectation", _PARAGRAPH),
        _flag("confidential"),
        "series_id INTEGER",
        _TAGS,
    ),
    "visit_contact": (
        _link("visit_id", "visit", required=True),
        _link("contact_id", "contact", required=True),
        _link("account_id", "account"),
        _link("contact_post_id", "contact_post"),
        "UNIQUE (visit_id, contact_id)",
    ),
    "visit_colleague": (
        _link("visit_id", "visit", required=True),
        _link("colleague_id", "colleague", required=True),
        "UNIQUE (visit_id, colleague_id)",
    ),
    "visit_question": (
        _link("visit_id", "visit", required=True),
        "position INTEGER NOT NULL DEFAULT 0",
        "question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 2000)",
        _flag("done"),
        _text("answer", _PARAGRAPH),
    ),
    "plan": (
        _name("goal", 500),
        _text("why", _PARAGRAPH),
        _link("account_id", "account"),
        _link("project_id", "project"),
        _day("start_on"),
        _day("check_in_on"),
        _day("target_on"),
        _day("closed_on"),
        "CHECK (target_on IS NULL OR start_on IS NULL OR target_on >= start_on)",
    ),
    "step": (
        _choice(
            "kind",
            "next_step",
            "promise",
            "customer_promise",
            "request",
            "complaint",
            "risk",
            default="next_step",
        ),
        _name("title", 500),
        _text("details", _LONG),
        _link("account_id", "account"),
        _link("project_id", "project"),
        _link("visit_id", "visit"),
        _link("plan_id", "plan"),
        "plan_position INTEGER NOT NULL DEFAULT 0",
        _choice("owner_side", "ours", "theirs", default="ours"),
        _link("owner_colleague_id", "colleague"),
        _link("owner_contact_id", "contact"),
        _day("due_on"),
        _choice("severity", "normal", "serious", "urgent"),
        _wall("raised_at", required=True),
        _wall("first_answered_at"),
        _wall("on_site_at"),
        _wall("closed_at"),
        _wall("reopened_at"),
        _link("escalated_to_colleague_id", "colleague"),
        _link("escalated_to_contact_id", "contact"),
        _wall("escalated_at"),
        _choice("outcome", "done", "kept", "kept_late", "broken", "released"),
        _text("result", _PARAGRAPH),
        _text("repeats", 1000),
        "CHECK ((closed_at IS NULL) = (outcome IS NULL))",
        "CHECK (closed_at IS NULL OR closed_at >= raised_at)",
    ),
    "step_contact": (
        _link("step_id", "step", required=True),
        _link("contact_id", "contact", required=True),
        "UNIQUE (step_id, contact_id)",
    ),
    "stage_change": (
        _link("project_id", "project", required=True),
        _text("from_stage", 200),
        _name("to_stage"),
        _day("changed_on", required=True),
        _day("expected_on"),
        _text("reason", _PARAGRAPH),
    ),
    "milestone": (
        _link("project_id", "project", required=True),
        _name(),
        "position INTEGER NOT NULL DEFAULT 0",
        _day("planned_on"),
        _day("reached_on"),
    ),
    "acceptance_item": (
        _link("project_id", "project", required=True),
        "position INTEGER NOT NULL DEFAULT 0",
        _text("clause", 200),
        _name("department"),
        "criterion TEXT NOT NULL CHECK (length(criterion) BETWEEN 1 AND 20000)",
        _text("evidence", _PARAGRAPH),
        _choice("state", *_STATES, default="open"),
        _text("blocked_because", _PARAGRAPH),
        _link("owner_colleague_id", "colleague"),
    ),
    "signature": (
        _link("project_id", "project", required=True),
        "position INTEGER NOT NULL DEFAULT 0",
        _name("department"),
        _link("signer_id", "contact"),
        _text("subject", _LINE),
        _choice("state", *_STATES, default="open"),
        _text("blocked_because", _PARAGRAPH),
        _day("asked_on"),
        _day("signed_on"),
        "CHECK (signed_on IS NULL OR asked_on IS NULL OR signed_on >= asked_on)",
    ),
    "signature_attempt": (
        _link("signature_id", "signature", required=True),
        _wall("tried_at", required=True),
        _link("colleague_id", "colleague"),
        _text("result", _PARAGRAPH),
    ),
    "receivable": (
        _link("account_id", "account", required=True),
        _link("project_id", "project"),
        _link("milestone_id", "milestone"),
        _name("title", 500),
        "amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0)",
        "currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]')",
        _day("confirmed_on"),
        _text("invoice_number", 200),
        _day("invoiced_on"),
        _day("due_on"),
        _day("promised_on"),
        _text("risk", _PARAGRAPH),
        _text("escalation", _PARAGRAPH),
        _day("written_off_on"),
    ),
    "payment": (
        _link("receivable_id", "receivable", required=True),
        _day("paid_on", required=True),
        "amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)",
        _text("note", _PARAGRAPH),
    ),
    "asset": (
        _link("account_id", "account", required=True),
        _name("product"),
        _text("version", 200),
        _text("serial_number", 200),
        _text("site", _LINE),
        _day("installed_on"),
        _day("warranty_end_on"),
        _number("service_rhythm_days", 1, 3660),
        _text("competitor", _LINE),
        _text("notes", _LONG),
    ),
    "attachment": (
        "sha256 TEXT NOT NULL CHECK (length(sha256) = 64)",
        _name("name", 300),
        _text("media_type", 200),
        "size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 26214400)",
        _link("account_id", "account"),
        _link("contact_id", "contact"),
        _link("visit_id", "visit"),
        _link("step_id", "step"),
        _link("project_id", "project"),
        _link("acceptance_item_id", "acceptance_item"),
    ),
}

_STAMPS = (
    "created_at TEXT NOT NULL",
    "changed_at TEXT NOT NULL",
    "revision INTEGER NOT NULL DEFAULT 1",
    "deleted_at TEXT",
)

_KEEPING = """
CREATE TABLE attachment_content (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), content BLOB NOT NULL CHECK (length(content) <= 26214400)
) STRICT;
CREATE TABLE draft (
    id INTEGER PRIMARY KEY, record_table TEXT NOT NULL, record_id INTEGER, content TEXT NOT NULL, saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE operation (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, subject TEXT NOT NULL DEFAULT '', record_table TEXT NOT NULL DEFAULT '',
    record_id INTEGER, started_at TEXT NOT NULL, undone_at TEXT,
    redoable INTEGER NOT NULL DEFAULT 1 CHECK (redoable IN (0, 1))
) STRICT;
CREATE TABLE current_operation (only INTEGER PRIMARY KEY CHECK (only = 1), operation_id INTEGER) STRICT;
INSERT INTO current_operation VALUES (1, NULL);
CREATE TABLE change (
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE, table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL, field TEXT NOT NULL, value TEXT,
    PRIMARY KEY (operation_id, table_name, row_id, field)
) STRICT, WITHOUT ROWID;
"""

# Besides serving the lists, an index stands wherever a row may point to one that undo takes out again: without it the
# engine would read the whole table for each such row.
_INDEXES = (
    "account (parent_id)",
    "account (name)",
    "contact (name)",
    "contact (imported_as) WHERE imported_as <> ''",
    "contact (reports_to_id) WHERE reports_to_id IS NOT NULL",
    "contact (introduced_by_id) WHERE introduced_by_id IS NOT NULL",
    "contact_point (contact_id)",
    "contact_point (kind, value)",
    "contact_post (contact_id)",
    "contact_post (account_id)",
    "visit (start)",
    "visit (account_id, start)",
    "visit (start) WHERE state = 'planned' OR (state = 'held' AND trim(summary) = '')",
    "visit (id) WHERE confidential = 1",
    "visit (project_id) WHERE project_id IS NOT NULL",
    "visit (trip_id) WHERE trip_id IS NOT NULL",
    "visit_contact (contact_id)",
    "visit_contact (account_id)",
    "visit_contact (contact_post_id) WHERE contact_post_id IS NOT NULL",
    "visit_colleague (colleague_id)",
    "visit_question (visit_id)",
    "step (kind, closed_at)",
    "step (account_id, raised_at)",
    "step (account_id, closed_at) WHERE closed_at IS NOT NULL",
    "step (visit_id)",
    "step (plan_id) WHERE plan_id IS NOT NULL",
    "step (due_on) WHERE closed_at IS NULL",
    "step (closed_at) WHERE closed_at IS NOT NULL",
    "step (raised_at)",
    "step (project_id) WHERE project_id IS NOT NULL",
    "step (owner_contact_id) WHERE owner_contact_id IS NOT NULL",
    "step (owner_colleague_id) WHERE owner_colleague_id IS NOT NULL",
    "step (escalated_to_contact_id) WHERE escalated_to_contact_id IS NOT NULL",
    "step (escalated_to_colleague_id) WHERE escalated_to_colleague_id IS NOT NULL",
    "step_contact (contact_id)",
    "plan (account_id)",
    "project (account_id)",
    "stage_change (project_id)",
    "milestone (project_id)",
    "acceptance_item (project_id, department)",
    "signature (project_id, department)",
    "signature (signer_id) WHERE signer_id IS NOT NULL",
    "signature_attempt (signature_id)",
    "receivable (account_id)",
    "receivable (project_id)",
    "payment (receivable_id)",
    "asset (account_id)",
    "attachment (account_id) WHERE account_id IS NOT NULL",
    "attachment (contact_id) WHERE contact_id IS NOT NULL",
    "attachment (visit_id) WHERE visit_id IS NOT NULL",
    "attachment (step_id) WHERE step_id IS NOT NULL",
    "change (row_id)",
)


def apply(connection: apsw.Connection) -> None:
    """Make every table and index of version 1 in an empty file."""
    for table, columns in _TABLES.items():
        parts = ["id INTEGER PRIMARY KEY", *_columns_then_stamps(columns)]
        connection.execute(f"CREATE TABLE {table} (\n    " + ",\n    ".join(parts) + "\n) STRICT")
    connection.execute(_KEEPING)
    for number, index in enumerate(_INDEXES, start=1):
        table = index.split(" ")[0]
        connection.execute(f"CREATE INDEX {table}_index_{number} ON {index}")


def _columns_then_stamps(columns: tuple[str, ...]) -> list[str]:
    """Return the columns, the stamps, and then the constraints of the table, in the order SQL wants them."""
    constraints = [column for column in columns if column.startswith(("CHECK", "UNIQUE"))]
    return [*(column for column in columns if column not in constraints), *_STAMPS, *constraints]
