"""From the pursuit to the money: projects, acceptance, receivables and installed products."""

from __future__ import annotations

from models.tables.accounts import Account, Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.people import Contact
from models.tables.record import Record


class Project(Record):
    """An opportunity and its delivery in one."""

    account = Reference(Account)
    name = Text()
    stage = Text(default="")
    value_minor = Integer(null=True)
    currency = Text(null=True)
    probability = Integer(null=True)
    expected_on = Text(null=True)
    competitor = Text(default="")
    contract_number = Text(default="")
    sales_owner = Reference(Colleague, null=True)
    delivery_owner = Reference(Colleague, null=True)
    finance_owner = Reference(Colleague, null=True)
    notes = Text(default="")
    closed_on = Text(null=True)
    outcome = Text(null=True)
    outcome_reason = Text(default="")


class StageChange(Record):
    """A move of a project from one stage to the next."""

    project = Reference(Project)
    from_stage = Text(default="")
    to_stage = Text()
    changed_on = Text()
    expected_on = Text(null=True)
    reason = Text(default="")


class Milestone(Record):
    """A milestone of a project, planned against reached."""

    project = Reference(Project)
    name = Text()
    position = Integer(default=0)
    planned_on = Text(null=True)
    reached_on = Text(null=True)


class AcceptanceItem(Record):
    """One item of an acceptance list: clause, department, criterion and state."""

    project = Reference(Project)
    position = Integer(default=0)
    clause = Text(default="")
    department = Text()
    criterion = Text()
    evidence = Text(default="")
    state = Text(default="open")
    blocked_because = Text(default="")
    owner_colleague = Reference(Colleague, null=True)


class Signature(Record):
    """One signature wanted from a department."""

    project = Reference(Project)
    position = Integer(default=0)
    department = Text()
    signer = Reference(Contact, null=True)
    subject = Text(default="")
    state = Text(default="open")
    blocked_because = Text(default="")
    asked_on = Text(null=True)
    signed_on = Text(null=True)


class SignatureAttempt(Record):
    """One attempt to get a signature: when, who, and what came of it."""

    signature = Reference(Signature)
    tried_at = Text()
    colleague = Reference(Colleague, null=True)
    result = Text(default="")


class Receivable(Record):
    """Money a customer owes, in minor units of its currency."""

    account = Reference(Account)
    project = Reference(Project, null=True)
    milestone = Reference(Milestone, null=True)
    title = Text()
    amount_minor = Integer()
    currency = Text()
    confirmed_on = Text(null=True)
    invoice_number = Text(default="")
    invoiced_on = Text(null=True)
    due_on = Text(null=True)
    promised_on = Text(null=True)
    risk = Text(default="")
    escalation = Text(default="")
    written_off_on = Text(null=True)


class Payment(Record):
    """A payment on a receivable, in minor units of its currency."""

    receivable = Reference(Receivable)
    paid_on = Text()
    amount_minor = Integer()
    note = Text(default="")


class Asset(Record):
    """An installed product, ours or a competitor's."""

    account = Reference(Account)
    product = Text()
    version = Text(default="")
    serial_number = Text(default="")
    site = Text(default="")
    installed_on = Text(null=True)
    warranty_end_on = Text(null=True)
    service_rhythm_days = Integer(null=True)
    competitor = Text(default="")
    notes = Text(default="")
