"""Names of files that came from somebody else: as the journal keeps and shows them, and as a disk can take them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from models.text.clean import clean_line, is_seen

LONGEST = 180
"""Characters of a name that the journal keeps; the ending is never cut off."""

_LONGEST_ON_DISK = 120
_MOST_BYTES = 200
"""Bytes that a name may take in UTF-8: most file systems store 255, and a prefix may come before it."""

_LONGEST_ENDING = 12
_PATH = re.compile(r"[/\\]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_WITHOUT_NAME = "file"


def shown_name(name: str) -> str:
    """Return the last part of a path as a name of one line, without signs that turn, hide or cut what is read."""
    last = next((part for part in reversed(_PATH.split(name)) if part.strip(" .\0")), "")
    plain = "".join(letter for letter in clean_line(_DRIVE.sub("", last)) if not _deceives(letter))
    plain = plain.strip()
    return _shortened(plain, LONGEST) if is_seen(plain.strip(".")) else _WITHOUT_NAME


def disk_name(name: str, ending: str = "") -> str:
    """Return a name that every system can store and none takes for a device or a path.

    With an ending (such as '.pdf') the name ends in it, whatever it claims to be.
    """
    from pathvalidate import sanitize_filename

    plain = shown_name(name)
    if ending and not plain.lower().endswith(ending):
        plain += ending
    for _ in range(3):  # what is cut off may leave a name that is reserved, or a full stop at its end
        plain = str(sanitize_filename(plain, platform="universal", max_len=_LONGEST_ON_DISK * 2)).strip(" .-~$")
        plain = _shortened(plain, _LONGEST_ON_DISK)
    if not is_seen(plain) or (ending and not plain.lower().endswith(ending)):
        return _WITHOUT_NAME + ending
    return plain


def ending_of(name: str) -> str:
    """Return the ending of a name with its full stop, in small letters: '.pdf'; nothing where there is none."""
    return PurePosixPath(shown_name(name).rstrip(" .")).suffix.lower()


def _deceives(letter: str) -> bool:
    """Return whether a sign turns the direction of the text, or can't be seen; joiners inside words may stay."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp") and letter not in "\u200c\u200d"


def _shortened(name: str, longest: int) -> str:
    """Return the name cut to so many characters and to what a disk stores, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    kept = stem[: max(1, longest - len(dot + ending))]
    while len(kept) > 1 and len((kept + dot + ending).encode()) > _MOST_BYTES:
        kept = kept[:-1]
    return kept.rstrip(" .") + dot + ending if dot else kept
