"""From the pursuit to the money: projects, acceptance, receivables and installed products."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.accounts import Account, Colleague
from models.tables.people import Contact
from models.tables.record import Record


class Project(Record):
    """An opportunity and its delivery in one."""

    account = ForeignKeyField(Account, backref="+")
    name = TextField()
    stage = TextField(default="")
    value_minor = IntegerField(null=True)
    currency = TextField(null=True)
    probability = IntegerField(null=True)
    expected_on = TextField(null=True)
    competitor = TextField(default="")
    contract_number = TextField(default="")
    sales_owner = ForeignKeyField(Colleague, null=True, backref="+")
    delivery_owner = ForeignKeyField(Colleague, null=True, backref="+")
    finance_owner = ForeignKeyField(Colleague, null=True, backref="+")
    notes = TextField(default="")
    closed_on = TextField(null=True)
    outcome = TextField(null=True)
    outcome_reason = TextField(default="")


class StageChange(Record):
    """A move of a project from one stage to the next."""

    project = ForeignKeyField(Project, backref="+")
    from_stage = TextField(default="")
    to_stage = TextField()
    changed_on = TextField()
    expected_on = TextField(null=True)
    reason = TextField(default="")


class Milestone(Record):
    """A milestone of a project, planned against reached."""

    project = ForeignKeyField(Project, backref="+")
    name = TextField()
    position = IntegerField(default=0)
    planned_on = TextField(null=True)
    reached_on = TextField(null=True)


class AcceptanceItem(Record):
    """One item of an acceptance list: clause, department, criterion and state."""

    project = ForeignKeyField(Project, backref="+")
    position = IntegerField(default=0)
    clause = TextField(default="")
    department = TextField()
    criterion = TextField()
    evidence = TextField(default="")
    state = TextField(default="open")
    blocked_because = TextField(default="")
    owner_colleague = ForeignKeyField(Colleague, null=True, backref="+")


class Signature(Record):
    """One signature wanted from a department."""

    project = ForeignKeyField(Project, backref="+")
    position = IntegerField(default=0)
    department = TextField()
    signer = ForeignKeyField(Contact, null=True, backref="+")
    subject = TextField(default="")
    state = TextField(default="open")
    blocked_because = TextField(default="")
    asked_on = TextField(null=True)
    signed_on = TextField(null=True)


class SignatureAttempt(Record):
    """One attempt to get a signature: when, who, and what came of it."""

    signature = ForeignKeyField(Signature, backref="+")
    tried_at = TextField()
    colleague = ForeignKeyField(Colleague, null=True, backref="+")
    result = TextField(default="")


class Receivable(Record):
    """Money a customer owes, in minor units of its currency."""

    account = ForeignKeyField(Account, backref="+")
    project = ForeignKeyField(Project, null=True, backref="+")
    milestone = ForeignKeyField(Milestone, null=True, backref="+")
    title = TextField()
    amount_minor = IntegerField()
    currency = TextField()
    confirmed_on = TextField(null=True)
    invoice_number = TextField(default="")
    invoiced_on = TextField(null=True)
    due_on = TextField(null=True)
    promised_on = TextField(null=True)
    risk = TextField(default="")
    escalation = TextField(default="")
    written_off_on = TextField(null=True)


class Payment(Record):
    """A payment on a receivable, in minor units of its currency."""

    receivable = ForeignKeyField(Receivable, backref="+")
    paid_on = TextField()
    amount_minor = IntegerField()
    note = TextField(default="")


class Asset(Record):
    """An installed product, ours or a competitor's."""

    account = ForeignKeyField(Account, backref="+")
    product = TextField()
    version = TextField(default="")
    serial_number = TextField(default="")
    site = TextField(default="")
    installed_on = TextField(null=True)
    warranty_end_on = TextField(null=True)
    service_rhythm_days = IntegerField(null=True)
    competitor = TextField(default="")
    notes = TextField(default="")
