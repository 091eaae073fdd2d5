"""The list of people with its filter, its role chips and the order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from models import contact_list
from models.contact_list import NO_ROLE, Filter
from models.contacts import ROLE_GROUPS
from ui import theme
from ui.contacts.draft_notice import DraftNotice
from ui.contacts.list_model import ContactListModel, ContactListView
from ui.contacts.words import role_words
from ui.session import Session
from ui.tags.tag_filter import TagFilter
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import flowing
from ui.widgets.layouts import column, holding, row
from ui.widgets.pills import FilterChip
from ui.widgets.record_list import RecordList
from ui.widgets.segments import Segments

_LOOK_ON = 3
"""So many windows further it is looked for a person who was opened from elsewhere."""


class ContactListPanel(RecordList):
    """The list of people, with a draft that waits offered above it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        nobody = EmptyState(
            say("Nobody here yet"),
            say("The people you meet stand here with their posts, how to reach them, and every visit you had."),
            say("New person"),
            icon="people",
            other=say("Import contacts, visits and calendars…"),
        )
        nobody.other_pressed.connect(lambda: session.open_page("import"))
        none_found = EmptyState(
            say("Nobody fits"),
            say("No name, account, title, number or address holds these words."),
            say("Show everyone"),
        )
        super().__init__(say("Filter people"), nobody, none_found, parent)
        self.session = session
        self.model = ContactListModel(session, self)
        self.list = ContactListView(session, self.model, say("People"))
        self.chips = {"": FilterChip(say("Everyone"), checked=True)}
        self.chips |= {role: FilterChip(role_words(role)) for role in ROLE_GROUPS}
        self.chips["none"] = FilterChip(say("No role yet"))
        self.tag_filter = TagFilter(session)
        self.order = Segments(say("Order"), [("name", say("Name"), ""), ("last_met", say("Last met"), "")])
        self.new_button = button(say("New person"), icon="plus")
        self.new_button.setToolTip(say("New person  N"))
        self.draft_notice = DraftNotice(session)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_view(self.list)
        chips = flowing(say("Role groups"), self.chips.values())
        top = row(self.filter, self.tag_filter, None, self.order, self.new_button, spacing=theme.CARD_GAP)
        self._top = holding(column(top, chips, spacing=theme.CARD_GAP))
        self.setLayout(column(self.draft_notice, self._top, self.stack, spacing=theme.CARD_GAP, margins=theme.MARGIN))

    def _connect(self) -> None:
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, key=key: self._choose_role(key))
        self.order.changed.connect(self._sort)
        self.tag_filter.changed.connect(lambda _tag: self.read_filtered())
        self.new_button.clicked.connect(self.new_wanted)

    def top(self) -> QWidget:
        """Return the filter, the buttons and the chips."""
        return self._top

    def view(self) -> ContactListView:
        """Return the list of people."""
        return self.list

    def count(self) -> None:
        """Count the people."""
        self.total = sum(self.session.read(contact_list.counts).values())

    def refresh(self) -> None:
        """Read again, as much as was shown, and look for a draft."""
        super().refresh()
        self.draft_notice.refresh()

    def clear_filter(self) -> None:
        """Show everyone."""
        self._check_role("")
        super().clear_filter()

    def select(self, record_id: int) -> None:
        """Go to a person, if that takes reading on for a few windows only."""
        for _ in range(_LOOK_ON):
            if self.list.select(record_id) or not self.model.canFetchMore(QModelIndex()):
                return
            self.model.fetchMore(QModelIndex())
        self.list.select(record_id)

    def wanted(self) -> Filter:
        """Return which people the filter and the chips ask for."""
        checked = [key for key, chip in self.chips.items() if key and chip.isChecked()]
        roles = frozenset(NO_ROLE if key == "none" else key for key in checked)
        return Filter(self.filter.text(), roles, self.tag_filter.tag())

    def narrow(self) -> None:
        """Let the list hold whom the filter and the chips ask for."""
        self.model.wanted = self.wanted()

    def _choose_role(self, key: str) -> None:
        self._check_role(key)
        self.read_filtered()

    def _check_role(self, key: str) -> None:
        if not key:
            for role, chip in self.chips.items():
                chip.setChecked(not role)
        others = [chip for role, chip in self.chips.items() if role]
        self.chips[""].setChecked(not any(chip.isChecked() for chip in others))

    def _sort(self, key: str) -> None:
        self.model.order = key
        self.read_filtered()
