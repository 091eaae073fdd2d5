"""Files into the journal: read first, then written in one operation, which one undo takes back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from models.changes import Changes
from models.errors import InvalidValue, JournalError
from models.exchange.attendees import KnownCompany
from models.exchange.calendar_fields import IMPORTING
from models.exchange.calendar_import import MeetingImport
from models.exchange.calendar_records import MeetingRecord, TaskRecord
from models.exchange.contact_import import ContactImport
from models.exchange.matching import KnownAccounts, KnownPeople, Unsure
from models.exchange.outcome import Outcome, RowOutcome, RowState
from models.exchange.reading import read
from models.exchange.records import ContactRecord, Doubtful, Reading, Refused, Remark, VisitRecord
from models.exchange.task_import import TaskImport
from models.exchange.visit_import import VisitImport
from models.journal import Journal
from models.text.language import Language

Row = TypeVar("Row", ContactRecord, VisitRecord, MeetingRecord, TaskRecord)
AnyRow = ContactRecord | VisitRecord | MeetingRecord | TaskRecord

_ROWS_BETWEEN_REPORTS = 50

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done; of 0 while files are still being read. What it raises ends the import."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: how many rows were what, and each row that a person should look at.

    A doubtful row may have completed a record as far as that was certain. `rows` are all rows of all files, in their
    order. `changes` is None when nothing was written.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    doubtful: tuple[Doubtful, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rows: tuple[RowOutcome, ...] = ()
    changes: Changes | None = None

    @property
    def doubtful_rows(self) -> int:
        """How many rows are doubtful; one row may have several doubts."""
        return len({(doubt.file, doubt.row) for doubt in self.doubtful})

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the report as the command line prints it: counts, and the rows with their reasons in words."""
        return {
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "doubtful": self.doubtful_rows,
            "refused": [_as_json(refused, language) for refused in self.refused],
            "doubts": [_as_json(doubt, language) for doubt in self.doubtful],
            "remarks": [remark.say(language) for remark in self.remarks],
        }


