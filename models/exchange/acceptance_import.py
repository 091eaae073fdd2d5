"""Acceptance lists into the journal: one operation, all or nothing, and what is there already is known again.

An item is known by its clause, where several departments share it by both, and without a clause by its criterion; a
signature by its department and subject, and among several such by its signer. What the list says is taken; what it
leaves open stays as it is, and what it does not name stays too.
"""

from __future__ import annotations

from typing import Any

from models import acceptance, acceptance_batches, acceptance_states, colleagues, projects
from models.changes import Changes
from models.errors import InvalidValue
from models.exchange import acceptance_matching
from models.exchange.acceptance_fields import ListKind
from models.exchange.acceptance_names import Named, Signers
from models.exchange.acceptance_sheets import ListReading, ListRecord
from models.exchange.importer import ImportReport, Progress
from models.exchange.matching import name_key
from models.exchange.outcome import Outcome, RowOutcome
from models.exchange.records import Doubtful, Refused, Remark
from models.exchange.values import NOTHING, one_line
from models.journal import Journal
from models.text.language import Label

_BETWEEN_REPORTS = 50


def import_list(
    journal: Journal,
    project_id: int,
    reading: ListReading,
    *,
    skip_refused: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take what a list says into a project, in one operation.

    A row that can't come in keeps all others out too, unless `skip_refused`; the report says why. With `dry_run`
    everything is tried and nothing is kept. Raises NotFound for a project that is not there, and whatever `progress`
    raises, with nothing written.
    """
    project = projects.get(journal, project_id)
    run = _Run(journal, project_id, project.account_id, reading, progress or (lambda done, total: None))
    changes: Changes | None = None
    try:
        with journal.operation("acceptance.import", subject=project.name) as work:
            run.take_in_all()
            if dry_run or (run.refused and not skip_refused):
                raise _NotKept
            changes = work.done() if work.tables else None
    except _NotKept:
        changes = None
    return run.report(changes)


class _NotKept(Exception):
    """Ends a dry run, or an import of which a row can't come in, so that its transaction is rolled back."""


class _Run:
    """One import under way."""

    def __init__(
        self, journal: Journal, project_id: int, account_id: int, reading: ListReading, progress: Progress
    ) -> None:
        self._journal, self._project_id, self._reading, self._progress = journal, project_id, reading, progress
        self._signers = Signers(journal, account_id)
        self._batches = Named(
            {name_key(batch.name): batch.id for batch in acceptance_batches.listing(journal, project_id)},
            lambda name: acceptance_batches.create(journal, project_id, name=name).id,
        )
        self._colleagues = Named(
            {name_key(one.name): one.id for one in reversed(colleagues.listing(journal))},
            lambda name: colleagues.create(journal, name=name).id,
        )
        query = "SELECT name, id FROM milestone WHERE project_id = ? AND deleted_at IS NULL"
        self._milestones = {name_key(name): record_id for name, record_id in journal.rows(query, project_id)}
        self._last: dict[str, int] = {}
        self._today = journal.clock.today().isoformat()
        self._order = [*(row.file for row in reading.records), *(row.file for row in reading.refused)]
        self._counts = {"new": 0, "updated": 0, "unchanged": 0}
        self._doubtful: list[Doubtful] = []
        self.refused: list[Refused] = list(reading.refused)
        self._rows = [RowOutcome(row.file, row.row, "", "", None, "refused", (row.reason,)) for row in reading.refused]

    def take_in_all(self) -> None:
        """Take in every row; which record each one means is found out first, as it depends on the others."""
        records = self._reading.records
        kinds: tuple[ListKind, ...] = ("item", "signature")
        known = {kind: acceptance_matching.known(self._journal, self._project_id, kind, records) for kind in kinds}
        seen: dict[tuple[str, ...], int] = {}
        for number, record in enumerate(records):
            if number % _BETWEEN_REPORTS == 0:
                self._progress(number, len(records))
            made = [(names, len(names.made)) for names in (self._signers, self._batches, self._colleagues)]
            try:
                acceptance_matching.refuse_second(record, seen)
                # A savepoint: a row that fails half-way leaves nothing behind.
                with self._journal.connection:
                    outcome = self._take_in(record, known[record.kind].get(number))
            except InvalidValue as reason:
                for names, count in made:
                    names.forget(count)
                self.refused.append(Refused(record.file, record.row, reason))
                self._note(record, "refused", (reason,))
                continue
            self._counts[outcome.state] += 1
            self._doubtful += [Doubtful(record.file, record.row, doubt) for doubt in outcome.doubts]
            self._note(record, outcome.state, tuple(outcome.doubts))
        self._progress(len(records), len(records))

    def report(self, changes: Changes | None) -> ImportReport:
        """Return what was done, with the rows in their order."""
        order = {file: number for number, file in enumerate(dict.fromkeys(self._order))}
        return ImportReport(
            **self._counts,
            doubtful=tuple(self._doubtful),
            refused=tuple(sorted(self.refused, key=lambda row: (order[row.file], row.row))),
            remarks=(*self._reading.remarks, *self._new_names()),
            rows=tuple(sorted(self._rows, key=lambda row: (order[row.file], row.row))),
            changes=changes,
        )

    def _new_names(self) -> list[Remark]:
        new = (
            (Label("New colleagues, as the list names them: {names}."), self._colleagues.made),
            (Label("New people at the customer, as the list names them: {names}."), self._signers.made),
            (Label("New batches: {names}."), self._batches.made),
        )
        return [Remark(sentence, {"names": tuple(names)}) for sentence, names in new if names]

    def _note(self, record: ListRecord, state: Any, reasons: tuple[InvalidValue, ...]) -> None:
        named = ("clause", "criterion") if record.kind == "item" else ("subject", "signer")
        said = [one_line(record.texts.get(field, "")) for field in named]
        name, detail = (said[0], said[1]) if said[0] else (said[1], "")
        detail = " · ".join(filter(None, (detail, record.department)))
        self._rows.append(RowOutcome(record.file, record.row, name or record.department, detail, None, state, reasons))

    def _take_in(self, record: ListRecord, record_id: int | None) -> Outcome:
        outcome = Outcome()
        take_in = self._take_in_item if record.kind == "item" else self._take_in_signature
        differs = take_in(record, record_id, outcome)
        if record_id is None:
            outcome.state = "new"
        elif differs:
            outcome.updated()
        return outcome

    def _take_in_item(self, record: ListRecord, item_id: int | None, outcome: Outcome) -> bool:
        fields = self._fields_of_item(record)
        if item_id is None:
            fields |= acceptance_states.item_follows("open", fields, self._today)
            fields["position"] = self._next_position("acceptance_item")
            acceptance.add_item(self._journal, self._project_id, **fields)
            return True
        differing = _differing(acceptance.get_item(self._journal, item_id), fields)
        if differing:
            acceptance.edit_item(self._journal, item_id, **differing)
        return bool(differing)

    def _take_in_signature(self, record: ListRecord, signature_id: int | None, outcome: Outcome) -> bool:
        fields = self._fields_of_signature(record, outcome)
        before = acceptance.get_signature(self._journal, signature_id) if signature_id is not None else None
        if fields.get("state") == "signed" and (before is None or before.asked_on is None):
            # Lists often have the day of the signature only; nobody signs without being asked.
            fields.setdefault("asked_on", fields["signed_on"])
        if before is None:
            fields |= acceptance_states.signature_follows("open", None, None, fields, self._today)
            fields["position"] = self._next_position("signature")
            acceptance.add_signature(self._journal, self._project_id, **fields)
            return True
        differing = _differing(before, fields)
        if differing:
            acceptance.edit_signature(self._journal, before.id, **differing)
        return bool(differing)

    def _next_position(self, table: str) -> int:
        """Return the place behind all others; it is looked up once, as a list may have thousands of rows."""
        if table not in self._last:
            query = f"SELECT coalesce(max(position), -1) FROM {table} WHERE project_id = ?"
            self._last[table] = self._journal.rows(query, self._project_id)[0][0]
        self._last[table] += 1
        return self._last[table]

    def _common(self, record: ListRecord) -> dict[str, Any]:
        texts = record.texts
        fields: dict[str, Any] = {"department": record.department}
        if record.state:
            fields["state"] = record.state
        if record.state == "blocked":
            # A list that says no more than 'failed' says at least that.
            fields["blocked_because"] = texts.get("blocked_because") or record.state_words
        if _says(texts.get("batch", "")):
            fields["batch_id"] = self._batches.find(one_line(texts["batch"]))
        return fields

    def _fields_of_item(self, record: ListRecord) -> dict[str, Any]:
        texts = record.texts
        fields = self._common(record) | {name: texts[name] for name in ("criterion", "evidence") if name in texts}
        if "clause" in texts:
            fields["clause"] = one_line(texts["clause"])
        if _says(texts.get("owner", "")):
            fields["owner_colleague_id"] = self._colleagues.find(one_line(texts["owner"]))
        if "state_on" in record.days:
            fields["state_on"] = record.days["state_on"].isoformat()
        return fields

    def _fields_of_signature(self, record: ListRecord, outcome: Outcome) -> dict[str, Any]:
        texts = record.texts
        fields = self._common(record) | {name: day.isoformat() for name, day in record.days.items()}
        if "subject" in texts:
            fields["subject"] = one_line(texts["subject"])
        if _says(texts.get("signer", "")):
            name, title = one_line(texts["signer"]), one_line(texts.get("job", ""))
            try:
                fields["signer_id"] = self._signers.signer(name, record.department, title)
            except InvalidValue as doubt:
                outcome.doubts.append(doubt)
        if _says(texts.get("milestone", "")):
            fields |= self._milestone(texts["milestone"], outcome)
        return _dated(fields)

    def _milestone(self, name: str, outcome: Outcome) -> dict[str, Any]:
        milestone_id = self._milestones.get(name_key(name))
        if milestone_id is not None:
            return {"milestone_id": milestone_id}
        outcome.doubts.append(
            InvalidValue(
                "The project has no milestone {name}; the signature belongs to none. Make the milestone and import the "
                "list again.",
                name=name[:60],
            )
        )
        return {}


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a signature with the state that its days say where the list says none."""
    if "state" not in fields and "signed_on" in fields:
        fields["state"] = "signed"
    elif "state" not in fields and "asked_on" in fields:
        fields["state"] = "submitted"
    if fields.get("state") == "signed" and "signed_on" not in fields:
        raise InvalidValue("The row says signed, and not when. Fill in the day of the signature, such as 2026-05-14.")
    return fields


def _differing(before: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something else than the journal; spacing at the ends of texts does not count."""
    return {name: value for name, value in fields.items() if not _is_same(getattr(before, name), value)}


def _is_same(stored: object, read: object) -> bool:
    if isinstance(stored, str) and isinstance(read, str):
        return [line.rstrip() for line in stored.strip().split("\n")] == [
            line.rstrip() for line in read.strip().split("\n")
        ]
    return stored == read


def _says(text: str) -> bool:
    return one_line(text).casefold() not in NOTHING
