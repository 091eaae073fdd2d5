"""From the pursuit to the money: projects, receivables and installed products."""

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
    decided_on = Text(null=True)
    rhythm_days = Integer(null=True)


class Stage(Record):
    """A stage of the list that projects go through, in the pursuit or in the delivery."""

    name = Text()
    position = Integer(default=0)
    phase = Text(default="pursuit")
    probability = Integer(null=True)
    usual_days = Integer(null=True)


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
    signed_on = Text(null=True)
    notes = Text(default="")


class DateMove(Record):
    """A move of the date on which a project, or one of its milestones, is expected."""

    project = Reference(Project)
    milestone = Reference(Milestone, null=True)
    from_on = Text(null=True)
    to_on = Text(null=True)
    noted_on = Text()
    reason = Text(default="")


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
    planned_on = Text(null=True)
    confirmed_minor = Integer(null=True)
    confirmed_by = Reference(Contact, null=True)
    terms_days = Integer(null=True)
    written_off_reason = Text(default="")


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
    quantity = Integer(default=1)
    project = Reference(Project, null=True)
    contact = Reference(Contact, null=True)
    service_from_on = Text(null=True)
    service_until_on = Text(null=True)
    removed_on = Text(null=True)
