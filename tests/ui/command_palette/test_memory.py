"""What was used last is kept: records and commands with the program, searches with the journal."""

from __future__ import annotations

from pathlib import Path

from ui import preferences
from ui.command_palette import memory
from ui.session import Session


def test_records_are_those_of_this_journal_the_last_first(session: Session, tmp_path: Path) -> None:
    for number in (1, 2, 1):
        session.remember_opened("account", number)
    assert memory.records(session.journal) == [("account", 1), ("account", 2)]
    assert preferences.current().last_records("another") == ()


def test_no_more_than_a_few_are_kept(session: Session) -> None:
    for number in range(40):
        session.remember_opened("visit", number)
        memory.note_command(f"action.{number}")
        memory.note_search(session.journal, f"search {number}")
    assert memory.records(session.journal)[0] == ("visit", 39)
    assert len(memory.records(session.journal)) == preferences.MOST_RECORDS
    assert len(memory.commands()) == memory.MOST_COMMANDS
    assert len(memory.searches(session.journal)) == memory.MOST_SEARCHES


def test_searches_are_in_the_journal_and_nowhere_else(session: Session) -> None:
    memory.note_search(session.journal, "秘密 the secret")
    memory.note_search(session.journal, "other")
    memory.note_search(session.journal, "秘密 THE secret")
    assert memory.searches(session.journal) == ["秘密 THE secret", "other"]
    preferences.current().save()
    written = preferences.current().path
    assert not written.exists() or "secret" not in written.read_text(encoding="utf-8")


def test_a_broken_memory_does_no_harm(session: Session) -> None:
    for stored in ('{"a": 1}', '"text"', "[1, null]", "7"):
        session.journal.set_setting("searches", stored)
        assert memory.searches(session.journal) == []
    preferences.current().store.setValue(f"records/{session.journal.setting('journal_id')}", ["x", "account:1", ":"])
    assert memory.records(session.journal) == [("account", 1)]


def test_a_page_that_was_pasted_is_not_kept(session: Session) -> None:
    memory.note_search(session.journal, "long " * 100)
    assert memory.searches(session.journal) == []
