"""The summary of a period: visits, what is owed both ways, risks, money, and what is planned next."""

from __future__ import annotations

from collections.abc import Sequence

from models.summaries import after_sale_sections as after_sale
from models.summaries import facts, owed, sections
from models.summaries.acceptance_facts import progress
from models.summaries.acceptance_sections import progress_section
from models.summaries.frame import SHOWN_STATES, Frame
from models.summaries.key_figures import key_figures
from models.summaries.money_facts import ageing, payments, receivables
from models.summaries.money_sections import ageing_section, collected_section
from models.summaries.pipeline_section import pipeline_section
from models.summaries.report import Report, Section
from models.summaries.risk_sections import open_risks, risk_words
from models.text.language import Label


def period_report(frame: Frame) -> Report:
    """Return the summary of the period."""
    title = frame.language.say(_TITLES[frame.period.kind])
    return frame.report("period", title, key_figures(frame), _sections(frame))


def _sections(frame: Frame) -> list[Section]:
    journal, language = frame.journal, frame.language
    visits = facts.visits(journal, frame.period, frame.scope, SHOWN_STATES)
    people = facts.people_of(journal, [visit.id for visit in visits])
    promises = facts.promises(journal, frame.period, frame.scope, frame.as_of)
    waiting = facts.requests_and_complaints(journal, frame.period, frame.scope)
    built: list[Section | None] = [
        sections.visits(visits, people, frame.period, frame.today, language),
        sections.highlights(visits, language),
        owed.promises(promises, frame.period, frame.today, language),
        owed.requests_and_complaints(waiting, frame.period, frame.as_of, language),
    ]
    if not frame.is_for_customer:
        built += _inside_sections(frame, visits)
    built.append(_plan(frame))
    built.append(sections.notes(visits, language))
    return [section for section in built if section is not None]


def _inside_sections(frame: Frame, visits: Sequence[facts.VisitFact]) -> list[Section | None]:
    """Return the sections that are never for a customer: risks, support, service, pipeline, acceptance, money."""
    risks = owed.risks(
        risk_words(frame, open_risks(frame)),
        facts.open_of_kind(frame.journal, "complaint", frame.scope, frame.as_of),
        facts.quiet_accounts(frame.journal, frame.scope, frame.as_of),
        frame.as_of,
        frame.language,
    )
    installed = after_sale.assets(frame)
    return [
        risks,
        sections.support_needed(visits, frame.language),
        after_sale.coming_section(frame, installed),
        pipeline_section(frame),
        progress_section(frame, progress(frame)),
        owed.money(facts.overdue_money(frame.journal, frame.scope, frame.as_of), frame.as_of, frame.language),
        ageing_section(frame, ageing(receivables(frame), frame.as_of)),
        collected_section(frame, payments(frame)),
        after_sale.feedback_section(frame, after_sale.feedback(frame)),
    ]


def _plan(frame: Frame) -> Section:
    after = frame.period.after()
    planned = facts.visits(frame.journal, after, frame.scope, ("planned",))
    people = facts.people_of(frame.journal, [visit.id for visit in planned])
    steps = [] if frame.is_for_customer else facts.next_steps_due(frame.journal, frame.period, frame.scope)
    title = frame.language.say(PLAN_TITLES[frame.period.kind])
    return sections.plan(title, planned, people, steps, frame.period, frame.today, frame.language)


_TITLES = {
    "week": Label("Weekly customer report"),
    "month": Label("Monthly customer report"),
    "quarter": Label("Quarterly customer report"),
    "range": Label("Customer report"),
}

PLAN_TITLES = {
    "week": Label("Next week’s plan"),
    "month": Label("Next month’s plan"),
    "quarter": Label("Next quarter’s plan"),
    "range": Label("What is planned next"),
}
"""What is planned after a period of each kind, in words."""
