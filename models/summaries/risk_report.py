"""The register of risks as a list of its own, to print or to work on in a sheet.

It is for colleagues: what came of a confidential visit is not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from models import risks
from models.journal import Journal
from models.risks import LEVELS, RiskFilter, level_of
from models.summaries.privacy import Audience, reading_as
from models.summaries.product_lists import list_report
from models.summaries.report import Cell, Column, Figure, Report, Section, Table, Tone
from models.summaries.sections import day_column
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES, RISK_LEVEL_NAMES
from models.text.language import Language

_ALL = 1_000_000
_TONES: dict[str, Tone] = {"high": "late", "medium": "soon", "low": "plain", "": "quiet"}


def risk_report(journal: Journal, wanted: RiskFilter, *, language: Language) -> Report:
    """Return the risks that pass a filter, the heaviest first, with the plan against each."""
    ids = [risk.id for risk in risks.read(journal, wanted, limit=_ALL)]
    with reading_as(journal, Audience("manager")):
        rows = journal.rows(_RISKS, json.dumps(ids))
        say = language.say
        levels = [level_of(row[3], row[4]) for row in rows]
        figures = [Figure(str(levels.count(level)), say(RISK_LEVEL_NAMES[level])) for level in LEVELS]
        columns = (
            Column(say("Risk"), 2.4),
            Column(say("Account"), 1.4),
            Column(say("Project"), 1.3),
            Column(say("How heavy"), 1.3),
            Column(say("Likelihood"), sheet_only=True),
            Column(say("Effect"), sheet_only=True),
            Column(say("Plan against it"), 2.6),
            Column(say("Owner"), 1.1),
            day_column(say("Due"), language),
            Column(say("Over on"), kind="date", sheet_only=True),
            Column(say("Result"), sheet_only=True),
        )
        table = Table(columns, tuple(tuple(_cells(row, language)) for row in rows))
        section = Section("risks", say("Risks"), table, empty=say("No risk fits."))
        left_out = language.plural(
            "{count} risk of a confidential visit is left out.",
            "{count} risks of confidential visits are left out.",
            len(ids) - len(rows),
        )
        withheld = left_out if len(ids) > len(rows) else ""
        return list_report(journal, "risks", say("Risks"), figures, [section], language, withheld)


def _cells(row: tuple[Any, ...], language: Language) -> Iterator[Cell]:
    title, account, project, likelihood, effect, plan, owner, due_on, closed_at, result = row
    level = level_of(likelihood, effect)
    weight = (likelihood or 0) * (effect or 0)
    yield from (Cell(title), Cell(account), Cell(project))
    yield Cell(language.say(RISK_LEVEL_NAMES[level]), weight or None, _TONES[level])
    yield Cell(language.say(LIKELIHOOD_NAMES[likelihood]) if likelihood else "", likelihood)
    yield Cell(language.say(EFFECT_NAMES[effect]) if effect else "", effect)
    yield from (Cell(" ".join(plan.split())), Cell(owner))
    for day in (due_on, closed_at):
        value = date.fromisoformat(day[:10]) if day else None
        yield Cell(language.day(value) if value else "", value)
    yield Cell(" ".join(result.split()))


_RISKS = """
    SELECT title, coalesce(shown_account.name, ''), coalesce(shown_project.name, ''), likelihood, effect,
           coalesce(contingency, ''), coalesce(shown_colleague.name, shown_contact.name, ''), due_on, closed_at,
           coalesce(result, '')
    FROM shown_step LEFT JOIN shown_account ON shown_account.id = shown_step.account_id
    LEFT JOIN shown_project ON shown_project.id = shown_step.project_id
    LEFT JOIN shown_colleague ON shown_colleague.id = owner_colleague_id
    LEFT JOIN shown_contact ON shown_contact.id = owner_contact_id
    WHERE shown_step.id IN (SELECT value FROM json_each(?))
    ORDER BY closed_at DESC, coalesce(likelihood * effect, 0) DESC, due_on IS NULL, due_on, shown_step.id"""
