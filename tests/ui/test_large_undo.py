"""Undo of an operation as large as an import goes on behind a bar, and says the same."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models.changes import Changes
from tests.factories import make_contact
from ui import workers
from ui.session import Session


def _people(session: Session) -> int:
    return len(session.journal.rows("SELECT id FROM contact WHERE deleted_at IS NULL"))


def test_a_large_operation_is_taken_back_and_done_again_by_a_worker(session: Session, qtbot: QtBot) -> None:
    with session.journal.operation("exchange.import"):
        for number in range(1100):
            make_contact(session.journal, f"Person {number}")
    told: list[Changes] = []
    session.changed.connect(told.append)
    with qtbot.waitSignal(session.said) as said:
        session.undo()
        assert workers.is_running()
    assert "Taken back" in said.args[0]
    assert _people(session) == 0
    assert [changes.tables for changes in told] == [frozenset({"contact"})]
    with qtbot.waitSignal(session.said):
        session.redo()
    assert _people(session) == 1100
    session.look_for_others()
    assert len(told) == 2
