"""The sheet of a step: all that its editor shows, read at once, and saved as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from models import accounts, contacts, repeating, steps
from models.changes import Changes
from models.journal import Journal
from models.step_rounds import Round, rounds


@dataclass(frozen=True, slots=True)
class StepSheet:
    """A step with the names of what it belongs to, and of the one who does it if that is not me.

    `people` are (contact id, name, role group), `rounds` those of a request's or complaint's clock, the first one
    first.
    """

    step: steps.StepRow
    _: KW_ONLY
    account: str = ""
    owner: str = ""
    people: tuple[tuple[int, str, str | None], ...] = ()
    rounds: tuple[Round, ...] = ()


def read(journal: Journal, step_id: int) -> StepSheet:
    """Return the sheet of a step; raises NotFound for one that is not there or lies in the trash."""
    step = steps.get(journal, step_id)
    account = journal.row("SELECT name FROM account WHERE id = ?", step.account_id)
    owner = journal.row(
        "SELECT name FROM colleague WHERE id = ?1 UNION ALL SELECT name FROM contact WHERE id = ?2",
        step.owner_colleague_id,
        step.owner_contact_id,
    )
    query = (
        "SELECT contact.id, contact.name, role_group FROM step_contact JOIN contact ON contact.id = contact_id "
        "WHERE step_id = ? AND step_contact.deleted_at IS NULL ORDER BY step_contact.id"
    )
    people = tuple((contact_id, name, role) for contact_id, name, role in journal.rows(query, step_id))
    return StepSheet(
        step,
        account=account[0] if account else "",
        owner=owner[0] if owner else "",
        people=people,
        rounds=tuple(rounds(journal, step_id)) if step.kind in steps.CLOCKED else (),
    )


def save(
    journal: Journal,
    step_id: int | None,
    *,
    fields: steps.StepFields,
    people: Sequence[tuple[int | None, str]] = (),
    new_account: str = "",
    all_later: bool = False,
    revision: int | None = None,
) -> Changes:
    """Make or change a step, with an account and people who are new (no id yet); all of it is one operation.

    One of a series that gets another day moves alone, or with `all_later` the whole rest of it does.
    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored: steps.StepFields = {**fields}
    name = "steps.create" if step_id is None else "steps.edit"
    with journal.operation(name, subject=str(fields.get("title", ""))) as work:
        if new_account:
            stored["account_id"] = accounts.create(journal, name=new_account).id
        stored["people"] = [_contact(journal, one, person, stored.get("account_id")) for one, person in people]
        if step_id is None:
            return work.done(steps.create(journal, **stored).id)
        if all_later:
            stored |= repeating.moved_along(steps.get(journal, step_id), str(stored.get("due_on") or ""))
        steps.edit(journal, step_id, revision=revision, **stored)
        return work.done(step_id)


def _contact(journal: Journal, contact_id: int | None, name: str, account_id: int | None) -> int:
    if contact_id is not None:
        return contact_id
    return contacts.create(journal, name=name, account_id=account_id).id
