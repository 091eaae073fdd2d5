"""Where the words that were looked for are marked, and which sentence is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.search.asking import question
from models.search.marks import marks_in, sentence


def marked(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in marks_in(text, question(words).wanted)]


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("The order of the BOQ", "boq order", ["order", "BOQ"]),
        ("Northern and north", "nor", ["Nor", "nor"]),
        ("Northern and north", '"north"', ["north"]),
        ("reorder the order", "order", ["order"]),
        ("谈了报价，清单", "报价", ["报价"]),
        ("谈了报价，清单", "报价 单", ["报价", "单"]),
        ("给BOQ报价", "boq", ["BOQ"]),
        ("Straße", "strasse", ["Straße"]),
        ("Cafe\u0301 crème", "cafe creme", ["Cafe\u0301", "crème"]),
        ("ＢＯＱ（二）", "boq", ["ＢＯＱ"]),
        ("ΟΔΟΣ οδός", "οδος", ["ΟΔΟΣ", "οδός"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("👍🏽 gut 🚄", "🚄", ["🚄"]),
        ("an e-mail came", '"e mail"', ["e", "mail"]),
        ("price -10 %", "price -mail", ["price"]),
        ("boq boq-2 BOQs", "boq OR mail", ["boq", "boq", "BOQ"]),
        ("a b a", '"a b" b', ["a b"]),
        ("", "boq", []),
        ("boq", "", []),
    ],
)
def test_the_words_are_marked_as_they_were_written(text: str, words: str, parts: list[str]) -> None:
    assert marked(text, words) == parts


def test_marks_are_in_order_and_none_over_another() -> None:
    marks = marks_in("报价报价单 " * 50, question("报价 价报 报价单 单").wanted)
    assert list(marks) == sorted(marks)
    assert all(first[1] <= second[0] for first, second in pairwise(marks))


@pytest.mark.parametrize(
    ("texts", "words", "line"),
    [
        (("first line\nthe boq is late\nlast",), "boq", "the boq is late"),
        (("nothing here", "the boq"), "boq", "the boq"),
        (("", "only this"), "boq", "only this"),
        ((), "boq", ""),
        (("one\ttwo  three boq",), "boq", "one two three boq"),
        (("\n\nboq\n",), "boq", "boq"),
    ],
)
def test_the_line_where_the_first_word_stands_is_shown(texts: tuple[str, ...], words: str, line: str) -> None:
    assert sentence(texts, question(words).wanted)[0] == line


def test_a_long_line_is_cut_between_words_around_the_place() -> None:
    line, marks = sentence(("word " * 100 + "zebra " + "word " * 100,), question("zebra").wanted)
    assert line.startswith("…word")
    assert line.endswith("…")
    assert [line[start:end] for start, end in marks] == ["zebra"]
    chinese, marks = sentence(("他" * 300 + "报价" + "说" * 300,), question("报价").wanted)
    assert len(chinese) < 160
    assert [chinese[start:end] for start, end in marks] == ["报价"]


def test_a_page_of_100_kilobytes_is_no_matter() -> None:
    page = "x" * 100_000
    assert sentence((page,), question("zebra").wanted) == (f"{page[:110]}…", ())
