"""One random history: what a salesperson does over weeks, under a clock that moves on."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models import accounts, changes, contacts, plans, repeating, rhythm, steps, visits, working_time
from models.changes import Changes
from models.clock import FixedClock
from models.errors import JournalError
from models.journal import Journal

STARTS = (
    # Around the changes to and from summer time, the ends of months, leap days, and Chinese holidays.
    ("Europe/Berlin", datetime(2026, 3, 27, 16, 40)),
    ("Europe/Berlin", datetime(2026, 10, 23, 17, 30)),
    ("America/New_York", datetime(2026, 3, 6, 8, 5)),
    ("America/New_York", datetime(2026, 10, 30, 23, 50)),
    ("Asia/Shanghai", datetime(2026, 1, 29, 9, 0)),
    ("Asia/Shanghai", datetime(2026, 9, 29, 17, 59)),
    ("Asia/Shanghai", datetime(2028, 2, 27, 12, 0)),
    ("Europe/Berlin", datetime(2027, 12, 30, 22, 15)),
    ("Australia/Lord_Howe", datetime(2026, 4, 3, 1, 45)),
)
COUNTRIES = {
    "Europe/Berlin": "DE",
    "America/New_York": "US",
    "Asia/Shanghai": "CN",
    "Australia/Lord_Howe": "",
}
REPEATS = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=WEEKLY;COUNT=3",
)
_MINUTES = (1, 15, 15, 45, 120, 120, 400, 400, 1440, 1440, 2880, 10_080, 44_640)
_DAYS_AWAY = (-12, -5, -3, -2, -1, -1, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 6, 9, 12)


class Life:
    """Does one random thing at a time; `told` holds what was done, for the message of a failure."""

    def __init__(self, journal: Journal, clock: FixedClock, seed: int) -> None:
        self.journal, self.clock, self.chance = journal, clock, random.Random(seed)
        zone, start = self.chance.choice(STARTS)
        self._zone = ZoneInfo(zone)
        clock.set(start.replace(tzinfo=self._zone))
        working_time.set_country(journal, COUNTRIES[zone])
        self.told: list[str] = [f"seed {seed}, {zone}, {start}"]
        self._deeds: tuple[Callable[[], Changes | None], ...] = (
            *(self.plan_visit, self.hold, self.hold, self.miss, self.record_visit, self.edit_visit),
            *(self.ask, self.ask, self.answer, self.keep, self.keep, self.reopen, self.postpone, self.edit_step),
            *(self.make_plan, self.add_to_plan, self.edit_plan, self.set_rhythm, self.set_rhythm, self.snooze),
            *(self.trash, self.restore, self.undo, self.redo),
        )
        self._begin()

    def go_on(self) -> None:
        """Let time pass, and do something; what is refused, as a person's slips are, changes nothing."""
        passed = timedelta(minutes=self.chance.choice(_MINUTES))
        self.clock.set((self.clock.now().astimezone(UTC) + passed).astimezone(self._zone))
        deed = self.chance.choice(self._deeds)
        try:
            deed()
        except JournalError as error:
            self.told.append(f"{self.clock.wall()} {deed.__name__} refused: {error}")
        else:
            self.told.append(f"{self.clock.wall()} {deed.__name__}")

    def _begin(self) -> None:
        group = accounts.create(self.journal, name="Group", rhythm_days=10).id
        accounts.create(self.journal, name="Branch", parent_id=group, rhythm_inherited=True)
        accounts.create(self.journal, name="Class", account_class="A", rhythm_inherited=True)
        for name in ("Ann", "Bo"):
            contacts.create(self.journal, name=name, account_id=group)
        for begin in (
            self.ask,
            self.ask,
            self.ask,
            self.plan_visit,
            self.plan_visit,
            self.record_visit,
            self.make_plan,
        ):
            with suppress(JournalError):
                begin()

    def _any(self, table: str, where: str = "deleted_at IS NULL") -> int:
        found = self.journal.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id")
        return self.chance.choice(found)[0] if found else 1

    def _maybe(self, table: str) -> int | None:
        return self._any(table) if self.chance.random() < 0.7 else None

    def _moment(self) -> str:
        away = timedelta(days=self.chance.choice(_DAYS_AWAY), minutes=self.chance.randrange(1440))
        return (self.clock.now().replace(tzinfo=None) + away).strftime("%Y-%m-%dT%H:%M")

    def _past(self) -> str:
        return min(self._moment(), self.clock.wall())

    def _day(self) -> date:
        return date.fromisoformat(self._moment()[:10])

    def _maybe_day(self) -> date | None:
        return self._day() if self.chance.random() < 0.7 else None

    def plan_visit(self) -> Changes:
        fields: Any = {"repeats": self.chance.choice(REPEATS)} if self.chance.random() < 0.3 else {}
        start = self._moment() if self.chance.random() < 0.7 else f"{self._day()}T00:00"
        return visits.plan(self.journal, account_id=self._any("account"), start=start, **fields)

    def record_visit(self) -> Changes:
        return visits.record(
            self.journal,
            account_id=self._any("account"),
            start=self._past(),
            people=[self._any("contact")],
            summary=self.chance.choice(("", " ", "said")),
            channel=self.chance.choice(visits.CHANNELS),
        )

    def hold(self) -> Changes:
        summary = self.chance.choice(("", "said"))
        return visits.hold(
            self.journal, self._any("visit", "state = 'planned' AND deleted_at IS NULL"), summary=summary
        )

    def miss(self) -> Changes:
        move = self.chance.choice((visits.miss, visits.cancel))
        return move(self.journal, self._any("visit", "state = 'planned' AND deleted_at IS NULL"))

    def edit_visit(self) -> Changes:
        fields: Any = self.chance.choice(
            ({"start": self._past()}, {"account_id": self._any("account")}, {"summary": "x"})
        )
        return visits.edit(self.journal, self._any("visit"), **fields)

    def ask(self) -> Changes:
        kind = self.chance.choice(steps.KINDS)
        fields: Any = {"severity": self.chance.choice(steps.SEVERITIES)} if kind in steps.CLOCKED else {}
        due_on = self._maybe_day()
        if due_on is not None and self.chance.random() < 0.3:
            fields["repeats"] = self.chance.choice(REPEATS)
        return steps.create(
            self.journal,
            title=kind,
            kind=kind,
            account_id=self._maybe("account"),
            due_on=due_on,
            raised_at=self._past(),
            **fields,
        )

    def answer(self) -> Changes:
        note = self.chance.choice((steps.answer, steps.answer, steps.arrive))
        return note(self.journal, self._any("step", "kind IN ('request', 'complaint') AND deleted_at IS NULL"))

    def keep(self) -> Changes:
        step_id = self._any("step", "closed_at IS NULL AND deleted_at IS NULL")
        return repeating.close(self.journal, step_id, self.chance.choice(("", "", "", "broken", "released")))

    def reopen(self) -> Changes:
        return repeating.reopen(self.journal, self._any("step", "closed_at IS NOT NULL AND deleted_at IS NULL"))

    def postpone(self) -> Changes:
        return steps.postpone(self.journal, self._any("step"), self._day())

    def edit_step(self) -> Changes:
        fields: Any = self.chance.choice(
            (
                {"kind": self.chance.choice(steps.KINDS)},
                {"owner_side": self.chance.choice(("ours", "theirs"))},
                {"due_on": self._maybe_day()},
                {"severity": self.chance.choice(steps.SEVERITIES)},
                {"account_id": self._maybe("account")},
            )
        )
        return steps.edit(self.journal, self._any("step"), **fields)

    def make_plan(self) -> Changes:
        return plans.create(self.journal, goal="Goal", account_id=self._maybe("account"), target_on=self._maybe_day())

    def add_to_plan(self) -> Changes:
        return plans.add_step(self.journal, self._any("plan"), title="Planned", due_on=self._maybe_day())

    def edit_plan(self) -> Changes:
        if self.chance.random() < 0.3:
            return plans.close(self.journal, self._any("plan"))
        return plans.edit(self.journal, self._any("plan"), check_in_on=self._maybe_day())

    def set_rhythm(self) -> Changes:
        fields: Any = self.chance.choice(
            (
                {"rhythm_days": None, "rhythm_inherited": True},
                {"rhythm_days": None, "rhythm_inherited": False},
                {"rhythm_days": self.chance.choice((1, 3, 10))},
                {"account_class": self.chance.choice("ABC")},
                {"parent_id": self._maybe("account")},
            )
        )
        if self.chance.random() < 0.3:
            return contacts.edit(self.journal, self._any("contact"), rhythm_days=self.chance.choice((None, 2, 9)))
        return accounts.edit(self.journal, self._any("account"), **fields)

    def snooze(self) -> Changes:
        until_on = self.clock.today() + timedelta(days=self.chance.randrange(1, 9))
        return rhythm.snooze(self.journal, self._any("account"), until_on, reason="reorganised")

    def trash(self) -> Changes:
        topic, table = self.chance.choice(((visits, "visit"), (steps, "step"), (plans, "plan"), (accounts, "account")))
        return topic.trash(self.journal, self._any(table))

    def restore(self) -> Changes:
        topics = ((visits, "visit"), (steps, "step"), (plans, "plan"), (accounts, "account"))
        gone = "deleted_at IS NOT NULL"
        topic, table = next(
            (one for one in topics if self.journal.row(f"SELECT 1 FROM {one[1]} WHERE {gone}")), topics[0]
        )
        return topic.restore(self.journal, self._any(table, gone))

    def undo(self) -> Changes | None:
        return changes.undo(self.journal)

    def redo(self) -> Changes | None:
        return changes.redo(self.journal)
