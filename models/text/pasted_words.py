"""Words with their styles, written as Markdown that means the same and reads as little odd as it can."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from models.text.markdown import is_safe_address


class Style(NamedTuple):
    """How words look; `address` is where a link leads."""

    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    code: bool = False
    address: str = ""


Run = tuple[str, Style]

_PLAIN = Style()
_LONGEST_ADDRESS = 2000
_SIGNS = re.compile(r"[*`]|~~|\](?=\()|\\(?=[!-/:-@\[-`{-~])|&(?=#?\w{1,40};)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_LINE_START = re.compile(r"(?=#{1,6}(?:\s|$)|~~~|[-=_]{3,}\s*$|\[[^\]]{1,100}\]:)")
_BULLET = re.compile(r"[•·●▪◦‣■□◆](?:\s+)(?=\S)")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OUTSIDE_ADDRESS = re.compile(r"[ ()<>\\\"`*\[\]|]")


def address_of(text: str) -> str:
    """Return an address as a link may hold it, or nothing for one that is not safe to press."""
    address = UNSEEN.sub("", "".join(text.split("\n"))).strip().replace("\t", "")
    if len(address) > _LONGEST_ADDRESS or not is_safe_address(address):
        return ""
    return _OUTSIDE_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


def lines(runs: Sequence[Run], *, plain: bool = False) -> list[str]:
    """Return the lines of some words as Markdown; `plain` leaves out bold and slanted, as a heading has its own."""
    found: list[list[Run]] = [[]]
    for text, style in runs:
        first, *more = text.split("\n")
        kept = Style(address=style.address, code=style.code) if plain else style
        found[-1].append((first, kept))
        found += [[(part, kept)] for part in more]
    return [_started(_line(line)) for line in found]


def has_style(runs: Iterable[Run]) -> bool:
    """Return whether any of the words look other than plain."""
    return any(style != _PLAIN and text.strip() for text, style in runs)


def fenced(text: str) -> list[str]:
    """Return lines of code between fences that are longer than any run of backticks in them."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.split("\n"), fence]


def _line(runs: list[Run]) -> str:
    merged = [("".join(text for text, _ in group), style) for style, group in groupby(runs, key=lambda run: run[1])]
    merged = [run for run in merged if run[0]]
    if len(merged) == 1 and merged[0][1] == _PLAIN:
        return _escaped(merged[0][0]).strip()
    befores = ["", *(text[-1] for text, _ in merged)]
    afters = [*(text[0] for text, _ in merged[1:]), ""]
    written = []
    styled = [_styled(*run, *around) for run, *around in zip(merged, befores, afters, strict=False)]
    for address, group in groupby(zip(styled, merged, strict=True), key=lambda one: one[1][1].address):
        linked = list(group)
        inner = "".join(words for words, _ in linked)
        written.append(_link(inner, "".join(text for _, (text, _style) in linked), address) if address else inner)
    return "".join(written).strip()


def _link(inner: str, words: str, address: str) -> str:
    said = words.strip()
    if not said:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if said in (address, address.removeprefix("mailto:")) and " " not in said:
        return f"{before}<{said}>{after}"
    return f"{before}[{inner.strip()}]({address}){after}"


def _styled(text: str, style: Style, before: str, after: str) -> str:
    """Return words between their marks, which stand where Markdown sees them: beside a letter, not beside a space."""
    words = text.strip()
    if style.code and words and "``" not in words:
        fence = "``" if "`" in words else "`"
        return text.replace(words, f"{fence}{words}{fence}", 1)
    marks = "~~" * style.strike + "**" * style.strong + "*" * style.emphasis
    if not marks or not words:
        return _escaped(text)
    start = len(text) - len(text.lstrip())
    end = start + len(words)
    while start < end and _is_sign(text[start]) and (text[start - 1] if start else before).isalnum():
        start = _letter(text, start, end)
    while start < end and _is_sign(text[end - 1]) and (text[end] if end < len(text) else after).isalnum():
        end = _letter_before(text, start, end)
    if start >= end:
        return _escaped(text)
    inside = _escaped(text[start:end])
    return f"{_escaped(text[:start])}{marks}{inside}{marks[::-1]}{_escaped(text[end:])}"


def _letter(text: str, start: int, end: int) -> int:
    """Return where the first letter or figure stands."""
    return next((at for at in range(start, end) if text[at].isalnum()), end)


def _letter_before(text: str, start: int, end: int) -> int:
    """Return the place behind the last letter or figure."""
    return next((at + 1 for at in range(end - 1, start - 1, -1) if text[at].isalnum()), start)


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: "\\" + sign[0], text)


def _started(line: str) -> str:
    """Return a line whose beginning is no heading and no rule, unless it was one; a bullet becomes one of Markdown."""
    bullet = _BULLET.match(line)
    if bullet:
        return f"- {line[bullet.end() :]}"
    return f"\\{line}" if _LINE_START.match(line) else line
