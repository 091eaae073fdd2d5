from email import message_from_bytes
from email.policy import default

import pytest

from models.summaries import mail, pdf
from models.summaries.report import Report
from tests.models.summaries.reports import HOSTILE, make_brief, make_hostile, make_report


def parsed(report: Report):
    return message_from_bytes(mail.render(report), policy=default)


def test_the_mail_is_a_draft_with_subject_and_day_and_without_a_sender():
    message = parsed(make_report())
    assert message["Subject"] == "Weekly customer report · 11 – 17 May 2026 · Week 20"
    assert message["Date"].datetime.date().isoformat() == "2026-05-15"
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["To"] is None


def test_it_has_a_text_a_page_and_the_pdf():
    message = parsed(make_report("zh_CN"))
    assert message.get_content_type() == "multipart/mixed"
    text = message.get_body(("plain",)).get_content()
    page = message.get_body(("html",)).get_content()
    (attached,) = message.iter_attachments()
    assert "阿尔卑斯货运" in text
    assert "阿尔卑斯货运" in page
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "客户拜访周报 2026年5月11日–17日 第20周.pdf"
    assert attached.get_content() == pdf.render(make_report("zh_CN"))


def test_the_lines_are_as_a_mail_server_wants_them():
    raw = mail.render(make_report("zh_CN"))
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 998 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert b"filename*=" in raw or b"filename*0*=" in raw
    assert raw.isascii()


@pytest.mark.parametrize("report", [make_report(), make_brief(), make_hostile()])
def test_the_page_brings_its_styles_along_and_fetches_nothing(report):
    page = parsed(report).get_body(("html",)).get_content()
    for unwanted in ("<style", "<script", "<img", "<link", "class=", "display:"):
        assert unwanted not in page
    assert "border-left:2px solid #A9D5D0" in page


def test_typed_line_ends_cannot_add_headers():
    message = parsed(make_hostile(("Report\r\nBcc: all@x.example", "week\n20", *HOSTILE)))
    assert message["Bcc"] is None
    assert message["Subject"] == "Report Bcc: all@x.example · week 20"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", ".. .. etc passwd 11.pdf"),
        ('a/b\\c:d*e?"f<g>|h', "a b c d e f g h 11.pdf"),
        ("x\u202efdp.exe", "x fdp.exe 11.pdf"),
        ("名" * 300, "名" * 80 + ".pdf"),
    ],
)
def test_the_attachment_has_a_name_every_system_can_store(title, name):
    report = make_hostile((title, "11", *HOSTILE))
    assert mail.file_name(report) == name.lstrip(". ") or mail.file_name(report) == name
    assert not mail.file_name(report).startswith(".")


def test_the_mail_goes_to_the_address_that_is_known():
    raw = mail.render(make_report(), to="helen.marsh@example.com\r\nBcc: all@x.example")
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None
    assert message_from_bytes(mail.render(make_report(), to="helen@example.com"), policy=default)["To"] == (
        "helen@example.com"
    )


def test_a_file_is_named_after_its_report_and_its_format():
    assert mail.file_name(make_report(), "docx") == "Weekly customer report 11 – 17 May 2026 Week 20.docx"
