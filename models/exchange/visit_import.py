"""A visit that was read, taken into the journal with its people and its next step."""

from __future__ import annotations

from datetime import date, datetime, time

from models import accounts, contacts, steps, values, visits
from models.contacts import PostFields
from models.errors import InvalidValue
from models.exchange.matching import KnownAccounts, KnownPeople, Person, Unsure, name_key, name_words
from models.exchange.outcome import Outcome, says_as_much
from models.exchange.records import Participant, VisitRecord
from models.journal import Journal
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Label
from models.visits import VisitFields, VisitRow

_TEXTS = {
    "place": Label("place"),
    "expected_result": Label("expected result"),
    "summary": Label("summary"),
    "highlight": Label("highlight"),
    "support_needed": Label("support needed"),
    "notes": Label("notes"),
    "private_notes": Label("private notes"),
}
_STATES = {
    "planned": Label("planned"),
    "held": Label("held"),
    "missed": Label("missed"),
    "cancelled": Label("cancelled"),
}
_NO_TIME = time(0)
"""What a visit has as its start whose day only is known."""


class VisitImport:
    """Takes visits in, one by one; what the journal says already is completed and never overwritten."""

    def __init__(self, journal: Journal, known_accounts: KnownAccounts, known_people: KnownPeople) -> None:
        self._journal = journal
        self._accounts = known_accounts
        self._people = known_people

    def take_in(self, record: VisitRecord) -> Outcome:
        """Take one visit in. Raises InvalidValue when it can't be stored, Unsure when it may mean several."""
        fields = _fields(record, self._journal.clock.today())
        account_id = self._accounts.the_one(record.account)
        visit = self._find(record, account_id) if account_id is not None else None
        if visit is None:
            return self._create(record, fields, account_id)
        return self._complete(visit, record, fields)

    def _find(self, record: VisitRecord, account_id: int) -> VisitRow | None:
        """Return the visit of this day, account and purpose, and of this time if both have one; None for a new one."""
        query = (
            "SELECT id, start, purpose, deleted_at IS NOT NULL FROM visit "
            "WHERE account_id = ? AND start >= ? AND start < ? || 'U' ORDER BY start, id"
        )
        day, at = record.day.isoformat(), f"{record.start or _NO_TIME:%H:%M}"
        same = [
            (visit_id, start[11:], in_trash)
            for visit_id, start, purpose, in_trash in self._journal.rows(query, account_id, day, day)
            if name_key(purpose) == name_key(record.purpose)
        ]
        exact = [row for row in same if row[1] == at]
        if record.start is not None:
            same = exact or [row for row in same if row[1] == f"{_NO_TIME:%H:%M}"]
        elif exact:
            same = exact
        live = [row for row in same if not row[2]]
        if len(live) > 1:
            raise Unsure(
                InvalidValue(
                    "{count} visits to {account} on {day} have this purpose. Nothing was changed; write the time of "
                    "the visit into the file.",
                    count=len(live),
                    account=record.account,
                    day=day,
                )
            )
        if same and not live:
            raise Unsure(
                InvalidValue(
                    "The visit to {account} on {day} lies in the trash. Nothing was changed; restore it and import "
                    "the file again.",
                    account=record.account,
                    day=day,
                )
            )
        return visits.get(self._journal, live[0][0]) if live else None

    def _create(self, record: VisitRecord, fields: VisitFields, account_id: int | None) -> Outcome:
        outcome = Outcome("new")
        if account_id is None:
            account_id = made = accounts.create(self._journal, name=record.account).id
            outcome.to_remember.append(lambda: self._accounts.add(made, record.account))
        fields["account_id"] = account_id
        people = self._participants(record, account_id, outcome)
        next_steps = [_step(record)] if record.next_step else []
        visits.record(self._journal, people=people, next_steps=next_steps, **fields)
        return outcome

    def _complete(self, visit: VisitRow, record: VisitRecord, fields: VisitFields) -> Outcome:
        outcome = Outcome()
        missing = self._missing(visit, record, fields, outcome)
        people = self._participants(record, visit.account_id, outcome)
        query = "SELECT contact_id, deleted_at FROM visit_contact WHERE visit_id = ? ORDER BY id"
        # Who was taken off the visit by a person does not come back.
        linked = dict(self._journal.rows(query, visit.id))
        new_people = [contact_id for contact_id in people if contact_id not in linked]
        if missing or new_people:
            present = [contact_id for contact_id, deleted_at in linked.items() if deleted_at is None]
            visits.edit(self._journal, visit.id, people=[*present, *new_people], **missing)
            outcome.updated()
        if record.next_step:
            self._complete_step(visit, record, outcome)
        return outcome

    def _missing(self, visit: VisitRow, record: VisitRecord, fields: VisitFields, outcome: Outcome) -> VisitFields:
        """Return what a visit lacks and the file says, and note where the two differ."""
        subject = f"{record.account}, {record.day:%Y-%m-%d}"
        missing = VisitFields()
        for name, label in _TEXTS.items():
            read, stored = str(fields.get(name, "")), getattr(visit, name)
            if read and not stored:
                missing[name] = read  # type: ignore[literal-required]
            elif not says_as_much(stored, read):
                outcome.differs(subject, label, stored, read)
        if record.start is not None and visit.start.endswith(f"T{_NO_TIME:%H:%M}") and record.start != _NO_TIME:
            missing["start"] = fields["start"]
        if record.minutes is not None and visit.minutes is None:
            missing["minutes"] = record.minutes
        elif record.minutes not in (None, visit.minutes):
            outcome.differs(subject, Label("length in minutes"), str(visit.minutes), str(record.minutes))
        if record.satisfaction is not None and visit.satisfaction is None:
            missing["satisfaction"] = record.satisfaction
        elif record.satisfaction not in (None, visit.satisfaction):
            outcome.differs(subject, Label("satisfaction"), str(visit.satisfaction), str(record.satisfaction))
        if record.expectation_level is not None and visit.expectation_level is None:
            missing["expectation_level"] = record.expectation_level
        elif record.expectation_level not in (None, visit.expectation_level):
            before, after = str(visit.expectation_level), str(record.expectation_level)
            outcome.differs(subject, Label("what they expected"), before, after)
        if record.confidential and not visit.confidential:
            outcome.differs(subject, Label("confidential"), Label("no"), Label("yes"))
        if record.channel not in (None, visit.channel):
            outcome.differs(subject, Label("channel"), CHANNEL_NAMES[visit.channel], CHANNEL_NAMES[str(record.channel)])
        if record.state not in (None, visit.state):
            if visit.state == "planned":
                missing["state"] = fields["state"]
            elif record.state != "planned":
                outcome.differs(subject, Label("state"), _STATES[visit.state], _STATES[str(record.state)])
        return missing

    def _complete_step(self, visit: VisitRow, record: VisitRecord, outcome: Outcome) -> None:
        """Add the next step if the visit has none; one that was renamed, closed or thrown away stays so."""
        query = "SELECT id, title, due_on, deleted_at FROM step WHERE visit_id = ? ORDER BY id"
        known = self._journal.rows(query, visit.id)
        if not known:
            step = _step(record)
            step["visit_id"], step["account_id"], step["project_id"] = visit.id, visit.account_id, visit.project_id
            step["raised_at"] = visit.start
            steps.create(self._journal, **step)
            outcome.updated()
            return
        subject = f"{record.account}, {record.day:%Y-%m-%d}"
        same = next((row for row in known if name_key(row[1]) == name_key(record.next_step)), None)
        if same is None:
            outcome.differs(subject, Label("next step"), known[0][1], record.next_step)
            return
        step_id, _, due_on, deleted_at = same
        due = record.due.isoformat() if record.due else None
        if due and due_on is None and deleted_at is None:
            steps.edit(self._journal, step_id, due_on=due)
            outcome.updated()
        elif due and due_on not in (None, due):
            outcome.differs(subject, Label("due date"), due_on, due)

    def _participants(self, record: VisitRecord, account_id: int, outcome: Outcome) -> list[int]:
        """Return the contacts a row names, made if they are new; who can't be told from others is left out."""
        found: list[int] = []
        named: set[frozenset[str]] = set()
        for person in record.people:
            words = name_words(person.name)
            if words in named:
                continue
            named.add(words)
            try:
                known = self._person(person, account_id)
            except Unsure as unsure:
                if isinstance(unsure.reason, InvalidValue):
                    outcome.doubts.append(unsure.reason)
                continue
            found.append(known.id if known else self._new_person(person, account_id, outcome))
        return found

    def _person(self, named: Participant, account_id: int) -> Person | None:
        """Return who is meant at an account, or else above or below it, or who has no post anywhere yet."""
        found = (
            self._people.by_name(named.name, [account_id])
            or self._people.by_name(named.name, self._accounts.above_and_below(account_id))
            or self._people.by_name(named.name, [])
        )
        live = [person for person in found if not person.in_trash]
        if len(live) > 1:
            raise Unsure(
                InvalidValue(
                    "{count} contacts are called {name}, so nobody of that name was put on the visit. Put the right "
                    "one on it by hand.",
                    count=len(live),
                    name=named.name,
                )
            )
        if found and not live:
            raise Unsure(
                InvalidValue(
                    "{name} lies in the trash and was not put on the visit. Restore the contact and import the file "
                    "again.",
                    name=named.name,
                )
            )
        return live[0] if live else None

    def _new_person(self, named: Participant, account_id: int, outcome: Outcome) -> int:
        contact_id = contacts.create(
            self._journal, account_id=account_id, post=PostFields(title=named.title), name=named.name
        ).id

        def learn() -> None:
            self._people.add(contact_id, named.name)
            self._people.learn(contact_id, accounts=[account_id])

        outcome.to_remember.append(learn)
        return contact_id


def _fields(record: VisitRecord, today: date) -> VisitFields:
    fields = VisitFields(
        start=datetime.combine(record.day, record.start or _NO_TIME),
        state=record.state or ("planned" if record.day > today else "held"),
        purpose=record.purpose,
        place=record.place,
        expected_result=record.expected_result,
        summary=record.summary,
        highlight=record.highlight,
        support_needed=record.support_needed,
        notes=record.notes,
        private_notes=record.private_notes,
    )
    if record.minutes is not None:
        fields["minutes"] = record.minutes
    if record.satisfaction is not None:
        fields["satisfaction"] = record.satisfaction
    if record.expectation_level is not None:
        fields["expectation_level"] = record.expectation_level
    if record.confidential:
        fields["confidential"] = True
    if record.channel is not None:
        fields["channel"] = record.channel
    values.checked(fields, visits.RULES)
    return fields


def _step(record: VisitRecord) -> steps.StepFields:
    return steps.StepFields(kind="next_step", title=record.next_step, due_on=record.due)
