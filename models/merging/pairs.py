"""Links of which there may be one only: a person takes part in a visit once, and a silence is snoozed once."""

from __future__ import annotations

from typing import Literal

from models.changes import Operation, Value
from models.journal import Journal
from models.tables import Attachment, Snooze, StepContact, VisitContact, table_name


def put_together(
    journal: Journal,
    work: Operation,
    table: type[VisitContact] | type[StepContact],
    owner: Literal["visit_id", "step_id"],
    kept_id: int,
    other_id: int,
) -> list[int]:
    """Let the person who stays take part where both did, and return the links of the other one that stay behind."""
    name = table_name(table)
    query = f"""
        SELECT mine.id, mine.deleted_at, theirs.id, theirs.deleted_at FROM {name} AS mine
        JOIN {name} AS theirs ON theirs.{owner} = mine.{owner}
        WHERE mine.contact_id = ? AND theirs.contact_id = ?"""
    behind: list[int] = []
    for mine_id, mine_thrown, theirs_id, theirs_thrown in journal.rows(query, kept_id, other_id):
        behind.append(theirs_id)
        if theirs_thrown is not None:
            continue
        if mine_thrown is not None:
            work.restore_trashed(table, mine_id)
        if table is VisitContact:
            _take_place(journal, work, mine_id, theirs_id, was_thrown=mine_thrown is not None)
        work.trash(table, theirs_id)
    return behind


def later_snooze(
    journal: Journal, work: Operation, column: Literal["contact_id", "account_id"], kept_id: int, other_id: int
) -> list[int]:
    """Let the snooze that lasts longer stay, if both are snoozed, and return those of the other that stay behind."""
    query = f"SELECT id, until_on, reason FROM snooze WHERE {column} = ? AND deleted_at IS NULL ORDER BY until_on DESC"
    mine, theirs = journal.row(query, kept_id), journal.rows(query, other_id)
    if mine is None or not theirs:
        return []
    if theirs[0][1] > mine[1]:
        work.update(Snooze, mine[0], {"until_on": theirs[0][1], "reason": theirs[0][2]})
    return [row[0] for row in theirs]


def same_files(
    journal: Journal, work: Operation, column: Literal["contact_id", "account_id"], kept_id: int, other_id: int
) -> list[int]:
    """Put the files that both have into the trash with the other one, and return them; a caption is taken over."""
    query = f"""
        SELECT mine.id, mine.caption, theirs.id, theirs.caption FROM attachment AS mine
        JOIN attachment AS theirs USING (sha256)
        WHERE mine.{column} = ? AND theirs.{column} = ? AND mine.deleted_at IS NULL AND theirs.deleted_at IS NULL
        ORDER BY mine.id"""
    behind: dict[int, None] = {}
    for mine_id, caption, theirs_id, other_caption in journal.rows(query, kept_id, other_id):
        if theirs_id not in behind:
            work.update(Attachment, mine_id, {"caption": caption or other_caption})
            work.trash(Attachment, theirs_id)
            behind[theirs_id] = None
    return list(behind)


def _take_place(journal: Journal, work: Operation, mine_id: int, theirs_id: int, *, was_thrown: bool) -> None:
    """Take over at which account and in which post the other one took part, where that is not known of the first."""
    query = "SELECT account_id, contact_post_id FROM visit_contact WHERE id = ?"
    mine, theirs = journal.row(query, mine_id), journal.row(query, theirs_id)
    if mine is None or theirs is None or theirs[1] is None or (mine[1] is not None and not was_thrown):
        return
    place: dict[str, Value] = {"account_id": theirs[0], "contact_post_id": theirs[1]}
    work.update(VisitContact, mine_id, place)
