"""The translations are read as Babel, which writes them, reads them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from models import places
from models.text import catalog


def by_babel(path: Path) -> dict[str, str]:
    with path.open("rb") as stream:
        return {str(one.id): str(one.string) for one in read_po(stream, locale="zh_CN") if one.id and one.string}


def test_our_translations_are_read_as_babel_reads_them() -> None:
    path = places.resources() / "translations" / "zh_CN.po"
    found = catalog.read(path)
    assert found == by_babel(path)
    assert found["Visits"] == "拜访"


def test_every_letter_that_has_to_be_marked_comes_through(tmp_path: Path) -> None:
    written = Catalog(locale="zh_CN")
    said = {
        'Say "{what}"': "说“{what}”",
        "Two\nlines\tand a tab": "两行\n和\t制表符",
        "C:\\new": 'C:\\新 "\\n"',
        "A sentence so long that it is written on more than one line of the file, " * 3: "很长的一句话，" * 40,
        "not said yet": "",
    }
    for sentence, translation in said.items():
        written.add(sentence, translation)
    path = tmp_path / "zh_CN.po"
    with path.open("wb") as stream:
        write_po(stream, written)
    found = catalog.read(path)
    assert found == {sentence: translation for sentence, translation in said.items() if translation}
    assert found == by_babel(path)
