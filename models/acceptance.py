"""Acceptance: the items a customer checks, the signatures wanted, and each attempt to get one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from models import values
from models.changes import Changes
from models.journal import Journal
from models.tables import AcceptanceItem, Signature, SignatureAttempt
from models.text.language import Label

STATES = ("open", "approved_inside", "submitted", "agreed", "signed", "blocked")


class ItemFields(TypedDict, total=False):
    """The fields of an acceptance item; `state` is one of STATES."""

    position: int
    clause: str
    department: str
    criterion: str
    evidence: str
    state: str
    blocked_because: str
    owner_colleague_id: int | None


class SignatureFields(TypedDict, total=False):
    """The fields of a signature; `state` is one of STATES, days are dates or ISO text."""

    position: int
    department: str
    signer_id: int | None
    subject: str
    state: str
    blocked_because: str
    asked_on: date | str | None
    signed_on: date | str | None


_COMMON: dict[str, values.Rule] = {
    "position": values.number(Label("position"), 0, 1_000_000),
    "department": values.line(Label("department"), values.NAME_LENGTH, required=True),
    "state": values.choice(Label("state"), STATES),
    "blocked_because": values.paragraph(Label("reason")),
}

ITEM_RULES: dict[str, values.Rule] = {
    **_COMMON,
    "clause": values.line(Label("clause"), values.NAME_LENGTH),
    "criterion": values.required(Label("criterion"), values.paragraph(Label("criterion"))),
    "evidence": values.paragraph(Label("evidence")),
    "owner_colleague_id": values.link,
}

SIGNATURE_RULES: dict[str, values.Rule] = {
    **_COMMON,
    "signer_id": values.link,
    "subject": values.line(Label("subject")),
    "asked_on": values.day(Label("day it was asked for")),
    "signed_on": values.day(Label("day it was signed")),
}

_TRIED_AT = values.required(Label("time of the attempt"), values.moment(Label("time of the attempt")))
_RESULT = values.paragraph(Label("result"))


def add_item(journal: Journal, project_id: int, **fields: Unpack[ItemFields]) -> Changes:
    """Add an item to the acceptance list of a project; raises InvalidValue for what can't be stored."""
    stored = values.checked({"department": "", "criterion": "", **fields}, ITEM_RULES)
    with journal.operation("acceptance.add_item", subject=str(stored["criterion"])[:200]) as work:
        return work.done(work.insert(AcceptanceItem, project_id=project_id, **stored))


def add_signature(journal: Journal, project_id: int, **fields: Unpack[SignatureFields]) -> Changes:
    """Add a signature that is wanted; raises InvalidValue for what can't be stored, or signed before it was asked."""
    stored = values.checked({"department": "", **fields}, SIGNATURE_RULES)
    asked, signed = Label("day it was asked for"), Label("day it was signed")
    values.in_order(stored.get("asked_on"), stored.get("signed_on"), asked, signed)
    with journal.operation("acceptance.add_signature", subject=str(stored["department"])) as work:
        return work.done(work.insert(Signature, project_id=project_id, **stored))


def try_signature(
    journal: Journal,
    signature_id: int,
    *,
    at: datetime | str | None = None,
    result: str = "",
    colleague_id: int | None = None,
) -> Changes:
    """Note an attempt to get a signature and what came of it; `at` is the time on the wall, now if not given."""
    with journal.operation("acceptance.try_signature") as work:
        work.insert(
            SignatureAttempt,
            signature_id=signature_id,
            tried_at=_TRIED_AT(at if at is not None else journal.clock.wall()),
            colleague_id=colleague_id,
            result=_RESULT(result),
        )
        return work.done(signature_id)
