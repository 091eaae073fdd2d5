"""The stages that projects go through: the list of the program, or the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

from models import places
from models.journal import Journal
from models.row_class import row_class

PHASES = ("pursuit", "delivery")


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


def listing(journal: Journal, code: str = "en") -> Sequence[Stage]:
    """Return the stages in their order: the user's own, or else the program's.

    The program's are in the language of the projects that are there; without any, in the language that is given.
    """
    own = [Stage(*row) for row in journal.rows(_OWN)]
    if own:
        return own
    built_in = _built_in()
    used = {row[0] for row in journal.rows(_USED)}
    fitting = {one: len(used & {stage.name for stage in stages}) for one, stages in built_in.items()}
    best = max(built_in, key=lambda one: (fitting[one], one == code))
    return built_in[best]


def phases(journal: Journal) -> dict[str, str]:
    """Return the phase of every stage whose name is known, in any language of the program."""
    known = {stage.name: stage.phase for stages in _built_in().values() for stage in stages}
    return known | {stage.name: stage.phase for stage in listing(journal)}


_OWN = """
    SELECT id, revision, name, phase, probability, usual_days FROM stage
    WHERE deleted_at IS NULL ORDER BY position, id"""

_USED = "SELECT DISTINCT stage FROM project WHERE deleted_at IS NULL AND stage <> ''"
