"""Project reports: one project whole, from its first stage to its last signature, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from models.summaries import acceptance_facts, acceptance_sections, facts, project_facts, project_sections, sections
from models.summaries import after_sale_sections as after_sale
from models.summaries.acceptance_facts import DepartmentFact
from models.summaries.account_history import history_of
from models.summaries.delivery_history import delivery_rows
from models.summaries.frame import Frame
from models.summaries.money_facts import ageing, receivables
from models.summaries.money_sections import ageing_section, receivables_section
from models.summaries.project_facts import MeetingFact, ProjectFact
from models.summaries.project_overview import money_figures, overview, projects_figures
from models.summaries.project_steps import open_of_project, owed_section
from models.summaries.report import Figure, Report, Section
from models.summaries.risk_sections import open_risks, risks_section


def project_reports(frame: Frame) -> Report:
    """Return the one project asked for, whole; or those of the accounts side by side, and where each of them stands."""
    found = project_facts.projects(frame)
    if frame.scope.project_ids and len(found) == 1:
        return _whole(frame, found[0])
    shown = overview(frame, found)
    title, subtitle = frame.language.say("Project report"), frame.accounts_and_days()
    return frame.report("project", title, projects_figures(frame, found), shown, subtitle=subtitle)


def _whole(frame: Frame, project: ProjectFact) -> Report:
    language = frame.language
    ids = [project.id]
    spans = project_facts.stage_spans(frame, ids).get(project.id, [])
    moves = project_facts.date_moves(frame, ids).get(project.id, ())
    meetings = project_facts.meetings(frame, ids).get(project.id, ())
    milestones = project_facts.milestones(frame, ids).get(project.id, ())
    visits = facts.visits_of_projects(frame.journal, frame.period, ids)
    steps = facts.steps_of_projects(frame.journal, ids, frame.as_of)
    departments = acceptance_facts.departments(frame, project.id)
    money = [] if frame.is_for_customer else receivables(frame)
    rows = project_sections.glance(frame, project, spans, moves, meetings)
    parts: list[Section | None] = [
        project_sections.glance_section(rows, language.say("Where it stands")),
        project_sections.stages_section(frame, spans, meetings),
        project_sections.dates_section(frame, moves),
        project_sections.milestones_section(frame, milestones),
        acceptance_sections.departments_section(frame, departments),
        acceptance_sections.signatures_section(frame, acceptance_facts.signatures(frame, project.id)),
        receivables_section(frame, money),
        ageing_section(frame, ageing(money, frame.as_of)),
        None if frame.is_for_customer else risks_section(frame, open_risks(frame)),
        *after_sale.installed_sections(frame, after_sale.assets(frame)),
        after_sale.feedback_section(frame, after_sale.feedback(frame)),
        owed_section(frame, open_of_project(frame, project.id)),
        history_of(frame, visits, steps, delivery_rows(frame), names_account=False),
        sections.notes(visits, language),
    ]
    subtitle = language.say("Project report · {account} · {days}", account=project.account, days=frame.days())
    shown = [part for part in parts if part is not None]
    figures = _figures(frame, meetings, departments) + money_figures(language, money, frame.as_of)
    return frame.report("project", project.name, figures, shown, subtitle=subtitle)


def _figures(frame: Frame, meetings: Sequence[MeetingFact], departments: Sequence[DepartmentFact]) -> list[Figure]:
    """Return for how long it has been followed, how often it was met for, and how far its acceptance is."""
    plural, say = frame.language.plural, frame.language.say
    figures = []
    if meetings:
        first = meetings[0].day
        months = (frame.as_of.year - first.year) * 12 + frame.as_of.month - first.month + 1
        figures.append(
            Figure(str(months), plural("month since the first meeting", "months since the first meeting", months))
        )
    recent = sum(meeting.day >= frame.period.first for meeting in meetings)
    before = plural("{count} in this period", "{count} in this period", recent) if recent else ""
    figures.append(Figure(str(len(meetings)), plural("meeting", "meetings", len(meetings)), before))
    totals = (
        (sum(one.accepted for one in departments), sum(one.items for one in departments), say("items accepted")),
        (sum(one.signed for one in departments), sum(one.signatures for one in departments), say("signatures")),
    )
    return figures + [Figure(f"{part} / {whole}", label) for part, whole, label in totals if whole]
