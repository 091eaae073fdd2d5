"""One journal: made whole or not at all, operations that nest, two programs at once."""

from __future__ import annotations

import os
import random
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from models import accounts, changes, contacts, visit_lists, visits
from models.clock import FixedClock
from models.errors import CannotWrite, ChangedElsewhere, InvalidValue, JournalError, JournalReadOnly, NotFound
from models.journal import Journal
from models.safety.check import check
from tests.factories import make_account, make_contact, make_step, make_visit


@pytest.fixture
def second(journal: Journal, clock: FixedClock) -> Journal:
    """The same file as another program has it open."""
    return Journal.open(journal.path, clock=clock, source=random.Random(8))


def test_a_new_journal_is_whole_and_has_an_id(journal: Journal) -> None:
    assert check(journal.connection).faults == ()
    assert int(journal.setting("journal_id") or 0) > 0
    assert [file.name for file in journal.path.parent.iterdir()] == ["test.rounds"]


def test_a_journal_is_never_made_over_something(journal: Journal, clock: FixedClock) -> None:
    make_account(journal)
    with pytest.raises(InvalidValue, match="exists already"):
        Journal.create(journal.path, clock=clock)
    assert len(accounts.listing(journal)) == 1


def test_a_journal_made_meanwhile_by_another_program_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw that nothing was there; the first to finish has it."""
    path = tmp_path / "both.rounds"
    set_setting = Journal.set_setting

    def slow(journal: Journal, key: str, value: str) -> None:
        set_setting(journal, key, value)
        path.write_bytes(b"made meanwhile")

    monkeypatch.setattr(Journal, "set_setting", slow)
    with pytest.raises(InvalidValue, match="exists already"):
        Journal.create(path)
    assert path.read_bytes() == b"made meanwhile"
    assert list(tmp_path.iterdir()) == [path]


def test_no_folder_to_make_a_journal_in(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"new\.rounds.*folder exists"):
        Journal.create(tmp_path / "none" / "new.rounds")


def test_the_pragmas_are_those_that_lose_nothing(journal: Journal) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "mmap_size": 0,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
        "locking_mode": "normal",
    }
    # Without memory mapping compiled in there is no such pragma to ask.
    assert {name: journal.connection.pragma(name) for name in wanted} in (wanted, wanted | {"mmap_size": None})


def test_a_journal_reaches_for_no_other_file(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(apsw.SQLError, match="attached"):
        journal.connection.execute("ATTACH ? AS other", (str(tmp_path / "other"),))
    assert not (tmp_path / "other").exists()


def test_an_operation_without_a_change_is_not_logged(journal: Journal) -> None:
    with journal.operation("tests.nothing"):
        pass
    assert journal.rows("SELECT * FROM operation") == []


def test_operations_nest_into_one(journal: Journal) -> None:
    with journal.operation("tests.import", subject="three") as work:
        account_id = make_account(journal)
        make_visit(journal, account_id, people=[make_contact(journal)])
        assert work.done().tables >= {"account", "visit", "contact", "visit_contact"}
    assert journal.rows("SELECT name, subject FROM operation") == [("tests.import", "three")]
    changes.undo(journal)
    assert journal.rows("SELECT id FROM account UNION ALL SELECT id FROM visit UNION ALL SELECT id FROM contact") == []


def test_a_part_that_fails_is_left_out_and_the_rest_goes_on(journal: Journal) -> None:
    with journal.operation("tests.import"):
        account_id = make_account(journal, "First")
        with pytest.raises(InvalidValue):
            contacts.create(journal, name="Half", points=[contacts.Point("phone", "1"), contacts.Point("no kind", "2")])
        with pytest.raises(JournalError):
            contacts.create(journal, name="Reports to nobody", reports_to_id=12345)
        with pytest.raises(NotFound):
            make_visit(journal, account_id, people=[99])
        make_account(journal, "Second")
    assert [account.name for account in accounts.listing(journal)] == ["First", "Second"]
    assert contacts.listing(journal) == []
    assert journal.rows("SELECT id FROM contact_point UNION ALL SELECT id FROM visit") == []
    assert check(journal.connection).faults == ()
    changes.undo(journal)
    assert accounts.listing(journal) == []
    changes.redo(journal)
    assert [account.name for account in accounts.listing(journal)] == ["First", "Second"]


def test_any_exception_takes_the_whole_operation_back(journal: Journal) -> None:
    make_account(journal, "Before")

    def interrupted() -> None:
        with journal.operation("tests.import"):
            make_account(journal, "Never")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [account.name for account in accounts.listing(journal)] == ["Before"]
    make_account(journal, "After")
    assert changes.undoable(journal) == "accounts.create"
    assert journal.row("SELECT count(*) FROM operation") == (2,)


def test_nothing_is_written_after_the_engine_gave_the_transaction_up(journal: Journal) -> None:
    """On a full disk or a read error the engine may roll back by itself; what follows must not be saved alone."""

    def work(go_on: bool) -> None:
        with journal.operation("tests.import"):
            make_account(journal, "Before")
            journal.connection.execute("ROLLBACK")
            if go_on:
                for name in ("After", "Again"):
                    with pytest.raises(JournalReadOnly, match="not saved"):
                        make_account(journal, name)

    for go_on in (True, False):
        with pytest.raises(JournalReadOnly, match=r"test\.rounds reported an error.*Free some space and save again"):
            work(go_on)
        assert accounts.listing(journal) == []
    make_account(journal, "Later")
    assert check(journal.connection).faults == ()
    assert changes.undoable(journal) == "accounts.create"


def test_an_operation_given_up_in_a_generator_is_taken_back(journal: Journal) -> None:
    def working():  # type: ignore[no-untyped-def]
        with journal.operation("tests.import"):
            make_account(journal, "Never")
            yield

    halfway = working()
    next(halfway)
    halfway.close()
    assert accounts.listing(journal) == []
    make_account(journal)


def test_undo_within_an_operation_is_a_mistake_that_changes_nothing(journal: Journal) -> None:
    make_account(journal)
    with pytest.raises(RuntimeError, match=r"tests\.import"), journal.operation("tests.import"):
        changes.undo(journal)
    assert len(accounts.listing(journal)) == 1
    assert changes.undo(journal) is not None


def test_settings_can_be_set_within_an_operation_and_are_not_undone(journal: Journal) -> None:
    with journal.operation("tests.import"):
        make_account(journal)
        journal.set_setting("rows", "12")
    changes.undo(journal)
    assert accounts.listing(journal) == []
    assert journal.setting("rows") == "12"
    with pytest.raises(InvalidValue):
        journal.set_setting("rows", "no json")


def test_an_edit_taken_back_by_hand_is_no_step_of_undo(journal: Journal, clock: FixedClock) -> None:
    account_id = make_account(journal, "Northern Rail")
    accounts.edit(journal, account_id, name="Nothern Rail")
    clock.move(timedelta(minutes=1))
    accounts.edit(journal, account_id, name="Northern Rail")
    assert changes.undoable(journal) == "accounts.create"


def test_redo_never_mixes_two_histories(journal: Journal) -> None:
    """What was undone before something new was done stays undone, also when the new is undone in its turn."""
    make_account(journal, "Given up")
    changes.undo(journal)
    make_account(journal, "Instead")
    changes.undo(journal)
    assert changes.redo(journal)
    assert [account.name for account in accounts.listing(journal)] == ["Instead"]
    assert changes.redo(journal) is None


def test_saving_what_did_not_change_keeps_what_can_be_redone(journal: Journal) -> None:
    account_id = make_account(journal, "First")
    make_account(journal, "Second")
    changes.undo(journal)
    accounts.edit(journal, account_id, name="First")
    assert changes.redo(journal)
    assert [account.name for account in accounts.listing(journal)] == ["First", "Second"]


def test_what_another_program_saved_is_seen_and_undone_in_order(journal: Journal, second: Journal) -> None:
    with second:
        make_account(journal, "One")
        make_account(second, "Two")
        make_account(journal, "Three")
        assert [account.name for account in accounts.listing(second)] == ["One", "Three", "Two"]
        for left in (["One", "Two"], ["One"], []):
            changes.undo(second)
            assert [account.name for account in accounts.listing(journal)] == left


def test_undo_keeps_the_order_when_another_programs_clock_is_ahead(journal: Journal, clock: FixedClock) -> None:
    ahead = FixedClock(clock.now() + timedelta(days=400))
    with Journal.open(journal.path, clock=ahead) as other:
        make_account(other, "From the future")
    make_account(journal, "Last")
    changes.undo(journal)
    assert [account.name for account in accounts.listing(journal)] == ["From the future"]


@pytest.mark.parametrize("moved", [timedelta(0), timedelta(days=-365)])
def test_ids_never_repeat_when_the_clock_stands_still_or_is_set_back(tmp_path: Path, moved: timedelta) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 12, tzinfo=UTC))
    path = tmp_path / "test.rounds"
    Journal.create(path, clock=clock).close()
    for round_number in range(1, 5):
        with Journal.open(path, clock=clock) as journal:
            with journal.operation("tests.import"):
                for number in range(50):
                    make_account(journal, f"{round_number}-{number}")
            for number in range(5):
                make_contact(journal, f"{number}")
        clock.move(moved)
    with Journal.open(path, clock=clock) as journal:
        assert journal.row("SELECT count(*) FROM account") == (200,)
        assert [account.name for account in accounts.listing(journal, limit=1)] == ["1-0"]


def test_two_programs_cannot_overwrite_each_other(journal: Journal, second: Journal) -> None:
    with second:
        account_id = make_account(journal)
        read = accounts.get(second, account_id)
        accounts.edit(journal, account_id, region="East")
        with pytest.raises(ChangedElsewhere, match="Compare both"):
            accounts.edit(second, account_id, region="West", revision=read.revision)
        assert accounts.get(second, account_id).region == "East"


def test_a_visit_is_held_once_even_by_two_programs(
    journal: Journal, second: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program comes in between looking and writing."""
    with second:
        visit_id = make_visit(journal, make_account(journal), state="planned", start="2026-05-14T09:00")
        before = visits.get(second, visit_id)
        visits.cancel(journal, visit_id)
        monkeypatch.setattr(visits, "get", lambda *_: before)
        with pytest.raises(ChangedElsewhere):
            visits.hold(second, visit_id)


