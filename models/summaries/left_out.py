"""What a summary leaves out, in counts and in rules, for its writer to see before it is saved.

It counts and names kinds of fields; it never repeats what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.journal import Journal
from models.summaries.facts import Scope, bounds
from models.summaries.periods import Period
from models.summaries.privacy import Audience
from models.text.language import Label


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much of the visits of a period a reader does not get to see."""

    confidential_visits: int = 0
    confidential_steps: int = 0
    private_notes: int = 0
    """Visits with private notes."""

    notes: int = 0
    """Visits with notes that were not ticked for this summary, or are not for this reader."""


def count(journal: Journal, period: Period, reader: Audience, scope: Scope) -> LeftOut:
    """Return what of a period's visits, cancelled ones apart, this reader will not see.

    This counts what no reader but me may know of, so it is asked before reading as the reader.
    """
    query = f"""
        SELECT coalesce(sum(confidential), 0), coalesce(sum(trim(private_notes) <> ''), 0),
               coalesce(sum(trim(notes) <> '' AND (confidential = 0 OR ?)), 0)
        FROM visit WHERE deleted_at IS NULL AND start >= ? AND start < ? AND state <> 'cancelled'
          AND {scope.condition("account_id")} AND {scope.of_visits()}"""
    own = reader.name == "self"
    confidential, private, notes = journal.row(query, own, *bounds(period), *scope.account_ids) or (0, 0, 0)
    return LeftOut(
        confidential_visits=0 if own else confidential,
        confidential_steps=0 if own or not confidential else _steps(journal, period, scope),
        private_notes=0 if reader.with_private else private,
        notes=0 if own or reader.with_notes else notes,
    )


def _steps(journal: Journal, period: Period, scope: Scope) -> int:
    """Return how many steps hang on the confidential visits of a period."""
    query = f"""
        SELECT count(*) FROM step JOIN visit ON visit.id = visit_id
        WHERE step.deleted_at IS NULL AND visit.deleted_at IS NULL AND confidential = 1 AND start >= ? AND start < ?
          AND state <> 'cancelled' AND {scope.condition("visit.account_id")} AND {scope.of_visits()}"""
    (found,) = journal.row(query, *bounds(period), *scope.account_ids) or (0,)
    return int(found)


def rules(reader: Audience) -> list[Label]:
    """Return in words what this reader never sees, whatever the period holds."""
    if reader.name == "self":
        private = [] if reader.with_private else [_PRIVATE]
        return [*private, Label("Everything else is shown: the summary is for you alone.")]
    found = [
        _PRIVATE,
        Label("A confidential visit with its steps, questions, tags and files is in no list and in no figure."),
    ]
    if reader.name == "customer":
        return [*found, *_NOT_FOR_CUSTOMERS]
    if not reader.with_notes:
        found.append(Label("The notes of visits are shown only if you tick them for this summary."))
    return found


_PRIVATE = Label("Private notes, birthdays, preferences and kindnesses never leave this journal.")
_NOT_FOR_CUSTOMERS = (
    Label("The notes of visits are never shown to a customer, nor what support was needed."),
    Label(
        "What we think of people and deals stays with us: stance, closeness, satisfaction, competitors, probability."
    ),
    Label("Our own next steps, risks and overdue receivables are not shown, and no other account."),
    Label("Of projects only those under contract are shown, without their stages, expected dates and money."),
)
