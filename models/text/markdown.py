"""Markdown notes as a small tree of plain dicts, which every format walks in its own way.

A node is a dict with a `kind`. Blocks: heading (level), paragraph, list (ordered, start, items), quote, code (text),
table (rows of cells, the first row is the heading) and rule. Inlines: text, code, break, strong, emphasis, strike
and link (address, shown). Raw HTML stays the text that was typed, a picture becomes its alternative text, and only
addresses that are safe to press become links. Nothing in the tree is deeper than `DEEPEST` blocks plus `DEEPEST`
inlines, so that no reader of it has to fear for its stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Node = dict[str, Any]

DEEPEST = 8
SAFE_SCHEMES = ("http", "https", "mailto", "tel")

_PARSER_LIMIT = 100
"""Levels after which the parser drops what is inside; a text that comes so far is shown as it was typed."""

_CHECKBOX = re.compile(r"\[([ xX])\](?:\s+|$)")
_INLINE_KINDS = {"strong_open": "strong", "em_open": "emphasis", "s_open": "strike"}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_LIMIT})
    return parser.enable(["table", "strikethrough"])


def tree(markdown: str) -> list[Node]:
    """Return the blocks of a Markdown text; line breaks stay where they were typed."""
    tokens = _parser().parse(markdown)
    if any(token.nesting == 1 and token.level >= _PARSER_LIMIT - 1 for token in tokens):
        return [_as_typed(markdown)]
    return _Builder().build(tokens)


def is_safe_address(address: str) -> bool:
    """Return whether a link may lead there: the web, an e-mail address or a telephone number, nothing else."""
    scheme, colon, rest = address.partition(":")
    return bool(colon and rest) and scheme.lower() in SAFE_SCHEMES


def plain_lines(nodes: Sequence[Node], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield each line of the blocks as (depth, words); list items begin with their bullet, number or box."""
    for node in nodes:
        match node["kind"]:
            case "list":
                yield from _plain_list(node, depth)
            case "quote":
                yield from plain_lines(node["children"], depth + 1)
            case "code":
                yield from ((depth, line) for line in node["text"].split("\n"))
            case "table":
                yield from ((depth, " | ".join(inline_text(cell) for cell in row)) for row in node["rows"])
            case "rule":
                yield depth, "———"
            case _:
                yield from ((depth, line) for line in inline_text(node["children"]).split("\n"))


def _plain_list(node: Node, depth: int) -> Iterator[tuple[int, str]]:
    for number, item in enumerate(node["items"], start=node["start"]):
        mark = item_mark(node, item, number)
        for line, (inner, text) in enumerate(plain_lines(item["children"], depth)):
            yield (inner, f"{mark} {text}") if line == 0 else (max(inner, depth + 1), text)


def item_mark(node: Node, item: Node, number: int) -> str:
    """Return what stands before a list item: its box, its number or a bullet."""
    if item["checked"] is not None:
        return "☑" if item["checked"] else "☐"
    return f"{number}." if node["ordered"] else "•"


def inline_text(nodes: Sequence[Node]) -> str:
    """Return the words of inlines; a link is followed by its address where that says more."""
    parts: list[str] = []
    for node in nodes:
        match node["kind"]:
            case "text" | "code":
                parts.append(node["text"])
            case "break":
                parts.append("\n")
            case _:
                parts.append(inline_text(node["children"]))
                if node.get("shown"):
                    parts.append(f" ({node['shown']})")
    return "".join(parts)


def _as_typed(text: str) -> Node:
    children: list[Node] = []
    for line in text.splitlines():
        children += [{"kind": "break"}] if children else []
        children.append({"kind": "text", "text": line})
    return {"kind": "paragraph", "children": children}


