"""Files in the journal: the same bytes once, whole or not at all, and back by undo and from the trash."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models import acceptance, accounts, attachments, changes, contacts, projects, receivables, steps, trash, visits
from models.clock import FixedClock
from models.errors import InvalidValue, JournalDamaged, NotFound
from models.journal import Journal
from models.safety.check import check
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.children import child, kill_within
from tests.models.picture_files import animation, photo
from tests.models.text.test_file_names import HOSTILE


@pytest.fixture
def visit_id(journal: Journal) -> int:
    return make_visit(journal, make_account(journal), purpose="Acceptance")


def _contents(journal: Journal) -> int:
    return int((journal.row("SELECT count(*) FROM attachment_content") or (0,))[0])


@pytest.mark.parametrize("size", [0, 1, 100_000, 5_000_000, attachments.LARGEST])
def test_a_file_comes_back_byte_for_byte(journal: Journal, visit_id: int, size: int) -> None:
    content = random.Random(size).randbytes(size)
    added = attachments.add(journal, "visit", visit_id, "plan.bin", content)
    (row,) = attachments.listing(journal, "visit", visit_id)
    assert (row.id, row.name, row.size, row.has_picture) == (added.id, "plan.bin", size, False)
    assert attachments.content(journal, row.id) == content


def test_a_file_that_is_too_large_is_refused_by_its_name(journal: Journal, visit_id: int) -> None:
    with pytest.raises(InvalidValue, match=r"film\.mp4 has 26 MB, .* up to 25 MB"):
        attachments.add(journal, "visit", visit_id, "film.mp4", bytes(attachments.LARGEST + 1))
    assert attachments.listing(journal, "visit", visit_id) == []
    assert _contents(journal) == 0


OWNERS: dict[str, Callable[[Journal, int, int], int]] = {
    "account": lambda _journal, account_id, _project_id: account_id,
    "contact": lambda journal, _account_id, _project_id: make_contact(journal),
    "visit": lambda journal, account_id, _project_id: make_visit(journal, account_id),
    "step": lambda journal, _account_id, _project_id: make_step(journal),
    "project": lambda _journal, _account_id, project_id: project_id,
    "acceptance_item": lambda journal, _account_id, project_id: (
        acceptance.add_item(journal, project_id, department="Depot 4", criterion="Radio covers the hall").id
    ),
    "signature": lambda journal, _account_id, project_id: (
        acceptance.add_signature(journal, project_id, department="Depot 4").id
    ),
    "receivable": lambda journal, account_id, _project_id: (
        receivables.create(journal, account_id=account_id, title="First part", amount_minor=1, currency="EUR").id
    ),
}


@pytest.mark.parametrize("kind", OWNERS)
def test_every_kind_of_record_keeps_files(journal: Journal, kind: str) -> None:
    account_id = make_account(journal)
    project_id = projects.create(journal, account_id=account_id, name="Lot 2").id
    owner = OWNERS[kind](journal, account_id, project_id)
    attachments.add(journal, kind, owner, "a.txt", b"one")
    attachments.add(journal, kind, owner, "b.txt", b"two")
    assert [row.name for row in attachments.listing(journal, kind, owner)] == ["a.txt", "b.txt"]
    with pytest.raises(NotFound):
        attachments.add(journal, kind, owner + 1, "a.txt", b"one")


def test_the_same_bytes_are_stored_once_and_listed_where_they_hang(journal: Journal, visit_id: int) -> None:
    account_id = visits.get(journal, visit_id).account_id
    first = attachments.add(journal, "visit", visit_id, "a.jpg", photo())
    again = attachments.add(journal, "visit", visit_id, "other name.jpg", photo())
    assert again.id == first.id
    assert again.tables == frozenset()
    elsewhere = attachments.add(journal, "account", account_id, "a.jpg", photo())
    assert elsewhere.id != first.id
    assert _contents(journal) == 1
    attachments.trash(journal, first.id)
    assert attachments.content(journal, elsewhere.id) == photo()


def test_a_picture_has_a_thumbnail_and_other_files_have_none(journal: Journal, visit_id: int) -> None:
    shown = attachments.add(journal, "visit", visit_id, "a.jpg", photo(3000, 2000)).id
    plain = attachments.add(journal, "visit", visit_id, "a.pdf", b"%PDF-1.7").id
    assert (attachments.thumbnail(journal, shown) or b"").startswith(b"\xff\xd8")
    assert attachments.thumbnail(journal, plain) is None
    assert [row.has_picture for row in attachments.listing(journal, "visit", visit_id)] == [True, False]
    assert [row.ending for row in attachments.listing(journal, "visit", visit_id)] == [".jpg", ".pdf"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_kept_as_one_that_can_be_shown(journal: Journal, visit_id: int, name: str) -> None:
    added = attachments.add(journal, "visit", visit_id, name, b"content")
    kept = attachments.get(journal, added.id).name
    assert kept
    assert not set(kept) & {"/", "\\", "\0", "\n", "\u202e"}
    if not name.strip():
        return
    attachments.edit(journal, added.id, name=name)
    assert attachments.get(journal, added.id).name == kept


@pytest.mark.parametrize(
    "name", ["x.exe", "x.lnk", "x.hta", "x.scr", "x.js", "x.pdf.exe", "x.pdf.exe ", "a\u202efdp.exe"]
)
def test_what_could_run_is_kept_but_never_opened(journal: Journal, visit_id: int, name: str) -> None:
    for content in (b"MZ\x90", b"%PDF-1.7", b"alert(1)"):
        added = attachments.add(journal, "visit", visit_id, name, content)
        assert attachments.get(journal, added.id).ending == ""
        assert attachments.content(journal, added.id) == content


def test_name_caption_and_choice_can_be_changed_and_taken_back(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "IMG_2041.jpg", photo())
    attachments.edit(journal, added.id, name="Cabinet.jpg", caption="The cabinet, open", in_summary=True)
    row = attachments.get(journal, added.id)
    assert (row.name, row.caption, row.in_summary) == ("Cabinet.jpg", "The cabinet, open", True)
    changes.undo(journal)
    row = attachments.get(journal, added.id)
    assert (row.name, row.caption, row.in_summary) == ("IMG_2041.jpg", "", False)
    changes.redo(journal)
    assert attachments.get(journal, added.id).in_summary
    with pytest.raises(InvalidValue, match="missing"):
        attachments.edit(journal, added.id, name="  ")


def test_only_a_photo_of_a_visit_can_be_chosen_for_a_summary(journal: Journal, visit_id: int) -> None:
    account_id = visits.get(journal, visit_id).account_id
    for owner, owner_id, content in (("visit", visit_id, b"%PDF-1.7"), ("account", account_id, photo())):
        added = attachments.add(journal, owner, owner_id, "x", content)
        with pytest.raises(InvalidValue, match="Only a photo of a visit"):
            attachments.set_in_summary(journal, added.id, True)
    moving = attachments.add(journal, "visit", visit_id, "x.gif", animation())
    attachments.set_in_summary(journal, moving.id, True)
    assert attachments.get(journal, moving.id).in_summary


def test_undo_of_adding_takes_the_file_away_and_redo_brings_it_back(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "a.jpg", photo())
    assert changes.undoable(journal) == "attachments.add"
    changes.undo(journal)
    assert attachments.listing(journal, "visit", visit_id) == []
    changes.redo(journal)
    assert attachments.content(journal, added.id) == photo()
    assert attachments.thumbnail(journal, added.id)


def test_a_file_in_the_trash_is_listed_there_and_comes_back(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "a.jpg", photo())
    attachments.trash(journal, added.id)
    with pytest.raises(NotFound):
        attachments.content(journal, added.id)
    (thrown,) = trash.listing(journal)
    assert (thrown.kind, thrown.title, thrown.account, thrown.day) == (
        "attachment",
        "a.jpg",
        "Northern Rail",
        "2026-05-13",
    )
    trash.restore(journal, "attachment", added.id)
    assert [row.name for row in attachments.listing(journal, "visit", visit_id)] == ["a.jpg"]


def test_files_go_into_the_trash_with_what_they_hang_on_and_come_back_with_it(journal: Journal) -> None:
    account_id, contact_id = make_account(journal), make_contact(journal)
    visit_id = make_visit(journal, account_id, next_steps=[{"title": "Send it"}])
    step_id = steps.of_visit(journal, visit_id)[0].id
    owners = {"account": account_id, "contact": contact_id, "visit": visit_id, "step": step_id}
    for kind, owner_id in owners.items():
        attachments.add(journal, kind, owner_id, f"{kind}.txt", kind.encode())
    early = attachments.add(journal, "visit", visit_id, "removed before.txt", b"early").id
    attachments.trash(journal, early)
    assert isinstance(journal.clock, FixedClock)
    journal.clock.move(timedelta(hours=1))

    def there() -> set[str]:
        return {kind for kind, owner_id in owners.items() if attachments.listing(journal, kind, owner_id)}

    for throw, restore, owner_id, gone in (
        (steps.trash, steps.restore, step_id, {"step"}),
        (visits.trash, visits.restore, visit_id, {"visit", "step"}),
        (contacts.trash, contacts.restore, contact_id, {"contact"}),
        (accounts.trash, accounts.restore, account_id, {"account", "visit", "step"}),
    ):
        throw(journal, owner_id)
        assert there() == set(owners) - gone
        listed = [one.kind for one in trash.listing(journal)]
        assert listed.count("attachment") <= 1, "what went along is not listed beside its owner"
        (along,) = (one.along for one in trash.listing(journal) if one.id == owner_id)
        assert along == {step_id: 1, visit_id: 3, contact_id: 1, account_id: 5}[owner_id]
        journal.clock.move(timedelta(seconds=1))
        restore(journal, owner_id)
        assert there() == set(owners)
        throw(journal, owner_id)
        changes.undo(journal)
        assert there() == set(owners)
    assert len(attachments.listing(journal, "visit", visit_id)) == 1


def test_a_file_comes_back_only_after_its_visit(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "a.txt", b"a")
    attachments.trash(journal, added.id)
    visits.trash(journal, visit_id)
    with pytest.raises(NotFound):
        attachments.restore(journal, added.id)


def test_bytes_that_changed_are_never_handed_out(journal: Journal, visit_id: int) -> None:
    added = attachments.add(journal, "visit", visit_id, "a.txt", b"content")
    journal.connection.execute("UPDATE attachment_content SET content = x'00'")
    with pytest.raises(JournalDamaged, match=r"a\.txt is damaged"):
        attachments.content(journal, added.id)
    journal.connection.execute("DELETE FROM attachment_content")
    with pytest.raises(JournalDamaged):
        attachments.content(journal, added.id)


def test_a_failure_between_bytes_and_row_leaves_neither(
    journal: Journal, visit_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.changes import Operation

    def fail(*_: object, **__: object) -> int:
        raise InvalidValue("stop")

    with monkeypatch.context() as patched:
        patched.setattr(Operation, "insert", fail)
        with pytest.raises(InvalidValue):
            attachments.add(journal, "visit", visit_id, "a.jpg", photo())
    assert _contents(journal) == 0
    assert journal.row("SELECT count(*) FROM attachment_thumbnail") == (0,)
    assert changes.undoable(journal) == "visits.record"


def test_no_kill_leaves_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "kill.rounds"
    with Journal.create(path) as journal:
        make_visit(journal, make_account(journal))
    chance = random.Random(4)
    saved: set[int] = set()
    for _ in range(12):
        with child("attach", path, tmp_path) as process:
            saved |= {int(line) for line in kill_within(process, 0.2, chance)}
        assert process.returncode == -9 or os.name == "nt"
        with Journal.open(path) as journal:
            assert check(journal.connection).faults == ()
            rows = journal.rows(
                "SELECT id, size, attachment.sha256, content FROM attachment LEFT JOIN attachment_content "
                "ON attachment_content.sha256 = attachment.sha256"
            )
            assert saved <= {row[0] for row in rows}
            assert all(len(row[3]) == row[1] and hashlib.sha256(row[3]).hexdigest() == row[2] for row in rows)
            assert _contents(journal) == len(rows)
    assert saved


def test_files_that_waited_go_to_the_visit_that_was_written_down(journal: Journal, visit_id: int) -> None:
    prepared = attachments.prepare(photo())
    waiting = attachments.add_prepared(journal, "visit", None, "a.jpg", prepared)
    taken_back = attachments.add_prepared(journal, "visit", None, "b.txt", attachments.prepare(b"b"))
    changes.undo(journal)
    assert [row.name for row in attachments.waiting(journal, [waiting.id, taken_back.id])] == ["a.jpg"]
    attachments.drop_waiting(journal, [waiting.id])
    assert trash.listing(journal) == []
    assert attachments.waiting(journal, [waiting.id]) == []
    attachments.bring_back_waiting(journal, [waiting.id, taken_back.id])
    with journal.operation("visits.edit") as work:
        attachments.give_to_visit(journal, work, [waiting.id, taken_back.id], visit_id)
    assert [row.name for row in attachments.listing(journal, "visit", visit_id)] == ["a.jpg"]
