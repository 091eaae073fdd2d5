"""Who may read what: the one table from which the views for summaries are made.

A summary reads through views named `shown_<table>` alone. They hold the rows and the columns its reader may see; a
column that reader may not see is empty in them, whatever the journal holds. While a summary is gathered, the engine
itself refuses any other read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Literal

import apsw

from models import tags
from models.account_classes import class_days
from models.errors import InvalidValue
from models.journal import Journal

AudienceName = Literal["manager", "customer", "self"]

AUDIENCES: tuple[AudienceName, ...] = ("manager", "customer", "self")


class Field(Enum):
    """Who may read a column."""

    OPEN = "everyone"
    INSIDE = "the manager and me"
    TICKED = "me, and the manager if ticked for this summary"
    PHOTOS = "whoever reads a summary for which photos are ticked"
    MINE = "me alone"
    PRIVATE = "me alone, after a confirmation"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a summary, and what was ticked or confirmed for this one."""

    name: AudienceName
    with_notes: bool = False
    with_private: bool = False
    with_photos: bool = False

    def __post_init__(self) -> None:
        if self.with_private and self.name != "self":
            raise InvalidValue(
                "Private notes never leave the journal. Leave them out, or make the summary for yourself."
            )
        if self.with_notes and self.name == "customer":
            raise InvalidValue("Visit notes are never shown to a customer. Leave them out.")

    def may_read(self, field: Field) -> bool:
        """Return whether this reader may see a column of that kind."""
        if field is Field.PHOTOS:
            return self.with_photos
        if self.name == "customer":
            return field is Field.OPEN
        if self.name == "manager":
            return field in (Field.OPEN, Field.INSIDE) or (field is Field.TICKED and self.with_notes)
        return field is not Field.PRIVATE or self.with_private


COLUMNS: dict[str, dict[Field, str]] = {
    "profile": {Field.OPEN: "id name job region company phone email manager_name", Field.INSIDE: "manager_email"},
    "account": {
        Field.OPEN: "id name short_name parent_id city address web",
        Field.INSIDE: "account_class industry region phone rhythm_days rhythm_inherited visit_target tags "
        "tier relationship wanted_relationship",
        Field.TICKED: "notes",
        Field.MINE: "merged_into_id",
        Field.PRIVATE: "private_notes",
    },
    "contact": {
        Field.OPEN: "id name family_name given_name placeholder",
        Field.INSIDE: "role_group level stance closeness reports_to_id introduced_by_id introduced_on rhythm_days tags "
        "influence wanted_closeness languages introduction",
        Field.TICKED: "notes",
        Field.MINE: "imported_as portrait merged_into_id",
        Field.PRIVATE: "birthday preferences kindnesses private_notes",
    },
    "contact_point": {Field.INSIDE: "id contact_id kind label value preferred"},
    "contact_standing": {
        Field.INSIDE: "id contact_id noted_on stance closeness",
        Field.MINE: "reason",  # it may tell what was said in confidence
    },
    "coverage_target": {Field.INSIDE: "id account_id role_group wanted"},
    "contact_post": {Field.OPEN: "id contact_id account_id title department from_on until_on"},
    "colleague": {Field.OPEN: "id name", Field.INSIDE: "job email phone"},
    "trip": {Field.INSIDE: "id name kind start_on end_on place purpose result", Field.TICKED: "notes"},
    "visit": {
        Field.OPEN: "id account_id project_id start zone minutes channel place purpose expected_result state summary "
        "highlight",
        Field.INSIDE: "support_needed satisfaction expectation expectation_level trip_id series_id plan_id "
        "repeats tags",
        Field.TICKED: "notes",
        Field.MINE: "confidential skipped_days calendar_uid",
        Field.PRIVATE: "private_notes",
    },
    "visit_contact": {Field.OPEN: "id visit_id contact_id account_id contact_post_id"},
    "visit_colleague": {Field.OPEN: "id visit_id colleague_id"},
    "visit_question": {Field.MINE: "id visit_id position question done answer kind carried_from_id"},
    "attachment": {
        Field.PHOTOS: "id visit_id sha256 caption in_summary",
        Field.MINE: "name media_type size account_id contact_id step_id project_id acceptance_item_id "
        "signature_id receivable_id asset_id kept_original",
    },
    "attachment_content": {Field.PHOTOS: "sha256 content"},
    "step": {
        Field.OPEN: "id kind title account_id project_id visit_id owner_side due_on raised_at first_answered_at "
        "on_site_at closed_at reopened_at outcome",
        Field.INSIDE: "plan_id plan_position owner_colleague_id owner_contact_id severity result "
        "repeats series_id after_id escalated_to_colleague_id escalated_to_contact_id escalated_at "
        "answer_by on_site_by solve_by likelihood effect contingency",
        Field.TICKED: "details",
        Field.MINE: "skipped_days remind_at calendar_uid",
    },
    "step_contact": {Field.OPEN: "id step_id contact_id"},
    "step_event": {Field.INSIDE: "id step_id what at outcome note colleague_id contact_id"},
    "plan": {
        Field.INSIDE: "id goal why kind account_id project_id start_on check_in_on target_on first_target_on closed_on "
        "outcome result"
    },
    "project": {
        Field.OPEN: "id account_id name contract_number",
        Field.INSIDE: "stage value_minor currency probability expected_on competitor sales_owner_id delivery_owner_id "
        "finance_owner_id closed_on outcome outcome_reason decided_on rhythm_days",
        Field.TICKED: "notes",
    },
    "stage": {Field.INSIDE: "id name position phase probability usual_days"},
    "stage_change": {Field.INSIDE: "id project_id from_stage to_stage changed_on expected_on reason"},
    "date_move": {Field.INSIDE: "id project_id milestone_id from_on to_on noted_on reason"},
    "milestone": {
        Field.OPEN: "id project_id name position planned_on reached_on signed_on",
        Field.TICKED: "notes",
    },
    "acceptance_batch": {
        Field.OPEN: "id project_id name position sites planned_on",
        Field.TICKED: "notes",
    },
    "acceptance_item": {
        Field.OPEN: "id project_id position clause department criterion state batch_id",
        Field.INSIDE: "evidence blocked_because owner_colleague_id unblock_step_id state_on",
    },
    "signature": {
        Field.OPEN: "id project_id position department signer_id subject state asked_on signed_on batch_id "
        "milestone_id due_on",
        Field.INSIDE: "blocked_because unblock_step_id",
    },
    "signature_attempt": {Field.INSIDE: "id signature_id tried_at colleague_id result what contact_id minutes"},
    "receivable": {
        Field.INSIDE: "id account_id project_id milestone_id title amount_minor currency confirmed_on invoice_number "
        "invoiced_on due_on promised_on risk escalation written_off_on planned_on confirmed_minor confirmed_by_id "
        "terms_days written_off_reason"
    },
    "payment": {Field.INSIDE: "id receivable_id paid_on amount_minor note"},
    "collection": {
        Field.INSIDE: "id receivable_id contacted_at means contact_id colleague_id said promised_on promised_minor "
        "step_id"
    },
    "asset": {
        Field.OPEN: "id account_id project_id product version serial_number site installed_on warranty_end_on quantity "
        "removed_on",
        Field.INSIDE: "service_rhythm_days competitor contact_id service_from_on service_until_on",
        Field.TICKED: "notes",
    },
    "visit_asset": {Field.INSIDE: "id visit_id asset_id due_on"},
    "feedback": {
        Field.INSIDE: "id account_id product asset_id contact_id visit_id kind words noted_on handed_over_on answer"
    },
}
"""Every column of every table a summary may read. A table or a column that is not named here is never shown."""

