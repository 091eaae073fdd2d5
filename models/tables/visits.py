"""Trips, visits, who took part, and the questions prepared for them."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.accounts import Account, Colleague
from models.tables.delivery import Project
from models.tables.people import Contact, ContactPost
from models.tables.record import Record


class Trip(Record):
    """A trip or an event that several visits belong to."""

    name = TextField()
    kind = TextField(default="trip")
    start_on = TextField(null=True)
    end_on = TextField(null=True)
    place = TextField(default="")
    notes = TextField(default="")


class Visit(Record):
    """One meeting with a customer, in any channel."""

    account = ForeignKeyField(Account, backref="+")
    trip = ForeignKeyField(Trip, null=True, backref="+")
    project = ForeignKeyField(Project, null=True, backref="+")
    start = TextField()
    zone = TextField(default="")
    minutes = IntegerField(null=True)
    channel = TextField(default="on_site")
    place = TextField(default="")
    purpose = TextField(default="")
    expected_result = TextField(default="")
    state = TextField(default="held")
    summary = TextField(default="")
    highlight = TextField(default="")
    support_needed = TextField(default="")
    notes = TextField(default="")
    private_notes = TextField(default="")
    satisfaction = IntegerField(null=True)
    expectation = TextField(default="")
    confidential = IntegerField(default=0)
    series_id = IntegerField(null=True)
    tags = TextField(default="[]")


class VisitContact(Record):
    """A contact who took part in a visit, at the account and the post of that time."""

    visit = ForeignKeyField(Visit, backref="+")
    contact = ForeignKeyField(Contact, backref="+")
    account = ForeignKeyField(Account, null=True, backref="+")
    contact_post = ForeignKeyField(ContactPost, null=True, backref="+")


class VisitColleague(Record):
    """A colleague who took part in a visit."""

    visit = ForeignKeyField(Visit, backref="+")
    colleague = ForeignKeyField(Colleague, backref="+")


class VisitQuestion(Record):
    """A question or a piece of homework prepared for a visit."""

    visit = ForeignKeyField(Visit, backref="+")
    position = IntegerField(default=0)
    question = TextField()
    done = IntegerField(default=0)
    answer = TextField(default="")
