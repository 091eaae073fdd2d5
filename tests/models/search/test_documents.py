"""What of each record can be found: every text that somebody wrote, and what is private only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from models import acceptance, attachments, contacts, plans, receivables, signing
from models.journal import Journal
from models.migrations.search_triggers import FOLLOWED
from models.search import finding, index
from tests.factories import make_account, make_step, make_visit

SEARCHED: dict[str, tuple[str, ...]] = {
    "account": ("name", "short_name", "industry", "region", "city", "address", "web", "phone", "tags", "notes"),
    "contact": ("name", "tags", "notes", "languages", "introduction"),
    "contact_point": ("value",),
    "contact_post": ("title", "department"),
    "visit": (
        *("place", "purpose", "expected_result", "summary", "highlight", "support_needed", "notes", "expectation"),
        "tags",
    ),
    "visit_contact": (),
    "visit_question": ("question", "answer"),
    "step": ("title", "details", "result", "contingency"),
    "step_contact": (),
    "plan": ("goal", "why", "result"),
    "project": ("name", "stage", "competitor", "contract_number", "notes", "outcome_reason"),
    "attachment": ("name", "caption"),
    "acceptance_item": ("clause", "department", "criterion", "evidence", "blocked_because"),
    "signature": ("department", "subject", "blocked_because"),
    "signature_attempt": ("result",),
    "receivable": ("title", "invoice_number", "risk", "escalation", "written_off_reason"),
    "payment": ("note",),
    "collection": ("said",),
    "asset": ("product", "version", "serial_number", "site", "competitor", "notes"),
    "feedback": ("product", "words", "answer"),
}
PRIVATE = {"account": ("private_notes",), "contact": ("preferences", "kindnesses", "private_notes")}
PRIVATE |= {"visit": ("private_notes",)}
LEFT_OUT: dict[str, tuple[str, ...]] = {
    # Words of the program's own, of which search knows some as filters; the parts of a name that is found whole;
    # days and times; where something came from.
    "account": ("account_class", "tier", "relationship", "wanted_relationship"),
    "contact": (
        *("family_name", "given_name", "role_group", "level", "introduced_on", "birthday", "imported_as"),
        "portrait",
    ),
    "contact_point": ("kind", "label"),
    "contact_post": ("from_on", "until_on"),
    "visit": ("start", "zone", "channel", "state", "repeats", "skipped_days", "calendar_uid"),
    "visit_question": ("kind",),
    "step": (
        *("kind", "owner_side", "due_on", "severity", "raised_at", "first_answered_at", "on_site_at", "closed_at"),
        *("reopened_at", "escalated_at", "outcome", "repeats", "skipped_days", "calendar_uid"),
        *("answer_by", "on_site_by", "solve_by", "remind_at"),
    ),
    "plan": ("start_on", "check_in_on", "target_on", "first_target_on", "closed_on", "kind", "outcome"),
    "project": ("currency", "expected_on", "closed_on", "outcome", "decided_on"),
    "attachment": ("sha256", "media_type"),
    "acceptance_item": ("state", "state_on"),
    "signature": ("state", "asked_on", "signed_on", "due_on"),
    "signature_attempt": ("tried_at", "what"),
    "receivable": (
        *("currency", "confirmed_on", "invoiced_on", "due_on", "promised_on", "written_off_on", "planned_on"),
    ),
    "payment": ("paid_on",),
    "collection": ("contacted_at", "means", "promised_on"),
    "asset": ("installed_on", "warranty_end_on", "service_from_on", "service_until_on", "removed_on"),
    "feedback": ("kind", "noted_on", "handed_over_on"),
}
_OWNERS = (
    *("account_id", "contact_id", "visit_id", "step_id", "project_id", "acceptance_item_id", "signature_id"),
    *("receivable_id", "asset_id"),
)
_STAMPS = {"created_at", "changed_at", "deleted_at"}
_OF_NO_RECORD = {
    # What the journal keeps about itself and its user, and lists of names, which are found where they are used.
    *("operation", "change", "current_operation", "setting", "search_entry", "search_waiting", "profile", "draft"),
    *("attachment_content", "attachment_thumbnail", "tag", "note_template", "colleague", "visit_colleague"),
    *("plan_template", "snooze", "reminder", "step_event", "contact_standing", "coverage_target", "known_different"),
    # What a project's own page tells; trips are found by their names without an index.
    *("stage", "stage_change", "date_move", "milestone", "acceptance_batch", "visit_asset", "trip"),
}


def _tables(journal: Journal) -> Iterator[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    yield from (row[0] for row in journal.rows(query) if not row[0].startswith("search_index"))


@pytest.mark.parametrize("table", FOLLOWED)
def test_every_text_is_searched_or_named_as_left_out(journal: Journal, table: str) -> None:
    named = [*SEARCHED[table], *PRIVATE.get(table, ()), *LEFT_OUT.get(table, ())]
    columns = {row[1] for row in journal.rows(f"PRAGMA table_info({table})") if row[2] == "TEXT"}
    assert sorted(named) == sorted(columns - _STAMPS)


def test_every_table_is_followed_or_named_as_left_out(journal: Journal) -> None:
    assert set(_tables(journal)) == FOLLOWED.keys() | _OF_NO_RECORD


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """One record of each kind, with all that hangs on it."""
    account = make_account(journal)
    points = [contacts.Point("phone", "1")]
    contacts.create(journal, name="徐海", account_id=account, post={"title": "t"}, points=points)
    visit = make_visit(journal, account, summary="s", questions=["q"])
    make_step(journal, account_id=account)
    plans.create(journal, goal="g", account_id=account)
    stamp = journal.stamp()
    journal.connection.execute(
        "INSERT INTO project (id, account_id, name, created_at, changed_at) VALUES (1, ?, 'p', ?, ?)",
        (account, stamp, stamp),
    )
    attachments.add(journal, "visit", visit, "a.txt", b"text")
    acceptance.add_item(journal, 1, department="d", criterion="c")
    signature = acceptance.add_signature(journal, 1, department="d").id
    signing.attempt(journal, signature)
    owed = receivables.create(journal, account_id=account, title="t", amount_minor=100, currency="EUR").id
    receivables.pay(journal, owed, 1, on="2026-05-14")
    journal.connection.execute(
        "INSERT INTO collection (id, receivable_id, contacted_at, created_at, changed_at) "
        "VALUES (1, ?1, '2026-05-14T10:00', ?2, ?2)",
        (owed, stamp),
    )
    journal.connection.execute(
        "INSERT INTO asset (id, account_id, product, created_at, changed_at) VALUES (1, ?1, 'p', ?2, ?2)",
        (account, stamp),
    )
    journal.connection.execute(
        "INSERT INTO feedback (id, account_id, product, words, noted_on, created_at, changed_at) "
        "VALUES (1, ?1, 'p', 'w', '2026-05-14', ?2, ?2)",
        (account, stamp),
    )
    return journal


def _write_a_word_everywhere(journal: Journal, columns: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Write a word of its own into each column; return word → the kind of record it must be found in."""
    words: dict[str, str] = {}
    number = count(1)
    for table, names in columns.items():
        for name in names:
            word = f"zebra{next(number)}x"
            value = f'["{word}"]' if name == "tags" else word
            journal.connection.execute(f"UPDATE {table} SET {name} = ?", (value,))
            words[word] = FOLLOWED[table][0]
    index.catch_up(journal)
    return words


