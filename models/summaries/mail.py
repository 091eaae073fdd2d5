"""The summary as a mail that waits to be sent: plain text, HTML that Outlook shows well, and the PDF.

`X-Unsent` makes Outlook open it as a draft; the sender is left out, so that every mail program fills in its own.
"""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from models.summaries import html, markdown, pdf
from models.summaries.printed import one_line, prepared_at, printed_sections
from models.summaries.report import Photo, Report

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_FILE_NAME = 80
_LONGEST_SUBJECT = 300

_STYLES = {
    "code": ' style="font-family:Consolas,Menlo,monospace;font-size:12px"',
    "emphasis": ' style="font-style:normal;text-decoration:underline"',
    "link": ' style="color:#0B6F6B"',
    "paragraph": ' style="margin:4px 0"',
    "heading": ' style="margin:10px 0 4px 0;font-size:14px"',
    "quote": ' style="margin:6px 0;padding:0 0 0 10px;border-left:3px solid #C9D0D2;color:#4D575B"',
    "pre": ' style="margin:6px 0;padding:8px;background-color:#F4F6F6;font-family:Consolas,Menlo,monospace;'
    'font-size:12px;white-space:pre-wrap"',
    "rule": ' style="border:0;border-top:1px solid #C9D0D2"',
    "table": ' cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"',
    "title": ' align="left" style="padding:4px 12px 4px 0;border-bottom:1px solid #C9D0D2"',
    "cell": ' style="padding:4px 12px 4px 0;border-bottom:1px solid #E2E6E7"',
    "list": ' style="margin:4px 0;padding-left:20px"',
    "item": ' style="margin:3px 0"',
    "box": ' style="margin:3px 0;list-style-type:none"',
}


def render(report: Report, to: str = "") -> bytes:
    """Return the report as an .eml file, to an address if one is known; the same report gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    if one_line(to):
        message["To"] = one_line(to)
    message["Subject"] = subject(report)
    message["Date"] = format_datetime(prepared_at(report))
    message["X-Unsent"] = "1"
    words = markdown.text(report)
    message.set_content(words, cte="base64")
    page = html.page("mail.html.jinja", report, _STYLES, lambda photo: f"cid:{_content_id(photo)}")
    message.add_alternative(page, subtype="html", cte="base64")
    _add_photos(message, report)
    message.add_attachment(pdf.render(report), maintype="application", subtype="pdf", filename=file_name(report))
    _fix_boundaries(message, hashlib.sha256(words.encode()).hexdigest()[:24])
    return message.as_bytes()


def _content_id(photo: Photo) -> str:
    return f"{hashlib.sha256(photo.jpeg).hexdigest()[:24]}@rounds"


def _add_photos(message: EmailMessage, report: Report) -> None:
    """Put the photos beside the page that shows them, each once: mail programs show none that lie in the page."""
    page = message.get_payload(1)
    assert isinstance(page, EmailMessage)
    photos = {_content_id(photo): photo for section in printed_sections(report) for photo in section.photos}
    for content_id, photo in photos.items():
        page.add_related(photo.jpeg, maintype="image", subtype="jpeg", cid=f"<{content_id}>")


def subject(report: Report) -> str:
    """Return the mail's subject: the title and the period."""
    return " · ".join(filter(None, (one_line(report.title), one_line(report.subtitle))))[:_LONGEST_SUBJECT]


def file_name(report: Report, ending: str = "pdf") -> str:
    """Return a name for the report's file that every system can store."""
    name = _NOT_IN_FILE_NAMES.sub(" ", subject(report).replace(" · ", " "))
    return f"{one_line(name)[:_LONGEST_FILE_NAME].strip(' .') or 'summary'}.{ending}"


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Name the boundaries after the content instead of by chance."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed}_{number}")