def import_files(
    journal: Journal,
    paths: Sequence[str | os.PathLike[str]],
    *,
    mapping: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take the contacts, visits, meetings and tasks of some files into the journal, in one operation.

    What is there already is found again, completed where it is empty and otherwise left as it is, so that a second
    run changes nothing. A row that can't come in is refused, with its reason, and stops no other. `mapping` is one of
    `reading.MAPPINGS`. With `dry_run` everything is tried and nothing is kept.

    Raises CannotRead for a file that can't be read at all, before anything is written; InvalidValue for an unknown
    mapping; and whatever `progress` raises, with nothing written.
    """
    report_progress = progress or (lambda done, total: None)
    reading = read(paths, mapping, lambda: report_progress(0, 0))
    subject = ", ".join(dict.fromkeys(Path(path).name for path in paths))
    run = _Run(journal, reading, report_progress)
    try:
        with journal.operation(IMPORTING, subject=subject) as work:
            run.take_in_all()
            if dry_run:
                raise _NotKept
            changes = work.done() if work.tables else None
    except _NotKept:
        changes = None
    return run.report(changes)


class _NotKept(Exception):
    """Ends a dry run, so that its transaction is rolled back."""


class _Run:
    """One import under way."""

    def __init__(self, journal: Journal, reading: Reading, progress: Progress) -> None:
        self._journal = journal
        self._reading = reading
        self._progress = progress
        self._counts = {"new": 0, "updated": 0, "unchanged": 0}
        self._doubtful: list[Doubtful] = []
        self._refused: list[Refused] = []
        self._rows: list[RowOutcome] = [
            RowOutcome(row.file, row.row, "", "", None, "refused", (row.reason,)) for row in reading.refused
        ]

    def take_in_all(self) -> None:
        """Take in every row; contacts first, so that visits find their people.

        Contacts that name an account come before those that don't: a second import finds the same people then.
        """
        known_accounts, known_people = KnownAccounts(self._journal), KnownPeople(self._journal)
        contacts = ContactImport(self._journal, known_accounts, known_people)
        visits = VisitImport(self._journal, known_accounts, known_people)
        people = sorted(self._reading.contacts, key=lambda contact: not contact.account)
        company = KnownCompany(self._journal, known_accounts, known_people) if self._has_calendar() else None
        # What stands in for one day of a series comes behind the series.
        meetings = sorted(self._reading.meetings, key=lambda meeting: meeting.occurrence is not None)
        rows: list[AnyRow] = [*people, *self._reading.visits, *meetings, *self._reading.tasks]
        for number, row in enumerate(rows):
            if number % _ROWS_BETWEEN_REPORTS == 0:
                self._progress(number, len(rows))
            if isinstance(row, ContactRecord):
                self._take_in(row, contacts.take_in)
            elif isinstance(row, VisitRecord):
                self._take_in(row, visits.take_in)
            elif isinstance(row, MeetingRecord) and company is not None:
                self._take_in(row, MeetingImport(self._journal, company).take_in)
            elif isinstance(row, TaskRecord) and company is not None:
                self._take_in(row, TaskImport(self._journal, company).take_in)
        self._progress(len(rows), len(rows))

    def _has_calendar(self) -> bool:
        return bool(self._reading.meetings or self._reading.tasks)

    def report(self, changes: Changes | None) -> ImportReport:
        """Return what was done, with the refused and the doubtful rows in the order of their files."""
        refused = (*self._reading.refused, *self._refused)
        files = [row.file for row in refused]
        for rows in (self._reading.contacts, self._reading.visits, self._reading.meetings, self._reading.tasks):
            files += [row.file for row in rows]
        order = {file: number for number, file in enumerate(dict.fromkeys(files))}
        return ImportReport(
            **self._counts,
            doubtful=tuple(sorted(self._doubtful, key=lambda row: (order[row.file], row.row))),
            refused=tuple(sorted(refused, key=lambda row: (order[row.file], row.row))),
            remarks=self._reading.remarks,
            rows=tuple(sorted(self._rows, key=lambda row: (order[row.file], row.row))),
            changes=changes,
        )

    def _take_in(self, row: Row, write: Callable[[Row], Outcome]) -> None:
        try:
            # A savepoint: a row that fails half-way leaves nothing behind.
            with self._journal.connection:
                outcome = write(row)
        except Unsure as unsure:
            self._doubtful.append(Doubtful(row.file, row.row, unsure.reason))
            self._note(row, "doubtful", unsure.reason)
            return
        except InvalidValue as reason:
            self._refused.append(Refused(row.file, row.row, reason))
            self._note(row, "refused", reason)
            return
        self._doubtful += [Doubtful(row.file, row.row, doubt) for doubt in outcome.doubts]
        unsettled = outcome.state == "unchanged" and bool(outcome.doubts)
        self._note(row, "doubtful" if unsettled else outcome.state, *outcome.doubts)
        if outcome.state != "unchanged":
            for remember in outcome.to_remember:
                remember()
        if not unsettled:
            self._counts[outcome.state] += 1

    def _note(self, row: AnyRow, state: RowState, *reasons: JournalError) -> None:
        if isinstance(row, ContactRecord):
            detail = " · ".join(filter(None, (row.title, row.account)))
            self._rows.append(RowOutcome(row.file, row.row, row.name, detail, None, state, reasons))
        elif isinstance(row, MeetingRecord):
            day = row.start.at.date()
            self._rows.append(RowOutcome(row.file, row.row, row.title or row.uid, row.place, day, state, reasons))
        elif isinstance(row, TaskRecord):
            self._rows.append(RowOutcome(row.file, row.row, row.title, "", row.due, state, reasons))
        else:
            self._rows.append(RowOutcome(row.file, row.row, row.account, row.purpose, row.day, state, reasons))


def _as_json(row: Doubtful | Refused, language: Language) -> dict[str, Any]:
    return {"file": row.file, "row": row.row, "reason": row.reason.say(language)}
