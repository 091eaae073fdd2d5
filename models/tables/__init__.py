"""The tables as the code sees them, nothing else; the migrations make them.

`LOGGED` are the tables whose changes go into the operation log and can be undone; settings are not among them.
"""

from __future__ import annotations

from models.tables.acceptance import AcceptanceBatch, AcceptanceItem, Signature, SignatureAttempt
from models.tables.accounts import Account, Colleague, CoverageTarget, KnownDifferent, Profile
from models.tables.after_sale import Collection, Feedback, VisitAsset
from models.tables.delivery import (
    Asset,
    DateMove,
    Milestone,
    Payment,
    Project,
    Receivable,
    Stage,
    StageChange,
)
from models.tables.keeping import Attachment, NoteTemplate, Setting, Tag
from models.tables.people import Contact, ContactPoint, ContactPost, ContactStanding
from models.tables.plans import Plan, PlanTemplate
from models.tables.record import Record, table_name
from models.tables.rhythm import Snooze
from models.tables.steps import Step, StepContact, StepEvent
from models.tables.visits import Trip, Visit, VisitColleague, VisitContact, VisitQuestion

LOGGED: tuple[type[Record], ...] = (
    Profile,
    Colleague,
    Account,
    Contact,
    ContactPoint,
    ContactPost,
    Trip,
    Project,
    Visit,
    VisitContact,
    VisitColleague,
    VisitQuestion,
    Plan,
    Step,
    StepContact,
    StepEvent,
    StageChange,
    Milestone,
    AcceptanceItem,
    Signature,
    SignatureAttempt,
    Receivable,
    Payment,
    Asset,
    Attachment,
    Tag,
    NoteTemplate,
    PlanTemplate,
    Snooze,
    ContactStanding,
    CoverageTarget,
    KnownDifferent,
    Stage,
    DateMove,
    AcceptanceBatch,
    Collection,
    VisitAsset,
    Feedback,
)

__all__ = [
    "LOGGED",
    "AcceptanceBatch",
    "AcceptanceItem",
    "Account",
    "Asset",
    "Attachment",
    "Colleague",
    "Collection",
    "Contact",
    "ContactPoint",
    "ContactPost",
    "ContactStanding",
    "CoverageTarget",
    "DateMove",
    "Feedback",
    "KnownDifferent",
    "Milestone",
    "NoteTemplate",
    "Payment",
    "Plan",
    "PlanTemplate",
    "Profile",
    "Project",
    "Receivable",
    "Record",
    "Setting",
    "Signature",
    "SignatureAttempt",
    "Snooze",
    "Stage",
    "StageChange",
    "Step",
    "StepContact",
    "StepEvent",
    "Tag",
    "Trip",
    "Visit",
    "VisitAsset",
    "VisitColleague",
    "VisitContact",
    "VisitQuestion",
    "table_name",
]
