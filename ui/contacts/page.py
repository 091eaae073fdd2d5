"""The page People: the list, and a person's page after one was opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models import contact_points, contacts, portraits, standings
from models.attachments import AttachmentRow
from models.contact_list import ContactLine
from models.contact_overview import FormerColleague, PersonLink
from models.contact_points import Point
from models.contacts import Post
from models.drafts import Draft
from models.errors import JournalError, NotFound
from models.standings import Standing
from ui import alerts
from ui.contacts import reaching
from ui.contacts.list_panel import ContactListPanel
from ui.contacts.person_panel import PersonPanel
from ui.contacts.side_lists import SideRow
from ui.contacts.ties import remove_tie
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
        {"contact", "contact_point", "contact_post", "contact_standing", "account", "visit", "visit_contact"}
        | {"step", "step_contact", "tag", "attachment"}
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
                ("contact.move", say("Moved to another company…"), partial(self.change_company, shown), "person-arrow"),
                ("contact.post", say("New post…"), partial(self.new_post, shown), "accounts"),
                ("contact.point", say("Add a phone number or address…"), partial(self._edit_point, None), "call"),
                ("contact.standing", say("Note how they stood…"), partial(self._edit_standing, None), "people"),
                ("contact.picture", say("Choose a picture…"), partial(self._choose_picture, shown), "person"),
                (
                    "contact.way",
                    say("Who could introduce me…"),
                    partial(self.show_introductions, shown),
                    "person-arrow",
                ),
                ("contact.merge", say("Merge this person with…"), partial(self.merge, shown), "people"),
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

    def _open_editor(self, contact_id: int | None, *, at_lines: bool = False) -> None:
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
        if at_lines:
            editor.form.reports_to.setFocus()

    def change_company(self, contact_id: int) -> None:
        """Ask where somebody moved to, and what ends with the old post."""
        from ui.contacts.company_dialog import CompanyDialog

        try:
            CompanyDialog(self.session, contact_id, self).open()
        except NotFound as error:
            alerts.current().error(error)

    def new_post(self, contact_id: int) -> None:
        """Open the editor of a new post."""
        from ui.contacts.post_dialog import PostDialog

        PostDialog(self.session, contact_id, None, self).open()

    def show_introductions(self, contact_id: int) -> None:
        """Show the ways to a person over people we know."""
        from ui.introductions.dialog import IntroductionsDialog

        IntroductionsDialog(self.session, self.window(), contact_id).open()

    def merge(self, contact_id: int) -> None:
        """Ask for the same person written down once more, and make them one."""
        from ui.duplicates.merge_dialog import MergeDialog

        dialog = MergeDialog(self.session, "contact", contact_id, self)
        dialog.merged.connect(lambda kept: self.show_record("contact", kept))
        dialog.open()

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
        panel.standing.added.connect(lambda: self._edit_standing(None))
        panel.standing.list.opened.connect(lambda row: self._edit_standing(row.record))
        panel.standing.list.removed.connect(lambda row: self._remove_standing(row.record))
        panel.standing.list.menu_wanted.connect(self._show_standing_menu)
        panel.around.added.connect(lambda: self._open_editor(self.shown_id(), at_lines=True))
        panel.around.list.opened.connect(self._open_link)
        panel.around.list.removed.connect(lambda row: remove_tie(self.session, self.shown_id(), row))
        panel.around.list.menu_wanted.connect(self._show_tie_menu)
        panel.colleagues.list.opened.connect(self._open_link)
        panel.about.files.more_deeds = self._deeds_of_file

    def _open_link(self, row: SideRow) -> None:
        assert isinstance(row.record, PersonLink | FormerColleague)
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

    def _edit_standing(self, standing: Standing | None) -> None:
        from ui.contacts.standing_dialog import StandingDialog

        StandingDialog(self.session, self.shown_id(), standing, self).open()

    def _remove_standing(self, standing: Standing) -> None:
        if self.session.run(standings.trash, standing.id):
            self.session.say(say("The standing was removed."), can_undo=True)

    def _choose_picture(self, contact_id: int) -> None:
        from ui.contacts.portrait_choice import choose_picture

        choose_picture(self.session, contact_id, self.window())

    def _deeds_of_file(self, chosen: AttachmentRow) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with a file of a person besides what can be done with every file."""
        from ui.contacts.portrait_choice import use_file

        if not chosen.has_picture:
            return []
        return [(say("Use as the picture of this person"), partial(use_file, self.session, self.shown_id(), chosen))]

    def _show_person_menu(self) -> None:
        contact_id, button = self.shown_id(), self.made_panel().head.menu
        menu = self._menu()
        menu.addAction(say("Edit…"), partial(self.edit, contact_id))
        menu.addAction(say("Moved to another company…"), partial(self.change_company, contact_id))
        menu.addAction(say("New post…"), partial(self.new_post, contact_id))
        menu.addAction(say("Note how they stood…"), partial(self._edit_standing, None))
        menu.addAction(say("Add a phone number or address…"), partial(self._edit_point, None))
        menu.addAction(say("Choose a picture…"), partial(self._choose_picture, contact_id))
        menu.addAction(say("Who could introduce me…"), partial(self.show_introductions, contact_id))
        if self.made_panel().head.portrait.has_picture():
            menu.addAction(say("Show initials instead"), partial(self.session.run, portraits.clear, contact_id))
        menu.addAction(say("Merge with…"), partial(self.merge, contact_id))
        menu.addSeparator()
        menu.addAction(say("Delete"), partial(self.remove, contact_id))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_line_menu(self, line: ContactLine, place: QPoint) -> None:
        menu = self._menu()
        menu.addAction(say("Open"), partial(self.show_record, "contact", line.id))
        menu.addAction(say("New visit with this person"), partial(self.session.new_visit, line.account_id, line.id))
        menu.addAction(say("Who could introduce me…"), partial(self.show_introductions, line.id))
        menu.addAction(say("Edit…"), partial(self.edit, line.id))
        menu.addAction(say("Moved to another company…"), partial(self.change_company, line.id))
        menu.addAction(say("Merge with…"), partial(self.merge, line.id))
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

    def _show_standing_menu(self, row: SideRow, place: QPoint) -> None:
        standing = row.record
        assert isinstance(standing, Standing)
        menu = self._menu()
        menu.addAction(say("Edit…"), partial(self._edit_standing, standing))
        menu.addAction(say("Remove"), partial(self._remove_standing, standing))
        menu.popup(place)

    def _show_tie_menu(self, row: SideRow, place: QPoint) -> None:
        menu = self._menu()
        menu.addAction(say("Open"), partial(self._open_link, row))
        menu.addAction(say("Change…"), partial(self._open_editor, self.shown_id(), at_lines=True))
        menu.addAction(say("Remove the line"), partial(remove_tie, self.session, self.shown_id(), row))
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
