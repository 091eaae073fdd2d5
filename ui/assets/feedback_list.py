"""What customers say of products: the list below its filters, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QStackedWidget, QStyle, QWidget

from models import feedback
from models.feedback import KINDS, FeedbackFilter, FeedbackLine, State
from ui import theme
from ui.assets import words
from ui.session import Session
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.filter_row import FilterRow
from ui.widgets.layouts import column, row
from ui.widgets.menus import add, new_menu, show
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView
from ui.widgets.word_choice import WordChoice

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_SIDE, _FILTER, _LEAST, _MOST_BESIDE = 12, 260, 110, 260
_STATES: tuple[State, ...] = ("", "open", "handed_over", "answered")


class FeedbackModel(RowModel[FeedbackLine]):
    """The feedback that passes a filter, the newest first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.wanted = FeedbackFilter()

    def read(self, last: FeedbackLine | None, limit: int) -> Sequence[FeedbackLine]:
        """Return the feedback below the last one."""
        return self.session.read(feedback.listing, self.wanted, below=last, limit=limit)

    def words(self, row: FeedbackLine) -> str:
        """Return some feedback in words."""
        return words.feedback_words(row, self.session.today())


class FeedbackDelegate(RowDelegate):
    """Draws the kind, the words and who said them; at the right the product and what became of it."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shows_account = True

    def height(self, row: FeedbackLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: FeedbackLine, rect: QRect, position: QPoint) -> str:
        """Return the words in full, and the answer."""
        return "\n".join(filter(None, (row.words[:2000], row.answer[:2000])))

    def paint_row(self, painter: QPainter, rect: QRect, row: FeedbackLine, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        top = rect.top() + (rect.height() - 36) // 2
        became, token = words.feedback_state(row, self._session.today())
        product = " ".join(filter(None, (row.product, row.version)))
        wide = max(paint.width(product, "caption"), paint.width(became, "caption"))
        wide = min(wide, _MOST_BESIDE, rect.width() // 2)
        right = rect.right() - _SIDE - wide
        paint.text(painter, QRect(right, top, wide + 1, 20), product, "caption", "text", paint.RIGHT)
        paint.text(painter, QRect(right, top + 20, wide + 1, 16), became, "caption", token, paint.RIGHT)
        room = QRect(rect.left() + _SIDE, top, max(right - theme.CARD_PADDING - rect.left() - _SIDE, 0), 20)
        below = words.feedback_from(row, with_account=self.shows_account)
        under = room.translated(0, 20)
        if row.confidential:
            under.setLeft(
                under.left() + paint.icon(painter, under.left(), under.center().y(), "lock", "private", 12) + 6
            )
        paint.text(painter, under, below, "caption", "text_2")
        pill = paint.pill(painter, room.left(), top + 10, words.kind_words(row.kind), words.KIND_TONES[row.kind])
        room.setLeft(room.left() + pill + theme.GAP)
        paint.text(painter, room, row.words.replace("\n", " "), "body")


class FeedbackListView(RowView):
    """Enter edits, H hands over today, N notes new feedback, Delete removes; several can be selected."""

    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self.feedback_model = FeedbackModel(session)
        self.feedback_delegate = FeedbackDelegate(session)
        super().__init__(self.feedback_model, self.feedback_delegate, say("Feedback"), several=True, parent=parent)
        self.feedback_model.setParent(self)
        self.opened.connect(self.open_row)
        self.removed.connect(self.remove)
        self.menu_wanted.connect(lambda row, place: show(self.menu_of(row), place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter stands for."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        elif event.key() == Qt.Key.Key_H and not event.modifiers():
            self.hand_over()
        else:
            super().keyPressEvent(event)

    def chosen_rows(self, row: FeedbackLine | None = None) -> list[FeedbackLine]:
        """Return what a deed is done to: all that is selected, or one row alone that is not among it."""
        selected: list[FeedbackLine] = self.selected_rows()
        row = row if row is not None else self.current_row()
        if row is not None and all(one.id != row.id for one in selected):
            return [row]
        return selected

    def open_row(self, row: FeedbackLine) -> None:
        """Open the editor of some feedback."""
        from ui.assets.feedback_editor import edit_feedback

        edit_feedback(self.session, row.id, self)

    def hand_over(self, row: FeedbackLine | None = None) -> None:
        """Note that what is selected was handed over today."""
        ids = [one.id for one in self.chosen_rows(row) if one.handed_over_on is None]
        if ids and self.session.run(feedback.hand_over, ids) is not None:
            self.session.say(
                plural("{count} feedback handed over", "{count} feedback handed over", len(ids)), can_undo=True
            )

    def remove(self, row: FeedbackLine) -> None:
        """Put some feedback into the trash."""
        if self.session.run(feedback.trash, row.id) is not None:
            self.session.say(say("In the trash: {title}", title=row.words[:60]), can_undo=True)

    def menu_of(self, row: FeedbackLine) -> QMenu:
        """Return the menu of some feedback."""
        menu = new_menu(row.product, self)
        add(menu, say("Edit…"), partial(self.open_row, row), "edit", say("Enter"))
        if any(one.handed_over_on is None for one in self.chosen_rows(row)):
            add(menu, say("Handed over today"), partial(self.hand_over, row), "check", "H")
        menu.addSeparator()
        if row.visit_id is not None:
            add(menu, say("Open the visit"), partial(self.session.open_record, "visit", row.visit_id), "visits")
        add(menu, say("Open the account"), partial(self.session.open_record, "account", row.account_id), "accounts")
        menu.addSeparator()
        add(menu, say("Delete"), partial(self.remove, row), "trash", "Del")
        return menu


class FeedbackPart(QWidget):
    """The list with its filters; what it stands on reads it again when something changed."""

    tables = frozenset({"feedback", "asset", "account", "contact", "visit"})

    counted = Signal()
    """The feedback was counted anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._tree: tuple[int, ...] | None = None
        self.total = 0
        self.view = FeedbackListView(session)
        self.filter = FilterField(say("Words, product, person"))
        self.filter.setMinimumWidth(_LEAST)
        self.filter.setMaximumWidth(_FILTER)
        self.kind = WordChoice(say("Kind"), say("All kinds"), KINDS)
        self.product = WordChoice(say("Product"), say("All products"), {})
        self.states = FilterRow(
            say("Which feedback"),
            [
                ("", say("All")),
                ("open", say("To be handed over")),
                ("handed_over", say("Handed over")),
                ("answered", say("With an answer")),
            ],
        )
        self.export_button = button(say("Export…"), icon="download")
        self.new_button = button(say("New feedback"), icon="plus")
        self.new_button.setToolTip(say("New feedback  N"))
        self._nothing = EmptyState(
            say("No feedback yet"),
            say("Note what customers say of a product and what they wish; hand the list to those who make it."),
            say("New feedback"),
            icon="message",
        )
        self._none_found = EmptyState(say("No such feedback"), say("Nothing fits the filters."), say("Show all"))
        self._stack = QStackedWidget()
        for one in (self.view, self._nothing, self._none_found):
            self._stack.addWidget(one)
        top = row(self.filter, self.product, self.kind, None, self.export_button, self.new_button)
        top.setStretch(0, 1)
        for box in (self.product, self.kind):
            box.setMinimumWidth(_LEAST)
        body = column(top, self.states, self._stack, spacing=theme.GAP)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._connect()

    def _connect(self) -> None:
        self.filter.paused.connect(self._read_anew)
        self.filter.list_wanted.connect(self.focus_list)
        for box in (self.kind, self.product):
            box.currentIndexChanged.connect(lambda _index: self._read_anew())
        self.states.changed.connect(lambda _key: self._read_anew())
        self.new_button.clicked.connect(self.new_feedback)
        self.export_button.clicked.connect(self.export)
        self.view.new_wanted.connect(self.new_feedback)
        self._nothing.pressed.connect(self.new_feedback)
        self._none_found.pressed.connect(self.show_all)

    def show_tree(self, account_ids: Sequence[int]) -> None:
        """Show what was said at an account, the first of its tree, and at its branches."""
        self.export_button.hide()  # there is less room beside the cards
        self._tree = tuple(account_ids)
        self.view.feedback_delegate.shows_account = len(account_ids) > 1
        self.refresh()

    def show_all(self) -> None:
        """Show all of it."""
        self.filter.clear()
        self.kind.set_value("")
        self.product.set_value("")
        self.states.set_current("")
        self._read_anew()
        self.focus_list()

    def refresh(self) -> None:
        """Read again, and keep the place."""
        self._read_products()
        self._count()
        self.view.feedback_model.reload()
        self._show_state()

    def select(self, feedback_id: int) -> None:
        """Go to some feedback; all filters are taken away where they hide it."""
        if not self.view.select(feedback_id):
            self.show_all()
            self.view.select(feedback_id)
        self.focus_list()

    def focus_list(self) -> None:
        """Give the focus to the list, or where there is none to the button for new feedback."""
        self.filter.settle()
        (self.view if self._stack.currentWidget() is self.view else self.new_button).setFocus()

    def focus_filter(self) -> None:
        """Give the focus to the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def new_feedback(self) -> None:
        """Open the editor for new feedback of this place."""
        from ui.assets.feedback_editor import new_feedback

        account_id = self._tree[0] if self._tree else None
        new_feedback(self.session, self, account_id=account_id, product=self.product.value())

    def export(self) -> None:
        """Save what the filters show as a list to hand over."""
        from ui.assets.exporting import export_feedback

        export_feedback(self.session, self.wanted())

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here, for the list of commands."""
        from ui.command_palette.command import Command

        of = say("Feedback")
        found = [
            Command("feedback.new", say("New feedback"), self.new_feedback, "N", "plus", of),
            Command("feedback.export", say("Export the feedback…"), self.export, "Ctrl+P", "download", of),
        ]
        if any(one.handed_over_on is None for one in self.view.chosen_rows()):
            found.append(Command("feedback.hand_over", say("Handed over today"), self.view.hand_over, "H", "check", of))
        return found

    def wanted(self) -> FeedbackFilter:
        """Return which feedback the filters ask for."""
        state = next(one for one in _STATES if one == self.states.current())
        return FeedbackFilter(self.product.value(), self.kind.value(), state, self.filter.text(), tree=self._tree)

    def _read_products(self) -> None:
        chosen = self.product.value()
        known = self.session.read(feedback.products)
        self.product.blockSignals(True)
        while self.product.count() > 1:
            self.product.removeItem(1)
        for product in known:
            self.product.addItem(product, product)
        self.product.set_value(chosen)
        self.product.blockSignals(False)

    def _read_anew(self) -> None:
        self._count()
        self.view.feedback_model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _count(self) -> None:
        self.view.feedback_model.wanted = self.wanted()
        self.total = self.session.read(feedback.count, self.wanted())
        self.counted.emit()

    def _show_state(self) -> None:
        has_rows = bool(self.view.feedback_model.rows)
        empty = self._none_found if self.wanted() != FeedbackFilter(tree=self._tree) else self._nothing
        self._stack.setCurrentWidget(self.view if has_rows else empty)
        self.export_button.setEnabled(has_rows)
