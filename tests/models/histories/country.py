"""One small country of accounts and people, in which at random accounts are merged, moved and split."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import fields

from models import account_moves, accounts, attachments, changes, contacts, plans, splitting, steps, visits
from models.changes import Changes
from models.errors import JournalError, NotFound
from models.journal import Journal
from models.merging import accounts as merging_accounts
from models.merging import people as merging_people
from models.merging.fields import ACCOUNT_FIELDS, PERSON_FIELDS, Choice, Field
from models.split_choice import days_by_kind
from models.splitting import Parts

PEOPLE, ACCOUNTS, VISITS = 7, 6, 8


class Country:
    """Does one random thing at a time; `told` holds what was done, for the message of a failure."""

    def __init__(self, journal: Journal, seed: int) -> None:
        self.journal, self.chance = journal, random.Random(seed)
        self.told = [f"seed {seed}"]
        self.accounts = self._plant()
        self.people = self._settle()
        self.visits = [self._meet() for _ in range(VISITS)]
        self.steps = [self._promise(number) for number in range(5)]
        self.files = [self._file(number) for number in range(4)]
        self.met = {visit: set(self._participants(visit)) for visit in self.visits}
        self.begun = 0
        self._deeds: tuple[Callable[[], Changes | None], ...] = (
            *(self.merge_people, self.merge_people, self.merge_accounts, self.merge_accounts),
            *(self.move, self.move, self.split, self.split, self.change_company, self.report_to, self.introduce),
            *(self.undo, self.undo, self.redo),
        )

    def go_on(self) -> Changes | None:
        """Do something; what is refused, as a person's slips are, changes nothing."""
        deed = self.chance.choice(self._deeds)
        try:
            done = deed()
        except JournalError as error:
            self.told.append(f"{deed.__name__} refused: {error}")
            return None
        self.told.append(deed.__name__)
        return done

    def living(self, table: str) -> list[int]:
        """Return the ids of what does not lie in the trash."""
        return [row[0] for row in self.journal.rows(f"SELECT id FROM {table} WHERE deleted_at IS NULL ORDER BY id")]

    def merge_people(self) -> Changes:
        kept, other = self._two("contact")
        return merging_people.merge(self.journal, kept, other, self._choices(PERSON_FIELDS))

    def merge_accounts(self) -> Changes:
        kept, other = self._two("account")
        return merging_accounts.merge(self.journal, kept, other, self._choices(ACCOUNT_FIELDS))

    def move(self) -> Changes:
        moved = self.chance.choices(self.living("account"), k=1 + (self.chance.random() < 0.3))
        return account_moves.move(self.journal, moved, self._maybe("account"))

    def split(self) -> Changes:
        account = self.chance.choice(self.living("account"))
        chosen = {
            kind: tuple(one for one in found if self.chance.random() < 0.5)
            for kind, found in days_by_kind(self.journal, account).items()
        }
        parts = Parts(**{one.name: chosen.get(one.name, ()) for one in fields(Parts)})
        since = self.chance.choice((None, "2026-03-01", "2026-05-14"))
        to = self._maybe("account")
        return splitting.split(self.journal, account, parts, to_id=to, name="" if to else "Split off", since=since)

    def change_company(self) -> Changes:
        person, account = self.chance.choice(self.living("contact")), self.chance.choice(self.living("account"))
        return contacts.take_post(self.journal, person, account, from_on=self.chance.choice((None, "2026-05-01")))

    def report_to(self) -> Changes:
        return contacts.edit(
            self.journal, self.chance.choice(self.living("contact")), reports_to_id=self._maybe("contact")
        )

    def introduce(self) -> Changes:
        person = self.chance.choice(self.living("contact"))
        return contacts.edit(self.journal, person, introduced_by_id=self._maybe("contact"))

    def undo(self) -> Changes | None:
        """Take back what was done last, but not how the country was made."""
        return changes.undo(self.journal) if len(self.told) > 1 and self._may_undo() else None

    def redo(self) -> Changes | None:
        return changes.redo(self.journal)

    def _may_undo(self) -> bool:
        found = self.journal.row("SELECT count(*) FROM operation WHERE undone_at IS NULL AND id > ?", self.begun)
        return bool(found and found[0])

    def begin(self) -> None:
        """Remember where making the country ended."""
        found = self.journal.row("SELECT max(id) FROM operation")
        self.begun = found[0] if found else 0

    def _two(self, table: str) -> Sequence[int]:
        living = self.living(table)
        if len(living) < 2:
            raise NotFound("Only one is left.")
        return self.chance.sample(living, k=2)

    def _choices(self, known: Sequence[Field]) -> dict[str, Choice]:
        sides: tuple[Choice, ...] = ("kept", "other")
        return {one.key: self.chance.choice(sides) for one in known if self.chance.random() < 0.3}

    def _maybe(self, table: str) -> int | None:
        return self.chance.choice(self.living(table)) if self.chance.random() < 0.7 else None

    def _plant(self) -> list[int]:
        made: list[int] = []
        for number in range(ACCOUNTS):
            parent = self.chance.choice(made) if made and self.chance.random() < 0.7 else None
            made.append(accounts.create(self.journal, name=f"Account {number}", parent_id=parent).id)
        return made

    def _settle(self) -> list[int]:
        made: list[int] = []
        for number in range(PEOPLE):
            above, introduced = (self.chance.choice([None, *made]) for _ in range(2))
            account = self.chance.choice(self.accounts)
            made.append(
                contacts.create(
                    self.journal,
                    name=f"Person {number}",
                    account_id=account,
                    reports_to_id=above,
                    introduced_by_id=introduced,
                    closeness=self.chance.choice((None, 1, 4)),
                    points=[contacts.Point("phone", f"1380000{self.chance.randrange(3)}")],
                ).id
            )
        return made

    def _meet(self) -> int:
        people = self.chance.sample(self.people, k=self.chance.randint(1, 3))
        account = self.chance.choice(self.accounts)
        day = f"2026-{self.chance.randint(1, 4):02d}-{self.chance.randint(1, 28):02d}T10:00"
        return visits.record(self.journal, account_id=account, start=day, people=people).id

    def _promise(self, number: int) -> int:
        visit = self.chance.choice([None, *self.visits])
        account = visits.get(self.journal, visit).account_id if visit else self.chance.choice(self.accounts)
        plan = None
        if self.chance.random() < 0.4:
            plan = plans.create(self.journal, goal=f"Goal {number}", account_id=account).id
        people = self.chance.sample(self.people, k=self.chance.randint(0, 2))
        owner = self.chance.choice([None, *self.people])
        return steps.create(
            self.journal,
            title=f"Step {number}",
            kind="promise" if owner is None else "customer_promise",
            account_id=account,
            visit_id=visit,
            plan_id=plan,
            people=people,
            owner_side="ours" if owner is None else "theirs",
            owner_contact_id=owner,
        ).id

    def _file(self, number: int) -> int:
        kind, owners = self.chance.choice(
            (("account", self.accounts), ("contact", self.people), ("visit", self.visits), ("step", self.steps))
        )
        content = f"file {number}".encode()
        return attachments.add(self.journal, kind, self.chance.choice(owners), f"{number}.txt", content).id

    def _participants(self, visit_id: int) -> list[int]:
        found = "SELECT contact_id FROM visit_contact WHERE visit_id = ? AND deleted_at IS NULL"
        return [row[0] for row in self.journal.rows(found, visit_id)]
