"""Posts that are the same once two people, or two accounts, are one."""

from __future__ import annotations

from models.changes import Operation
from models.journal import Journal
from models.tables import ContactPost, VisitContact
from models.text.folding import folded

_PAIRS = """
    SELECT mine.id, theirs.id, mine.title, theirs.title, mine.department, theirs.department, mine.from_on,
           theirs.from_on
    FROM contact_post AS mine JOIN contact_post AS theirs
    ON mine.{same} = theirs.{same} AND mine.until_on IS theirs.until_on
    WHERE mine.{merged} = ? AND theirs.{merged} = ? AND mine.deleted_at IS NULL AND theirs.deleted_at IS NULL
    ORDER BY mine.id, theirs.id"""


def put_together(journal: Journal, work: Operation, merged: str, kept_id: int, other_id: int) -> list[int]:
    """Make one of each two posts that say the same, and return the ids of those that are no longer needed.

    `merged` is the column in which the two records become one: contact_id or account_id. Two posts say the same when
    they are of one person at one account, end alike, and neither title nor department contradict each other. Visits
    name the post that stays.
    """
    same = "account_id" if merged == "contact_id" else "contact_id"
    used: set[int] = set()
    needless: list[int] = []
    for mine_id, theirs_id, *told in journal.rows(_PAIRS.format(same=same, merged=merged), kept_id, other_id):
        titles, departments, first_days = told[0:2], told[2:4], told[4:6]
        if used & {mine_id, theirs_id} or not (_agree(*titles) and _agree(*departments)):
            continue
        used |= {mine_id, theirs_id}
        fuller = {"title": titles[0] or titles[1], "department": departments[0] or departments[1]}
        work.update(ContactPost, mine_id, {**fuller, "from_on": _earlier(*first_days)})
        work.point_elsewhere(VisitContact, "contact_post_id", theirs_id, mine_id)
        needless.append(theirs_id)
    return needless


def _agree(mine: str, theirs: str) -> bool:
    return not mine or not theirs or folded(mine) == folded(theirs)


def _earlier(mine: str | None, theirs: str | None) -> str | None:
    return min(filter(None, (mine, theirs)), default=None)
