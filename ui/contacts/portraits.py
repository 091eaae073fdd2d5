"""The face of a person, drawn: the picture in a circle, or the initials in the colours of the role group."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import portraits
from models.errors import JournalError
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.widgets import paint

_MOST_KEPT = 300
"""So many decoded pictures stay in memory; each is a tenth of a megabyte."""


class Portraits:
    """The pictures of some people, read when they are drawn first."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chosen: dict[int, str] = {}
        self._pictures: dict[str, QPixmap] = {}

    def show_people(self, contact_ids: Collection[int]) -> None:
        """Know which of these people have a picture: those who are about to be drawn."""
        self._chosen = self._session.read(portraits.of_contacts, contact_ids) if contact_ids else {}

    def picture(self, contact_id: int) -> QPixmap | None:
        """Return the picture of one of them, or None for initials."""
        chosen = self._chosen.get(contact_id)
        if chosen is None:
            return None
        if chosen not in self._pictures:
            try:
                content = self._session.read(portraits.thumbnail, chosen)
            except JournalError:
                return None  # it is being painted: the next time may do
            if len(self._pictures) >= _MOST_KEPT:
                self._pictures.clear()
            self._pictures[chosen] = QPixmap.fromImage(QImage.fromData(content) if content else QImage())
        found = self._pictures[chosen]
        return None if found.isNull() else found


def paint_portrait(
    painter: QPainter, circle: QRect, name: str, role_group: str | None, picture: QPixmap | None, *, missing: bool
) -> None:
    """Draw a face into a square: the picture, else the initials; `missing` is a person of whom only the post is known.

    Dashed means: can be filled.
    """
    radius = circle.width() / 2
    if picture is not None:
        _paint_picture(painter, circle, picture)
        return
    ink = paint.ROLES.get(role_group or "", "text_2")
    if missing:
        paint.rounded(painter, circle, radius, "", "control", dashed=True)
    else:
        paint.rounded(painter, circle, radius, "grey_tint")
    style = "panel_title" if circle.width() >= 48 else "body_bold" if circle.width() >= 36 else "caption_bold"
    words = "?" if missing else portraits.initials(name)
    paint.text(painter, circle, words, style, "text_2" if missing else ink, Qt.AlignmentFlag.AlignCenter)


def _paint_picture(painter: QPainter, circle: QRect, picture: QPixmap) -> None:
    """Draw the middle of a picture, as large as it fits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addEllipse(QRectF(circle))
    painter.setClipPath(outline)
    shown = picture.size().scaled(circle.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    # Of an upright photo the face is rather above the middle.
    above = (shown.height() - circle.height()) // 3
    corner = circle.topLeft() - QPoint((shown.width() - circle.width()) // 2, above)
    painter.drawPixmap(QRect(corner, shown), picture)
    painter.restore()


class Portrait(QWidget):
    """The face of one person, by itself."""

    def __init__(self, session: Session, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = Portraits(session)
        self._size = size
        self._shown: tuple[int, str, str | None, bool] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def show_person(self, contact_id: int, name: str, role_group: str | None, *, missing: bool) -> None:
        """Show the face of a person."""
        self._pictures.show_people([contact_id])
        self._shown = (contact_id, name, role_group, missing)
        self.setAccessibleName(say("Picture of {name}", name=name))
        self.update()

    def has_picture(self) -> bool:
        """Return whether there is a picture, and not initials."""
        return self._shown is not None and self._pictures.picture(self._shown[0]) is not None

    def sizeHint(self) -> QSize:
        """Return the size of the circle."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of this moment."""
        if self._shown is None:
            return
        contact_id, name, role_group, missing = self._shown
        circle = QRect(0, 0, self._size, self._size)
        picture = self._pictures.picture(contact_id)
        paint_portrait(QPainter(self), circle, name, role_group, picture, missing=missing)
