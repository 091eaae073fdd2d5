"""What belongs to the rhythm in which customers are seen."""

from __future__ import annotations

from models.tables.accounts import Account
from models.tables.columns import Reference, Text
from models.tables.people import Contact
from models.tables.record import Record


class Snooze(Record):
    """Until when the silence of an account or a contact shall not be named, and why."""

    account = Reference(Account, null=True)
    contact = Reference(Contact, null=True)
    until_on = Text()
    reason = Text(default="")
