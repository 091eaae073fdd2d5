"""Photos that were chosen leave with a summary, and nothing but their pixels does."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from models import attachments, visits
from models.journal import Journal
from models.summaries import choosing, formats, markdown, pdf, photos
from models.summaries.beginning import beginning
from models.summaries.gather import Kind, gather
from models.summaries.periods import week_of
from models.summaries.privacy import AUDIENCES, AudienceName
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit
from tests.models.picture_files import MARKERS, bomb, photo, png_with_traces, with_traces

ENDINGS = ("pdf", "docx", "html", "md", "eml")
TELLING: tuple[Kind, ...] = photos.KINDS  # type: ignore[assignment]


@pytest.fixture
def visit_id(journal: Journal) -> int:
    """A visit with two chosen photos, one of them turned, and one that was not chosen."""
    visit = make_visit(journal, make_account(journal), summary="Seen", notes="n")
    for name, content, caption, chosen in (
        ("a.jpg", with_traces(2000, 1500, orientation=6), "The cabinet, open", True),
        ("b.png", png_with_traces(), "", True),
        ("c.jpg", photo(301, 300), "Not this one", False),
    ):
        added = attachments.add(journal, "visit", visit, name, content).id
        attachments.edit(journal, added, caption=caption, in_summary=chosen)
    return visit


def _made(
    journal: Journal, kind: Kind = "visit", audience: AudienceName = "manager", *, with_photos: bool = True
) -> Report:
    account_id = journal.rows("SELECT id FROM account ORDER BY id")[0][0]
    return gather(journal, week_of(TODAY), language=Language("en"), kind=kind, audience=audience,
                  account_ids=[account_id], with_photos=with_photos)  # fmt: skip


def _photos(report: Report) -> list[str]:
    return [one.caption for section in report.sections for one in section.photos]


def _pictures(ending: str, content: bytes) -> list[bytes]:
    """Return the bytes of every picture in a file."""
    if ending == "pdf":
        return [image.data for page in pypdf.PdfReader(io.BytesIO(content)).pages for image in page.images]
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    if ending == "eml":
        message = email.message_from_bytes(content, policy=email.policy.default)
        return [part.get_content() for part in message.walk() if part.get_content_maintype() == "image"]
    import base64
    import re

    found = re.findall(rb"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", content)
    return [base64.b64decode(one) for one in found]


def _unpacked(ending: str, content: bytes) -> bytes:
    """Return the file with everything in it that was packed laid open."""
    opened = [content, *_pictures(ending, content)]
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            opened += [parts.read(name) for name in parts.namelist()]
    if ending == "eml":
        message = email.message_from_bytes(content, policy=email.policy.default)
        opened += [part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart()]
    return b"\n".join(opened)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", TELLING)
def test_the_chosen_photos_are_in_the_file_without_a_trace_of_where_they_were_taken(
    journal: Journal, visit_id: int, kind: Kind, ending: str
) -> None:
    content = formats.render(_made(journal, kind), ending)
    pictures = _pictures(ending, content)
    assert len(pictures) == 2
    for picture in pictures:
        image = Image.open(io.BytesIO(picture))
        assert image.format == "JPEG"
        assert not image.getexif()
        assert [marker for marker in MARKERS if marker in picture] == []
    sizes = sorted(Image.open(io.BytesIO(picture)).size for picture in pictures)
    assert sizes == [(800, 600), (1200, 1600)]
    opened = _unpacked(ending, content)
    # A PDF has a packet of XMP of its own, which says when it was made.
    assert [marker for marker in MARKERS if marker.endswith(b"MARK") and marker in opened] == []
    assert b"Not this one" not in opened


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_photo_leaves_unless_photos_are_ticked(journal: Journal, visit_id: int, ending: str) -> None:
    report = _made(journal, with_photos=False)
    assert _photos(report) == []
    assert _pictures(ending, formats.render(report, ending)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("kind", TELLING)
def test_photos_of_a_confidential_visit_are_for_me_alone(
    journal: Journal, visit_id: int, kind: Kind, audience: AudienceName
) -> None:
    visits.edit(journal, visit_id, confidential=True)
    assert len(_photos(_made(journal, kind, audience))) == (2 if audience == "self" else 0)
    visits.edit(journal, visit_id, confidential=False)
    assert len(_photos(_made(journal, kind, audience))) == 2


def test_photos_of_other_accounts_and_of_the_trash_are_not_shown(journal: Journal, visit_id: int) -> None:
    other = make_visit(journal, make_account(journal, "Jianghai"))
    added = attachments.add(journal, "visit", other, "d.jpg", photo(50, 50)).id
    attachments.set_in_summary(journal, added, True)
    assert len(_photos(_made(journal))) == 2
    first = attachments.listing(journal, "visit", visit_id)[0]
    attachments.trash(journal, first.id)
    assert len(_photos(_made(journal))) == 1


def test_a_caption_stands_under_its_photo_with_the_visit_before_it(journal: Journal, visit_id: int) -> None:
    assert _photos(_made(journal, "visit")) == ["The cabinet, open", ""]
    assert _photos(_made(journal, "period")) == [
        "Wed 13 May · Northern Rail: The cabinet, open",
        "Wed 13 May · Northern Rail",
    ]
    assert "The cabinet, open" in pypdf.PdfReader(io.BytesIO(pdf.render(_made(journal)))).pages[0].extract_text()


def test_text_for_a_mail_or_the_clipboard_says_what_a_photo_shows(journal: Journal, visit_id: int) -> None:
    words = markdown.text(_made(journal))
    assert "*Photo: The cabinet, open*\n\n*Photo*" in words
    assert "base64" not in words
    assert "![The cabinet, open][photo-1]" in markdown.render(_made(journal)).decode()


def test_what_can_not_be_read_as_a_picture_is_passed_over(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "bomb.png", bomb()).id
    journal.connection.execute("UPDATE attachment SET in_summary = 1 WHERE id = ?", (added,))
    assert len(_photos(_made(journal))) == 2


def test_a_choice_of_parts_keeps_the_photos(journal: Journal, visit_id: int) -> None:
    kept = choosing.chosen(_made(journal, "period"), ["visits"])
    assert [section.key for section in kept.sections] == ["visits", "photos"]
    assert len(_photos(kept)) == 2


def test_the_same_report_gives_the_same_bytes(journal: Journal, visit_id: int) -> None:
    for ending in ENDINGS:
        assert formats.render(_made(journal), ending) == formats.render(_made(journal), ending)


def test_of_very_many_photos_the_first_are_shown_and_the_rest_is_counted(journal: Journal, visit_id: int) -> None:
    for number in range(photos.SHOWN_AT_MOST):
        added = attachments.add(journal, "visit", visit_id, f"{number}.png", photo(20 + number, 20, format="PNG")).id
        attachments.set_in_summary(journal, added, True)
    report = _made(journal, "period")
    assert len(_photos(report)) == photos.SHOWN_AT_MOST
    (section,) = (one for one in report.sections if one.key == "photos")
    assert section.items == ("and 2 more",)
    shortened = [section for section in beginning(report, 100).sections if section.key == "photos"]
    assert 0 < len(shortened[0].photos) < photos.SHOWN_AT_MOST


def test_excel_says_nothing_of_photos(journal: Journal, visit_id: int, tmp_path: Path) -> None:
    assert b"media" not in formats.render(_made(journal, "period"), "xlsx")
