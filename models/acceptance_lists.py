"""The items and signatures of a project as lists show them, a window at a time, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence

from models.changes import Value
from models.journal import Journal
from models.row_class import row_class

NONE = 0
"""Wanted instead of the id of a batch or a colleague: what belongs to none."""


@row_class
class AcceptanceFilter:
    """Which items or signatures are wanted; empty is all. `text` may have several words, which all must be there."""

    departments: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    batch_id: int | None = None
    owner_id: int | None = None
    """A colleague of ours, of items; the signer, of signatures."""
    text: str = ""


@row_class
class ItemLine:
    """An item as the list shows it: with the names of its owner and batch, its step and the number of its files."""

    id: int
    position: int
    clause: str
    department: str
    criterion: str
    evidence: str
    state: str
    state_on: str | None
    blocked_because: str
    step_id: int | None
    step: str
    step_closed: bool
    owner_id: int | None
    owner: str
    batch_id: int | None
    batch: str
    files: int


@row_class
class SignatureLine:
    """A signature as the list shows it; `tried_at` (on the wall), `what` and `result` tell of the last attempt."""

    id: int
    position: int
    department: str
    subject: str
    state: str
    asked_on: str | None
    signed_on: str | None
    due_on: str | None
    blocked_because: str
    step_id: int | None
    step: str
    step_closed: bool
    signer_id: int | None
    signer: str
    batch_id: int | None
    batch: str
    milestone: str
    attempts: int
    tried_at: str
    what: str
    result: str


def items(
    journal: Journal,
    project_id: int,
    wanted: AcceptanceFilter | None = None,
    *,
    after: ItemLine | None = None,
    limit: int = 200,
) -> list[ItemLine]:
    """Return the items of a project, a window of them that begins behind a row."""
    condition, values = _condition("item", _ITEM_WORDS, "owner_colleague_id", wanted or AcceptanceFilter())
    place = (after.position, after.id) if after else (-1, 0)
    found = journal.rows(f"{_ITEMS}{condition}{_ORDER.format('item')}", project_id, *place, *values, limit)
    return [ItemLine(*row) for row in found]


def signatures(
    journal: Journal,
    project_id: int,
    wanted: AcceptanceFilter | None = None,
    *,
    after: SignatureLine | None = None,
    limit: int = 200,
) -> list[SignatureLine]:
    """Return the signatures of a project, a window of them that begins behind a row."""
    condition, values = _condition("signature", _SIGNATURE_WORDS, "signer_id", wanted or AcceptanceFilter())
    place = (after.position, after.id) if after else (-1, 0)
    found = journal.rows(f"{_SIGNATURES}{condition}{_ORDER.format('signature')}", project_id, *place, *values, limit)
    return [SignatureLine(*row) for row in found]


def count_items(journal: Journal, project_id: int, wanted: AcceptanceFilter) -> int:
    """Return how many items a filter leaves."""
    condition, values = _condition("item", _ITEM_WORDS, "owner_colleague_id", wanted)
    query = f"SELECT count(*) FROM acceptance_item AS item WHERE project_id = ? AND item.deleted_at IS NULL{condition}"
    return int(journal.rows(query, project_id, *values)[0][0])


def count_signatures(journal: Journal, project_id: int, wanted: AcceptanceFilter) -> int:
    """Return how many signatures a filter leaves."""
    condition, values = _condition("signature", _SIGNATURE_WORDS, "signer_id", wanted)
    query = f"""SELECT count(*) FROM signature LEFT JOIN contact AS signer ON signer.id = signer_id
        WHERE project_id = ? AND signature.deleted_at IS NULL{condition}"""
    return int(journal.rows(query, project_id, *values)[0][0])


def next_unsigned(journal: Journal, project_id: int, signature_id: int, wanted: AcceptanceFilter) -> int | None:
    """Return the signature to ask for next: the first one not signed behind another, else from the beginning."""
    condition, values = _condition("signature", _SIGNATURE_WORDS, "signer_id", wanted)
    query = f"""
        SELECT signature.id FROM signature LEFT JOIN contact AS signer ON signer.id = signer_id
        WHERE project_id = ?1 AND state <> 'signed' AND signature.id <> ?2 AND signature.deleted_at IS NULL{condition}
        ORDER BY (position, signature.id) < (SELECT position, id FROM signature WHERE id = ?2), position, signature.id
        LIMIT 1"""
    found = journal.row(query, project_id, signature_id, *values)
    return int(found[0]) if found else None


def departments(journal: Journal, project_id: int) -> list[str]:
    """Return the departments of a project in the order in which their items and signatures come."""
    return [name for (name,) in journal.rows(_DEPARTMENTS, project_id)]


_ITEM_WORDS = "item.clause || ' ' || item.department || ' ' || criterion || ' ' || evidence || ' ' || blocked_because"
_SIGNATURE_WORDS = (
    "signature.department || ' ' || subject || ' ' || blocked_because || ' ' || coalesce(signer.name, '')"
)


def _condition(table: str, words: str, owner: str, wanted: AcceptanceFilter) -> tuple[str, list[Value]]:
    """Return the condition of a filter as SQL behind another one, and its values."""
    parts: list[str] = []
    values: list[Value] = []
    for column, allowed in ((f"{table}.department", wanted.departments), (f"{table}.state", wanted.states)):
        if allowed:
            parts.append(f"{column} IN ({_places(allowed)})")
            values += allowed
    for column, wanted_id in ((f"{table}.batch_id", wanted.batch_id), (f"{table}.{owner}", wanted.owner_id)):
        if wanted_id == NONE:
            parts.append(f"{column} IS NULL")
        elif wanted_id is not None:
            parts.append(f"{column} = ?")
            values.append(wanted_id)
    for word in wanted.text.split():
        spelled = _spelled(word)
        parts.append(f"({' OR '.join([f'instr(lower({words}), lower(?))'] * len(spelled))})")
        values += spelled
    return "".join(f" AND {part}" for part in parts), values


def _spelled(word: str) -> list[str]:
    """Return a word as it may stand in a text: the engine knows capitals of A to Z alone, not Ä or Ж."""
    return [word] if word.isascii() else list(dict.fromkeys((word, word.lower(), word.upper(), word.capitalize())))


def _places(allowed: Sequence[str]) -> str:
    return ", ".join("?" * len(allowed))


_STEP = "step.id, coalesce(step.title, ''), step.closed_at IS NOT NULL"
_STEP_JOIN = "LEFT JOIN step ON step.id = unblock_step_id AND step.deleted_at IS NULL"

_ITEMS = f"""
    SELECT item.id, item.position, clause, department, criterion, evidence, state, state_on, blocked_because, {_STEP},
           item.owner_colleague_id, coalesce(colleague.name, ''), item.batch_id, coalesce(batch.name, ''),
           (SELECT count(*) FROM attachment WHERE acceptance_item_id = item.id AND attachment.deleted_at IS NULL)
    FROM acceptance_item AS item {_STEP_JOIN}
    LEFT JOIN colleague ON colleague.id = item.owner_colleague_id
    LEFT JOIN acceptance_batch AS batch ON batch.id = item.batch_id
    WHERE item.project_id = ? AND (item.position, item.id) > (?, ?) AND item.deleted_at IS NULL"""

_SIGNATURES = f"""
    SELECT signature.id, signature.position, department, subject, signature.state, asked_on, signature.signed_on,
           signature.due_on, blocked_because, {_STEP}, signer_id, coalesce(signer.name, ''), signature.batch_id,
           coalesce(batch.name, ''), coalesce(milestone.name, ''),
           (SELECT count(*) FROM signature_attempt AS attempt
            WHERE attempt.signature_id = signature.id AND attempt.deleted_at IS NULL),
           coalesce(last.tried_at, ''), coalesce(last.what, ''), coalesce(last.result, '')
    FROM signature {_STEP_JOIN}
    LEFT JOIN contact AS signer ON signer.id = signer_id
    LEFT JOIN acceptance_batch AS batch ON batch.id = signature.batch_id
    LEFT JOIN milestone ON milestone.id = milestone_id AND milestone.deleted_at IS NULL
    LEFT JOIN signature_attempt AS last ON last.id = (
        SELECT attempt.id FROM signature_attempt AS attempt
        WHERE attempt.signature_id = signature.id AND attempt.deleted_at IS NULL
        ORDER BY tried_at DESC, attempt.id DESC LIMIT 1)
    WHERE signature.project_id = ? AND (signature.position, signature.id) > (?, ?) AND signature.deleted_at IS NULL"""

_ORDER = " ORDER BY {0}.position, {0}.id LIMIT ?"

_DEPARTMENTS = """
    SELECT department FROM (
        SELECT department, position, 0 AS part FROM acceptance_item WHERE project_id = ?1 AND deleted_at IS NULL
        UNION ALL
        SELECT department, position, 1 FROM signature WHERE project_id = ?1 AND deleted_at IS NULL)
    GROUP BY department ORDER BY min(part), min(position), department"""
