"""Contacts: the people at the accounts, how to reach them, and the posts they hold and held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from models import contact_points, records, standings, values
from models.changes import Changes, Operation, Value
from models.contact_points import POINT_KINDS as POINT_KINDS
from models.contact_points import Point as Point
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.tables import Account, Attachment, Contact, ContactPoint, ContactPost
from models.text.language import Label

ROLE_GROUPS = ("decision", "technical", "users", "commercial", "finance")
LEVELS = ("executive", "manager", "specialist")


class ContactFields(TypedDict, total=False):
    """The fields of a contact; stance −2…2 (opponent … mentor), closeness 0–5, influence 1–3 (little … much).

    The birthday is ISO or '--MM-DD', the picture the SHA-256 of a file of the contact.
    """

    name: str
    family_name: str
    given_name: str
    role_group: str | None
    level: str | None
    stance: int | None
    closeness: int | None
    reports_to_id: int | None
    introduced_by_id: int | None
    introduced_on: date | str | None
    placeholder: bool
    rhythm_days: int | None
    influence: int | None
    wanted_closeness: int | None
    languages: str
    notes: str
    introduction: str
    portrait: str
    merged_into_id: int | None
    birthday: str
    tags: str | list[str]
    preferences: str
    kindnesses: str
    private_notes: str
    imported_as: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("contact name"), values.NAME_LENGTH, required=True),
    "family_name": values.line(Label("family name"), values.NAME_LENGTH),
    "given_name": values.line(Label("given name"), values.NAME_LENGTH),
    "role_group": values.choice(Label("role group"), ROLE_GROUPS, optional=True),
    "level": values.choice(Label("level"), LEVELS, optional=True),
    "stance": values.number(Label("stance"), -2, 2),
    "closeness": values.number(Label("closeness"), 0, 5),
    "reports_to_id": values.link,
    "introduced_by_id": values.link,
    "introduced_on": values.day(Label("day of the introduction")),
    "placeholder": values.flag,
    "rhythm_days": values.number(Label("visit rhythm"), 1, 3660),
    "influence": values.number(Label("influence"), 1, 3),
    "wanted_closeness": values.number(Label("wanted closeness"), 0, 5),
    "languages": values.line(Label("languages"), values.NAME_LENGTH),
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "introduction": values.line(Label("how they were introduced"), 2000),
    "portrait": values.line(Label("picture"), 64),
    "merged_into_id": values.link,
    "birthday": values.birthday,
    "tags": values.tags,
    "preferences": values.paragraph(Label("preferences")),
    "kindnesses": values.paragraph(Label("kindnesses")),
    "private_notes": values.paragraph(Label("private notes"), values.NOTES_LENGTH),
    "imported_as": values.line(Label("import mark"), 1000),
}

_POST_RULES: dict[str, values.Rule] = {
    "title": values.line(Label("job title"), values.NAME_LENGTH),
    "department": values.line(Label("department"), values.NAME_LENGTH),
    "from_on": values.day(Label("first day in the post")),
    "until_on": values.day(Label("last day in the post")),
}


class PostFields(TypedDict, total=False):
    """A post: title, department and its time; days may be unknown."""

    title: str
    department: str
    from_on: date | str | None
    until_on: date | str | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post a contact holds or held; days are ISO text."""

    id: int
    contact_id: int
    account_id: int
    account: str
    title: str
    department: str
    from_on: str | None
    until_on: str | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    name: str
    family_name: str
    given_name: str
    role_group: str | None
    level: str | None
    stance: int | None
    closeness: int | None
    reports_to_id: int | None
    introduced_by_id: int | None
    introduced_on: str | None
    placeholder: int
    rhythm_days: int | None
    birthday: str
    tags: str
    preferences: str
    kindnesses: str
    private_notes: str
    imported_as: str
    influence: int | None
    wanted_closeness: int | None
    languages: str
    notes: str
    introduction: str
    portrait: str
    merged_into_id: int | None


_COLUMNS = records.columns_of(ContactRow)
_ABOVE = ("reports_to_id", "introduced_by_id")


def create(
    journal: Journal,
    *,
    account_id: int | None = None,
    post: PostFields | None = None,
    points: Sequence[Point] = (),
    reason: str = "",
    **fields: Unpack[ContactFields],
) -> Changes:
    """Make a contact, with the post it holds at an account and the ways to reach it.

    How it stands is noted for today, with the reason if one is given. Raises InvalidValue for a field that can't be
    stored.
    """
    stored = values.checked({"name": "", **fields}, RULES)
    follow(journal, "contact", stored, *_ABOVE)
    with journal.operation("contacts.create", subject=str(stored["name"])) as work:
        contact_id = work.insert(Contact, **stored)
        if account_id is not None:
            _insert_post(work, contact_id, account_id, post or {})
        for point in points:
            contact_points.insert(work, contact_id, point)
        standings.note(journal, work, contact_id, reason)
        return work.done(contact_id)


