"""What the user calls an operation, for the menu's Undo and Redo and for the status line."""

from __future__ import annotations

from models.text.language import Label
from ui.translations import say

_NAMES = {
    "acceptance.add_item": Label("new acceptance item"),
    "acceptance.add_signature": Label("new signature"),
    "acceptance.import": Label("import of acceptance items"),
    "acceptance.try_signature": Label("attempt at a signature"),
    "accounts.create": Label("new account"),
    "accounts.edit": Label("change of an account"),
    "accounts.restore": Label("restoring an account"),
    "accounts.trash": Label("deleting an account"),
    "attachments.add": Label("new file"),
    "attachments.copy": Label("copy of a file"),
    "attachments.edit": Label("change of a file"),
    "attachments.restore": Label("restoring a file"),
    "attachments.trash": Label("removing a file"),
    "colleagues.create": Label("new colleague"),
    "colleagues.edit": Label("change of a colleague"),
    "colleagues.set_profile": Label("change of your profile"),
    "contacts.add_point": Label("new way to reach a person"),
    "contacts.create": Label("new person"),
    "contacts.edit": Label("change of a person"),
    "contacts.edit_point": Label("change of a way to reach a person"),
    "contacts.edit_post": Label("change of a post"),
    "contacts.prefer_point": Label("preferring a way to reach a person"),
    "contacts.remove_point": Label("removing a way to reach a person"),
    "contacts.restore": Label("restoring a person"),
    "contacts.restore_point": Label("restoring a way to reach a person"),
    "contacts.restore_post": Label("restoring a post"),
    "contacts.take_post": Label("new post"),
    "contacts.trash": Label("deleting a person"),
    "contacts.trash_post": Label("removing a post"),
    "exchange.import": Label("import"),
    "plans.arrange": Label("order of a plan"),
    "plans.close": Label("closing a plan"),
    "plans.create": Label("new plan"),
    "plans.edit": Label("change of a plan"),
    "plans.restore": Label("restoring a plan"),
    "plans.trash": Label("deleting a plan"),
    "projects.add_milestone": Label("new milestone"),
    "projects.create": Label("new project"),
    "projects.move": Label("new stage of a project"),
    "receivables.create": Label("new receivable"),
    "receivables.pay": Label("payment"),
    "steps.answer": Label("first answer"),
    "steps.arrive": Label("arrival on site"),
    "steps.close": Label("ticking a step"),
    "steps.create": Label("new step"),
    "steps.edit": Label("change of a step"),
    "steps.postpone": Label("postponing a step"),
    "steps.reopen": Label("opening a step again"),
    "steps.restore": Label("restoring a step"),
    "steps.trash": Label("deleting a step"),
    "trips.create": Label("new trip"),
    "visits.answer_question": Label("ticking a question"),
    "visits.cancel": Label("cancelling a visit"),
    "visits.edit": Label("change of a visit"),
    "visits.hold": Label("marking a visit as held"),
    "visits.miss": Label("marking a visit as missed"),
    "visits.record": Label("new visit"),
    "visits.restore": Label("restoring a visit"),
    "visits.save": Label("change of a visit"),
    "visits.trash": Label("deleting a visit"),
}


def operation_name(name: str) -> str:
    """Return an operation in the user's words."""
    return say(_NAMES.get(name, Label("last change")))
