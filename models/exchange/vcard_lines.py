"""A vCard file cut into its cards and their properties, bytes first: each line may have an encoding of its own.

vobject isn't used for this. It reads a whole card in one encoding and gives up the card for one line in another, and
its pattern for a line takes hours over a parameter with some thirty equal signs and no colon, which is what a
quoted-printable line looks like once its colon is lost.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.errors import InvalidValue, JournalError
from models.exchange.encoding import find_encoding
from models.exchange.records import Refused

NOTES, LANGUAGES, INTRODUCTION = "X-ROUNDS-NOTES", "X-ROUNDS-LANGUAGES", "X-ROUNDS-INTRODUCTION"
"""What of a person only a journal writes and reads, so that it comes in again where it was."""

_LONGEST_HEAD = 10_000
"""Bytes in which the colon of a line must come."""
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_CUSTOM_LABEL = re.compile(r"X-CUSTOM\(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,(?P<label>.*)\)", re.I)
"""How Android writes a label of the user's own into a vCard 2.1."""
_CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-jp": "euc-jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: `TEL;TYPE=WORK:123` has the name TEL, the parameter TYPE and a value still escaped."""

    name: str
    value: str
    parameters: dict[str, list[str]]
    group: str
    """What 'item1.TEL' and 'item1.X-ABLabel' share."""

    def types(self) -> list[str]:
        """Return the words of its TYPE parameters in lower case."""
        return [word.casefold() for word in self.parameters.get("TYPE", [])]


@dataclass(frozen=True, slots=True)
class Card:
    """One card, and the line on which it begins."""

    line: int
    properties: list[Property]


def read_cards(data: bytes, file: str) -> Iterator[Card | Refused]:
    """Yield each card, or why it can't be read; a card within a card (an assistant's) is passed over."""
    encoding = find_encoding(data)
    if encoding == "utf-16":
        data, encoding = data.decode("utf-16").encode("utf-8", "replace"), "utf-8"
    begun = 0
    inside = 0
    lines: list[tuple[int, bytes]] = []
    stray = False
    agent = False
    for number, line in _logical_lines(data.removeprefix(b"\xef\xbb\xbf")):
        mark = line.strip().upper().replace(b" ", b"")
        if mark == b"BEGIN:VCARD" and begun and agent:
            inside += 1
        elif mark == b"BEGIN:VCARD":
            if begun:
                yield Refused(file, begun, _endless())
            begun, inside, lines, stray = number, 0, [], False
        elif mark == b"END:VCARD" and inside:
            inside -= 1
        elif mark == b"END:VCARD" and begun:
            yield _card(file, begun, lines, encoding)
            begun = 0
        elif begun:
            if not inside:
                lines.append((number, line))
        elif not stray:
            stray = True
            yield Refused(file, number, InvalidValue("The line belongs to no card. Put BEGIN:VCARD above its card."))
        agent = mark.split(b";")[0].split(b":")[0].split(b".")[-1] == b"AGENT"
    if begun:
        yield Refused(file, begun, _endless())


def split_text(value: str, separator: str, *, old: bool) -> list[str]:
    """Return the parts of a value with their escapes undone; vCard 2.1 (`old`) knows no \\n for a new line."""
    parts: list[str] = []
    current: list[str] = []
    characters = iter(value)
    for character in characters:
        if character == "\\":
            escaped = next(characters, "")
            if escaped in ("n", "N") and not old:
                current.append("\n")
            else:
                current.append(escaped if escaped in ("\\", ";", ",", ":") else f"\\{escaped}")
        elif character == separator:
            parts.append("".join(current).strip())
            current = []
        else:
            current.append(character)
    parts.append("".join(current).strip())
    return parts


def _endless() -> JournalError:
    return InvalidValue("The card that begins here has no end. Put END:VCARD below its last line.")


def _logical_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number, joined to the lines that continue it; pictures are left out."""
    lines = data.splitlines()
    position = 0
    while position < len(lines):
        begin = position
        parts = [lines[position]]
        position += 1
        if not parts[0].strip():
            continue
        while position < len(lines) and lines[position][:1] in (b" ", b"\t") and lines[position].strip():
            parts.append(lines[position][1:])
            position += 1
        head = b"".join(parts[:20]).split(b":", 1)[0].upper()
        if b"BASE64" in head or b"ENCODING=B" in head:
            while position < len(lines) and lines[position].strip() and b":" not in lines[position]:
                parts.append(lines[position])
                position += 1
        elif b"QUOTED-PRINTABLE" in head:
            parts[:-1] = [part.removesuffix(b"=") for part in parts[:-1]]
            while parts[-1].endswith(b"=") and position < len(lines) and not _is_mark(lines[position]):
                parts[-1] = parts[-1][:-1]
                parts.append(lines[position])
                position += 1
        if _name(head) not in _BINARY:
            yield begin + 1, b"".join(parts)


