"""How a step stands on a day or at the end of a period, whatever its kind, in the words of a summary."""

from __future__ import annotations

from datetime import date

from models.summaries import owed
from models.summaries.facts import StepFact
from models.summaries.periods import Period
from models.summaries.report import Cell
from models.text.language import Label, Language

KIND_TITLES = {
    "next_step": Label("Next step"),
    "promise": Label("Promise"),
    "customer_promise": Label("Customer’s promise"),
    "request": Label("Request"),
    "complaint": Label("Complaint"),
    "risk": Label("Risk"),
}
"""The kinds of steps as they head a row."""


def state_on(step: StepFact, day: date, language: Language) -> Cell:
    """Return how a step stands on a day: done, kept, late, waiting; what was closed later counts as open."""
    return state_at_end(step, Period(day, day), day, language)


def state_at_end(step: StepFact, period: Period, today: date, language: Language) -> Cell:
    """Return how a step stands at the end of a period, or today while it lasts.

    Once the period is past, what was due on its last day and is open is late.
    """
    as_of = min(today, period.last)
    if step.kind in ("request", "complaint"):
        return owed.waiting_state(step, period, as_of, language)
    if owed.was_let_go(step, period):
        return owed.let_go(language)
    state = owed.state_of(step, period, today)
    if state == "late" or step.kind in ("promise", "customer_promise"):
        return owed.promise_state(step, state, as_of, language)
    return Cell(language.say("open")) if state == "due" else Cell(language.say("done"), tone="quiet")