def test_two_journals_are_open_at_once(journal: Journal, tmp_path: Path) -> None:
    with Journal.create(tmp_path / "other.rounds") as other:
        make_account(other, "Harbour Works")
        make_account(journal, "Northern Rail")
        assert [account.name for account in accounts.listing(other)] == ["Harbour Works"]
        assert [account.name for account in accounts.listing(journal)] == ["Northern Rail"]
        journal.close()
        assert [account.name for account in accounts.listing(other)] == ["Harbour Works"]


def test_a_worker_writes_beside_the_window(journal: Journal) -> None:
    def work() -> None:
        with Journal.open(journal.path, clock=journal.clock) as own:
            make_account(own, "From the worker")

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    make_account(journal, "From the window")
    assert {account.name for account in accounts.listing(journal)} == {"From the worker", "From the window"}


def test_a_journal_knows_when_another_program_wrote(journal: Journal, second: Journal) -> None:
    with second:
        assert not journal.changed_elsewhere()
        make_account(journal)
        assert not journal.changed_elsewhere()
        make_account(second, "From elsewhere")
        assert journal.changed_elsewhere()
        assert not journal.changed_elsewhere()


def test_what_one_thread_opened_another_closes(journal: Journal) -> None:
    closer = threading.Thread(target=journal.close)
    closer.start()
    closer.join()
    with pytest.raises(apsw.ConnectionClosedError):
        journal.rows("SELECT 1")


