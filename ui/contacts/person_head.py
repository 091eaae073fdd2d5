"""The head of a person's page: the name, how they stand to us, the post, and the pills."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from models.contact_overview import ContactOverview
from models.tags import names_in
from ui import theme
from ui.contacts.marks import StandingMark
from ui.contacts.portraits import Portrait
from ui.contacts.words import influence_words, level_words, met_words, role_words
from ui.session import Session
from ui.tags.tag_pills import TagPills
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, row
from ui.widgets.link import Link
from ui.widgets.pills import HealthPill

_PORTRAIT = 40
_PILLS = (
    ("met", "outlined"),
    ("meetings", "outlined"),
    ("promises", "accent"),
    ("late", "red"),
    ("complaints", "red"),
    ("requests", "blue"),
    ("theirs", "outlined"),
)


class _Dot(QWidget):
    """The dot of a role group, which stands before its name."""

    def __init__(self) -> None:
        super().__init__()
        self.token = "control"
        self.setFixedSize(10, 20)
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.dot(QPainter(self), 0, self.height() // 2, self.token)


class PersonHead(QWidget):
    """Who this is; `tab_wanted` tells which tab a pill opens."""

    back_wanted = Signal()
    account_wanted = Signal(object)
    visit_wanted = Signal()
    edit_wanted = Signal()
    menu_wanted = Signal()
    tab_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_id: int | None = None
        self.back = Link(say("‹ People"), "body", "text_2", name=say("Back to the list of people"))
        self.back.setToolTip(say("Back to the list of people  Esc"))
        self.portrait = Portrait(session, _PORTRAIT)
        self.name = Elided("", "page_name")
        self.visit = button(say("New visit with this person"), icon="plus")
        self.edit = button(say("Edit"), icon="edit", name=say("Edit this person"))
        self.menu = button("", icon="more", name=say("More"))
        self.menu.setToolTip(say("More"))
        self._dot = _Dot()
        self._role: QLabel = label("", "body", "text_2")
        self._stance, self._closeness = StandingMark("stance"), StandingMark("closeness")
        self._influence: QLabel = label("", "body", "text_2")
        self._title: QLabel = label("", "body", "text")
        self.account = Link("", "body", "accent")
        self.pills = {key: HealthPill("", tone) for key, tone in _PILLS}
        self.tags = TagPills(session, list(self.pills.values())[-1])
        self.tags.opened.connect(lambda tag: session.open_tagged("contacts", tag))
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.visit.clicked.connect(self.visit_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.menu.clicked.connect(self.menu_wanted)
        self.account.clicked.connect(lambda: self.account_wanted.emit(self._account_id))
        for key, pill in self.pills.items():
            tab = "timeline" if key in ("met", "meetings") else "steps"
            pill.clicked.connect(lambda _checked=False, tab=tab: self.tab_wanted.emit(tab))

    def _lay_out(self) -> None:
        first = row(self.portrait, 4, self.name, self.visit, self.edit, self.menu)
        standing = (self._dot, self._role, 12, self._stance, 12, self._closeness, 12, self._influence)
        self._standing = row(*standing, None, spacing=theme.SPACE_4)
        post = row(self._title, self.account, None, spacing=theme.CARD_GAP)
        pills = flowing(say("At a glance"), self.pills.values())
        self.setLayout(column(row(self.back, None), first, self._standing, post, 2, pills, self.tags, spacing=6))
        self.menu.setFixedWidth(40)

    def account_id(self) -> int | None:
        """Return the account of the present post, or None."""
        return self._account_id

    def fill(self, person: ContactOverview) -> None:
        """Show another person, or the same one as things are now."""
        contact = person.contact
        self.name.set_text(contact.name, "text_2" if contact.placeholder else "text")
        self.portrait.show_person(contact.id, contact.name, contact.role_group, missing=bool(contact.placeholder))
        self.tags.show_tags(names_in(contact.tags))
        self._show_standing(person)
        post = person.present
        self._account_id = post.account_id if post else None
        self._title.setText(" · ".join(filter(None, (post.title, post.department))) if post else say("No post noted"))
        self.account.setText(post.account if post else "")
        self.account.setAccessibleName(self.account.text())
        self.account.updateGeometry()
        self.account.setVisible(post is not None)
        self._show_pills(person)

    def _show_standing(self, person: ContactOverview) -> None:
        contact = person.contact
        self._dot.token = paint.ROLES.get(contact.role_group or "", "control")
        self._dot.update()
        role = role_words(contact.role_group) or say("Role not known yet")
        level = level_words(contact.level)
        self._role.setText(f"{role} · {level}" if level else role)
        self._stance.set_value(contact.stance)
        self._closeness.set_value(contact.closeness)
        self._influence.setText(influence_words(contact.influence))
        self._influence.setVisible(contact.influence is not None)

    def _show_pills(self, person: ContactOverview) -> None:
        met = met_words(person.last_met, self._session.today())
        met = say("Last met {when}", when=met) if person.last_met else met
        counted = {
            "meetings": (
                person.meetings_in_year,
                plural("{count} meeting in a year", "{count} meetings in a year", person.meetings_in_year),
            ),
            "promises": (
                person.open_promises,
                plural("{count} open promise", "{count} open promises", person.open_promises),
            ),
            "late": (
                person.late_promises,
                plural("{count} promise late", "{count} promises late", person.late_promises),
            ),
            "complaints": (
                person.open_complaints,
                plural("{count} complaint", "{count} complaints", person.open_complaints),
            ),
            "requests": (person.open_requests, plural("{count} request", "{count} requests", person.open_requests)),
            "theirs": (
                person.their_promises,
                plural("{count} promise to us", "{count} promises to us", person.their_promises),
            ),
        }
        self.pills["meetings"].setToolTip(plural("{count} meeting in all", "{count} meetings in all", person.meetings))
        for key, (count, words) in {"met": (1, met), **counted}.items():
            pill = self.pills[key]
            pill.setText(words)
            pill.setAccessibleName(words)
            pill.setVisible(count > 0)
            pill.updateGeometry()
