"""The summary as a Word file, from the program's template or from a company's own.

A template is an ordinary .docx with fields such as `{{ title }}`; `resources/templates/README.md` lists them all.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InvalidValue
from models.summaries.printed import (
    ends_right,
    has_heading_row,
    page_words,
    prepared_at,
    printed_columns,
    printed_rows,
    printed_sections,
    private_word,
    xml_text,
)
from models.summaries.report import Cell, Note, Report, Section, Table, Tone
from models.text.markdown import Node, inline_text, item_mark, tree

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import DocxTemplate, RichText, RichTextParagraph
    from jinja2.sandbox import SandboxedEnvironment

FIELDS = frozenset({
    "title", "subtitle", "author", "reader", "prepared", "figures", "sections", "page", "private", "language", "kind",
})  # fmt: skip
"""The fields that a template may use."""

_LARGEST_TEMPLATE = 64 * 1024 * 1024
"""Bytes that a template may unpack to; a bigger one is no template but a trap."""

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_TONES: dict[Tone, str] = {"plain": "1B2123", "strong": "1B2123", "quiet": "616B70", "late": "B0281F", "soon": "855300"}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a run looks: what Markdown's marks come to in Word."""

    bold: bool = False
    underline: bool = False
    strike: bool = False
    font: str | None = None


def render(report: Report, template: Path | None = None) -> bytes:
    """Return the report as a .docx file, from the given template or the program's own.

    Raises InvalidValue, naming the file and what is wrong, when the template can't be used.
    """
    document = _filled(report, template)
    _set_widths(document, report)
    _set_properties(document, report)
    stream = BytesIO()
    document.save(stream)
    return _without_times(stream.getvalue())


def _filled(report: Report, path: Path | None) -> Document:
    from jinja2 import TemplateError

    name = path.name if path else "summary.docx"
    template = _opened(path, name)
    try:
        _refuse_foreign_fields(template, name)
        template.render(_fields(report), _environment(), autoescape=True)
    except TemplateError as error:
        raise _template_fault(name, error) from error
    except (TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError, OverflowError) as error:
        raise InvalidValue(
            "The template '{file}' can't be filled: {reason}. Correct the field in Word, or leave the template out.",
            file=name,
            reason=str(error),
        ) from error
    document: Document = template.docx
    return document


def _opened(path: Path | None, name: str) -> DocxTemplate:
    """Return the template, read and proven to be a Word file."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    try:
        content = path.read_bytes() if path else (files("resources") / "templates" / name).read_bytes()
    except OSError as error:
        raise InvalidValue(
            "The template '{file}' can't be read ({reason}). Choose a .docx file that is there.",
            file=path,
            reason=error.strerror or str(error),
        ) from error
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST_TEMPLATE:
                raise InvalidValue("The template '{file}' is too large. Choose one without big pictures.", file=name)
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, XMLSyntaxError, NotImplementedError) as error:
        raise InvalidValue(
            "The template '{file}' is no Word file, or a broken one. Save it in Word as .docx and choose it again.",
            file=name,
        ) from error
    return template


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _refuse_foreign_fields(template: DocxTemplate, name: str) -> None:
    """Raise InvalidValue for a template of another program: none of our fields, or some that we don't have."""
    used = template.get_undeclared_template_variables(_environment())
    foreign = sorted(used - FIELDS)
    if foreign:
        raise InvalidValue(
            "The template '{file}' asks for {fields}, which a summary does not have. It has: {known}.",
            file=name,
            fields=", ".join(foreign),
            known=", ".join(sorted(FIELDS)),
        )
    if not used & {"sections", "figures", "title"}:
        raise InvalidValue(
            "The template '{file}' has no fields, so nothing would be in it. Put {example} and the others into it.",
            file=name,
            example="{{ title }}",
        )


def _template_fault(name: str, error: Exception) -> InvalidValue:
    """Return the fault of a template with the words around it, since Word shows no line numbers."""
    near = " ".join(" ".join(getattr(error, "docx_context", ())).split())[:120]
    if not near:
        return InvalidValue(
            "The template '{file}' has a field that can't be read: {reason}. Correct it in Word.",
            file=name,
            reason=str(error),
        )
    return InvalidValue(
        "The template '{file}' has a field that can't be read: {reason}, near '{near}'. Correct it in Word.",
        file=name,
        reason=str(error),
        near=near,
    )


