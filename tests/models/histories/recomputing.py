"""What the lists must show, told the slow and obvious way: every row of every table is looked at, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from models import public_holidays, working_time
from models.clock import NO_TIME
from models.journal import Journal
from models.text.language import Language

Row = dict[str, Any]
_ANSWER_WITHIN = {
    "request": {"normal": 480, "serious": 240, "urgent": 120},
    "complaint": {"normal": 240, "serious": 120, "urgent": 60},
}
"""Minutes of working time within which an answer is promised, as long as the settings say nothing else."""
GROUPS = ("overdue", "today", "week", "later", "waiting", "undated")


class Recomputed:
    """The living rows of a journal, and what follows from them at this moment."""

    def __init__(self, journal: Journal) -> None:
        self.now, self.today = journal.clock.wall(), journal.clock.today()
        self._journal = journal
        self.steps, self.plans = self._living("step"), self._living("plan")
        self.visits, self.accounts = self._living("visit"), self._living("account")
        self._country = working_time.country(journal)
        self._working_days = cache(self._is_working_day)

    def groups_of_steps(self) -> list[tuple[str, str, int]]:
        """Return (group, record, id) of all steps and plans that are open or were closed today, in their order."""
        placed = [self._place_of_step(step) for step in self.steps if self._is_listed(step["closed_at"])]
        placed += [self._place_of_plan(plan) for plan in self.plans if self._is_listed(plan["closed_on"])]
        return [(GROUPS[place[0]], place[4], place[3]) for place in sorted(placed)]

    def counts_of_steps(self) -> dict[str, int]:
        """Return how many open steps and plans each group has."""
        open_ids = {
            row["id"] for row in (*self.steps, *self.plans) if not (row.get("closed_at") or row.get("closed_on"))
        }
        counts: dict[str, int] = {}
        for group, _record, row_id in self.groups_of_steps():
            if row_id in open_ids:
                counts[group] = counts.get(group, 0) + 1
        return counts

    def to_write_up(self) -> list[int]:
        """Return the visits that say nothing of what came of them, the newest first."""
        missing = []
        for visit in self.visits:
            if visit["start"] > self.now:
                continue
            without_time_today = visit["start"] == f"{self.today}{NO_TIME}"
            if (visit["state"] == "planned" and not without_time_today) or (
                visit["state"] == "held" and not visit["summary"].strip(" ")
            ):
                missing.append(visit)
        return [visit["id"] for visit in sorted(missing, key=lambda one: (one["start"], one["id"]), reverse=True)]

    def visits_on(self, day: date, *states: str) -> list[int]:
        """Return the visits of a day in some states, in the order of the day."""
        found = [visit for visit in self.visits if visit["start"][:10] == day.isoformat() and visit["state"] in states]
        return [visit["id"] for visit in sorted(found, key=lambda one: (one["start"], one["id"]))]

    def due(self) -> list[int]:
        """Return the open steps of both sides whose day has come, the latest first."""
        found = [step for step in self._open_steps() if step["due_on"] and step["due_on"] <= self.today.isoformat()]
        return _ids(sorted(found, key=lambda one: (one["due_on"], one["raised_at"], one["id"])))

    def waiting(self) -> list[int]:
        """Return the open requests and complaints, those nobody answered first, then the oldest."""
        found = [step for step in self._open_steps() if step["kind"] in ("request", "complaint")]
        return _ids(sorted(found, key=lambda one: (one["first_answered_at"] is not None, one["raised_at"], one["id"])))

    def risks(self) -> list[int]:
        """Return the open risks, the nearest first."""
        found = [step for step in self._open_steps() if step["kind"] == "risk"]
        return _ids(sorted(found, key=lambda one: (one["due_on"] or "9", one["raised_at"], one["id"])))

    def quiet(self) -> list[tuple[int, int, int]]:
        """Return (account, days, days of its rhythm) of those not seen for longer than that, by weight."""
        found = []
        for account in self.accounts:
            days, rhythm = self._silence_of(account["id"]), self._rhythm_of(account)
            if days is None or rhythm is None or days <= rhythm or self._is_snoozed(account["id"]):
                continue
            weight = {"A": 3.0, "B": 2.0}.get(account["account_class"], 1.0) * days / rhythm
            found.append((-weight, account["name"], account["id"], days, rhythm))
        return [place[2:] for place in sorted(found)]

    def on_calendar(self, day: date) -> list[tuple[str, int]]:
        """Return (record, id) of all that stands on a day, in no order."""
        found = [("visit", visit["id"]) for visit in self.visits if visit["start"][:10] == day.isoformat()]
        for step in self.steps:
            if step["closed_at"]:
                stands_on = step["closed_at"]
            elif step["due_on"] or step["kind"] not in ("request", "complaint"):
                stands_on = step["due_on"]
            else:
                stands_on = step["solve_by"] if step["first_answered_at"] else step["answer_by"]
            if (stands_on or "")[:10] == day.isoformat():
                found.append(("step", step["id"]))
        open_plans = [plan for plan in self.plans if not plan["closed_on"]]
        return found + [("plan", plan["id"]) for plan in open_plans if plan["target_on"] == day.isoformat()]

    def promises_of(self, account_id: int) -> dict[tuple[str, str], int]:
        """Return how many promises of each kind ended in each way, or are open."""
        counts: dict[tuple[str, str], int] = {}
        for step in self.steps:
            if step["account_id"] == account_id and step["kind"] in ("promise", "customer_promise"):
                key = (step["kind"], step["outcome"] or "open")
                counts[key] = counts.get(key, 0) + 1
        return counts

    def answers_due(self) -> dict[int, str]:
        """Return by when each open request and complaint is to be answered: minute after minute of working time."""
        found = {}
        for step in self._open_steps():
            if step["kind"] in _ANSWER_WITHIN:
                minutes = _ANSWER_WITHIN[step["kind"]][step["severity"] or "normal"]
                found[step["id"]] = self._later(step["reopened_at"] or step["raised_at"], minutes)
        return found

    def _later(self, since: str, minutes: int) -> str:
        moment = datetime.fromisoformat(since)
        while minutes:
            minutes -= self._is_working(moment)
            moment += timedelta(minutes=1)
        return moment.isoformat(timespec="minutes")

    def _is_working(self, moment: datetime) -> bool:
        if not (9 <= moment.hour < 12 or 13 <= moment.hour < 18):
            return False
        return self._working_days(moment.date())

    def _is_working_day(self, day: date) -> bool:
        holidays = {one.day: one for one in public_holidays.of(self._country, day, day, Language("en"))}
        if day in holidays:
            return holidays[day].is_workday_made_up
        return day.weekday() < 5

    def _open_steps(self) -> list[Row]:
        return [step for step in self.steps if step["closed_at"] is None]

    def _silence_of(self, account_id: int) -> int | None:
        seen = [
            date.fromisoformat(visit["start"][:10])
            for visit in self.visits
            if visit["account_id"] == account_id and visit["state"] == "held"
        ]
        past = [day for day in seen if day <= self.today]
        return (self.today - max(past)).days if past else None

    def _rhythm_of(self, account: Row) -> int | None:
        if account["rhythm_days"] is not None:
            return int(account["rhythm_days"])
        if not account["rhythm_inherited"]:
            return None
        by_id = {row["id"]: row for row in self.accounts}
        above = by_id.get(account["parent_id"])
        while above is not None:
            if above["rhythm_days"] is not None:
                return int(above["rhythm_days"])
            above = by_id.get(above["parent_id"])
        return {"A": 14, "B": 30, "C": 90}.get(account["account_class"])

    def _is_snoozed(self, account_id: int) -> bool:
        today = self.today.isoformat()
        return any(one["account_id"] == account_id and one["until_on"] > today for one in self._living("snooze"))

    def _living(self, table: str) -> list[Row]:
        columns = [name for (name,) in self._journal.rows("SELECT name FROM pragma_table_info(?)", table)]
        rows = self._journal.rows(f"SELECT * FROM {table}")
        named = (dict(zip(columns, row, strict=True)) for row in rows)
        return [row for row in named if row["deleted_at"] is None]

    def _is_listed(self, closed: str | None) -> bool:
        return closed is None or closed[:10] >= self.today.isoformat()

    def _place_of_step(self, step: Row) -> tuple[int, str, str, int, str]:
        group, day = self._group_of_step(step)
        return GROUPS.index(group), day or "9", step["raised_at"], step["id"], "step"

    def _group_of_step(self, step: Row) -> tuple[str, str | None]:
        due, target = step["due_on"], self._target(step)
        if step["owner_side"] == "theirs":
            return "waiting", due or (target[:10] if target else None)
        if due is not None:
            return self._group_of_day(due), due
        if target is None:
            return "undated", None
        if target < self.now:
            return "overdue", target[:10]
        return self._group_of_day(target[:10]), target[:10]

    def _target(self, step: Row) -> str | None:
        """Return what the running round of a request or complaint is measured by."""
        if step["kind"] not in ("request", "complaint"):
            return None
        answered, closed = step["first_answered_at"], step["closed_at"]
        is_unanswered = (answered or "9") >= (closed or "9")
        target: str | None = step["answer_by"] if is_unanswered else step["solve_by"]
        return target

    def _place_of_plan(self, plan: Row) -> tuple[int, str, str, int, str]:
        due = plan["check_in_on"] or plan["target_on"]
        group = self._group_of_day(due) if due else "undated"
        return GROUPS.index(group), due or "9", plan["created_at"], plan["id"], "plan"

    def _group_of_day(self, day: str) -> str:
        if day < self.today.isoformat():
            return "overdue"
        if day == self.today.isoformat():
            return "today"
        sunday = self.today
        while sunday.weekday() != 6:
            sunday += timedelta(days=1)
        return "week" if day <= sunday.isoformat() else "later"


def _ids(rows: list[Row]) -> list[int]:
    return [row["id"] for row in rows]


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first to the last."""
    while first <= last:
        yield first
        first += timedelta(days=1)
