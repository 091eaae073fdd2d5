"""The accounts with their filter, as a list or as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import account_lists
from models.quiet_lists import QuietLine
from ui import theme
from ui.accounts.list_model import AccountListModel, AccountListView, ColumnHeads
from ui.accounts.quiet_model import QuietModel
from ui.accounts.quiet_view import QuietView
from ui.accounts.tree_bar import TreeBar
from ui.accounts.tree_columns import TreeHeads
from ui.accounts.tree_model import AccountTreeModel
from ui.accounts.tree_view import AccountTreeView
from ui.session import Session
from ui.tags.tag_filter import TagFilter
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, holding, row
from ui.widgets.record_list import RecordList, RecordListView
from ui.widgets.segments import Segments


class AccountListPanel(RecordList):
    """All accounts, or who goes quiet. A filter always shows a list, as what fits may lie in closed branches."""

    move_wanted = Signal(object)
    """The ids of the accounts to be moved; below which one is to be asked."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        nothing = EmptyState(
            say("No account yet"),
            say("Your customers stand here with their branches, when you last saw them, and what is open."),
            say("New account"),
            icon="accounts",
        )
        none_found = EmptyState(
            say("No account fits"), say("No name, city, region or tag holds these words."), say("Show all accounts")
        )
        super().__init__(say("Filter accounts"), nothing, none_found, parent)
        self.session = session
        self.list_model = AccountListModel(session, self)
        self.tree_model = AccountTreeModel(session, self)
        self.list = AccountListView(session, self.list_model, say("Accounts"))
        self.tree = AccountTreeView(session, self.tree_model, say("Accounts as a tree"))
        self.quiet = QuietView(session, QuietModel(session, self))
        self._all_seen = EmptyState(
            say("No one goes quiet"),
            say("Whoever was not seen for longer than the rhythm stands here, and who soon will be."),
            icon="check",
        )
        self.tag_filter = TagFilter(session)
        self.form = Segments(
            say("Form of the list"),
            [("tree", say("Tree"), "tree"), ("list", say("List"), "list"), ("quiet", say("Going quiet"), "hourglass")],
        )
        self.new_button = button(say("New account"), icon="plus")
        self.new_button.setToolTip(say("New account  N"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_view(self.tree)
        self.add_view(self.list)
        self.stack.addWidget(self.quiet)
        self.stack.addWidget(self._all_seen)
        self.quiet.new_wanted.connect(self.new_wanted)
        top = row(self.filter, self.tag_filter, None, self.form, self.new_button, spacing=theme.CARD_GAP)
        self.bar = TreeBar(self.tree)
        self._read_as_chosen()
        self._heads = ColumnHeads(lambda: self.view().viewport().width())
        self._tree_heads = TreeHeads(lambda: self.tree.viewport().width())
        heads = holding(column(self._heads, self._tree_heads, spacing=0))
        self._top = holding(column(top, self.bar, heads, spacing=theme.CARD_GAP))
        self.setLayout(column(self._top, self.stack, spacing=theme.SPACE_4, margins=theme.MARGIN))

    def _connect(self) -> None:
        self.form.changed.connect(lambda _form: self._show_form())
        self.tag_filter.changed.connect(lambda _tag: self.read_filtered())
        self.new_button.clicked.connect(self.new_wanted)
        for view, heads in ((self.list, self._heads), (self.tree, self._tree_heads)):
            view.verticalScrollBar().rangeChanged.connect(lambda _least, _most, above=heads: above.update())
        self.bar.changed.connect(self._read_again)
        self.tree.move_wanted.connect(self.move_wanted)
        self.tree.dropped.connect(self._move)

    def top(self) -> QWidget:
        """Return the filter, the buttons and the names of the columns."""
        return self._top

    def view(self) -> RecordListView:
        """Return the list, the tree or who goes quiet, whichever is to be seen now."""
        if self.shows_quiet():
            return self.quiet
        is_narrowed = bool(self.list_model.text.strip() or self.list_model.tag)
        as_tree = self.form.current() == "tree" and not is_narrowed
        return self.tree if as_tree else self.list

    def shows_quiet(self) -> bool:
        """Return whether the list of who goes quiet is chosen."""
        return self.form.current() == "quiet"

    def show_quiet(self) -> None:
        """Show who goes quiet."""
        self.form.set_current("quiet")
        self._show_form()
        if self.quiet.current_row() is None:
            self.quiet.select_first()

    def show_tag(self, tag: str) -> None:
        """Show the accounts that bear a tag."""
        if self.shows_quiet():
            self.form.set_current("list")
        super().show_tag(tag)

    def show_state(self) -> None:
        """Show the list, or say why there is nothing in it; who goes quiet is not filtered."""
        super().show_state()
        is_quiet = self.shows_quiet()
        if is_quiet and self.total and not self.quiet.rows_model().rows:
            self.stack.setCurrentWidget(self._all_seen)
        self.filter.setVisible(not is_quiet)
        if is_quiet:
            self.tag_filter.hide()
        as_tree = self.view() is self.tree
        self._heads.setVisible(not is_quiet and not as_tree)
        self._tree_heads.setVisible(as_tree)
        self.bar.setVisible(as_tree)

    def count(self) -> None:
        """Count the accounts."""
        self.total = self.session.read(account_lists.count)

    def select(self, record_id: int) -> None:
        """Go to an account; what lies above it in the tree is opened."""
        if self.view() is self.tree:
            self.tree_model.reveal(record_id)
        self.view().select(record_id)

    def narrow(self) -> None:
        """Let the list hold what fits the words."""
        self.list_model.text = self.filter.text()
        self.list_model.tag = self.tag_filter.tag()

    def _read_as_chosen(self) -> None:
        self.tree_model.period, self.tree_model.order = self.bar.period.value(), self.bar.order.value()

    def _read_again(self) -> None:
        self._read_as_chosen()
        self.tree_model.reload()

    def _move(self, account_ids: Sequence[int], parent_id: int | None) -> None:
        """Move what was dropped or pasted, and show it where it is now."""
        from ui.accounts import moving

        self.tree.let_go()
        moving.move(self.session, account_ids, parent_id)
        self.tree_model.reveal(account_ids[0])
        self.tree.setFocus()

    def _show_form(self) -> None:
        kept = self._kept()
        self.tag_filter.refresh()
        self.view().rows_model().reload()
        if kept is not None:
            self.select(kept)
        self.show_state()

    def _kept(self) -> int | None:
        """Return the account at which the form stood that was shown before."""
        shown = self.stack.currentWidget()
        account = shown.current_row() if isinstance(shown, RecordListView) else None
        if isinstance(account, QuietLine):
            return account.account_id
        return account.id if account is not None else None
