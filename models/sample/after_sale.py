"""After the sale in the sample journal: products and their service, feedback, money asked for, risks, moved dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models import assets, collections, feedback, projects, receivables, steps, visits
from models.sample.strand import Strand
from models.sample.texts import after_sale

_BEGINS, _MINUTES = time(6, 35), 75
"""Service is done before the first shift, and the first visit of a day."""


class AfterSale(Strand):
    """Puts off what goes on beside and after the sale, each thing to the day it was entered."""

    def count(self) -> int:
        """Return how many visits the service makes: those that were held, and one ahead for each product."""
        return sum(len(self._services(entry)) for entry in after_sale()["asset"])

    def expect(self, *, with_service: bool) -> None:
        """Put everything off to its day; a small journal has no room for service visits."""
        told = after_sale()
        for entry in told["asset"]:
            self._later(self._moment(self._noted(entry), time(16, 45)), partial(self._install, entry, with_service))
        for entry in told["feedback"]:
            self._later(self._moment(entry["days"], time(17, 5)), partial(self._listen, entry))
        for entry in told["collection"]:
            self._later(self._moment(entry["days"], time.fromisoformat(entry["at"])), partial(self._ask, entry))
        for entry in told["risk"]:
            self._later(self._moment(entry["days"], time(16, 25)), partial(self._fear, entry))
        for entry in told["moved"]:
            self._later(self._moment(entry["days"], time(15, 20)), partial(self._put_off, entry))
        self._later(self._moment(58, time(15, 55)), self._give_rhythms)

    def _noted(self, entry: dict[str, Any]) -> int:
        """Return how many days ago a product was written down: with its installation, or when its service began."""
        known = min(entry["installed"], (self._calendar.today - self._calendar.first).days - 1)
        return int(max(known, entry.get("serviced", 0)))

    def _services(self, entry: dict[str, Any]) -> list[int]:
        """Return how many days ago each service of a product was; the last one may lie ahead (negative)."""
        if "rhythm" not in entry:
            return []
        days = range(entry["serviced"] - entry["rhythm"], -entry["warranty"] - 1, -entry["rhythm"])
        passed = [ago for ago in days if ago > 0]
        return [*passed, *[ago for ago in days if ago <= 0][:1]]

    def _install(self, entry: dict[str, Any], with_service: bool) -> None:
        served = with_service and "rhythm" in entry
        for number, site in enumerate(entry.get("sites", [entry.get("site", "")]), start=1):
            fields: assets.AssetFields = {
                "account_id": self._cast.named(entry["account"]).id,
                "project_id": self._project(entry["project"]) if "project" in entry else None,
                "product": entry["product"],
                "quantity": entry.get("quantity", 1),
                "version": entry["version"],
                "serial_number": entry.get("serial", "").format(number=number),
                "site": site,
                "installed_on": self._ago(entry["installed"]),
                "warranty_end_on": self._ago(-entry["warranty"]),
                "competitor": entry.get("competitor", ""),
                "notes": entry.get("notes", ""),
            }
            if served:
                fields["service_rhythm_days"] = entry["rhythm"]
                fields["service_from_on"] = self._ago(entry["serviced"])
            made = assets.create(self._journal, **fields)
            for turn, days_ago in enumerate(self._services(entry) if served else ()):
                self._counted()
                held = datetime.combine(self._ago(days_ago), _BEGINS) + timedelta(minutes=_MINUTES + 5)
                self._later(held, partial(self._serve, made.id, entry, turn))

    def _serve(self, asset_id: int, entry: dict[str, Any], turn: int) -> None:
        """Hold the service visit that was planned by itself; the next one follows."""
        query = """
            SELECT visit.id FROM visit_asset JOIN visit ON visit.id = visit_id
            WHERE asset_id = ? AND state = 'planned' AND visit.deleted_at IS NULL ORDER BY start LIMIT 1"""
        (visit_id,) = self._journal.rows(query, asset_id)[0]
        customer = self._cast.named(entry["account"])
        summaries = after_sale()["service"][customer.language]
        start = datetime.combine(self._journal.clock.today(), _BEGINS)
        visits.edit(self._journal, visit_id, start=start, minutes=_MINUTES)
        visits.hold(self._journal, visit_id, summary=summaries[turn % len(summaries)])

    def _listen(self, entry: dict[str, Any]) -> None:
        customer = self._cast.named(entry["account"])
        said_by = customer.best_known
        made = feedback.create(
            self._journal,
            account_id=customer.id,
            product=entry["product"],
            kind=entry["kind"],
            words=entry["words"],
            contact_id=said_by.id if said_by else None,
        )
        if "handed_over" in entry:
            handed_over = self._ago(entry["handed_over"])
            answered = partial(
                feedback.edit, self._journal, made.id, handed_over_on=handed_over, answer=entry.get("answer", "")
            )
            self._later(datetime.combine(handed_over, time(17, 15)), answered)

    def _ask(self, entry: dict[str, Any]) -> None:
        query = "SELECT id, account_id FROM receivable WHERE invoice_number = ?"
        receivable_id, account_id = self._journal.rows(query, entry["invoice"])[0]
        customer = next(one for one in self._cast.customers if one.id == account_id)
        payer = next(iter([*customer.of_role("finance"), *customer.of_role("commercial")]), customer.best_known)
        follow_up = None
        if "due" in entry:
            due = self._calendar.onwards(self._calendar.today + timedelta(days=entry["due"]))
            follow_up = collections.FollowUp(entry["next"], due.isoformat())
        collections.note(
            self._journal,
            receivable_id,
            means=entry["means"],
            said=entry["said"],
            contact_id=payer.id if payer else None,
            promised_on=self._ago(-entry["promised"]) if "promised" in entry else None,
            promised_minor=self._rest(receivable_id) if "promised" in entry else None,
            follow_up=follow_up,
        )

    def _rest(self, receivable_id: int) -> int:
        row = receivables.get(self._journal, receivable_id)
        return row.amount_minor - receivables.paid_minor(self._journal, receivable_id)

    def _fear(self, entry: dict[str, Any]) -> None:
        steps.create(
            self._journal,
            kind="risk",
            title=entry["title"],
            account_id=self._cast.named(entry["account"]).id,
            project_id=self._project(entry["project"]) if "project" in entry else None,
            owner_colleague_id=self._cast.colleague_ids[entry["owner"]],
            due_on=self._calendar.onwards(self._calendar.today + timedelta(days=entry["due"])),
            likelihood=entry["likelihood"],
            effect=entry["effect"],
            contingency=entry["plan"],
        )

    def _put_off(self, entry: dict[str, Any]) -> None:
        """Let the expected day of a project move to another one."""
        expected = self._ago(-entry["to"])
        projects.edit(self._journal, self._project(entry["project"]), reason=entry["reason"], expected_on=expected)

    def _give_rhythms(self) -> None:
        for name, days in after_sale()["rhythm"].items():
            projects.edit(self._journal, self._project(name), rhythm_days=days)

    def _project(self, name: str) -> int:
        return int(self._journal.rows("SELECT id FROM project WHERE name = ?", name)[0][0])

    def _ago(self, days: int) -> date:
        """Return the very day so many days ago; one that lies ahead is a negative number of them."""
        return self._calendar.today - timedelta(days=days)
