"""What the user's own templates have in common, be they for notes or for plans: names used once, and an order."""

from __future__ import annotations

from models.changes import Operation
from models.errors import InvalidValue
from models.journal import Journal
from models.tables import NoteTemplate, PlanTemplate, table_name

Table = type[NoteTemplate] | type[PlanTemplate]


def require_free(journal: Journal, table: Table, name: str, template_id: int | None = None) -> None:
    """Raise InvalidValue if another template is called so; letters of either case are the same."""
    query = f"SELECT id, name FROM {table_name(table)} WHERE deleted_at IS NULL"
    for other_id, other in journal.rows(query):
        if other_id != template_id and other.casefold() == name.casefold():
            raise InvalidValue("There is a template called {name} already. Choose another name.", name=name)


def last_position(journal: Journal, table: Table) -> int:
    """Return the position behind all templates."""
    found = journal.row(f"SELECT coalesce(max(position), -1) + 1 FROM {table_name(table)} WHERE deleted_at IS NULL")
    return int(found[0]) if found else 0


def move(journal: Journal, work: Operation, table: Table, template_id: int, by: int) -> None:
    """Move a template down in the order by so many places, or up by less than none; it stops at either end."""
    query = f"SELECT id FROM {table_name(table)} WHERE deleted_at IS NULL ORDER BY position, id"
    ids = [one for (one,) in journal.rows(query)]
    if template_id in ids:
        before = ids.index(template_id)
        ids.insert(max(0, min(before + by, len(ids) - 1)), ids.pop(before))
    for position, one in enumerate(ids):
        work.update(table, one, {"position": position})
