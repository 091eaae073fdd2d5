"""One window per journal: a second start raises the first window instead of opening the journal again.

Who may open a journal is decided by its lock (models/safety/lock.py). This is only the bell that the second start
rings; the window that holds the lock listens.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.safety.lock import mark_of, user_name

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_WAIT = 1000
"""Milliseconds within which a window that is there answers."""

_RAISE = b"raise\n"
_RAISED = b"raised\n"


class SingleInstance(QObject):
    """The bell of the window that has a journal open."""

    raise_wanted = Signal()
    """Someone started the program again with the same journal: come to the front."""

    def __init__(self, journal: Path, parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer  # a start's time for what nobody waits for

        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(journal)
        # Whoever listened before is gone, for this process holds the journal's lock; a crash leaves the name behind.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more, before the journal's lock is given back."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and socket.readLine().data() == _RAISE:
            socket.write(_RAISED)
            socket.flush()
            socket.disconnectFromServer()
            self.raise_wanted.emit()


def raise_other(journal: Path) -> bool:
    """Ask the window that has a journal open to come to the front; return whether there was one that answered."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(journal))
    if not socket.waitForConnected(_WAIT):
        return False
    socket.write(_RAISE)
    if not socket.waitForReadyRead(_WAIT):
        return False
    return bytes(socket.readAll().data()) == _RAISED


def _name(journal: Path) -> str:
    # Sockets of all users share one folder on some systems.
    user = hashlib.sha256(user_name().encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"rounds-{user}-{mark_of(journal)}"