class _Builder:
    """Turns the parser's flat tokens into the tree; what is too deep is put into its nearest parent."""

    def build(self, tokens: Sequence[Token]) -> list[Node]:
        self.places: list[list[Node]] = [[]]
        self.depths = [0]
        self.lists: list[Node | None] = []
        for token in tokens:
            self._take(token)
        return self.places[0]

    def _take(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._open({"kind": "quote", "children": []}, "children")
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "list_item_open":
                self._open_item()
            case "heading_open":
                self._open({"kind": "heading", "level": int(token.tag[1:]), "children": []}, "children", leaf=True)
            case "paragraph_open":
                self._open({"kind": "paragraph", "children": []}, "children", leaf=True)
            case "table_open":
                self._open({"kind": "table", "rows": []}, "rows", leaf=True)
            case "tr_open" | "th_open" | "td_open":
                self._open_row()
            case "inline":
                self.places[-1].extend(_inlines(token.children or []))
            case "fence" | "code_block":
                self.places[-1].append({"kind": "code", "text": token.content.rstrip("\n")})
            case "hr":
                self.places[-1].append({"kind": "rule"})
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self._close()
            case "list_item_close":
                self._close_item()
            case "thead_open" | "thead_close" | "tbody_open" | "tbody_close":
                pass
            case _:
                self._close()

    def _open(self, node: Node, inside: str, *, leaf: bool = False) -> None:
        depth = self.depths[-1] + (not leaf)
        if depth > DEEPEST and not leaf:
            self.places.append(self.places[-1])
        else:
            self.places[-1].append(node)
            self.places.append(node[inside])
        self.depths.append(depth)

    def _close(self) -> None:
        self.places.pop()
        self.depths.pop()

    def _open_list(self, token: Token) -> None:
        start = int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 1
        node: Node = {"kind": "list", "ordered": token.type.startswith("ordered"), "start": start, "items": []}
        self._open(node, "items")
        self.lists.append(node if self.depths[-1] <= DEEPEST else None)

    def _open_item(self) -> None:
        item: Node = {"kind": "item", "checked": None, "children": []}
        if self.lists[-1] is None:
            self.places.append(self.places[-1])
        else:
            self.lists[-1]["items"].append(item)
            self.places.append(item["children"])
        self.depths.append(self.depths[-1])

    def _close_item(self) -> None:
        if self.lists[-1] is not None:
            _tick(self.lists[-1]["items"][-1])
        self._close()

    def _open_row(self) -> None:
        row: list[Any] = []
        self.places[-1].append(row)  # type: ignore[arg-type]
        self.places.append(row)
        self.depths.append(self.depths[-1])


def _tick(item: Node) -> None:
    """Turn a leading '[ ]' or '[x]' into the item's box."""
    first = item["children"][0] if item["children"] else None
    if first is None or first["kind"] != "paragraph" or not first["children"]:
        return
    words = first["children"][0]
    box = _CHECKBOX.match(words["text"]) if words["kind"] == "text" else None
    if box:
        item["checked"] = box[1] != " "
        words["text"] = words["text"][box.end() :]


def _inlines(tokens: Sequence[Token]) -> list[Node]:
    root: list[Node] = []
    stack: list[tuple[list[Node], Node | None]] = [(root, None)]
    for token in tokens:
        place = stack[-1][0]
        if token.type == "text":
            if token.content:
                place.append({"kind": "text", "text": token.content})
        elif token.type in ("softbreak", "hardbreak"):
            place.append({"kind": "break"})
        elif token.type == "code_inline":
            place.append({"kind": "code", "text": token.content})
        elif token.type == "image":
            place.append({"kind": "text", "text": token.content})
        elif token.nesting == 1:
            stack.append(_open_inline(token, place, len(stack)))
        elif token.nesting == -1:
            _close_inline(*stack.pop(), stack[-1][0])
        else:
            place.append({"kind": "text", "text": token.content})
    return root


def _open_inline(token: Token, place: list[Node], depth: int) -> tuple[list[Node], Node | None]:
    children: list[Node] = []
    if token.type == "link_open":
        link: Node = {"kind": "link", "address": str(token.attrGet("href") or ""), "shown": "", "children": children}
        return children, link
    if depth > DEEPEST:
        return place, None
    place.append({"kind": _INLINE_KINDS[token.type], "children": children})
    return children, None


def _close_inline(children: list[Node], link: Node | None, place: list[Node]) -> None:
    """Finish a link: pressable when its address is safe, else its words and the address as text."""
    if link is None:
        return
    from markdown_it.common.normalize_url import normalizeLinkText

    address = link["address"]
    shown = normalizeLinkText(address)
    if inline_text(children) not in (address, shown, address.removeprefix("mailto:")):
        link["shown"] = shown
    if is_safe_address(address):
        place.append(link)
    else:
        place.extend(children)
        if link["shown"]:
            place.append({"kind": "text", "text": f" ({shown})"})
