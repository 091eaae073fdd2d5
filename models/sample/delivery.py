"""The delivery side of the sample journal: projects through their stages, acceptance, signatures and money."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from models import acceptance, projects, receivables, signing
from models.journal import Journal
from models.sample.calendar import Calendar
from models.sample.cast import Cast, Customer
from models.sample.telling import Later, Teller
from models.sample.texts import delivery

_CENTS = 100
_ACCEPTED = ("agreed", "signed")


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
            for position, milestone in enumerate(project.get("milestones", ())):
                told = milestone[2] if len(milestone) > 2 else project["stages"][-1][1]
                self._on(told, self._reach(project, position, milestone))
            for receivable in project.get("receivables", ()):
                told = receivable.get("invoiced", project["stages"][-1][1])
                self._on(told, self._claim(project, customer, receivable), at=time(15, 10))
        self._on(2, self._accept(delivery()["acceptance"]), at=time(17, 20))

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
                expected_on=self._day(project["expected"]),
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
            made = projects.add_milestone(
                self._journal,
                self._ids[project["name"]],
                name=milestone[0],
                position=position,
                planned_on=self._day(milestone[1]),
                reached_on=self._day(milestone[2]) if len(milestone) > 2 else None,
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

    def _accept(self, entry: dict[str, Any]) -> Callable[[], None]:
        """Type the acceptance list into the journal: every item, every signature, every attempt so far."""

        def act() -> None:
            project_id = self._ids[entry["project"]]
            with self._journal.operation("acceptance.import", subject=entry["project"]):
                position = 0
                for chapter, department in enumerate(entry["department"], start=1):
                    position = self._add_items(project_id, entry, department, chapter, position)
                for position, (department, number, state) in enumerate(_signatures(entry)):
                    self._add_signature(project_id, entry, department, number, state, position)

        return act

    def _add_items(
        self, project_id: int, entry: dict[str, Any], department: dict[str, Any], chapter: int, position: int
    ) -> int:
        """Add the items of a department, each object with each check, until there are enough."""
        wanted = [f"{thing}: {check}" for check in department["checks"] for thing in department["objects"]]
        states = _states(department["states"])
        for number, (criterion, state) in enumerate(zip(wanted, states, strict=False), start=1):
            evidence = self._chance.choice(entry["evidence"]).format(number=chapter * 100 + number)
            acceptance.add_item(
                self._journal,
                project_id,
                position=position,
                clause=f"{chapter}.{number}",
                department=department["name"],
                criterion=criterion,
                evidence="" if state in ("open", "blocked") else evidence,
                state=state,
                blocked_because=department["reason"] if state == "blocked" else "",
            )
            position += 1
        return position

    def _add_signature(
        self, project_id: int, entry: dict[str, Any], department: dict[str, Any], number: int, state: str, position: int
    ) -> None:
        subject = entry["subjects"][number % len(entry["subjects"])]
        waiting = entry["waiting"]
        waited = state == "signed" and number == 3 and department["name"] == waiting["department"]
        asked = 24 + (position * 37) % 70
        signed = max(3, asked - 4 - (position * 13) % 30)
        customer = self._cast.named("Northern Rail")
        signers = customer.people
        made = acceptance.add_signature(
            self._journal,
            project_id,
            position=position,
            department=department["name"],
            signer_id=signers[position % len(signers)].id if state == "signed" and position % 3 == 0 else None,
            subject=waiting["subject"] if waited else subject,
            state=state,
            blocked_because=department["reason"] if state == "blocked" else "",
            asked_on=self._day(asked) if state in ("signed", "submitted", "blocked") else None,
            signed_on=self._day(signed) if state == "signed" else None,
        )
        if waited:
            self._try(made.id, signed, time.fromisoformat(waiting["at"]), waiting["result"], "waited")
        elif state == "signed":
            if position % 4 == 1:
                self._try(made.id, asked - 2, time(14, 5), self._chance.choice(entry["attempts_before"]), "asked")
            self._try(made.id, signed, time(10, 30), self._chance.choice(entry["attempts_signed"]), "signed")
        elif state == "blocked":
            result = entry["attempts_blocked"][0].format(reason=department["reason"])
            self._try(made.id, 16, time(21, 15), result, "refused")

    def _try(self, signature_id: int, days_ago: int, at: time, result: str, what: str) -> None:
        moment = datetime.combine(self._day(days_ago), at)
        signing.attempt(self._journal, signature_id, at=moment, result=result, what=what)


def _states(counts: list[int]) -> list[str]:
    """Return the state of each item of a department; of the accepted ones most are agreed, some already signed."""
    accepted, submitted, inside, blocked, rest = counts
    states = [_ACCEPTED[number % 3 == 0] for number in range(accepted)]
    states += ["submitted"] * submitted + ["approved_inside"] * inside + ["blocked"] * blocked
    return states + ["open"] * rest


def _signatures(entry: dict[str, Any]) -> list[tuple[dict[str, Any], int, str]]:
    """Return each signature as its department, its number there and its state."""
    found: list[tuple[dict[str, Any], int, str]] = []
    for department in entry["department"]:
        signed, ready, blocked = department["signatures"]
        states = ["signed"] * signed
        states += ["submitted" if number % 2 == 0 else "approved_inside" for number in range(ready)]
        states += ["blocked"] * blocked
        found.extend((department, number, state) for number, state in enumerate(states))
    return found
