"""What belongs to the journal itself: its settings, and files kept in it."""

from __future__ import annotations

from models.tables.accounts import Account
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import AcceptanceItem, Project
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.steps import Step
from models.tables.visits import Visit


class Setting(Record):
    """A setting of this journal, as JSON; not part of undo."""

    key = Text()
    value = Text()


class Attachment(Record):
    """A file kept in the journal, found by the SHA-256 of its bytes."""

    sha256 = Text()
    name = Text()
    media_type = Text(default="")
    size = Integer()
    account = Reference(Account, null=True)
    contact = Reference(Contact, null=True)
    visit = Reference(Visit, null=True)
    step = Reference(Step, null=True)
    project = Reference(Project, null=True)
    acceptance_item = Reference(AcceptanceItem, null=True)
