"""What is said about the three who answer for a project."""

from __future__ import annotations

from collections.abc import Mapping

from models.project_team import TeamDebt
from models.text.language import Label
from ui.translations import language, plural, say

ROLE_NAMES: Mapping[str, Label] = {
    "sales": Label("Sales"),
    "delivery": Label("Delivery"),
    "finance": Label("Finance"),
}
OWNER_NAMES: Mapping[str, Label] = {
    "sales": Label("Owner in sales"),
    "delivery": Label("Owner in delivery"),
    "finance": Label("Owner in finance"),
}


def debt_words(debt: TeamDebt) -> str:
    """Return what somebody owes: '2 steps open', '3 steps, 16 days late', 'nothing open'."""
    if not debt.steps:
        return say("nothing open")
    if not debt.late:
        return plural("{count} step open", "{count} steps open", debt.steps)
    late = plural("{count} day late", "{count} days late", debt.days_late)
    return plural("{count} step, {late}", "{count} steps, {late}", debt.steps, late=late)


def others_words(debt: TeamDebt) -> str:
    """Return what none of the three owes, though it is to be done; nothing where there is no such step."""
    if not debt.steps:
        return ""
    said = plural("{count} step of mine or of others", "{count} steps of mine or of others", debt.steps)
    if not debt.late:
        return said
    late = plural("{count} day late", "{count} days late", debt.days_late)
    return say("{what}, {late}", what=said, late=late)


def owner_words(debt: TeamDebt) -> str:
    """Return an owner in words, for a screen reader."""
    return language().listing([say(ROLE_NAMES[debt.role]), debt.name or say("nobody yet"), debt_words(debt)])
