"""How a step stands today, whatever its kind, and in the words of a summary."""

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
    until = Period(day, day)
    closed = owed.closed_within(step, until)
    if closed and step.outcome == "released":
        return Cell(language.say("let go"), tone="quiet")
    if step.kind in ("promise", "customer_promise"):
        return owed.promise_state(step, owed.state_of(step, until, day), day, language)
    if step.kind in ("request", "complaint"):
        return owed.waiting_state(step, until, day, language)
    if closed:
        return Cell(language.say("done"), tone="quiet")
    if step.due is not None and step.due < day:
        return owed.days_late((day - step.due).days, language)
    return Cell(language.say("open"))
