"""Photos in a Word file: a place is kept for each in what the template prints, and filled once it is printed."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from models.summaries.printed import photo_width, xml_text
from models.summaries.report import Photo, Report, Section
from models.text.language import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import RichTextParagraph

_WIDTH, _HEIGHT = 120.0, 90.0
"""Millimetres of the place of a photo."""

_MARK = "\ue000"
"""A sign of no script, around what says which photo comes here."""


def as_note(report: Report, section: Section) -> list[dict[str, Any]]:
    """Return the photos of a section as a note of it, since that is what every template prints; nothing without any."""
    if not section.photos:
        return []
    heading = "" if section.key == "photos" else Language(report.language).say("Photos")
    return [{"heading": heading, "private": False, "body": _places(section.photos)}]


def fill_places(document: Document, report: Report) -> None:
    """Put every photo where its place was kept."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    photos = {_place(photo): photo for section in report.sections for photo in section.photos}
    if not photos:
        return
    for drawn in list(document.element.body.iter(qn("w:p"))):
        paragraph = Paragraph(drawn, document._body)
        photo = photos.get(paragraph.text.strip())
        if photo is not None:
            before = drawn.getprevious()
            if before is not None and before.tag == qn("w:p") and _is_empty_heading(Paragraph(before, document._body)):
                before.getparent().remove(before)
            _draw(paragraph, photo)


def _is_empty_heading(paragraph: Any) -> bool:
    return not paragraph.text.strip() and "Heading" in str(paragraph.style.name if paragraph.style else "")


def _draw(paragraph: Any, photo: Photo) -> None:
    from docx.shared import Mm

    paragraph.clear()
    paragraph.paragraph_format.keep_with_next = bool(photo.caption)
    drawn = paragraph.add_run().add_picture(BytesIO(photo.jpeg), width=Mm(photo_width(photo, _WIDTH, _HEIGHT)))
    drawn._inline.docPr.set("descr", xml_text(photo.caption))


def _places(photos: tuple[Photo, ...]) -> RichTextParagraph:
    from docxtpl import RichText, RichTextParagraph

    body = RichTextParagraph()
    for photo in photos:
        body.add(RichText(_place(photo)), parastyle="NoteText")
        if photo.caption:
            body.add(RichText(xml_text(photo.caption)), parastyle="Quiet")
    return body


def _place(photo: Photo) -> str:
    return f"{_MARK}{hashlib.sha256(photo.jpeg).hexdigest()[:24]}{_MARK}"
