"""The territory on paper and as a table: lines with bars, who was not seen, and nothing confidential for others."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import formats
from models.summaries.gather import gather
from models.summaries.periods import parse_period
from models.summaries.report import Report, Section
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit

THIS_QUARTER = parse_period("this-quarter", TODAY)


def _report(journal: Journal, language: str = "en", **wanted: Any) -> Report:
    return gather(journal, THIS_QUARTER, language=Language(language), kind="territory", **wanted)


def _section(report: Report, key: str) -> Section:
    return next(section for section in report.sections if section.key == key)


def _texts(section: Section) -> list[list[str]]:
    assert section.table
    return [[cell.text for cell in row] for row in section.table.rows]


@pytest.fixture
def operator(journal: Journal) -> dict[str, int]:
    """An operator with a branch that was seen and one that never was, and a harbour seen before the period."""
    group = make_account(journal, "Operator", region="North", account_class="A")
    east = make_account(journal, "East", parent_id=group, region="North", visit_target=8, rhythm_days=11)
    west = make_account(journal, "West", parent_id=group, region="South")
    harbour = make_account(journal, "Harbour", region="South", account_class="B")
    make_visit(journal, east, "2026-04-10T10:00", satisfaction=4, expectation_level=3)
    make_visit(journal, east, "2026-04-20T10:00", channel="call")
    make_visit(journal, harbour, "2026-02-02T10:00")
    return {"group": group, "east": east, "west": west, "harbour": harbour}


def test_each_branch_has_a_line_with_its_visits_of_its_target(journal: Journal, operator: dict[str, int]) -> None:
    report = _report(journal)
    assert [(one.value, one.label) for one in report.figures] == [
        ("2", "visits"),
        ("1 / 4", "accounts seen"),
        ("2", "never visited"),
        ("50 %", "of the rhythm kept"),
        ("4.0", "satisfaction of 5"),
    ]
    assert (report.figures[0].before, report.figures[-1].before) == ("target: 8", "+1.0 against what they expected")
    branch = _section(report, "branch")
    lines = {line[0].strip(): line for line in _texts(branch)}
    assert list(lines) == ["Harbour", "Operator", "East", "West"]
    assert lines["Operator"][1:6] == ["3", "1", "2", "2", "2 of 8"]
    assert lines["East"][7:] == ["2", "50 %", "4.0 (+1.0)"]
    assert branch.items[0] == "Most visits for each account: Operator (0.7); fewest: Harbour (0)."


def test_a_bar_shows_how_much_of_the_target_is_reached_and_where_today_stands(
    journal: Journal, operator: dict[str, int]
) -> None:
    table = _section(_report(journal), "branch").table
    assert table
    bars = {row[0].text.strip(): row[5].bar for row in table.rows}
    assert bars["East"] is not None
    assert bars["East"].share == 0.25
    assert bars["East"].mark == pytest.approx(44 / 91)
    assert bars["East"].tone == "soon"


def test_who_was_not_seen_and_who_never_was_are_named(journal: Journal, operator: dict[str, int]) -> None:
    report = _report(journal)
    assert _texts(_section(report, "unseen")) == [["Harbour", "B", "2 Feb 2026"]]
    assert _section(report, "never").items == ("Operator", "West")


def test_the_sheet_and_the_csv_have_a_row_for_every_account(journal: Journal, operator: dict[str, int]) -> None:
    content = formats.render(_report(journal), "csv").decode("utf-8-sig")
    rows = {row["Account"]: row for row in csv.DictReader(io.StringIO(content))}
    assert list(rows) == ["Harbour", "Operator", "East", "West"]
    assert (rows["East"]["Part of"], rows["East"]["Visits"], rows["East"]["Times due"]) == ("Operator", "2", "4")
    assert (rows["Operator"]["Visits"], rows["Operator"]["Visits with branches"]) == ("0", "2")
    assert (rows["Harbour"]["Last seen"], rows["Operator"]["Target with branches"]) == ("2026-02-02", "8")


def test_a_name_that_looks_like_a_formula_is_none_in_the_csv(journal: Journal) -> None:
    make_account(journal, "=1+1")
    assert b"\n'=1+1," in formats.render(_report(journal), "csv")


def test_others_see_nothing_of_a_confidential_visit(journal: Journal, operator: dict[str, int]) -> None:
    make_visit(journal, operator["west"], "2026-05-10T10:00", confidential=True)
    report = _report(journal)
    assert (report.figures[0].value, report.figures[2].value) == ("2", "2")
    assert "1 confidential visit" in report.left_out
    own = _report(journal, audience="self")
    assert (own.figures[0].value, own.figures[2].value) == ("3", "1")


def test_a_customer_reads_none(journal: Journal, operator: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="several customers"):
        _report(journal, audience="customer", account_ids=[operator["harbour"]])


def test_of_some_accounts_only_these_are_counted(journal: Journal, operator: dict[str, int]) -> None:
    report = _report(journal, account_ids=[operator["east"], operator["west"]])
    assert [line[0] for line in _texts(_section(report, "branch"))] == ["East", "West"]
    assert report.subtitle.startswith("East, West")


def test_a_grouping_with_one_group_alone_is_not_told(journal: Journal) -> None:
    make_account(journal, "Harbour", region="South")
    assert [section.key for section in _report(journal).sections] == [
        "branch",
        "channels",
        "unseen",
        "never",
        "accounts",
    ]


def test_a_large_tree_has_as_many_levels_on_paper_as_there_is_room_for(journal: Journal) -> None:
    group = make_account(journal, "Operator")
    for number in range(20):
        branch = make_account(journal, f"Branch {number:02}", parent_id=group)
        for city in range(3):
            make_account(journal, f"City {number:02}-{city}", parent_id=branch)
    names = [line[0].strip() for line in _texts(_section(_report(journal), "branch"))]
    assert names == ["Operator", *(f"Branch {number:02}" for number in range(20))]


def test_it_is_made_in_every_format_in_both_languages(journal: Journal, operator: dict[str, int]) -> None:
    for ending in (*formats.FORMATS, *formats.FORMATS_OF_TABLES):
        assert formats.render(_report(journal, "zh_CN"), ending)


def test_no_other_kind_of_summary_is_a_picture(journal: Journal) -> None:
    report = gather(journal, THIS_QUARTER, language=Language("en"))
    with pytest.raises(InvalidValue, match="png"):
        formats.render(report, "png")
