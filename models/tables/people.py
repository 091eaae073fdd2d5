"""Contacts, how to reach them, and the posts they hold and held."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.accounts import Account
from models.tables.record import Record


class Contact(Record):
    """A person at an account; a placeholder when only the post is known."""

    name = TextField()
    family_name = TextField(default="")
    given_name = TextField(default="")
    role_group = TextField(null=True)
    level = TextField(null=True)
    stance = IntegerField(null=True)
    closeness = IntegerField(null=True)
    reports_to = ForeignKeyField("self", null=True, backref="+")
    introduced_by = ForeignKeyField("self", null=True, backref="+")
    introduced_on = TextField(null=True)
    placeholder = IntegerField(default=0)
    birthday = TextField(default="")
    tags = TextField(default="[]")
    preferences = TextField(default="")
    kindnesses = TextField(default="")
    private_notes = TextField(default="")
    imported_as = TextField(default="")


class ContactPoint(Record):
    """A way to reach a contact: phone, e-mail, chat, address or web page."""

    contact = ForeignKeyField(Contact, backref="+")
    kind = TextField()
    label = TextField(default="")
    value = TextField()
    preferred = IntegerField(default=0)


class ContactPost(Record):
    """A post a contact holds or held at an account, with its time."""

    contact = ForeignKeyField(Contact, backref="+")
    account = ForeignKeyField(Account, backref="+")
    title = TextField(default="")
    department = TextField(default="")
    from_on = TextField(null=True)
    until_on = TextField(null=True)
