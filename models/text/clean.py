"""The journal's door for text: what comes in is NFC, without NUL and without lone surrogates."""

from __future__ import annotations

import unicodedata

SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def clean(text: str) -> str:
    """Return the text as the journal stores it: NFC, Unix line ends, no NUL, lone surrogates replaced by U+FFFD."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(SURROGATES))
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def is_seen(text: str) -> bool:
    """Return whether anything in a text can be seen: spaces and marks such as the one for right to left can't."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in text)


def clean_line(text: str) -> str:
    """Return a text of one line, such as a name: cleaned, with each run of white space made one space."""
    return " ".join(clean(text).split())
