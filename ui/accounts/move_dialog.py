"""The dialog that puts accounts under another one, or at the top of the tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import account_moves, accounts
from models.errors import JournalError
from ui.accounts import moving
from ui.accounts.parent_field import ParentField
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field


class MoveDialog(Dialog):
    """Asks under which account these belong; their branches go with them."""

    def __init__(self, session: Session, account_ids: Sequence[int], parent: QWidget | None) -> None:
        found = [session.read(accounts.get, account_id) for account_id in account_ids]
        count = len(found)
        title = say("Move {name}", name=found[0].name) if count == 1 else say("Move {count} accounts", count=count)
        super().__init__(title, parent, accept=say("Move"))
        self._session = session
        self._account_ids = list(account_ids)
        self.parent_field = ParentField(session, *account_ids)
        above = {account.parent_id for account in found}
        self.parent_field.show_account(above.pop() if len(above) == 1 else None)
        hint = plural(
            "Leave it empty to put the account at the top. Its branches and its history go with it.",
            "Leave it empty to put the accounts at the top. Their branches and their history go with them.",
            count,
        )
        self._field = field(say("Belongs to"), self.parent_field, hint)
        self.body.addWidget(self._field)
        self.parent_field.setFocus()
        self.parent_field.selectAll()

    def accept(self) -> None:
        """Move the accounts; what stands in the way is said below the field."""
        if self.parent_field.is_composing():
            return
        if not self.parent_field.take_exact():
            self._field.set_error(say("There is no account of that name. Choose one from the list."))
            return
        parent_id = self.parent_field.account_id()
        if len(self._account_ids) > moving.AT_ONCE:
            super().accept()
            moving.move(self._session, self._account_ids, parent_id)
            return
        try:
            said = moving.moved_words(self._session, self._account_ids, parent_id)
            self._session.attempt(account_moves.move, self._account_ids, parent_id)
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(said, can_undo=True)
        super().accept()
