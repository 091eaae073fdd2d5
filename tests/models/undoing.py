"""Whether whatever a random worker did is undone to the start and redone to the end, table by table."""

from __future__ import annotations

from models import changes
from models.journal import Journal
from models.safety.check import check
from tests.models.random_work import Fingerprint, Worker, fingerprint

EVERY = 20
"""So often all tables are compared; in between, those an operation says it touched."""


def undo_and_redo_all(journal: Journal, worker: Worker, count: int) -> None:
    """Let a worker do so many things in an empty journal, undo them one by one to the beginning, and redo them."""
    present = fingerprint(journal)
    before: dict[int, Fingerprint] = {}
    done = 0
    while done < count:
        changed = worker.work()
        now = (
            fingerprint(journal)
            if changed is None or done % EVERY == 0
            else present | fingerprint(journal, changed.tables)
        )
        if changed is None:
            assert now == present, "a refused operation changed something"
            continue
        before.setdefault(changed.operation_id, present)
        present = now
        done += 1
    assert fingerprint(journal) == present, "an operation did not name every table it touched"
    undone = []
    state = present
    after: dict[int, Fingerprint] = {}
    while (undo := changes.undo(journal)) is not None:
        after[undo.operation_id] = state
        state = fingerprint(journal) if len(undone) % EVERY == 0 else state | fingerprint(journal, undo.tables)
        assert state == before[undo.operation_id], undo.name
        undone.append(undo.operation_id)
    assert journal.rows("SELECT id FROM visit UNION ALL SELECT id FROM step UNION ALL SELECT id FROM account") == []
    assert undone == sorted(undone, reverse=True)
    for operation_id in reversed(undone):
        redo = changes.redo(journal)
        assert redo is not None
        assert redo.operation_id == operation_id
        full = len(after) % EVERY == 0
        state = fingerprint(journal) if full else state | fingerprint(journal, redo.tables)
        assert state == after.pop(operation_id), redo.name
    assert changes.redo(journal) is None
    assert fingerprint(journal) == present
    assert check(journal.connection).faults == ()
