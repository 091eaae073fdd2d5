"""What belongs to the journal itself: its settings, and files kept in it."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from models.tables.accounts import Account
from models.tables.delivery import AcceptanceItem, Project
from models.tables.people import Contact
from models.tables.record import Record
from models.tables.steps import Step
from models.tables.visits import Visit


class Setting(Record):
    """A setting of this journal, as JSON; not part of undo."""

    key = TextField()
    value = TextField()


class Attachment(Record):
    """A file kept in the journal, found by the SHA-256 of its bytes."""

    sha256 = TextField()
    name = TextField()
    media_type = TextField(default="")
    size = IntegerField()
    account = ForeignKeyField(Account, null=True, backref="+")
    contact = ForeignKeyField(Contact, null=True, backref="+")
    visit = ForeignKeyField(Visit, null=True, backref="+")
    step = ForeignKeyField(Step, null=True, backref="+")
    project = ForeignKeyField(Project, null=True, backref="+")
    acceptance_item = ForeignKeyField(AcceptanceItem, null=True, backref="+")
