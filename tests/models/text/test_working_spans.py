"""Promised times in words."""

from __future__ import annotations

import pytest

from models.errors import InvalidValue
from models.text.language import Language
from models.text.working_spans import Span, read_span, span_words

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("2 working hours", 2, "working_hours"),
        ("2h", 2, "working_hours"),
        ("30 min", 0.5, "working_hours"),
        ("1 working day", 1, "working_days"),
        ("3 d", 3, "working_days"),
        ("1,5 days", 1.5, "working_days"),
        ("24 hours round the clock", 24, "hours"),
        ("2 days round the clock", 48, "hours"),
        ("两个工作小时", 2, "working_hours"),
        ("2小时", 2, "working_hours"),
        ("1 个工作日", 1, "working_days"),
        ("半天", 0.5, "working_days"),
        ("连续24小时", 24, "hours"),
        ("24 小时（不分昼夜）", 24, "hours"),
    ],
)
def test_what_is_promised(text: str, amount: float, unit: str) -> None:
    found = read_span(text)
    assert found is not None
    assert (found.amount, found.unit) == (amount, unit)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    "span",
    [
        Span(1, "working_hours"),
        Span(1.5, "working_hours"),
        Span(2, "working_days"),
        Span(1, "working_days"),
        Span(24, "hours"),
        Span(1, "hours"),
    ],
)
def test_words_are_understood_again(language: Language, span: Span) -> None:
    assert read_span(span_words(language, span)) == span


def test_nothing_is_promised() -> None:
    assert read_span("  ") is None


@pytest.mark.parametrize("text", ["soon", "0 h", "2", "9999 days", "2 h 3", "-1 h"])
def test_what_nobody_can_promise(text: str) -> None:
    with pytest.raises(InvalidValue, match="no time to promise"):
        read_span(text)
