"""Links in a line of a note: where they stand, and where they lead."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\(<?(?P<linked>[^()\s<>]+)>?\)"
    r"|<(?P<angled>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>"
    r"|(?P<bare>https?://[^\s<>()\[\]\"'`|，。；：、！？（）【】《》“”]+)",
    re.IGNORECASE,
)
_LAST_SIGNS = ".,;:!?*_~"


class Link(NamedTuple):
    """A link from `start` to `end` of a line; its words stand from `words_start` to `words_end`."""

    start: int
    end: int
    words_start: int
    words_end: int
    address: str


def links(line: str) -> list[Link]:
    """Return the links of a line in their order, whether or not they are safe to press."""
    found = []
    for match in _LINK.finditer(line):
        start, end = match.span()
        if match["words"] is not None:
            found.append(Link(start, end, *match.span("words"), match["linked"]))
        elif match["angled"] is not None:
            address = match["angled"] if ":" in match["angled"] else f"mailto:{match['angled']}"
            found.append(Link(start, end, *match.span("angled"), address))
        else:
            address = match["bare"].rstrip(_LAST_SIGNS)
            found.append(Link(start, start + len(address), start, start + len(address), address))
    return found


def address_at(line: str, place: int) -> str:
    """Return where the link that stands at a place of a line leads, or nothing."""
    return next((link.address for link in links(line) if link.start <= place <= link.end), "")
