"""What a summary says of acceptance: how far each project is, its departments, and the signatures that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from models.summaries.acceptance_facts import DepartmentFact, ProgressFact, SignatureFact
from models.summaries.frame import Frame
from models.summaries.report import Bar, Cell, Column, Section, Table
from models.summaries.sections import SHOWN_AT_MOST, and_more, day_column
from models.summaries.visit_sheets import number, without_empty
from models.text.language import Label

_STATES = {
    "blocked": Label("blocked"),
    "submitted": Label("asked for"),
    "agreed": Label("agreed"),
    "approved_inside": Label("approved inside"),
    "open": Label("not asked for"),
    "signed": Label("signed"),
}
"""The states of a signature, what needs help first."""


def of_total(part: int, whole: int) -> Cell:
    """Return a part of a whole in words, with its bar."""
    return Cell(f"{part} / {whole}", part, "plain" if part else "quiet", Bar(part / whole)) if whole else Cell("")


def progress_section(frame: Frame, found: Sequence[ProgressFact]) -> Section | None:
    """Return how far the acceptances are and what came in the period, a row for each project, or nothing."""
    if not found:
        return None
    say = frame.language.say
    columns = (
        Column(say("Project"), 3),
        Column(say("Account"), 2),
        Column(say("Items accepted"), 1.5, "number"),
        Column(say("of items"), 1, "number", sheet_only=True),
        Column(say("in this period"), 1, "number"),
        Column(say("Signatures"), 1.5, "number"),
        Column(say("of signatures"), 1, "number", sheet_only=True),
        Column(say("in this period"), 1, "number"),
        Column(say("Blocked"), 0.9, "number"),
    )
    rows = tuple(
        (
            Cell(one.project, tone="strong"),
            Cell(one.account, tone="quiet"),
            of_total(one.accepted, one.items),
            number(one.items or None),
            _more(one.items_now),
            of_total(one.signed, one.signatures),
            number(one.signatures or None),
            _more(one.signed_now),
            _blocked(one.blocked),
        )
        for one in found
    )
    return Section("acceptance", say("Acceptance"), without_empty(Table(columns, rows)))


def _more(count: int) -> Cell:
    return Cell(f"+{count}", count) if count else Cell("")


def departments_section(frame: Frame, found: Sequence[DepartmentFact]) -> Section | None:
    """Return the departments of one acceptance: items accepted, and signatures by how far they are, or nothing."""
    if not found:
        return None
    language = frame.language
    say = language.say
    inside = not frame.is_for_customer
    columns = (
        Column(language.plural("{count} department", "{count} departments", len(found)), 3),
        Column(say("Items accepted"), 1.7, "number"),
        Column(say("of items"), 1, "number", sheet_only=True),
        Column(say("Items blocked"), 1.1, "number"),
        Column(say("Signed"), 1.5, "number"),
        Column(say("of signatures"), 1, "number", sheet_only=True),
        Column(say("Ready") if inside else say("Asked for"), 1, "number"),
        Column(say("Blocked"), 1, "number"),
        Column(say("Not ready") if inside else say("Not asked for"), 1, "number"),
    )
    rows = tuple(
        (
            Cell(one.name, tone="strong"),
            of_total(one.accepted, one.items),
            number(one.items or None),
            _blocked(one.items_blocked),
            of_total(one.signed, one.signatures),
            number(one.signatures or None),
            number(one.ready or None),
            _blocked(one.blocked),
            number(one.open or None),
        )
        for one in found
    )
    return Section("departments", say("Acceptance by department"), without_empty(Table(columns, rows)))


def _blocked(count: int) -> Cell:
    return Cell(str(count), count, "late") if count else Cell("")


def signatures_section(frame: Frame, found: Sequence[SignatureFact]) -> Section | None:
    """Return the signatures that are missing, those that are blocked first, or nothing."""
    missing = _together(frame, (one for one in found if one.state != "signed"))
    if not missing:
        return None
    language = frame.language
    say = language.say
    inside = not frame.is_for_customer
    columns = (
        Column(say("Department"), 1.8),
        Column(say("Subject and signer"), 3.2),
        day_column(say("Asked for on"), language),
        Column(say("Attempts"), 0.9, "number"),
        Column(say("State"), 3 if inside else 1.3),
    )
    rows = tuple(_signature(frame, one) for one in missing[:SHOWN_AT_MOST])
    more = and_more(len(missing) - SHOWN_AT_MOST, language)
    return Section("signatures", say("Signatures that are missing"), without_empty(Table(columns, rows)), more)


def _together(frame: Frame, found: Iterable[SignatureFact]) -> list[SignatureFact]:
    """Return those that a department withholds for one reason as one, with all their subjects; blocked ones first."""
    alike: dict[tuple[str, ...], list[SignatureFact]] = {}
    for one in found:
        same = (one.department, one.state, one.blocked_because, one.unblocked_by)
        alike.setdefault(same, []).append(one)
    joined = [
        replace(
            ones[0],
            subject="\n".join(_subject(frame, one) for one in ones if one.subject or one.signer),
            asked_on=min((one.asked_on for one in ones if one.asked_on), default=None),
            attempts=sum(one.attempts for one in ones),
        )
        for ones in alike.values()
    ]
    return sorted(joined, key=lambda one: list(_STATES).index(one.state))


def _subject(frame: Frame, one: SignatureFact) -> str:
    if not (one.subject and one.signer):
        return one.subject or one.signer
    return frame.language.say("{subject} ({name})", subject=one.subject, name=one.signer)


def _signature(frame: Frame, one: SignatureFact) -> tuple[Cell, ...]:
    language = frame.language
    asked = date.fromisoformat(one.asked_on) if one.asked_on else None
    return (
        Cell(one.department, tone="strong"),
        Cell(one.subject),
        Cell(language.day(asked) if asked else "", asked, "quiet"),
        Cell(str(one.attempts or ""), one.attempts or None, "quiet"),
        _state(frame, one),
    )


def _state(frame: Frame, one: SignatureFact) -> Cell:
    say = frame.language.say
    state = say(_STATES[one.state])
    if one.state != "blocked":
        return Cell(state, tone="quiet" if one.state == "open" else "plain")
    why = " ".join(one.blocked_because.split())
    words = say("{state}: {reason}", state=state, reason=why) if why else state
    if one.unblocked_by:
        words = say("{state} → {step}", state=words, step=one.unblocked_by)
    return Cell(words, tone="late")
