"""Accounts and our own side: who we sell to, who I am, and my colleagues."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.record import Record


class Profile(Record):
    """Me, my region and my manager: the heading of every summary; one row."""

    name = TextField(default="")
    job = TextField(default="")
    region = TextField(default="")
    company = TextField(default="")
    phone = TextField(default="")
    email = TextField(default="")
    manager_name = TextField(default="")
    manager_email = TextField(default="")


class Colleague(Record):
    """One of our own people."""

    name = TextField()
    job = TextField(default="")
    email = TextField(default="")
    phone = TextField(default="")


class Account(Record):
    """A customer: a company, or one branch of it below its parent."""

    name = TextField()
    short_name = TextField(default="")
    parent = ForeignKeyField("self", null=True, backref="+")
    account_class = TextField(null=True)
    industry = TextField(default="")
    region = TextField(default="")
    city = TextField(default="")
    address = TextField(default="")
    web = TextField(default="")
    phone = TextField(default="")
    rhythm_days = IntegerField(null=True)
    visit_target = IntegerField(null=True)
    tags = TextField(default="[]")
    notes = TextField(default="")
    private_notes = TextField(default="")
