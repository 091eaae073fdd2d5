"""At the journal's door every text becomes what it can store, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import accounts, changes
from models.journal import Journal
from models.text.clean import clean, clean_line
from tests.factories import make_account, make_visit
from tests.models.random_work import TEXTS

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\x00b", "ab"),
        ("lone \ud83d and \udc00", "lone \ufffd and \ufffd"),
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("👍🏽 家族 👨‍👩‍👧", "👍🏽 家族 👨‍👩‍👧"),
        ("\u202eשלום\u202c", "\u202eשלום\u202c"),
        ("  spaces stay  ", "  spaces stay  "),
    ],
)
def test_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


def test_a_line_has_no_breaks_and_no_runs_of_space() -> None:
    assert clean_line("  Northern\r\n\tRail \u3000 Ltd ") == "Northern Rail Ltd"


@given(ANY_TEXT)
def test_every_text_can_be_stored_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert "\0" not in once
    assert "\r" not in once
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize("text", [*TEXTS, "x" * 1_000_000, "价" * 1_000_000])
def test_every_text_comes_back_as_it_was_stored_also_by_undo(journal: Journal, text: str) -> None:
    account_id = make_account(journal, notes=text)
    stored = clean(text).strip("\n")
    assert accounts.get(journal, account_id).notes == stored
    visit_id = make_visit(journal, account_id, notes=text)
    changes.undo(journal)
    changes.redo(journal)
    assert journal.row("SELECT notes, typeof(notes) FROM visit WHERE id = ?", visit_id) == (stored, "text")
