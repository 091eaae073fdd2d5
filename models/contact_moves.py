"""Somebody goes to another company: the old posts end, the new one begins, and the history stays with the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import accounts, contacts, values
from models.changes import Changes
from models.contact_overview import PersonLink, linked_people
from models.contacts import Point, Post, PostFields
from models.errors import InvalidValue
from models.journal import Journal
from models.text.language import Label

PRIVATE_LABELS = frozenset({"mobile", "home", "wechat", "qq", "skype", "private", "手机", "微信", "家庭"})
"""The labels of what a person keeps who changes the company; every other phone or e-mail may be the company's."""


@dataclass(frozen=True, slots=True)
class BeforeMove:
    """What there is to decide before somebody goes: the posts held now, and what hangs on the old company.

    `points` may be the company's; `reports_to` and `reports` are the people of the old company above and below.
    Steps and planned visits stay with the account they are for.
    """

    held: list[Post]
    points: list[Point]
    reports_to: PersonLink | None
    reports: list[PersonLink]
    open_steps: int
    planned_visits: int


def before_move(journal: Journal, contact_id: int) -> BeforeMove:
    """Return what there is to decide before a contact goes; raises NotFound for one who is not there."""
    contact = contacts.get(journal, contact_id)
    held = _held(journal, contact_id)
    points = [
        point
        for point in contacts.points(journal, contact_id)
        if point.kind in ("phone", "email", "address", "web") and point.label.casefold() not in PRIVATE_LABELS
    ]
    above = linked_people(journal, "id", contact.reports_to_id) if contact.reports_to_id else []
    below = linked_people(journal, "reports_to_id", contact_id)
    return BeforeMove(held, points, above[0] if above else None, below, *_left_behind(journal, contact_id, held))


def move(
    journal: Journal,
    contact_id: int,
    account_id: int | None = None,
    *,
    new_account: str = "",
    on: date | str | None = None,
    post: PostFields | None = None,
    gone_points: Sequence[int] = (),
    ends_lines: bool = True,
    leaves_place: bool = False,
) -> Changes:
    """Let a contact go to another account, as one deed; without an account it goes nobody knows where.

    All posts held now end the day before `on` (today, when it is not known), on which the new one begins. The ways to
    reach it that are gone go into the trash. Lines of who reports to whom that lead to people of other accounts end.
    `leaves_place` keeps the old post as a place to fill, under its title, with those lines. Visits, steps and promises
    stay with the account they were for. Raises InvalidValue, NotFound.
    """
    day = values.as_day(Label("first day in the post"), on) if on else journal.clock.today()
    with journal.operation("contacts.move", subject=contacts.get(journal, contact_id).name) as work:
        held = _held(journal, contact_id)
        if account_id is None and new_account:
            account_id = accounts.create(journal, name=new_account).id
        if any(one.account_id == account_id for one in held):
            raise InvalidValue(
                "{name} works at {account} already. Choose another account, or take a new post there instead.",
                name=contacts.get(journal, contact_id).name,
                account=next(one.account for one in held if one.account_id == account_id),
            )
        for one in held:
            last_day = values.day_before(Label("first day in the post"), day)
            contacts.edit_post(journal, one.id, until_on=last_day)
        place = _place(journal, contact_id, held, day) if leaves_place else None
        if ends_lines or place is not None:
            _end_lines(journal, contact_id, account_id, place)
        for point_id in gone_points:
            contacts.remove_point(journal, point_id)
        if account_id is not None:
            begins: PostFields = {**(post or {}), "from_on": day}
            contacts.take_post(journal, contact_id, account_id, **begins)
        return work.done(contact_id)


def _held(journal: Journal, contact_id: int) -> list[Post]:
    """Return the posts that have not ended."""
    today = journal.clock.today().isoformat()
    return [one for one in contacts.posts(journal, contact_id) if one.until_on is None or one.until_on >= today]


def _left_behind(journal: Journal, contact_id: int, held: Sequence[Post]) -> tuple[int, int]:
    """Return how many open steps and planned visits with this person the accounts of these posts have."""
    steps = visits = 0
    for account_id in {one.account_id for one in held}:
        query = """
            SELECT (SELECT count(*) FROM step_contact JOIN step ON step.id = step_id
                    WHERE contact_id = ?1 AND step_contact.deleted_at IS NULL AND step.deleted_at IS NULL
                    AND closed_at IS NULL AND step.account_id = ?2),
                   (SELECT count(*) FROM visit_contact JOIN visit ON visit.id = visit_id
                    WHERE contact_id = ?1 AND visit_contact.deleted_at IS NULL AND visit.deleted_at IS NULL
                    AND visit.state = 'planned' AND visit.account_id = ?2)"""
        ((more_steps, more_visits),) = journal.rows(query, contact_id, account_id)
        steps, visits = steps + more_steps, visits + more_visits
    return steps, visits


def _place(journal: Journal, contact_id: int, held: Sequence[Post], day: date) -> int | None:
    """Make the place that somebody leaves: a contact of whom only the post is known."""
    left = next((one for one in held if one.title), None)
    if left is None:
        return None
    contact = contacts.get(journal, contact_id)
    return contacts.create(
        journal,
        account_id=left.account_id,
        post=PostFields(title=left.title, department=left.department, from_on=day),
        name=left.title,
        placeholder=True,
        role_group=contact.role_group,
        level=contact.level,
        reports_to_id=contact.reports_to_id,
    ).id


def _end_lines(journal: Journal, contact_id: int, account_id: int | None, place: int | None) -> None:
    """End who reports to whom where the other is not at the new account; those below report to the place, if any."""
    here = "SELECT 1 FROM contact_post WHERE contact_id = ? AND account_id = ? AND deleted_at IS NULL LIMIT 1"

    def stays(other_id: int) -> bool:
        return account_id is not None and journal.row(here, other_id, account_id) is not None

    above = contacts.get(journal, contact_id).reports_to_id
    if above is not None and not stays(above):
        contacts.edit(journal, contact_id, reports_to_id=None)
    below = "SELECT id FROM contact WHERE reports_to_id = ? AND deleted_at IS NULL"
    for (other_id,) in journal.rows(below, contact_id):
        if not stays(other_id):
            contacts.edit(journal, other_id, reports_to_id=place)
