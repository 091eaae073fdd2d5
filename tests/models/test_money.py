"""Amounts as people write them, and as they are told; exact to the smallest unit."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import money
from models.errors import InvalidValue
from models.text.language import Label

_FIELD = Label("amount")


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [
        ("182,000.50", "EUR", 18_200_050),
        ("182.000,50", "EUR", 18_200_050),
        ("€ 48,200", "EUR", 4_820_000),
        ("48200 eur", "EUR", 4_820_000),
        ("1 820", "EUR", 182_000),
        ("1’000.05", "CHF", 100_005),
        ("1.234", "EUR", 123_400),
        ("1.234", "KWD", 1_234),
        ("1,234,567.891", "KWD", 1_234_567_891),
        ("1234", "JPY", 1_234),
        ("18.2万", "CNY", 18_200_000),
        ("2亿", "CNY", 20_000_000_000),
        ("20k", "USD", 2_000_000),
        ("5 million", "USD", 500_000_000),
        ("0.1", "EUR", 10),
        (".5", "EUR", 50),
    ],
)
def test_an_amount_is_understood_as_it_is_written(written: str, currency: str, minor: int) -> None:
    assert money.minor_of(_FIELD, written, currency) == minor


@pytest.mark.parametrize(
    ("written", "currency", "said"),
    [
        ("12.5", "JPY", "digits behind the point"),
        ("1.2345", "EUR", "digits behind the point"),
        ("-5", "EUR", "negative"),
        ("abc", "EUR", "no amount"),
        ("", "EUR", "no amount"),
        ("1.2.3", "EUR", "no amount"),
        ("1e5", "EUR", "no amount"),
        ("9" * 30, "EUR", "larger"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_remedy(written: str, currency: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        money.minor_of(_FIELD, written, currency)


@settings(max_examples=60)
@given(st.integers(0, money.LARGEST_MINOR), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_what_is_told_is_understood_again(minor: int, currency: str) -> None:
    assert money.minor_of(_FIELD, money.amount(minor, currency), currency) == minor
    assert money.minor_of(_FIELD, money.plain(minor, currency), currency) == minor


_ROOMS = (
    "money",
    "ageing",
    "receivables",
    "receivable_fields",
    "receivable_lists",
    "collections",
    "invoice_prompts",
    "pipeline",
    "summaries/money_facts",
)


@pytest.mark.parametrize("room", _ROOMS)
def test_no_amount_is_ever_a_float(room: str) -> None:
    """Neither a float nor a division that makes one stands where amounts are read, kept and added up."""
    path = Path(money.__file__).parent / f"{room}.py"
    for part in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(part, ast.Name) and part.id in ("float", "round"))
        assert not (isinstance(part, ast.Constant) and isinstance(part.value, float))
        assert not (isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div))
