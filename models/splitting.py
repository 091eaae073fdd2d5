"""Splitting an account: part of what hangs on it goes to another one, with its history, as one deed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import accounts, collections, service, values
from models.changes import Changes, Operation
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.tables import (
    Asset,
    Attachment,
    ContactPost,
    Feedback,
    Plan,
    Project,
    Receivable,
    Record,
    Step,
    Visit,
    VisitContact,
    table_name,
)
from models.text.language import Label

Progress = Callable[[int, int], None]
"""Is told how many of how many are done; what it raises ends the work, and nothing is changed."""

_TABLES: Mapping[str, type[Record]] = {
    "visits": Visit,
    "steps": Step,
    "plans": Plan,
    "projects": Project,
    "receivables": Receivable,
    "assets": Asset,
    "feedback": Feedback,
    "attachments": Attachment,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The ids of what goes; branches are accounts right below the one that is split.

    A visit takes its steps, files and feedback along, a plan its steps, a project its plans, steps, receivables and
    products, and a product its feedback and the visits planned for its service.
    """

    people: tuple[int, ...] = ()
    visits: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    plans: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()
    receivables: tuple[int, ...] = ()
    assets: tuple[int, ...] = ()
    feedback: tuple[int, ...] = ()
    attachments: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()

    def count(self) -> int:
        """Return how many records were chosen."""
        return sum(len(getattr(self, kind)) for kind in self.__slots__)


