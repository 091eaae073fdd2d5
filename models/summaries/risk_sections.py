"""The register of risks: how likely each is, what it would do, who owns it, and the plan against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.risks import level_of
from models.summaries.facts import bounds
from models.summaries.frame import Frame
from models.summaries.periods import Period
from models.summaries.report import Cell, Column, Section, Table, Tone
from models.summaries.sections import SHOWN_AT_MOST, about, and_more, day_column
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES, RISK_LEVEL_NAMES


@dataclass(frozen=True, slots=True)
class RiskFact:
    """An open risk; likelihood and effect are 1 to 5, or None where nobody has assessed them."""

    title: str
    account: str
    project: str
    likelihood: int | None
    effect: int | None
    contingency: str
    owner: str
    due_on: str | None

    @property
    def weight(self) -> int:
        """Likelihood times effect."""
        return (self.likelihood or 0) * (self.effect or 0)


def open_risks(frame: Frame) -> list[RiskFact]:
    """Return the risks that were open at the end of the period, the heaviest first, of those the soonest."""
    scope = frame.scope
    query = f"""
        SELECT title, coalesce(shown_account.name, ''), coalesce(shown_project.name, ''), likelihood, effect,
               coalesce(contingency, ''), coalesce(shown_colleague.name, shown_contact.name, ''), due_on
        FROM shown_step LEFT JOIN shown_account ON shown_account.id = shown_step.account_id
        LEFT JOIN shown_project ON shown_project.id = shown_step.project_id
        LEFT JOIN shown_colleague ON shown_colleague.id = owner_colleague_id
        LEFT JOIN shown_contact ON shown_contact.id = owner_contact_id
        WHERE kind = 'risk' AND +raised_at < ?1 AND (closed_at IS NULL OR closed_at >= ?1)
          AND {scope.of_projects("shown_step.project_id")} AND {scope.condition("shown_step.account_id")}
        ORDER BY coalesce(likelihood * effect, 0) DESC, due_on IS NULL, due_on, shown_step.id"""
    _, after = bounds(Period(frame.as_of, frame.as_of))
    return [RiskFact(*row) for row in frame.journal.rows(query, after, *scope.account_ids)]


_TONES: dict[str, Tone] = {"high": "late", "medium": "soon", "": "quiet"}


def risk_words(frame: Frame, found: list[RiskFact]) -> list[str]:
    """Return each risk as a sentence that names its account, how heavy it is, and the plan against a heavy one."""
    say = frame.language.say
    said = []
    for one in found:
        words, level = one.title, level_of(one.likelihood, one.effect)
        if level:
            words = say("{title} ({state})", title=words, state=RISK_LEVEL_NAMES[level])
        plan = " ".join(one.contingency.split()) if level == "high" else ""
        said.append(
            about(one.account, say("{risk} → {plan}", risk=words, plan=plan) if plan else words, frame.language)
        )
    return said


def risks_section(frame: Frame, found: list[RiskFact]) -> Section | None:
    """Return the register of risks, or nothing where there is none."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Risk"), 2.8),
        Column(say("Account"), 1.6, sheet_only=len({one.account for one in found}) == 1),
        Column(say("How heavy"), 1.3),
        Column(say("Likelihood"), 1, sheet_only=True),
        Column(say("Effect"), 1, sheet_only=True),
        Column(say("Plan against it"), 2.6, sheet_only=not any(one.contingency for one in found)),
        Column(say("Owner"), 1.2, sheet_only=not any(one.owner for one in found)),
        day_column(say("Due"), language, sheet_only=not any(one.due_on for one in found)),
    )
    rows = tuple(_row(frame, one) for one in found[:SHOWN_AT_MOST])
    more = and_more(len(found) - SHOWN_AT_MOST, language)
    return Section("risks", say("Risks"), Table(columns, rows), more)


def _row(frame: Frame, one: RiskFact) -> tuple[Cell, ...]:
    language = frame.language
    level = level_of(one.likelihood, one.effect)
    due = date.fromisoformat(one.due_on) if one.due_on else None
    return (
        Cell(one.title),
        Cell(one.account, tone="quiet"),
        Cell(language.say(RISK_LEVEL_NAMES[level]), one.weight or None, _TONES.get(level, "plain")),
        Cell(language.say(LIKELIHOOD_NAMES[one.likelihood]) if one.likelihood else "", one.likelihood),
        Cell(language.say(EFFECT_NAMES[one.effect]) if one.effect else "", one.effect),
        Cell(" ".join(one.contingency.split())),
        Cell(one.owner, tone="quiet"),
        Cell(language.day(due) if due else "", due, "late" if due and due < frame.as_of else "quiet"),
    )