_WHOLE = ("contact", "colleague")
"""Tables whose views hold every row: who lies in the trash keeps the name in the visits he or she took part in."""

_WITHOUT_TRASH = (*_WHOLE, "attachment_content")

_ANY_CONFIDENTIAL = "SELECT id FROM visit WHERE confidential = 1"
_CHOSEN = "SELECT sha256 FROM attachment WHERE in_summary = 1 AND visit_id IS NOT NULL AND deleted_at IS NULL"
_TRIPS_OF = "SELECT trip_id FROM visit WHERE trip_id IS NOT NULL AND deleted_at IS NULL AND confidential ="
_NOT_CONFIDENTIAL = {
    "visit": "confidential = 0",
    "trip": f"(id IN ({_TRIPS_OF} 0) OR id NOT IN ({_TRIPS_OF} 1))",
    "visit_contact": f"visit_id NOT IN ({_ANY_CONFIDENTIAL})",
    "visit_colleague": f"visit_id NOT IN ({_ANY_CONFIDENTIAL})",
    "visit_question": f"visit_id NOT IN ({_ANY_CONFIDENTIAL})",
    "step": f"(visit_id IS NULL OR visit_id NOT IN ({_ANY_CONFIDENTIAL}))",
    "step_contact": f"step_id NOT IN (SELECT id FROM step WHERE visit_id IN ({_ANY_CONFIDENTIAL}))",
    "step_event": f"step_id NOT IN (SELECT id FROM step WHERE visit_id IN ({_ANY_CONFIDENTIAL}))",
    "visit_asset": f"visit_id NOT IN ({_ANY_CONFIDENTIAL})",
    "feedback": f"(visit_id IS NULL OR visit_id NOT IN ({_ANY_CONFIDENTIAL}))",
    "attachment": f"visit_id NOT IN ({_ANY_CONFIDENTIAL})",
    "attachment_content": f"sha256 IN ({_CHOSEN} AND visit_id NOT IN ({_ANY_CONFIDENTIAL}))",
}
"""A confidential visit and all that hangs on it: in no summary for others, and in no figure."""

_ALWAYS = {
    "attachment": "in_summary = 1 AND visit_id IS NOT NULL",
    "attachment_content": f"sha256 IN ({_CHOSEN})",
}
"""Of the files no reader sees any but the photos of visits that were chosen, and no other bytes at all."""

