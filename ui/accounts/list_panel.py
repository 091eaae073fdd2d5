"""The accounts with their filter, as a list or as a tree."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import account_lists
from ui import theme
from ui.accounts.list_model import AccountListModel, AccountListView, ColumnHeads
from ui.accounts.tree_model import AccountTreeModel, AccountTreeView
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments

_FILTER_AFTER = 60
"""Milliseconds without a keystroke before the list is read: whoever types waits for the word, not for letters."""


class _FilterField(LineField):
    def __init__(self, words: str) -> None:
        super().__init__(words, words)
        self.setTextMargins(26, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint.icon(QPainter(self), 12, self.height() // 2, "filter", "text_2", 16)


class AccountListPanel(QWidget):
    """All accounts. A filter always shows a list, as what fits may lie in branches that are closed."""

    opened = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.total = 0
        self.list_model = AccountListModel(session, self)
        self.tree_model = AccountTreeModel(session, self)
        self.list = AccountListView(session, self.list_model, say("Accounts"))
        self.tree = AccountTreeView(session, self.tree_model, say("Accounts as a tree"))
        self.filter = _FilterField(say("Filter accounts"))
        self.filter.setFixedWidth(300)
        self.form = Segments(say("Form of the list"), [("tree", say("Tree"), "tree"), ("list", say("List"), "list")])
        self.new_button = button(say("New account"), icon="plus")
        self.new_button.setToolTip(say("New account  N"))
        self._nothing = EmptyState(
            say("No account yet"),
            say("Your customers stand here with their branches, when you last saw them, and what is open."),
            say("New account"),
            icon="accounts",
        )
        self._none_found = EmptyState(
            say("No account fits"), say("No name, city, region or tag holds these words."), say("Show all accounts")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.tree, self.list, self._nothing, self._none_found):
            self._stack.addWidget(page)
        top = row(self.filter, None, self.form, self.new_button, spacing=theme.CARD_GAP)
        self._heads = ColumnHeads(lambda: self.view().viewport().width())
        self._top = holding(column(top, self._heads, spacing=theme.CARD_GAP))
        self.setLayout(column(self._top, self._stack, spacing=theme.SPACE_4, margins=theme.MARGIN))

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_AFTER)
        self._timer.timeout.connect(self.read_filtered)
        self.filter.edited.connect(lambda _text: self._timer.start())
        self.filter.returnPressed.connect(self.focus_list)
        self.form.changed.connect(lambda _form: self._show_form())
        self.new_button.clicked.connect(self.new_wanted)
        self._nothing.pressed.connect(self.new_wanted)
        self._none_found.pressed.connect(self.clear_filter)
        for view in (self.list, self.tree):
            view.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._heads.update())
            view.opened.connect(lambda account: self.opened.emit(account.id))
            view.removed.connect(lambda account: self.removed.emit(account.id))
            view.menu_wanted.connect(self.menu_wanted)
            view.new_wanted.connect(self.new_wanted)

    def view(self) -> AccountListView:
        """Return the list or the tree, whichever is to be seen now."""
        as_tree = self.form.current() == "tree" and not self.list_model.text.strip()
        return self.tree if as_tree else self.list

    def refresh(self) -> None:
        """Read again, as much as was shown."""
        self.count()
        self.view().rows_model().reload()
        self._show_state()

    def count(self) -> None:
        """Count the accounts."""
        self.total = self.session.read(account_lists.count)

    def select(self, account_id: int) -> None:
        """Go to an account; what lies above it in the tree is opened."""
        if self.view() is self.tree:
            self.tree_model.reveal(account_id)
        self.view().select(account_id)

    def clear_filter(self) -> None:
        """Show all accounts."""
        self.filter.clear()
        self.read_filtered()
        self.focus_list()

    def read_filtered(self) -> None:
        """Show what the filter asks for now."""
        self._timer.stop()
        self.list_model.text = self.filter.text()
        self.view().rows_model().start_over()
        self.view().scrollToTop()
        self._show_state()

    def focus_list(self) -> None:
        """Give the focus to the list, at the account it was at."""
        if self._timer.isActive():
            self.read_filtered()
        if self._stack.currentWidget() is self.view():
            self.view().setFocus()

    def _show_form(self) -> None:
        kept = self._kept()
        self.view().rows_model().reload()
        if kept is not None:
            self.select(kept)
        self._show_state()

    def _kept(self) -> int | None:
        before = self.list if self.view() is self.tree else self.tree
        account = before.current_row()
        return account.id if account is not None else None

    def _show_state(self) -> None:
        empty = self._nothing if not self.total else self._none_found
        self._stack.setCurrentWidget(self.view() if self.view().rows_model().rows else empty)
        self._top.setVisible(self.total > 0)
