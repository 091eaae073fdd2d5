"""Trips, visits, who took part, and the questions prepared for them."""

from __future__ import annotations

from models.tables.accounts import Account, Colleague
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Project
from models.tables.people import Contact, ContactPost
from models.tables.plans import Plan
from models.tables.record import Record


class Trip(Record):
    """A trip or an event that several visits belong to."""

    name = Text()
    kind = Text(default="trip")
    start_on = Text(null=True)
    end_on = Text(null=True)
    place = Text(default="")
    notes = Text(default="")
    purpose = Text(default="")
    result = Text(default="")


class Visit(Record):
    """One meeting with a customer, in any channel."""

    account = Reference(Account)
    trip = Reference(Trip, null=True)
    project = Reference(Project, null=True)
    start = Text()
    zone = Text(default="")
    minutes = Integer(null=True)
    channel = Text(default="on_site")
    place = Text(default="")
    purpose = Text(default="")
    expected_result = Text(default="")
    state = Text(default="held")
    summary = Text(default="")
    highlight = Text(default="")
    support_needed = Text(default="")
    notes = Text(default="")
    private_notes = Text(default="")
    satisfaction = Integer(null=True)
    expectation = Text(default="")
    confidential = Integer(default=0)
    series_id = Integer(null=True)
    tags = Text(default="[]")
    repeats = Text(default="")
    skipped_days = Text(default="")
    plan = Reference(Plan, null=True)
    calendar_uid = Text(default="")
    expectation_level = Integer(null=True)


class VisitContact(Record):
    """A contact who took part in a visit, at the account and the post of that time."""

    visit = Reference(Visit)
    contact = Reference(Contact)
    account = Reference(Account, null=True)
    contact_post = Reference(ContactPost, null=True)


class VisitColleague(Record):
    """A colleague who took part in a visit."""

    visit = Reference(Visit)
    colleague = Reference(Colleague)


class VisitQuestion(Record):
    """A question or a piece of homework prepared for a visit."""

    visit = Reference(Visit)
    position = Integer(default=0)
    question = Text()
    done = Integer(default=0)
    answer = Text(default="")
    kind = Text(default="question")
    carried_from = Reference("self", null=True)