def _is_mark(line: bytes) -> bool:
    return line.strip().upper() in (b"BEGIN:VCARD", b"END:VCARD")


def _name(head: bytes) -> str:
    return head.split(b";", 1)[0].split(b".")[-1].strip().decode("utf-8", "replace").upper()


def _card(file: str, begun: int, lines: Sequence[tuple[int, bytes]], encoding: str | None) -> Card | Refused:
    properties = []
    for number, line in lines:
        try:
            properties.append(_property(line, encoding))
        except InvalidValue as reason:
            return Refused(file, number, reason)
    return Card(begun, properties)


def _property(line: bytes, encoding: str | None) -> Property:
    head, value = _cut(line)
    pieces = _split_outside_quotes(head.decode("utf-8", "replace"), ";")
    group, _, name = pieces[0].strip().rpartition(".")
    parameters: dict[str, list[str]] = {}
    for piece in pieces[1:]:
        key, words = _parameter(piece)
        parameters.setdefault(key, []).extend(word for word in words if word)
    text = _text(value, parameters, encoding).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return Property(name.upper(), text, parameters, group.casefold())


def _parameter(piece: str) -> tuple[str, list[str]]:
    """Return a parameter's name and words; vCard 2.1 leaves out 'TYPE=' and 'ENCODING='."""
    if custom := _CUSTOM_LABEL.fullmatch(piece):
        return "TYPE", ["X-" + quopri.decodestring(custom["label"].encode("utf-8")).decode("utf-8", "replace")]
    key, equals, words = piece.partition("=")
    key = key.strip().upper()
    if not equals:
        return ("ENCODING" if key in _ENCODINGS else "TYPE"), [piece.strip()]
    if key == "TYPE":
        return key, [word.strip() for word in words.replace('"', "").split(",")]
    return key, [word.strip().strip('"') for word in _split_outside_quotes(words, ",")]


def _cut(line: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and behind the colon of a line, which is the first one outside quotation marks."""
    start = line[:_LONGEST_HEAD]
    unquoted = re.sub(rb'"[^"]*"', lambda quoted: b"_" * len(quoted[0]), start)
    colon = unquoted.find(b":")
    if colon < 1 or not start[:colon].strip(b" \t;"):
        raise InvalidValue(
            "The line of this card is no property: {start}. Remove it, or put a blank before it if it goes on from "
            "the line above.",
            start=line[:40].decode("utf-8", "replace"),
        )
    return line[:colon], line[colon + 1 :]


def _split_outside_quotes(text: str, separator: str) -> list[str]:
    return re.findall(rf'(?:"[^"]*"|[^{separator}])+', text)


def _text(value: bytes, parameters: dict[str, list[str]], encoding: str | None) -> str:
    transfer = {word.upper() for word in parameters.get("ENCODING", [])}
    if "QUOTED-PRINTABLE" in transfer:
        value = quopri.decodestring(value)
    elif transfer & {"BASE64", "B"}:
        try:
            value = binascii.a2b_base64(value)
        except binascii.Error:
            raise InvalidValue("The line is not the BASE64 it says it is. Export the card again.") from None
    charset = parameters.get("CHARSET", [""])[0]
    chosen = _CHARSETS.get(charset.casefold()) if charset else encoding or find_encoding(value)
    if charset and chosen is None:
        raise InvalidValue("The line is in {charset}, which can't be read. Export the card in UTF-8.", charset=charset)
    try:
        if chosen:
            return value.decode(chosen)
    except UnicodeDecodeError:
        # A quoted-printable line that names no encoding may have another one than the rest of its file.
        fitting = None if charset else find_encoding(value)
        if fitting in ("utf-8", "gb18030"):
            return value.decode(fitting)
    raise InvalidValue(
        "The line holds bytes that are no {charset} text. Export the card in UTF-8.", charset=charset or "UTF-8"
    )
