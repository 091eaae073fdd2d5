"""What belongs to the journal itself: its settings, and files kept in it."""

from __future__ import annotations

from models.tables.acceptance import AcceptanceItem, Signature
from models.tables.accounts import Account
from models.tables.columns import Integer, Reference, Text
from models.tables.delivery import Asset, Project, Receivable
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
    caption = Text(default="")
    in_summary = Integer(default=0)
    kept_original = Integer(default=0)
    signature = Reference(Signature, null=True)
    receivable = Reference(Receivable, null=True)
    asset = Reference(Asset, null=True)


class Tag(Record):
    """A tag and the colour it is shown in; the records that bear it hold its name."""

    name = Text()
    colour = Text(default="grey")


class NoteTemplate(Record):
    """A template of the user's own for the notes of a visit, as Markdown."""

    name = Text()
    position = Integer(default=0)
    body = Text(default="")
