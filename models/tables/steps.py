"""Next steps, promises, requests, complaints and risks, and what became of them over time."""

from __future__ import annotations

from models.tables.accounts import Account, Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Project
from models.tables.people import Contact
from models.tables.plans import Plan
from models.tables.record import Record
from models.tables.visits import Visit


class Step(Record):
    """A next step, promise, request, complaint or risk, on our side or theirs."""

    kind = Text(default="next_step")
    title = Text()
    details = Text(default="")
    account = Reference(Account, null=True)
    project = Reference(Project, null=True)
    visit = Reference(Visit, null=True)
    plan = Reference(Plan, null=True)
    plan_position = Integer(default=0)
    owner_side = Text(default="ours")
    owner_colleague = Reference(Colleague, null=True)
    owner_contact = Reference(Contact, null=True)
    due_on = Text(null=True)
    severity = Text(null=True)
    raised_at = Text()
    first_answered_at = Text(null=True)
    on_site_at = Text(null=True)
    closed_at = Text(null=True)
    reopened_at = Text(null=True)
    escalated_to_colleague = Reference(Colleague, null=True)
    escalated_to_contact = Reference(Contact, null=True)
    escalated_at = Text(null=True)
    outcome = Text(null=True)
    result = Text(default="")
    repeats = Text(default="")
    answer_by = Text(null=True)
    on_site_by = Text(null=True)
    solve_by = Text(null=True)
    after = Reference("self", null=True)
    series_id = Integer(null=True)
    skipped_days = Text(default="")
    remind_at = Text(null=True)
    calendar_uid = Text(default="")
    likelihood = Integer(null=True)
    effect = Integer(null=True)
    contingency = Text(default="")


class StepContact(Record):
    """A contact a step has to do with."""

    step = Reference(Step)
    contact = Reference(Contact)


class StepEvent(Record):
    """What happened to a request or complaint, and when: answered, on site, closed, reopened, escalated."""

    step = Reference(Step)
    what = Text()
    at = Text()
    outcome = Text(null=True)
    note = Text(default="")
    colleague = Reference(Colleague, null=True)
    contact = Reference(Contact, null=True)
