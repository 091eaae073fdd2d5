"""The summary as GitHub-flavoured Markdown; what people typed is escaped, so that it stays what they typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.summaries.html import as_data_address
from models.summaries.printed import (
    has_heading_row,
    one_line,
    photo_words,
    printed_columns,
    printed_rows,
    printed_sections,
    private_word,
)
from models.summaries.report import Cell, Figure, Note, Photo, Report, Section, Table
from models.text.language import Language
from models.text.markdown import Node, tree

_MARKS = re.compile(r"[\\`*_\[\]<>|~&$#]")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_NOTE_HEADING = 3
"""Level of a note's own heading; the headings inside it come below."""


def render(report: Report) -> bytes:
    """Return the report as a Markdown file in UTF-8; its photos lie at its end, so that one file holds all."""
    photos = _photos(report)
    addresses = [f"[photo-{number}]: {as_data_address(photo)}" for number, photo in enumerate(photos, start=1)]
    return "\n".join([_text(report, embedded=True), *addresses, ""] if photos else [text(report)[:-1], ""]).encode()


def text(report: Report) -> str:
    """Return the report as Markdown, ending in a line end; for each photo stands what it shows."""
    return _text(report, embedded=False)


def _photos(report: Report) -> list[Photo]:
    return [photo for section in printed_sections(report) for photo in section.photos]


def _text(report: Report, *, embedded: bool) -> str:
    blocks = [f"# {_escaped_line(report.title)}", _lines_under_title(report)]
    if report.figures:
        language = Language(report.language)
        blocks.append("\n".join(_figure(figure, language) for figure in report.figures))
    number = 1
    for section in printed_sections(report):
        lines = []
        for photo in section.photos:
            shown = _escaped_line(photo.caption if embedded else photo_words(report, photo))
            lines.append(f"![{shown}][photo-{number}]" if embedded else f"*{shown}*")
            number += 1
        blocks += _section(section, private_word(report), lines)
    if report.prepared:
        blocks += ["---", escaped(report.prepared)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(typed: str) -> str:
    """Return typed text so that Markdown shows it letter by letter; its line breaks stay line breaks."""
    lines = (_escaped_line(line) for line in typed.split("\n"))
    return "\\\n".join(line for line in lines if line)


def _escaped_line(line: str) -> str:
    marked = _MARKS.sub(lambda mark: "\\" + mark[0], one_line(line))
    return _LINE_START.sub(lambda start: f"{start[1]}{_escaped_start(start[2])}", marked)


def _escaped_start(start: str) -> str:
    """Return a line's first sign so that it begins no list and underlines no heading ('1.' becomes '1\\.')."""
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _lines_under_title(report: Report) -> str:
    author = f"**{_escaped_line(report.author)}**" if report.author.strip() else ""
    lines = (escaped(report.subtitle), author, escaped(report.reader))
    return "\\\n".join(line for line in lines if line)


def _figure(figure: Figure, language: Language) -> str:
    label = _escaped_line(figure.label)
    if figure.before:
        label = language.say("{title} ({state})", title=label, state=_escaped_line(figure.before))
    return f"- **{_escaped_line(figure.value)}** {label}"


def _section(section: Section, private: str, photos: Sequence[str]) -> list[str]:
    blocks = [f"## {_escaped_line(section.title)}"]
    if section.table and section.table.rows:
        blocks.append(_table(section.table))
    if section.items:
        blocks.append("\n".join(f"- {_hanging(escaped(item), '  ')}" for item in section.items))
    for note in section.notes:
        blocks += _note(note, private)
    blocks += photos
    return blocks if len(blocks) > 1 else [*blocks, escaped(section.empty)]


def _table(table: Table) -> str:
    columns = printed_columns(table)
    titles = [_cell(column.title) if has_heading_row(table) else "" for column in columns]
    rules = ["---:" if column.kind == "number" else "---" for column in columns]
    rows = [[_toned(cell) for cell in row] for row in printed_rows(table)]
    return "\n".join(_row(row) for row in [titles, rules, *rows])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    return "<br>".join(line for line in map(_escaped_line, words.split("\n")) if line)


def _toned(cell: Cell) -> str:
    words = _cell(cell.text)
    return f"**{words}**" if cell.tone == "strong" and words else words


def _note(note: Note, private: str) -> list[str]:
    mark = f" ({_escaped_line(private)})" if note.private else ""
    blocks = [f"{'#' * _NOTE_HEADING} {_escaped_line(note.heading)}{mark}", *_blocks(tree(note.markdown))]
    return [_prefixed("\n\n".join(blocks), "> ")] if note.private else blocks


def _blocks(nodes: Sequence[Node]) -> list[str]:
    """Return the Markdown of each block of a note."""
    return [block for block in map(_block, nodes) if block]


def _block(node: Node) -> str:
    match node["kind"]:
        case "heading":
            return f"{'#' * min(6, node['level'] + _NOTE_HEADING)} {one_line(_inlines(node['children'], ' '))}"
        case "paragraph":
            return _paragraph(node["children"])
        case "list":
            return "\n".join(_item(node, item, number) for number, item in enumerate(node["items"], node["start"]))
        case "quote":
            return _prefixed("\n\n".join(_blocks(node["children"])), "> ")
        case "code":
            fence = _fence(node["text"], 3)
            return f"{fence}\n{node['text']}\n{fence}"
        case "table":
            rows = [[_inlines(cell, "<br>").replace("\n", "<br>") for cell in row] for row in node["rows"]]
            return "\n".join(_row(row) for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])
        case "rule":
            return "---"
        case _:
            return _paragraph([node])


def _paragraph(nodes: Sequence[Node]) -> str:
    lines = _inlines(nodes, "\n").split("\n")
    return "\\\n".join(_LINE_START.sub(lambda s: f"{s[1]}{_escaped_start(s[2])}", line.strip()) for line in lines)


def _item(node: Node, item: Node, number: int) -> str:
    mark = f"{number}. " if node["ordered"] else "- "
    box = "" if item["checked"] is None else f"[{'x' if item['checked'] else ' '}] "
    return mark + box + _hanging("\n\n".join(_blocks(item["children"])), " " * len(mark))


def _inlines(nodes: Sequence[Node], line_break: str) -> str:
    parts = []
    for node in nodes:
        match node["kind"]:
            case "text":
                parts.append(_MARKS.sub(lambda mark: "\\" + mark[0], node["text"]))
            case "break":
                parts.append(line_break)
            case "code":
                fence = _fence(node["text"], 1)
                edge = " " if node["text"].startswith("`") or node["text"].endswith("`") else ""
                parts.append(f"{fence}{edge}{node['text'].replace('|', '&#124;')}{edge}{fence}")
            case "strong":
                parts.append(_around("**", node["children"], line_break))
            case "emphasis":
                parts.append(_around("*", node["children"], line_break))
            case "strike":
                parts.append(_around("~~", node["children"], line_break))
            case "link":
                parts.append(f"[{_inlines(node['children'], line_break)}](<{node['address']}>)")
    return "".join(parts)


def _around(mark: str, nodes: Sequence[Node], line_break: str) -> str:
    words = _inlines(nodes, line_break)
    return f"{mark}{words}{mark}" if words.strip() else words


def _fence(code: str, least: int) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    return "`" * max(least, longest + 1)


def _prefixed(block: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in block.split("\n"))


def _hanging(block: str, indent: str) -> str:
    first, *rest = block.split("\n")
    return "\n".join([first, *((indent + line).rstrip() for line in rest)])
