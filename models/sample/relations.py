"""How the sample journal knows its people and accounts: relationships, coverage, a congress, and doubled records."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models import accounts, contacts, coverage_targets, encounters, steps, trip_lists, trips
from models.contacts import Point
from models.encounters import Encounter
from models.sample.cast import Person
from models.sample.strand import Strand
from models.sample.texts import relations
from models.text import pinyin


class Relations(Strand):
    """Puts off what was found out about people and accounts, each to the day it was entered."""

    @staticmethod
    def count() -> int:
        """Return how many visits the congress makes: one for each encounter."""
        return len(relations()["encounter"])

    def expect_congress(self) -> None:
        """Put the congress off to the evening of its last day."""
        first = self._first_of_congress()
        evening = datetime.combine(first + timedelta(days=relations()["congress"]["lasts"] - 1), time(21, 10))
        self._later(evening, lambda: self._write_encounters(first))

    def expect_knowledge(self) -> None:
        """Put off what is known of accounts and people, and who is written down a second time."""
        self._later(self._moment(52, time(17, 15)), self._relate)
        self._later(self._moment(48, time(17, 20)), self._know_people)
        self._later(self._moment(15, time(17, 50)), self._write_twice)

    def _first_of_congress(self) -> date:
        """Return its first day; it ends before the weekend."""
        first = self._day(relations()["congress"]["days"])
        over = (first + timedelta(days=relations()["congress"]["lasts"] - 1)).weekday() - 4
        return first - timedelta(days=max(over, 0))

    def _relate(self) -> None:
        for name, (present, wanted) in relations()["relationship"].items():
            account_id = self._cast.named(name).id
            accounts.edit(self._journal, account_id, relationship=present, wanted_relationship=wanted)
        for name, targets in relations()["coverage"].items():
            coverage_targets.set_wanted(self._journal, self._cast.named(name).id, targets)

    def _know_people(self) -> None:
        for entry in relations()["known"]:
            person = self._best_of(entry["account"], entry["role"])
            if person is not None:
                contacts.edit(
                    self._journal,
                    person.id,
                    influence=entry["influence"],
                    wanted_closeness=entry["wanted"],
                    languages=entry["languages"],
                    notes=entry["notes"],
                )

    def _write_encounters(self, first: date) -> None:
        congress = relations()["congress"]
        last = first + timedelta(days=congress["lasts"] - 1)
        told = {key: congress[key] for key in ("name", "place", "purpose", "result")}
        trip_id = trips.create(self._journal, kind="event", start_on=first, end_on=last, **told).id
        lines = [self._encounter(entry, first, last, number) for number, entry in enumerate(relations()["encounter"])]
        encounters.keep(self._journal, trip_id, lines)
        for visit in trip_lists.sheet(self._journal, trip_id).visits:
            self._counted()
            for step in steps.of_visit(self._journal, visit.id):
                kept = datetime.combine(date.fromisoformat(step.due_on or last.isoformat()), time(16, 35))
                self._later(kept, partial(steps.close, self._journal, step.id))

    def _encounter(self, entry: dict[str, Any], first: date, last: date, number: int) -> Encounter:
        known = entry["account"] in {customer.name for customer in self._cast.customers}
        person = None
        if "who" in entry:
            customer = self._cast.named(entry["account"])
            person = self._best_of(entry["account"], entry["who"]) or self._cast.meet(customer, entry["who"], on=last)
        return Encounter(
            person=person.name if person else entry.get("person", ""),
            contact_id=person.id if person else None,
            account=entry["account"],
            account_id=self._cast.named(entry["account"]).id if known else None,
            said=entry["said"],
            promise=entry["promise"],
            day=(first if number % 2 == 0 else last).isoformat(),
        )

    def _write_twice(self) -> None:
        for entry in relations()["twice"]:
            person = self._best_of(entry["account"], entry["role"])
            if person is not None:
                self._write_person_twice(person, entry["language"])
        for entry in relations()["account_twice"]:
            same = accounts.get(self._journal, self._cast.named(entry["same_as"]).id)
            accounts.create(self._journal, name=entry["name"], parent_id=same.parent_id, web=same.web, city=same.city)

    def _write_person_twice(self, person: Person, language: str) -> None:
        name = pinyin.usual(person.name).title() if language == "zh" else person.name.upper()
        phones = [one for one in contacts.points(self._journal, person.id) if one.kind == "phone"]
        contacts.create(
            self._journal,
            name=name,
            account_id=person.customer.id,
            role_group=person.role,
            points=[Point("phone", phone.value) for phone in phones],
        )

    def _best_of(self, account: str, role: str) -> Person | None:
        """Return the one of a role group whom we met most often, or None where nobody is known."""
        return max(self._cast.named(account).of_role(role), key=lambda person: person.met, default=None)
