"""Meetings that were read, taken into the journal as planned visits; imported again, they bring what has changed.

The journal remembers the calendar's id of a meeting. What the calendar says anew about a planned visit is taken, except
where a person has changed the same thing here since: that stays, and is named. A visit that was held stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from models import values, visits
from models.errors import InvalidValue
from models.exchange import calendar_ids
from models.exchange.attendees import KnownCompany
from models.exchange.calendar_fields import changed_by_hand, fitted, joined_days, key_of_words
from models.exchange.calendar_records import MeetingRecord
from models.exchange.calendar_rules import from_day_on
from models.exchange.matching import Unsure
from models.exchange.outcome import Outcome, says_as_much
from models.exchange.write_calendar import MINUTES
from models.journal import Journal
from models.recurrence import days_left_out
from models.summaries.data_rows import place_of_account
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Label
from models.visits import VisitFields, VisitRow

_LONGEST_PURPOSE = 2000
_RENEWED = {
    "start": Label("time of the visit"),
    "minutes": Label("length in minutes"),
    "purpose": Label("purpose"),
    "place": Label("place"),
    "notes": Label("notes"),
    "repeats": Label("repetition"),
}
"""What the calendar may say anew."""


class MeetingImport:
    """Takes meetings in, one by one; a series comes in as one visit that repeats."""

    def __init__(self, journal: Journal, company: KnownCompany) -> None:
        self._journal = journal
        self._company = company

    def take_in(self, record: MeetingRecord) -> Outcome:
        """Take one meeting in. Raises InvalidValue when it can't be stored, Unsure when no account is known for it."""
        visit_id = self._find(record)
        if visit_id is None and record.occurrence is not None:
            outcome = self._stand_in(record)
        elif visit_id is None:
            outcome = self._create(record)
        else:
            outcome = self._renew(visits.get(self._journal, visit_id), record)
        outcome.doubts += record.doubts
        return outcome

    def _find(self, record: MeetingRecord) -> int | None:
        """Return the visit that a meeting is known as: by its id; of a series the one that bears the repetition."""
        found = calendar_ids.find(self._journal, "visit", record.key)
        if found is None:
            return None
        visit_id, is_in_trash = found
        if is_in_trash:
            raise Unsure(
                InvalidValue(
                    "The visit {title} lies in the trash. Nothing was changed; restore it and import the file again.",
                    title=record.title or record.uid,
                )
            )
        ahead = self._series_ahead(visit_id) if record.occurrence is None else None
        return ahead.id if ahead else visit_id

    def _series_ahead(self, first_id: int) -> VisitRow | None:
        """Return the visit of a series that is planned next and bears the repetition."""
        found = self._journal.row(
            "SELECT id FROM visit WHERE coalesce(series_id, id) = ? AND state = 'planned' AND repeats <> '' "
            "AND deleted_at IS NULL ORDER BY start DESC LIMIT 1",
            first_id,
        )
        return visits.get(self._journal, found[0]) if found else None

    def _create(self, record: MeetingRecord, series_id: int | None = None, account_id: int | None = None) -> Outcome:
        outcome = Outcome("new")
        company = self._company.of(record.attendees, f"{record.title} {record.place}", account_id)
        if company.account_id is None:
            raise Unsure(_no_account(record))
        fields = self._fields(record, company.account_id)
        planned = self._planned_by_hand(company.account_id, fields)
        if planned is not None:
            visits.edit(self._journal, planned, calendar_uid=record.key)
            outcome = self._renew(visits.get(self._journal, planned), record)
            outcome.updated()
            return outcome
        more = VisitFields(
            account_id=company.account_id, calendar_uid=record.key, state=self._state(record), series_id=series_id
        )
        if record.confidential:
            more["confidential"] = True
        channel = key_of_words(record.categories, CHANNEL_NAMES) or record.channel
        if channel:
            more["channel"] = channel
        fields.update(more)
        values.checked(fields, visits.RULES)
        visits.record(self._journal, people=company.contacts, colleagues=company.colleagues, **fields)
        outcome.doubts += company.doubts()
        return outcome

    def _stand_in(self, record: MeetingRecord) -> Outcome:
        """Take in a meeting that stands in for one day of a series, which leaves that day out from now on."""
        first = self._journal.row(
            "SELECT coalesce(series_id, id), account_id FROM visit WHERE calendar_uid = ? AND deleted_at IS NULL",
            record.uid,
        )
        own = calendar_ids.own_id("visit", record.uid)
        if first is None and own is not None:
            query = "SELECT coalesce(series_id, id), account_id FROM visit WHERE id = ? AND deleted_at IS NULL"
            first = self._journal.row(query, own)
        series_id, account_id = first or (None, None)
        left_out = series_id is not None and self._leave_out(series_id, record)
        if record.cancelled:
            outcome = Outcome()
            if left_out:
                outcome.updated()
            return outcome
        return self._create(record, series_id, account_id)

    def _leave_out(self, series_id: int, record: MeetingRecord) -> bool:
        """Let a series leave a day out; where it stands on that day itself, it moves on to its next one."""
        ahead, day = self._series_ahead(series_id), record.occurrence
        if ahead is None or day is None or day in days_left_out(ahead.skipped_days):
            return False
        fields = VisitFields(skipped_days=joined_days(ahead.skipped_days, [day]))
        if ahead.start[:10] == day.isoformat():
            following = from_day_on(ahead.repeats, day, day + timedelta(days=1), _days_in(ahead.skipped_days))
            if following is None:
                fields["repeats"] = ""
            else:
                fields["start"], fields["repeats"] = f"{following[0].isoformat()}{ahead.start[10:]}", following[1]
        visits.edit(self._journal, ahead.id, **fields)
        return True

    def _renew(self, visit: VisitRow, record: MeetingRecord) -> Outcome:
        outcome = Outcome()
        if self._takes_place_after_all(visit, record):
            visits.edit(self._journal, visit.id, state="planned")
            visit = visits.get(self._journal, visit.id)
            outcome.updated()
        if visit.state != "planned":
            return outcome
        if record.cancelled:
            self._call_off(visit, whole_series=record.occurrence is None)
            outcome.updated()
            return outcome
        own = calendar_ids.own_id("visit", record.uid) is not None
        company = self._company.of(record.attendees, "", visit.account_id)
        fields = self._renewed(visit, self._fields(record, visit.account_id, visit), outcome, own=own)
        people = self._with("visit_contact", "contact_id", visit.id, company.contacts)
        colleagues = self._with("visit_colleague", "colleague_id", visit.id, company.colleagues)
        if fields or people or colleagues:
            # Who moves a series in the calendar moves all that lies ahead of it.
            series = bool(visit.repeats) and record.occurrence is None
            visits.edit(self._journal, visit.id, people=people, colleagues=colleagues, all_later=series, **fields)
            outcome.updated()
        return outcome

    def _takes_place_after_all(self, visit: VisitRow, record: MeetingRecord) -> bool:
        """Return whether the calendar called a meeting off, and not a person here, and has it again now."""
        return (
            visit.state == "cancelled"
            and not record.cancelled
            and calendar_ids.own_id("visit", record.uid) is None
            and record.start.at.date() >= self._journal.clock.today()
            and not changed_by_hand(self._journal, "visit", visit.id, "state")
        )

    def _call_off(self, visit: VisitRow, *, whole_series: bool) -> None:
        if whole_series and visit.repeats:
            visits.edit(self._journal, visit.id, repeats="")
        visits.cancel(self._journal, visit.id)

    def _fields(self, record: MeetingRecord, account_id: int, visit: VisitRow | None = None) -> VisitFields:
        """Return what a file says, as the fields of a visit; of a series, as it goes on from the visit, or from now."""
        place, notes = fitted(record.place, values.LINE_LENGTH, record.notes)
        title = self._company.without_account(record.title, account_id)
        purpose, notes = fitted(title, _LONGEST_PURPOSE, notes)
        fields = VisitFields(
            start=record.start.text,
            zone=record.start.zone,
            minutes=record.minutes,
            purpose=purpose,
            place=place,
            notes=notes,
            repeats=record.rule if not record.cancelled else "",
        )
        if record.rule:
            stored, present = (visit.skipped_days, visit.start[:10]) if visit else ("", "")
            ahead = [day for day in record.skipped if day.isoformat() >= present]  # those before have had their time
            fields["skipped_days"] = joined_days(stored, ahead)
            day, rule = self._next_of(record, _days_in(str(fields["skipped_days"])), visit)
            fields["start"], fields["repeats"] = f"{day.isoformat()}{record.start.text[10:]}", rule
        return fields

    def _next_of(self, record: MeetingRecord, skipped: Sequence[date], visit: VisitRow | None) -> tuple[date, str]:
        """Return the day on which a series stands, and the rule from there: it is not written out day by day."""
        first, today = record.start.at.date(), self._journal.clock.today()
        present = date.fromisoformat(visit.start[:10]) if visit else max(first, today)
        # The first day is one of the series unless it is left out; our own series begins where it stands.
        if (present == first and first not in skipped) or calendar_ids.own_id("visit", record.uid) is not None:
            return first, record.rule
        found = from_day_on(record.rule, first, present, skipped)
        if visit is not None and found is not None and found[0] != present:
            found = from_day_on(record.rule, first, max(first, min(present, today)), skipped)
        return found or (first, record.rule)

    def _renewed(self, visit: VisitRow, said: VisitFields, outcome: Outcome, *, own: bool) -> VisitFields:
        """Return what the calendar says anew, and note what it says otherwise than a person who wrote here since."""
        taken = VisitFields()
        for name, label in _RENEWED.items():
            read, stored = said.get(name), getattr(visit, name)
            if read in ("", None) or read == stored or (name == "notes" and (own or says_as_much(stored, str(read)))):
                continue
            if stored in ("", None) and self._is_what_goes_out_for_nothing(visit, read):
                continue
            if stored not in ("", None) and changed_by_hand(self._journal, "visit", visit.id, name):
                outcome.differs(visit.purpose or str(visit.start), label, str(stored), str(read))
            else:
                taken[name] = read  # type: ignore[literal-required]
        if "start" in taken and said["zone"] != visit.zone:
            taken["zone"] = said["zone"]
        skipped = said.get("skipped_days", "")
        if skipped and (skipped != visit.skipped_days or taken.keys() & {"start", "repeats"}):
            taken["skipped_days"] = skipped
        return taken

    def _is_what_goes_out_for_nothing(self, visit: VisitRow, read: object) -> bool:
        """Return whether a file says only what our own calendar files say of a visit without a length or a place."""
        address = self._journal.row("SELECT address, city FROM account WHERE id = ?", visit.account_id)
        return read in (MINUTES, place_of_account(*address) if address else "")

    def _planned_by_hand(self, account_id: int, fields: VisitFields) -> int | None:
        """Return the visit planned here at the very same time, which the meeting must be."""
        found = self._journal.rows(
            "SELECT id FROM visit WHERE account_id = ? AND start = ? AND state = 'planned' AND calendar_uid = '' "
            "AND series_id IS NULL AND deleted_at IS NULL",
            account_id,
            str(fields["start"]),
        )
        return found[0][0] if len(found) == 1 else None

    def _state(self, record: MeetingRecord) -> str:
        if record.cancelled:
            return "cancelled"
        own = calendar_ids.own_id("visit", record.uid) is not None
        held = record.confirmed and own and record.start.at.date() <= self._journal.clock.today()
        return "held" if held else "planned"

    def _with(self, table: str, column: str, visit_id: int, more: Sequence[int]) -> list[int] | None:
        """Return who takes part with those the calendar adds, or None if it adds none; who was taken off stays off."""
        rows = self._journal.rows(f"SELECT {column}, deleted_at FROM {table} WHERE visit_id = ? ORDER BY id", visit_id)
        linked = dict(rows)
        new = [other for other in more if other not in linked]
        return [*(other for other, deleted_at in rows if deleted_at is None), *new] if new else None


def _days_in(text: str) -> list[date]:
    return sorted(days_left_out(text))


def _no_account(record: MeetingRecord) -> InvalidValue:
    return InvalidValue(
        "Nobody invited to “{title}” is known with an account, and its title names none. Nothing was taken in; add "
        "one of them with the e-mail address, or write the account's name into the title.",
        title=record.title or record.start.text,
    )
