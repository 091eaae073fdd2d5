"""Acceptance: items and signatures in their states, many at once; what blocks, what is ready, who signed when."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from models import (
    acceptance,
    acceptance_batches,
    acceptance_lists,
    acceptance_marking,
    acceptance_matrix,
    acceptance_ready,
    attachments,
    changes,
    contacts,
    milestones,
    projects,
    signing,
    steps,
)
from models.acceptance_lists import AcceptanceFilter
from models.acceptance_marking import UnblockingStep
from models.acceptance_states import STATES
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.merging import people
from models.text.acceptance_words import blocked_words, finding_words, readiness_words
from models.text.language import Language
from tests.factories import make_account, make_contact

TODAY = "2026-05-14"


@pytest.fixture
def lot(journal: Journal) -> int:
    return projects.create(journal, account_id=make_account(journal), name="Lot 2").id


def item(journal: Journal, lot: int, department: str = "Depot 4", **fields: object) -> int:
    return acceptance.add_item(journal, lot, department=department, **{"criterion": "Radio in the hall", **fields}).id  # type: ignore[arg-type]


def signature(journal: Journal, lot: int, department: str = "Depot 4", **fields: object) -> int:
    return acceptance.add_signature(journal, lot, department=department, **fields).id  # type: ignore[arg-type]


def words(journal: Journal, lot: int, department: str = "Depot 4") -> list[str]:
    found = acceptance_ready.check(journal, lot, department).findings
    return [finding_words(Language("en"), one) for one in found]


def test_new_items_stand_at_the_end_of_the_list(journal: Journal, lot: int) -> None:
    made = [item(journal, lot, clause=clause) for clause in ("7.1", "7.2", "7.3")]
    assert [row.id for row in acceptance_lists.items(journal, lot)] == made
    first = acceptance_lists.items(journal, lot, limit=1)
    assert [row.clause for row in acceptance_lists.items(journal, lot, after=first[0])] == ["7.2", "7.3"]


def test_a_state_has_its_day_and_a_reason_goes_with_the_block(journal: Journal, lot: int) -> None:
    one = item(journal, lot)
    step = acceptance_marking.block(
        journal, "acceptance_item", [one], "No training", UnblockingStep(title="Train the night crew", due_on=TODAY)
    )
    row = acceptance_lists.items(journal, lot)[0]
    assert (row.state, row.state_on, row.blocked_because, row.step) == (
        "blocked", TODAY, "No training", "Train the night crew",
    )  # fmt: skip
    assert row.step_id is not None
    assert steps.get(journal, row.step_id).project_id == lot
    acceptance_marking.mark_items(journal, [one], state="submitted")
    row = acceptance_lists.items(journal, lot)[0]
    assert (row.state, row.blocked_because, row.step_id) == ("submitted", "", None)
    assert step.record_id == one


def test_many_are_marked_in_one_operation_or_none_at_all(journal: Journal, lot: int) -> None:
    made = [item(journal, lot, clause=str(number)) for number in range(5)]
    acceptance_marking.mark_items(journal, made, state="agreed")
    assert acceptance_matrix.read(journal, lot).items.accepted == 5
    changes.undo(journal)
    assert acceptance_matrix.read(journal, lot).items.open == 5
    with pytest.raises(NotFound):
        acceptance_marking.mark_items(journal, [*made, made[-1] + 1], state="signed")
    assert acceptance_matrix.read(journal, lot).items.open == 5


def test_a_block_needs_a_reason(journal: Journal, lot: int) -> None:
    with pytest.raises(InvalidValue, match="reason is missing"):
        acceptance_marking.block(journal, "acceptance_item", [item(journal, lot)], "  ")


def test_a_signature_before_it_was_asked_for_is_refused_by_its_name(journal: Journal, lot: int) -> None:
    asked = signature(journal, lot, "Depot 1", state="submitted", asked_on="2026-05-04")
    never = signature(journal, lot, subject="Training records")
    with pytest.raises(InvalidValue, match=r"signature of Depot 4 \(Training records\) was not asked for yet"):
        signing.sign(journal, [asked, never])
    assert acceptance_matrix.read(journal, lot).signatures.signed == 0, "all or none"
    with pytest.raises(InvalidValue, match=r"2026-05-03\) lies before"):
        signing.sign(journal, [asked], on="2026-05-03")
    with pytest.raises(InvalidValue, match="lies ahead"):
        signing.sign(journal, [asked], on="2026-05-15")
    with pytest.raises(InvalidValue, match="was not asked for"):
        acceptance.edit_signature(journal, never, state="signed")
    with pytest.raises(InvalidValue, match="was not asked for"):
        signing.attempt(journal, never, what="signed")
    assert signing.attempts(journal, never) == []


def test_signing_keeps_the_day_the_signer_and_the_attempt(journal: Journal, lot: int) -> None:
    signer = make_contact(journal, "Maria Hoffmann")
    one = signature(journal, lot)
    signing.sign(journal, [one], signer_id=signer, asked_on="2026-05-01", on="2026-05-12", result="At one table.")
    row = acceptance.get_signature(journal, one)
    assert (row.state, row.asked_on, row.signed_on, row.signer_id) == ("signed", "2026-05-01", "2026-05-12", signer)
    (tried,) = signing.attempts(journal, one)
    assert (tried.what, tried.contact, tried.tried_at[:10], tried.result) == (
        "signed", "Maria Hoffmann", "2026-05-12", "At one table.",
    )  # fmt: skip
    assert signing.sign(journal, [one]).tables == frozenset(), "what is signed stays as it is"


def test_who_was_merged_meanwhile_signs_as_the_one_that_stayed(journal: Journal, lot: int) -> None:
    kept, gone = make_contact(journal, "Maria Hoffmann"), make_contact(journal, "M. Hoffmann")
    people.merge(journal, kept, gone)
    one = signature(journal, lot)
    signing.sign(journal, [one], signer_id=gone, asked_on=TODAY)
    assert acceptance.get_signature(journal, one).signer_id == kept
    assert signing.attempts(journal, one)[0].contact == "Maria Hoffmann"


def test_each_attempt_is_kept_and_the_first_asks_for_the_signature(journal: Journal, lot: int) -> None:
    one = signature(journal, lot)
    signing.attempt(journal, one, what="waited", at="2026-05-04T09:10", minutes=490, result="Eight hours outside.")
    assert acceptance.get_signature(journal, one).asked_on == "2026-05-04"
    signing.attempt(journal, one, what="came_back", at="2026-05-06T10:00")
    signing.attempt(journal, one, what="signed", at="2026-05-07T10:00")
    assert [(tried.what, tried.minutes) for tried in signing.attempts(journal, one)] == [
        ("signed", None), ("came_back", None), ("waited", 490),
    ]  # fmt: skip
    row = acceptance_lists.signatures(journal, lot)[0]
    assert (row.state, row.signed_on, row.attempts, row.what) == ("signed", "2026-05-07", 3, "signed")
    signing.trash_attempt(journal, signing.attempts(journal, one)[0].id)
    assert acceptance.get_signature(journal, one).state == "signed"


def test_nobody_asks_on_a_day_that_lies_ahead(journal: Journal, lot: int) -> None:
    made = signature(journal, lot)
    for ask in (
        lambda: signing.ask(journal, [made], on="2026-05-15"),
        lambda: signing.attempt(journal, made, at="2026-05-15T09:00"),
        lambda: acceptance.edit_signature(journal, made, state="submitted", asked_on="2026-05-15"),
        lambda: signature(journal, lot, asked_on="2026-05-15"),
    ):
        with pytest.raises(InvalidValue, match="lies ahead"):
            ask()
    assert acceptance.get_signature(journal, made).state == "open"
    assert not signing.attempts(journal, made)


def test_what_was_tried_earlier_was_asked_for_earlier_also_while_it_is_blocked(journal: Journal, lot: int) -> None:
    made, stuck = signature(journal, lot), signature(journal, lot, state="blocked", blocked_because="Crates")
    signing.attempt(journal, made)
    signing.attempt(journal, made, what="waited", at="2026-05-04T09:00")
    assert acceptance.get_signature(journal, made).asked_on == "2026-05-04"
    signing.attempt(journal, made, what="signed", at="2026-05-06T09:00")
    signing.attempt(journal, stuck, at="2026-05-04T09:00")
    assert (acceptance.get_signature(journal, stuck).state, acceptance.get_signature(journal, stuck).asked_on) == (
        "blocked",
        "2026-05-04",
    )
    signing.attempt(journal, stuck, what="signed")
    assert [acceptance.get_signature(journal, one).signed_on for one in (made, stuck)] == ["2026-05-06", TODAY]


def test_one_whose_signer_lies_in_the_trash_is_asked_for_and_signed_once(journal: Journal, lot: int) -> None:
    gone = make_contact(journal, "Tom")
    made = signature(journal, lot, signer_id=gone)
    contacts.trash(journal, gone)
    signing.ask(journal, [made, made])
    signing.sign(journal, [made, made])
    assert [(one.what, one.contact_id) for one in signing.attempts(journal, made)] == [
        ("signed", None),
        ("asked", None),
    ]


def test_asking_for_many_leaves_those_asked_for(journal: Journal, lot: int) -> None:
    asked = signature(journal, lot, state="submitted", asked_on="2026-05-01")
    fresh, blocked = signature(journal, lot), signature(journal, lot, state="blocked", blocked_because="Training")
    signing.ask(journal, [asked, fresh, blocked], on="2026-05-12")
    rows = acceptance_lists.signatures(journal, lot)
    assert [(row.state, row.asked_on, row.attempts) for row in rows] == [
        ("submitted", "2026-05-01", 0), ("submitted", "2026-05-12", 1), ("blocked", "2026-05-12", 1),
    ]  # fmt: skip


def test_a_signature_taken_back_has_no_day(journal: Journal, lot: int) -> None:
    one = signature(journal, lot)
    signing.sign(journal, [one], asked_on=TODAY)
    acceptance_marking.mark_signatures(journal, [one], state="submitted")
    row = acceptance.get_signature(journal, one)
    assert (row.asked_on, row.signed_on) == (TODAY, None)
    acceptance_marking.mark_signatures(journal, [one], state="open")
    assert acceptance.get_signature(journal, one).asked_on is None


def test_a_milestone_is_signed_with_its_last_signature(journal: Journal, lot: int) -> None:
    milestone = milestones.add(journal, lot, name="Accepted").id

    def signed_on() -> str | None:
        found = journal.row("SELECT signed_on FROM milestone WHERE id = ?", milestone)
        return found[0] if found else None

    first, last = (signature(journal, lot, milestone_id=milestone) for _ in range(2))
    signing.sign(journal, [first], asked_on="2026-05-01", on="2026-05-12")
    assert signed_on() is None
    signing.sign(journal, [last], asked_on="2026-05-01", on="2026-05-08")
    assert signed_on() == "2026-05-12"
    acceptance_marking.mark_signatures(journal, [last], state="open")
    assert signed_on() is None
    acceptance.trash_signatures(journal, [last])
    assert signed_on() == "2026-05-12"
    acceptance.restore_signature(journal, last)
    assert signed_on() is None


def test_what_is_thrown_away_comes_back_with_what_hung_on_it(journal: Journal, lot: int) -> None:
    one, two = item(journal, lot), signature(journal, lot)
    attachments.add(journal, "acceptance_item", one, "a.txt", b"one")
    signing.attempt(journal, two)
    acceptance.trash_items(journal, [one])
    acceptance.trash_signatures(journal, [two])
    assert acceptance_lists.departments(journal, lot) == []
    acceptance.restore_item(journal, one)
    acceptance.restore_signature(journal, two)
    assert acceptance_lists.items(journal, lot)[0].files == 1
    assert acceptance_lists.signatures(journal, lot)[0].attempts == 1


def test_nothing_hangs_on_what_lies_in_the_trash(journal: Journal, lot: int) -> None:
    batch = acceptance_batches.create(journal, lot, name="West").id
    acceptance_batches.trash(journal, batch)
    with pytest.raises(NotFound, match="no such batch of sites"):
        item(journal, lot, batch_id=batch)


def test_nothing_hangs_on_the_batch_or_the_milestone_of_another_project(journal: Journal, lot: int) -> None:
    other = projects.create(journal, account_id=make_account(journal, "Harbour"), name="Lot 3").id
    batch, accepted = (
        acceptance_batches.create(journal, other, name="South").id,
        milestones.add(journal, other, name="M"),
    )
    one, wanted = item(journal, lot), signature(journal, lot)
    for change in (
        lambda: item(journal, lot, batch_id=batch),
        lambda: signature(journal, lot, milestone_id=accepted.id),
        lambda: acceptance_marking.mark_items(journal, [one], batch_id=batch),
        lambda: acceptance_marking.mark_signatures(journal, [wanted], milestone_id=accepted.id),
    ):
        with pytest.raises(InvalidValue, match="another project"):
            change()


def test_each_mark_is_taken_back_alone(journal: Journal, lot: int) -> None:
    one, wanted = item(journal, lot), signature(journal, lot)
    for state in ("submitted", "agreed"):
        acceptance_marking.mark_items(journal, [one], state=state)
    changes.undo(journal)
    assert acceptance.get_item(journal, one).state == "submitted"
    for state in ("submitted", "agreed"):
        acceptance_marking.mark_signatures(journal, [wanted], state=state)
    changes.undo(journal)
    assert acceptance.get_signature(journal, wanted).state == "submitted"


def test_batches_tell_how_far_they_are_and_leave_their_items_when_they_go(journal: Journal, lot: int) -> None:
    batch = acceptance_batches.create(journal, lot, name="West", sites="Site 1\n\nSite 2\n").id
    acceptance_batches.create(journal, lot, name="East")
    items = [item(journal, lot, batch_id=batch, state=state) for state in ("agreed", "open")]
    signature(journal, lot, batch_id=batch)
    west, east = acceptance_batches.listing(journal, lot)
    assert (west.name, west.site_count, west.accepted, west.items, west.signed, west.signatures) == (
        "West", 2, 1, 2, 0, 1,
    )  # fmt: skip
    assert east.items == 0
    assert acceptance_matrix.read(journal, lot, batch).items.all == 2
    acceptance_batches.trash(journal, batch)
    rows = acceptance_lists.items(journal, lot, AcceptanceFilter(batch_id=acceptance_lists.NONE))
    assert [row.id for row in rows] == items


def test_a_list_is_filtered_by_department_state_owner_and_words(journal: Journal, lot: int) -> None:
    item(journal, lot, "Depot 1", criterion="Noise at the desk")
    wanted = item(journal, lot, "Depot 2", criterion="Noise in the HALL", state="agreed", evidence="Photo 12")
    for choice in (
        AcceptanceFilter(departments=("Depot 2",)),
        AcceptanceFilter(states=("agreed", "signed")),
        AcceptanceFilter(text="hall photo"),
    ):
        assert [row.id for row in acceptance_lists.items(journal, lot, choice)] == [wanted]
        assert acceptance_lists.count_items(journal, lot, choice) == 1
    assert acceptance_lists.count_items(journal, lot, AcceptanceFilter(owner_id=acceptance_lists.NONE)) == 2


def test_a_word_is_found_as_it_is_written_in_any_script(journal: Journal, lot: int) -> None:
    item(journal, lot, criterion="Änderung der ÉTUDE Журнал 验收")
    for word in ("Änderung", "änderung", "étude", "ÉTUDE", "ЖУРНАЛ", "Журнал", "验收", "DER"):
        assert acceptance_lists.count_items(journal, lot, AcceptanceFilter(text=word)) == 1, word


def test_the_next_signature_is_behind_this_one_or_the_first_that_is_left(journal: Journal, lot: int) -> None:
    first, second, third = (signature(journal, lot) for _ in range(3))
    wanted = AcceptanceFilter()
    assert acceptance_lists.next_unsigned(journal, lot, second, wanted) == third
    signing.sign(journal, [third], asked_on=TODAY)
    assert acceptance_lists.next_unsigned(journal, lot, second, wanted) == first
    signing.sign(journal, [first, second], asked_on=TODAY)
    assert acceptance_lists.next_unsigned(journal, lot, second, wanted) is None


def test_the_matrix_equals_a_slow_count(journal: Journal, lot: int) -> None:
    chance = random.Random(7)
    departments = [f"Department {number}" for number in range(5)]
    counted: Counter[tuple[str, str, str]] = Counter()
    with journal.operation("acceptance.import"):
        for _ in range(120):
            department, state = chance.choice(departments), chance.choice(STATES)
            kind = chance.choice(("items", "signatures"))
            if kind == "items":
                made = item(journal, lot, department, state=state)
            else:
                made = signature(journal, lot, department, state=state, asked_on=TODAY)
            if chance.random() < 0.2:
                (acceptance.trash_items if kind == "items" else acceptance.trash_signatures)(journal, [made])
            else:
                counted[kind, department, state] += 1
    matrix = acceptance_matrix.read(journal, lot)
    for row in matrix.departments:
        for kind, states in (("items", row.items), ("signatures", row.signatures)):
            assert states.counts == tuple(counted[kind, row.department, state] for state in STATES)
    assert matrix.items.all + matrix.signatures.all == counted.total()


def test_what_blocks_is_told_with_how_many_it_blocks(journal: Journal, lot: int) -> None:
    for department in ("Depot 4", "Depot 5"):
        item(journal, lot, department, state="blocked", blocked_because="No training")
    signature(journal, lot, state="blocked", blocked_because="No training")
    item(journal, lot, state="blocked", blocked_because="No labels")
    most, least = acceptance_matrix.blockers(journal, lot)
    assert (most.because, most.departments) == ("No training", ("Depot 4", "Depot 5"))
    assert blocked_words(Language("en"), most) == "2 items and 1 signature"
    assert blocked_words(Language("en"), least) == "1 item"
    assert [one.because for one in acceptance_matrix.blockers(journal, lot, "Depot 5")] == ["No training"]


def test_a_department_is_ready_when_nothing_is_missing(journal: Journal, lot: int) -> None:
    signer = make_contact(journal, "Maria Hoffmann")
    one = item(journal, lot, clause="7.1")
    wanted = signature(journal, lot, subject="Training records")
    assert words(journal, lot) == [
        "1 item is not begun: 7.1 Radio in the hall",
        "1 item has no evidence: 7.1 Radio in the hall",
        "1 item has no owner: 7.1 Radio in the hall",
        "1 signature has no signer: Training records",
    ]
    attachments.add(journal, "acceptance_item", one, "measured.pdf", b"%PDF-1.7")
    acceptance_marking.mark_items(journal, [one], state="agreed")
    acceptance_marking.mark_signatures(journal, [wanted], signer_id=signer)
    ready = acceptance_ready.check(journal, lot, "Depot 4")
    assert ready.is_ready
    assert readiness_words(Language("en"), ready) == "Ready to be asked for 1 signature."
    signing.sign(journal, [wanted], asked_on=TODAY)
    assert acceptance_ready.check(journal, lot, "Depot 4").is_done


def test_a_check_knows_who_left_what_is_overdue_and_which_step_is_done(journal: Journal, lot: int) -> None:
    signer = make_contact(journal, "Maria Hoffmann")
    contacts.take_post(journal, signer, account_id=make_account(journal, "Other"), until_on="2026-04-30")
    late = signature(journal, lot, signer_id=signer, state="submitted", asked_on="2026-04-01")
    one = item(journal, lot, "Depot 4")
    acceptance_marking.block(journal, "acceptance_item", [one], "No training", UnblockingStep(title="Train"))
    step_id = acceptance_lists.items(journal, lot)[0].step_id
    assert step_id is not None
    steps.close(journal, step_id)
    told = " ".join(words(journal, lot))
    for part in ("1 signer is no longer there", "1 signature is overdue", "step that unblocks is done"):
        assert part in told
    assert not acceptance_ready.check_signature(journal, late).is_ready


def test_a_project_without_acceptance_is_told_so(journal: Journal, lot: int) -> None:
    assert acceptance_matrix.read(journal, lot).items.all == 0
    assert words(journal, lot) == ["There are no items to be accepted here"]
