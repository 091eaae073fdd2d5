"""What goes on after the sale: money that is asked for, products that are served, and what their users say."""

from __future__ import annotations

from models.tables.accounts import Account, Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Asset, Receivable
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.steps import Step
from models.tables.visits import Visit


class Collection(Record):
    """One contact about money that is owed: by which means, with whom, and what they said and promised."""

    receivable = Reference(Receivable)
    contacted_at = Text()
    means = Text(default="call")
    contact = Reference(Contact, null=True)
    colleague = Reference(Colleague, null=True)
    said = Text(default="")
    promised_on = Text(null=True)
    promised_minor = Integer(null=True)
    step = Reference(Step, null=True)


class VisitAsset(Record):
    """An installed product that a visit serves, and the day on which that service was due."""

    visit = Reference(Visit)
    asset = Reference(Asset)
    due_on = Text(null=True)


class Feedback(Record):
    """What a customer says of a product, or wishes it did."""

    account = Reference(Account)
    product = Text()
    asset = Reference(Asset, null=True)
    contact = Reference(Contact, null=True)
    visit = Reference(Visit, null=True)
    kind = Text(default="feedback")
    words = Text()
    noted_on = Text()
    handed_over_on = Text(null=True)
    answer = Text(default="")
