"""What can be done with a receivable, from a row, a menu, Today or the list of commands; each dialog is made late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import receivable_lists, receivables
from models.errors import JournalError
from models.receivable_lists import ReceivableLine
from models.text.language import Label
from ui import alerts
from ui.session import Session
from ui.translations import say

if TYPE_CHECKING:
    from ui.command_palette.command import Command
    from ui.widgets.dialog import Dialog

Deed = Callable[[Session, int, QWidget], object]


def pay(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask for a payment."""
    from ui.receivables.payment_dialog import PaymentDialog

    return _open(session, receivable_id, lambda line: PaymentDialog(session, line, parent.window()))


def note_contact(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask how the contact about the payment went."""
    from ui.receivables.collection_dialog import CollectionDialog

    return _open(session, receivable_id, lambda line: CollectionDialog(session, line, parent.window()))


def note_promise(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask for which day they promised the payment."""
    from ui.receivables.collection_dialog import CollectionDialog

    return _open(session, receivable_id, lambda line: CollectionDialog(session, line, parent.window(), promise=True))


def confirm(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask for the amount that the customer agreed to."""
    from ui.receivables.confirm_dialog import ConfirmDialog

    return _open(session, receivable_id, lambda line: ConfirmDialog(session, line, parent.window()))


def invoice(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask for the invoice."""
    from ui.receivables.invoice_dialog import InvoiceDialog

    return _open(session, receivable_id, lambda line: InvoiceDialog(session, line, parent.window()))


def write_off(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Ask why the rest is given up."""
    from ui.receivables.write_off_dialog import WriteOffDialog

    return _open(session, receivable_id, lambda line: WriteOffDialog(session, line, parent.window()))


def write_back(session: Session, receivable_id: int, parent: QWidget) -> None:
    """Claim again what was written off."""
    if session.run(receivables.write_back, receivable_id):
        session.say(say("It is owed again."), can_undo=True)


def show(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Show a receivable with its payments and what was done to collect it."""
    from ui.receivables.details_dialog import ReceivableDialog

    return _open(session, receivable_id, lambda line: ReceivableDialog(session, line, parent.window()))


def edit(session: Session, receivable_id: int, parent: QWidget) -> Dialog | None:
    """Open the editor."""
    from ui.receivables.editor import ReceivableEditor

    return _open(session, receivable_id, lambda line: ReceivableEditor(session, parent.window(), receivable_id=line.id))


def new(
    session: Session, parent: QWidget, *, account_id: int | None = None, project_id: int | None = None
) -> Dialog | None:
    """Open the editor for a new receivable, of an account or a project if they are known."""
    from ui.receivables.editor import ReceivableEditor

    editor = ReceivableEditor(session, parent.window(), account_id=account_id, project_id=project_id)
    editor.open()
    return editor


def trash(session: Session, receivable_id: int, parent: QWidget) -> None:
    """Put a receivable into the trash; it can be taken back."""
    line = session.read(receivable_lists.line, receivable_id)
    if line is not None and session.run(receivables.trash, receivable_id):
        session.say(say("Moved to the trash: {title}", title=line.title), can_undo=True)


EVERY: tuple[tuple[str, Label, str, str, Deed], ...] = (
    ("show", Label("Open"), "money", "Enter", show),
    ("pay", Label("Payment…"), "check", "P", pay),
    ("contact", Label("Contact about the payment…"), "call", "C", note_contact),
    ("promise", Label("They promised a day…"), "calendar", "D", note_promise),
    ("confirm", Label("Confirm the amount…"), "pen", "A", confirm),
    ("invoice", Label("Invoice…"), "page", "I", invoice),
    ("edit", Label("Edit…"), "edit", "E", edit),
    ("write_off", Label("Write off…"), "cross", "W", write_off),
    ("write_back", Label("Claim it again"), "undo", "", write_back),
    ("trash", Label("Move to the trash"), "trash", "Delete", trash),
)


def possible(line: ReceivableLine) -> Sequence[tuple[str, Label, str, str, Deed]]:
    """Return what can be done with a receivable now: key, name, icon, the row's key, and the deed."""
    is_open = line.rest_minor > 0 and line.written_off_on is None
    not_now = set() if is_open else {"pay", "contact", "promise", "write_off"}
    if line.invoiced_on is not None or line.written_off_on is not None:
        not_now.add("invoice")
    if line.is_confirmed or not is_open:
        not_now.add("confirm")
    if line.written_off_on is None:
        not_now.add("write_back")
    return [deed for deed in EVERY if deed[0] not in not_now]


def menu(session: Session, line: ReceivableLine, place: QPoint, parent: QWidget) -> None:
    """Show what can be done with a receivable."""
    from ui.widgets import menus

    made = menus.new_menu(line.title, parent)
    for _, name, drawn, key, deed in possible(line):
        menus.add(made, say(name), partial(deed, session, line.id, parent), drawn, key)
    if line.project_id is not None:
        menus.add(made, say("Open the project"), partial(session.open_record, "project", line.project_id), "flag")
    menus.add(made, say("Open the account"), partial(session.open_record, "account", line.account_id), "accounts")
    menus.show(made, place)


def commands(session: Session, line: ReceivableLine, parent: QWidget) -> list[Command]:
    """Return what can be done with a receivable, for the list of commands."""
    from ui.command_palette.command import Command

    return [
        Command(f"receivables.{key}", say(name), partial(deed, session, line.id, parent), shortcut, drawn, line.title)
        for key, name, drawn, shortcut, deed in possible(line)
    ]


def press(session: Session, line: ReceivableLine, event: QKeyEvent, parent: QWidget) -> bool:
    """Do what a letter stands for in the row of a receivable; return whether it stands for something."""
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        return False
    letter = event.text().upper()
    found = next((deed for _, _, _, key, deed in possible(line) if key == letter and len(key) == 1), None)
    if found is not None:
        found(session, line.id, parent)
    return found is not None


def do(session: Session, receivable_id: int, letter: str, parent: QWidget) -> None:
    """Do what a letter stands for with a receivable, if that can be done now."""
    line = session.read(receivable_lists.line, receivable_id)
    found = [deed for _, _, _, key, deed in possible(line) if key == letter] if line is not None else []
    if found:
        found[0](session, receivable_id, parent)


def menu_of(session: Session, receivable_id: int, place: QPoint, parent: QWidget) -> None:
    """Show what can be done with a receivable that is known by its id."""
    line = session.read(receivable_lists.line, receivable_id)
    if line is not None:
        menu(session, line, place, parent)


def _open(session: Session, receivable_id: int, make: Callable[[ReceivableLine], Dialog]) -> Dialog | None:
    """Open a dialog for a receivable; None when it is gone, and that was told."""
    try:
        session.read(receivables.get, receivable_id)
        line = session.read(receivable_lists.line, receivable_id)
    except JournalError as error:
        alerts.current().error(error)
        return None
    if line is None:
        return None
    dialog = make(line)
    dialog.open()
    return dialog
