"""Which letters mean which command: the likeliest first, and only what is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.command_palette.letters import BEGINS, IN_ORDER, INSIDE, WORD_BEGINNINGS, WORD_BEGINS, fit


@pytest.mark.parametrize(
    ("query", "name", "rank"),
    [
        ("new", "New visit", BEGINS),
        ("NEW V", "New visit", BEGINS),
        ("vis", "New visit", WORD_BEGINS),
        ("nv", "New visit", WORD_BEGINNINGS),
        ("newvi", "New visit", WORD_BEGINNINGS),
        ("visit new", "New visit", WORD_BEGINNINGS),
        ("isit", "New visit", INSIDE),
        ("bkp", "Back up now", IN_ORDER),
        ("resume", "Résumé…", BEGINS),
        ("设置", "设置…", BEGINS),
        ("拜访", "新建拜访", WORD_BEGINS),
        ("新拜", "新建拜访", WORD_BEGINNINGS),
        ("Ｎｅｗ", "New visit", BEGINS),
    ],
)
def test_letters_fit_a_name(query: str, name: str, rank: int) -> None:
    found = fit(query, name)
    assert found is not None
    assert found.rank == rank


@pytest.mark.parametrize(("query", "name"), [("vn", "New visit"), ("xyz", "New visit"), ("wi", "New visit")])
def test_letters_that_are_not_there_or_too_few_fit_nothing(query: str, name: str) -> None:
    assert fit(query, name) is None


def test_the_marks_are_the_letters_found() -> None:
    name = "Save the summary"
    found = fit("ssum", name)
    assert found is not None
    assert [name[first:end] for first, end in found.marks] == ["S", "sum"]


def test_a_chinese_name_is_found_as_it_sounds() -> None:
    sounds = ("xinjianbaifang", "xjbf")
    for query in ("xjbf", "xinjian", "xj"):
        found = fit(query, "新建拜访", sounds)
        assert found is not None
        assert found.rank == BEGINS
    assert fit("qqq", "新建拜访", sounds) is None


@given(some.text(max_size=40), some.text(max_size=60))
def test_no_text_fails_and_marks_stay_in_the_name(query: str, name: str) -> None:
    found = fit(query, name)
    if found is not None:
        places = [place for mark in found.marks for place in mark]
        assert places == sorted(places)
        assert all(0 <= place <= len(name) for place in places)
