"""The page People: the list, and a person's page after one was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models import contacts, portraits
from models.contact_list import ContactLine
from models.drafts import Draft
from models.errors import JournalError, NotFound
from ui import alerts
from ui.contacts.list_panel import ContactListPanel
from ui.contacts.person_panel import PersonPanel
from ui.contacts.side_deeds import SideDeeds
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
        self._side_deeds: SideDeeds | None = None
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
        shown, head, beside = self.shown_id(), self.made_panel().head, self._beside()
        name = self.session.read(contacts.get, shown).name
        visit = partial(self.session.new_visit, head.account_id(), shown)
        return [
            Command(key, words, work, "", icon, name)
            for key, words, work, icon in (
                ("contact.visit", say("New visit with this person"), visit, "plus"),
                ("contact.edit", say("Edit this person"), partial(self.edit, shown), "edit"),
                ("contact.move", say("Moved to another company…"), partial(self.change_company, shown), "person-arrow"),
                ("contact.post", say("New post…"), partial(beside.edit_post, None), "accounts"),
                ("contact.point", say("Add a phone number or address…"), partial(beside.edit_point, None), "call"),
                ("contact.standing", say("Note how they stood…"), partial(beside.edit_standing, None), "people"),
                ("contact.picture", say("Choose a picture…"), beside.choose_picture, "person"),
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
        self._side_deeds = SideDeeds(self.session, panel)
        self._side_deeds.lines_wanted.connect(lambda: self._open_editor(self.shown_id(), at_lines=True))

    def _beside(self) -> SideDeeds:
        """Return what can be done with the rows beside the person who is shown."""
        assert self._side_deeds is not None
        return self._side_deeds

    def _show_person_menu(self) -> None:
        contact_id, button, beside = self.shown_id(), self.made_panel().head.menu, self._beside()
        menu = self._menu()
        menu.addAction(say("Edit…"), partial(self.edit, contact_id))
        menu.addAction(say("Moved to another company…"), partial(self.change_company, contact_id))
        menu.addAction(say("New post…"), partial(beside.edit_post, None))
        menu.addAction(say("Note how they stood…"), partial(beside.edit_standing, None))
        menu.addAction(say("Add a phone number or address…"), partial(beside.edit_point, None))
        menu.addAction(say("Choose a picture…"), beside.choose_picture)
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

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
