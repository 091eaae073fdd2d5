"""What the editor of a person saves at once: the fields, the present post and the ways to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from models import accounts, contact_points, contacts
from models.changes import Changes
from models.contacts import ContactFields, Point, PostFields
from models.journal import Journal
from models.tables import Contact


def save(
    journal: Journal,
    contact_id: int | None,
    *,
    revision: int | None = None,
    account_id: int | None = None,
    new_account: str = "",
    post_id: int | None = None,
    post: PostFields | None = None,
    points: Sequence[Point] | None = None,
    reason: str = "",
    **fields: Unpack[ContactFields],
) -> Changes:
    """Make a contact, or correct one, with its post at an account and, if given, exactly these ways to reach it.

    `reason` says why it stands as it does from today on. With `post_id` that post is corrected, and removed when no
    account is left; without it a post is taken. An account that is only a name is made on the way. Nothing is changed
    when a part can't be: raises InvalidValue, NotFound, or ChangedElsewhere when the contact no longer has the
    revision given.
    """
    if contact_id is None:
        with journal.operation("contacts.create", subject=str(fields.get("name", ""))):
            at = _account(journal, account_id, new_account)
            return contacts.create(journal, account_id=at, post=post, points=points or (), reason=reason, **fields)
    with journal.operation("contacts.edit", record=(Contact, contact_id)) as work:
        contacts.edit(journal, contact_id, revision=revision, reason=reason, **fields)
        if points is not None:
            contact_points.arrange(journal, contact_id, points)
        _keep_post(journal, contact_id, post_id, _account(journal, account_id, new_account), post or {})
        return work.done(contact_id)


def _account(journal: Journal, account_id: int | None, new_name: str) -> int | None:
    return accounts.create(journal, name=new_name).id if account_id is None and new_name else account_id


def _keep_post(
    journal: Journal, contact_id: int, post_id: int | None, account_id: int | None, post: PostFields
) -> None:
    if post_id is not None and account_id is None:
        contacts.trash_post(journal, post_id)
    elif post_id is not None:
        contacts.edit_post(journal, post_id, account_id=account_id, **post)
    elif account_id is not None:
        contacts.take_post(journal, contact_id, account_id, **post)
