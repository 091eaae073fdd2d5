"""Files on their way into the journal: read and scaled in a thread, written on the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from models import attachments
from models.changes import Changes
from models.errors import JournalError
from models.media_types import usual_ending
from models.pictures import Prepared, prepare, prepare_pixels
from models.private_copies import read_file
from models.text.file_names import shown_name
from ui import alerts
from ui.background import Background, hand_over_now
from ui.session import Session
from ui.translations import plural, say

_AT_ONCE = 2 * 1024 * 1024
"""Bytes up to which a file is written on the window's thread: more would hold it up."""


class Intake(QObject):
    """Takes files for one record after the other; each keeps the record it was meant for."""

    added = Signal(str, object, object)
    """A file is safe in the journal: the kind and the id of its record (None for one that waits), its own id."""
    changed = Signal()
    """Files are on their way, or are not any more."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)
        self._number = 0
        self._under_way = 0
        self._in_haste = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)
        session.arrivals_wanted.connect(self.finish)
        self.keep_original = False
        """Whether large photos stay as they are."""

    def take_paths(self, kind: str, owner_id: int | None, paths: Iterable[Path]) -> None:
        """Keep files that lie on the disk with a record; without an id they wait for it."""
        for path in paths:
            self._start(kind, owner_id, path.name, partial(_read, path, keep_original=self.keep_original))

    def take_image(self, kind: str, owner_id: int | None, image: QImage) -> None:
        """Keep a picture that was pasted, such as a screenshot."""
        picture = QImage(image)  # the clipboard may change before the thread comes to it
        name = say("Picture {moment}", moment=f"{self._session.clock.now():%Y-%m-%d %H.%M.%S}")
        self._start(kind, owner_id, name, partial(_pasted, picture, keep_original=self.keep_original), is_pasted=True)

    def take_mime(self, kind: str, owner_id: int | None, source: QMimeData) -> bool:
        """Keep what was dropped or pasted, if it is files or a picture; return whether it was."""
        paths = local_files(source)
        if paths:
            self.take_paths(kind, owner_id, paths)
            return True
        if source.hasImage():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.take_image(kind, owner_id, image)
                return True
        return False

    def is_busy(self) -> bool:
        """Return whether files are on their way."""
        return self._under_way > 0

    def words(self) -> str:
        """Return how many files are on their way, or nothing."""
        return plural("Adding {count} file…", "Adding {count} files…", self._under_way) if self._under_way else ""

    def finish(self) -> None:
        """Wait until every file has arrived, because the record they are for is about to be left."""
        self._in_haste = True
        try:
            if self._background.is_busy():
                hand_over_now()
        finally:
            self._in_haste = False

    def _start(
        self,
        kind: str,
        owner_id: int | None,
        name: str,
        read: Callable[[], Prepared],
        *,
        is_pasted: bool = False,
    ) -> None:
        self._number += 1
        self._set_under_way(1)

        def work() -> Prepared:
            made = read()
            attachments.require_size(name, len(made.content))
            return made

        def store(prepared: Prepared) -> None:
            self._set_under_way(-1)
            # What was pasted has a name of ours, without the ending that only its bytes decide.
            ending = usual_ending(prepared.media_type) if is_pasted else ""
            self._store(kind, owner_id, name + ending, prepared)

        def fail(error: JournalError) -> None:
            self._set_under_way(-1)
            alerts.current().error(error)

        self._background.run(f"file {self._number}", work, store, fail)

    def _set_under_way(self, more: int) -> None:
        self._under_way += more
        self.changed.emit()

    def _store(self, kind: str, owner_id: int | None, name: str, prepared: Prepared) -> None:
        if len(prepared.content) <= _AT_ONCE or self._in_haste:
            done = self._session.run(attachments.add_prepared, kind, owner_id, name, prepared)
            if done is not None:
                self._tell(kind, owner_id, name, done)
            return
        self._session.run_beside(
            alerts.window(),
            say("Adding {name}…", name=name),
            lambda own, _progress: attachments.add_prepared(own, kind, owner_id, name, prepared),
            partial(self._tell, kind, owner_id, name),
        )

    def _tell(self, kind: str, owner_id: int | None, name: str, done: Changes) -> None:
        """Say that a file is there: where it was pasted into a text, its tile may be out of sight."""
        self.added.emit(kind, owner_id, done.id)
        if done.tables:
            self._session.say(say("{name} is attached", name=shown_name(name)), can_undo=True)
        else:
            self._session.say(say("{name} is attached already", name=shown_name(name)))


def local_files(source: QMimeData) -> list[Path]:
    """Return the files on this computer that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []


def has_files(source: QMimeData) -> bool:
    """Return whether what is dropped or pasted is something to keep."""
    return bool(local_files(source)) or (source.hasImage() and not source.hasText())


def _read(path: Path, *, keep_original: bool) -> Prepared:
    return prepare(read_file(path), keep_original=keep_original)


def _pasted(image: QImage, *, keep_original: bool) -> Prepared:
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return prepare_pixels(bytes(plain.constBits()), plain.width(), plain.height(), keep_original=keep_original)
