"""Which letters the installed fonts can show: a PDF prints a missing one as a box and says nothing."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from models.summaries.printed import page_words, printed_columns, printed_rows, private_word
from models.summaries.report import Report, Table

if TYPE_CHECKING:
    from typst import Fonts

    from models.text.language import Language

LATIN = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")
"""Faces with every letter of the European names; the Chinese ones lack ř and ő and would put them together badly."""

_CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
)  # fmt: skip

_OTHERS = (
    "Noto Sans Arabic", "Geeza Pro", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari", "Leelawadee UI",
    "Nirmala UI", "Malgun Gothic", "Yu Gothic", "DejaVu Sans", "Liberation Sans", "Noto Sans Symbols",
    "Noto Sans Symbols 2", "Segoe UI Symbol", "Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji", "Noto Emoji",
)  # fmt: skip

PREFERRED = (*LATIN, *_CHINESE, *_OTHERS)
"""Families in the order in which a page asks them; after these, any other installed one is asked."""

_CARRIED = "Libertinus Serif"
_SHOWN_IN_WARNING = 10

_BUILT_IN = frozenset(range(0x20, 0x250)) | frozenset(range(0x2010, 0x2028)) | frozenset({0x20AC, 0x2122})
"""The Latin letters of the faces that the typesetter carries inside itself and that have no file to look into."""

_HIDDEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cs", "Co"})
"""Kinds of characters that need no picture of their own: spaces, marks of direction, joiners, accents."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font: its family, weight (400 regular, 700 bold) and the file and place it is kept at."""

    family: str
    weight: int
    style: str
    path: str | None
    index: int


@dataclass(frozen=True, slots=True)
class Missing:
    """The characters that no face can show, those of titles and other bold text first."""

    characters: str

    def __bool__(self) -> bool:
        return bool(self.characters)


@cache
def book() -> Fonts:
    """Return the installed fonts; looking through the folders takes a tenth of a second, so it is done once."""
    from typst import Fonts

    return Fonts()


@cache
def installed_faces() -> tuple[Face, ...]:
    """Return every upright face that a page can use, the preferred families first."""
    order = {family: place for place, family in enumerate(PREFERRED)}
    faces = [Face(f.family, f.weight, f.style, f.path, f.index) for f in book().fonts() if f.style == "normal"]
    return tuple(sorted(faces, key=lambda face: (order.get(face.family, len(order)), face.family, face.weight)))


def families() -> list[str]:
    """Return the preferred families that are installed, for the page template; without any, the one it carries."""
    there = {face.family for face in installed_faces()}
    return [family for family in PREFERRED if family in there] or [_CARRIED]


def missing_characters(report: Report, faces: Sequence[Face] | None = None) -> Missing:
    """Return what no face can show of all that the PDF of this report prints, bold text checked with bold faces."""
    faces = installed_faces() if faces is None else faces
    regular = _not_shown(_regular_texts(report), _of_weight(faces, bold=False))
    bold = _not_shown(_bold_texts(report), _of_weight(faces, bold=True))
    return Missing("".join(dict.fromkeys(bold + regular)))


def warnings(report: Report, language: Language, faces: Sequence[Face] | None = None) -> list[str]:
    """Return a sentence for whoever is about to save: which characters would be boxes, and what to install."""
    missing = missing_characters(report, faces)
    if not missing:
        return []
    some = " ".join(missing.characters[:_SHOWN_IN_WARNING])
    if len(missing.characters) > _SHOWN_IN_WARNING:
        some += " …"
    return [
        language.plural(
            "No font on this computer can show one character of this summary ({characters}): it would be printed "
            "as an empty box. {remedy}",
            "No font on this computer can show {count} characters of this summary ({characters}): they would be "
            "printed as empty boxes. {remedy}",
            len(missing.characters),
            characters=some,
            remedy=_remedy(missing.characters, language),
        )
    ]


def _remedy(characters: str, language: Language) -> str:
    if sys.platform == "win32":
        return language.say(
            "Install the font for this script in Settings, Apps, Optional features (for Chinese: Chinese "
            "(Simplified) Supplemental Fonts), and save again."
        )
    if sys.platform == "darwin":
        return language.say("Install a font for this script in Font Book (for Chinese: PingFang SC), and save again.")
    packages = " ".join(sorted({_package(character) for character in characters}))
    return language.say(
        "Install {packages} (Debian, Ubuntu: apt install {packages}) and save again.", packages=packages
    )


def _package(character: str) -> str:
    name = unicodedata.name(character, "")
    if name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "BOPOMOFO")):
        return "fonts-noto-cjk"
    return "fonts-noto-color-emoji" if ord(character) >= 0x1F000 else "fonts-noto-core"


def _of_weight(faces: Sequence[Face], *, bold: bool) -> Iterator[Face]:
    """Yield the face of each family that is taken for regular or for bold text: the nearest weight it has."""
    wanted = 700 if bold else 400
    best: dict[str, Face] = {}
    for face in faces:
        held = best.get(face.family)
        if held is None or abs(face.weight - wanted) < abs(held.weight - wanted):
            best[face.family] = face
    yield from best.values()


def _not_shown(texts: Iterable[str], faces: Iterator[Face]) -> str:
    left = dict.fromkeys(character for text in texts for character in text)
    for character in [c for c in left if unicodedata.category(c) in _HIDDEN]:
        del left[character]
    for face in faces:
        if not left:
            break
        shown = _coverage(face.path, face.index)
        left = {character: None for character in left if ord(character) not in shown}
    return "".join(left)


@cache
def _coverage(path: str | None, index: int) -> frozenset[int]:
    """Return the characters a face has pictures for; a file that can't be read has none."""
    if path is None:
        return _BUILT_IN
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()


def _bold_texts(report: Report) -> Iterator[str]:
    """Yield what the page sets in bold."""
    yield report.title
    yield report.author
    yield from (figure.value for figure in report.figures)
    for section in report.sections:
        yield section.title
        yield from (note.heading for note in section.notes)
        yield from (note.markdown for note in section.notes if "**" in note.markdown or "__" in note.markdown)
        if section.table:
            yield from (cell.text for row in printed_rows(section.table) for cell in row if cell.tone == "strong")


def _regular_texts(report: Report) -> Iterator[str]:
    """Yield what the page sets in the regular weight."""
    yield from (report.subtitle, report.reader, report.prepared, page_words(report), private_word(report))
    for figure in report.figures:
        yield from (figure.label, figure.before)
    for section in report.sections:
        yield section.empty
        yield from section.items
        yield from (note.markdown for note in section.notes)
        if section.table:
            yield from _table_texts(section.table)


def _table_texts(table: Table) -> Iterator[str]:
    yield from (column.title for column in printed_columns(table))
    yield from (cell.text for row in printed_rows(table) for cell in row if cell.tone != "strong")
