"""A step in the words of its row: its kind, whose it is, when it is due, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.step_lists import Group, StepItem
from models.text.day_words import DueWords, closed_words, due_words
from models.text.field_words import KIND_NAMES, OUTCOME_NAMES
from models.text.language import Label
from ui.session import Session
from ui.translations import language, plural, say

GROUP_NAMES: Mapping[Group, Label] = {
    "overdue": Label("Overdue"),
    "today": Label("Today"),
    "week": Label("This week"),
    "later": Label("Later"),
    "waiting": Label("Waiting for others"),
    "undated": Label("Someday"),
}
PLAN_NAME = Label("plan")
_NAMED = 3
"""So many of several rows are named."""
TELLING_OUTCOMES = ("kept_late", "broken", "released")
"""What is said of how a step ended; that it was done or kept goes without saying."""


def kind_words(kind: str) -> str:
    """Return the word of a kind's pill; a plan has one too."""
    return say(KIND_NAMES.get(kind, PLAN_NAME))


def owner_words(item: StepItem) -> str:
    """Return who does a step: me, the one named, or whoever it was asked of."""
    if item.owner:
        return item.owner
    if item.owner_side == "theirs":
        return item.people[0] if item.people else say("Customer")
    return say("Me")


def progress_words(item: StepItem) -> str:
    """Return how far a plan is: '7 of 12'; nothing for a step, and for a plan without steps."""
    if not item.is_plan or not item.steps_all:
        return ""
    return say("{done} of {all}", done=item.steps_closed, all=item.steps_all)


def due_of(session: Session, item: StepItem) -> DueWords:
    """Return what stands at the right of a row: when it is due, or how and when it ended."""
    if item.closed_at is not None:
        return DueWords(_end_of(item, session.today()))
    return due_words(
        language(),
        item.due_on,
        session.today(),
        item.kind,
        item.raised_at,
        session.clock.wall(),
        item.answered or item.is_plan,
        theirs=item.owner_side == "theirs",
        answer_by=item.answer_by,
        solve_by=item.solve_by,
        reopened_at=item.reopened_at,
    )


def _end_of(item: StepItem, today: date) -> str:
    if item.outcome in TELLING_OUTCOMES:
        return say("{outcome}", outcome=OUTCOME_NAMES[item.outcome]).capitalize()
    return closed_words(language(), item.closed_at or "", today)


def waits_words(item: StepItem) -> str:
    """Return which open step this one comes after: 'after: Ask for dates'; nothing when it can be begun."""
    return say("after: {title}", title=item.after) if item.after and item.closed_at is None else ""


def items_words(items: Sequence[StepItem]) -> str:
    """Return what some rows are called: the title of one, or how many there are and the first of them."""
    if len(items) == 1:
        return items[0].title
    first = language().listing([item.title for item in items[:_NAMED]])
    more = say("{titles} …", titles=first) if len(items) > _NAMED else first
    return plural("{count} item: {titles}", "{count} items: {titles}", len(items), titles=more)


def about_words(item: StepItem) -> str:
    """Return whom a step is about, for the second line of a row: 'Northern Rail · Tom Aldous'."""
    people = language().listing(item.people)
    if item.account and people:
        return say("{left} · {right}", left=item.account, right=people)
    return item.account or people


def row_words(session: Session, item: StepItem) -> str:
    """Return a whole row for a screen reader."""
    state = say("done") if item.closed_at is not None else say("open")
    parts = [kind_words(item.kind), item.title, progress_words(item), about_words(item), owner_words(item)]
    parts += [due_of(session, item).text, waits_words(item), state]
    return language().listing([part for part in parts if part])
