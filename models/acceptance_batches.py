"""Batches of sites: the parts of a project whose items and signatures are accepted together."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import records, values
from models.acceptance_states import ACCEPTED
from models.changes import Changes
from models.journal import Journal
from models.row_class import row_class
from models.tables import AcceptanceBatch, AcceptanceItem, Project, Signature, table_name
from models.text.language import Label


class BatchFields(TypedDict, total=False):
    """The fields of a batch; `sites` has one site on each line."""

    name: str
    position: int
    sites: str
    planned_on: date | str | None
    notes: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name of the batch"), values.NAME_LENGTH, required=True),
    "position": values.number(Label("position"), 0, 10_000),
    "sites": values.paragraph(Label("sites")),
    "planned_on": values.day(Label("planned date")),
    "notes": values.paragraph(Label("notes")),
}


@row_class
class BatchRow:
    """A batch as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    project_id: int
    name: str
    position: int
    sites: str
    planned_on: str | None
    notes: str


@row_class
class BatchProgress:
    """A batch with how far it is: items accepted of all, signatures got of all."""

    id: int
    name: str
    sites: str
    planned_on: str | None
    items: int
    accepted: int
    signatures: int
    signed: int

    @property
    def site_count(self) -> int:
        """How many sites the batch has."""
        return sum(1 for line in self.sites.splitlines() if line.strip())


def create(journal: Journal, project_id: int, **fields: Unpack[BatchFields]) -> Changes:
    """Make a batch of sites, behind the others; raises InvalidValue for what can't be stored."""
    stored = values.checked({"name": "", **fields}, RULES)
    with journal.operation("acceptance.create_batch", subject=str(stored["name"])) as work:
        work.require_live(Project, project_id)
        last = journal.row("SELECT coalesce(max(position), -1) FROM acceptance_batch WHERE project_id = ?", project_id)
        stored.setdefault("position", last[0] + 1 if last else 0)
        return work.done(work.insert(AcceptanceBatch, project_id=project_id, **stored))


def edit(journal: Journal, batch_id: int, *, revision: int | None = None, **fields: Unpack[BatchFields]) -> Changes:
    """Change fields of a batch; raises InvalidValue, NotFound, or ChangedElsewhere."""
    stored = values.checked(fields, RULES)
    subject = get(journal, batch_id).name
    with journal.operation("acceptance.edit_batch", subject=subject, record=(AcceptanceBatch, batch_id)) as work:
        work.update(AcceptanceBatch, batch_id, stored, revision=revision)
        return work.done(batch_id)


def trash(journal: Journal, batch_id: int) -> Changes:
    """Take a batch away: its items and signatures stay, and belong to none then."""
    with journal.operation("acceptance.trash_batch", subject=get(journal, batch_id).name) as work:
        for table in (AcceptanceItem, Signature):
            name = table_name(table)
            query = f"SELECT id FROM {name} WHERE batch_id = ? AND deleted_at IS NULL"
            for (record_id,) in journal.rows(query, batch_id):
                work.update(table, record_id, {"batch_id": None})
        work.trash(AcceptanceBatch, batch_id)
        return work.done(batch_id)


def get(journal: Journal, batch_id: int) -> BatchRow:
    """Return a batch; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, AcceptanceBatch, BatchRow, batch_id)


def listing(journal: Journal, project_id: int) -> list[BatchProgress]:
    """Return the batches of a project in their order, each with how far it is."""
    return [BatchProgress(*row) for row in journal.rows(_QUERY, project_id)]


def _count(table: str, states: str = "") -> str:
    of_state = f" AND state IN ({states})" if states else ""
    return f"(SELECT count(*) FROM {table} WHERE batch_id = batch.id AND deleted_at IS NULL{of_state})"


_ACCEPTED = ", ".join(f"'{state}'" for state in ACCEPTED)
_QUERY = f"""
    SELECT id, name, sites, planned_on, {_count("acceptance_item")}, {_count("acceptance_item", _ACCEPTED)},
           {_count("signature")}, {_count("signature", "'signed'")}
    FROM acceptance_batch AS batch WHERE project_id = ? AND deleted_at IS NULL ORDER BY position, id"""
