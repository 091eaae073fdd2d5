"""What can be done with the rows beside a person's history: ways to reach them, posts, standings and lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from models import contact_points, contacts, standings
from models.attachments import AttachmentRow
from models.contact_overview import FormerColleague, PersonLink
from models.contact_points import Point
from models.contacts import Post
from models.standings import Standing
from ui.contacts import reaching
from ui.contacts.person_panel import PersonPanel
from ui.contacts.side_lists import SideRow
from ui.contacts.ties import remove_tie
from ui.session import Session
from ui.translations import say
from ui.widgets import menus


class SideDeeds(QObject):
    """Enter does what the row is for, Delete removes it with Undo on the spot, the menu says the rest."""

    lines_wanted = Signal()
    """Who is above, and who introduced the person, is to be changed."""

    def __init__(self, session: Session, panel: PersonPanel) -> None:
        super().__init__(panel)
        self.session = session
        self._panel = panel
        points, posts, standing, around = panel.points, panel.posts, panel.standing, panel.around
        points.added.connect(lambda: self.edit_point(None))
        points.list.opened.connect(lambda row: reaching.copy(session, row.record))
        points.delegate.pressed.connect(lambda _spot, row: reaching.open_elsewhere(session, row.record))
        points.list.removed.connect(lambda row: self._remove_point(row.record))
        points.list.menu_wanted.connect(self._show_point_menu)
        posts.added.connect(lambda: self.edit_post(None))
        posts.list.opened.connect(lambda row: self.edit_post(row.record))
        posts.list.removed.connect(lambda row: self._remove_post(row.record))
        posts.list.menu_wanted.connect(self._show_post_menu)
        standing.added.connect(lambda: self.edit_standing(None))
        standing.list.opened.connect(lambda row: self.edit_standing(row.record))
        standing.list.removed.connect(lambda row: self._remove_standing(row.record))
        standing.list.menu_wanted.connect(self._show_standing_menu)
        around.added.connect(self.lines_wanted)
        around.list.opened.connect(self._open_link)
        around.list.removed.connect(lambda row: remove_tie(session, self._shown_id(), row))
        around.list.menu_wanted.connect(self._show_tie_menu)
        panel.colleagues.list.opened.connect(self._open_link)
        panel.about.files.more_deeds = self.deeds_of_file

    def edit_point(self, point: Point | None) -> None:
        """Open the editor of a way to reach the person, or of a new one."""
        from ui.contacts.point_dialog import PointDialog

        PointDialog(self.session, self._shown_id(), point, self._panel).open()

    def edit_post(self, post: Post | None) -> None:
        """Open the editor of a post, or of a new one."""
        from ui.contacts.post_dialog import PostDialog

        PostDialog(self.session, self._shown_id(), post, self._panel).open()

    def edit_standing(self, standing: Standing | None) -> None:
        """Open the editor of a standing, or of a new one."""
        from ui.contacts.standing_dialog import StandingDialog

        StandingDialog(self.session, self._shown_id(), standing, self._panel).open()

    def choose_picture(self) -> None:
        """Ask for a photo that becomes the picture of the person."""
        from ui.contacts.portrait_choice import choose_picture

        choose_picture(self.session, self._shown_id(), self._panel.window())

    def deeds_of_file(self, chosen: AttachmentRow) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with a file of a person besides what can be done with every file."""
        from ui.contacts.portrait_choice import use_file

        if not chosen.has_picture:
            return []
        return [(say("Use as the picture of this person"), partial(use_file, self.session, self._shown_id(), chosen))]

    def _shown_id(self) -> int:
        shown = self._panel.record_id
        assert shown is not None
        return shown

    def _open_link(self, row: SideRow) -> None:
        assert isinstance(row.record, PersonLink | FormerColleague)
        self.session.open_record("contact", row.record.id)

    def _remove_point(self, point: Point) -> None:
        if self.session.run(contacts.remove_point, point.id):
            self.session.say(say("{value} was removed.", value=point.value), can_undo=True)

    def _remove_post(self, post: Post) -> None:
        if self.session.run(contacts.trash_post, post.id):
            self.session.say(say("The post at {account} was removed.", account=post.account), can_undo=True)

    def _remove_standing(self, standing: Standing) -> None:
        if self.session.run(standings.trash, standing.id):
            self.session.say(say("The standing was removed."), can_undo=True)

    def _show_point_menu(self, row: SideRow, place: QPoint) -> None:
        point = row.record
        assert isinstance(point, Point)
        menu = menus.new_menu(point.value, self._panel)
        menus.add(menu, say("Copy"), partial(reaching.copy, self.session, point), "copy", "Enter")
        if row.mark_name:
            menus.add(menu, row.mark_name, partial(reaching.open_elsewhere, self.session, point), "external")
        words = say("No longer preferred") if point.preferred else say("Prefer this one")
        prefer = partial(self.session.run, contact_points.prefer, point.id, not point.preferred)
        menus.add(menu, words, prefer, "star")
        menu.addSeparator()
        menus.add(menu, say("Edit…"), partial(self.edit_point, point), "edit")
        menus.add(menu, say("Remove"), partial(self._remove_point, point), "trash", "Del")
        menus.show(menu, place)

    def _show_post_menu(self, row: SideRow, place: QPoint) -> None:
        post = row.record
        assert isinstance(post, Post)
        menu = menus.new_menu(post.account, self._panel)
        menus.add(menu, say("Edit…"), partial(self.edit_post, post), "edit", "Enter")
        account = partial(self.session.open_record, "account", post.account_id)
        menus.add(menu, say("Open the account"), account, "accounts")
        menus.add(menu, say("Remove"), partial(self._remove_post, post), "trash", "Del")
        menus.show(menu, place)

    def _show_standing_menu(self, row: SideRow, place: QPoint) -> None:
        standing = row.record
        assert isinstance(standing, Standing)
        menu = menus.new_menu(row.text, self._panel)
        menus.add(menu, say("Edit…"), partial(self.edit_standing, standing), "edit", "Enter")
        menus.add(menu, say("Remove"), partial(self._remove_standing, standing), "trash", "Del")
        menus.show(menu, place)

    def _show_tie_menu(self, row: SideRow, place: QPoint) -> None:
        menu = menus.new_menu(row.text, self._panel)
        menus.add(menu, say("Open"), partial(self._open_link, row), "person", "Enter")
        menus.add(menu, say("Change…"), self.lines_wanted.emit, "edit")
        remove = partial(remove_tie, self.session, self._shown_id(), row)
        menus.add(menu, say("Remove the line"), remove, "trash", "Del")
        menus.show(menu, place)
