"""Every sentence the program says has its Chinese; and the tool that watches over it does its work."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.sentences import (
    CATALOG,
    all_sentences,
    code_files,
    complaints,
    load,
    marked_arguments,
    places,
    sentences_of,
    update,
)


def test_every_sentence_has_its_chinese_with_the_same_places() -> None:
    found = complaints(all_sentences(), load(CATALOG))
    assert not found, "\n".join([*found, "Run `make translations` and fill in the .po file."])


def lost_places(source: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each singular with the places that its plural lacks, but for the count."""
    singular = ""
    for parameter, argument in marked_arguments(ast.parse(source)):
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            continue
        if parameter == "one":
            singular = argument.value
        elif parameter == "many" and places(singular) - places(argument.value) - {"count"}:
            yield singular, places(singular) - places(argument.value) - {"count"}


def test_a_plural_says_every_name_that_its_singular_says() -> None:
    lost = [found for file in code_files() for found in lost_places(file.read_text(encoding="utf-8"))]
    assert not lost, f"Chinese knows the plural alone, so these would go unsaid; choose the sentence by `say`: {lost}"


def test_a_name_that_only_the_singular_says_is_found() -> None:
    source = 'plural("Move {name}", "Move {count} accounts", 1, name="Aldous")'
    assert list(lost_places(source)) == [("Move {name}", {"name"})]


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ('language.say("Hello, {name}.", name=name)', ["Hello, {name}."]),
        ('say("One " "sentence.")', ["One sentence."]),
        ('language.plural("{count} visit", "{count} visits", count)', ["{count} visits"]),
        ('NAME = Label("phone")', ["phone"]),
        (
            'raise InvalidValue("The {field} is missing.", field=Label("name"))',
            ["The {field} is missing.", "name"],
        ),
        ('say("on" if on else "off")', ["on", "off"]),
        ('say(NAMES["call"])', []),
        ("error.say(language)", []),
        ('log("not for people")', []),
    ],
)
def test_a_sentence_is_found_where_it_is_marked(source: str, sentences: list[str]) -> None:
    assert list(sentences_of(source)) == sentences


@pytest.fixture
def catalog_file(tmp_path: Path) -> Path:
    path = tmp_path / "zh_CN.po"
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "{count} visits"\nmsgstr "{count} 次拜访"\n', encoding="utf-8")
    return path


def test_a_new_sentence_comes_in_and_the_chinese_there_is_stays(catalog_file: Path) -> None:
    assert update(catalog_file, {"{count} visits": ["a.py"], "{count} visit": ["b.py"]})
    catalog = load(catalog_file)
    assert catalog["{count} visits"].string == "{count} 次拜访"
    assert catalog["{count} visit"].string == "", "a similar sentence must not be guessed at"


def test_bringing_in_the_same_sentences_twice_changes_nothing(catalog_file: Path) -> None:
    sentences = {"{count} visits": ["a.py"], "Hello": ["b.py"]}
    update(catalog_file, sentences)
    assert not update(catalog_file, sentences)


def test_a_sentence_that_goes_and_comes_back_keeps_its_chinese(catalog_file: Path) -> None:
    update(catalog_file, {"Hello": ["a.py"]})
    assert "{count} visits" not in load(catalog_file)
    update(catalog_file, {"{count} visits": ["a.py"]})
    assert load(catalog_file)["{count} visits"].string == "{count} 次拜访"


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Other"\nmsgstr "别的"',
        'msgid "{count} of {all}"\nmsgstr ""',
        'msgid "{count} of {all}"\nmsgstr "共 {all} 项"',
        'msgid "{count} of {all}"\nmsgstr "{all} 中的 {counts}"',
        'msgid "{count} of {all}"\nmsgstr "{all} 中的 {count"',
    ],
)
def test_missing_chinese_and_wrong_places_are_told(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "zh_CN.po"
    path.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{entry}\n', encoding="utf-8")
    with path.open("rb") as stream:
        assert len(complaints({"{count} of {all}": ["a.py"]}, read_po(stream, locale="zh_CN"))) == 1
