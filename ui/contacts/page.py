"""The page People: the list, and a person's page after one was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models import contact_points, contacts
from models.contact_list import ContactLine
from models.contact_overview import PersonLink
from models.contact_points import Point
from models.contacts import Post
from models.drafts import Draft
from models.errors import JournalError, NotFound
from ui import alerts
from ui.contacts import reaching
from ui.contacts.list_panel import ContactListPanel
from ui.contacts.person_panel import PersonPanel
from ui.contacts.side_lists import SideRow
from ui.record_page import RecordPage
from ui.session import Session
from ui.translations import say

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class ContactPage(RecordPage[PersonPanel]):
    """People, with their posts and how to reach them."""

    key = "contacts"
    kind = "contact"
    tables = frozenset(
        {"contact", "contact_point", "contact_post", "account", "visit", "visit_contact", "step", "step_contact", "tag"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.people = ContactListPanel(session)
        super().__init__(session, self.people, parent)
        self.people.removed.connect(self.remove)
        self.people.menu_wanted.connect(self._show_line_menu)
        self.people.new_wanted.connect(self.new_contact)
        self.people.draft_notice.wanted.connect(self._open_editor)

    def title(self) -> str:
        """Return the page's name."""
        return say("People")

    def subtitle(self) -> str:
        """Return how many people there are."""
        count = self.people.total
        return say("{people} in this journal", people=count) if count else ""

    def make_panel(self) -> PersonPanel:
        """Make the panel of a person."""
        panel = PersonPanel(self.session)
        self._connect(panel)
        return panel

    def gone_words(self) -> str:
        """Return the sentence for a person who is no longer there."""
        return say("This person is no longer there; it may lie in the trash.")

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the person who is shown."""
        from ui.command_palette.command import Command

        if not self.shows_record():
            return ()
        shown, head = self.shown_id(), self.made_panel().head
        name = self.session.read(contacts.get, shown).name
        visit = partial(self.session.new_visit, head.account_id(), shown)
        return [
            Command(key, words, work, "", icon, name)
            for key, words, work, icon in (
                ("contact.visit", say("New visit with this person"), visit, "plus"),
                ("contact.edit", say("Edit this person"), partial(self.edit, shown), "edit"),
                ("contact.post", say("New post…"), partial(self.new_post, shown), "accounts"),
                ("contact.point", say("Add a phone number or address…"), partial(self._edit_point, None), "call"),
                ("contact.remove", say("Delete this person"), partial(self.remove, shown), "trash"),
            )
        ]

    def new_contact(self) -> None:
        """Open the editor for a new person."""
        self._open_editor(None)

    def open_draft(self, draft: Draft) -> None:
        """Open the editor again that the program ended in."""
        self._open_editor(draft.record_id)

    def edit(self, contact_id: int) -> None:
        """Open the editor of a person."""
        self._open_editor(contact_id)

    def _open_editor(self, contact_id: int | None) -> None:
        from ui.contacts.editor import ContactEditor

        try:
            editor = ContactEditor(self.session, contact_id, self)
        except NotFound as error:
            alerts.current().error(error)
            return
        editor.finished.connect(lambda _result: self.people.draft_notice.refresh())
        if contact_id is None:
            editor.saved.connect(lambda made: self.show_record("contact", made))
        editor.open()

    def new_post(self, contact_id: int) -> None:
        """Open the editor of a new post."""
        from ui.contacts.post_dialog import PostDialog

        PostDialog(self.session, contact_id, None, self).open()

    def remove(self, contact_id: int) -> None:
        """Put a person into the trash; Undo is offered on the spot."""
        try:
            name = self.session.read(contacts.get, contact_id).name
            self.session.attempt(contacts.trash, contact_id)
        except JournalError as error:
            alerts.current().error(error)
            return
        self.session.say(say("{name} was put into the trash.", name=name), can_undo=True)

    def _connect(self, panel: PersonPanel) -> None:
        head = panel.head
        head.account_wanted.connect(lambda account_id: self.session.open_record("account", account_id))
        head.visit_wanted.connect(lambda: self.session.new_visit(head.account_id(), self.shown_id()))
        head.edit_wanted.connect(lambda: self.edit(self.shown_id()))
        head.menu_wanted.connect(self._show_person_menu)
        panel.points.added.connect(lambda: self._edit_point(None))
        panel.points.list.opened.connect(lambda row: reaching.copy(self.session, row.record))
        panel.points.delegate.pressed.connect(lambda _spot, row: reaching.open_elsewhere(self.session, row.record))
        panel.points.list.removed.connect(lambda row: self._remove_point(row.record))
        panel.points.list.menu_wanted.connect(self._show_point_menu)
        panel.posts.added.connect(lambda: self.new_post(self.shown_id()))
        panel.posts.list.opened.connect(lambda row: self._edit_post(row.record))
        panel.posts.list.removed.connect(lambda row: self._remove_post(row.record))
        panel.posts.list.menu_wanted.connect(self._show_post_menu)
        panel.around.list.opened.connect(self._open_link)

    def _open_link(self, row: SideRow) -> None:
        assert isinstance(row.record, PersonLink)
        self.session.open_record("contact", row.record.id)

    def _edit_point(self, point: Point | None) -> None:
        from ui.contacts.point_dialog import PointDialog

        PointDialog(self.session, self.shown_id(), point, self).open()

    def _remove_point(self, point: Point) -> None:
        if self.session.run(contacts.remove_point, point.id):
            self.session.say(say("{value} was removed.", value=point.value), can_undo=True)

    def _edit_post(self, post: Post) -> None:
        from ui.contacts.post_dialog import PostDialog

        PostDialog(self.session, post.contact_id, post, self).open()

    def _remove_post(self, post: Post) -> None:
        if self.session.run(contacts.trash_post, post.id):
            self.session.say(say("The post at {account} was removed.", account=post.account), can_undo=True)

    def _show_person_menu(self) -> None:
        contact_id, button = self.shown_id(), self.made_panel().head.menu
        menu = self._menu()
        menu.addAction(say("Edit…"), partial(self.edit, contact_id))
        menu.addAction(say("New post…"), partial(self.new_post, contact_id))
        menu.addAction(say("Add a phone number or address…"), partial(self._edit_point, None))
        menu.addSeparator()
        menu.addAction(say("Delete"), partial(self.remove, contact_id))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_line_menu(self, line: ContactLine, place: QPoint) -> None:
        menu = self._menu()
        menu.addAction(say("Open"), partial(self.show_record, "contact", line.id))
        menu.addAction(say("New visit with this person"), partial(self.session.new_visit, line.account_id, line.id))
        menu.addAction(say("Edit…"), partial(self.edit, line.id))
        menu.addSeparator()
        menu.addAction(say("Delete"), partial(self.remove, line.id))
        menu.popup(place)

    def _show_point_menu(self, row: SideRow, place: QPoint) -> None:
        point = row.record
        assert isinstance(point, Point)
        menu = self._menu()
        menu.addAction(say("Copy"), partial(reaching.copy, self.session, point))
        if row.mark_name:
            menu.addAction(row.mark_name, partial(reaching.open_elsewhere, self.session, point))
        words = say("No longer preferred") if point.preferred else say("Prefer this one")
        menu.addAction(words, partial(self.session.run, contact_points.prefer, point.id, not point.preferred))
        menu.addSeparator()
        menu.addAction(say("Edit…"), partial(self._edit_point, point))
        menu.addAction(say("Remove"), partial(self._remove_point, point))
        menu.popup(place)

    def _show_post_menu(self, row: SideRow, place: QPoint) -> None:
        post = row.record
        assert isinstance(post, Post)
        menu = self._menu()
        menu.addAction(say("Open the account"), partial(self.session.open_record, "account", post.account_id))
        menu.addAction(say("Edit…"), partial(self._edit_post, post))
        menu.addAction(say("Remove"), partial(self._remove_post, post))
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
