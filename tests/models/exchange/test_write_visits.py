"""Visits as CSV: what a spreadsheet shows, and what comes in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import contacts, steps, visit_lists, visits
from models.exchange.csv_rows import Row, guarded, open_sheet
from models.exchange.visits_csv import HEADINGS, find_visit_columns, heading_of
from models.journal import Journal
from models.text.language import Language
from tests.factories import make_account, make_contact, make_visit
from tests.models.exchange.exporting import CHINESE, ENGLISH, exported, table, taken_in

PAYLOADS = [
    "=1+1",
    "+49 30 5550101",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "%0A",
    "|cmd",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("http://x.example";"y")',
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''=1+1",
]
FREE_TEXTS = ("expected_result", "summary", "highlight", "support_needed", "notes", "private_notes")


@pytest.fixture
def elsewhere(tmp_path: Path, journal: Journal) -> Iterator[Journal]:
    """Another journal, which is empty."""
    with Journal.create(tmp_path / "elsewhere.rounds", clock=journal.clock) as opened:
        yield opened


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_heading_is_read_as_what_it_is(language: Language) -> None:
    written = [heading_of(column, language) for column in HEADINGS]
    assert find_visit_columns(written) == list(HEADINGS)
    assert heading_of("account", language) == ("客户" if language.is_chinese else "Account")


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_visit_comes_in_again_as_it_went_out(
    journal: Journal, elsewhere: Journal, tmp_path: Path, language: Language
) -> None:
    rail = make_account(journal)
    anna = contacts.create(journal, name="Anna Weber (QA)", account_id=rail, post={"title": "CTO"}).id
    xu = contacts.create(journal, name="徐海", account_id=rail, post={"title": "总工"}).id
    odd = contacts.create(journal, name="Weber & Sons and Co", account_id=rail, post={"title": "Head (East)"}).id
    for number, (channel, state) in enumerate(zip(visits.CHANNELS, ("held", "missed", "cancelled") * 2, strict=True)):
        make_visit(
            journal,
            rail,
            f"2026-05-12T{8 + number:02}:00",
            channel=channel,
            state=state,
            purpose=f'Purpose {number}, "quoted"; and more',
            place="Hall 3",
            minutes=30 + number,
            satisfaction=number % 5 + 1,
            expectation_level=5 - number % 5,
            confidential=number == 2,
            people=[anna, xu] if number else [odd],
            next_steps=[{"title": "Send the BOQ", "due_on": "2026-05-20"}],
            **{name: f"{name} {number}\n\n- with\n- lines, 中文。" for name in FREE_TEXTS},
        )
    make_visit(journal, rail, "2026-05-15T00:00", state="planned")
    choices = {"language": language, "with_private": True}
    first = exported(journal, "csv", **choices)
    assert first.rows == 7
    report = taken_in(elsewhere, first, tmp_path, "csv")
    assert (report.new, report.refused, report.doubtful) == (7, (), ())
    assert exported(elsewhere, "csv", **choices).content == first.content
    again = taken_in(elsewhere, first, tmp_path, "csv")
    assert (again.unchanged, again.changes) == (7, None)
    at_home = taken_in(journal, first, tmp_path, "csv")
    assert (at_home.unchanged, at_home.changes) == (7, None)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula_and_every_text_comes_back_exactly(
    journal: Journal, elsewhere: Journal, tmp_path: Path, payload: str
) -> None:
    account = make_account(journal, payload)
    person = make_contact(journal, payload.strip())
    make_visit(
        journal,
        account,
        people=[person],
        place=payload,
        purpose=payload,
        next_steps=[{"title": payload}],
        **dict.fromkeys(FREE_TEXTS, payload),
    )
    file = exported(journal, "csv", with_private=True)
    cells = [cell for row in table(file) for cell in row.values()]
    assert sum(cell.lstrip("'").strip()[:2] == payload.lstrip("'").strip()[:2] for cell in cells) >= 10
    assert [cell for cell in cells if cell and cell[0] in "=+-@|%＝＋－＠\t\r\n "] == []
    assert taken_in(elsewhere, file, tmp_path, "csv").new == 1
    (line,) = visit_lists.listing(elsewhere)
    back = visits.get(elsewhere, line.id)
    assert [getattr(back, name) for name in FREE_TEXTS] == [payload] * len(FREE_TEXTS)
    assert (line.account, line.purpose, back.place) == (payload.strip(),) * 3
    assert [step.title for step in steps.of_visit(elsewhere, line.id)] == [payload.strip()]


@given(st.text(st.sampled_from("'=+-@\t ＝%|aß中\n\""), min_size=1).map(str.rstrip))
def test_a_guarded_cell_is_read_as_the_text_it_was(text: str) -> None:
    cell = guarded(text).replace('"', '""')
    (row,) = open_sheet(f'Date,Notes\n2026-05-14,"{cell}"\n', "list.csv", len).rows()
    assert isinstance(row, Row)
    assert row.cells[1] == text


@pytest.mark.parametrize("text", ["", "'tis the season", "O'Neill", "''", "plain", "1=1"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_it_is_what_excel_opens(journal: Journal) -> None:
    make_visit(journal, make_account(journal, "北方铁路"), purpose="报价", channel="video")
    content = exported(journal, "csv", language=CHINESE).content
    assert content.startswith(b"\xef\xbb\xbf" + "日期,时间,时长,客户,联系人,拜访方式".encode())
    assert content.count(b"\n") == content.count(b"\r\n") == 2
    assert "2026-05-13,15:00,,北方铁路,,视频,".encode() in content


def test_a_reader_gets_no_column_that_is_not_for_him(journal: Journal) -> None:
    rail = make_account(journal)
    make_visit(journal, rail, next_steps=[{"title": "Send the BOQ"}])
    mine = set(table(exported(journal, "csv", with_private=True))[0])
    managers = set(table(exported(journal, "csv", audience="manager"))[0])
    customers = set(table(exported(journal, "csv", audience="customer", account_ids=[rail]))[0])
    assert mine - managers == {"Notes", "Private Notes", "Confidential"}
    inside = {"Support Needed", "Satisfaction", "Expected Satisfaction", "Next Step", "Due"}
    assert managers - customers == inside
    assert "Notes" in table(exported(journal, "csv", audience="manager", with_notes=True))[0]


def test_the_next_step_that_is_open_and_due_first(journal: Journal) -> None:
    visit = make_visit(
        journal,
        make_account(journal),
        next_steps=[
            {"title": "Call in June", "due_on": "2026-06-01"},
            {"title": "Send the BOQ", "due_on": "2026-05-20"},
            {"title": "Sent at once", "due_on": "2026-05-14"},
            {"title": "Delivered on time", "kind": "promise", "due_on": "2026-05-15"},
        ],
    )
    steps.close(journal, next(step.id for step in steps.of_visit(journal, visit) if step.title == "Sent at once"))
    file = exported(journal, "csv")
    (row,) = table(file)
    assert (row["Next Step"], row["Due"]) == ("Send the BOQ", "2026-05-20")
    assert file.warnings == (
        "1 next step has no place in the file: the row of a visit holds the one that is due first.",
    )


def test_a_period_without_visits_says_so(journal: Journal) -> None:
    file = exported(journal, "csv")
    assert file.rows == 0
    assert file.content.startswith(b"\xef\xbb\xbfDate,Time")
    assert len(file.warnings) == 1
