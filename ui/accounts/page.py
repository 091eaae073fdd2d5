"""The page Accounts: the list or the tree, and an account's page after one was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models import accounts
from models.drafts import Draft
from ui.accounts.account_panel import AccountPanel
from ui.accounts.list_model import AccountRow
from ui.accounts.list_panel import AccountListPanel
from ui.accounts.tree_model import TreeRow
from ui.record_page import RecordPage
from ui.session import Session
from ui.translations import say
from ui.widgets.menus import add, new_menu, show

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class AccountPage(RecordPage[AccountPanel]):
    """Accounts, as a list or as a tree."""

    key = "accounts"
    kind = "account"
    tables = frozenset(
        {
            "account",
            "contact",
            "contact_post",
            "coverage_target",
            "visit",
            "visit_contact",
            "step",
            "step_contact",
            "plan",
            "receivable",
            "payment",
            "signature",
            "project",
            "stage_change",
            "date_move",
            "milestone",
            "signature_attempt",
            "collection",
            "attachment",
            "tag",
            "snooze",
            "asset",
            "visit_asset",
            "feedback",
        }
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.accounts = AccountListPanel(session)
        super().__init__(session, self.accounts, parent)
        self.accounts.removed.connect(self.remove)
        self.accounts.menu_wanted.connect(self._show_row_menu)
        self.accounts.new_wanted.connect(self.new_account)
        self.accounts.move_wanted.connect(self.move_all)

    def title(self) -> str:
        """Return the page's name."""
        return say("Accounts")

    def subtitle(self) -> str:
        """Return how many accounts there are."""
        count = self.accounts.total
        return say("{accounts} in this journal", accounts=count) if count else ""

    def make_panel(self) -> AccountPanel:
        """Make the panel of an account."""
        panel = AccountPanel(self.session)
        head = panel.head
        head.account_wanted.connect(lambda account_id: self.show_record("account", account_id))
        head.brief_wanted.connect(lambda: self.brief(self.shown_id()))
        head.visit_wanted.connect(lambda: self.session.new_visit(self.shown_id()))
        head.menu_wanted.connect(self._show_account_menu)
        panel.about.edit_wanted.connect(lambda: self.edit(self.shown_id()))
        panel.about.account_wanted.connect(lambda account_id: self.show_record("account", account_id))
        panel.people.new_wanted.connect(self.new_person)
        return panel

    def is_settled(self) -> bool:
        """Return whether all cards beside an account are shown, too."""
        return self.panel is None or self.panel.is_settled()

    def gone_words(self) -> str:
        """Return the sentence for an account that is no longer there."""
        return say("This account is no longer there; it may lie in the trash.")

    def printable(self) -> None:
        """Open the brief of the account that is shown."""
        if self.shows_record():
            self.brief(self.shown_id())

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the account that is shown."""
        from ui.command_palette.command import Command

        found = self.panel.account if self.panel is not None and self.shows_record() else None
        if found is None:
            return ()
        shown, name = found.account.id, found.account.name
        return [
            Command(key, words, partial(work, shown), "", icon, name)
            for key, words, work, icon in (
                ("account.visit", say("New visit at this account"), self.session.new_visit, "plus"),
                ("account.plan", say("New plan at this account…"), self.new_plan, "steps"),
                ("account.asset", say("New installed product at this account…"), self.new_asset, "box"),
                ("account.receivables", say("Receivables of this account…"), self.receivables, "money"),
                ("account.feedback", say("Note feedback of this account…"), self.new_feedback, "message"),
                ("account.edit", say("Edit the account…"), self.edit, "edit"),
                ("account.branch", say("New branch of the account…"), self.new_account, "accounts"),
                ("account.move", say("Move the account…"), self.move_below, "tree"),
                ("account.coverage", say("Coverage of the account"), self.open_coverage, "target"),
                ("account.map", say("Map of the people at this account"), self.open_map, "map"),
                ("account.map_picture", say("Save the map of people as a picture…"), self.save_map, "download"),
                ("account.split", say("Split the account…"), self.split, "split"),
                ("account.merge", say("Merge the account with…"), self.merge, "accounts"),
                ("account.remove", say("Delete the account"), self.remove, "trash"),
            )
        ]

    def receivables(self, account_id: int) -> None:
        """Show what the account that is shown and its branches owe."""
        if self.panel is not None:
            self.panel.open_receivables()

    def new_asset(self, account_id: int) -> None:
        """Open the editor for a product that stands at an account."""
        from ui.assets.editor import new_asset

        new_asset(self.session, self, account_id=account_id)

    def new_feedback(self, account_id: int) -> None:
        """Open the editor for what an account says of a product."""
        from ui.assets.feedback_editor import new_feedback

        new_feedback(self.session, self, account_id=account_id)

    def open_coverage(self, _account_id: int) -> None:
        """Show how well each role group of the account that is shown is known."""
        if self.panel is not None:
            self.panel.open_coverage()

    def open_map(self, _account_id: int) -> None:
        """Show the people of the account that is shown as a map."""
        if self.panel is not None:
            self.panel.open_map()

    def save_map(self, _account_id: int) -> None:
        """Ask where to, then save that map as a picture."""
        if self.panel is not None:
            self.panel.open_map().save_picture()

    def new_plan(self, _account_id: int) -> None:
        """Open the editor for a new plan at the account that is shown."""
        if self.panel is not None:
            self.panel.new_plan()

    def show_quiet(self) -> None:
        """Show who goes quiet."""
        self.show_list()
        self.accounts.show_quiet()
        self.accounts.focus_list()

    def selected_record(self) -> tuple[str, int] | None:
        """Return the record that is shown, or the one the list stands at; who goes quiet may be a person."""
        line = self.accounts.quiet.current_row() if self.accounts.shows_quiet() else None
        if line is not None and not self.shows_record():
            return (line.kind, line.record_id)
        return super().selected_record()

    def new_account(self, parent_id: int | None = None) -> None:
        """Open the editor for a new account, or for a branch of one."""
        from ui.accounts.editor import AccountEditor

        editor = AccountEditor(self.session, None, self, parent_id=parent_id)
        editor.saved.connect(lambda account_id: self.show_record("account", account_id))
        editor.open()

    def open_draft(self, draft: Draft) -> None:
        """Open the editor again that the program ended in."""
        if draft.record_id is None:
            self.new_account()
            return
        self.show_record(self.kind, draft.record_id)
        if self.shows_record():
            self.edit(draft.record_id)

    def edit(self, account_id: int) -> None:
        """Open the editor of an account."""
        from ui.accounts.editor import AccountEditor

        AccountEditor(self.session, account_id, self).open()

    def move_below(self, account_id: int) -> None:
        """Ask under which account this one belongs."""
        self.move_all([account_id])

    def move_all(self, account_ids: Sequence[int]) -> None:
        """Ask under which account these belong."""
        from ui.accounts.move_dialog import MoveDialog

        MoveDialog(self.session, account_ids, self).open()

    def split(self, account_id: int) -> None:
        """Ask what of an account goes to another one."""
        from ui.accounts.split_dialog import SplitDialog

        SplitDialog(self.session, account_id, self).open()

    def brief(self, account_id: int) -> None:
        """Open the brief, to look at and to save."""
        from ui.brief.opening import open_brief

        open_brief(self.session, self, account_id)

    def merge(self, account_id: int, other_id: int | None = None) -> None:
        """Make an account and another one, which is asked for, one account."""
        from ui.duplicates.merge_dialog import MergeDialog

        dialog = MergeDialog(self.session, "account", account_id, self, other_id=other_id)
        dialog.merged.connect(lambda kept: self.show_record("account", kept))
        dialog.open()

    def remove(self, account_id: int) -> None:
        """Put an account with its visits into the trash; Undo is offered on the spot."""
        name = self.session.read(accounts.get, account_id).name
        was_shown = self.shows_record()
        if self.session.run(accounts.trash, account_id) is None:
            return
        if was_shown:
            self.show_list()
        self.session.say(say("{name} was put into the trash with its visits and steps.", name=name), can_undo=True)

    def new_person(self, role_group: str) -> None:
        """Open the editor for a new person at the account that is shown, of a role group or ''."""
        from ui.contacts.editor import ContactEditor

        found = self.made_panel().account
        assert found is not None
        account = (found.account.id, found.account.name)
        ContactEditor(self.session, None, self, account=account, role_group=role_group).open()

    def _show_account_menu(self) -> None:
        button = self.made_panel().head.menu
        self._menu_of(self.shown_id()).popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_row_menu(self, row: AccountRow | TreeRow, place: QPoint) -> None:
        chosen = self.accounts.tree.chosen_ids() if isinstance(row, TreeRow) else []
        if len(chosen) > 1 and row.id in chosen:
            self._show_menu_of_all(chosen, place)
            return
        menu = self._menu_of(row.id, key_of_move="M" if isinstance(row, TreeRow) else "")
        first = menu.actions()[0]
        shown = add(menu, say("Open"), partial(self.show_record, "account", row.id), key=say("Enter"))
        visit = menu.addAction(say("New visit here"), partial(self.session.new_visit, row.id))
        menu.insertActions(first, [shown, visit])
        if isinstance(row, TreeRow):
            self._add_cut_and_paste(menu)
        show(menu, place)

    def _show_menu_of_all(self, account_ids: Sequence[int], place: QPoint) -> None:
        menu = new_menu(say("Selected accounts"), self)
        add(menu, say("Move…"), partial(self.move_all, account_ids), "tree", "M")
        if len(account_ids) == 2:
            add(menu, say("Merge these two…"), partial(self.merge, *account_ids), "accounts")
        self._add_cut_and_paste(menu)
        show(menu, place)

    def _add_cut_and_paste(self, menu: QMenu) -> None:
        tree = self.accounts.tree
        add(menu, say("Cut"), tree.cut, key="Ctrl+X")
        if tree.cut_ids():
            add(menu, say("Put below this account"), tree.paste, key="Ctrl+V")

    def _menu_of(self, account_id: int, key_of_move: str = "") -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Edit…"), partial(self.edit, account_id))
        menu.addAction(say("New branch…"), partial(self.new_account, account_id))
        add(menu, say("Move…"), partial(self.move_below, account_id), key=key_of_move)
        menu.addAction(say("Split…"), partial(self.split, account_id))
        menu.addAction(say("Merge with…"), partial(self.merge, account_id))
        menu.addSeparator()
        menu.addAction(say("Delete"), partial(self.remove, account_id))
        return menu
