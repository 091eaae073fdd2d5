import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from models.errors import InvalidValue
from models.summaries import word
from tests.models.summaries.reports import FORMULAS, HOSTILE, make_brief, make_hostile, make_report


def opened(report, template=None):
    return Document(io.BytesIO(word.render(report, template)))


def own_template(path, *paragraphs):
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(path)
    return path


def all_text(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_sections_are_real_headings_on_a4():
    document = opened(make_report())
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in make_report().sections]
    assert abs(document.sections[0].page_width - Mm(210)) < Mm(1)
    assert abs(document.sections[0].page_height - Mm(297)) < Mm(1)


def test_tables_repeat_their_heading_and_keep_rows_together():
    visits = opened(make_report(visits=50)).tables[2]
    assert [cell.text for cell in visits.rows[0].cells] == ["Day", "Account", "Met", "Result"]
    assert visits.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(visits.rows) == 51
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in visits.rows)


def test_columns_are_as_wide_as_their_shares():
    visits = opened(make_report()).tables[2]
    widths = [int(column.get(qn("w:w"))) for column in visits._tbl.tblGrid]
    assert widths[3] > 2 * widths[1] > 2 * widths[0]
    assert [cell.width.twips for cell in visits.rows[3].cells] == pytest.approx(widths, abs=1)


def test_a_bare_table_shows_no_heading_row():
    promises = opened(make_report()).tables[3]
    assert promises.rows[0].cells[0].text == "Today"


def test_tones_are_coloured_words():
    promises = opened(make_report()).tables[3]
    (late,) = [run for run in promises.rows[2].cells[0].paragraphs[0].runs if run.text]
    assert str(late.font.color.rgb) == "B0281F"


def test_the_footer_counts_the_pages():
    footer = opened(make_report()).sections[0].footer._element.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "Prepared 15 May 2026" in footer


def test_chinese_gets_a_chinese_face():
    styles = opened(make_report("zh_CN")).styles.element
    fonts = styles.find(qn("w:docDefaults")).find(".//" + qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert all("Theme" not in key for fonts in styles.iter(qn("w:rFonts")) for key in fonts.attrib)


def test_the_properties_name_title_author_and_day():
    properties = opened(make_report()).core_properties
    assert properties.title == "Weekly customer report"
    assert properties.author == properties.last_modified_by == "Lin Sofia"
    assert properties.created.date().isoformat() == "2026-05-15"


def test_notes_keep_their_lists_and_private_ones_stand_apart():
    document = opened(make_brief())
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["☑\tSend the bill of quantities"] == "List"
    assert styles["1.\tfirst the site"] == "List 2"
    private = document.tables[-1].rows[0].cells[0]
    assert "Likes rowing" in private.text
    assert "Private" in private.text
    assert "dashed" in private._tc.xml
    assert "FBF5E4" in private._tc.xml


def test_typed_text_is_never_a_field_or_markup():
    shown = all_text(opened(make_hostile()))
    for typed in HOSTILE[:13]:
        assert typed in shown
    assert "bell formfeed" in shown
    formulas = all_text(opened(make_hostile(FORMULAS)))
    assert all(typed.strip() in formulas for typed in FORMULAS)


def test_a_company_template_is_filled(tmp_path):
    template = own_template(
        tmp_path / "ours.docx",
        "ACME {{ title }} by {{ author }}",
        "{%p for section in sections %}",
        "{{ section.title }}",
        "{%p for point in section.points %}",
        "* {{ point }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    lines = [paragraph.text for paragraph in opened(make_report(), template).paragraphs]
    assert lines[0] == "ACME Weekly customer report by Lin Sofia"
    assert "* Meridian Mobile not seen for 48 days." in lines


def test_the_programs_own_template_can_be_given_as_a_file(tmp_path):
    from importlib.resources import files

    copy = tmp_path / "ours.docx"
    copy.write_bytes((files("resources") / "templates" / "summary.docx").read_bytes())
    assert word.render(make_report(), copy) == word.render(make_report())


def test_a_template_that_is_no_word_file_is_refused_by_name(tmp_path):
    text = tmp_path / "letter.docx"
    text.write_text("Dear all")
    archive = tmp_path / "archive.docx"
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("hello.txt", "hello")
    cut = tmp_path / "cut.docx"
    cut.write_bytes(word.render(make_report())[:4000])
    empty = tmp_path / "empty.docx"
    empty.touch()
    for path in (text, archive, cut, empty):
        with pytest.raises(InvalidValue, match=f"'{path.name}' is no Word file"):
            word.render(make_report(), path)


def test_a_template_that_is_not_there_is_refused_by_name(tmp_path):
    for path in (tmp_path / "missing.docx", tmp_path):
        with pytest.raises(InvalidValue, match="can't be read"):
            word.render(make_report(), path)


def test_a_template_with_huge_parts_is_refused(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(InvalidValue, match="too large"):
        word.render(make_report(), path)


def test_a_template_without_fields_is_refused(tmp_path):
    with pytest.raises(InvalidValue, match=r"has no fields.*\{\{ title \}\}"):
        word.render(make_report(), own_template(tmp_path / "ours.docx", "Dear all"))


def test_a_field_that_does_not_exist_is_named(tmp_path):
    template = own_template(tmp_path / "ours.docx", "{{ title }} {{ invoice_number }}")
    with pytest.raises(InvalidValue, match=r"'ours\.docx' asks for invoice_number") as refused:
        word.render(make_report(), template)
    assert "subtitle" in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        "{{ title",
        "{% for section in sections %} never ended",
        "{{ title | nosuchfilter }}",
        "{{ title.nothing.there }}",
        "{{ title() }}",
        "{{ figures[0].value / 0 }}",
        "{% for f in figures %}{{ f.nothing }}{% endfor %}",
        "{{ title.__class__.__mro__ }}",
    ],
)
def test_a_fault_in_a_template_is_told_not_traced(tmp_path, typed):
    with pytest.raises(InvalidValue, match=r"ours\.docx"):
        word.render(make_report(), own_template(tmp_path / "ours.docx", "{{ title }}", typed))


def test_every_part_of_the_file_has_the_same_time():
    with zipfile.ZipFile(io.BytesIO(word.render(make_report()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
