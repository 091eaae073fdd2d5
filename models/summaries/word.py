"""The summary as a Word file, from the program's template or from a company's own.

A template is an ordinary .docx with fields such as `{{ title }}`; `resources/templates/README.md` lists them all.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.summaries.figure_line import figure_line
from models.summaries.printed import (
    ends_right,
    has_heading_row,
    is_short_form,
    page_words,
    prepared_at,
    printed_columns,
    printed_rows,
    printed_sections,
    private_word,
    xml_text,
)
from models.summaries.report import Cell, Report, Section, Table, Tone
from models.summaries.word_notes import paragraphs
from models.summaries.word_photos import as_note, fill_places
from models.summaries.word_template import filled

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DrawnTable

_FIGURES_MARK = "figures"
"""Alternative text of the table in the template that holds the key figures."""

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_TONES: dict[Tone, str] = {"plain": "1B2123", "strong": "1B2123", "quiet": "616B70", "late": "B0281F", "soon": "855300"}


def render(report: Report, template: Path | None = None) -> bytes:
    """Return the report as a .docx file, from the given template or the program's own.

    Raises InvalidValue, naming the file and what is wrong, when the template can't be used.
    """
    document = filled(_fields(report), template)
    fill_places(document, report)
    _set_widths(document, report)
    _set_figures(document, report)
    _begin_pages(document, report)
    _set_properties(document, report)
    stream = BytesIO()
    document.save(stream)
    return _without_times(stream.getvalue())


def _fields(report: Report) -> dict[str, Any]:
    before, _, rest = page_words(report).partition("{page}")
    between, _, after = rest.partition("{pages}")
    return {
        "kind": report.kind,
        "language": report.language,
        "title": xml_text(report.title),
        "subtitle": xml_text(report.subtitle),
        "author": xml_text(report.author),
        "reader": xml_text(report.reader),
        "prepared": xml_text(report.prepared),
        "private": private_word(report),
        "page": {"before": before, "between": between, "after": after},
        "figures": [
            {
                "value": xml_text(f.value).replace(" ", "\u00a0"),
                "label": xml_text(f.label),
                "before": xml_text(f.before),
            }
            for f in report.figures
        ],
        "sections": [_section(report, section) for section in printed_sections(report)],
    }


def _section(report: Report, section: Section) -> dict[str, Any]:
    table = section.table if section.table and section.table.rows else None
    says_something = bool(table or section.items or section.notes or section.photos)
    return {
        "key": xml_text(section.key),
        "title": xml_text(section.title),
        "table": _table(table) if table else None,
        "points": [xml_text(item) for item in section.items],
        "notes": [
            {"heading": xml_text(n.heading), "private": n.private, "body": paragraphs(xml_text(n.markdown))}
            for n in section.notes
        ]
        + as_note(report, section),
        "empty": "" if says_something else xml_text(section.empty),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "headed": has_heading_row(table),
        "columns": [{"title": xml_text(column.title)} for column in printed_columns(table)],
        "rows": [[_cell(cell) for cell in row] for row in printed_rows(table)],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    from docxtpl import RichText

    text = xml_text(cell.text)
    rich = RichText(text, color=_TONES[cell.tone], bold=cell.tone == "strong")
    return {"text": text, "tone": cell.tone, "rich": rich}


def _set_widths(document: Document, report: Report) -> None:
    """Give the tables that carry a section's key as their alternative text the widths of their columns."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    tables = {xml_text(s.key): s for s in printed_sections(report) if s.table and s.table.rows}
    for drawn in document.tables:
        mark = drawn._tbl.tblPr.find(qn("w:tblCaption"))
        section = tables.get(str(mark.get(qn("w:val")))) if mark is not None else None
        if mark is None or section is None or section.table is None:
            continue
        mark.set(qn("w:val"), xml_text(section.title))
        right = [column.kind == "number" for column in printed_columns(section.table)]
        right[-1] = right[-1] or ends_right(section.table)
        _share_width(drawn._tbl, [max(column.share, 0.01) for column in printed_columns(section.table)])
        if section.table.form_height > 0:
            _make_form(drawn, section.table)
        for place in [place for place, is_right in enumerate(right) if is_right]:
            for cell in drawn.columns[place].cells:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _make_form(drawn: DrawnTable, table: Table) -> None:
    """Give a table that is filled in by hand frames around its cells, and rows that are high enough to write in."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A9599"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>'
    properties = drawn._tbl.tblPr
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for old in properties.xpath("w:tblCellMar"):
        old.getparent().replace(old, parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    for number, row in enumerate(drawn.rows):
        if number or not has_heading_row(table):
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(table.form_height)
        is_followed = number + 1 < len(drawn.rows)
        for cell in row.cells:
            for own in cell._tc.xpath("w:tcPr/w:tcBorders"):
                own.getparent().remove(own)
            if is_followed and is_short_form(table):
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _begin_pages(document: Document, report: Report) -> None:
    """Let a section that begins a page do so, where the template shows the sections under headings of its own."""
    begin = {xml_text(section.title) for section in printed_sections(report)[1:] if section.begins_page}
    for paragraph in document.paragraphs if begin else []:
        if paragraph.style is not None and paragraph.style.name == "Heading 1" and paragraph.text in begin:
            paragraph.paragraph_format.page_break_before = True


def _set_figures(document: Document, report: Report) -> None:
    """Give each figure the room it wants, and all of them a smaller type before a long one breaks."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = figure_line(report.figures, one_line=True)
    for drawn in document.tables:
        mark = drawn._tbl.tblPr.find(qn("w:tblCaption"))
        if mark is None or mark.get(qn("w:val")) != _FIGURES_MARK or not report.figures:
            continue
        _share_width(drawn._tbl, list(line.widths[: len(report.figures)]))
        for cell in drawn.rows[0].cells:
            style = cell.paragraphs[0].style
            for run in cell.paragraphs[0].runs:
                size = style.font.size if style is not None else None
                run.font.size = Pt(round(size.pt * line.scale, 1)) if size else None


def _share_width(drawn: Any, shares: list[float]) -> None:
    """Divide the table's width by the shares, in its grid and in every cell, as Word wants both."""
    from docx.oxml.ns import qn

    grid = drawn.tblGrid.findall(qn("w:gridCol"))
    for surplus in grid[len(shares) :]:
        drawn.tblGrid.remove(surplus)
    total = sum(int(float(column.get(qn("w:w")) or 0)) for column in grid)
    widths = [str(int(total * share / sum(shares))) for share in shares]
    for column, width in zip(grid, widths, strict=False):
        column.set(qn("w:w"), width)
    for row in drawn.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            of_cell = cell.get_or_add_tcPr().get_or_add_tcW()
            of_cell.set(qn("w:w"), width)
            of_cell.set(qn("w:type"), "dxa")


def _set_properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = xml_text(report.title)[:255]
    properties.subject = xml_text(report.subtitle)[:255]
    properties.author = properties.last_modified_by = xml_text(report.author)[:255]
    properties.language = "zh-CN" if report.language.startswith("zh") else "en-GB"
    properties.created = properties.modified = prepared_at(report).replace(tzinfo=None)
    properties.revision = 1


def _without_times(content: bytes) -> bytes:
    """Return the file with one fixed time on every part, so that the same report gives the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(part))
    return stream.getvalue()
