"""Short encounters at an event, written down in one list: whom we met, where they work, what was said and promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from models import accounts, contacts, quick_add, trips, visits
from models.changes import Changes
from models.clock import NO_TIME
from models.errors import InvalidValue, JournalError, NotFound
from models.journal import Journal
from models.known_names import KnownNames
from models.steps import StepFields
from models.text.clean import clean_line
from models.text.folding import folded
from models.text.language import Label, Language

DRAFT = "encounters"
"""What stands in the place of a table for the draft of such a list; its record is the event."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One line of the list; a person or an account without an id is one to be made, by the name given.

    `promise` is a line in words, as in the quick line: 'send the plan next tue'. `day` is ISO, or '' for the first
    day of the event, or today if that lies ahead.
    """

    person: str = ""
    contact_id: int | None = None
    account: str = ""
    account_id: int | None = None
    said: str = ""
    promise: str = ""
    day: str = ""

    def is_empty(self) -> bool:
        """Return whether nothing was written in the line."""
        return not any(clean_line(words) for words in (self.person, self.account, self.said, self.promise))


Field = Literal["person", "account", "said", "promise", "day"]
"""A field of a line; the day is that of all lines."""


class InLine(InvalidValue):
    """A line of the list could not be written down, so none was; `number` counts from 1, `field` is at fault."""

    def __init__(self, number: int, field: Field, why: JournalError) -> None:
        super().__init__(Label("Line {number}: {why}"), number=number, why=why)
        self.number, self.field, self._why = number, field, why

    def say(self, language: Language) -> str:
        """Return which line it is, and what it lacks, in the reader's language."""
        return language.say(self.sentence, number=self.number, why=self._why.say(language))


def usual_account(journal: Journal, contact_id: int) -> tuple[int, str] | None:
    """Return the account (id, name) at which a person holds a post today, or None."""
    post = contacts.post_on(journal, contact_id, journal.clock.today().isoformat())
    return (post.account_id, post.account) if post else None


def keep(journal: Journal, trip_id: int, written: Sequence[Encounter]) -> Changes:
    """Write the lines down as visits of an event, each with its person, and its promise as a step; all or nothing.

    Raises InLine for a line without a person or an account, or with a day or a
    promise that is not understood, and InvalidValue when there is no line.
    """
    trip = trips.get(journal, trip_id)
    lines = [(number, line) for number, line in enumerate(written, start=1) if not line.is_empty()]
    if not lines:
        raise InvalidValue("Nothing is written down yet. Write whom you met in the first line.")
    made: dict[str, int] = {}
    names = KnownNames.of(journal)
    with journal.operation("encounters.keep", subject=trip.name) as work:
        for number, line in lines:
            _keep_one(journal, trip, number, line, names, made)
        return work.done(trip_id)


def _keep_one(
    journal: Journal, trip: trips.TripRow, number: int, line: Encounter, names: KnownNames, made: dict[str, int]
) -> None:
    with _at(number, "account"):
        account_id = _account(journal, line, made)
    with _at(number, "person"):
        person_id = _person(journal, line, account_id, made)
    with _at(number, "promise"):
        promise = _promise(journal, line, account_id, person_id, names)
    day = line.day or _usual_day(journal, trip)
    with _at(number, "day" if day > journal.clock.today().isoformat() else "said"):
        visits.record(
            journal,
            account_id=account_id,
            start=f"{day}{NO_TIME}",
            channel="event" if trip.kind == "event" else "on_site",
            place=trip.place,
            purpose=trip.name,
            summary=line.said,
            trip_id=trip.id,
            people=[person_id],
            next_steps=promise,
        )


@contextmanager
def _at(number: int, field: Field) -> Iterator[None]:
    """Let a fault name the line and the field it lies in."""
    try:
        yield
    except (InvalidValue, NotFound) as error:
        raise InLine(number, field, error) from error


def _usual_day(journal: Journal, trip: trips.TripRow) -> str:
    today = journal.clock.today().isoformat()
    if trip.start_on is None or trip.start_on > today:
        return today
    return min(trip.end_on or trip.start_on, today)


def _account(journal: Journal, line: Encounter, made: dict[str, int]) -> int:
    if line.account_id is not None:
        return accounts.get(journal, line.account_id).id
    name = clean_line(line.account)
    if not name and line.contact_id is not None:
        usual = usual_account(journal, line.contact_id)
        if usual is not None:
            return usual[0]
    if not name:
        raise InvalidValue("Where this person works is missing. Write the account.")
    key = f"account {name.casefold()}"
    if key not in made:
        found = journal.row(
            "SELECT id FROM account WHERE lower(?1) IN (lower(name), lower(short_name)) AND deleted_at IS NULL "
            "ORDER BY id LIMIT 1",
            name,
        )
        made[key] = found[0] if found else accounts.create(journal, name=name).id
    return made[key]


def _person(journal: Journal, line: Encounter, account_id: int, made: dict[str, int]) -> int:
    if line.contact_id is not None:
        return contacts.get(journal, line.contact_id).id
    name = clean_line(line.person)
    if not name:
        raise InvalidValue("Whom you met is missing. Write a name.")
    key = f"person {account_id} {name.casefold()}"
    if key not in made:
        known = _known_there(journal, name, account_id)
        made[key] = known if known is not None else contacts.create(journal, name=name, account_id=account_id).id
    return made[key]


def _known_there(journal: Journal, name: str, account_id: int) -> int | None:
    """Return the one person of a name who holds a post at an account today; of two nobody knows who is meant."""
    today = journal.clock.today().isoformat()
    found = journal.rows(_KNOWN_THERE, account_id, today)
    same = {contact_id for contact_id, known in found if folded(known) == folded(name)}
    return same.pop() if len(same) == 1 else None


_KNOWN_THERE = """
    SELECT contact.id, name FROM contact_post AS post JOIN contact ON contact.id = contact_id
    WHERE account_id = ?1 AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, '9') >= ?2
    AND post.deleted_at IS NULL AND contact.deleted_at IS NULL"""


def _promise(journal: Journal, line: Encounter, account_id: int, person_id: int, names: KnownNames) -> list[StepFields]:
    if not clean_line(line.promise):
        return []
    meant = quick_add.understand_following(line.promise, journal.clock, names, account_id)
    if meant.kind == "visit":
        raise InvalidValue("A promise is expected here, not a visit. Write what was promised.")
    kind = "promise" if meant.kind == "next_step" else meant.kind
    people = [person_id, *(contact_id for contact_id, _ in meant.people if contact_id != person_id)]
    step = StepFields(kind=kind, title=meant.title, due_on=meant.due, repeats=meant.repeats, people=people)
    if meant.severity is not None:
        step["severity"] = meant.severity
    return [step]
