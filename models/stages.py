"""The stages that projects go through: the list of the program, or the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypedDict, Unpack

from models import places, tables, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Project, StageChange
from models.text.language import Label

PHASES = ("pursuit", "delivery")
MOST = 30
"""So many stages a list holds at most."""


class StageFields(TypedDict, total=False):
    """The fields of a stage; `phase` is pursuit or delivery, `probability` in percent."""

    name: str
    phase: str
    probability: int | None
    usual_days: int | None


_RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name of the stage"), values.NAME_LENGTH, required=True),
    "phase": values.choice(Label("phase"), PHASES),
    "probability": values.number(Label("probability"), 0, 100),
    "usual_days": values.number(Label("usual days"), 1, 3660),
}


@row_class
class Stage:
    """A stage: its name, its phase, its probability in percent, and how many days projects usually stay in it.

    One of the program's list has no id. `revision` goes back with an edit.
    """

    id: int | None
    revision: int
    name: str
    phase: str
    probability: int | None
    usual_days: int | None


@cache
def _built_in() -> dict[str, tuple[Stage, ...]]:
    found = tomllib.loads((places.resources() / "templates" / "stages.toml").read_text("utf-8"))
    return {
        code: tuple(Stage(None, 0, one["name"], one["phase"], one["probability"], one["usual_days"]) for one in stages)
        for code, stages in found.items()
    }


def listing(journal: Journal, code: str = "en", stage: str = "") -> Sequence[Stage]:
    """Return the stages in their order: the user's own, or else the program's.

    The program's are in the language that is given, unless all projects there are call their stages in another one;
    for a project in a `stage` they are in the language of that one, so that its history stays in one.
    """
    own = [Stage(*row) for row in journal.rows(_OWN)]
    if own:
        return own
    built_in = _built_in()
    spoken = next((stages for stages in built_in.values() if any(one.name == stage for one in stages)), None)
    if spoken is not None:
        return spoken
    used = dict(journal.rows(_USED))
    fitting = {one: sum(used.get(stage.name, 0) for stage in stages) for one, stages in built_in.items()}
    best = code if fitting[code] else max(built_in, key=lambda one: (fitting[one], one == code))
    return built_in[best]


def same_in(listed: Sequence[Stage]) -> dict[str, str]:
    """Return which stage of a list of the program's the stages of its other languages are; nothing for own stages."""
    if any(stage.id is not None for stage in listed):
        return {}
    return {
        other.name: stage.name for stages in _built_in().values() for stage, other in zip(listed, stages, strict=True)
    }


def known(journal: Journal) -> dict[str, Stage]:
    """Return every stage whose name is known, in any language of the program; the user's own before those."""
    found = {stage.name: stage for stages in _built_in().values() for stage in stages}
    return found | {stage.name: stage for stage in listing(journal)}


def phases(journal: Journal) -> dict[str, str]:
    """Return the phase of every stage whose name is known."""
    return {name: stage.phase for name, stage in known(journal).items()}


def add(journal: Journal, code: str, **fields: Unpack[StageFields]) -> Changes:
    """Add a stage behind the others; raises InvalidValue for a name that is taken, or for too many."""
    stored = values.checked({"name": "", **fields}, _RULES)
    with journal.operation("stages.add", subject=str(stored["name"])) as work:
        own = _own(journal, work, code)
        if len(own) >= MOST:
            raise InvalidValue("A list has {count} stages at most. Remove one first.", count=MOST)
        _require_free(own, str(stored["name"]), None)
        return work.done(work.insert(tables.Stage, position=len(own), **stored))


def edit(
    journal: Journal, code: str, name: str, /, *, revision: int | None = None, **fields: Unpack[StageFields]
) -> Changes:
    """Change a stage by its name; renamed, all projects in it, and their history, have the new name.

    Raises InvalidValue for a name that is taken or a stage that is not there, and ChangedElsewhere.
    """
    stored = values.checked(fields, _RULES)
    with journal.operation("stages.edit", subject=name) as work:
        own = _own(journal, work, code)
        stage = _named(own, name)
        assert stage.id is not None
        if "name" in stored:
            _require_free(own, str(stored["name"]), stage.id)
        work.update(tables.Stage, stage.id, stored, revision=revision or None)
        if stored.get("name", name) != name:
            _rename(work, name, stored["name"])
        return work.done(stage.id)


def arrange(journal: Journal, code: str, name: str, by: int) -> Changes:
    """Move a stage on in the order by so many places, or back by less than none; it stops at either end."""
    with journal.operation("stages.arrange", subject=name) as work:
        own = _own(journal, work, code)
        moved = _named(own, name)
        before = own.index(moved)
        own.insert(max(0, min(before + by, len(own) - 1)), own.pop(before))
        for position, stage in enumerate(own):
            assert stage.id is not None
            work.update(tables.Stage, stage.id, {"position": position})
        return work.done(moved.id)


def remove(journal: Journal, code: str, name: str) -> Changes:
    """Remove a stage; raises InvalidValue while a running project is in it, and for the last one."""
    used = journal.row(_RUNNING, name)
    if used is not None and used[0]:
        raise InvalidValue(
            "Running projects in the stage {name}: {count}. Move them to another one first.",
            count=used[0],
            name=name,
        )
    with journal.operation("stages.remove", subject=name) as work:
        own = _own(journal, work, code)
        if len(own) == 1:
            raise InvalidValue("A project needs a stage to be in. Make another one before you remove this one.")
        stage = _named(own, name)
        assert stage.id is not None
        work.trash(tables.Stage, stage.id)
        return work.done(stage.id)


def _own(journal: Journal, work: Operation, code: str) -> list[Stage]:
    """Return the user's own stages; the program's are written down as such first, as one of them changes now."""
    found = listing(journal, code)
    written: list[Stage] = []
    for position, stage in enumerate(found):
        if stage.id is not None:
            written.append(stage)
            continue
        given: dict[str, Value] = {
            "name": stage.name,
            "phase": stage.phase,
            "probability": stage.probability,
            "usual_days": stage.usual_days,
        }
        stage_id = work.insert(tables.Stage, position=position, **given)
        written.append(replace(stage, id=stage_id, revision=1))
    return written


def _named(own: Sequence[Stage], name: str) -> Stage:
    for stage in own:
        if stage.name == name:
            return stage
    raise InvalidValue("There is no stage called {name}.", name=name)


def _require_free(own: Sequence[Stage], name: str, stage_id: int | None) -> None:
    if any(stage.name.casefold() == name.casefold() and stage.id != stage_id for stage in own):
        raise InvalidValue("There is a stage called {name} already. Choose another name.", name=name)


def _rename(work: Operation, old: str, new: Value) -> None:
    """Let projects and their history have the new name, those in the trash as well."""
    for table, column in ((Project, "stage"), (StageChange, "from_stage"), (StageChange, "to_stage")):
        work.point_elsewhere(table, column, old, str(new))


_OWN = """
    SELECT id, revision, name, phase, probability, usual_days FROM stage
    WHERE deleted_at IS NULL ORDER BY position, id"""

_USED = "SELECT stage, count(*) FROM project WHERE deleted_at IS NULL AND stage <> '' GROUP BY stage"

_RUNNING = "SELECT count(*) FROM project WHERE stage = ? AND closed_on IS NULL AND deleted_at IS NULL"
