"""HTML cut into its pieces, in a time that grows with its length alone, whatever it holds.

Python's own parser takes minutes for some texts of a few megabytes, and what lies on a clipboard was written by
anybody. Nothing here is read as a page: no address is followed, and scripts and styles never come out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LONGEST_TAG = 8000
"""Characters of a tag beyond which its attributes are data that nobody reads, such as a picture written out."""

_HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_RAW = frozenset({"script", "style", "title", "xmp", "iframe", "noembed", "noframes", "textarea"})
"""Elements whose content is no text of the page, up to their closing tag."""

_RAW_END = {name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE) for name in _RAW}


class Piece(NamedTuple):
    """A text, or a tag with its name in small letters and what is written behind it."""

    kind: str
    """'text', 'open' or 'close'."""
    words: str
    rest: str = ""

    def attributes(self) -> dict[str, str]:
        """Return the attributes of a tag; of a name that comes twice, the first."""
        found: dict[str, str] = {}
        if len(self.rest) <= _LONGEST_TAG:
            for name, double, single, bare in _ATTRIBUTE.findall(self.rest):
                found.setdefault(name.lower(), _unescaped(double or single or bare))
        return found


def pieces(text: str) -> Iterator[Piece]:
    """Yield the texts and tags of some HTML in their order; comments, declarations and scripts are left out.

    Where something is opened and never closed (a tag, a comment, a script), the last piece is of the kind 'broken'.
    """
    place, end = 0, len(text)
    while 0 <= place < end:
        opens = text.find("<", place)
        opens = end if opens < 0 else opens
        if opens > place:
            words = text[place:opens]
            yield Piece("text", _unescaped(words) if "&" in words else words)
        if opens == end:
            return
        after = text[opens + 1 : opens + 4]
        if after == "!--":
            place = _past(text, "-->", opens + 4)
        elif after[:1] in ("!", "?"):
            place = _past(text, ">", opens)
        else:
            piece, place = _tag(text, opens)
            yield piece
            if piece.kind == "open" and piece.words in _RAW:
                closing = _RAW_END[piece.words].search(text, place)
                place = closing.start() if closing else -1
    if place < 0:
        yield Piece("broken", "")


def _tag(text: str, place: int) -> tuple[Piece, int]:
    """Return the tag that begins here and where it ends (−1 for nowhere); a '<' that begins none is text."""
    closes = text.startswith("/", place + 1)
    name = _NAME.match(text, place + 1 + closes)
    if name is None:
        return Piece("text", "<"), place + 1
    at = name.end()
    if text.startswith(">", at):
        return Piece("close" if closes else "open", name[0].lower()), at + 1
    while at >= 0 and (found := _QUOTE_OR_END.search(text, at)) is not None:
        if found[0] == ">":
            kind = "close" if closes else "open"
            return Piece(kind, name[0].lower(), text[name.end() : found.start()]), found.end()
        at = _past(text, found[0], found.end())
    return Piece("broken", ""), -1


def _past(text: str, sign: str, place: int) -> int:
    found = text.find(sign, place)
    return -1 if found < 0 else found + len(sign)


def _unescaped(text: str) -> str:
    return html.unescape(_HUGE_NUMBER.sub("\N{REPLACEMENT CHARACTER}", text))
