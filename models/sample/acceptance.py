"""The acceptance of the sample journal: 634 items of 17 departments, 87 signatures, and each attempt so far."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from models import acceptance, acceptance_batches, signing, steps
from models.journal import Journal
from models.sample.calendar import Calendar
from models.sample.cast import Customer
from models.sample.texts import after_sale

_ACCEPTED = ("agreed", "signed")
_WITHOUT_SIGNER = 5
"""One signature in so many of those that nobody was asked for has no signer yet."""


class AcceptanceList:
    """Types the acceptance list of a project into the journal: every item, every signature, every attempt so far."""

    def __init__(
        self,
        journal: Journal,
        customer: Customer,
        calendar: Calendar,
        chance: random.Random,
        colleague_ids: Mapping[str, int],
    ) -> None:
        self._journal = journal
        self._customer = customer
        self._calendar = calendar
        self._chance = chance
        self._owner_id = colleague_ids[after_sale()["unblocked_by"]]
        self._batches: dict[str, int] = {}
        self._unblocking: dict[str, int] = {}

    def write(self, project_id: int, milestone_id: int, entry: dict[str, Any]) -> None:
        """Write everything that the entry tells; the signatures belong to a milestone."""
        with self._journal.operation("acceptance.import", subject=entry["project"]):
            self._make_batches(project_id)
            self._plan_unblocking(project_id)
            position = 0
            for chapter, department in enumerate(entry["department"], start=1):
                position = self._add_items(project_id, entry, department, chapter, position)
            for position, (department, number, state) in enumerate(_signatures(entry)):
                self._add_signature(project_id, milestone_id, entry, department, number, state, position)

    def _make_batches(self, project_id: int) -> None:
        for batch in after_sale()["batch"]:
            sites = "\n".join(batch["sites"])
            made = acceptance_batches.create(self._journal, project_id, name=batch["name"], sites=sites)
            self._batches |= dict.fromkeys(batch["departments"], made.id)

    def _plan_unblocking(self, project_id: int) -> None:
        for department, (title, due) in after_sale()["unblock"].items():
            made = steps.create(
                self._journal,
                title=title,
                account_id=self._customer.id,
                project_id=project_id,
                owner_colleague_id=self._owner_id,
                due_on=self._calendar.onwards(self._calendar.today + timedelta(days=due)),
            )
            self._unblocking[department] = made.id

    def _day(self, days_ago: int) -> date:
        return self._calendar.back_to_work(self._calendar.today - timedelta(days=days_ago))

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
                unblock_step_id=self._unblocking.get(department["name"]) if state == "blocked" else None,
                batch_id=self._batches[department["name"]],
                owner_colleague_id=self._owner_id,
                state_on=self._day(5 + (position * 31) % 90) if state != "open" else None,
            )
            position += 1
        return position

    def _add_signature(
        self,
        project_id: int,
        milestone_id: int,
        entry: dict[str, Any],
        department: dict[str, Any],
        number: int,
        state: str,
        position: int,
    ) -> None:
        subject = entry["subjects"][number % len(entry["subjects"])]
        waiting = entry["waiting"]
        waited = state == "signed" and number == 3 and department["name"] == waiting["department"]
        asked = 24 + (position * 37) % 70
        signed = max(3, asked - 4 - (position * 13) % 30)
        signers = self._customer.people
        is_known = state in ("signed", "submitted", "blocked") or position % _WITHOUT_SIGNER
        made = acceptance.add_signature(
            self._journal,
            project_id,
            position=position,
            department=department["name"],
            signer_id=signers[position % len(signers)].id if is_known else None,
            subject=waiting["subject"] if waited else subject,
            state=state,
            blocked_because=department["reason"] if state == "blocked" else "",
            unblock_step_id=self._unblocking.get(department["name"]) if state == "blocked" else None,
            batch_id=self._batches[department["name"]],
            milestone_id=milestone_id,
            asked_on=self._day(asked) if state in ("signed", "submitted", "blocked") else None,
            signed_on=self._day(signed) if state == "signed" else None,
        )
        if waited:
            self._try(
                made.id, signed, time.fromisoformat(waiting["at"]), waiting["result"], "waited", waiting["minutes"]
            )
            self._try(made.id, signed, time.fromisoformat(waiting["signed_at"]), waiting["signed"], "signed")
        elif state == "signed":
            if position % 4 == 1:
                self._try(made.id, asked - 2, time(14, 5), self._chance.choice(entry["attempts_before"]), "asked")
            self._try(made.id, signed, time(10, 30), self._chance.choice(entry["attempts_signed"]), "signed")
        elif state == "blocked":
            result = entry["attempts_blocked"][0].format(reason=department["reason"])
            self._try(made.id, 16, time(21, 15), result, "refused")

    def _try(
        self, signature_id: int, days_ago: int, at: time, result: str, what: str, minutes: int | None = None
    ) -> None:
        signing.attempt(
            self._journal,
            signature_id,
            at=datetime.combine(self._day(days_ago), at),
            result=result,
            what=what,
            contact_id=acceptance.get_signature(self._journal, signature_id).signer_id,
            minutes=minutes,
        )


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
