"""Two accounts that are one: the fields as chosen, and all that hung on either hangs on the one that stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from models import accounts, known_differences
from models.account_belongings import BELONGINGS, LINKS, TRACES
from models.accounts import AccountRow
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging import pairs, posts
from models.merging.chain import leads_back, require_no_draft
from models.merging.fields import ACCOUNT_FIELDS, Choice, Difference, apart, differences, merged
from models.tables import Account, Attachment, ContactPost, CoverageTarget, Record, Snooze


def merge(
    journal: Journal,
    kept_id: int,
    other_id: int,
    choices: Mapping[str, Choice] | None = None,
    *,
    revisions: tuple[int, int] | None = None,
) -> Changes:
    """Make two accounts one; the other goes into the trash, and whoever looks for it is led to the one that stays.

    Branches of both are branches of the one that stays; where one stood below the other, the tree keeps no circle.
    `choices` say by the key of a field whose value is taken; the others are taken as `compare` says. Raises
    InvalidValue for one account twice, for what can't be stored and while a draft of either waits, NotFound, or
    ChangedElsewhere when one no longer has the revision given.
    """
    if kept_id == other_id:
        raise InvalidValue("This is the same record twice. Choose another one to merge it with.")
    kept, other = accounts.get(journal, kept_id), accounts.get(journal, other_id)
    require_no_draft(journal, "account", (kept_id, kept.name), (other_id, other.name))
    taken = merged(compare(kept, other), choices or {}, ACCOUNT_FIELDS)
    with journal.operation("merging.accounts", subject=kept.name) as work:
        for account_id, revision in zip((kept_id, other_id), revisions or (None, None), strict=True):
            work.update(Account, account_id, {}, revision=revision)
        _move(journal, work, kept_id, other_id)
        known_differences.follow_merge(journal, work, "account", kept_id, other_id)
        taken["parent_id"] = _parent(journal, taken.get("parent_id"), kept, other)
        accounts.edit(journal, kept_id, **taken)
        work.update(Account, other_id, {"merged_into_id": kept_id})
        work.trash(Account, other_id)
        return work.done(kept_id)


def compare(kept: AccountRow, other: AccountRow) -> list[Difference]:
    """Return the fields of two accounts side by side."""
    return differences(ACCOUNT_FIELDS, *apart(asdict(kept), asdict(other), "parent_id"))


def _move(journal: Journal, work: Operation, kept_id: int, other_id: int) -> None:
    """Let all that names the other account name the one that stays; what that one has already stays behind."""
    needless = posts.put_together(journal, work, "account_id", kept_id, other_id)
    for post_id in needless:
        work.trash(ContactPost, post_id)
    behind: dict[type[Record], list[int]] = {
        ContactPost: needless,
        CoverageTarget: _known_targets(journal, kept_id, other_id),
        Attachment: pairs.same_files(journal, work, "account_id", kept_id, other_id),
        Snooze: pairs.later_snooze(journal, work, "account_id", kept_id, other_id),
        Account: [kept_id],  # the parent of the one that stays is chosen among the fields
    }
    links = [(table, "account_id") for table in (*BELONGINGS, *TRACES)]
    for table, column in (*links, *LINKS):
        work.point_elsewhere(table, column, other_id, kept_id, without=behind.get(table, ()))


def _known_targets(journal: Journal, kept_id: int, other_id: int) -> list[int]:
    """Return the wanted coverage of the other account for groups of which the one that stays says it too."""
    query = """
        SELECT theirs.id FROM coverage_target AS mine JOIN coverage_target AS theirs USING (role_group)
        WHERE mine.account_id = ? AND theirs.account_id = ? AND mine.deleted_at IS NULL"""
    return [row[0] for row in journal.rows(query, kept_id, other_id)]


def _parent(journal: Journal, wanted: Value, kept: AccountRow, other: AccountRow) -> int | None:
    """Return the first of the parents of the two that does not stand below the one that stays, or None.

    Call it after `_move`: where one stood below the other, what stood between them is below the one that stays now.
    """
    for above in (wanted, *((kept.parent_id, other.parent_id) if wanted is not None else ())):
        if above in (kept.id, other.id) or not isinstance(above, int):
            continue
        if not leads_back(journal, "account", "parent_id", kept.id, above):
            return above
    return None
