from __future__ import annotations

import pytest

from models.text import list_lines


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("3. one", "4. "),
        ("9) nine", "10) "),
        ("- [x] done", "- [ ] "),
        ("1. [ ] open", "2. [ ] "),
        ("- [ ] → a step", "- [ ] "),
        ("– dash", "– "),
        ("- ", "- "),
        ("-", "- "),
        ("plain", None),
        ("# heading", None),
        ("-5 degrees", None),
        ("2026. was a year", "2027. "),
        ("**bold**", None),
        ("", None),
    ],
)
def test_enter_goes_on_with_the_same_mark(line: str, following: str | None) -> None:
    assert list_lines.after_enter(line) == following


@pytest.mark.parametrize(
    ("line", "ticked"),
    [
        ("- [ ] one", "- [x] one"),
        ("- [x] one", "- [ ] one"),
        ("- [X] one", "- [ ] one"),
        ("- one", "- [ ] one"),
        ("2. two", "2. [ ] two"),
        ("words", "- [ ] words"),
        ("  words", "  - [ ] words"),
        ("## words", "- [ ] words"),
        ("", "- [ ] "),
        ("- [ ]", "- [x]"),
        ("- [ ] → step", "- [x] → step"),
        ("- [link](https://x.y)", "- [ ] [link](https://x.y)"),
        ("- 报价", "- [ ] 报价"),
    ],
)
def test_a_tick_turns_a_box_or_makes_one(line: str, ticked: str) -> None:
    assert list_lines.with_tick(line) == ticked


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("- [ ] one", "- [ ] → one"),
        ("- [x] one", "- [x] → one"),
        ("- [ ] → one", "- [ ] → one"),
        ("- one", "- [ ] → one"),
        ("one", "- [ ] → one"),
        ("> one", "- [ ] → one"),
        ("  3. 给徐海发报价", "  3. [ ] → 给徐海发报价"),
    ],
)
def test_a_step_has_an_arrow_behind_its_box(line: str, step: str) -> None:
    assert list_lines.as_step(line) == step
    assert list_lines.words_of(step) == list_lines.words_of(line)
    assert list_lines.as_step(list_lines.as_no_step(step)) == step


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- [ ] send **the BOQ** to `徐海`", "send the BOQ to 徐海"),
        ("### [the plan](https://x.y/a_b) ~~old~~ *new*", "the plan old new"),
        ("- [ ] → call", "call"),
        ("snake_case stays, 5 * 3 too", "snake_case stays, 5 * 3 too"),
        ("1.", ""),
        ("- [ ] ", ""),
        ("- → loose arrow", "loose arrow"),
    ],
)
def test_the_words_are_without_marks(line: str, words: str) -> None:
    assert list_lines.words_of(line) == words


@pytest.mark.parametrize(
    ("lines", "numbered"),
    [
        (["1. a", "1. b", "7. c"], ["1. a", "2. b", "3. c"]),
        (["3. a", "3. b"], ["3. a", "4. b"]),
        (["1. a", "   1. x", "   5. y", "5. b"], ["1. a", "   1. x", "   2. y", "2. b"]),
        (["1. a", "   1. x", "2. b", "   4. z"], ["1. a", "   1. x", "2. b", "   4. z"]),
        (["1. a", "- b", "9. c"], ["1. a", "- b", "9. c"]),
        (["1. a", "   more of a", "5. b"], ["1. a", "   more of a", "2. b"]),
        (["1. [x] a", "4. [ ] b"], ["1. [x] a", "2. [ ] b"]),
        (["1) a", "1) b"], ["1) a", "2) b"]),
    ],
)
def test_numbers_go_on_in_each_level(lines: list[str], numbered: list[str]) -> None:
    assert list_lines.renumbered(lines) == numbered


def test_a_list_can_be_given_its_first_number() -> None:
    assert list_lines.renumbered(["2. b", "1. a"], 1) == ["1. b", "2. a"]


@pytest.mark.parametrize(
    ("line", "above", "right"),
    [
        ("- b", ["- a"], "  - b"),
        ("2. b", ["1. a"], "   2. b"),
        ("11. b", ["10. a"], "    11. b"),
        ("- b", ["1. a", "   - x"], "   - b"),
        ("- b", [], "  - b"),
        ("words", [], "  words"),
    ],
)
def test_an_item_moves_below_the_words_of_the_one_above(line: str, above: list[str], right: str) -> None:
    assert list_lines.indented(line, above) == right
    assert list_lines.outdented(right, above) == line


def test_only_an_item_below_another_has_a_place_at_the_right() -> None:
    assert list_lines.is_below("- b", "- a")
    assert list_lines.is_below("- b", "  - a")
    assert not list_lines.is_below("  - b", "- a")
    assert not list_lines.is_below("- b", None)
    assert not list_lines.is_below("words", "- a")
