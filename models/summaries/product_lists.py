"""Lists to hand on: what customers say of products, by product, and which products stand where.

They are for colleagues: what was said on a confidential visit is in none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from models import asset_lists, feedback
from models.asset_lists import AssetFilter
from models.feedback import KINDS, FeedbackFilter
from models.journal import Journal
from models.summaries.privacy import Audience, reading_as
from models.summaries.report import Cell, Column, Figure, Note, Report, Section, Table
from models.summaries.sections import day_column
from models.text import day_words
from models.text.language import Language

_ALL = 1_000_000


def feedback_report(journal: Journal, wanted: FeedbackFilter, *, language: Language) -> Report:
    """Return the feedback that passes a filter, by product, for those who make the products."""
    ids = [line.id for line in feedback.listing(journal, wanted, limit=_ALL)]
    with reading_as(journal, Audience("manager")):
        rows = journal.rows(_FEEDBACK, json.dumps(ids))
        return _feedback(journal, rows, len(ids) - len(rows), language)


def asset_report(journal: Journal, wanted: AssetFilter, *, language: Language) -> Report:
    """Return the installed products that pass a filter, by account; raises InvalidValue for a version that is none."""
    ids = [line.id for line in asset_lists.listing(journal, wanted, limit=_ALL)]
    with reading_as(journal, Audience("manager")):
        rows = journal.rows(_ASSETS, json.dumps(ids))
        return _assets(journal, rows, language)


def _feedback(journal: Journal, rows: Sequence[tuple[Any, ...]], withheld: int, language: Language) -> Report:
    say = language.say
    by_product: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_product.setdefault(row[0], []).append(row)
    figures = list(_counted(rows, language))
    sections = [
        Section(
            f"product_{number}",
            product,
            notes=tuple(_note(row, language) for row in of_product),
            medium="page",
        )
        for number, (product, of_product) in enumerate(by_product.items())
    ]
    sections.append(Section("feedback", say("Feedback"), _feedback_table(rows, language), medium="sheet"))
    left_out = language.plural(
        "{count} feedback of a confidential visit is left out.",
        "{count} feedback of confidential visits is left out.",
        withheld,
    )
    return list_report(
        journal, "feedback", say("Feedback on our products"), figures, sections, language, withheld and left_out
    )


def _counted(rows: Sequence[tuple[Any, ...]], language: Language) -> Iterator[Figure]:
    """Yield how much there is of each kind of feedback that there is."""
    plural = language.plural
    counts = {kind: sum(row[3] == kind for row in rows) for kind in KINDS}
    names = {
        "feedback": plural("remark", "remarks", counts["feedback"]),
        "wish": plural("wish", "wishes", counts["wish"]),
        "problem": plural("problem", "problems", counts["problem"]),
        "praise": plural("word of praise", "words of praise", counts["praise"]),
    }
    for kind, number in counts.items():
        if number:
            yield Figure(str(number), names[kind])


def _note(row: tuple[Any, ...], language: Language) -> Note:
    _product, version, _number, kind, words, answer, account, contact, noted_on, _handed_over_on = row
    heading = language.say(KINDS[kind])
    parts = (version, account, contact, day_words.full_date(language, date.fromisoformat(noted_on)))
    for part in filter(None, parts):
        heading = language.say("{left} · {right}", left=heading, right=part)
    said = _quoted(words)
    if answer:
        said += "\n\n" + language.say("Answer: {words}", words=_quoted(answer))
    return Note(heading, said)


def _quoted(words: str) -> str:
    """Return words as Markdown that shows them as they are."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>()#+-.!|~" else letter for letter in words)


def _feedback_table(rows: Sequence[tuple[Any, ...]], language: Language) -> Table:
    say = language.say
    columns = (
        Column(say("Product")),
        Column(say("Version")),
        Column(say("Serial number")),
        Column(say("Kind")),
        Column(say("Said"), 3.0),
        Column(say("Answer"), 2.0),
        Column(say("Account")),
        Column(say("Who said it")),
        Column(say("Day"), kind="date"),
        Column(say("Handed over on"), kind="date"),
    )
    return Table(columns, tuple(tuple(_feedback_cells(row, language)) for row in rows))


