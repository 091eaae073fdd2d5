import errno
import io
import os
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from models.errors import CannotWrite, InvalidValue
from models.summaries import formats
from models.summaries.formats import FORMATS, render, save
from tests.models.summaries.reports import make_brief, make_hostile, make_report

REPORTS = {
    "week": make_report(),
    "Chinese week": make_report("zh_CN", visits=12),
    "brief": make_brief(),
    "hostile": make_hostile(),
}


class Words(HTMLParser):
    """Collects what a reader of a page sees."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def html_words(page):
    parser = Words()
    parser.feed(page)
    return " ".join(parser.words)


def pdf_words(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def words(ending, content):
    if ending == "pdf":
        return pdf_words(content)
    if ending == "docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        footer = document.sections[0].footer.paragraphs
        return "\n".join([*(paragraph.text for paragraph in (*document.paragraphs, *footer)), *cells])
    if ending == "xlsx":
        sheets = load_workbook(io.BytesIO(content)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet for cell in row if cell.value is not None)
    if ending == "html":
        return html_words(content.decode())
    if ending == "eml":
        message = message_from_bytes(content, policy=default)
        return html_words(message.get_body(("html",)).get_content())
    return content.decode().replace("\\", "")


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["week", "Chinese week", "brief"])
def test_every_format_holds_the_same_rows_and_sentences(ending, name):
    report = REPORTS[name]
    shown = squeezed(words(ending, render(report, ending)))
    for section in report.sections:
        expected = list(section.items)
        if section.table:
            expected += [cell.text for row in section.table.rows for cell in row if cell.value is None]
        assert [text for text in expected if squeezed(text) not in shown] == []
    for text in (report.title, report.subtitle, report.author, report.reader, report.prepared):
        assert squeezed(text) in shown
    for figure in report.figures:
        assert squeezed(figure.value + figure.label) in shown or squeezed(figure.label) in shown


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes(ending, name):
    assert render(REPORTS[name], ending) == render(REPORTS[name], ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_what_was_left_out_is_never_printed(ending):
    assert squeezed("confidential visits") not in squeezed(words(ending, render(make_report(), ending)))


def test_the_ending_may_be_written_in_capitals_and_with_its_dot():
    assert render(make_report(), ".MD") == render(make_report(), "md")


@pytest.mark.parametrize("ending", ["", "doc", "csv", ".exe"])
def test_an_unknown_ending_is_refused_with_the_known_ones(ending):
    with pytest.raises(InvalidValue, match="pdf, docx, xlsx, md, html, eml"):
        render(make_report(), ending)


def test_a_template_is_for_word_only(tmp_path):
    with pytest.raises(InvalidValue, match="Word only"):
        render(make_report(), "pdf", template=tmp_path / "ours.docx")


@pytest.mark.parametrize("ending", FORMATS)
def test_saving_writes_the_whole_file_and_nothing_beside_it(tmp_path, ending):
    path = tmp_path / f"周报 week.{ending}"
    path.write_bytes(b"the old one")
    save(make_report(), path)
    assert path.read_bytes() == render(make_report(), ending)
    assert list(tmp_path.iterdir()) == [path]


def test_saving_through_a_link_keeps_the_link(tmp_path):
    real = tmp_path / "real.md"
    real.write_text("old")
    link = tmp_path / "link.md"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no links")
    save(make_report(), link)
    assert link.is_symlink()
    assert real.read_bytes() == render(make_report(), "md")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CannotWrite, match=r"there is no folder '.*missing'"):
        save(make_report(), tmp_path / "missing" / "week.md")


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(CannotWrite, match="Choose another name"):
        save(make_report(), tmp_path / f"{'a' * 300}.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder here that takes no files from anybody")
def test_a_folder_that_takes_no_files_is_not_called_missing():
    with pytest.raises(CannotWrite, match="can't be written") as refused:
        save(make_report(), Path("/proc/summary.md"))
    assert "there is no folder" not in str(refused.value)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path):
    folder = tmp_path / "week.md"
    folder.mkdir()
    with pytest.raises(CannotWrite, match="is a folder"):
        save(make_report(), folder)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="not allowed"):
            save(make_report(), tmp_path / "week.md")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "not allowed"),
        (errno.EROFS, "not allowed"),
        (errno.ENAMETOOLONG, "Choose another name"),
    ],
)
def test_what_the_disk_refuses_is_said_and_the_old_file_stays(tmp_path, monkeypatch, number, said):
    path = tmp_path / "week.md"
    path.write_text("the old one")

    def refuse(_handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(formats.os, "fsync", refuse)
    with pytest.raises(CannotWrite, match=said) as refused:
        save(make_report(), path)
    assert str(path) in str(refused.value)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]
