"""Next steps, promises, requests, complaints and risks, and the plans that order them."""

from __future__ import annotations

from models.tables.accounts import Account, Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Project
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.visits import Visit


class Plan(Record):
    """A goal with its reason and its ordered steps."""

    goal = Text()
    why = Text(default="")
    account = Reference(Account, null=True)
    project = Reference(Project, null=True)
    start_on = Text(null=True)
    check_in_on = Text(null=True)
    target_on = Text(null=True)
    closed_on = Text(null=True)


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


class StepContact(Record):
    """A contact a step has to do with."""

    step = Reference(Step)
    contact = Reference(Contact)