def edit(
    journal: Journal,
    contact_id: int,
    *,
    revision: int | None = None,
    reason: str = "",
    **fields: Unpack[ContactFields],
) -> Changes:
    """Change fields of a contact; a new stance or closeness is noted for today, with the reason if one is given.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    follow(journal, "contact", stored, *_ABOVE)
    with journal.operation("contacts.edit", record=(Contact, contact_id)) as work:
        for column in _ABOVE:
            _refuse_circle(journal, contact_id, stored, column)
        work.update(Contact, contact_id, stored, revision=revision)
        if reason or not stored.keys().isdisjoint(("stance", "closeness")):
            standings.note(journal, work, contact_id, reason)
        return work.done(contact_id)


def trash(journal: Journal, contact_id: int) -> Changes:
    """Put a contact into the trash; the visits it took part in keep its name."""
    with journal.operation("contacts.trash", subject=get(journal, contact_id).name) as work:
        work.trash(Contact, contact_id)
        work.trash_where(Attachment, "contact_id = ?", contact_id)
        return work.done(contact_id)


def restore(journal: Journal, contact_id: int) -> Changes:
    """Take a contact out of the trash; raises NotFound if it is not there."""
    with journal.operation("contacts.restore") as work:
        work.restore_trashed(Contact, contact_id, (Attachment, "contact_id"))
        work.update(Contact, contact_id, {"merged_into_id": None})  # it stands for itself again
        return work.done(contact_id)


def add_point(journal: Journal, contact_id: int, point: Point) -> Changes:
    """Add a way to reach a contact."""
    with journal.operation("contacts.add_point", subject=get(journal, contact_id).name) as work:
        contact_points.insert(work, contact_id, point)
        return work.done(contact_id)


def remove_point(journal: Journal, point_id: int) -> Changes:
    """Put a way to reach a contact into the trash."""
    with journal.operation("contacts.remove_point") as work:
        work.trash(ContactPoint, point_id)
        return work.done()


def take_post(journal: Journal, contact_id: int, account_id: int, **post: Unpack[PostFields]) -> Changes:
    """Give a contact a post; the only post it held until then ends the day before the new one begins.

    Where the new post has no first day, or the contact holds several, nobody can say which one ends: all stay. Earlier
    visits stay at the old post. Raises InvalidValue when the new post would begin before the old one.
    """
    stored = values.checked(post, _POST_RULES)
    with journal.operation("contacts.take_post", subject=get(journal, contact_id).name) as work:
        begins = stored.get("from_on")
        held = [held for held in posts(journal, contact_id) if held.until_on is None]
        if len(held) == 1 and isinstance(begins, str):
            _end_post(work, held[0], begins)
        _insert_post(work, contact_id, account_id, post)
        return work.done(contact_id)


def edit_post(journal: Journal, post_id: int, *, account_id: int | None = None, **post: Unpack[PostFields]) -> Changes:
    """Correct a post, and the account it is at when one is given.

    Visits that name the post keep the account they were written down for. Raises InvalidValue when it would end before
    it begins.
    """
    stored = values.checked(post, _POST_RULES)
    with journal.operation("contacts.edit_post", record=(ContactPost, post_id)) as work:
        found = journal.row("SELECT from_on, until_on FROM contact_post WHERE id = ?", post_id) or (None, None)
        _post_in_order(stored.get("from_on", found[0]), stored.get("until_on", found[1]))
        if account_id is not None:
            stored["account_id"] = values.link(account_id)
            work.require_live(Account, account_id)
        work.update(ContactPost, post_id, stored)
        return work.done(_of_post(journal, post_id))


def trash_post(journal: Journal, post_id: int) -> Changes:
    """Put a post that was never held into the trash; one that is over is ended by its last day instead.

    Visits that name it keep it. Raises NotFound when it is not there.
    """
    with journal.operation("contacts.trash_post") as work:
        work.trash(ContactPost, post_id)
        return work.done(_of_post(journal, post_id))


def restore_post(journal: Journal, post_id: int) -> Changes:
    """Take a post out of the trash; raises NotFound if it, its contact or its account can't come back."""
    with journal.operation("contacts.restore_post") as work:
        found = journal.row("SELECT account_id FROM contact_post WHERE id = ?", post_id)
        work.require_live(Account, found[0] if found else None)
        work.require_live(Contact, _of_post(journal, post_id))
        work.restore_trashed(ContactPost, post_id)
        return work.done(_of_post(journal, post_id))