def test_a_record_in_the_trash_takes_nothing_new(journal: Journal) -> None:
    account_id = make_account(journal)
    accounts.trash(journal, account_id)
    for refused in (
        lambda: make_visit(journal, account_id),
        lambda: make_step(journal, account_id=account_id),
        lambda: make_account(journal, "Branch", parent_id=account_id),
        lambda: make_contact(journal, account_id=account_id),
    ):
        with pytest.raises(NotFound, match="trash"):
            refused()
    assert journal.rows("SELECT id FROM visit UNION ALL SELECT id FROM step UNION ALL SELECT id FROM contact") == []


def test_what_belongs_to_something_in_the_trash_comes_out_after_it(journal: Journal, clock: FixedClock) -> None:
    account_id = make_account(journal)
    visit_id = make_visit(journal, account_id)
    visits.trash(journal, visit_id)
    clock.move(timedelta(minutes=1))
    accounts.trash(journal, account_id)
    with pytest.raises(NotFound, match="account"):
        visits.restore(journal, visit_id)
    accounts.restore(journal, account_id)
    assert visit_lists.listing(journal) == []
    visits.restore(journal, visit_id)
    assert [line.id for line in visit_lists.listing(journal)] == [visit_id]


def test_a_missing_record_is_named(journal: Journal) -> None:
    with pytest.raises(NotFound, match="visit"):
        visits.get(journal, 1)
    with pytest.raises(NotFound, match="account"):
        accounts.edit(journal, 1, name="x")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files from being removed")
def test_a_hot_journal_is_rolled_back_before_anything_is_read(journal: Journal, tmp_path: Path) -> None:
    """A power cut leaves the file half written and the way back beside it; both are copied here in that state."""
    make_account(journal, "Saved")
    journal.connection.execute("PRAGMA cache_size=1")
    crashed = tmp_path / "crashed.rounds"
    with journal.operation("tests.import"):
        for number in range(300):
            make_account(journal, f"Half {number}", notes="x" * 5000)
        for file in (journal.path, journal.path.with_name("test.rounds-journal")):
            (tmp_path / file.name.replace("test", "crashed")).write_bytes(file.read_bytes())
    assert b"Half 1" in crashed.read_bytes()
    with Journal.open(crashed) as opened:
        assert [account.name for account in accounts.listing(opened)] == ["Saved"]
        assert check(opened.connection).faults == ()


def test_a_journal_being_made_stands_in_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.rounds"
    with pytest.raises(InvalidValue), Journal.making(path) as journal:
        accounts.create(journal, name="")
    assert list(tmp_path.iterdir()) == []
    with Journal.making(path) as journal:
        accounts.create(journal, name="Northern Rail")
        assert not path.exists()
    with Journal.open(path) as journal:
        assert [row.name for row in accounts.listing(journal)] == ["Northern Rail"]
    assert list(tmp_path.iterdir()) == [path]
