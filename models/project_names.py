"""The project that a person means by its name, where it is written and not chosen."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.text.clean import clean_line


def find(journal: Journal, name: str, account_ids: Sequence[int] = ()) -> tuple[int, int]:
    """Return (id, account id) of the one project that a name or its beginning means, of some accounts or of all.

    Case does not count. Raises NotFound when there is none, or several, and InvalidValue when no name is given.
    """
    wanted = clean_line(name).casefold()
    if not wanted:
        raise InvalidValue("The name of the project is missing. Write it, or its beginning.")
    query = """
        SELECT project.id, account_id, project.name, account.name FROM project JOIN account ON account.id = account_id
        WHERE project.deleted_at IS NULL ORDER BY project.name, project.id"""
    known = [row for row in journal.rows(query) if not account_ids or row[1] in account_ids]
    exact = [row for row in known if row[2].casefold() == wanted]
    found = exact or [row for row in known if row[2].casefold().startswith(wanted)]
    if not found:
        raise NotFound("There is no project called {name}. Check the name, or make the project first.", name=name)
    if len(found) > 1:
        raise NotFound(
            "{name} may mean several projects: {others}. Write more of the name, or name the account, too.",
            name=name,
            others=tuple(f"{row[2]} ({row[3]})" for row in found[:5]),
        )
    return int(found[0][0]), int(found[0][1])


def only_one(journal: Journal, account_ids: Sequence[int]) -> int | None:
    """Return the project of some accounts if they have no other one."""
    marks = ", ".join("?" * len(account_ids))
    query = f"SELECT id FROM project WHERE deleted_at IS NULL AND account_id IN ({marks}) LIMIT 2"
    found = journal.rows(query, *account_ids)
    return int(found[0][0]) if len(found) == 1 else None