def _fields(report: Report) -> dict[str, Any]:
    before, rest = page_words(report).split("{page}", 1)
    between, after = rest.split("{pages}", 1)
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
            {"value": xml_text(f.value), "label": xml_text(f.label), "before": xml_text(f.before)}
            for f in report.figures
        ],
        "sections": [_section(section) for section in printed_sections(report)],
    }


def _section(section: Section) -> dict[str, Any]:
    table = section.table if section.table and section.table.rows else None
    filled = bool(table or section.items or section.notes)
    return {
        "key": xml_text(section.key),
        "title": xml_text(section.title),
        "table": _table(table) if table else None,
        "points": [xml_text(item) for item in section.items],
        "notes": [_note(note) for note in section.notes],
        "empty": "" if filled else xml_text(section.empty),
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


def _note(note: Note) -> dict[str, Any]:
    from docxtpl import RichTextParagraph

    body = RichTextParagraph()
    _add_blocks(body, tree(xml_text(note.markdown)), 0, "NoteText")
    return {"heading": xml_text(note.heading), "private": note.private, "body": body}


def _add_blocks(body: RichTextParagraph, nodes: list[Node], depth: int, style: str) -> None:
    """Add the paragraphs of these blocks; lists deeper than Word's three list styles stay at the third."""
    for node in nodes:
        match node["kind"]:
            case "heading":
                body.add(_rich(node["children"]), parastyle="Heading3")
            case "list":
                _add_list(body, node, depth + 1)
            case "quote":
                _add_blocks(body, node["children"], depth, "Quote")
            case "code":
                body.add(_plain_run(node["text"]), parastyle="NoteCode")
            case "table":
                for row in node["rows"]:
                    body.add(_plain_run("\t".join(inline_text(cell) for cell in row)), parastyle=style)
            case "rule":
                body.add(_plain_run("———"), parastyle=style)
            case "paragraph":
                body.add(_rich(node["children"]), parastyle=style)
            case _:
                body.add(_rich([node]), parastyle=style)


def _add_list(body: RichTextParagraph, node: Node, depth: int) -> None:
    level = "" if depth == 1 else str(min(depth, 3))
    for number, item in enumerate(node["items"], start=node["start"]):
        bulleted = not node["ordered"] and item["checked"] is None
        first, rest = _split_item(item["children"])
        rich = _rich(first, "" if bulleted else f"{item_mark(node, item, number)}\t")
        body.add(rich, parastyle=f"{'ListBullet' if bulleted else 'List'}{level}")
        _add_blocks(body, rest, depth, "NoteText")


def _split_item(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return the words that stand beside the bullet, and the blocks below them."""
    if blocks and blocks[0]["kind"] == "paragraph":
        return blocks[0]["children"], blocks[1:]
    return [], blocks


def _plain_run(text: str) -> RichText:
    from docxtpl import RichText

    return RichText(text or " ")


def _rich(nodes: list[Node], mark: str = "") -> RichText:
    """Return the inlines as Word runs; a link shows its address, since paper can't be pressed."""
    from docxtpl import RichText

    rich = RichText(mark)
    for text, style in _runs(nodes, _Style()):
        rich.add(text, bold=style.bold, underline=style.underline, strike=style.strike, font=style.font)
    return rich


def _runs(nodes: list[Node], style: _Style) -> Iterator[tuple[str, _Style]]:
    from dataclasses import replace

    for node in nodes:
        match node["kind"]:
            case "text":
                yield node["text"], style
            case "break":
                yield "\n", style
            case "code":
                yield node["text"], replace(style, font="Consolas")
            case "strong":
                yield from _runs(node["children"], replace(style, bold=True))
            case "emphasis":
                yield from _runs(node["children"], replace(style, underline=True))
            case "strike":
                yield from _runs(node["children"], replace(style, strike=True))
            case "link":
                yield from _runs(node["children"], style)
                if node["shown"]:
                    yield f" ({node['shown']})", style


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
        for place in [place for place, is_right in enumerate(right) if is_right]:
            for cell in drawn.columns[place].cells:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


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
