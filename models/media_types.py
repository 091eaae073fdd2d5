"""What a file is, told from its bytes: a name may claim anything."""

from __future__ import annotations

import codecs
import re

from models.text.file_names import ending_of

UNKNOWN = "application/octet-stream"
PLAIN_TEXT = "text/plain"

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"})
"""The pictures that are read and shown; other kinds are kept as files."""

_ENDINGS: dict[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/bmp": (".bmp",),
    "image/tiff": (".tif", ".tiff"),
    "image/heic": (".heic", ".heif"),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/wav": (".wav",),
    "video/mp4": (".mp4", ".m4v"),
    "video/quicktime": (".mov",),
    PLAIN_TEXT: (".txt", ".md", ".csv", ".log", ".tsv"),
}
"""The kinds that may be opened in another program, and the endings that go with each; the first is the usual one."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xce\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"L\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"ID3", "audio/mpeg"),
    (b"#!", "text/x-script"),
)

_OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)

_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}  # fmt: skip

_ACTIVE_MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<hta:")
_LOOKED_AT = 4096
"""Bytes of a text that are looked at for markup, which a browser would run."""

_PART = 256 * 1024
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")

_RUN = (
    ".ade .adp .app .appimage .appref-ms .application .bash .bat .bin .chm .cmd .com .command .cpl .csh .deb .desktop "
    ".dll .dmg .docm .dotm .exe .fish .gadget .hlp .hta .htm .html .inf .ins .iso .jar .jnlp .js .jse .ksh .library-ms "
    ".lnk .mht .mhtml .msc .msh .msi .msix .msp .mst .ocx .php .pif .pl .potm .ppam .ppsm .pptm .ps1 .psm1 .py .pyc "
    ".pyw .pyz .rb .reg .rpm .run .scf .scpt .scr .sct .search-ms .settingcontent-ms .sh .shb .shs .slk .svg .sys "
    ".tcsh .theme .url .vb .vbe .vbs .vhd .vhdx .webloc .website .workflow .ws .wsc .wsf .wsh .xlam .xll .xlsm .xltm "
    ".xhtml .xml .zsh"
)
_RUN_BY_SYSTEMS = frozenset(_RUN.split())
"""Endings of what a system runs instead of showing it, or shows with programs of its own inside."""


def recognised(content: bytes) -> str:
    """Return the media type of some bytes, as far as they tell it themselves."""
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(content[8:12], UNKNOWN)
    if content[:2] == b"BM" and len(content) > 26 and content[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], "video/mp4")
    if content[:2] == b"PK":
        return _of_zip(content)
    return _of_text(content)


def is_picture(media_type: str) -> bool:
    """Return whether files of this type are pictures that can be shown and put into a summary."""
    return media_type in PICTURES


def usual_ending(media_type: str) -> str:
    """Return the ending that goes with a type that may be opened, with its full stop; nothing for other types."""
    return _ENDINGS.get(media_type, ("",))[0]


def ending_to_open(name: str, media_type: str) -> str:
    """Return the ending a copy gets so that only a program for its true type opens it, or nothing: never open it.

    What a system would run by its name or by its bytes is kept and saved elsewhere, but never opened from here.
    """
    endings = _ENDINGS.get(media_type)
    ending = ending_of(name)
    if endings is None or ending in _RUN_BY_SYSTEMS:
        return ""
    return ending if ending in endings else endings[0]


def _of_zip(content: bytes) -> str:
    if b"vbaProject.bin" in content:
        return "application/vnd.ms-office.macro-enabled"
    declared = content[30:130]
    if declared.startswith(b"mimetypeapplication/vnd.oasis.opendocument."):
        for kind in ("text", "spreadsheet", "presentation"):
            media_type = f"application/vnd.oasis.opendocument.{kind}"
            if declared[8:].startswith(media_type.encode()) and b"Basic/script" not in content:
                return media_type
    if b"[Content_Types].xml" in content:
        return next((media_type for part, media_type in _OFFICE if part in content), "application/zip")
    return "application/zip"


def _of_text(content: bytes) -> str:
    """Return the type of what is text throughout; markup is told apart, for a browser would run what it holds."""
    if not content:
        return UNKNOWN
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # In parts: a long step in a thread would hold up the window all the same.
        for start in range(0, len(content), _PART):
            part = content[start : start + _PART]
            decoder.decode(part, final=start + _PART >= len(content))
            if _NOT_IN_TEXT.search(part):
                return UNKNOWN
    except UnicodeDecodeError:
        return UNKNOWN
    beginning = content[:_LOOKED_AT].lower()
    return "text/html" if any(mark in beginning for mark in _ACTIVE_MARKUP) else PLAIN_TEXT
