"""Contacts, how to reach them, and the posts they hold and held."""

from __future__ import annotations

from models.tables.accounts import Account
from models.tables.columns import Integer, Reference, Text
from models.tables.record import Record


class Contact(Record):
    """A person at an account; a placeholder when only the post is known."""

    name = Text()
    family_name = Text(default="")
    given_name = Text(default="")
    role_group = Text(null=True)
    level = Text(null=True)
    stance = Integer(null=True)
    closeness = Integer(null=True)
    reports_to = Reference("self", null=True)
    introduced_by = Reference("self", null=True)
    introduced_on = Text(null=True)
    placeholder = Integer(default=0)
    birthday = Text(default="")
    tags = Text(default="[]")
    preferences = Text(default="")
    kindnesses = Text(default="")
    private_notes = Text(default="")
    imported_as = Text(default="")
    rhythm_days = Integer(null=True)
    influence = Integer(null=True)
    wanted_closeness = Integer(null=True)
    languages = Text(default="")
    notes = Text(default="")
    introduction = Text(default="")
    portrait = Text(default="")
    merged_into = Reference("self", null=True)


class ContactStanding(Record):
    """How a contact stood towards us from a day on: stance and closeness, and why."""

    contact = Reference(Contact)
    noted_on = Text()
    stance = Integer(null=True)
    closeness = Integer(null=True)
    reason = Text(default="")


class ContactPoint(Record):
    """A way to reach a contact: phone, e-mail, chat, address or web page."""

    contact = Reference(Contact)
    kind = Text()
    label = Text(default="")
    value = Text()
    preferred = Integer(default=0)


class ContactPost(Record):
    """A post a contact holds or held at an account, with its time."""

    contact = Reference(Contact)
    account = Reference(Account)
    title = Text(default="")
    department = Text(default="")
    from_on = Text(null=True)
    until_on = Text(null=True)
