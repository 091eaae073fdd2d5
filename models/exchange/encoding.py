"""Bytes to text without asking: UTF-8, UTF-16 with its mark, GB18030; whatever else is refused, never guessed.

The attempts are strict and in a fixed order. A statistical guess would read most files as well, but it would read a
damaged file too, and nobody would notice the wrong names.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from models.errors import CannotRead

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; far above any address book, far below what would fill the memory."""

_SAMPLE = 4 * 1024 * 1024
_WIDE = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_COMMON_CHINESE = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")


def read_bytes(path: Path) -> bytes:
    """Return what is in a file to be imported; CannotRead when it is missing, empty, too large or not a file."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise CannotRead("{file} is a folder. Name the files in it one by one.", file=name)
        if path.exists() and not path.is_file():
            raise CannotRead("{file} is not an ordinary file. Save its content to a file first.", file=name)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise CannotRead(
                "{file} has {size} MB, and files of up to {limit} MB can be read. Split it and import the parts.",
                file=name,
                size=size // (1024 * 1024),
                limit=LARGEST_FILE // (1024 * 1024),
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotRead("There is no file {file}. Check the path.", file=str(path)) from None
    except (OSError, ValueError) as problem:
        raise CannotRead(
            "{file} can't be opened ({problem}). Check that you may read it and that its disk is there.",
            file=name,
            problem=getattr(problem, "strerror", None) or str(problem),
        ) from None
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise CannotRead("{file} is empty. Export it again from the program it comes from.", file=name)
    return data


def decode(data: bytes, file: str) -> str:
    """Return the text of a file, without its mark and without NUL; CannotRead names the byte that fits nowhere."""
    encoding = find_encoding(data)
    if encoding is None:
        raise _unreadable(data, file)
    text = data.decode(encoding).removeprefix("\ufeff")
    if "\0" not in text:
        return text
    if text.count("\0") * 10 > len(text):
        raise CannotRead("{file} holds no text that can be read. If it is a list, save it as CSV in UTF-8.", file=file)
    return text.replace("\0", "")


def find_encoding(data: bytes) -> str | None:
    """Return 'utf-8', 'utf-16' or 'gb18030', the first in which every byte makes sense, or None."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _fits(data, "utf-16") else None
    if _fits(data, "utf-8"):
        return "utf-8"
    if data.startswith(codecs.BOM_UTF8) or _is_damaged_utf8(data):
        return None
    return "gb18030" if _looks_chinese(data) and _fits(data, "gb18030") else None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes from another encoding: GB18030 would read it as other, wrong characters."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good > 3 * bad


def _looks_chinese(data: bytes) -> bool:
    """Tell Chinese from other 8-bit text, most of which GB18030 decodes too: 'Müller' would become 'M黮ler'."""
    wide = _WIDE.findall(data[:_SAMPLE])
    common = sum(1 for character in wide if _COMMON_CHINESE.fullmatch(character))
    return common * 4 >= len(wide) * 3


def _unreadable(data: bytes, file: str) -> CannotRead:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    position = 0
    try:
        data.decode(encoding)
    except UnicodeDecodeError as problem:
        position = problem.start
    return CannotRead(
        "{file} is in no encoding that can be read (UTF-8, UTF-16, GB18030): byte {byte}, in line {line}, fits none. "
        "Save it again as UTF-8 (in Excel: CSV UTF-8).",
        file=file,
        byte=position + 1,
        line=data.count(b"\n", 0, position) + 1,
    )
