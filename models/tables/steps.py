"""Next steps, promises, requests, complaints and risks, and the plans that order them."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.accounts import Account, Colleague
from models.tables.delivery import Project
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.visits import Visit


class Plan(Record):
    """A goal with its reason and its ordered steps."""

    goal = TextField()
    why = TextField(default="")
    account = ForeignKeyField(Account, null=True, backref="+")
    project = ForeignKeyField(Project, null=True, backref="+")
    start_on = TextField(null=True)
    check_in_on = TextField(null=True)
    target_on = TextField(null=True)
    closed_on = TextField(null=True)


class Step(Record):
    """A next step, promise, request, complaint or risk, on our side or theirs."""

    kind = TextField(default="next_step")
    title = TextField()
    details = TextField(default="")
    account = ForeignKeyField(Account, null=True, backref="+")
    project = ForeignKeyField(Project, null=True, backref="+")
    visit = ForeignKeyField(Visit, null=True, backref="+")
    plan = ForeignKeyField(Plan, null=True, backref="+")
    plan_position = IntegerField(default=0)
    owner_side = TextField(default="ours")
    owner_colleague = ForeignKeyField(Colleague, null=True, backref="+")
    owner_contact = ForeignKeyField(Contact, null=True, backref="+")
    due_on = TextField(null=True)
    severity = TextField(null=True)
    raised_at = TextField()
    first_answered_at = TextField(null=True)
    on_site_at = TextField(null=True)
    closed_at = TextField(null=True)
    reopened_at = TextField(null=True)
    escalated_to_colleague = ForeignKeyField(Colleague, null=True, backref="+")
    escalated_to_contact = ForeignKeyField(Contact, null=True, backref="+")
    escalated_at = TextField(null=True)
    outcome = TextField(null=True)
    result = TextField(default="")
    repeats = TextField(default="")


class StepContact(Record):
    """A contact a step has to do with."""

    step = ForeignKeyField(Step, backref="+")
    contact = ForeignKeyField(Contact, backref="+")
