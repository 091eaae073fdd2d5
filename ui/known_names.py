"""The names of accounts and people that a quick line knows, read when it needs them and again after they changed."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from models.changes import Changes
from models.errors import JournalError
from models.known_names import KnownNames
from ui.session import EVERYTHING, Session

_NAMES_IN = frozenset({"account", "contact", "contact_post"})


class NamesAtHand(QObject):
    """Reads the names once, and forgets them when an account or a person changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: KnownNames | None = None
        session.changed.connect(self._on_changed)

    def read(self) -> KnownNames:
        """Return the names; raises JournalError when they can't be read."""
        if self._names is None:
            self._names = self._session.read(KnownNames.of)
        return self._names

    def read_soon(self) -> None:
        """Read the names when all else is done, so that the first letter typed does not wait for them."""
        QTimer.singleShot(0, self, self._read_quietly)

    def _read_quietly(self) -> None:
        with suppress(JournalError):  # told when the names are needed
            self.read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING or changes.tables & _NAMES_IN:
            self._names = None
