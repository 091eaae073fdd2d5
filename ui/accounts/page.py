"""The page Accounts: the list or the tree, and an account's page after one was opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models import accounts
from models.errors import NotFound
from ui.accounts.account_panel import AccountPanel
from ui.accounts.list_model import AccountRow
from ui.accounts.list_panel import AccountListPanel
from ui.page import Page
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import column


class AccountPage(Page):
    """Accounts. Enter opens one, Esc goes back to the list, N makes a new one."""

    key = "accounts"
    tables = frozenset(
        {
            "account",
            "contact",
            "contact_post",
            "visit",
            "visit_contact",
            "step",
            "step_contact",
            "plan",
            "receivable",
            "payment",
            "signature",
            "attachment",
        }
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.accounts = AccountListPanel(session)
        self.account_panel: AccountPanel | None = None
        self._list_is_stale = True
        self._stack = QStackedWidget()
        self._stack.addWidget(self.accounts)
        self.setLayout(column(self._stack))
        self.accounts.opened.connect(lambda account_id: self.show_record("account", account_id))
        self.accounts.removed.connect(self.remove)
        self.accounts.menu_wanted.connect(self._show_row_menu)
        self.accounts.new_wanted.connect(self.new_account)

    def title(self) -> str:
        """Return the page's name."""
        return say("Accounts")

    def subtitle(self) -> str:
        """Return how many accounts there are."""
        count = self.accounts.total
        return say("{accounts} in this journal", accounts=count) if count else ""

    def refresh(self) -> None:
        """Read the account again, or the list."""
        self._list_is_stale = True
        if self._shows_account():
            self._refresh_account()
        else:
            self._refresh_list()

    def show_record(self, kind: str, record_id: int) -> None:
        """Show an account."""
        try:
            self._panel().show_account(record_id)
        except NotFound:
            self.session.say(say("This account is no longer there; it may lie in the trash."))
            self.show_list()
            return
        if not self.accounts.total:
            self.accounts.count()
        self._stack.setCurrentWidget(self._panel())
        self._panel().tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading_changed.emit()

    def open_record(self) -> tuple[str, int] | None:
        """Return the account that is shown."""
        return ("account", self._shown_id()) if self._shows_account() else None

    def show_list(self) -> None:
        """Go back to the list, at the account that was shown."""
        if self._list_is_stale:
            self._refresh_list()
        self._stack.setCurrentWidget(self.accounts)
        if self.account_panel is not None and self.account_panel.account is not None:
            self.accounts.select(self.account_panel.account.account.id)
        self.accounts.focus_list()
        self.heading_changed.emit()

    def focus_first(self) -> None:
        """Give the focus to the list, or to the tabs of the account."""
        if self._shows_account():
            self._panel().tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accounts.focus_list()

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        if self._shows_account():
            self.show_list()
        self.accounts.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.accounts.filter.selectAll()

    def printable(self) -> None:
        """Open the brief of the account that is shown."""
        if self._shows_account():
            self.brief(self._shown_id())

    def new_account(self, parent_id: int | None = None) -> None:
        """Open the editor for a new account, or for a branch of one."""
        from ui.accounts.editor import AccountEditor

        editor = AccountEditor(self.session, None, self, parent_id=parent_id)
        editor.saved.connect(lambda account_id: self.show_record("account", account_id))
        editor.open()

    def edit(self, account_id: int) -> None:
        """Open the editor of an account."""
        from ui.accounts.editor import AccountEditor

        AccountEditor(self.session, account_id, self).open()

    def move_below(self, account_id: int) -> None:
        """Ask under which account this one belongs."""
        from ui.accounts.move_dialog import MoveDialog

        MoveDialog(self.session, account_id, self).open()

    def brief(self, account_id: int) -> None:
        """Open the brief, to look at and to save."""
        from ui.summaries.brief import save_brief

        save_brief(self.session, self, account_id)

    def remove(self, account_id: int) -> None:
        """Put an account with its visits into the trash; Undo is offered on the spot."""
        name = self.session.read(accounts.get, account_id).name
        was_shown = self._shows_account()
        if self.session.run(accounts.trash, account_id) is None:
            return
        if was_shown:
            self.show_list()
        self.session.say(say("{name} was put into the trash with its visits and steps.", name=name), can_undo=True)

    def _shows_account(self) -> bool:
        return self.account_panel is not None and self._stack.currentWidget() is self.account_panel

    def _refresh_list(self) -> None:
        self._list_is_stale = False
        self.accounts.refresh()
        self.heading_changed.emit()

    def _refresh_account(self) -> None:
        self.accounts.count()
        try:
            self._panel().refresh()
        except NotFound:
            self.show_list()

    def _panel(self) -> AccountPanel:
        if self.account_panel is None:
            self.account_panel = panel = AccountPanel(self.session)
            self._stack.addWidget(panel)
            self._connect(panel)
        return self.account_panel

    def _connect(self, panel: AccountPanel) -> None:
        head = panel.head
        head.back_wanted.connect(self.show_list)
        head.account_wanted.connect(lambda account_id: self.show_record("account", account_id))
        head.brief_wanted.connect(lambda: self.brief(self._shown_id()))
        head.visit_wanted.connect(lambda: self.session.new_visit(self._shown_id()))
        head.menu_wanted.connect(self._show_account_menu)
        panel.about.edit_wanted.connect(lambda: self.edit(self._shown_id()))
        panel.about.account_wanted.connect(lambda account_id: self.show_record("account", account_id))
        panel.people.new_wanted.connect(self._new_person)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    def _shown_id(self) -> int:
        found = self._panel().account
        assert found is not None
        return found.account.id

    def _new_person(self) -> None:
        from ui.contacts.editor import ContactEditor

        found = self._panel().account
        assert found is not None
        ContactEditor(self.session, None, self, account=(found.account.id, found.account.name)).open()

    def _show_account_menu(self) -> None:
        button = self._panel().head.menu
        self._menu_of(self._shown_id()).popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_row_menu(self, row: AccountRow, place: QPoint) -> None:
        menu = self._menu_of(row.id)
        first = menu.actions()[0]
        shown = menu.addAction(say("Open"), partial(self.show_record, "account", row.id))
        visit = menu.addAction(say("New visit here"), partial(self.session.new_visit, row.id))
        menu.insertActions(first, [shown, visit])
        menu.popup(place)

    def _menu_of(self, account_id: int) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Edit…"), partial(self.edit, account_id))
        menu.addAction(say("New branch…"), partial(self.new_account, account_id))
        menu.addAction(say("Move…"), partial(self.move_below, account_id))
        menu.addSeparator()
        menu.addAction(say("Delete"), partial(self.remove, account_id))
        return menu
