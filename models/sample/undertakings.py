"""Plans of the sample journal made from the program's templates, and everybody of a region called after an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models import outreach, outreach_choice, plan_templates, plans, steps
from models.sample.strand import Strand
from models.sample.texts import promises
from models.text.language import Language

_CODES = {"en": "en", "zh": "zh_CN"}
_EVENING = time(18, 50)
_A_CALL = timedelta(minutes=9)


class Undertakings(Strand):
    """Puts off the plans and the outreach."""

    @staticmethod
    def count() -> int:
        """Return how many visits the outreach makes: those it planned, and the calls."""
        return len(promises()["outreach"]["reached"]) + 1

    def expect_plans(self) -> None:
        """Put the plans off to their first days."""
        for entry in promises()["plan"]:
            start = self._day(entry["days"])
            self._later(datetime.combine(start, time(17, 40)), partial(self._begin, entry, start))

    def expect_outreach(self) -> None:
        """Put the outreach off to the evening it began, and its calls to the minutes after."""
        evening = datetime.combine(self._day(promises()["outreach"]["days"]), _EVENING)
        self._later(evening, partial(self._reach_out, evening))

    def _begin(self, entry: dict[str, Any], start: date) -> None:
        customer = self._cast.named(entry["account"])
        project = entry.get("project", "")
        found = self._journal.row("SELECT id FROM project WHERE name = ?", project)
        template = plan_templates.built_in(entry["template"], Language(_CODES[customer.language]))
        template = plan_templates.filled(template, customer.short, project)
        target = self._calendar.onwards(start + timedelta(days=template.length))
        plan_id = plans.create(
            self._journal,
            planned=template.steps,
            goal=template.goal,
            why=template.why,
            account_id=customer.id,
            project_id=found[0] if found else None,
            start_on=start,
            check_in_on=self._calendar.onwards(self._calendar.today + timedelta(days=6)),
            target_on=target,
        ).id
        query = "SELECT id, due_on FROM step WHERE plan_id = ? ORDER BY plan_position LIMIT ?"
        for step_id, due_on in self._journal.rows(query, plan_id, entry["done"]):
            done = datetime.combine(date.fromisoformat(due_on), time(15, 30))
            self._later(done, partial(steps.close, self._journal, step_id))
        if "moved" in entry:
            put_off = self._calendar.onwards(target + timedelta(days=entry["moved"]))
            half = datetime.combine(self._day(entry["days"] // 2), time(17, 50))
            self._later(half, lambda: plans.edit(self._journal, plan_id, target_on=put_off))

    def _reach_out(self, evening: datetime) -> None:
        entry = promises()["outreach"]
        chosen = outreach_choice.choose(self._journal, outreach_choice.Choice(region=entry["region"]))
        due_on = self._calendar.onwards(self._calendar.today + timedelta(days=entry["due"]))
        plan_id = outreach.start(self._journal, entry["goal"], chosen, due_on=due_on, why=entry["why"]).id
        days, at = entry["visit"]
        visit = datetime.combine(
            self._calendar.onwards(self._calendar.today + timedelta(days=days)), time.fromisoformat(at)
        )

        def call(account_id: int, words: str) -> None:
            outreach.reach(self._journal, plan_id, account_id, words)
            self._counted()

        def arrange(account_id: int) -> None:
            outreach.plan_visit(self._journal, plan_id, account_id, visit)
            self._counted()

        deeds: list[Callable[[], None]] = [
            partial(call, account_id, words) for account_id, words in zip(chosen, entry["reached"], strict=False)
        ]
        left = chosen[len(deeds) :]
        deeds.append(lambda: arrange(left[1]))
        for number, deed in enumerate(deeds, start=1):
            self._later(evening + number * _A_CALL, deed)
        skip = partial(outreach.skip, self._journal, plan_id, left[0], entry["skipped"])
        self._later(evening + (len(deeds) + 1) * _A_CALL, skip)
