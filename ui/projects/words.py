"""What is said about projects: stages, amounts, dates."""

from __future__ import annotations

from datetime import date

from models import money
from models.milestones import MilestoneRow
from models.project_lists import ProjectLine, ProjectSheet
from models.text.day_words import full_date, short_date
from ui.translations import language, plural, say


def value_words(value_minor: int | None, currency: str | None) -> str:
    """Return the value of a project with its currency, or nothing."""
    return money.amount(value_minor, currency) if value_minor is not None and currency else ""


def outcome_words(outcome: str | None) -> str:
    """Return whether a project was won or lost, or nothing."""
    return {"won": say("Won"), "lost": say("Lost")}.get(outcome or "", "")


def stage_words(outcome: str | None, closed_on: str | None, stage: str) -> tuple[str, str]:
    """Return what a project's pill says, and its tone: its stage, or that it is over."""
    if closed_on is not None:
        return (outcome_words("lost"), "red") if outcome == "lost" else (say("Closed"), "plain")
    return stage or say("No stage yet"), "accent" if stage else "outlined"


def target_words(expected_on: str | None, closed_on: str | None, today: date) -> tuple[str, str]:
    """Return the expected date of a project as its pill says it, and its tone; nothing when there is none."""
    if closed_on is not None:
        return say("Closed {day}", day=full_date(language(), date.fromisoformat(closed_on))), "outlined"
    if expected_on is None:
        return "", "outlined"
    day = date.fromisoformat(expected_on)
    return say("Target {day}", day=full_date(language(), day)), "amber" if day < today else "outlined"


def month_words(sheet: ProjectSheet) -> str:
    """Return in which month of its life a project is."""
    return say("Month {number}", number=sheet.month)


def blocked_words(count: int) -> str:
    """Return how many signatures are blocked, or nothing."""
    return plural("{count} signature blocked", "{count} signatures blocked", count) if count else ""


def expected_words(line: ProjectLine, today: date) -> tuple[str, str]:
    """Return the expected date in a list, or the day it was over, and the colour of the words."""
    if line.closed_on is not None:
        closed = short_date(language(), date.fromisoformat(line.closed_on), today)
        return say("{outcome} {day}", outcome=outcome_words(line.outcome) or say("Closed"), day=closed), "text_3"
    if line.expected_on is None:
        return "", "text_3"
    day = date.fromisoformat(line.expected_on)
    return short_date(language(), day, today), "amber" if day < today else "text_2"


def line_words(line: ProjectLine, today: date) -> str:
    """Return a project in a list in words."""
    stage = stage_words(line.outcome, line.closed_on, line.stage)[0]
    parts = (line.name, line.account, stage, value_words(line.value_minor, line.currency))
    return language().listing(part for part in (*parts, expected_words(line, today)[0]) if part)


def milestone_words(one: MilestoneRow, today: date) -> tuple[str, str]:
    """Return how a milestone stands, planned against reached, and the tone of it: good, late or plain."""
    parts = [_planned(one)]
    tone = "plain"
    planned = date.fromisoformat(one.planned_on) if one.planned_on else None
    if one.reached_on is not None:
        reached = date.fromisoformat(one.reached_on)
        late = _difference((reached - planned).days) if planned else ""
        parts = [say("reached {day}", day=full_date(language(), reached)), late, *parts]
        tone = "good"
    elif planned is not None and planned < today:
        parts.append(plural("{count} day late", "{count} days late", (today - planned).days))
        tone = "late"
    if one.signed_on is not None:
        parts.append(say("signed {day}", day=full_date(language(), date.fromisoformat(one.signed_on))))
        tone = "good"
    elif one.signatures:
        parts.append(say("{signed} of {all} signatures", signed=one.signed, all=one.signatures))
    return language().listing(part for part in parts if part), tone


def _planned(one: MilestoneRow) -> str:
    if one.planned_on is None:
        return ""
    words = say("planned {day}", day=full_date(language(), date.fromisoformat(one.planned_on)))
    moved = plural("moved {count} time", "moved {count} times", one.moves) if one.moves else ""
    return say("{what}, {more}", what=words, more=moved) if moved else words


def _difference(days: int) -> str:
    """Return by how many days something came late or early; nothing on the day itself."""
    if days > 0:
        return plural("{count} day late", "{count} days late", days)
    return plural("{count} day early", "{count} days early", -days) if days else ""
