"""The list of people with its filter, its role chips and the order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import contact_list
from models.contact_list import NO_ROLE, Filter
from models.contacts import ROLE_GROUPS
from ui import theme
from ui.contacts.draft_notice import DraftNotice
from ui.contacts.list_model import ContactListModel, ContactListView
from ui.contacts.words import role_words
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import flowing
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.pills import FilterChip
from ui.widgets.segments import Segments

_FILTER_AFTER = 60
"""Milliseconds without a keystroke before the list is read: whoever types waits for the word, not for letters."""

_LOOK_ON = 3
"""So many windows further it is looked for a person who was opened from elsewhere."""


class _FilterField(LineField):
    def __init__(self, words: str) -> None:
        super().__init__(words, words)
        self.setTextMargins(26, 0, 0, 0)
        self.setClearButtonEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint.icon(QPainter(self), 12, self.height() // 2, "filter", "text_2", 16)


class ContactListPanel(QWidget):
    """The list of people; `opened` tells whose row was opened, `new_wanted` that a person is to be added."""

    opened = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.total = 0
        self.model = ContactListModel(session, self)
        self.view = ContactListView(session, self.model, say("People"))
        self.filter = _FilterField(say("Filter people"))
        self.filter.setFixedWidth(320)
        self.chips = {"": FilterChip(say("Everyone"), checked=True)}
        self.chips |= {role: FilterChip(role_words(role)) for role in ROLE_GROUPS}
        self.chips["none"] = FilterChip(say("No role yet"))
        self.order = Segments(say("Order"), [("name", say("Name"), ""), ("last_met", say("Last met"), "")])
        self.new_button = button(say("New person"), icon="plus")
        self.new_button.setToolTip(say("New person  N"))
        self._nobody = EmptyState(
            say("Nobody here yet"),
            say("The people you meet stand here with their posts, how to reach them, and every visit you had."),
            say("New person"),
            icon="people",
        )
        self._none_found = EmptyState(
            say("Nobody fits"),
            say("No name, account, title, number or address holds these words."),
            say("Show everyone"),
        )
        self.draft_notice = DraftNotice(session)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.view, self._nobody, self._none_found):
            self._stack.addWidget(page)
        chips = flowing(say("Role groups"), self.chips.values())
        top = row(self.filter, None, self.order, self.new_button, spacing=theme.CARD_GAP)
        self._top = holding(column(top, chips, spacing=theme.CARD_GAP))
        self.setLayout(column(self.draft_notice, self._top, self._stack, spacing=theme.CARD_GAP, margins=theme.MARGIN))

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_AFTER)
        self._timer.timeout.connect(self._read_filtered)
        self.filter.edited.connect(lambda _text: self._timer.start())
        self.filter.returnPressed.connect(self.focus_list)
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, key=key: self._choose_role(key))
        self.order.changed.connect(self._sort)
        self.new_button.clicked.connect(self.new_wanted)
        self.view.new_wanted.connect(self.new_wanted)
        self.view.opened.connect(self.opened)
        self.view.removed.connect(self.removed)
        self.view.menu_wanted.connect(self.menu_wanted)
        self._nobody.pressed.connect(self.new_wanted)
        self._none_found.pressed.connect(self.clear_filter)

    def refresh(self) -> None:
        """Read again, as much as was shown."""
        self.total = sum(self.session.read(contact_list.counts).values())
        self.model.reload()
        self.draft_notice.refresh()
        self._show_state()

    def clear_filter(self) -> None:
        """Show everyone."""
        self.filter.clear()
        self._choose_role("")

    def select(self, contact_id: int) -> None:
        """Go to a person, if that takes reading on for a few windows only."""
        for _ in range(_LOOK_ON):
            if self.view.select(contact_id) or not self.model.canFetchMore(QModelIndex()):
                return
            self.model.fetchMore(QModelIndex())
        self.view.select(contact_id)

    def focus_list(self) -> None:
        """Give the focus to the list, at the person it was at."""
        if self._stack.currentWidget() is self.view:
            self.view.setFocus()

    def wanted(self) -> Filter:
        """Return which people the filter and the chips ask for."""
        checked = [key for key, chip in self.chips.items() if key and chip.isChecked()]
        return Filter(self.filter.text(), frozenset(NO_ROLE if key == "none" else key for key in checked))

    def _choose_role(self, key: str) -> None:
        if not key:
            for role, chip in self.chips.items():
                chip.setChecked(not role)
        others = [chip for role, chip in self.chips.items() if role]
        self.chips[""].setChecked(not any(chip.isChecked() for chip in others))
        self._read_filtered()

    def _sort(self, key: str) -> None:
        self.model.order = key
        self._read_filtered()

    def _read_filtered(self) -> None:
        self._timer.stop()
        self.model.wanted = self.wanted()
        self.model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _show_state(self) -> None:
        empty = self._nobody if not self.total else self._none_found
        self._stack.setCurrentWidget(self.view if self.model.rows else empty)
        self._top.setVisible(self.total > 0)
