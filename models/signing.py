"""Asking for signatures and getting them: each attempt is kept, and what came of it (P17: wait outside the door)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from models import acceptance, values
from models.acceptance_states import ASKED
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.row_class import row_class
from models.tables import Colleague, Contact, SignatureAttempt
from models.text.language import Label

WHATS = ("asked", "waited", "refused", "came_back", "signed")
"""What came of an attempt."""


class AttemptFields(TypedDict, total=False):
    """The fields of an attempt: when (on the wall), what came of it, whom we saw, who of us went, minutes waited."""

    at: datetime | str
    what: str
    result: str
    contact_id: int | None
    colleague_id: int | None
    minutes: int | None


_TIME = Label("time of the attempt")

ATTEMPT_RULES: dict[str, values.Rule] = {
    "at": values.required(_TIME, values.moment(_TIME)),
    "what": values.choice(Label("result"), WHATS),
    "result": values.paragraph(Label("result")),
    "contact_id": values.link,
    "colleague_id": values.link,
    "minutes": values.number(Label("minutes waited"), 1, 100_000),
}


@row_class
class AttemptRow:
    """An attempt at a signature as it is listed, with the names of who was there."""

    id: int
    signature_id: int
    tried_at: str
    what: str
    result: str
    minutes: int | None
    contact_id: int | None
    contact: str
    colleague_id: int | None
    colleague: str


def attempt(journal: Journal, signature_id: int, **fields: Unpack[AttemptFields]) -> Changes:
    """Note an attempt to get a signature and what came of it; it is now if no time is given.

    Whoever asks, waits or comes back has asked for the signature, by that day at the latest, also for one that is
    blocked; whoever gets it has it signed that day. Raises InvalidValue for a field that can't be stored, a day ahead,
    and a signature got without being asked for before.
    """
    stored = values.checked({"at": journal.clock.wall(), "what": "asked", **fields}, ATTEMPT_RULES)
    follow(journal, "contact", stored, "contact_id")
    before = acceptance.get_signature(journal, signature_id)
    stored["tried_at"] = stored.pop("at")
    day = str(stored["tried_at"])[:10]
    if day > journal.clock.today().isoformat():
        raise InvalidValue("The {field} lies ahead ({day}). Enter a day until today.", field=_TIME, day=day)
    with journal.operation("acceptance.try_signature", subject=before.department) as work:
        work.require_live(Contact, stored.get("contact_id"))
        work.require_live(Colleague, stored.get("colleague_id"))
        work.insert(SignatureAttempt, signature_id=signature_id, **stored)
        if stored["what"] == "signed" and before.state != "signed":
            acceptance.edit_signature(journal, signature_id, state="signed", signed_on=day)
        elif before.asked_on is None or (day < before.asked_on and stored["what"] != "signed"):
            # Its state follows from the day, but what is blocked stays blocked, and what is signed stays signed.
            acceptance.edit_signature(journal, signature_id, asked_on=day)
        return work.done(signature_id)


def ask(journal: Journal, signature_ids: Sequence[int], *, on: date | str | None = None) -> Changes:
    """Note that signatures were asked for, today if no day is given; those asked for already are left as they are."""
    day = _day(journal, on, Label("day it was asked for"))
    rows = [acceptance.get_signature(journal, signature_id) for signature_id in dict.fromkeys(signature_ids)]
    with journal.operation("acceptance.ask", subject=rows[0].department if len(rows) == 1 else "") as work:
        for row in rows:
            if row.asked_on is None and row.state not in (*ASKED, "signed"):
                attempt(journal, row.id, what="asked", at=_moment(journal, day), contact_id=_signer(journal, row))
                acceptance.edit_signature(journal, row.id, asked_on=day)
        return work.done(rows[0].id if len(rows) == 1 else None)


def sign(
    journal: Journal,
    signature_ids: Sequence[int],
    *,
    on: date | str | None = None,
    signer_id: int | None = None,
    asked_on: date | str | None = None,
    result: str = "",
) -> Changes:
    """Record that signatures were given, today if no day is given, and by whom; what is signed already stays.

    `asked_on` is the day on which those were asked for that were not yet. Raises InvalidValue for one that was never
    asked for, or only after the day, and then none is recorded.
    """
    day = _day(journal, on, Label("day it was signed"))
    asked_day = _day(journal, asked_on, Label("day it was asked for")) if asked_on else None
    rows = [acceptance.get_signature(journal, signature_id) for signature_id in dict.fromkeys(signature_ids)]
    with journal.operation("acceptance.sign", subject=rows[0].department if len(rows) == 1 else "") as work:
        for row in rows:
            if row.state == "signed":
                continue
            _require_asked(row, asked_day)
            changed: acceptance.SignatureFields = {"state": "signed", "signed_on": day}
            if row.asked_on is None:
                changed["asked_on"] = asked_day
            if signer_id is not None:
                changed["signer_id"] = signer_id
            acceptance.edit_signature(journal, row.id, **changed)
            signer = _signer(journal, row) if signer_id is None else signer_id
            attempt(journal, row.id, what="signed", at=_moment(journal, day), contact_id=signer, result=result)
        return work.done(rows[0].id if len(rows) == 1 else None)


def trash_attempt(journal: Journal, attempt_id: int) -> Changes:
    """Put an attempt into the trash; the state of its signature stays as it is."""
    with journal.operation("acceptance.trash_attempt") as work:
        work.trash(SignatureAttempt, attempt_id)
        return work.done(attempt_id)


def attempts(journal: Journal, signature_id: int) -> list[AttemptRow]:
    """Return the attempts at a signature, the last one first."""
    query = """
        SELECT signature_attempt.id, signature_id, tried_at, what, result, minutes, contact_id,
               coalesce(contact.name, ''), colleague_id, coalesce(colleague.name, '')
        FROM signature_attempt LEFT JOIN contact ON contact.id = contact_id
        LEFT JOIN colleague ON colleague.id = colleague_id
        WHERE signature_id = ? AND signature_attempt.deleted_at IS NULL
        ORDER BY tried_at DESC, signature_attempt.id DESC"""
    return [AttemptRow(*row) for row in journal.rows(query, signature_id)]


def _signer(journal: Journal, row: acceptance.SignatureRow) -> int | None:
    """Return who is to sign; nobody where that person lies in the trash: whoever signs instead is not known."""
    query = "SELECT id FROM contact WHERE id = ? AND deleted_at IS NULL"
    found = journal.row(query, row.signer_id)
    return int(found[0]) if found else None


def _require_asked(row: acceptance.SignatureRow, asked_day: str | None) -> None:
    if row.asked_on is None and asked_day is None:
        raise InvalidValue(
            "The signature of {department} ({subject}) was not asked for yet, so it can’t be signed. "
            "Enter the day it was asked for.",
            department=row.department,
            subject=row.subject or "–",
        )


def _day(journal: Journal, given: date | str | None, field: Label) -> str:
    return values.as_day(field, given if given is not None else journal.clock.today()).isoformat()


def _moment(journal: Journal, day: str) -> str:
    """Return now for today, and a day without a time for another one."""
    now = journal.clock.wall()
    return now if now.startswith(day) else f"{day}T00:00"
