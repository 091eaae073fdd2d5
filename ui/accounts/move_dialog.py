"""The dialog that puts an account under another one, or at the top of the tree."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import accounts
from models.errors import JournalError
from ui.accounts.parent_field import ParentField
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field


class MoveDialog(Dialog):
    """Asks under which account this one belongs; its branches go with it."""

    def __init__(self, session: Session, account_id: int, parent: QWidget | None) -> None:
        self._account = session.read(accounts.get, account_id)
        super().__init__(say("Move {name}", name=self._account.name), parent, accept=say("Move"))
        self._session = session
        self.parent_field = ParentField(session, account_id)
        self.parent_field.show_account(self._account.parent_id)
        hint = say("Leave it empty to put the account at the top. Its branches and its history go with it.")
        self._field = field(say("Belongs to"), self.parent_field, hint)
        self.body.addWidget(self._field)
        self.parent_field.setFocus()
        self.parent_field.selectAll()

    def accept(self) -> None:
        """Move the account; what stands in the way is said below the field."""
        if not self.parent_field.take_exact():
            self._field.set_error(say("There is no account of that name. Choose one from the list."))
            return
        try:
            self._session.attempt(
                accounts.edit,
                self._account.id,
                revision=self._account.revision,
                parent_id=self.parent_field.account_id(),
            )
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(say("{name} was moved.", name=self._account.name), can_undo=True)
        super().accept()
