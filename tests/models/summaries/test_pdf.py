import io
import shutil
import struct
import subprocess

import pytest
from pypdf import PdfReader

from models.summaries import pdf
from models.summaries.report import Cell, Column, Note, Section
from tests.models.summaries.reports import (
    FORMULAS,
    HOSTILE,
    make_brief,
    make_hostile,
    make_report,
    plain_row,
    with_rows,
)

COLUMNS = (Column("Number", 1), Column("Account", 3), Column("Result", 5))


def pages(report):
    return [page.extract_text().replace("\u200b", "") for page in PdfReader(io.BytesIO(pdf.render(report))).pages]


def text_of(report):
    return "\n".join(pages(report))


def squeezed(text):
    return "".join(text.split())


def test_the_properties_name_title_author_day_and_language():
    reader = PdfReader(io.BytesIO(pdf.render(make_report("zh_CN"))))
    assert reader.metadata.title == "客户拜访周报"
    assert reader.metadata.author == "林索菲"
    assert reader.metadata.creation_date.date().isoformat() == "2026-05-15"
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("zh")


def test_a_long_word_in_the_title_does_not_get_into_the_properties_in_pieces():
    reader = PdfReader(io.BytesIO(pdf.render(make_hostile(("A" * 300, *HOSTILE)))))
    assert reader.metadata.title == "A" * 300


def test_every_page_has_its_number_and_the_repeated_heading():
    rows = tuple(plain_row(f"row-{n}", f"Account {n}", "went well") for n in range(500))
    report = with_rows(make_report(), rows, COLUMNS)
    printed = pages(report)
    assert len(printed) > 5
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page
        assert "Prepared 15 May 2026" in page
        assert "Account\n" in page or "NumberAccount" in squeezed(page)
    found = [word for page in printed for word in page.split() if word.startswith("row-")]
    assert found == [f"row-{n}" for n in range(500)]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(language):
    for visits in range(18, 46, 3):
        report = make_report(language, visits)
        headings = {section.title for section in report.sections}
        for page in pages(report):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            above_footer = [line for line in lines if report.prepared not in line and "Page" not in line]
            assert above_footer[-1] not in headings


def test_a_row_stays_together_but_a_very_long_one_goes_on_overleaf():
    short = tuple(plain_row(f"s{n}", "first-line\nsecond-line\nlast-line", "x") for n in range(100))
    for page in pages(with_rows(make_report(), short, COLUMNS)):
        assert page.count("first-line") == page.count("second-line") == page.count("last-line")
    long = plain_row("x", "y", "begins " + "word " * 3000 + "ends")
    printed = pages(with_rows(make_report(), (long,), COLUMNS))
    assert len(printed) >= 3
    assert "begins" in printed[0]
    assert "ends" in printed[-1]


def test_typed_markup_is_printed_as_it_was_typed():
    shown = squeezed(text_of(make_hostile()))
    for typed in HOSTILE[:11]:
        assert squeezed(typed) in shown


def test_formulas_stay_text():
    shown = squeezed(text_of(make_hostile(FORMULAS)))
    assert all(squeezed(typed) in shown for typed in FORMULAS)


def test_every_format_of_notes_is_set():
    shown = text_of(make_brief())
    for words in ("What they said", "Send the bill of quantities", "1.", "first the site", "We plough slowly",
                  "Quote | price", "line 2", "https://example.com/list", "Private"):  # fmt: skip
        assert words in shown


def test_quotes_and_lists_nested_fifty_deep_are_set():
    marks = "*_" * 60 + "middle" + "_*" * 60
    lists = "\n".join("  " * level + f"- level-{level}" for level in range(50))
    notes = (Note("Deep", "> " * 50 + "deepest"), Note("Lists", lists, private=True), Note("Marks", marks),
             Note("Both", "> - " * 40 + "**_~~`x`~~_**"))  # fmt: skip
    report = make_brief()
    shown = text_of(type(report)(**{
        **{name: getattr(report, name) for name in report.__slots__},
        "sections": (Section("notes", "Notes", notes=notes),),
    }))  # fmt: skip
    for words in ("deepest", "middle", "level-0", "level-49"):
        assert words in shown


def test_words_too_long_for_their_column_are_broken_inside_the_page():
    word = "W" * 400
    report = with_rows(make_report(), ((Cell("x"), Cell(word, tone="strong"), Cell(word)),), COLUMNS)
    page = PdfReader(io.BytesIO(pdf.render(report))).pages[0]
    ends = []
    page.extract_text(
        visitor_text=lambda text, _c, place, _f, size: ends.append(place[4] + text.count("W") * size * 0.8)
    )
    assert squeezed(page.extract_text()).replace("\u200b", "").count("W") >= 800
    assert max(ends) < 595 + 60


def test_words_that_fit_are_left_alone():
    raw = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(make_report()))).pages)
    assert "\u200b" not in raw


def test_the_preview_shows_the_same_pages_at_the_resolution_asked_for():
    report = make_report(visits=50)
    pictures = pdf.preview(report, 72)
    assert len(pictures) == len(pages(report)) > 1
    width, height = struct.unpack(">II", pictures[0][16:24])
    assert (width, height) == (595, 842)
    assert len(pdf.preview(make_report())) == 1


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="needs pdffonts (Debian: poppler-utils)")
@pytest.mark.parametrize(("language", "weights"), [("en", 1), ("zh_CN", 2)])
def test_a_chinese_face_is_embedded(tmp_path, language, weights):
    # The English week has Chinese in regular type only; the Chinese one in bold as well.
    path = tmp_path / "week.pdf"
    path.write_bytes(pdf.render(make_report(language)))
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    faces = [line.split() for line in listed.splitlines()[2:]]
    chinese = [face for face in faces if any(name in face[0] for name in ("CJK", "SourceHan", "YaHei", "PingFang"))]
    assert len(chinese) >= weights
    assert all(face[-5] == "yes" for face in faces)
