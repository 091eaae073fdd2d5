"""Data out of the journal: visits as CSV, people as vCard, visits and due steps as iCalendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.errors import InvalidValue
from models.exchange.write_calendar import write_calendar
from models.exchange.write_contacts import write_contacts
from models.exchange.write_visits import open_next_steps, write_visits
from models.journal import Journal
from models.reminder_choices import choices
from models.summaries import data_rows
from models.summaries.facts import Scope
from models.summaries.frame import left_out
from models.summaries.periods import Period
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.text.language import Language


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data before it is written: how many records it holds, what is missing in it and what was left out."""

    content: bytes
    rows: int
    warnings: tuple[str, ...]
    left_out: str


def export(
    journal: Journal,
    period: Period,
    ending: str,
    *,
    language: Language,
    audience: AudienceName = "manager",
    account_ids: Sequence[int] = (),
    with_notes: bool = False,
    with_private: bool = False,
) -> DataFile:
    """Return the data of a period that a reader may see: of all accounts, or of those of the ids.

    csv holds the visits, vcf who takes part in them (and whoever works at the accounts named), ics the visits and
    the steps due. Raises InvalidValue for another ending, when the reader may never see what was asked for, and when
    a customer's file names no account.
    """
    reader = Audience(audience, with_notes=with_notes, with_private=with_private)
    if ending not in MAKERS:
        raise InvalidValue(
            "Data can't be saved as '{ending}'. Choose a name that ends in one of: {known}.",
            ending=ending,
            known=", ".join(MAKERS),
        )
    if audience == "customer" and not account_ids:
        raise InvalidValue("A file for a customer must name the account, so that it shows no one else's visits.")
    scope = Scope(tuple(account_ids))
    sentence = left_out(journal, period, reader, scope, language)
    content, rows, warnings = MAKERS[ending](journal, period, scope, reader, language)
    if rows == 0:
        warnings = (language.say("There is nothing in this period that could be written to the file."),)
    return DataFile(content, rows, warnings, sentence)


_Made = tuple[bytes, int, tuple[str, ...]]


def _visits(journal: Journal, period: Period, scope: Scope, reader: Audience, language: Language) -> _Made:
    with reading_as(journal, reader):
        visits = data_rows.visits(journal, period, scope, reader)
    more = sum(max(0, len(open_next_steps(visit)) - 1) for visit in visits)
    warning = language.plural(
        "{count} next step has no place in the file: the row of a visit holds the one that is due first.",
        "{count} next steps have no place in the file: the row of a visit holds the one that is due first.",
        more,
    )
    return write_visits(visits, reader, language), len(visits), (warning,) if more else ()


def _people(journal: Journal, period: Period, scope: Scope, reader: Audience, language: Language) -> _Made:
    withheld = data_rows.withheld_people(journal, reader)
    with reading_as(journal, reader):
        people = data_rows.people(journal, period, scope, reader, withheld)
    warning = language.say("The cards hold no phone and no address: a customer does not see those.")
    names_only = reader.name == "customer" and people
    return write_contacts(people, journal.clock.now()), len(people), (warning,) if names_only else ()


def _calendar(journal: Journal, period: Period, scope: Scope, reader: Audience, language: Language) -> _Made:
    with reading_as(journal, reader):
        visits = data_rows.visits(journal, period, scope, reader)
        steps = data_rows.due_steps(journal, period, scope)
    # How long before a visit I am reminded is nobody else's business, nor may it ring in others' pockets.
    notice = choices(journal).visit_minutes if reader.name == "self" else None
    content = write_calendar(visits, steps, language, journal.clock.now(), notice)
    return content, len(visits) + len(steps), ()


MAKERS: dict[str, Callable[[Journal, Period, Scope, Audience, Language], _Made]] = {
    "csv": _visits,
    "vcf": _people,
    "ics": _calendar,
}
"""Ending of the file's name → what makes its bytes."""