def _kinds(journal: Journal, query: str) -> list[str]:
    return [group.kind for group in finding.find(journal, query).groups]


def test_every_text_is_found_in_its_record(filled: Journal) -> None:
    words = _write_a_word_everywhere(filled, SEARCHED)
    assert {word: _kinds(filled, word) for word in words} == {word: [kind] for word, kind in words.items()}
    assert index.faults(filled) == []


def test_what_is_private_is_found_only_when_asked_for(filled: Journal) -> None:
    words = _write_a_word_everywhere(filled, PRIVATE)
    assert {word: _kinds(filled, word) for word in words} == {word: [] for word in words}
    assert {word: _kinds(filled, f"in:private {word}") for word in words} == {w: [kind] for w, kind in words.items()}
    assert {word: _kinds(filled, f"{word} 范围:私密") for word in words} == {w: [kind] for w, kind in words.items()}


def test_what_no_longer_hangs_on_a_record_is_not_found_in_it(filled: Journal) -> None:
    words = _write_a_word_everywhere(filled, {"contact_point": ("value",), "visit_question": ("answer",)})
    for table in ("contact_point", "visit_question"):
        filled.connection.execute(f"UPDATE {table} SET deleted_at = changed_at")
    index.catch_up(filled)
    assert [_kinds(filled, word) for word in words] == [[], []]


@pytest.mark.parametrize("owner", _OWNERS)
def test_a_file_opens_what_it_hangs_on(filled: Journal, owner: str) -> None:
    kind = owner.removesuffix("_id")
    ((owner_id,),) = filled.rows(f"SELECT id FROM {kind}")
    columns = ", ".join(f"{name} = {'?' if name == owner else 'NULL'}" for name in _OWNERS)
    filled.connection.execute(f"UPDATE attachment SET name = 'zebra', {columns}", (owner_id,))
    index.catch_up(filled)
    (hit,) = finding.search(filled, "zebra", 5)
    assert hit.opens == (kind, owner_id)
    assert hit.account == "Northern Rail" or kind == "contact"
