"""The ids under which visits and steps go out into calendars and are known when they come in again."""

from __future__ import annotations

import re
from typing import Literal

from models.journal import Journal

Table = Literal["visit", "step"]

_OWN = re.compile(r"(visit|step)-(\d{1,18})@rounds")


def uid_of(table: Table, record_id: int | None) -> str:
    """Return the id that a visit or step of this journal has in a calendar."""
    return f"{table}-{record_id}@rounds"


def own_id(table: Table, uid: str) -> int | None:
    """Return the visit or step that an id of a calendar was written for, None for an id of another program."""
    own = _OWN.fullmatch(uid)
    return int(own[2]) if own and own[1] == table else None


def find(journal: Journal, table: Table, uid: str) -> tuple[int, bool] | None:
    """Return the visit or step that an id means, and whether it lies in the trash; None when it is not known here.

    It came in under that id, or went out under it; a living one comes before one in the trash.
    """
    query = f"SELECT id, deleted_at IS NOT NULL FROM {table} WHERE {{}} = ? ORDER BY deleted_at IS NOT NULL, id"
    found = journal.row(query.format("calendar_uid"), uid)
    own = own_id(table, uid)
    if found is None and own is not None:
        found = journal.row(query.format("id"), own)
    return (int(found[0]), bool(found[1])) if found else None
