"""Search: which records are found, in which order, and what is shown of them."""

from __future__ import annotations

import pytest

from models import steps, visits
from models.journal import Journal
from models.search import Hit, search, words_of
from tests.factories import make_account, make_contact, make_step, make_visit


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """An account in each language, each with a person, visits and a step."""
    rail = make_account(journal, "Northern Rail", short_name="NR")
    beifang = make_account(journal, "北方铁路局")
    make_contact(journal, "Zoë Müller", account_id=rail)
    make_visit(journal, rail, "2026-05-11T10:00", purpose="Acceptance", notes="The café opposite\nis 50% cheaper")
    make_visit(journal, rail, "2026-05-12T10:00", summary="They want the BOQ on Friday", highlight="First ORDER")
    make_visit(journal, beifang, "2026-05-13T10:00", summary="谈了报价，清单下周给")
    make_step(journal, "发报价清单", account_id=beifang, raised_at="2026-05-10T09:00")
    return journal


def found(journal: Journal, query: str, limit: int = 50) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search(journal, query, limit)]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("muller ZOE", [("contact", "Zoë Müller")]),
        ("muller northern", [("contact", "Zoë Müller")]),
        ("CAFÉ", [("visit", "Acceptance")]),
        ("cafe 50%", [("visit", "Acceptance")]),
        ("boq order", [("visit", "They want the BOQ on Friday")]),
        ("nr", [("account", "Northern Rail")]),
        ("报价", [("visit", "谈了报价，清单下周给"), ("step", "发报价清单")]),
        ("清单 北方", [("visit", "谈了报价，清单下周给"), ("step", "发报价清单")]),
        ("ＢＯＱ", [("visit", "They want the BOQ on Friday")]),
        ("价清", [("step", "发报价清单")]),
        ("boq cafe", []),
        ("_", []),
        ("5_%", []),
    ],
)
def test_every_word_must_occur(filled: Journal, query: str, titles: list[tuple[str, str]]) -> None:
    assert found(filled, query) == titles


def test_what_is_written_beside_the_names_is_found_too(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail", notes="Parking behind the depot", private_notes="secret depot")
    make_visit(journal, rail, "2026-05-11T10:00", purpose="Acceptance", place="Depot Süd")
    make_step(journal, "Send the BOQ", account_id=rail, details="Two copies\nto the depot")
    assert sorted(hit.kind for hit in search(journal, "depot")) == ["account", "step", "visit"]
    assert [(hit.title, hit.snippet) for hit in search(journal, "depot copies")] == [("Send the BOQ", "to the depot")]
    assert [(hit.title, hit.snippet) for hit in search(journal, "sud")] == [("Acceptance", "Depot Süd")]
    assert found(journal, "parking") == [("account", "Northern Rail")]
    assert found(journal, "secret") == []


def test_the_newest_comes_first_over_all_kinds(filled: Journal) -> None:
    hits = search(filled, "北方")
    assert [hit.kind for hit in hits] == ["account"]
    hits = search(filled, "单")
    assert [hit.when for hit in hits] == ["2026-05-13T10:00", "2026-05-10T09:00"]


def test_no_more_than_asked_for(filled: Journal) -> None:
    assert found(filled, "单", 1) == [("visit", "谈了报价，清单下周给")]


def test_a_snippet_shows_the_place_on_one_line(filled: Journal) -> None:
    assert search(filled, "cheaper")[0].snippet == "is 50% cheaper"
    long = make_visit(
        filled, search(filled, "northern")[0].id, "2026-05-14T08:00", notes="x " * 200 + "Straße " + "y " * 200
    )
    hit = search(filled, "strasse")[0]
    assert hit.id == long
    assert hit.snippet.startswith("…x x")
    assert "Straße" in hit.snippet
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 130


def test_a_hit_says_where_and_when(filled: Journal) -> None:
    (hit,) = search(filled, "发报价清单")
    assert hit == Hit("step", hit.id, "发报价清单", "2026-05-10T09:00", "北方铁路局", "发报价清单")
    assert steps.get(filled, hit.id).title == "发报价清单"


def test_the_trash_is_not_searched(filled: Journal) -> None:
    visits.trash(filled, search(filled, "cafe")[0].id)
    assert found(filled, "cafe") == []


@pytest.mark.parametrize("query", ["", "  ", "%", "?! _"])
def test_a_query_without_words_finds_nothing(filled: Journal, query: str) -> None:
    assert words_of(query) == []
    assert found(filled, query) == []


def test_of_a_page_that_was_pasted_each_word_counts_once_and_not_too_many() -> None:
    assert words_of("BOQ on Friday " * 5_000) == ["boq", "on", "friday"]
    assert len(words_of(" ".join(f"w{number}" for number in range(5_000)))) == 20
