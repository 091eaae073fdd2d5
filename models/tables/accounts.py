"""Accounts and our own side: who we sell to, who I am, and my colleagues."""

from __future__ import annotations

from models.tables.columns import Integer, Reference, Text
from models.tables.record import Record


class Profile(Record):
    """Me, my region and my manager: the heading of every summary; one row."""

    name = Text(default="")
    job = Text(default="")
    region = Text(default="")
    company = Text(default="")
    phone = Text(default="")
    email = Text(default="")
    manager_name = Text(default="")
    manager_email = Text(default="")


class Colleague(Record):
    """One of our own people."""

    name = Text()
    job = Text(default="")
    email = Text(default="")
    phone = Text(default="")


class Account(Record):
    """A customer: a company, or one branch of it below its parent."""

    name = Text()
    short_name = Text(default="")
    parent = Reference("self", null=True)
    account_class = Text(null=True)
    industry = Text(default="")
    region = Text(default="")
    city = Text(default="")
    address = Text(default="")
    web = Text(default="")
    phone = Text(default="")
    rhythm_days = Integer(null=True)
    visit_target = Integer(null=True)
    tags = Text(default="[]")
    notes = Text(default="")
    private_notes = Text(default="")
    rhythm_inherited = Integer(default=0)
    tier = Text(null=True)
    relationship = Text(null=True)
    wanted_relationship = Text(null=True)
    merged_into = Reference("self", null=True)


class CoverageTarget(Record):
    """How well a role group at an account is to be known: brief, several or deep."""

    account = Reference(Account)
    role_group = Text()
    wanted = Text()


class KnownDifferent(Record):
    """Two accounts, or two contacts, that look alike and are not the same; the smaller id first."""

    kind = Text()
    first_id = Integer()
    second_id = Integer()
