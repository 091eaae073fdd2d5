"""The check finds what is wrong, names it, and changes nothing."""

from __future__ import annotations

import apsw
import pytest

from models import attachments
from models.errors import JournalError
from models.journal import Journal
from models.safety.check import check
from models.text.language import Language
from tests.factories import make_account, make_contact, make_step, make_visit


@pytest.fixture
def filled(journal: Journal) -> Journal:
    account_id = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=account_id)
    boss = make_contact(journal, "Boss")
    worker = make_contact(journal, "Worker", reports_to_id=boss)
    for title in ("Ask", "Offer"):
        make_step(journal, title)
    for number in range(20):
        make_visit(journal, branch, people=[boss, worker], notes=f"notes {number} " * 100)
    return journal


def test_a_whole_journal_has_no_faults_and_is_counted(filled: Journal) -> None:
    found = check(filled.connection)
    assert found.whole
    assert found.faults == ()
    assert (found.rows["visit"], found.rows["account"], found.rows["visit_contact"]) == (20, 2, 40)


ONE_SIDED = [
    ("DELETE FROM visit WHERE id = (SELECT max(id) FROM visit)", "points to a missing visit"),
    ("UPDATE account SET parent_id = (SELECT max(id) FROM account) WHERE name = 'Group'", "stands above itself"),
    (
        "UPDATE contact SET reports_to_id = (SELECT max(id) FROM contact) WHERE name = 'Boss'",
        "Boss stands above itself",
    ),
    (
        "UPDATE contact SET introduced_by_id = CASE name WHEN 'Boss' THEN (SELECT max(id) FROM contact) "
        "ELSE (SELECT min(id) FROM contact) END",
        "introduced_by_id",
    ),
    (
        "UPDATE step SET after_id = CASE title WHEN 'Ask' THEN (SELECT max(id) FROM step) "
        "ELSE (SELECT min(id) FROM step) END",
        "Ask stands above itself (after_id)",
    ),
    ("DROP TRIGGER log_insert_step", "log of changes of step is switched off"),
    ("DROP TRIGGER log_update_step", "log of changes of step is switched off"),
    ("DROP TABLE payment", "table payment is missing"),
    ("UPDATE current_operation SET operation_id = 5", "left unfinished"),
    ("DELETE FROM current_operation", "left unfinished"),
    ("UPDATE visit SET notes = CAST(x'ff61fe' AS TEXT) WHERE id = (SELECT min(id) FROM visit)", "damaged"),
    ("UPDATE change SET value = CAST(x'ff61fe' AS TEXT)", "damaged"),
    ("DROP TABLE change", "The table change is missing"),
]


@pytest.mark.parametrize(("damage", "words"), ONE_SIDED)
def test_each_fault_is_named(filled: Journal, damage: str, words: str) -> None:
    filled.connection.execute("PRAGMA foreign_keys=OFF")
    filled.connection.execute(damage)
    found = check(filled.connection)
    assert not found.whole
    assert any(words in fault for fault in found.faults), found.faults


def test_a_damaged_index_is_found(filled: Journal) -> None:
    connection = filled.connection
    # What the engine forbids to a journal is done here as a fault of the disk would.
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'contact') "
        "WHERE name = (SELECT name FROM sqlite_schema WHERE tbl_name = 'visit' AND type = 'index' LIMIT 1)"
    )
    connection.execute("PRAGMA writable_schema=RESET")
    try:
        assert not check(connection).whole
    except JournalError:
        pytest.fail("the check must say what is wrong, not refuse")


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM attachment_content", "UPDATE attachment_content SET content = zeroblob(length(content))"],
)
def test_an_attachment_whose_bytes_are_lost_is_named_and_keeps_nobody_from_the_rest(
    filled: Journal, damage: str
) -> None:
    visit_id = filled.rows("SELECT min(id) FROM visit")[0][0]
    attachments.add(filled, "visit", visit_id, "plan.pdf", b"%PDF-1.7 plan")
    assert check(filled.connection).whole
    filled.connection.execute(damage)
    (fault,) = check(filled.connection).faults
    assert "plan.pdf" in fault
    assert check(filled.connection, with_files=False).whole


def test_the_check_changes_nothing(filled: Journal) -> None:
    before = filled.path.read_bytes()
    check(filled.connection)
    assert filled.path.read_bytes() == before


def test_faults_are_said_in_the_readers_language(filled: Journal) -> None:
    filled.connection.execute("DROP TRIGGER log_update_step")
    (fault,) = check(filled.connection, Language("zh_CN")).faults
    assert "step" in fault
