"""The attachments of one record: the tiles, and every way to add, see, save, change and remove a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from models import attachments
from models.attachments import AttachmentRow
from models.changes import Changes
from models.errors import JournalError
from ui import alerts, theme
from ui.attachments.details import DetailsDialog
from ui.attachments.intake import Intake, has_files
from ui.attachments.list_model import AttachmentModel
from ui.attachments.list_view import AttachmentView
from ui.attachments.opening import Opening
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row


class AttachmentsPart(QWidget):
    """Shows the files of a record. Of a visit that is not written down yet, they wait in the journal for it."""

    waiting_changed = Signal()
    """A file came that waits for its visit, or one that waited was taken away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._kind = "visit"
        self._owner_id: int | None = None
        self._known: tuple[int, ...] = ()
        """Files that wait, and those that were taken away again, which undo may bring back."""
        self._is_read = True
        self._select: int | None = None
        self.more_deeds: Callable[[AttachmentRow], list[tuple[str, Callable[[], object]]]] = lambda _chosen: []
        """What the menu of a file offers besides, as words and what they do."""
        self.intake = Intake(session, self)
        self.opening = Opening(session, self)
        self.model = AttachmentModel(session, self)
        self.view = AttachmentView(self.model, say("Attachments"))
        self.add_button = button(say("Add"), "text", "clip", name=say("Add attachments"))
        self.more_button = button("", "text", "more", name=say("More about attachments"))
        self.more_button.setToolTip(say("More about attachments"))
        self._heading = label(say("Attachments"), "section")
        self._hint = label("", "caption", "text_3", wrap=True)
        top = row(self._heading, None, self.add_button, self.more_button, spacing=theme.SPACE_4)
        self.setLayout(column(top, self.view, self._hint, spacing=theme.SPACE_4))
        self.setAcceptDrops(True)
        self.setAccessibleName(say("Attachments"))
        self._connect()
        self._show_state()

    def show_owner(self, kind: str, owner_id: int) -> None:
        """Show the files of a record."""
        self._show(kind, owner_id, ())

    def show_waiting(self, attachment_ids: Sequence[int]) -> None:
        """Show files that wait for a visit which is not written down yet."""
        self._show("visit", None, tuple(attachment_ids))

    def _show(self, kind: str, owner_id: int | None, known: tuple[int, ...]) -> None:
        if (kind, owner_id) != (self._kind, self._owner_id):
            self.model.show_rows(())  # of another record nothing stays, whatever can be read
        self._kind, self._owner_id, self._known = kind, owner_id, known
        self._read()

    def waiting(self) -> tuple[int, ...]:
        """Return the files that wait for the visit."""
        if self._owner_id is not None:
            return ()
        return tuple(row.id for row in self.model.rows) if self._is_read else self._known

    def reload(self) -> None:
        """Read the files again, and tell when others wait now than before."""
        before = self.waiting()
        self._read()
        if self.waiting() != before:
            self.waiting_changed.emit()

    def _read(self) -> None:
        """Read the files; the keys stay at the file they were at."""
        current = self.view.current_row()
        wanted = self._select or (current.id if current else None)
        place = self.view.currentIndex().row()
        rows = self._rows()
        self.model.show_rows(rows)
        index = self.model.index_of(wanted)
        if not index.isValid() and place >= 0 and rows:
            index = self.model.index(min(place, len(rows) - 1))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self._select = None
        self._show_state()

    def _rows(self) -> Sequence[AttachmentRow]:
        """Return the files; while the journal can't be read, those that are shown, and the page says so."""
        self._is_read = False
        with suppress(JournalError):
            if self._owner_id is None:
                rows = self.session.read(attachments.waiting, self._known)
            else:
                rows = self.session.read(attachments.listing, self._kind, self._owner_id)
            self._is_read = True
            return rows
        return self.model.rows

    def add_paths(self, paths: Sequence[str | Path]) -> None:
        """Keep files from the disk here."""
        self.intake.take_paths(self._kind, self._owner_id, [Path(path) for path in paths])

    def add_image(self, image: QImage) -> None:
        """Keep a picture here that was pasted."""
        if not image.isNull():
            self.intake.take_image(self._kind, self._owner_id, image)

    def paste(self) -> None:
        """Keep what is on the clipboard, if it is files or a picture."""
        if not self.intake.take_mime(self._kind, self._owner_id, QGuiApplication.clipboard().mimeData()):
            self.session.say(say("There is no file and no picture on the clipboard."))

    def choose(self) -> None:
        """Ask for files to keep here."""
        paths = alerts.current().ask_open(
            say("Add attachments"), say("All files ({patterns})", patterns="*"), many=True
        )
        self.add_paths(paths)

    def finish(self) -> None:
        """Wait until every file that was given has arrived."""
        self.intake.finish()

    def edit(self, chosen: AttachmentRow) -> None:
        """Ask for another name or a caption."""
        DetailsDialog(self.session, chosen, self, of_visit=self._kind == "visit").open()

    def tick(self, chosen: AttachmentRow) -> None:
        """Put a photo into summaries with photos, or take it out of them."""
        if self._may_tick(chosen):
            self.session.run(attachments.set_in_summary, chosen.id, not chosen.in_summary)

    def remove(self, chosen: AttachmentRow) -> None:
        """Put a file into the trash; Undo is offered on the spot."""
        if self.session.run(attachments.trash, chosen.id) is not None:
            self.session.say(say("{name} was put into the trash.", name=chosen.name), can_undo=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if has_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what is dropped."""
        if self.intake.take_mime(self._kind, self._owner_id, event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _connect(self) -> None:
        view = self.view
        view.opened.connect(self.opening.open)
        view.save_wanted.connect(self.opening.save_as)
        view.ticked.connect(self.tick)
        view.removed.connect(self.remove)
        view.edit_wanted.connect(self.edit)
        view.paste_wanted.connect(self.paste)
        view.menu_wanted.connect(lambda chosen, place: self.menu_of(chosen).popup(place))
        self.add_button.clicked.connect(self.choose)
        self.more_button.clicked.connect(self._show_more)
        self.intake.changed.connect(self._show_state)
        self.intake.added.connect(self._on_added)
        self.session.changed.connect(self._on_changed)

    def menu_of(self, chosen: AttachmentRow) -> QMenu:
        """Return the menu of a file: what can be done with it, with the keys."""
        menu = self._menu()
        opens = menu.addAction(f"{say('Open')}\tEnter", partial(self.opening.open, chosen))
        opens.setEnabled(bool(chosen.ending))
        menu.addAction(f"{say('Save as…')}\tCtrl+Shift+S", partial(self.opening.save_as, chosen))
        menu.addAction(f"{say('Name and caption…')}\tF2", partial(self.edit, chosen))
        if self._may_tick(chosen):
            ticked = menu.addAction(f"{say('In summaries with photos')}\t{say('Space')}", partial(self.tick, chosen))
            ticked.setCheckable(True)
            ticked.setChecked(chosen.in_summary)
        for words, deed in self.more_deeds(chosen):
            menu.addAction(words, deed)
        menu.addSeparator()
        menu.addAction(f"{say('Remove')}\tDel", partial(self.remove, chosen))
        return menu

    def _show_more(self) -> None:
        menu = self._menu()
        menu.addAction(say("Choose files…"), self.choose)
        menu.addAction(say("Paste from the clipboard"), self.paste)
        menu.addSeparator()
        keep = menu.addAction(say("Keep large photos as they are"))
        keep.setCheckable(True)
        keep.setChecked(self.intake.keep_original)
        keep.toggled.connect(partial(setattr, self.intake, "keep_original"))
        chosen = self.view.current_row()
        if chosen is not None:
            menu.addSection(chosen.name.replace("&", "&&"))
            menu.addActions(self.menu_of(chosen).actions())
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _may_tick(self, chosen: AttachmentRow) -> bool:
        return self._kind == "visit" and chosen.has_picture

    def _on_added(self, kind: str, owner_id: int | None, attachment_id: int) -> None:
        if (kind, owner_id) != (self._kind, self._owner_id):
            return
        self._select = attachment_id
        if owner_id is None and attachment_id not in self._known:
            self._known = (*self._known, attachment_id)
        self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if "attachment" in changes.tables or changes.tables == EVERYTHING:
            self.reload()

    def _show_state(self) -> None:
        rows, words = self.model.rows, self.intake.words()
        self.view.setVisible(bool(rows))
        if not words and not rows:
            words = say("Drop files here, or paste a screenshot or a photo.")
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        set_token(self._hint, "text_2" if self.intake.is_busy() else "text_3")
