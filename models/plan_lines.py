"""The steps of a plan as lines of text: what is done, how many days after the start, and after which line.

'+14 Send the offer' is due 14 days after the start; '> Send the offer' comes after the line above, '>2 …' after the
second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, replace

from models.errors import InvalidValue
from models.row_class import row_class

LAST_DAY = 3660
"""Ten years: no plan is longer."""

_LINE = re.compile(r"(?:[>＞](?P<after>\d{0,4})\s*)?(?:[+＋](?P<day>\d{1,4})\s*(?:d|天|日)?(?:\s+|$))?(?P<title>.*)")


@row_class
class PlannedStep:
    """A step that is still to be made: `day` counts from the start, `after` is the place (from 0) of another one."""

    title: str
    _: KW_ONLY
    day: int | None = None
    after: int | None = None
    kind: str = "next_step"


def parse(text: str, known: Iterable[PlannedStep] = ()) -> tuple[PlannedStep, ...]:
    """Return the steps that lines of text mean; one with the title of a `known` step is of its kind.

    Empty lines count for nothing. Raises InvalidValue for a line that comes after one which does not stand above it.
    """
    kinds = {step.title: step.kind for step in known}
    found: list[PlannedStep] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = _LINE.fullmatch(line)
        assert parts is not None  # everything in it may be missing
        title = parts["title"].strip()
        if not title:
            raise InvalidValue("Line {number} says no step. Write what is to be done, or remove it.",
                               number=len(found) + 1)  # fmt: skip
        found.append(
            PlannedStep(
                title,
                day=min(int(parts["day"]), LAST_DAY) if parts["day"] else None,
                after=_place(parts["after"], len(found), title),
                kind=kinds.get(title, "next_step"),
            )
        )
    return tuple(found)


def _place(named: str | None, above: int, title: str) -> int | None:
    """Return the place of the line that another one comes after; `named` counts from 1, nothing is the one above."""
    if named is None:
        return None
    number = int(named) if named else above
    if not 0 < number <= above:
        raise InvalidValue(
            "“{title}” comes after line {number}, which does not stand above it. Name a line above it.",
            title=title,
            number=number,
        )
    return number - 1


def text_of(steps: Sequence[PlannedStep]) -> str:
    """Return steps as lines of text, as `parse` reads them."""
    return "\n".join(_line(number, step) for number, step in enumerate(steps))


def _line(number: int, step: PlannedStep) -> str:
    after = "" if step.after is None else ">" if step.after == number - 1 else f">{step.after + 1}"
    day = "" if step.day is None else f"+{step.day}"
    return " ".join(filter(None, (after, day, step.title)))


def length_of(steps: Iterable[PlannedStep]) -> int:
    """Return the days from the start to the last step that has a day."""
    return max((step.day for step in steps if step.day is not None), default=0)


def stretched(steps: Sequence[PlannedStep], length: int, wanted: int) -> tuple[PlannedStep, ...]:
    """Return steps that were spread over so many days spread over as many as are wanted."""
    if length <= 0 or wanted <= 0:
        return tuple(steps)
    return tuple(
        step if step.day is None else replace(step, day=min(round(step.day * wanted / length), LAST_DAY))
        for step in steps
    )
