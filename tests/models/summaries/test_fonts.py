from dataclasses import replace

import pytest

from models.summaries import fonts
from models.summaries.fonts import Face, missing_characters, warnings
from models.text.language import Language
from tests.models.summaries.reports import make_brief, make_report

ENGLISH = Language("en")
LATIN_ONLY = (Face("Built in", 400, "normal", None, 0), Face("Built in", 700, "normal", None, 0))


@pytest.mark.parametrize("report", [make_report(), make_report("zh_CN"), make_brief()])
def test_with_the_fonts_the_program_asks_for_nothing_is_missing(report):
    assert not missing_characters(report)
    assert warnings(report, ENGLISH) == []


def test_without_any_font_everything_is_missing():
    missing = missing_characters(make_report(), faces=())
    assert {"W", "陈", "€"} <= set(missing.characters)
    assert " " not in missing.characters


def test_without_a_chinese_font_only_the_chinese_is_missing():
    missing = missing_characters(make_report(), faces=LATIN_ONLY)
    assert "陈" in missing.characters
    assert not any(character.isascii() for character in missing.characters)
    assert len(set(missing.characters)) == len(missing.characters)


def test_bold_words_are_looked_up_in_bold_faces():
    regular_only_elsewhere = fonts.installed_faces()
    report = replace(make_report(), title="标题", sections=(), figures=())
    light = tuple(face for face in regular_only_elsewhere if face.weight < 600)
    assert not missing_characters(report, faces=light)
    mixed = tuple(f if f.weight < 600 else replace(f, path=None) for f in light) + tuple(
        replace(face, weight=700, path=None) for face in light
    )
    assert set(missing_characters(report, faces=mixed).characters) == {"标", "题"}


def test_the_warning_names_some_characters_and_the_remedy(monkeypatch):
    monkeypatch.setattr(fonts.sys, "platform", "linux")
    (sentence,) = warnings(make_report("zh_CN"), ENGLISH, faces=LATIN_ONLY)
    assert "客" in sentence
    assert "empty boxes" in sentence
    assert "apt install fonts-noto-cjk" in sentence
    assert "…" in sentence


@pytest.mark.parametrize(("platform", "remedy"), [("win32", "Optional features"), ("darwin", "Font Book")])
def test_the_remedy_is_the_systems_own(monkeypatch, platform, remedy):
    monkeypatch.setattr(fonts.sys, "platform", platform)
    (sentence,) = warnings(make_report("zh_CN"), ENGLISH, faces=LATIN_ONLY)
    assert remedy in sentence


def test_one_missing_character_is_said_in_the_singular():
    report = replace(make_report(), title="甲", sections=(), figures=(), prepared="Prepared", subtitle="", reader="")
    (sentence,) = warnings(report, ENGLISH, faces=LATIN_ONLY)
    assert "one character" in sentence


def test_an_emoji_asks_for_the_emoji_font(monkeypatch):
    monkeypatch.setattr(fonts.sys, "platform", "linux")
    report = replace(make_report(), title="🎉", sections=(), figures=(), subtitle="", reader="")
    (sentence,) = warnings(report, ENGLISH, faces=LATIN_ONLY)
    assert "fonts-noto-color-emoji" in sentence


def test_a_font_file_that_cannot_be_read_shows_nothing(tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    for path in (broken, tmp_path / "gone.ttf"):
        assert missing_characters(make_report(), faces=(Face("x", 400, "normal", str(path), 0),))


def test_column_names_only_a_sheet_shows_are_not_looked_at():
    report = make_report("zh_CN")
    assert "钟" not in missing_characters(report, faces=LATIN_ONLY).characters


def test_a_computer_without_fonts_still_prints_latin(monkeypatch):
    from typst import Fonts

    from models.summaries import pdf

    bare = Fonts(include_system_fonts=False)
    monkeypatch.setattr(fonts, "installed_faces", lambda: LATIN_ONLY)
    monkeypatch.setattr(pdf, "book", lambda: bare)
    assert pdf.render(make_report()).startswith(b"%PDF")
