"""Whatever happens, in whatever order: the lists show what a slow look at every row says they must."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models import calendar, rhythm, step_lists, today
from models.clock import FixedClock
from models.journal import Journal
from models.migrations import search_triggers
from models.step_lists import StepFilter
from models.tables import LOGGED, table_name
from tests.factories import TODAY
from tests.models.histories.living import Life
from tests.models.histories.recomputing import Recomputed, days_between

HISTORIES = 2000
DEEDS = 12
_PARTS = 8
_LOOK_EVERY = 6
_ANSWERS_DUE = """
    SELECT id, answer_by FROM step
    WHERE kind IN ('request', 'complaint') AND closed_at IS NULL AND deleted_at IS NULL"""


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[Journal, FixedClock]]:
    """A journal in memory where there is room, used by one history after the other."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        clock = FixedClock(TODAY)
        with Journal.create(Path(folder) / "test.rounds", clock=clock, source=random.Random(7)) as journal:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=OFF"):  # no history is cut short
                journal.connection.execute(f"PRAGMA {pragma}").fetchall()
            search_triggers.remove(journal.connection)  # the search index has histories of its own
            yield journal, clock


@pytest.mark.parametrize("part", range(_PARTS))
def test_lists_equal_a_slow_recomputation(world: tuple[Journal, FixedClock], part: int) -> None:
    journal, clock = world
    for seed in range(part * HISTORIES // _PARTS, (part + 1) * HISTORIES // _PARTS):
        _empty(journal)
        life = Life(journal, clock, seed)
        for number in range(DEEDS):
            life.go_on()
            if number % _LOOK_EVERY == _LOOK_EVERY - 1:
                _compare(journal, life)
        _scroll(journal, life)
        due = dict(journal.rows(_ANSWERS_DUE))
        assert due == Recomputed(journal).answers_due(), "\n".join(life.told)


def _empty(journal: Journal) -> None:
    """Take every row out, as if the journal were new."""
    connection = journal.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    for table in (*map(table_name, LOGGED), "change", "operation", "reminder"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys=ON")


def _compare(journal: Journal, life: Life) -> None:
    wanted = Recomputed(journal)
    told = "\n".join(life.told)
    everything = StepFilter(plans=True)
    shown = step_lists.read(journal, everything)
    assert [(row.group, row.record, row.id) for row in shown] == wanted.groups_of_steps(), told
    counts = wanted.counts_of_steps()
    assert step_lists.counts(journal, everything) == counts, told
    assert step_lists.overdue_count(journal) == counts.get("overdue", 0), told
    day = today.today(journal)
    assert [step.id for step in day.due] == wanted.due(), told
    assert [step.id for step in day.waiting] == wanted.waiting(), told
    assert [step.id for step in day.risks] == wanted.risks(), told
    assert [visit.id for visit in day.visits_today] == wanted.visits_on(wanted.today, "planned", "held"), told
    tomorrow = wanted.today + timedelta(days=1)
    assert [visit.id for visit in day.visits_tomorrow] == wanted.visits_on(tomorrow, "planned", "held"), told
    assert [visit.id for visit in day.to_write_up] == wanted.to_write_up(), told
    quiet = rhythm.going_quiet(journal, limit=100)
    assert [(one.id, one.days, one.rhythm_days) for one in quiet] == wanted.quiet(), told
    assert rhythm.most_quiet(journal, 1)[1] == len(quiet), told
    _compare_calendar(journal, wanted, told)


def _scroll(journal: Journal, life: Life) -> None:
    """Read the steps as a list does that is scrolled: a few at a time."""
    everything = StepFilter(plans=True)
    found: list[int] = []
    window = step_lists.read(journal, everything, limit=4)
    while window:
        found += [row.id for row in window]
        window = step_lists.read(journal, everything, after=window[-1], limit=4)
    assert found == [row.id for row in step_lists.read(journal, everything)], "\n".join(life.told)


def _compare_calendar(journal: Journal, wanted: Recomputed, told: str) -> None:
    first, last = wanted.today - timedelta(days=9), wanted.today + timedelta(days=9)
    span = calendar.read(journal, first, last)
    assert [day.day for day in span.days] == list(days_between(first, last))
    for day in span.days:
        standing = wanted.on_calendar(day.day)
        # The days on which something comes back are no records yet; they have tests of their own.
        shown = [(entry.record, entry.id) for entry in day.entries if entry.state != "coming"]
        assert sorted(shown) == sorted(standing), f"{told}\n{day.day}"
        assert day.count - len(day.entries) == len(standing) - len(shown), f"{told}\n{day.day}"
