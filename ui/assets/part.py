"""Installed products of the whole journal or of an account: the list below its filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import asset_lists
from models.asset_lists import AssetFilter, AssetLine, AssetTotals, Owner, State
from models.errors import InvalidValue
from ui import theme
from ui.assets.list_model import AssetListView
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.filter_row import FilterRow
from ui.widgets.labels import label
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_FILTER, _VERSION, _LEAST = 260, 150, 110
_KINDS: dict[str, tuple[State, Owner]] = {
    "all": ("", ""),
    "ending": ("ending", "ours"),
    "ended": ("ended", "ours"),
    "serviced": ("serviced", ""),
    "theirs": ("", "theirs"),
    "removed": ("removed", ""),
}


class AssetPart(QWidget):
    """The list with its filters; what it stands on reads it again when something changed."""

    tables = frozenset({"asset", "account", "visit", "visit_asset", "feedback"})

    counted = Signal()
    """The products were counted anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._tree: tuple[int, ...] | None = None
        self.product = ""
        self.totals = AssetTotals(0, 0, 0)
        self.view = AssetListView(session)
        self.filter = FilterField(say("Product, site, number"))
        self.filter.setMinimumWidth(_LEAST)
        self.filter.setMaximumWidth(_FILTER)
        self.version = FilterField(say("Version < 10"))
        self.version.setAccessibleName(say("Version"))
        self.version.setToolTip(say("A version, such as < 10, >= 2.4 or 2.4b"))
        self.version.setMinimumWidth(_LEAST)
        self.version.setMaximumWidth(_VERSION)
        self.kinds = FilterRow(
            say("Which products"),
            [
                ("all", say("All")),
                ("ending", say("Warranty ends soon")),
                ("ended", say("Warranty over")),
                ("serviced", say("With service")),
                ("theirs", say("Of competitors")),
                ("removed", say("Removed")),
            ],
        )
        self.product_button = button("", "small", "close")
        self.product_button.hide()
        self.new_button = button(say("New installed product"), icon="plus")
        self.new_button.setToolTip(say("New installed product  N"))
        self.import_button = button(say("Import…"), icon="import")
        self.import_button.setAccessibleName(say("Import installed products from a list"))
        self.export_button = button(say("Export…"), icon="download")
        self.export_button.setAccessibleName(say("Export the installed products"))
        self.fault = label("", "caption", "red")
        self.fault.hide()
        self._nothing = EmptyState(
            say("Nothing is installed yet"),
            say("Note what stands at the customer: version, warranty, and how often it is served."),
            say("New installed product"),
            icon="box",
        )
        self._none_found = EmptyState(
            say("No such product"), say("No installed product fits the filters."), say("Show all")
        )
        self._stack = QStackedWidget()
        for one in (self.view, self._nothing, self._none_found):
            self._stack.addWidget(one)
        files = (self.import_button, self.export_button)
        top = row(self.filter, self.version, self.product_button, None, *files, self.new_button)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        body = column(top, self.fault, self.kinds, self._stack, spacing=theme.GAP)
        body.setStretch(3, 1)
        self.setLayout(body)
        self._connect()

    def _connect(self) -> None:
        for one in (self.filter, self.version):
            one.paused.connect(self._read_anew)
            one.list_wanted.connect(self.focus_list)
        self.kinds.changed.connect(lambda _key: self._read_anew())
        self.product_button.clicked.connect(lambda: self.show_product(""))
        self.new_button.clicked.connect(self.new_asset)
        self.import_button.clicked.connect(self.import_list)
        self.export_button.clicked.connect(self.export)
        self.view.new_wanted.connect(self.new_asset)
        self._nothing.pressed.connect(self.new_asset)
        self._none_found.pressed.connect(self._show_all_again)

    def show_tree(self, account_ids: Sequence[int]) -> None:
        """Show the products of an account, the first of its tree, and of its branches."""
        for one in (self.import_button, self.export_button):  # there is less room beside the cards
            one.hide()
        is_other = tuple(account_ids) != self._tree
        self._tree = tuple(account_ids)
        self.view.assets_delegate.shows_account = len(account_ids) > 1
        if is_other:
            self.show_all()
        else:
            self.refresh()

    def show_all(self) -> None:
        """Show all products, whatever they are called."""
        self.filter.clear()
        self.version.clear()
        self.kinds.set_current("all")
        self.show_product("")

    def _show_all_again(self) -> None:
        self.show_all()
        self.focus_list()

    def show_product(self, product: str) -> None:
        """Show one product alone, or with '' all of them."""
        self.product = product
        self.product_button.setText(product)
        self.product_button.setAccessibleName(say("Show all products, not only {product}", product=product))
        self.product_button.setVisible(bool(product))
        self._read_anew()

    def refresh(self) -> None:
        """Read again, and keep the place."""
        self._count()
        self.view.assets_model.reload()
        self._show_state()

    def select(self, asset_id: int) -> None:
        """Go to a product; all filters are taken away where they hide it."""
        if not self.view.select(asset_id):
            self.show_all()
            self.view.select(asset_id)
        self.focus_list()

    def focus_list(self) -> None:
        """Give the focus to the list, or where there is none to the button for a new product."""
        self.filter.settle()
        self.version.settle()
        (self.view if self._stack.currentWidget() is self.view else self.new_button).setFocus()

    def focus_filter(self) -> None:
        """Give the focus to the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def new_asset(self) -> None:
        """Open the editor for a new product of this place."""
        from ui.assets.editor import new_asset

        new_asset(self.session, self, account_id=self._tree[0] if self._tree else None, product=self.product)

    def import_list(self) -> None:
        """Ask for a list of products and take it in."""
        from ui.assets.importing import open_import

        open_import(self.session, self)

    def export(self) -> None:
        """Save what the filters show as a list."""
        from ui.assets.exporting import export_assets

        export_assets(self.session, self.wanted())

    def current(self) -> AssetLine | None:
        """Return the product at which the keys stand."""
        found: AssetLine | None = self.view.current_row()
        return found

    def count_words(self) -> str:
        """Return how much the list holds."""
        totals = self.totals
        if not totals.rows:
            return ""
        pieces = plural("{count} piece", "{count} pieces", totals.pieces)
        if self._tree is not None:
            return pieces
        at = plural("at {count} account", "at {count} accounts", totals.accounts)
        return say("{pieces} {at}", pieces=pieces, at=at)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here, for the list of commands."""
        from functools import partial

        from ui.command_palette.command import Command

        of = say("Installed products")
        found = [Command("assets.new", say("New installed product"), self.new_asset, "N", "plus", of)]
        found += [
            Command("assets.import", say("Import installed products…"), self.import_list, "", "import", of),
            Command("assets.export", say("Export the installed products…"), self.export, "Ctrl+P", "download", of),
        ]
        current = self.current()
        if current is not None:
            view = self.view
            found += [
                Command(
                    "assets.feedback", say("Note feedback…"), partial(view.note_feedback, current), "F", "message", of
                ),
                Command(
                    "assets.reach", say("Reach all who have it…"), partial(view.reach_all, current), "", "people", of
                ),
            ]
        for key, chip in self.kinds.chips.items():
            show = partial(self._show_kind, key)
            found.append(Command(f"assets.show_{key}", chip.text(), show, "", "filter", of))
        return found

    def wanted(self) -> AssetFilter:
        """Return which products the filters ask for."""
        state, owner = _KINDS[self.kinds.current()]
        return AssetFilter(self.filter.text(), self.product, self.version.text(), owner, state, self._tree)

    def _show_kind(self, key: str) -> None:
        self.kinds.set_current(key)
        self._read_anew()
        self.focus_list()

    def _read_anew(self) -> None:
        self._count()
        self.view.assets_model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _count(self) -> None:
        """Count what the filters ask for; a version that is none yet is told, and the list stays as it was."""
        try:
            self.totals = self.session.read(asset_lists.totals, self.wanted())
        except InvalidValue as error:
            self.fault.setText(error.say(language()))
        else:
            self.fault.setText("")
            self.view.assets_model.wanted = self.wanted()
        self.fault.setVisible(bool(self.fault.text()))
        self.counted.emit()

    def _show_state(self) -> None:
        is_narrowed = self.wanted() != AssetFilter(tree=self._tree)
        empty = self._none_found if is_narrowed else self._nothing
        self._stack.setCurrentWidget(self.view if self.view.assets_model.rows else empty)
        self.export_button.setEnabled(bool(self.view.assets_model.rows))
