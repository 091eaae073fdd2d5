"""`search`, and what reading commands have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands.words import KINDS
from models.search import kinds
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.commands.running import Run, opened


@pytest.fixture
def filled(path: Path) -> Path:
    """A journal with a little of everything."""
    with opened(path) as journal:
        rail = make_account(journal)
        make_contact(journal, "徐海", account_id=rail)
        make_visit(journal, rail, "2026-05-12T10:00", purpose="Acceptance", notes="the BOQ\x1b[31m is late")
        make_visit(journal, rail, "2026-05-14T16:00", state="planned", purpose="BOQ again")
        make_visit(journal, rail, "2026-05-15T09:00", state="planned")
        make_step(journal, "Send the BOQ", kind="promise", account_id=rail, due_on="2026-05-13")
        make_step(journal, "Late crates", kind="complaint", account_id=rail, raised_at="2026-05-10T09:00")
    return path


def test_search_answers_a_script(run: Run, filled: Path) -> None:
    ran = run("search", "boq", "-j", filled, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [(hit["kind"], hit["title"], hit["when"]) for hit in ran.data] == [
        ("visit", "BOQ again", "2026-05-14T16:00"),
        ("step", "Send the BOQ", "2026-05-14T12:00"),
        ("visit", "Acceptance", "2026-05-12T10:00"),
    ]
    for hit in ran.data:
        assert set(hit) == {"kind", "id", "title", "when", "account", "snippet"}
        assert hit["id"].isdecimal()
        assert hit["account"] == "Northern Rail"
    assert len(run("search", "boq", "-j", filled, "--json", "--limit", "1").data) == 1
    assert run("search", "nothing", "-j", filled, "--json").data == []


@pytest.mark.parametrize("without", ["-send", "-s", '-"send the"', "−send"])
def test_words_with_a_minus_are_left_out_of_a_search_and_are_no_options(run: Run, filled: Path, without: str) -> None:
    for words in (("search", "boq", without, "-j", filled), ("-j", filled, "search", without, "boq")):
        ran = run(*words, "--json")
        assert (ran.code, ran.err) == (0, "")
        assert [hit["title"] for hit in ran.data] == ["BOQ again", "Acceptance"]


def test_a_minus_is_a_words_only_behind_the_search(run: Run, filled: Path) -> None:
    assert run("today", "-j", filled, "-send").code == 2
    assert run("search", "boq", "--nonsense", "-j", filled).code == 2
    assert run("search", "-h").code == 0


def test_search_answers_a_person_without_obeying_what_others_typed(run: Run, filled: Path) -> None:
    out = run("search", "boq", "late", "-j", filled).out
    assert "2026-05-12 · visit · Northern Rail · Acceptance" in out
    assert "\x1b" not in out
    assert run("search", "nothing", "-j", filled).out == "Nothing was found.\n"


def test_a_filter_that_is_not_understood_is_named(run: Run, filled: Path) -> None:
    ran = run("search", "boq", "since:whenever", "-j", filled)
    assert "Acceptance" in ran.out
    assert ran.err == "Not understood: since:whenever\n"
    ran = run("search", "状态：乱写", "-j", filled, "--lang", "zh_CN")
    assert ran.err.startswith("未能识别：状态：乱写\n")


@pytest.mark.parametrize(("query", "kind"), [("northern", "account"), ("徐海", "contact"), ("crates", "step")])
def test_every_kind_of_hit_has_a_word(run: Run, filled: Path, query: str, kind: str) -> None:
    assert f" · {KINDS[kind]} · " in run("search", query, "-j", filled).out


def test_all_that_can_be_found_has_a_word() -> None:
    assert set(kinds.KINDS) <= KINDS.keys()


def test_reading_makes_no_journal(run: Run, own_journal: Path) -> None:
    for words in (["today"], ["search", "x"], ["check"], ["backup"]):
        ran = run(*words)
        assert ran.code == 1
        assert "You have no journal yet" in ran.err
    assert not own_journal.exists()
