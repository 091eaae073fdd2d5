"""Whatever was done can be undone one by one to the start, and redone to the end, table by table."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from models import changes
from models.clock import FixedClock
from models.journal import Journal
from tests.empty import empty_journal
from tests.factories import TODAY
from tests.models.random_work import Fingerprint, Worker, fingerprint
from tests.models.undoing import undo_and_redo_all


def test_a_thousand_random_operations_are_undone_and_redone(journal: Journal, clock: FixedClock) -> None:
    undo_and_redo_all(journal, Worker(journal, clock, random.Random(20260514)), 1000)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(20))
def test_other_thousands_are_undone_and_redone(journal: Journal, clock: FixedClock, seed: int) -> None:
    undo_and_redo_all(journal, Worker(journal, clock, random.Random(seed)), 1000)


def _operation_ids(journal: Journal) -> list[int]:
    return [row[0] for row in journal.rows("SELECT id FROM operation WHERE undone_at IS NULL ORDER BY id")]


class UndoAndRedo(RuleBasedStateMachine):
    """Work, undo and redo mixed as they come; beside the journal stand the states it should go through."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = FixedClock(TODAY)
        path = Path(self.folder.name) / "test.rounds"
        self.journal = empty_journal(path, self.clock)
        for seed in range(25):
            Worker(self.journal, self.clock, random.Random(seed)).work()
        self.clock.move(timedelta(hours=1))
        self.present = fingerprint(self.journal)
        self.past: list[tuple[int, Fingerprint]] = []
        self.future: list[tuple[int, Fingerprint]] = []

    @rule(seed=st.integers(0, 10_000))
    def work(self, seed: int) -> None:
        changed = Worker(self.journal, self.clock, random.Random(seed)).work()
        live = set(_operation_ids(self.journal))
        self.past = [entry for entry in self.past if entry[0] in live]
        if changed is None or changed.operation_id not in live:
            # Refused, or an edit that changed nothing or brought back what was there before.
            self.present = fingerprint(self.journal)
            return
        if changed.operation_id not in {operation_id for operation_id, _ in self.past}:
            self.past.append((changed.operation_id, self.present))
            self.future.clear()
        self.present = fingerprint(self.journal)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        undone = changes.undo(self.journal)
        operation_id, before = self.past.pop()
        assert undone
        assert undone.operation_id == operation_id
        self.future.append((operation_id, self.present))
        self.present = before

    @rule()
    def redo(self) -> None:
        redone = changes.redo(self.journal)
        assert (redone and redone.operation_id) == (self.future[-1][0] if self.future else None)
        if redone:
            operation_id, after = self.future.pop()
            self.past.append((operation_id, self.present))
            self.present = after

    @invariant()
    def the_content_is_what_it_should_be(self) -> None:
        assert fingerprint(self.journal) == self.present

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()


TestUndoAndRedo = UndoAndRedo.TestCase
TestUndoAndRedo.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
