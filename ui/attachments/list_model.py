"""The files of one record, and their small pictures as they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from models import attachments
from models.attachments import AttachmentRow
from models.errors import JournalError
from ui.attachments.words import row_words, tip_words
from ui.session import Session
from ui.widgets.row_delegate import ROW_ROLE
from ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class AttachmentModel(QAbstractListModel):
    """Short lists: a record has a handful of files, so all of them are read at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures: dict[int, QPixmap] = {}
        self.rows: list[AttachmentRow] = []

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show other files; the same ones stay as they are."""
        if list(rows) == self.rows:
            return
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        there = {row.id for row in rows}
        self._pictures = {one: picture for one, picture in self._pictures.items() if one in there}
        self.endResetModel()

    def picture(self, row: AttachmentRow) -> QPixmap:
        """Return the small picture of a file, a null one for what can't be shown."""
        if row.id not in self._pictures:
            try:
                content = self._session.read(attachments.thumbnail, row.id) if row.has_picture else None
            except JournalError:
                return QPixmap()  # it is being painted: the next time may do
            image = QImage.fromData(content) if content else QImage()
            self._pictures[row.id] = QPixmap.fromImage(image)
        return self._pictures[row.id]

    def index_of(self, attachment_id: int | None) -> QModelIndex:
        """Return where a file stands, an invalid index for one that is not here."""
        place = next((place for place, row in enumerate(self.rows) if row.id == attachment_id), -1)
        return self.index(place) if place >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(tip_words(row))
        return None
