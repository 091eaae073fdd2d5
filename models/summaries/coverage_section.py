"""The coverage of one account in its summary: how well each role group is known, and how well it is to be known."""

from __future__ import annotations

from collections.abc import Sequence

from models.summaries.coverage_facts import GroupFact, coverage_facts
from models.summaries.frame import Frame
from models.summaries.report import Cell, Column, Section, Table
from models.text.coverage_words import COVERAGE_NAMES
from models.text.field_words import RELATIONSHIP_NAMES, ROLE_NAMES
from models.text.language import Language


def coverage_section(frame: Frame, account_id: int) -> Section | None:
    """Return the coverage at the end of the period, or nothing where nobody is known and nothing is wanted.

    It is never for a customer.
    """
    if frame.is_for_customer:
        return None
    tree = [account_id, *(one for one in frame.scope.account_ids if one != account_id)]
    groups = coverage_facts(frame.journal, tree, frame.as_of, frame.coverage_months, frame.withheld)
    if not any(group.people or group.wanted for group in groups):
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Role group"), 1.8),
        Column(say("People"), 0.9, "number"),
        Column(say("Contacts"), 1, "number"),
        Column(say("Face to face"), 1.2, "number"),
        Column(say("Known"), 1.3),
        Column(say("Wanted"), 1.3, sheet_only=not any(group.wanted for group in groups)),
        Column(say("Last met"), 1.5, "date"),
    )
    rows = tuple(_row(group, language) for group in groups)
    counted = language.plural(
        "Contacts count that were held in the last month.",
        "Contacts count that were held in the last {count} months.",
        frame.coverage_months,
    )
    items = (*_relationship(frame, account_id), counted)
    return Section("coverage", say("Coverage"), Table(columns, rows), items)


def _row(group: GroupFact, language: Language) -> tuple[Cell, ...]:
    known, wanted = language.say(COVERAGE_NAMES[group.level]), group.wanted
    last = group.last_met
    return (
        Cell(language.say(ROLE_NAMES[group.role_group]), tone="strong"),
        _count(group.people),
        _count(group.contacts),
        _count(group.face_to_face),
        Cell(known, tone="late" if group.falls_short else "plain" if group.contacts else "quiet"),
        Cell(language.say(COVERAGE_NAMES[wanted]) if wanted else ""),
        Cell(language.day(last) if last else language.say("never"), last, "quiet"),
    )


def _count(number: int) -> Cell:
    return Cell(str(number), number, "plain" if number else "quiet")


def _relationship(frame: Frame, account_id: int) -> Sequence[str]:
    """Return what we are to the account, and want to be, as a sentence."""
    query = "SELECT relationship, wanted_relationship FROM shown_account WHERE id = ?"
    now, wanted = frame.journal.row(query, account_id) or (None, None)
    say = frame.language.say
    if now and wanted and now != wanted:
        now_words, wanted_words = say(RELATIONSHIP_NAMES[now]), say(RELATIONSHIP_NAMES[wanted])
        return [say("We are a {now} to them, and want to be a {wanted}.", now=now_words, wanted=wanted_words)]
    return [say("We are a {now} to them.", now=say(RELATIONSHIP_NAMES[now]))] if now else []