def _feedback_cells(row: tuple[Any, ...], language: Language) -> Iterator[Cell]:
    for place, value in enumerate(row):
        if place >= 8:
            yield _day_cell(value, language)
        else:
            yield Cell(language.say(KINDS[value]) if place == 3 else value or "")


def _assets(journal: Journal, rows: Sequence[tuple[Any, ...]], language: Language) -> Report:
    say = language.say
    columns = (
        Column(say("Account"), 1.8),
        Column(say("Product"), 1.8),
        Column(say("Pieces"), 0.6, "number"),
        Column(say("Version"), 0.8),
        Column(say("Serial number"), 1.7),
        Column(say("Site"), 1.6),
        Column(say("Competitor"), 1.3, sheet_only=not any(row[6] for row in rows)),
        day_column(say("Installed on"), language, sheet_only=True),
        day_column(say("Warranty until"), language),
        Column(say("Removed on"), kind="date", sheet_only=True),
        Column(say("Days between two services"), kind="number", sheet_only=True),
    )
    table = Table(columns, tuple(tuple(_asset_cells(row, language)) for row in rows))
    pieces, accounts = sum(row[2] for row in rows), len({row[0] for row in rows})
    figures = [
        Figure(str(pieces), language.plural("piece", "pieces", pieces)),
        Figure(str(accounts), language.plural("account", "accounts", accounts)),
    ]
    section = Section("installed", say("Installed products"), table, empty=say("No installed product fits."))
    return list_report(journal, "installed", say("Installed products"), figures, [section], language, "")


def _asset_cells(row: tuple[Any, ...], language: Language) -> Iterator[Cell]:
    for place, value in enumerate(row):
        if place in (2, 10):
            yield Cell("" if value is None else str(value), value)
        elif 7 <= place <= 9:
            yield _day_cell(value, language)
        else:
            yield Cell(value or "")


def _day_cell(value: str | None, language: Language) -> Cell:
    if value is None:
        return Cell("")
    day = date.fromisoformat(value)
    return Cell(language.day(day), day)


def list_report(
    journal: Journal,
    kind: str,
    title: str,
    figures: Sequence[Figure],
    sections: Sequence[Section],
    language: Language,
    left_out: str | int,
) -> Report:
    """Return a list for colleagues as a report; this is asked while reading as they may."""
    today = journal.clock.today()
    author = journal.row("SELECT name FROM shown_profile ORDER BY id LIMIT 1")
    day = day_words.full_date(language, today)
    return Report(
        kind=kind,
        language=language.code,
        title=title,
        subtitle=day,
        author=str(author[0]) if author else "",
        reader=language.say("For colleagues only"),
        prepared_on=today,
        prepared=language.say("Prepared {day}", day=day),
        figures=tuple(figures),
        sections=tuple(sections),
        left_out=str(left_out or ""),
    )


_FEEDBACK = """
    SELECT shown_feedback.product, coalesce(shown_asset.version, ''), coalesce(shown_asset.serial_number, ''),
           shown_feedback.kind, words, answer, shown_account.name, coalesce(shown_contact.name, ''), noted_on,
           handed_over_on
    FROM shown_feedback JOIN shown_account ON shown_account.id = shown_feedback.account_id
    LEFT JOIN shown_asset ON shown_asset.id = shown_feedback.asset_id
    LEFT JOIN shown_contact ON shown_contact.id = shown_feedback.contact_id
    WHERE shown_feedback.id IN (SELECT value FROM json_each(?))
    ORDER BY shown_feedback.product, shown_feedback.kind, noted_on DESC, shown_feedback.id"""

_ASSETS = """
    SELECT shown_account.name, product, quantity, version, serial_number, site, competitor, installed_on,
           warranty_end_on, removed_on, service_rhythm_days
    FROM shown_asset JOIN shown_account ON shown_account.id = account_id
    WHERE shown_asset.id IN (SELECT value FROM json_each(?))
    ORDER BY shown_account.name, account_id, product, site, shown_asset.id"""
