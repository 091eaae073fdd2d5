"""The course of a project: won or lost, over, opened again, and all its stages and dates until now."""

from __future__ import annotations

from datetime import date

from models import projects, values
from models.changes import Changes, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Project
from models.text.language import Label

_SURE, _NEVER = 100, 0


@row_class
class StageMove:
    """A move to a stage; `days` is how long the project was in it, up to today in the last one (or until it was over).

    `expected_on` is the date that was expected then (ISO or None).
    """

    id: int
    from_stage: str
    to_stage: str
    changed_on: str
    expected_on: str | None
    reason: str
    days: int


@row_class
class MovedDate:
    """A move of the expected date of a project, or of a milestone (`milestone` is its name); ISO days."""

    id: int
    milestone: str
    from_on: str | None
    to_on: str | None
    noted_on: str
    reason: str

    @property
    def days(self) -> int | None:
        """By how many days it moved, less than none for an earlier day; None where there is no day on one side."""
        if not self.from_on or not self.to_on:
            return None
        return (date.fromisoformat(self.to_on) - date.fromisoformat(self.from_on)).days


def advance(
    journal: Journal,
    project_id: int,
    stage: str,
    *,
    on: date | str | None = None,
    expected_on: date | str | None = None,
    reason: str = "",
) -> Changes:
    """Move a project to a stage, and its expected date with it; one deed, which is undone as one.

    Raises InvalidValue for a day ahead, or before the last move, or without a stage, and NotFound.
    """
    day = _past_day(journal, on)
    last = journal.row(_LAST_MOVE, project_id)
    if last is not None and day < last[1]:
        raise InvalidValue(
            "The project has been in {stage} since {day}. Enter that day or a later one.", stage=last[0], day=last[1]
        )
    with journal.operation("projects.move", subject=stage) as work:
        projects.move(journal, project_id, stage, on=day, expected_on=expected_on, reason=reason)
        projects.edit(journal, project_id, expected_on=expected_on, reason=reason)
        return work.done(project_id)


def win(
    journal: Journal, project_id: int, *, on: date | str | None = None, reason: str = "", stage: str = ""
) -> Changes:
    """Note that a project was won, today if no day is given; it goes on in a stage if one is named.

    Raises InvalidValue for a day ahead, or for a project that is over.
    """
    decided = {"outcome": "won", "decided_on": _past_day(journal, on), "outcome_reason": projects.REASON(reason)}
    before = _running(journal, project_id)
    with journal.operation("projects.win", subject=before.name) as work:
        work.update(Project, project_id, decided | {"probability": _SURE})
        if stage:
            last = journal.row(_LAST_MOVE, project_id)  # noted later than it was, the stages keep their order
            day = max(str(decided["decided_on"]), last[1] if last else "")
            projects.move(journal, project_id, stage, on=day, reason=reason)
        return work.done(project_id)


def lose(journal: Journal, project_id: int, *, on: date | str | None = None, reason: str = "") -> Changes:
    """Note that a project was lost, today if no day is given; it is over then.

    Raises InvalidValue for a day ahead, or for a project that is over.
    """
    day = _past_day(journal, on)
    before = _running(journal, project_id)
    with journal.operation("projects.lose", subject=before.name) as work:
        work.update(Project, project_id, {
            "outcome": "lost", "decided_on": day, "closed_on": day, "outcome_reason": projects.REASON(reason),
            "probability": _NEVER,
        })  # fmt: skip
        return work.done(project_id)


def close(journal: Journal, project_id: int, *, on: date | str | None = None) -> Changes:
    """Note that all of a project is over: delivered, paid and done, or given up; today if no day is given.

    Raises InvalidValue for a day ahead, or for a project that is over.
    """
    day = _past_day(journal, on)
    before = _running(journal, project_id)
    with journal.operation("projects.close", subject=before.name) as work:
        work.update(Project, project_id, {"closed_on": day})
        return work.done(project_id)


def reopen(journal: Journal, project_id: int) -> Changes:
    """Let a project that is over go on; a lost one is undecided again. Raises NotFound."""
    before = projects.get(journal, project_id)
    changed: dict[str, Value] = {"closed_on": None}
    if before.outcome == "lost":
        changed |= {"outcome": None, "decided_on": None, "outcome_reason": "", "probability": None}
    with journal.operation("projects.reopen", subject=before.name) as work:
        work.update(Project, project_id, changed)
        return work.done(project_id)


def stage_moves(journal: Journal, project_id: int) -> list[StageMove]:
    """Return the moves of a project from stage to stage, the latest first; raises NotFound."""
    project = projects.get(journal, project_id)
    until = date.fromisoformat(project.closed_on) if project.closed_on else journal.clock.today()
    found: list[StageMove] = []
    for row in journal.rows(_STAGE_MOVES, project_id):
        begin = date.fromisoformat(row[3])
        found.append(StageMove(*(*row, max((until - begin).days, 0))))
        until = begin
    return found


def moved_dates(journal: Journal, project_id: int) -> list[MovedDate]:
    """Return how the dates of a project and its milestones moved, the latest move first."""
    return [MovedDate(*row) for row in journal.rows(_MOVED_DATES, project_id)]


def _running(journal: Journal, project_id: int) -> projects.ProjectRow:
    found = projects.get(journal, project_id)
    if found.closed_on is not None:
        raise InvalidValue("{name} is over. Open it again first.", name=found.name)
    return found


def _past_day(journal: Journal, on: date | str | None) -> str:
    today = journal.clock.today()
    day = values.as_day(Label("day"), on if on is not None else today)
    if day > today:
        raise InvalidValue("{day} lies ahead. Enter the day on which it happened.", day=day.isoformat())
    return day.isoformat()


_LAST_MOVE = """
    SELECT to_stage, changed_on FROM stage_change
    WHERE project_id = ? AND deleted_at IS NULL ORDER BY changed_on DESC, id DESC LIMIT 1"""

_STAGE_MOVES = """
    SELECT id, from_stage, to_stage, changed_on, expected_on, reason FROM stage_change
    WHERE project_id = ? AND deleted_at IS NULL ORDER BY changed_on DESC, id DESC"""

_MOVED_DATES = """
    SELECT date_move.id, coalesce(milestone.name, ''), from_on, to_on, noted_on, reason
    FROM date_move LEFT JOIN milestone ON milestone.id = milestone_id
    WHERE date_move.project_id = ? AND date_move.deleted_at IS NULL ORDER BY noted_on DESC, date_move.id DESC"""