def get(journal: Journal, contact_id: int) -> ContactRow:
    """Return a contact; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Contact, ContactRow, contact_id)


def listing(journal: Journal, *, account_id: int | None = None, limit: int = 200, offset: int = 0) -> list[ContactRow]:
    """Return contacts by name, a window of them: all, or those who hold a post at an account now."""
    at_account = (
        "AND id IN (SELECT contact_id FROM contact_post WHERE account_id = ?3 AND deleted_at IS NULL "
        "AND coalesce(from_on, '') <= ?4 AND (until_on IS NULL OR until_on >= ?4))"
    )
    query = (
        f"SELECT {_COLUMNS} FROM contact WHERE deleted_at IS NULL {at_account if account_id else ''} "
        "ORDER BY name, id LIMIT ?1 OFFSET ?2"
    )
    here: list[Value] = [account_id, journal.clock.today().isoformat()] if account_id else []
    found = journal.rows(query, limit, offset, *here)
    return [ContactRow(*row) for row in found]


def points(journal: Journal, contact_id: int) -> list[Point]:
    """Return the ways to reach a contact, the preferred first."""
    query = (
        "SELECT kind, value, label, preferred, id FROM contact_point "
        "WHERE contact_id = ? AND deleted_at IS NULL ORDER BY preferred DESC, kind, id"
    )
    return [
        Point(kind, value, label, bool(preferred), row_id)
        for kind, value, label, preferred, row_id in journal.rows(query, contact_id)
    ]


def posts(journal: Journal, contact_id: int) -> list[Post]:
    """Return the posts of a contact, the present one first."""
    query = (
        "SELECT contact_post.id, contact_id, account_id, account.name, title, department, from_on, until_on "
        "FROM contact_post JOIN account ON account.id = account_id "
        "WHERE contact_id = ? AND contact_post.deleted_at IS NULL "
        "ORDER BY until_on IS NOT NULL, until_on DESC, from_on DESC, contact_post.id DESC"
    )
    return [Post(*row) for row in journal.rows(query, contact_id)]


def post_on(journal: Journal, contact_id: int, day: str, account_id: int | None = None) -> Post | None:
    """Return the post a contact held on a day (ISO), preferably at an account; the present one if none is dated so."""
    held = [
        post
        for post in posts(journal, contact_id)
        if (post.from_on or "") <= day and (post.until_on is None or post.until_on >= day)
    ]
    at_account = [post for post in held if post.account_id == account_id]
    return next(iter(at_account or held), None)


def _insert_post(work: Operation, contact_id: int, account_id: int, post: PostFields) -> None:
    stored = values.checked(post, _POST_RULES)
    _post_in_order(stored.get("from_on"), stored.get("until_on"))
    work.require_live(Account, values.link(account_id))
    work.insert(ContactPost, contact_id=contact_id, account_id=account_id, **stored)


def _of_post(journal: Journal, post_id: int) -> int | None:
    """Return the contact who holds or held a post."""
    found = journal.row("SELECT contact_id FROM contact_post WHERE id = ?", post_id)
    return found[0] if found else None


def _end_post(work: Operation, held: Post, next_begins: str) -> None:
    last_day = values.day_before(Label("first day in the post"), date.fromisoformat(next_begins)).isoformat()
    _post_in_order(held.from_on, last_day)
    work.update(ContactPost, held.id, {"until_on": last_day})


def _post_in_order(first: Value, last: Value) -> None:
    values.in_order(first, last, Label("first day in the post"), Label("last day in the post"))


def _refuse_circle(journal: Journal, contact_id: int, stored: dict[str, Value], column: str) -> None:
    """Refuse a contact who would, over any number of others, report to (or be introduced by) himself."""
    above = stored.get(column)
    seen: set[int] = set()
    while isinstance(above, int) and above not in seen:
        if above == contact_id:
            raise InvalidValue(
                "{name} can't report to or be introduced by himself or herself, not even through others. "
                "Choose another contact.",
                name=get(journal, contact_id).name,
            )
        seen.add(above)
        found = journal.row(f"SELECT {column} FROM contact WHERE id = ?", above)
        above = found[0] if found else None
