"""Tasks of a calendar, taken into the journal as steps; imported again, they bring what has changed."""

from __future__ import annotations

from models import repeating, steps, values
from models.clock import wall_of
from models.errors import InvalidValue
from models.exchange import calendar_ids
from models.exchange.attendees import Company, KnownCompany
from models.exchange.calendar_fields import changed_by_hand, fitted, joined_days, key_of_words
from models.exchange.calendar_records import TaskRecord
from models.exchange.matching import Unsure
from models.exchange.outcome import Outcome, says_as_much
from models.journal import Journal
from models.steps import StepFields, StepRow
from models.text.field_words import KIND_NAMES
from models.text.language import Label

_RENEWED = {
    "title": Label("title"),
    "details": Label("details"),
    "due_on": Label("due date"),
    "repeats": Label("repetition"),
    "remind_at": Label("time of the reminder"),
}
_SEVERITIES = {1: "urgent", 2: "urgent", 3: "serious", 4: "serious"}


class TaskImport:
    """Takes tasks in, one by one; one that was done in the calendar is closed here too."""

    def __init__(self, journal: Journal, company: KnownCompany) -> None:
        self._journal = journal
        self._company = company

    def take_in(self, record: TaskRecord) -> Outcome:
        """Take one task in. Raises InvalidValue when it can't be stored, Unsure when its step lies in the trash."""
        step = self._find(record)
        outcome = self._create(record) if step is None else self._renew(step, record)
        outcome.doubts += record.doubts
        return outcome

    def _find(self, record: TaskRecord) -> StepRow | None:
        found = calendar_ids.find(self._journal, "step", record.uid)
        if found is None:
            return None
        step_id, is_in_trash = found
        if is_in_trash:
            raise Unsure(
                InvalidValue(
                    "The step {title} lies in the trash. Nothing was changed; restore it and import the file again.",
                    title=record.title,
                )
            )
        # Of a repeating one the open one, whatever became of those before it.
        ahead = self._journal.row(
            "SELECT id FROM step WHERE series_id = ? AND closed_at IS NULL AND repeats <> '' AND deleted_at IS NULL "
            "ORDER BY due_on DESC LIMIT 1",
            step_id,
        )
        return steps.get(self._journal, ahead[0] if ahead else step_id)

    def _create(self, record: TaskRecord) -> Outcome:
        visit_id, visit_account = self._visit(record)
        company = self._company.of(record.attendees, record.title, visit_account)
        fields = self._fields(record, company)
        kind = key_of_words(record.categories, KIND_NAMES) or "next_step"
        fields["kind"] = kind
        if kind in steps.CLOCKED:
            fields["severity"] = _SEVERITIES.get(record.priority, "normal")
        fields["account_id"], fields["visit_id"] = company.account_id, visit_id
        fields["calendar_uid"] = record.uid
        now = self._journal.clock.wall()
        closed_at = wall_of(record.closed_at) if record.closed_at else now
        raised_at = wall_of(record.raised_at) if record.raised_at else now
        fields["raised_at"] = min(raised_at, closed_at, now) if record.status != "open" else min(raised_at, now)
        values.checked(fields, steps.RULES)
        fields["people"] = company.contacts
        made = steps.create(self._journal, **fields)
        if record.status != "open":
            steps.close(self._journal, made.id, _outcome(record), at=min(closed_at, now))
        return Outcome("new")

    def _renew(self, step: StepRow, record: TaskRecord) -> Outcome:
        outcome = Outcome()
        if step.closed_at is not None:
            return outcome
        account_id = step.account_id
        fields = self._renewed(step, self._fields(record, Company(account_id)), outcome)
        if fields:
            steps.edit(self._journal, step.id, **fields)
            outcome.updated()
        if record.status != "open":
            repeating.close(self._journal, step.id, _outcome(record))
            outcome.updated()
        return outcome

    def _fields(self, record: TaskRecord, company: Company) -> StepFields:
        named = self._company.without_account(record.title, company.account_id) or record.title
        title, details = fitted(named, values.LINE_LENGTH, record.notes)
        fields = StepFields(
            title=title,
            details=details,
            due_on=record.due.isoformat() if record.due else None,
            repeats=record.rule,
            skipped_days=joined_days("", record.skipped) if record.rule else "",
        )
        if record.remind_at is not None:
            fields["remind_at"] = wall_of(record.remind_at)
        return fields

    def _renewed(self, step: StepRow, said: StepFields, outcome: Outcome) -> StepFields:
        """Return what the calendar says anew, and note what it says otherwise than a person who wrote here since."""
        taken = StepFields()
        own = not step.calendar_uid
        for name, label in _RENEWED.items():
            read, stored = said.get(name), getattr(step, name)
            if read in ("", None) or read == stored or (name == "details" and (own or says_as_much(stored, str(read)))):
                continue
            if stored not in ("", None) and changed_by_hand(self._journal, "step", step.id, name):
                outcome.differs(step.title, label, str(stored), str(read))
            else:
                taken[name] = read  # type: ignore[literal-required]
        days = [day for day in str(said["skipped_days"]).split(",") if day and day not in step.skipped_days.split(",")]
        if days:
            taken["skipped_days"] = ",".join(sorted({*filter(None, step.skipped_days.split(",")), *days}))
        return taken

    def _visit(self, record: TaskRecord) -> tuple[int | None, int | None]:
        """Return the visit a task came of, and its account, or nothing."""
        own = calendar_ids.own_id("visit", record.related)
        query = "SELECT id, account_id FROM visit WHERE {} AND deleted_at IS NULL"
        found = self._journal.row(query.format("id = ?"), own) if own is not None else None
        if found is None and record.related:
            found = self._journal.row(query.format("calendar_uid = ?"), record.related)
        return (found[0], found[1]) if found else (None, None)


def _outcome(record: TaskRecord) -> str:
    return "released" if record.status == "dropped" else ""
