"""The people of an account: all who hold a post there or at a branch now, by role group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import account_overview, contact_list
from models.contact_list import ContactLine
from ui import theme
from ui.contacts.list_model import ContactListModel, ContactListView
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row


class PeopleModel(ContactListModel):
    """The people of one account."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._ids: Sequence[int] = ()

    def show_account(self, account_id: int) -> None:
        """Show the people of an account, the decision makers first."""
        self._ids = self._session.read(account_overview.people_ids, account_id)
        self.start_over()

    def read(self, last: ContactLine | None, limit: int) -> Sequence[ContactLine]:
        """Return the people below those shown."""
        start = len(self.rows) if last is not None else 0
        return self._session.read(contact_list.lines, self._ids[start : start + limit])


class PeopleTab(QWidget):
    """The list, and a button that adds a person here."""

    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PeopleModel(session)
        self.view = ContactListView(session, self.model, say("People"))
        self.model.setParent(self.view)
        self.new_button = button(say("New person"), icon="plus", name=say("New person at this account"))
        self._nobody = EmptyState(
            say("Nobody here yet"),
            say("The people you meet here stand in this list, by their role."),
            say("New person"),
            icon="people",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nobody)
        self._top = self.new_button
        self.setLayout(column(row(None, self.new_button), self._stack, spacing=theme.GAP))
        self.view.opened.connect(lambda line: session.open_record("contact", line.id))
        self.view.new_wanted.connect(self.new_wanted)
        self.new_button.clicked.connect(self.new_wanted)
        self._nobody.pressed.connect(self.new_wanted)

    def show_account(self, account_id: int) -> None:
        """Show the people of an account."""
        self.model.show_account(account_id)
        self._stack.setCurrentWidget(self.view if self.model.rows else self._nobody)
        self._top.setVisible(bool(self.model.rows))
