"""The list of receivables: its windows, its filters, and how each stands."""

from __future__ import annotations

import pytest

from models import accounts, projects, receivables
from models.journal import Journal
from models.receivable_lists import ReceivableFilter, line, lines
from tests.factories import TODAY, make_account


@pytest.fixture
def owed(journal: Journal) -> dict[str, int]:
    """Receivables of two accounts, by their titles."""
    north, south = make_account(journal, "Northern Rail"), make_account(journal, "南方电网")
    lot = projects.create(journal, account_id=north, name="Lot 2 100%_sure").id
    given: list[dict[str, object]] = [
        {"title": "late", "due_on": "2026-05-04", "account_id": north, "project_id": lot, "invoice_number": "2207"},
        {"title": "very late", "due_on": "2026-01-04", "account_id": south, "currency": "CNY"},
        {"title": "invoiced", "invoiced_on": "2026-05-01", "due_on": "2026-06-01", "account_id": north},
        {"title": "planned", "planned_on": "2026-07-01", "account_id": north},
        {"title": "paid", "due_on": "2026-05-01", "account_id": north},
        {"title": "given up", "due_on": "2026-05-01", "account_id": south},
    ]
    made = {
        str(one["title"]): receivables.create(journal, **{"amount_minor": 100, "currency": "EUR", **one}).id  # type: ignore[arg-type]
        for one in given
    }
    receivables.pay(journal, made["paid"], 100, on="2026-05-11")
    receivables.write_off(journal, made["given up"], "insolvent")
    return made


@pytest.mark.parametrize(
    ("shown", "titles"),
    [
        ("open", ["very late", "late", "invoiced", "planned"]),
        ("late", ["very late", "late"]),
        ("to_30", ["late"]),
        ("over_90", ["very late"]),
        ("not_due", ["invoiced"]),
        ("not_invoiced", ["planned"]),
        ("paid", ["paid"]),
        ("written_off", ["given up"]),
        ("ready", []),
        ("all", ["very late", "paid", "given up", "late", "invoiced", "planned"]),
    ],
)
def test_each_chip_shows_what_it_says_what_was_due_first_first(
    journal: Journal, owed: dict[str, int], shown: str, titles: list[str]
) -> None:
    assert [one.title for one in lines(journal, ReceivableFilter(shown))] == titles


def test_windows_follow_each_other_also_with_a_filter(journal: Journal, owed: dict[str, int]) -> None:
    for wanted in (
        ReceivableFilter("all"),
        ReceivableFilter("all", "EUR", "north a"),
        ReceivableFilter("all", text="e"),
    ):
        whole, found, last = lines(journal, wanted), [], None
        assert whole
        while window := lines(journal, wanted, below=last, limit=2):
            found += window
            last = window[-1]
        assert found == whole


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("2207", ["late"]),
        ("南方 very", ["very late"]),
        ("lot rail", ["late"]),
        ("100%_", ["late"]),
        ("%", ["late"]),
        ("nobody", []),
    ],
)
def test_all_words_are_found_in_titles_numbers_and_names(
    journal: Journal, owed: dict[str, int], text: str, titles: list[str]
) -> None:
    assert [one.title for one in lines(journal, ReceivableFilter("open", text=text))] == titles


def test_a_line_says_how_it_stands(journal: Journal, owed: dict[str, int]) -> None:
    stands = {title: line(journal, made) for title, made in owed.items()}
    assert {title: one and (one.bucket(TODAY), one.days_late(TODAY)) for title, one in stands.items()} == {
        "late": ("to_30", 10),
        "very late": ("over_90", 130),
        "invoiced": ("not_due", -18),
        "planned": ("not_invoiced", None),
        "paid": ("paid", 10),
        "given up": ("written_off", 13),
    }
    receivables.trash(journal, owed["late"])
    assert line(journal, owed["late"]) is None


def test_a_currency_an_account_and_no_project_narrow_the_list(journal: Journal, owed: dict[str, int]) -> None:
    north = accounts.find(journal, "Northern Rail").id
    assert [one.title for one in lines(journal, ReceivableFilter(currency="CNY"))] == ["very late"]
    of_north = ReceivableFilter(account_ids=(north,), without_project=True)
    assert [one.title for one in lines(journal, of_north)] == ["invoiced", "planned"]
