"""What is done to several steps and plans at once: one operation, which one Undo takes back.

It is done to all or to none: when one of them refuses, the error names it, and nothing was changed. A deed done to
one alone raises its own error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from models import plan_order, plans, repeating, steps
from models.changes import Changes
from models.errors import ChangedElsewhere, InvalidValue, JournalError, NotFound
from models.journal import Journal
from models.row_class import row_class
from models.text.language import Label, Language

Chosen = tuple[str, int]
"""What a row stands for: its record ('step' or 'plan') and its id."""

Progress = Callable[[int, int], None]
"""Is told how many of how many are done; what it raises ends the work, and nothing is changed."""


@row_class
class Owner:
    """Who does a step: somebody of ours (nobody named is me), or the customer, named or not."""

    side: str = "ours"
    colleague_id: int | None = None
    contact_id: int | None = None


class Refused(InvalidValue):
    """One of several could not be changed, so none was."""

    def __init__(self, title: str, why: JournalError) -> None:
        super().__init__(Label("“{title}” can’t be changed, so nothing was. {why}"), title=title, why=why)
        self._title, self._why = title, why

    def say(self, language: Language) -> str:
        """Return which one it was, and its own reason, in the reader's language."""
        return language.say(self.sentence, title=self._title, why=self._why.say(language))


def close(
    journal: Journal, chosen: Sequence[Chosen], outcome: str = "", *, progress: Progress | None = None
) -> Changes:
    """Close steps with an outcome and end plans; what is closed already stays as it is. Raises Refused."""

    def change(record: str, record_id: int) -> None:
        if record == "plan":
            if plans.get(journal, record_id).closed_on is None:
                plans.close(journal, record_id)
        elif steps.get(journal, record_id).closed_at is None:
            repeating.close(journal, record_id, outcome)

    return _each(journal, "steps.close_many", chosen, change, progress)


def reopen(journal: Journal, chosen: Sequence[Chosen], *, progress: Progress | None = None) -> Changes:
    """Take the end of steps and plans back, as a slip; what is open stays as it is. Raises Refused."""

    def change(record: str, record_id: int) -> None:
        if record == "plan":
            plans.edit(journal, record_id, closed_on=None)
        elif steps.get(journal, record_id).closed_at is not None:
            repeating.reopen(journal, record_id, new_round=False)

    return _each(journal, "steps.reopen_many", chosen, change, progress)


def postpone(
    journal: Journal, chosen: Sequence[Chosen], day: date | str | None, *, progress: Progress | None = None
) -> Changes:
    """Give steps another due date and plans another check-in, or none. Raises Refused."""

    def change(record: str, record_id: int) -> None:
        if record == "plan":
            plans.edit(journal, record_id, check_in_on=day)
        else:
            steps.postpone(journal, record_id, day or "")

    return _each(journal, "steps.postpone_many", chosen, change, progress)


def reassign(journal: Journal, chosen: Sequence[Chosen], owner: Owner, *, progress: Progress | None = None) -> Changes:
    """Let somebody else do the steps. Raises Refused, as for a plan, which nobody does as a whole."""

    def change(record: str, record_id: int) -> None:
        if record == "plan":
            raise InvalidValue("A plan is done step by step: choose who does its steps.")
        steps.edit(
            journal,
            record_id,
            owner_side=owner.side,
            owner_colleague_id=owner.colleague_id,
            owner_contact_id=owner.contact_id,
        )

    return _each(journal, "steps.reassign", chosen, change, progress)


def move_to_plan(
    journal: Journal, chosen: Sequence[Chosen], plan_id: int | None, *, progress: Progress | None = None
) -> Changes:
    """Put steps at the end of a plan in the order given, or take them out of theirs. Raises Refused or NotFound.

    What came after another one that moves along still does.
    """
    if plan_id is not None:
        plans.get(journal, plan_id)
    together = _waiting_for_each_other(journal, chosen) if plan_id is not None else []
    arrived: set[int] = set()
    last = journal.row("SELECT coalesce(max(plan_position), -1) FROM step WHERE plan_id = ?", plan_id)
    position = last[0] if last else -1

    def change(record: str, record_id: int) -> None:
        nonlocal position
        if record == "plan":
            raise InvalidValue("A plan is no part of another one: choose steps.")
        was_in = steps.get(journal, record_id).plan_id
        if was_in != plan_id:
            if was_in is not None:
                plan_order.take_out(journal, record_id)
            position += 1
            steps.edit(journal, record_id, plan_id=plan_id, plan_position=position if plan_id is not None else 0)
        arrived.add(record_id)
        for step_id, before_id in together:
            if record_id in (step_id, before_id) and arrived >= {step_id, before_id}:
                plan_order.follow(journal, step_id, before_id)

    return _each(journal, "steps.move_to_plan", chosen, change, progress)


def trash(journal: Journal, chosen: Sequence[Chosen], *, progress: Progress | None = None) -> Changes:
    """Put steps and plans into the trash; the steps of a plan stay. Raises Refused."""

    def change(record: str, record_id: int) -> None:
        operation = plans.trash if record == "plan" else steps.trash
        operation(journal, record_id)

    return _each(journal, "steps.trash_many", chosen, change, progress)


def _waiting_for_each_other(journal: Journal, chosen: Sequence[Chosen]) -> list[tuple[int, int]]:
    """Return which of the chosen steps come after another one of them, each with that one."""
    ids = "SELECT value FROM json_each(?1)"
    query = f"SELECT id, after_id FROM step WHERE id IN ({ids}) AND after_id IN ({ids})"
    found = journal.rows(query, json.dumps([record_id for record, record_id in chosen if record == "step"]))
    return [(step_id, before_id) for step_id, before_id in found]


def _each(
    journal: Journal,
    name: str,
    chosen: Sequence[Chosen],
    change: Callable[[str, int], None],
    progress: Progress | None,
) -> Changes:
    # One alone is called what it is: "postponing a step".
    called = name.removesuffix("_many") if len(chosen) == 1 else name
    with journal.operation(called, subject=_title(journal, *chosen[0]) if chosen else "") as work:
        for done, (record, record_id) in enumerate(chosen):
            if progress is not None:
                progress(done, len(chosen))
            try:
                change(record, record_id)
            except (InvalidValue, NotFound, ChangedElsewhere) as error:
                if len(chosen) == 1:
                    raise
                raise Refused(_title(journal, record, record_id), error) from error
        return work.done(chosen[0][1] if len(chosen) == 1 else None)


def _title(journal: Journal, record: str, record_id: int) -> str:
    """Return what a row is called, be it in the trash or not."""
    query = "SELECT goal FROM plan WHERE id = ?" if record == "plan" else "SELECT title FROM step WHERE id = ?"
    found = journal.row(query, record_id)
    return str(found[0]) if found else ""
