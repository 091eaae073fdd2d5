"""Plans that order steps towards a goal, and the templates they start from."""

from __future__ import annotations

from models.tables.accounts import Account
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Project
from models.tables.record import Record


class Plan(Record):
    """A goal with its reason and its ordered steps, or an outreach: one thing to do with each of many accounts."""

    goal = Text()
    why = Text(default="")
    account = Reference(Account, null=True)
    project = Reference(Project, null=True)
    start_on = Text(null=True)
    check_in_on = Text(null=True)
    target_on = Text(null=True)
    closed_on = Text(null=True)
    kind = Text(default="goal")
    first_target_on = Text(null=True)
    outcome = Text(null=True)
    result = Text(default="")


class PlanTemplate(Record):
    """A template of the user's own for plans; `steps` is a JSON list of what each step starts with."""

    name = Text()
    position = Integer(default=0)
    goal = Text(default="")
    why = Text(default="")
    length_days = Integer(null=True)
    steps = Text(default="[]")
