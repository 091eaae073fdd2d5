"""The people of an account: as a map, by how well each role group is known, and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import account_overview, contact_list, warm_path
from models.contact_list import ContactLine
from ui import theme
from ui.contacts.list_model import ContactListModel, ContactListView
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, holding, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.coverage.view import CoverageView
    from ui.people_map.view import MapView


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
    """Three ways to see the people, of which the one chosen last stays, and a button that adds a person here."""

    new_wanted = Signal(str)
    """A new person at this account, in a role group or ''."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_id: int | None = None
        self.ways = Segments(
            say("How to see the people"),
            [("map", say("Map"), "map"), ("coverage", say("Coverage"), "target"), ("list", say("List"), "list")],
        )
        self.new_button = button(say("New person"), icon="plus", name=say("New person at this account"))
        self.map: MapView | None = None
        self.coverage: CoverageView | None = None
        self._make_list()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._space = holding(row(None))
        self._top = row(self.ways, self._space, self.new_button, spacing=theme.CARD_GAP)
        self._top.setStretch(1, 1)
        self.setLayout(column(self._top, self._stack, spacing=theme.CARD_GAP))
        self.new_button.clicked.connect(lambda: self.new_wanted.emit(""))
        self.ways.changed.connect(self.show_way)

    def _make_list(self) -> None:
        self.model = PeopleModel(self._session)
        self.view = ContactListView(self._session, self.model, say("People"))
        self.model.setParent(self.view)
        self._nobody = EmptyState(
            say("Nobody here yet"),
            say("The people you meet here stand in this list, by their role."),
            say("New person"),
            icon="people",
        )
        self._list = QStackedWidget()
        self._list.addWidget(self.view)
        self._list.addWidget(self._nobody)
        self.view.opened.connect(lambda line: self._session.open_record("contact", line.id))
        self.view.new_wanted.connect(lambda: self.new_wanted.emit(""))
        self._nobody.pressed.connect(lambda: self.new_wanted.emit(""))

    def show_account(self, account_id: int) -> None:
        """Show the people of an account, the way they were seen last."""
        self._account_id = account_id
        self.show_way(self.ways.current())

    def show_way(self, way: str) -> None:
        """Show the people one way: 'map', 'coverage' or 'list'; each is made when it is wanted first."""
        self.ways.set_current(way)
        shown = {"map": self._map, "coverage": self._coverage, "list": lambda: self._list}[way]()
        self._stack.setCurrentWidget(shown)
        if self.map is not None:
            self.map.head.setVisible(way == "map")  # it takes all the room between
        self._space.setVisible(way != "map")
        if self._account_id is None:
            return
        if way == "map":
            self._show_map(self._account_id)
        elif self.coverage is not None and way == "coverage":
            self.coverage.show_account(self._account_id)
        else:
            self.model.show_account(self._account_id)
            self._list.setCurrentWidget(self.view if self.model.rows else self._nobody)

    def _map(self) -> QWidget:
        if self.map is None:
            from ui.people_map.view import MapView

            self.map = MapView(self._session)
            self._stack.addWidget(self.map)
            self._top.insertWidget(1, self.map.head, 1)
            before: QWidget = self.ways.button("list")
            after = (self.map.smaller, self.map.larger, self.map.fit_button, self.map.save_button, self.new_button)
            for one in after:  # Tab goes along the line
                self.setTabOrder(before, one)
                before = one
            self.map.new_wanted.connect(self.new_wanted)
            self.map.ask_wanted.connect(self._plan_the_ask)
            self.map.list_wanted.connect(lambda: self.show_way("list"))
            self.map.introduction_wanted.connect(self._show_introductions)
        return self.map

    def _coverage(self) -> QWidget:
        if self.coverage is None:
            from ui.coverage.view import CoverageView

            self.coverage = CoverageView(self._session)
            self._stack.addWidget(self.coverage)
            self.coverage.new_wanted.connect(self.new_wanted)
            self.coverage.list_wanted.connect(lambda: self.show_way("list"))
        return self.coverage

    def open_coverage(self) -> None:
        """Show how well each role group is known, and bring the keys to it."""
        if self.coverage is None or self._stack.currentWidget() is not self.coverage:
            self.show_way("coverage")
        assert self.coverage is not None
        self.coverage.focus_cards()

    def open_map(self) -> MapView:
        """Show the people as a map, bring the keys to it, and return it."""
        if self.map is None or self._stack.currentWidget() is not self.map:
            self.show_way("map")
        assert self.map is not None
        self.map.focus_map()
        return self.map

    def _show_map(self, account_id: int) -> None:
        assert self.map is not None
        self.map.show_account(account_id)
        names = {}
        for role_group in self.map.empty_groups():
            found = self._session.read(warm_path.into_group, account_id, role_group, limit=1)
            names[role_group] = found[0].person.name if found else ""
        self.map.set_introducers(names)

    def _plan_the_ask(self, role_group: str) -> None:
        from ui.introductions.asking import ask_into_group

        if self._account_id is not None:
            ask_into_group(self._session, self, self._account_id, role_group)

    def _show_introductions(self, contact_id: int) -> None:
        from ui.introductions.dialog import IntroductionsDialog

        IntroductionsDialog(self._session, self.window(), contact_id).open()