_UNDER_CONTRACT = "(contract_number <> '' OR outcome = 'won')"
_OF_CONTRACT = f"project_id IN (SELECT id FROM project WHERE deleted_at IS NULL AND {_UNDER_CONTRACT})"
_FOR_CUSTOMERS = {
    "step": "kind IN ('promise', 'customer_promise', 'request', 'complaint')",
    "project": _UNDER_CONTRACT,
    "milestone": _OF_CONTRACT,
    "acceptance_batch": _OF_CONTRACT,
    "acceptance_item": _OF_CONTRACT,
    "signature": _OF_CONTRACT,
    "asset": "competitor = ''",
}
"""What a customer sees of our records: what was promised and asked for, not what we plan or fear; projects under
contract, not what we pursue; what we installed, not who else did."""

_HANDED_OVER = "iif(state IN ('submitted', 'agreed', 'signed'), state, 'open')"
_ASKED_FOR = f"iif(state = 'blocked' AND asked_on IS NOT NULL, 'submitted', {_HANDED_OVER})"
_SOFTENED = {("acceptance_item", "state"): _HANDED_OVER, ("signature", "state"): _ASKED_FOR}
"""What a customer reads instead of a column: of an acceptance he sees what was handed to him, not what we think of it
before, nor whom we hold to block it."""


def view_statements(audience: Audience, tag: str = "") -> dict[str, str]:
    """Return, for each table, the SELECT of the view this reader sees it through.

    With a tag the views hold only the visits that bear it, or whose accounts do, and what hangs on those.
    """
    bearing = _bearing(tag) if tag else {}
    statements = {}
    for table, groups in COLUMNS.items():
        shown = [
            _shown(audience, table, field, column) for field, columns in groups.items() for column in columns.split()
        ]
        conditions = ["deleted_at IS NULL"] if table not in _WITHOUT_TRASH else []
        if table in _ALWAYS:
            conditions.append(_ALWAYS[table])
        if audience.name != "self" and table in _NOT_CONFIDENTIAL:
            conditions.append(_NOT_CONFIDENTIAL[table])
        if audience.name == "customer" and table in _FOR_CUSTOMERS:
            conditions.append(_FOR_CUSTOMERS[table])
        if table in bearing:
            conditions.append(bearing[table])
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        statements[table] = f"SELECT {', '.join(shown)} FROM {table}{where}"
    return statements


def _shown(audience: Audience, table: str, field: Field, column: str) -> str:
    """Return a column as this reader's view has it: as it is, empty, or in the words that are for him."""
    if not audience.may_read(field):
        return f"NULL AS {column}"
    softened = _SOFTENED.get((table, column)) if audience.name == "customer" else None
    return f"{softened} AS {column}" if softened else column


def _bearing(tag: str) -> dict[str, str]:
    """Return, for each table that a tag narrows, the condition its rows must meet."""
    of_account = f"account_id IN (SELECT id FROM account WHERE {tags.bearing('account.tags', tag)})"
    of_visit = f"SELECT 1 FROM visit WHERE visit.id = visit_id AND {tags.bearing('visit.tags', tag)}"
    return {
        "visit": tags.of_visit(tag),
        "step": f"({of_account} OR EXISTS ({of_visit}))",
        "plan": of_account,
        "project": of_account,
        "receivable": of_account,
        "asset": of_account,
        "feedback": of_account,
    }


@contextmanager
def reading_as(journal: Journal, audience: Audience, tag: str = "") -> Iterator[None]:
    """Let nothing but what this reader may see be read, through the views `shown_<table>`, until the block ends.

    With a tag they hold only what bears it; `shown_any_visit` always holds every visit that the reader may see, to
    tell when somebody was met before, and `shown_class` how often each class of accounts is to be visited.
    """
    statements = view_statements(audience, tag)
    statements["any_visit"] = view_statements(audience)["visit"]
    days = class_days(journal).items()
    statements["class"] = " UNION ALL ".join(f"SELECT '{name}' AS name, {of_class} AS days" for name, of_class in days)
    tables = frozenset(name for (name,) in journal.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    try:
        for table, statement in statements.items():
            journal.connection.execute(f"CREATE TEMP VIEW shown_{table} AS {statement}")
        journal.connection.authorizer = _only_through_views(tables | {"sqlite_schema", "sqlite_master"})
        yield
    finally:
        journal.connection.authorizer = None
        for table in statements:
            journal.connection.execute(f"DROP VIEW IF EXISTS temp.shown_{table}")


_Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def _only_through_views(tables: frozenset[str]) -> _Authorizer:
    """Return what the engine asks before each read: a table may be read through one of the views only."""

    def allow(operation: int, name: str | None, column: str | None, _file: str | None, through: str | None) -> int:
        if operation == apsw.SQLITE_READ:
            bare = name in tables and not (through or "").startswith("shown_")
            if name in _WHOLE and not column:
                # Merged into the query, such a view is read without its name when no column of it is needed.
                bare = False
            return apsw.SQLITE_DENY if bare else apsw.SQLITE_OK
        reading = operation in (apsw.SQLITE_SELECT, apsw.SQLITE_FUNCTION, apsw.SQLITE_RECURSIVE)
        return apsw.SQLITE_OK if reading else apsw.SQLITE_DENY

    return allow