def split(
    journal: Journal,
    account_id: int,
    parts: Parts,
    *,
    to_id: int | None = None,
    name: str = "",
    parent_id: int | None = None,
    since: date | str | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Let parts of an account go to another one, `to_id`, or to a new one called `name` below `parent_id`.

    A new account has the class, industry, region and tier of the old one. With a day, people change on it: their posts
    at the old account end the day before, and visits before it stay theirs there. Without one they always were at the
    other account, and so their whole history there goes along. Raises InvalidValue when nothing was chosen or the
    accounts are the same, NotFound for what does not hang on the account; then nothing is changed.
    """
    before = accounts.get(journal, account_id)
    # A branch that takes over what is split stays where it is.
    parts = replace(parts, branches=tuple(branch_id for branch_id in parts.branches if branch_id != to_id))
    if not parts.count():
        raise InvalidValue("Nothing is chosen. Choose at least one person, visit or other thing that goes.")
    if to_id == account_id:
        raise InvalidValue("{name} is the account that is split. Choose another one.", name=before.name)
    day = values.as_day(Label("day of the split"), since) if since else None
    with journal.operation("accounts.split", subject=before.name) as work:
        if to_id is None:
            to_id = accounts.create(
                journal,
                name=name,
                parent_id=parent_id,
                account_class=before.account_class,
                industry=before.industry,
                region=before.region,
                tier=before.tier,
                rhythm_inherited=True,
            ).id
        accounts.get(journal, to_id)
        _Split(journal, work, account_id, to_id, day, progress).carry_out(parts)
        return work.done(to_id)


class _Split:
    """One split on its way."""

    def __init__(
        self, journal: Journal, work: Operation, from_id: int, to_id: int, day: date | None, progress: Progress | None
    ) -> None:
        self._journal = journal
        self._work = work
        self._from, self._to = from_id, to_id
        self._day = day
        self._progress = progress
        self._done, self._all = 0, 0

    def carry_out(self, parts: Parts) -> None:
        going = {kind: self._require(_TABLES[kind], getattr(parts, kind)) for kind in _TABLES}
        people = self._require_people(parts.people)
        going["assets"] = list(
            dict.fromkeys([*going["assets"], *self._hanging("assets", "project_id", going["projects"])])
        )
        going["visits"] = list(dict.fromkeys([*going["visits"], *self._services(going["assets"])]))
        for kind, owner, along in _ALONG:
            going[along] = list(dict.fromkeys([*going[along], *self._hanging(along, owner, going[kind])]))
        self._all = sum(map(len, going.values())) + len(people) + len(parts.branches)
        for kind, ids in going.items():
            for record_id in ids:
                self._work.update(_TABLES[kind], record_id, {"account_id": self._to})
                self._tell()
        for receivable_id in going["receivables"]:
            collections.take_along(self._journal, self._work, receivable_id, self._from, self._to)
        for visit_id in self._planned(going["visits"]):  # what stays is served in a visit that stays
            service.leave(self._journal, self._work, visit_id, self._from)
        for asset_id in going["assets"]:  # one that was served together with what stays has a visit of its own now
            service.plan_anew(self._journal, self._work, asset_id, ["account_id"])
        for contact_id in people:
            self._take_along(contact_id)
            self._tell()
        self._lead_guests(going["visits"])
        for branch_id in self._require_branches(parts.branches):
            accounts.edit(self._journal, branch_id, parent_id=self._to)
            self._tell()

    def _tell(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._all)

    def _require(self, table: type[Record], ids: Sequence[int]) -> list[int]:
        """Return the ids; raises NotFound when one of them does not hang on the account."""
        query = f"""
            SELECT id FROM {table_name(table)} WHERE id IN (SELECT value FROM json_each(?)) AND account_id = ?
            AND deleted_at IS NULL"""
        self._found(ids, self._journal.rows(query, json.dumps(list(ids)), self._from))
        return list(dict.fromkeys(ids))

    def _require_people(self, ids: Sequence[int]) -> list[int]:
        query = """
            SELECT DISTINCT contact_id FROM contact_post WHERE contact_id IN (SELECT value FROM json_each(?))
            AND account_id = ? AND deleted_at IS NULL"""
        self._found(ids, self._journal.rows(query, json.dumps(list(ids)), self._from))
        return list(dict.fromkeys(ids))

    def _require_branches(self, ids: Sequence[int]) -> list[int]:
        query = """
            SELECT id FROM account WHERE id IN (SELECT value FROM json_each(?)) AND parent_id = ?
            AND deleted_at IS NULL"""
        self._found(ids, self._journal.rows(query, json.dumps(list(ids)), self._from))
        return list(dict.fromkeys(ids))

    def _found(self, ids: Sequence[int], found: Sequence[tuple[int]]) -> None:
        if {row[0] for row in found} != set(ids):
            raise NotFound("Something that was chosen is no longer at this account. Look again and choose anew.")

    def _hanging(self, kind: str, owner: str, ids: Sequence[int]) -> list[int]:
        """Return what of a kind hangs on records that go, and on the account as well."""
        query = f"""
            SELECT id FROM {table_name(_TABLES[kind])} WHERE {owner} IN (SELECT value FROM json_each(?))
            AND +account_id = ? AND deleted_at IS NULL ORDER BY id"""
        return [row[0] for row in self._journal.rows(query, json.dumps(list(ids)), self._from)]

    def _planned(self, visit_ids: Sequence[int]) -> list[int]:
        query = "SELECT id FROM visit WHERE id IN (SELECT value FROM json_each(?)) AND state = 'planned' ORDER BY id"
        return [row[0] for row in self._journal.rows(query, json.dumps(list(visit_ids)))]

    def _services(self, asset_ids: Sequence[int]) -> list[int]:
        """Return the visits that are planned for the service of products that go, and of none that stays."""
        return [row[0] for row in self._journal.rows(_SERVICES, json.dumps(list(asset_ids)), self._from)]

    def _take_along(self, contact_id: int) -> None:
        """Let a person go: with the posts at the account, or from the day on with new ones."""
        query = """
            SELECT id, title, department, from_on, until_on FROM contact_post
            WHERE contact_id = ? AND account_id = ? AND deleted_at IS NULL ORDER BY id"""
        first = self._day.isoformat() if self._day is not None else ""
        for post_id, title, department, from_on, until_on in self._journal.rows(query, contact_id, self._from):
            if first <= (from_on or ""):  # also without a day
                self._work.update(ContactPost, post_id, {"account_id": self._to})
                self._lead(contact_id, first, post_id, post_id)
            elif self._day is not None and (until_on is None or until_on >= first):
                last_day = values.day_before(Label("day of the split"), self._day)
                self._work.update(ContactPost, post_id, {"until_on": last_day.isoformat()})
                taken = {"title": title, "department": department, "from_on": first, "until_on": until_on}
                new = self._work.insert(ContactPost, contact_id=contact_id, account_id=self._to, **taken)
                self._lead(contact_id, first, post_id, new)
        self._lead(contact_id, first, None, None)

    def _lead(self, contact_id: int, first: str, post_id: int | None, to_post_id: int | None) -> None:
        """Let visits from a day on say that the person took part in them from the other account, in that post."""
        for (link_id,) in self._journal.rows(_TRACES, contact_id, self._from, post_id, first):
            self._work.update(VisitContact, link_id, {"account_id": self._to, "contact_post_id": to_post_id})

    def _lead_guests(self, visit_ids: Sequence[int]) -> None:
        """Let those who never held a post at the old account be where the visits they took part in go."""
        for (link_id,) in self._journal.rows(_GUESTS, json.dumps(list(visit_ids)), self._from):
            self._work.update(VisitContact, link_id, {"account_id": self._to})


_ALONG = (
    ("projects", "project_id", "plans"),
    ("projects", "project_id", "receivables"),
    ("projects", "project_id", "steps"),
    ("plans", "plan_id", "steps"),
    ("visits", "visit_id", "steps"),
    ("visits", "visit_id", "feedback"),
    ("assets", "asset_id", "feedback"),
    ("projects", "project_id", "attachments"),
    ("visits", "visit_id", "attachments"),
    ("steps", "step_id", "attachments"),
)
"""What takes what along, and by which column that hangs on it; what takes others along stands behind what takes it."""

_SERVICES = """
    SELECT visit.id FROM visit WHERE account_id = ?2 AND state = 'planned' AND deleted_at IS NULL AND id IN (
        SELECT visit_id FROM visit_asset WHERE asset_id IN (SELECT value FROM json_each(?1)) AND deleted_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM visit_asset WHERE visit_id = visit.id AND deleted_at IS NULL
                    AND asset_id NOT IN (SELECT value FROM json_each(?1)))"""

_TRACES = """
    SELECT visit_contact.id FROM visit_contact JOIN visit ON visit.id = visit_id
    WHERE contact_id = ?1 AND visit_contact.account_id = ?2 AND contact_post_id IS ?3 AND start >= ?4
    AND visit_contact.deleted_at IS NULL"""

_GUESTS = """
    SELECT visit_contact.id FROM visit_contact WHERE visit_id IN (SELECT value FROM json_each(?1))
    AND +account_id = ?2 AND contact_post_id IS NULL AND deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM contact_post WHERE contact_post.contact_id = visit_contact.contact_id
                    AND contact_post.account_id = ?2)"""
