"""Random work on a journal as a person might do it, the same for the same seed; some of it is refused."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from models import accounts, colleagues, contacts, plans, steps, visits
from models.changes import Changes
from models.clock import FixedClock
from models.errors import JournalError
from models.journal import Journal
from models.tables import LOGGED, table_name

TEXTS = (
    "",
    "1.50",
    "null",
    "[]",
    '{"a": 1}',
    '"quoted" \\ back\\slash',
    "9007199254740993",
    "0x1F",
    "NaN",
    "价格太高，下周再谈 👍🏽",
    "\u202eright to left\u202c שלום",
    "a\x00b\x00",
    "lone \ud83d surrogate \udc00",
    "cafe\u0301\r\nsecond\rthird\t\x1b[0m",
    "%s {name} ? :x 'quote' ;--",
    "long " * 300,
)
NAMES = ("Northern Rail", "华北电信", "Ünïcödé GmbH", "שלום", "🚄 Metro", "null", "1.50", "O'Brien; DROP TABLE")

Fingerprint = dict[str, str]

STAMPS = ("created_at", "changed_at", "revision")


def fingerprint(journal: Journal, tables: Iterable[str] | None = None) -> Fingerprint:
    """Return a hash of the content of each table: all its rows and columns but the stamps, each with its type."""
    prints = {}
    for table in tables if tables is not None else map(table_name, LOGGED):
        columns = [name for (name,) in journal.rows("SELECT name FROM pragma_table_info(?)", table)]
        content = ", ".join(name for name in columns if name not in STAMPS)
        rows = journal.rows(f"SELECT {content} FROM {table} ORDER BY id")
        prints[table] = hashlib.sha256(repr(rows).encode("utf-8")).hexdigest()
    return prints


class Worker:
    """Does one random thing at a time; `did` holds the changes of each that was not refused."""

    def __init__(self, journal: Journal, clock: FixedClock, chance: random.Random) -> None:
        self.journal = journal
        self.clock = clock
        self.chance = chance
        self._last: tuple[Callable[[], Changes], ...] = ()
        self.kinds = (
            self.create_account,
            self.edit_account,
            self.trash_or_restore,
            self.create_contact,
            self.edit_contact,
            self.add_or_remove_point,
            self.take_post,
            self.record_visit,
            self.plan_visit,
            self.edit_visit,
            self.relink_people,
            self.move_visit,
            self.create_step,
            self.edit_step,
            self.close_or_reopen,
            self.answer_or_postpone,
            self.create_plan,
            self.edit_plan,
            self.set_profile,
            self.many_at_once,
        )

    def work(self) -> Changes | None:
        """Move the clock and do one thing; None when it was refused, as a person's slips are."""
        self.clock.move(timedelta(seconds=self.chance.choice((0, 1, 60, 300, 1200))))
        try:
            return self.chance.choice(self.kinds)()
        except JournalError:
            return None

    def any(self, table: str, where: str = "deleted_at IS NULL") -> int:
        """Return the id of any row, of the last ones more often; 1 (none) when there is none."""
        ids = [
            row_id for (row_id,) in self.journal.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id DESC LIMIT 40")
        ]
        return self.chance.choice(ids[:3] * 5 + ids) if ids else 1

    def some(self, table: str) -> list[int]:
        return [self.any(table) for _ in range(self.chance.randrange(4))]

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def name(self) -> str:
        return f"{self.chance.choice(NAMES)} {self.chance.randrange(100)}"

    def day(self) -> str:
        return f"2026-{self.chance.randrange(1, 13):02d}-{self.chance.randrange(1, 31):02d}"

    def fields(self, **possible: Callable[[], object]) -> Any:
        """Return some of the fields, with a value each."""
        return {name: make() for name, make in possible.items() if self.chance.random() < 0.5}

    def create_account(self) -> Changes:
        return accounts.create(self.journal, name=self.name(), **self._account_fields())

    def edit_account(self) -> Changes:
        return accounts.edit(self.journal, self.any("account"), **self._account_fields(), **self.fields(name=self.name))

    def _account_fields(self) -> Any:
        return self.fields(
            parent_id=lambda: self.any("account"),
            notes=self.text,
            private_notes=self.text,
            tags=lambda: [self.text()[:20]],
            account_class=lambda: self.chance.choice(("A", "B", None)),
            rhythm_days=lambda: self.chance.choice((None, 1, 30)),
        )

    def trash_or_restore(self) -> Changes:
        topic, table = self.chance.choice(
            ((accounts, "account"), (contacts, "contact"), (visits, "visit"), (steps, "step"), (plans, "plan"))
        )
        if self.chance.random() < 0.5:
            return topic.restore(self.journal, self.any(table, "deleted_at IS NOT NULL"))
        return topic.trash(self.journal, self.any(table))

    def create_contact(self) -> Changes:
        return contacts.create(
            self.journal,
            name=self.name(),
            account_id=self.chance.choice((None, self.any("account"))),
            post={"title": self.text()[:50], "from_on": self.day()},
            points=[contacts.Point("phone", "+49 1.50", preferred=True)] * self.chance.randrange(3),
            **self._contact_fields(),
        )

    def edit_contact(self) -> Changes:
        return contacts.edit(self.journal, self.any("contact"), **self._contact_fields())

    def _contact_fields(self) -> Any:
        return self.fields(
            stance=lambda: self.chance.choice((None, -2, 2)),
            birthday=lambda: self.chance.choice(("", "--02-29", "1980-03-07")),
            reports_to_id=lambda: self.any("contact"),
            introduced_by_id=lambda: self.any("contact"),
            private_notes=self.text,
            preferences=self.text,
            placeholder=lambda: self.chance.random() < 0.5,
        )

    def add_or_remove_point(self) -> Changes:
        if self.chance.random() < 0.5:
            return contacts.remove_point(self.journal, self.any("contact_point"))
        return contacts.add_point(
            self.journal, self.any("contact"), contacts.Point("email", "a@b.example", self.text()[:9])
        )

    def take_post(self) -> Changes:
        if self.chance.random() < 0.3:
            post: Any = self.fields(title=lambda: "director", from_on=self.day, until_on=self.day)
            return contacts.edit_post(self.journal, self.any("contact_post"), **post)
        return contacts.take_post(
            self.journal, self.any("contact"), self.any("account"), **self.fields(from_on=self.day)
        )

    def record_visit(self) -> Changes:
        return visits.record(
            self.journal,
            account_id=self.any("account"),
            people=self.some("contact"),
            questions=["Why?", "How?"][: self.chance.randrange(3)],
            next_steps=[{"title": self.name(), "due_on": self.day(), "people": self.some("contact")}]
            * self.chance.randrange(3),
            **self._visit_fields(),
        )

    def plan_visit(self) -> Changes:
        return visits.plan(
            self.journal, account_id=self.any("account"), start=f"{self.day()}T09:30", people=self.some("contact")
        )

    def edit_visit(self) -> Changes:
        return visits.edit(self.journal, self.any("visit"), **self._visit_fields(), **self.fields(start=self.day))

    def relink_people(self) -> Changes:
        return visits.edit(
            self.journal, self.any("visit"), people=self.some("contact"), colleagues=self.some("colleague")
        )

    def _visit_fields(self) -> Any:
        return self.fields(
            notes=self.text,
            summary=self.text,
            purpose=lambda: self.text()[:300],
            minutes=lambda: self.chance.choice((None, 1, 100_000)),
            satisfaction=lambda: self.chance.choice((None, 1, 5)),
            expectation_level=lambda: self.chance.choice((None, 1, 5)),
            confidential=lambda: self.chance.random() < 0.5,
            channel=lambda: self.chance.choice(visits.CHANNELS),
        )

    def move_visit(self) -> Changes:
        visit_id = self.any("visit", "state = 'planned' AND deleted_at IS NULL")
        move = self.chance.choice((visits.hold, visits.miss, visits.cancel))
        return move(self.journal, visit_id, **self.fields(notes=self.text, start=lambda: "2026-05-01T10:00"))

    def create_step(self) -> Changes:
        return steps.create(self.journal, title=self.name(), people=self.some("contact"), **self._step_fields())

    def edit_step(self) -> Changes:
        people = {"people": self.some("contact")} if self.chance.random() < 0.5 else {}
        return steps.edit(self.journal, self.any("step"), **self._step_fields(), **people)

    def _step_fields(self) -> Any:
        return self.fields(
            kind=lambda: self.chance.choice(steps.KINDS),
            details=self.text,
            account_id=lambda: self.any("account"),
            visit_id=lambda: self.any("visit"),
            due_on=self.day,
            raised_at=self.day,
            owner_side=lambda: self.chance.choice(("ours", "theirs")),
        )

    def close_or_reopen(self) -> Changes:
        if self.chance.random() < 0.4:
            return steps.reopen(self.journal, self.any("step", "closed_at IS NOT NULL AND deleted_at IS NULL"))
        outcome = self.chance.choice(("", "broken", "released"))
        return steps.close(self.journal, self.any("step"), outcome, result=self.text())

    def answer_or_postpone(self) -> Changes:
        step_id = self.any("step")
        note = self.chance.choice(
            (steps.answer, steps.arrive, lambda journal, step: steps.postpone(journal, step, self.day()))
        )
        return note(self.journal, step_id)

    def create_plan(self) -> Changes:
        titles = [self.name() for _ in range(self.chance.randrange(4))]
        return plans.create(self.journal, goal=self.name(), step_titles=titles, **self._plan_fields())

    def edit_plan(self) -> Changes:
        if self.chance.random() < 0.2:
            return plans.close(self.journal, self.any("plan"))
        return plans.edit(self.journal, self.any("plan"), **self._plan_fields())

    def _plan_fields(self) -> Any:
        return self.fields(why=self.text, account_id=lambda: self.any("account"), start_on=self.day, target_on=self.day)

    def set_profile(self) -> Changes:
        if self.chance.random() < 0.5:
            return colleagues.create(self.journal, name=self.name())
        return colleagues.set_profile(self.journal, name=self.text()[:100])

    def many_at_once(self) -> Changes:
        """Do several things as one operation; what is refused within it is left out."""
        with self.journal.operation("tests.many") as work:
            for _ in range(self.chance.randrange(5)):
                try:
                    self.chance.choice(self.kinds)()
                except JournalError:
                    continue
            return work.done()
