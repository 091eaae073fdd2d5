"""What a note takes from the clipboard or from a drop: words as clean Markdown, files and pictures for others."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap

from models.text.clean import clean


def can_take(source: QMimeData) -> bool:
    """Return whether there is anything in it for a note."""
    return source.hasText() or source.hasHtml() or source.hasUrls() or source.hasImage()


def files(source: QMimeData) -> list[str]:
    """Return the paths of files; a page's link to a file on another computer is none, as looking there would call."""
    if not source.hasUrls():
        return []
    urls = [url for url in source.urls() if url.isLocalFile() and not (source.hasHtml() and url.host())]
    return [url.toLocalFile() for url in urls]


def words(source: QMimeData, *, markdown: bool) -> str:
    """Return the words, cleaned as the journal will store them, with their Markdown where it is wanted."""
    if markdown and source.hasHtml():
        from models.text.pasted import markdown_of

        rich = markdown_of(source.html())
        if rich:
            return rich
    return clean(source.text()) if source.hasText() else ""


def picture(source: QMimeData) -> QImage:
    """Return the picture, or an empty one."""
    found = source.imageData() if source.hasImage() else None
    if isinstance(found, QPixmap):
        return found.toImage()
    return found if isinstance(found, QImage) else QImage()
