"""How vCard and iCalendar write a text and a line."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONGEST = 75


def plain(text: str) -> str:
    """Return a text without control characters, and with one kind of line end: programs cut lines at any kind."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    """Return a text as a value of vCard 3.0, in which commas and semicolons have a meaning."""
    safe = re.sub(r"([\\;,])", r"\\\1", plain(text))
    return safe.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """Return a line with its end, folded so that no part is longer than 75 bytes and no character is cut."""
    data = line.encode("utf-8")
    parts: list[bytes] = []
    while len(data) > _LONGEST - bool(parts):
        end = _LONGEST - bool(parts)
        while data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*parts, data]) + b"\r\n"
