"""No words that anybody types are a wrong question, and every run of Chinese is found wherever it stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from models.search import finding
from tests.factories import TODAY

_RUNS = 500
_FIELDS = (
    "purpose",
    "summary",
    "highlight",
    "notes",
    "place",
    "expected_result",
    "support_needed",
    "expectation",
    "tags",
)
_SIGNS = "\"'()*-+:^{}[]\\/&|~,.;\x00\x07\x1b\u200b\u202e\ufeff“”「👍🏽🚄é报\U0010ffff\ud800"
_WORDS = (
    "报价|boq|ＢＯＱ|NOT |AND| OR | or |NEAR(|或|name:|text : |links:|in:private|since:|until:next|since:31 Feb|"
    'kind:promise|类型:承诺|tag:#|account:|客户：|人:"|\ue000a1'
)
_PIECES = st.sampled_from([*_SIGNS, *_WORDS.split("|")])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The sample journal, small."""
    path = Path(tmp_path_factory.mktemp("sample") / "sample.rounds")
    make_sample(path, visits=200, today=TODAY)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        yield journal


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=12).map("".join)))
@example('"' * 3001)
@example("(" * 5000)
@example("since:" * 500)
@example("-" * 4000)
@example("x" * 100_000)
def test_no_text_is_a_wrong_question(sample: Journal, text: str) -> None:
    found = finding.find(sample, text, limit=3)
    for group in found.groups:
        assert 0 < len(group.hits) <= 3
        for hit in group.hits:
            for shown, marks in ((hit.title, hit.title_marks), (hit.snippet, hit.snippet_marks)):
                assert all(0 <= start < end <= len(shown) for start, end in marks)


def test_every_run_of_chinese_is_found_where_it_stands_and_nowhere_else(sample: Journal) -> None:
    texts = {row[0]: list(row[1:]) for row in sample.rows(f"SELECT id, {', '.join(_FIELDS)} FROM visit")}
    for visit_id, question, answer in sample.rows("SELECT visit_id, question, answer FROM visit_question"):
        texts[visit_id] += [question, answer]
    runs = [run for fields in texts.values() for field in fields for run in re.findall("[\u4e00-\u9fff]{2,}", field)]
    chance = random.Random(20260514)
    for _ in range(_RUNS):
        run = chance.choice(runs)
        start = chance.randrange(len(run) - 1)
        part = run[start : start + chance.randint(2, 7)]
        groups = finding.find(sample, part, limit=1000, kinds=["visit"]).groups
        found = {hit.id for group in groups for hit in group.hits}
        assert found == {visit_id for visit_id, fields in texts.items() if any(part in one for one in fields)}, part
