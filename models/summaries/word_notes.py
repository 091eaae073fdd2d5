"""Markdown notes as Word paragraphs: what the template's field `note.body` is filled with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.text.markdown import Node, inline_text, item_mark, tree

if TYPE_CHECKING:
    from docxtpl import RichText, RichTextParagraph


@dataclass(frozen=True, slots=True)
class _Style:
    """How a run looks: what Markdown's marks come to in Word."""

    bold: bool = False
    underline: bool = False
    strike: bool = False
    font: str | None = None


def paragraphs(markdown: str) -> RichTextParagraph:
    """Return the paragraphs of a note, by the names of the template's styles."""
    from docxtpl import RichTextParagraph

    body = RichTextParagraph()
    parts: list[str] = []
    _add_blocks(parts, tree(markdown), 0, "NoteText")
    body.xml = "".join(parts)
    return body


def _add_blocks(parts: list[str], nodes: list[Node], depth: int, style: str) -> None:
    """Add the paragraphs of these blocks; lists deeper than Word's three list styles stay at the third."""
    for node in nodes:
        match node["kind"]:
            case "heading":
                parts.append(_paragraph(_rich(node["children"]), "Heading3"))
            case "list":
                _add_list(parts, node, depth + 1)
            case "quote":
                _add_blocks(parts, node["children"], depth, "Quote")
            case "code":
                parts.append(_paragraph(_plain_run(node["text"]), "NoteCode"))
            case "table":
                for row in node["rows"]:
                    parts.append(_paragraph(_plain_run(" | ".join(inline_text(cell) for cell in row)), style))
            case "rule":
                parts.append(_paragraph(_plain_run("———"), style))
            case "paragraph":
                parts.append(_paragraph(_rich(node["children"]), style))
            case _:
                parts.append(_paragraph(_rich([node]), style))


def _add_list(parts: list[str], node: Node, depth: int) -> None:
    level = "" if depth == 1 else str(min(depth, 3))
    for number, item in enumerate(node["items"], start=node["start"]):
        bulleted = not node["ordered"] and item["checked"] is None
        first, rest = _split_item(item["children"])
        rich = _rich(first, "" if bulleted else f"{item_mark(node, item, number)}\t")
        parts.append(_paragraph(rich, f"{'ListBullet' if bulleted else 'List'}{level}"))
        _add_blocks(parts, rest, depth, "NoteText")


def _paragraph(rich: RichText, style: str) -> str:
    """Return one paragraph as Word's XML; joined at the end, since adding to one long text takes ever longer."""
    from docxtpl import RichTextParagraph

    paragraph = RichTextParagraph()
    paragraph.add(rich, parastyle=style)
    return str(paragraph.xml)


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
