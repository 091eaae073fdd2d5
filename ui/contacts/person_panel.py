"""A person's page: head, tabs, and beside them how to reach the person, the posts and the people around."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from models import contact_overview
from models.contact_overview import ContactOverview
from ui import theme
from ui.contacts import facts
from ui.contacts.about import AboutTab
from ui.contacts.person_head import PersonHead
from ui.contacts.side_lists import SideCard
from ui.contacts.tabs import HistoryTab, StepsTab
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import column, holding, scroll
from ui.widgets.segments import TabRow

_SIDE_BY_SIDE = 760
"""From this width on the right column stands beside the main one, else below it."""


class _TabPages(QStackedWidget):
    """The page of each tab. They scroll by themselves, so that none of them asks for more room than there is."""

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())


class PersonPanel(QWidget):
    """One person. It is built once and filled again for each; a tab is read when it is seen."""

    filled = Signal()
    back_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person: ContactOverview | None = None
        self._read_tabs: set[str] = set()
        self.head = PersonHead(session)
        self.tabs = TabRow(
            say("About this person"),
            [("timeline", say("Timeline")), ("steps", say("Next steps")), ("about", say("About"))],
        )
        self.history = HistoryTab(session)
        self.steps = StepsTab(session)
        self.about = AboutTab()
        self._pages = {"timeline": self.history, "steps": self.steps, "about": scroll(self.about)}
        self.points = SideCard(
            say("How to reach"), say("No phone number or address yet."), say("Add a phone number or address")
        )
        self.posts = SideCard(say("Posts"), say("No post noted yet."), say("New post"))
        self.around = SideCard(say("People around"), say("Nobody is linked yet. Edit the person to say who is above."))
        self._lay_out()
        self.tabs.changed.connect(self.show_tab)
        self.head.tab_wanted.connect(self.show_tab)
        self.history.visit_wanted.connect(self.head.visit_wanted)

    def _lay_out(self) -> None:
        self._stack = _TabPages()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._stack.setMinimumHeight(280)
        self._side = holding(column(self.points, self.posts, self.around, None, spacing=theme.CARD_PADDING))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.COLUMN_GAP)
        self._body.addWidget(self._stack, 1)
        self._body.addWidget(self._side)
        area = scroll(holding(self._body))
        self.setLayout(column(self.head, self.tabs, area, spacing=theme.CARD_PADDING, margins=theme.MARGIN))
        self._arrange()

    def show_person(self, contact_id: int) -> None:
        """Show a person from the first tab on; raises NotFound for one who is not there."""
        if self.person is None or self.person.contact.id != contact_id:
            self.tabs.set_current("timeline")
        self._fill(contact_id)

    def refresh(self) -> None:
        """Read the person again; raises NotFound when it is no longer there."""
        if self.person is not None:
            self._fill(self.person.contact.id)

    def show_tab(self, key: str) -> None:
        """Show a tab; it is read when it was not yet."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._pages[key])
        if self.person is not None and key not in self._read_tabs:
            self._read_tabs.add(key)
            self._read_tab(key, self.person)

    def _fill(self, contact_id: int) -> None:
        person = self.session.read(contact_overview.overview, contact_id)
        self.person = person
        self.head.fill(person)
        self.tabs.set_count("steps", person.open_steps)
        self.points.show_rows(facts.point_rows(person.points))
        self.posts.show_rows(facts.post_rows(person.posts, self.session.today()))
        self.around.show_rows(facts.people_rows(person))
        self._read_tabs.clear()
        self.show_tab(self.tabs.current())
        self.filled.emit()

    def _read_tab(self, key: str, person: ContactOverview) -> None:
        if key == "timeline":
            self.history.show_contact(person.contact.id)
        elif key == "steps":
            self.steps.show_contact(person.contact.id)
        else:
            self.about.fill(person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, which reaches the panel only where nothing inside it has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() - 2 * theme.MARGIN >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._side.setMinimumWidth(theme.RIGHT_COLUMN if beside else 0)
        self._side.setMaximumWidth(theme.RIGHT_COLUMN if beside else 16_777_215)
        self._side.setSizePolicy(
            QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        self._stack.setMinimumHeight(280 if beside else 420)
