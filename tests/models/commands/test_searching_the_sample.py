"""`search` on the sample journal, each answer beside a slow and obvious look through the same notes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from tests.factories import TODAY
from tests.models.commands.running import Run

_FIELDS = "purpose, summary, highlight, notes, place, expected_result, support_needed, expectation, tags"
_QUESTIONS = "SELECT group_concat(question || ' ' || answer, char(10)) FROM visit_question WHERE visit_id = visit.id"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal in its usual size."""
    path = tmp_path_factory.mktemp("sample") / "sample.rounds"
    make_sample(path, today=TODAY)
    return path


@pytest.fixture(scope="module")
def journal(sample: Path) -> Iterator[Journal]:
    """The same, open."""
    with Journal.open(sample, clock=FixedClock(TODAY), read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(journal: Journal) -> dict[int, str]:
    """The texts of each visit, one below the other."""
    found = {}
    for row in journal.rows(f"SELECT id, {_FIELDS}, ({_QUESTIONS}) FROM visit"):
        # A text that ends is no part of the next one.
        found[row[0]] = "\n".join(" ".join(json.loads(text)) if text[:1] == "[" else text for text in row[1:] if text)
    return found


@pytest.fixture
def ids(run: Run, sample: Path) -> Callable[..., set[int]]:
    """Asks the command line and returns the ids of the records of a kind."""

    def ask(query: str, kind: str = "visit") -> set[int]:
        ran = run("search", query, "-j", sample, "--json", "--limit", "100000")
        assert (ran.code, ran.err) == (0, "")
        return {int(hit["id"]) for hit in ran.data if hit["kind"] == kind}

    return ask


def holding(texts: dict[int, str], holds: Callable[[str], object]) -> set[int]:
    found = {visit_id for visit_id, text in texts.items() if holds(text)}
    assert found
    return found


@pytest.mark.parametrize("run_of_characters", ["报价", "谈", "清单", "验收", "我"])
def test_chinese_of_one_and_two_characters(
    ids: Callable[..., set[int]], texts: dict[int, str], run_of_characters: str
) -> None:
    assert ids(run_of_characters) == holding(texts, lambda text: run_of_characters in text)


def test_chinese_of_seven_characters(ids: Callable[..., set[int]], texts: dict[int, str]) -> None:
    runs = [run for text in texts.values() for run in re.findall("[\u4e00-\u9fff]{7,}", text)]
    for run in runs[:: len(runs) // 10]:
        phrase = run[-7:]
        assert ids(phrase) == holding(texts, lambda text, phrase=phrase: phrase in text), phrase


@pytest.mark.parametrize("beginning", ["accept", "fib", "GSM", "n"])
def test_the_beginning_of_a_word(ids: Callable[..., set[int]], texts: dict[int, str], beginning: str) -> None:
    # A word begins where no Latin letter or digit stands before; beside Chinese it stands by itself.
    word = re.compile(rf"(?<![^\W_\u3000-\u9fff]){beginning}", re.IGNORECASE)
    assert ids(beginning) == holding(texts, word.search)


def test_spelling_without_accents(ids: Callable[..., set[int]], journal: Journal) -> None:
    for contact_id, name in journal.rows("SELECT id, name FROM contact"):
        plain = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
        if plain != name and name[0].isascii():
            assert contact_id in ids(plain.lower(), "contact"), name
            break
    else:
        pytest.fail("nobody in the sample has an accent in the name")


@pytest.mark.parametrize("letters", ["zw", "zhangwei", "zhang wei", "ZhangWei", "张伟"])
def test_zhang_wei_by_letters(ids: Callable[..., set[int]], journal: Journal, letters: str) -> None:
    ((zhang_wei,),) = journal.rows("SELECT id FROM contact WHERE name = '张伟'")
    assert zhang_wei in ids(letters, "contact")


def test_filters_in_words(ids: Callable[..., set[int]], journal: Journal) -> None:
    promises = journal.rows("SELECT id FROM step WHERE kind = 'promise' AND title LIKE '%BOQ%'")
    assert promises
    assert ids("kind:promise boq", "step") >= {row[0] for row in promises}
    assert ids("kind:promise boq", "visit") == set()
    every = journal.rows("SELECT id FROM visit WHERE start >= '2026-04-01' AND start < '2026-05-01'")
    assert ids("kind:visit on:last month") == ids("类型：拜访 日期：上个月") == {row[0] for row in every}
    met = journal.rows(
        "SELECT visit_id FROM visit_contact JOIN contact ON contact.id = contact_id WHERE contact.name = '张伟'"
    )
    assert ids('person:"张伟"') == {row[0] for row in met}


def test_a_phrase_without_a_word(ids: Callable[..., set[int]], texts: dict[int, str]) -> None:
    with_it = holding(texts, lambda text: "报价" in text)
    without = holding(texts, lambda text: "报价" in text and "对方" not in text)
    assert ids('"报价" -对方') == without
    assert without < with_it
