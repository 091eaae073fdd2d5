"""The pipeline: the running projects by stage, what they are worth, and how long each has been in its stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models import quiet_pursuits, stages
from models.journal import Journal
from models.row_class import row_class
from models.stages import Stage

_PERCENT = 100


@row_class
class PipelineProject:
    """A running project: its value in minor units, and its probability in percent, or else that of its stage.

    `days` is how long it has been in its stage (None where nobody noted when that began), `usual_days` how long
    projects usually are, `silent_days` how many days ago the last contact was, of one that is past its rhythm.
    """

    id: int
    name: str
    account_id: int
    account: str
    stage: str
    value_minor: int | None
    currency: str | None
    probability: int | None
    expected_on: str | None
    is_won: bool
    days: int | None
    usual_days: int | None
    silent_days: int | None

    @property
    def is_slow(self) -> bool:
        """Whether it has been in its stage for longer than usual."""
        return self.days is not None and self.usual_days is not None and self.days > self.usual_days


@row_class
class Sum:
    """What projects of one currency are worth, in minor units; `weighted` is in hundredths of a minor unit, exact.

    Weighted means times the probability; a project without one does not count there.
    """

    currency: str
    projects: int
    value_minor: int
    weighted_hundredths: int

    @property
    def weighted_minor(self) -> int:
        """The weighted value in minor units, rounded half up."""
        return (self.weighted_hundredths + _PERCENT // 2) // _PERCENT


@row_class
class Column:
    """A stage with its projects, the longest in it first, and their sums, one for each currency."""

    stage: Stage
    projects: tuple[PipelineProject, ...]
    sums: tuple[Sum, ...]


@row_class
class Board:
    """The pipeline: a column for each stage of the list, then one for each other stage that a project is in.

    The program's own stages are the same in all its languages: where people of both worked, they share a column.
    """

    columns: tuple[Column, ...]
    sums: tuple[Sum, ...]
    projects: int


def board(journal: Journal, code: str = "en") -> Board:
    """Return the running projects by stage; `code` is the language of the program's own stages in an empty journal."""
    listed = stages.listing(journal, code)
    known = stages.known(journal)
    found = _projects(journal, known)
    by_stage: dict[str, list[PipelineProject]] = {stage.name: [] for stage in listed}
    same = stages.same_in(listed)
    if any(not one.stage for one in found):
        by_stage = {"": [], **by_stage}  # those of no stage yet come first
    for one in found:
        by_stage.setdefault(same.get(one.stage, one.stage), []).append(one)
    listed_names = {stage.name: stage for stage in listed}
    columns = tuple(_column(_stage_of(name, listed_names, known), there) for name, there in by_stage.items())
    return Board(columns, sums(found), len(found))


def sums(projects: Iterable[PipelineProject]) -> tuple[Sum, ...]:
    """Return what projects are worth, one sum for each currency, in the order of their codes."""
    added: dict[str, tuple[int, int, int]] = {}
    for one in projects:
        if one.value_minor is None or one.currency is None:
            continue
        count, value, weighted = added.get(one.currency, (0, 0, 0))
        part = one.value_minor * (one.probability or 0)
        added[one.currency] = (count + 1, value + one.value_minor, weighted + part)
    found = [Sum(currency, *figures) for currency, figures in added.items()]
    return tuple(sorted(found, key=lambda one: one.currency))


def _stage_of(name: str, listed: Mapping[str, Stage], known: Mapping[str, Stage]) -> Stage:
    return listed.get(name) or known.get(name) or Stage(None, 0, name, "", None, None)


def _column(stage: Stage, projects: Sequence[PipelineProject]) -> Column:
    ordered = sorted(projects, key=lambda one: (-(one.days or 0), one.name, one.id))
    return Column(stage, tuple(ordered), sums(ordered))


def _projects(journal: Journal, known: Mapping[str, Stage]) -> list[PipelineProject]:
    today = journal.clock.today()
    silent = {one.project_id: one.days for one in quiet_pursuits.read(journal, limit=quiet_pursuits.ALL)}
    found = []
    for *facts, stage, value, currency, probability, expected_on, outcome, since in journal.rows(_RUNNING):
        project_id, name, account_id, account = facts
        its = known.get(stage)
        found.append(
            PipelineProject(
                project_id,
                name,
                account_id,
                account,
                stage,
                value,
                currency,
                probability if probability is not None or its is None else its.probability,
                expected_on,
                outcome == "won",
                _days_since(since, today),
                its.usual_days if its is not None else None,
                silent.get(project_id),
            )
        )
    return found


def _days_since(day: str | None, today: date) -> int | None:
    return max((today - date.fromisoformat(day)).days, 0) if day else None


_RUNNING = """
    SELECT project.id, project.name, account_id, account.name, stage, value_minor, currency, probability, expected_on,
        outcome,
        (SELECT changed_on FROM stage_change WHERE project_id = project.id AND to_stage = project.stage
            AND stage_change.deleted_at IS NULL ORDER BY changed_on DESC, stage_change.id DESC LIMIT 1)
    FROM project JOIN account ON account.id = account_id
    WHERE project.deleted_at IS NULL AND closed_on IS NULL ORDER BY project.name, project.id"""
