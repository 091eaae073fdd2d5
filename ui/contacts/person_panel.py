"""A person's page: head, tabs, and beside them how to reach the person, the posts and the people around."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import contact_overview
from models.contact_overview import ContactOverview
from ui.contacts import facts
from ui.contacts.about import AboutTab
from ui.contacts.person_head import PersonHead
from ui.contacts.side_lists import SideCard
from ui.contacts.standing_card import StandingCard
from ui.contacts.tabs import HistoryTab, StepsTab
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import scroll
from ui.widgets.record_panel import RecordPanel
from ui.widgets.segments import TabRow


class PersonPanel(RecordPanel):
    """One person; the pills of the head lead to the tabs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tabs = TabRow(
            say("About this person"),
            [("timeline", say("Timeline")), ("steps", say("Next steps")), ("about", say("About"))],
        )
        super().__init__(session, tabs, parent)
        self.person: ContactOverview | None = None
        self.head = PersonHead(session)
        self.history = HistoryTab(session)
        self.steps = StepsTab(session)
        self.about = AboutTab(session)
        self.points = SideCard(
            say("How to reach"), say("No phone number or address yet."), say("Add a phone number or address")
        )
        self.standing = StandingCard(session)
        self.posts = SideCard(say("Posts"), say("No post noted yet."), say("New post"))
        self.around = SideCard(
            say("People around"),
            say("Nobody is linked yet. Edit the person to say who is above."),
            say("Say who is above, or who introduced them"),
        )
        self.colleagues = SideCard(say("Colleagues of former posts"), "")
        pages = {"timeline": self.history, "steps": self.steps, "about": scroll(self.about)}
        self.lay_out(self.head, pages, (self.points, self.standing, self.posts, self.around, self.colleagues))
        self.head.back_wanted.connect(self.back_wanted)
        self.head.tab_wanted.connect(self.show_tab)
        self.history.visit_wanted.connect(self.head.visit_wanted)

    def start_over(self) -> None:
        """Begin with the whole history."""
        super().start_over()
        self.history.reset()

    def fill(self, record_id: int) -> None:
        """Show a person outside the tabs; raises NotFound for one who is not there."""
        self.person = person = self.session.read(contact_overview.overview, record_id)
        self.head.fill(person)
        self.tabs.set_count("steps", person.open_steps)
        self.points.show_rows(facts.point_rows(person.points))
        self.posts.show_rows(facts.post_rows(person.posts, self.session.today()))
        self.standing.fill(person)
        self.around.show_rows(facts.people_rows(person))
        self.colleagues.show_rows(facts.colleague_rows(person.former_colleagues))
        self.colleagues.setVisible(bool(person.former_colleagues))

    def read_tab(self, key: str) -> None:
        """Show a tab of the person."""
        person = self.person
        assert person is not None
        if key == "timeline":
            self.history.show_contact(person.contact.id)
        elif key == "steps":
            self.steps.show_contact(person.contact.id)
        else:
            self.about.fill(person)
