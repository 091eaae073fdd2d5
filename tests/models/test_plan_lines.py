"""The steps of a plan as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidValue
from models.plan_lines import PlannedStep, length_of, parse, stretched, text_of


def test_a_line_says_what_is_done_when_and_after_which_one() -> None:
    assert parse("Ask\n\n> +14 Send the offer\n +3d  Call\n>2 签合同\n＞ ＋5 收款") == (
        PlannedStep("Ask"),
        PlannedStep("Send the offer", day=14, after=0),
        PlannedStep("Call", day=3),
        PlannedStep("签合同", after=1),
        PlannedStep("收款", day=5, after=3),
    )


@pytest.mark.parametrize("line", ["2 quotes from suppliers", "C++ course", "a > b", "Ask +14 people"])
def test_what_only_looks_like_a_day_is_part_of_the_title(line: str) -> None:
    assert parse(line) == (PlannedStep(line),)


@pytest.mark.parametrize("text", ["> Ask", "Ask\n>2 Offer", "Ask\n>3 Offer\nCall", "Ask\n>0 Offer"])
def test_a_line_comes_only_after_one_above_it(text: str) -> None:
    with pytest.raises(InvalidValue, match="does not stand above it"):
        parse(text)


def test_a_line_without_a_title_is_named() -> None:
    with pytest.raises(InvalidValue, match="Line 2 says no step"):
        parse("Ask\n> +14")


def test_the_kind_of_a_known_step_stays() -> None:
    known = [PlannedStep("Send the offer", kind="promise")]
    assert parse("Send the offer\nCall", known) == (
        PlannedStep("Send the offer", kind="promise"),
        PlannedStep("Call"),
    )


def test_steps_are_spread_over_another_length() -> None:
    steps = parse("+10 Ask\nCall\n> +40 Offer")
    assert length_of(steps) == 40
    assert text_of(stretched(steps, 40, 20)) == "+5 Ask\nCall\n> +20 Offer"
    assert stretched(steps, 0, 20) == steps
    assert stretched(steps, 40, 0) == steps


@st.composite
def planned(draw: st.DrawFn) -> list[PlannedStep]:
    count = draw(st.integers(0, 8))
    words = st.text("abc 客户", min_size=1).map(str.strip).filter(bool)
    return [
        PlannedStep(
            draw(words),
            day=draw(st.none() | st.integers(0, 3660)),
            after=draw(st.none() | st.integers(0, place - 1)) if place else None,
        )
        for place in range(count)
    ]


@given(planned())
def test_what_was_written_is_read_back(steps: list[PlannedStep]) -> None:
    assert parse(text_of(steps)) == tuple(steps)
