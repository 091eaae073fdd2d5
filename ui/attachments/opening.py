"""Files out of the journal: as private copies for other programs, or saved where the user wants them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from models import attachments
from models.attachments import AttachmentRow
from models.errors import JournalError
from models.private_copies import PrivateCopies, mark_as_foreign
from models.text.file_names import disk_name
from ui import alerts, workers
from ui.background import Background
from ui.session import Session
from ui.translations import say

_AT_ONCE = 4 * 1024 * 1024
"""Bytes up to which a file is read on the window's thread: that takes some milliseconds."""


@cache
def copies() -> PrivateCopies:
    """Return the private copies of this program; they go when it ends."""
    made = PrivateCopies()
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(made.remove)
    return made


def remove_left_behind() -> None:
    """Remove the copies that a program which was killed has left."""
    copies().remove_left_behind()


class Opening(QObject):
    """Opens and saves files; large ones are read in a thread."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)

    def open(self, row: AttachmentRow) -> None:
        """Show a file in the program for its kind, as a copy; what a system could run is never opened."""
        if not row.ending:
            self._refuse(row)
            return
        self._read(row, lambda content: _show(row, content))

    def save_as(self, row: AttachmentRow) -> None:
        """Ask where to, and write the file there as it was put in."""
        usual = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        all_files = say("All files ({patterns})", patterns="*")
        path = alerts.current().ask_save(say("Save the file"), usual / disk_name(row.name), all_files)
        if path is not None:
            self._read(row, lambda content: self._write(path, content))

    def is_busy(self) -> bool:
        """Return whether a file is being read."""
        return self._background.is_busy()

    def _refuse(self, row: AttachmentRow) -> None:
        sentence = say(
            "{name} could run as a program, or its kind is not known, so it is not opened from here. "
            "Save it elsewhere and look at it with care.",
            name=row.name,
        )
        if alerts.current().confirm(say("This file is not opened"), sentence, say("Save as…")):
            self.save_as(row)

    def _read(self, row: AttachmentRow, on_done: Callable[[bytes], None]) -> None:
        if row.size <= _AT_ONCE:
            try:
                content = self._session.read(attachments.content, row.id)
            except JournalError as error:
                alerts.current().error(error)
                return
            on_done(content)
            return
        journal = self._session.journal

        def work() -> bytes:
            with workers.beside(journal) as own:
                return attachments.content(own, row.id)

        self._background.run(f"file {row.id}", work, on_done, lambda error: alerts.current().error(error))

    def _write(self, path: Path, content: bytes) -> None:
        from models.summaries.formats import write_whole

        try:
            write_whole(path, content)
        except JournalError as error:
            alerts.current().error(error)
            return
        mark_as_foreign(path)
        self._session.say(say("Saved to {path}", path=path))


def _show(row: AttachmentRow, content: bytes) -> None:
    try:
        path = copies().make(row.name, row.ending, content)
    except JournalError as error:
        alerts.current().error(error)
        return
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        alerts.current().tell(
            say("No program opened {name}", name=row.name),
            say("This computer knows no program for files of this kind. Save it elsewhere and open it from there."),
        )
