"""What the figures of a territory are in words, alike in the window and on paper."""

from __future__ import annotations

from typing import Literal

from models.territory_lines import GROUPINGS, Grouping, Line, Territory
from models.text.language import Label, Language

_NO_GROUP: dict[Grouping, Label] = {
    "branch": Label("No name"),
    "region": Label("No region"),
    "class": Label("No class"),
    "industry": Label("No industry"),
}

_BY: dict[Grouping, Label] = {
    "branch": Label("By branch"),
    "region": Label("By region"),
    "class": Label("By class"),
    "industry": Label("By industry"),
}

RHYTHM_LATE, RHYTHM_SOON = 0.5, 0.8
"""Below the first part of the times due the rhythm is late, below the second soon will be."""


def by_words(language: Language, grouping: Grouping) -> str:
    """Return the heading of a table with a line for each group, such as 'By region'."""
    return language.say(_BY[grouping])


def group_words(language: Language, grouping: Grouping) -> str:
    """Return the heading of the column that names the groups."""
    return language.say("Account name") if grouping == "branch" else language.say(GROUPINGS[grouping])


def name_words(language: Language, grouping: Grouping, line: Line) -> str:
    """Return the name of a line; one without a name tells what its accounts lack."""
    return line.name or language.say(_NO_GROUP[grouping])


def amount(number: float) -> str:
    """Return a number as people write it down: whole, or below 10 with one digit behind the point."""
    rounded = round(number, 1)
    return str(round(number)) if number >= 10 or rounded == round(rounded) else f"{rounded:.1f}"


def percent(language: Language, share: float) -> str:
    """Return a part of 1 in percent."""
    return language.say("{percent} %", percent=round(100 * share))


def visits_words(language: Language, territory: Territory, line: Line) -> str:
    """Return the visits of a line, of how many that its target asks for, if it asks for any."""
    target = territory.target(line)
    if not target:
        return str(line.visits)
    return language.say("{count} of {all}", count=line.visits, all=amount(target))


def rhythm_words(language: Language, line: Line) -> str:
    """Return what part of the times due the accounts were seen, or nothing if none was due."""
    return percent(language, line.rhythm_share) if line.rhythm_share is not None else ""


def rhythm_tone(line: Line) -> Literal["plain", "soon", "late"]:
    """Return whether the rhythm of a line is late, soon will be, or is plain."""
    share = line.rhythm_share
    if share is None or share >= RHYTHM_SOON:
        return "plain"
    return "late" if share < RHYTHM_LATE else "soon"


def times_words(language: Language, line: Line) -> str:
    """Return on how many days the accounts of a line were seen, and on how many they were to be seen, in a sentence."""
    if not line.due:
        return language.plural("Seen on {count} day", "Seen on {count} days", line.times)
    return language.plural(
        "Seen on {count} day; the rhythm asks for {due}",
        "Seen on {count} days; the rhythm asks for {due}",
        line.times,
        due=amount(line.due),
    )


def per_account(line: Line) -> float:
    """Return how many visits there were for each account of a line."""
    return line.visits / line.accounts if line.accounts else 0.0


def satisfaction_words(language: Language, line: Line) -> str:
    """Return how satisfied they were on average, and by how much that is more or less than they had expected."""
    felt = line.satisfaction
    if felt is None:
        return ""
    if line.gap is None:
        return f"{felt:.1f}"
    return language.say("{felt} ({gap})", felt=f"{felt:.1f}", gap=signed(line.gap))


def signed(number: float) -> str:
    """Return a difference with its sign, such as +0.5, −1.0 or ±0."""
    rounded = round(number, 1)
    if not rounded:
        return "±0"
    return f"+{rounded:.1f}" if rounded > 0 else f"−{-rounded:.1f}"


def balance_words(language: Language, territory: Territory) -> str:
    """Say where an account is visited most and where least, or nothing where no line stands out."""
    sides = _extremes(territory)
    if sides is None:
        return ""
    most, least = sides
    return language.say(
        "Most visits for each account: {most} ({high}); fewest: {least} ({low}).",
        most=name_words(language, territory.grouping, most),
        high=amount(per_account(most)),
        least=name_words(language, territory.grouping, least),
        low=amount(per_account(least)),
    )


def legend_words(language: Language, territory: Territory) -> str:
    """Say what the mark on a bar is, where there is one: a target, and a period that is under way."""
    if not 0 < territory.passed < 1 or not territory.total.target:
        return ""
    return language.say("The mark on a bar is where today stands on the way to the target.")


def _extremes(territory: Territory) -> tuple[Line, Line] | None:
    """Return the lines with the most and the fewest visits for each account, or None where none stands out.

    Where all belong to one account, its branches are compared.
    """
    lines = territory.lines
    while len(lines) == 1 and territory.grouping == "branch" and lines[0].key in territory.below:
        lines = territory.below[lines[0].key]
    ordered = sorted((line for line in lines if line.accounts), key=per_account)
    if len(ordered) < 2 or per_account(ordered[0]) == per_account(ordered[-1]):
        return None
    return ordered[-1], ordered[0]
