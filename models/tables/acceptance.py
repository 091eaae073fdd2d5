"""The acceptance of a project: its items, the signatures wanted, and each attempt to get one."""

from __future__ import annotations

from models.tables.accounts import Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Milestone, Project
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.steps import Step


class AcceptanceBatch(Record):
    """A batch of sites whose items and signatures are accepted together."""

    project = Reference(Project)
    name = Text()
    position = Integer(default=0)
    sites = Text(default="")
    planned_on = Text(null=True)
    notes = Text(default="")


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
    batch = Reference(AcceptanceBatch, null=True)
    unblock_step = Reference(Step, null=True)
    state_on = Text(null=True)


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
    batch = Reference(AcceptanceBatch, null=True)
    unblock_step = Reference(Step, null=True)
    milestone = Reference(Milestone, null=True)
    due_on = Text(null=True)


class SignatureAttempt(Record):
    """One attempt to get a signature: when, who, and what came of it."""

    signature = Reference(Signature)
    tried_at = Text()
    colleague = Reference(Colleague, null=True)
    result = Text(default="")
    what = Text(default="asked")
    contact = Reference(Contact, null=True)
    minutes = Integer(null=True)
