"""The list of installed products: its rows, and how one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QWidget

from models import asset_lists, assets
from models.asset_lists import AssetFilter, AssetLine
from ui import theme
from ui.assets import words
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.menus import add, new_menu, show
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _MOST_BESIDE = 12, 280


class AssetModel(RowModel[AssetLine]):
    """The installed products that pass a filter, by account."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.wanted = AssetFilter()

    def read(self, last: AssetLine | None, limit: int) -> Sequence[AssetLine]:
        """Return the products below the last one."""
        return self.session.read(asset_lists.listing, self.wanted, below=last, limit=limit)

    def words(self, row: AssetLine) -> str:
        """Return a product in words."""
        return words.row_words(row, self.session.today())


class AssetDelegate(RowDelegate):
    """Draws a product with its version and where it stands; at the right the warranty and the next service."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shows_account = True

    def height(self, row: AssetLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: AssetLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join((words.product_words(row), words.place_words(row, with_account=True)))

    def paint_row(self, painter: QPainter, rect: QRect, row: AssetLine, state: QStyle.StateFlag) -> None:
        """Draw one product."""
        today = self._session.today()
        top = rect.top() + (rect.height() - 36) // 2
        warranty, token = words.warranty_words(row)
        served = words.service_words(row, today)
        wide = min(
            max(paint.width(warranty, "caption"), paint.width(served, "caption")), _MOST_BESIDE, rect.width() // 2
        )
        right = rect.right() - _SIDE - wide
        paint.text(painter, QRect(right, top, wide + 1, 20), warranty, "caption", token, paint.RIGHT)
        paint.text(painter, QRect(right, top + 20, wide + 1, 16), served, "caption", "text_2", paint.RIGHT)
        room = QRect(rect.left() + _SIDE, top, max(right - theme.CARD_PADDING - rect.left() - _SIDE, 0), 20)
        below = QRect(room.left(), top + 20, room.width(), 16)
        paint.text(painter, below, words.place_words(row, with_account=self.shows_account), "caption", "text_2")
        if row.competitor:
            pill = min(paint.pill_width(row.competitor), room.width() // 2)
            if pill == paint.pill_width(row.competitor):
                paint.pill(painter, room.right() - pill, top + 10, row.competitor, "outlined")
                room.setRight(room.right() - pill - theme.GAP)
        name = words.product_words(row)
        drawn = paint.text(painter, room, name, "body_bold", "text_2" if row.removed_on else "text")
        room.setLeft(room.left() + drawn + theme.GAP)
        if row.version and room.width() > 0:
            paint.text(painter, room.adjusted(0, 1, 0, 0), words.version_words(row.version), "caption", "text_2")


class AssetListView(RowView):
    """Enter edits a product, F notes feedback on it, N notes a new one, Delete removes it; a menu has all of it."""

    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self.assets_model = AssetModel(session)
        self.assets_delegate = AssetDelegate(session)
        super().__init__(self.assets_model, self.assets_delegate, say("Installed products"), parent=parent)
        self.assets_model.setParent(self)
        self.opened.connect(self.open_row)
        self.removed.connect(self.remove)
        self.menu_wanted.connect(lambda row, place: show(self.menu_of(row), place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter stands for."""
        row = self.current_row()
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        elif event.key() == Qt.Key.Key_F and not event.modifiers() and row is not None:
            self.note_feedback(row)
        else:
            super().keyPressEvent(event)

    def open_row(self, row: AssetLine) -> None:
        """Open the editor of a product."""
        from ui.assets.editor import edit_asset

        edit_asset(self.session, row.id, self)

    def note_feedback(self, row: AssetLine) -> None:
        """Open the editor for what was said of a product."""
        from ui.assets.feedback_editor import new_feedback

        new_feedback(self.session, self, account_id=row.account_id, product=row.product, asset_id=row.id)

    def remove(self, row: AssetLine) -> None:
        """Put a product into the trash."""
        if self.session.run(assets.trash, row.id) is not None:
            self.session.say(say("In the trash: {title}", title=row.product), can_undo=True)

    def take_away(self, row: AssetLine) -> None:
        """Note that a product stands there no more since today; its history stays."""
        if self.session.run(assets.take_away, row.id) is not None:
            self.session.say(say("Removed today: {title}", title=row.product), can_undo=True)

    def reach_all(self, row: AssetLine) -> None:
        """Choose all accounts that have this product in this version, or an earlier one, to reach them."""
        from models.outreach_choice import Choice
        from ui.reach.dialog import ReachDialog

        wish = f"<= {row.version}" if row.version else ""
        ReachDialog(self.session, self.window(), choice=Choice(product=row.product, version=wish)).open()

    def menu_of(self, row: AssetLine) -> QMenu:
        """Return the menu of a product."""
        session = self.session
        menu = new_menu(row.product, self)
        add(menu, say("Edit…"), partial(self.open_row, row), "edit", say("Enter"))
        add(menu, say("Note feedback…"), partial(self.note_feedback, row), "message", "F")
        add(menu, say("Reach all who have it…"), partial(self.reach_all, row), "people")
        menu.addSeparator()
        ways: list[tuple[str, Callable[[], object], str]] = []
        if row.next_visit_id is not None:
            next_visit = partial(session.open_record, "visit", row.next_visit_id)
            ways.append((say("Open the next service visit"), next_visit, "visits"))
        ways.append((say("Open the account"), partial(session.open_record, "account", row.account_id), "accounts"))
        for name, go, drawn in ways:
            add(menu, name, go, drawn)
        menu.addSeparator()
        if row.removed_on is None:
            add(menu, say("Removed today"), partial(self.take_away, row), "minus")
        add(menu, say("Delete"), partial(self.remove, row), "trash", "Del")
        return menu
