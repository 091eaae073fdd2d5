"""The delivery side of the sample journal: projects through their stages, acceptance, signatures and money."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from models import milestones, project_course, projects, receivables
from models.journal import Journal
from models.sample.acceptance import AcceptanceList
from models.sample.calendar import Calendar
from models.sample.cast import Cast, Customer
from models.sample.telling import Later, Teller
from models.sample.texts import delivery

_CENTS = 100
_DELIVERED = ("Delivery", "交付")
_SIGNED_AFTER = 3
"""Days after which the customer signs a milestone that was reached."""


class Delivery:
    """Puts off what happens to the projects of the sample journal, each thing to its day."""

    def __init__(
        self,
        journal: Journal,
        cast: Cast,
        calendar: Calendar,
        chance: random.Random,
        later: Later,
        teller: Teller,
    ) -> None:
        self._journal = journal
        self._cast = cast
        self._calendar = calendar
        self._chance = chance
        self._later = later
        self._teller = teller
        self._ids: dict[str, int] = {}
        self._milestones: dict[tuple[str, int], int] = {}

    def expect(self) -> None:
        """Put everything off to its day."""
        for project in delivery()["project"]:
            customer = self._cast.named(project["account"])
            self._on(project["stages"][0][1], self._open(project, customer), at=time(7, 30))
            for stage in project["stages"][1:]:
                self._on(stage[1], self._move(project, stage))
            self._expect_decision(project)
            for position, milestone in enumerate(project.get("milestones", ())):
                told = milestone[2] if len(milestone) > 2 else project["stages"][-1][1]
                self._on(told, self._reach(project, position, milestone))
            for receivable in project.get("receivables", ()):
                told = receivable.get("invoiced", project["stages"][-1][1])
                self._on(told, self._claim(project, customer, receivable), at=time(15, 10))
        self._on(2, self._accept, at=time(17, 20))

    def _expect_decision(self, project: dict[str, Any]) -> None:
        """Put off the day on which a project is won, as its delivery begins, or lost."""
        begun = next((stage[1] for stage in project["stages"] if stage[0] in _DELIVERED), None)
        if begun is not None:
            self._on(begun, lambda: self._decide(project, project_course.win, begun, ""), at=time(14, 20))
        elif "lost" in project:
            days_ago, reason = project["lost"]
            self._on(days_ago, lambda: self._decide(project, project_course.lose, days_ago, reason), at=time(14, 20))

    def _decide(self, project: dict[str, Any], decide: Callable[..., object], days_ago: int, reason: str) -> None:
        decide(self._journal, self._ids[project["name"]], on=self._day(days_ago), reason=reason)

    def _accept(self) -> None:
        """Type the acceptance list of the first project into the journal."""
        entry = delivery()["acceptance"]
        customer = self._cast.named(
            next(one["account"] for one in delivery()["project"] if one["name"] == entry["project"])
        )
        milestone_id = self._milestones[entry["project"], entry["milestone"]]
        AcceptanceList(self._journal, customer, self._calendar, self._chance, self._cast.colleague_ids).write(
            self._ids[entry["project"]], milestone_id, entry
        )

    def _on(self, days_ago: int, act: Callable[[], None], at: time = time(11, 40)) -> None:
        self._later(datetime.combine(self._day(days_ago), at), act)

    def _day(self, days_ago: int) -> date:
        return self._calendar.back_to_work(self._calendar.today - timedelta(days=days_ago))

    def _maybe(self, entry: dict[str, Any], key: str) -> date | None:
        return self._day(entry[key]) if key in entry else None

    def _open(self, project: dict[str, Any], customer: Customer) -> Callable[[], None]:
        def act() -> None:
            sales, deliverer, finance = (self._cast.colleague_ids[name] for name in project["owners"])
            made = projects.create(
                self._journal,
                stage=project["stages"][0][0],
                account_id=customer.id,
                name=project["name"],
                value_minor=project["value"] * _CENTS,
                currency=project["currency"],
                probability=project["probability"],
                expected_on=self._day(project.get("first_expected", project["expected"])),
                competitor=project.get("competitor", ""),
                contract_number=project.get("contract", ""),
                sales_owner_id=sales,
                delivery_owner_id=deliverer,
                finance_owner_id=finance,
                notes=project.get("notes", ""),
            )
            self._ids[project["name"]] = made.id
            for story in project.get("stories", ()):
                self._teller.projects[story] = made.id

        return act

    def _move(self, project: dict[str, Any], stage: list[Any]) -> Callable[[], None]:
        name, days_ago, reason = stage

        def act() -> None:
            expected = self._day(max(project["expected"], days_ago - 400))
            projects.move(
                self._journal,
                self._ids[project["name"]],
                name,
                on=self._day(days_ago),
                expected_on=expected,
                reason=reason,
            )

        return act

    def _reach(self, project: dict[str, Any], position: int, milestone: list[Any]) -> Callable[[], None]:
        def act() -> None:
            made = milestones.add(
                self._journal,
                self._ids[project["name"]],
                name=milestone[0],
                position=position,
                planned_on=self._day(milestone[1]),
                reached_on=self._day(milestone[2]) if len(milestone) > 2 else None,
                signed_on=self._day(max(milestone[2] - _SIGNED_AFTER, 1)) if len(milestone) > 2 else None,
            )
            self._milestones[project["name"], position] = made.id

        return act

    def _claim(self, project: dict[str, Any], customer: Customer, entry: dict[str, Any]) -> Callable[[], None]:
        def act() -> None:
            made = receivables.create(
                self._journal,
                account_id=customer.id,
                project_id=self._ids[project["name"]],
                milestone_id=self._milestones[project["name"], entry["milestone"]],
                title=entry["title"],
                amount_minor=entry["amount"] * _CENTS,
                currency=project["currency"],
                confirmed_on=self._maybe(entry, "confirmed"),
                invoice_number=entry.get("invoice", ""),
                invoiced_on=self._maybe(entry, "invoiced"),
                due_on=self._maybe(entry, "due"),
                promised_on=self._maybe(entry, "promised"),
                risk=entry.get("risk", ""),
                escalation=entry.get("escalation", ""),
            )
            for days_ago, amount, note in entry.get("paid", ()):
                self._on(days_ago, self._pay(made.id, amount, days_ago, note), at=time(9, 25))

        return act

    def _pay(self, receivable_id: int, amount: int, days_ago: int, note: str) -> Callable[[], None]:
        def act() -> None:
            receivables.pay(self._journal, receivable_id, amount * _CENTS, on=self._day(days_ago), note=note)

        return act
