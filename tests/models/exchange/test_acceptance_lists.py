"""Acceptance lists as customers send them: in whole or not at all, known again, and out losing nothing."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import acceptance, acceptance_lists, changes, colleagues, contacts, projects
from models.acceptance_states import STATES
from models.errors import Cancelled, CannotRead, InvalidValue
from models.exchange.acceptance_export import export_list
from models.exchange.acceptance_import import import_list
from models.exchange.acceptance_sheets import open_list, read_lists
from models.exchange.importer import ImportReport
from models.exchange.matching import name_key
from models.journal import Journal
from models.text.language import Language
from tests.factories import make_account, make_contact
from tests.models.exchange.acceptance_files import bomb, chinese_list, signature_rows, workbook

ENGLISH, CHINESE = Language("en"), Language("zh_CN")
HEADINGS = ["Clause", "Department", "Criterion", "State"]


@pytest.fixture
def project(journal: Journal) -> int:
    """A project of Northern Rail without a list."""
    return projects.create(journal, account_id=make_account(journal), name="Lot 2").id


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list of 634 items in 17 departments."""
    return chinese_list(tmp_path_factory.mktemp("large") / "清单.xlsx")


def take_in(journal: Journal, project_id: int, path: Path, **options: Any) -> ImportReport:
    return import_list(journal, project_id, read_lists(open_list(path)), **options)


def items(journal: Journal, project_id: int) -> list[acceptance_lists.ItemLine]:
    return acceptance_lists.items(journal, project_id, limit=100_000)


def signatures(journal: Journal, project_id: int) -> list[acceptance_lists.SignatureLine]:
    return acceptance_lists.signatures(journal, project_id, limit=1000)


def reasons(report: ImportReport) -> list[str]:
    return [f"{refused.row}: {refused.reason}" for refused in report.refused]


def saved(tmp_path: Path, content: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_list_of_634_comes_in_with_merged_headings_and_departments(
    journal: Journal, project: int, large: Path
) -> None:
    report = take_in(journal, project, large)
    found = items(journal, project)
    assert (report.new, len(found), reasons(report)) == (634, 634, [])
    assert len(Counter(item.department for item in found)) == 17
    first, blocked = found[0], found[5]
    assert (first.clause, first.department, first.state, first.owner) == ("1.1", "部门01", "open", "林索菲")
    assert first.criterion == "设备 1 的检查\n误码率不大于 1 ppm"
    assert (blocked.state, blocked.blocked_because) == ("blocked", "等待备件")
    assert found[49].evidence == "备注: 第 50 页"
    assert [one.name for one in colleagues.listing(journal)] == ["周雨", "林索菲"]


def test_a_second_import_changes_nothing_and_one_undo_takes_all_of_it_back(
    journal: Journal, project: int, large: Path
) -> None:
    take_in(journal, project, large)
    again = take_in(journal, project, large)
    assert (again.new, again.updated, again.unchanged, again.changes) == (0, 0, 634, None)
    changes.undo(journal)
    assert (items(journal, project), colleagues.listing(journal)) == ([], [])


def test_a_later_list_changes_what_it_says_by_clause_and_leaves_the_rest(
    journal: Journal, project: int, tmp_path: Path
) -> None:
    first = [["1.1", "Depot 1", "Radio works", "open"], ["1.2", "Depot 1", "Power works", "submitted"]]
    take_in(journal, project, workbook(tmp_path / "a.xlsx", [HEADINGS, *first]))
    later = [["1.2", "Depot 4", "Power works", "blocked"], ["1.3", "Depot 1", "Earthing", ""]]
    report = take_in(journal, project, workbook(tmp_path / "b.xlsx", [HEADINGS, *later]))
    assert (report.new, report.updated) == (1, 1)
    found = [(item.clause, item.department, item.state, item.blocked_because) for item in items(journal, project)]
    assert found == [
        ("1.1", "Depot 1", "open", ""),
        ("1.2", "Depot 4", "blocked", "blocked"),
        ("1.3", "Depot 1", "open", ""),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_what_goes_out_comes_in_again_whole(
    journal: Journal, project: int, tmp_path: Path, ending: str, language: Language
) -> None:
    take_in(journal, project, chinese_list(tmp_path / "in.xlsx", items=120))
    made = export_list(journal, project, ending, language=language)
    path = saved(tmp_path, made.content, f"out.{ending}")
    back = take_in(journal, project, path)
    assert (made.rows, back.unchanged, back.updated, back.new) == (120, 120, 0, 0)
    other = projects.create(journal, account_id=make_account(journal, "Southern Rail"), name="Lot 3").id
    take_in(journal, other, path)
    wanted = ("clause", "department", "criterion", "evidence", "state", "state_on", "blocked_because", "owner", "batch")
    assert [[getattr(item, name) for name in wanted] for item in items(journal, other)] == [
        [getattr(item, name) for name in wanted] for item in items(journal, project)
    ]


def test_signatures_come_in_with_new_people_and_go_out_with_them(
    journal: Journal, project: int, tmp_path: Path
) -> None:
    rows = signature_rows()
    rows[1][4:] = ["2026-05-02", "2026-05-11"]
    rows[2][4:] = [None, "2026/5/12"]
    report = take_in(journal, project, workbook(tmp_path / "签字.xlsx", rows))
    found = signatures(journal, project)
    assert (report.new, len(found), len({one.department for one in found})) == (87, 87, 17)
    assert [(one.state, one.asked_on, one.signed_on) for one in found[:3]] == [
        ("signed", "2026-05-02", "2026-05-11"),
        ("signed", "2026-05-12", "2026-05-12"),
        ("open", None, None),
    ]
    person = contacts.get(journal, found[0].signer_id or 0)
    post = contacts.posts(journal, person.id)[0]
    assert (person.name, post.department, post.title) == ("赵伟", "部门01", "主任")
    again = saved(tmp_path, export_list(journal, project, "csv", language=CHINESE, kind="signature").content, "b.csv")
    back = take_in(journal, project, again)
    assert (back.unchanged, back.new, back.updated) == (87, 0, 0)


def test_a_signature_before_it_was_asked_for_is_refused_with_its_row_and_nothing_comes_in(
    journal: Journal, project: int, tmp_path: Path
) -> None:
    rows = [["Department", "Signer", "Asked On", "Signed On"], ["Depot 1", "Tom Reed", "2026-05-01", "2026-05-04"]]
    rows += [["Depot 2", "Ann Low", "2026-05-12", "2026-05-04"], ["Depot 3", "Xu Hai", "2026-05-12", "2026-06-04"]]
    path = workbook(tmp_path / "s.xlsx", rows)
    report = take_in(journal, project, path)
    assert [row.row for row in report.refused] == [3, 4]
    assert "lies before" in reasons(report)[0]
    assert "lies ahead" in reasons(report)[1]
    assert (report.changes, signatures(journal, project), contacts.listing(journal)) == (None, [], [])
    assert take_in(journal, project, path, skip_refused=True).new == 1
    assert [one.name for one in contacts.listing(journal)] == ["Tom Reed"]


def test_a_name_that_several_have_is_left_to_a_person(journal: Journal, project: int, tmp_path: Path) -> None:
    rail = projects.get(journal, project).account_id
    for title in ("CTO", "Chief engineer"):
        make_contact(journal, "Xu Hai", account_id=rail, post={"title": title})
    rows = [["Department", "Subject", "Signer"], ["Depot 1", "Handover", "Xu Hai"]]
    report = take_in(journal, project, workbook(tmp_path / "s.xlsx", rows))
    assert (report.new, [str(doubt.reason) for doubt in report.doubtful]) == (
        1,
        ["2 people are called Xu Hai. The signature has no signer; choose one by hand."],
    )
    assert signatures(journal, project)[0].signer_id is None


def test_a_clause_that_comes_twice_keeps_everything_out_and_both_rows_are_named(
    journal: Journal, project: int, tmp_path: Path
) -> None:
    rows = [HEADINGS, ["4.1", "Depot 1", "Radio", ""], [], ["4.1", "Depot 2", "Power", ""], ["4.1", "Depot 1", "X", ""]]
    path = workbook(tmp_path / "a.xlsx", rows)
    report = take_in(journal, project, path)
    assert reasons(report) == [
        "5: The clause 4.1 of Depot 1 stands in row 2 already. Correct one of the two; if Excel has made 4.1 out of "
        "4.10, make the column text."
    ]
    assert (report.changes, items(journal, project)) == (None, [])
    assert take_in(journal, project, path, skip_refused=True).new == 2
    assert take_in(journal, project, path, skip_refused=True).unchanged == 2


def test_a_formula_is_worth_what_it_came_to_and_one_without_a_value_is_refused(
    journal: Journal, project: int, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, ["1.1", "Depot 1", '="Radio"&" works"', "open"]])
    report = take_in(journal, project, path)
    assert reasons(report) == [
        "2: C2 holds a formula whose value was not saved. Open the file in Excel, save it and try again."
    ]
    assert items(journal, project) == []


def test_what_excel_makes_of_clauses(journal: Journal, project: int, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, [3.1, "Depot 1", "A", ""], [3.1, "Depot 1", "B", ""], [7, "Depot 1", "#N/A", ""]):
        sheet.append(row)
    sheet["A3"].number_format = "0.00"
    sheet["A5"] = openpyxl.utils.datetime.from_excel(46000)
    sheet["B5"], sheet["C5"] = "Depot 1", "D"
    book.save(tmp_path / "a.xlsx")
    report = take_in(journal, project, tmp_path / "a.xlsx", skip_refused=True)
    assert [item.clause for item in items(journal, project)] == ["3.1", "3.10"]
    assert [row.row for row in report.refused] == [4, 5]
    assert "C4 shows #N/A" in reasons(report)[0]
    assert "has made the date" in reasons(report)[1]


def test_each_sheet_is_a_department_and_wide_rows_are_headings(journal: Journal, project: int, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for place, name in enumerate(("Depot 1", "Depot 2")):
        sheet = book.worksheets[0] if not place else book.create_sheet()
        sheet.title = name
        for row in (["Clause", "Criterion", "Status"], [f"{place + 1}.1", "Radio", "ok"]):
            sheet.append(row)
    book.create_sheet("Notes").append(["Ask for the plans", "of the depot"])
    book.save(tmp_path / "a.xlsx")
    report = take_in(journal, project, tmp_path / "a.xlsx")
    assert [(item.department, item.state) for item in items(journal, project)] == [
        ("Depot 1", "agreed"),
        ("Depot 2", "agreed"),
    ]
    assert [remark.say(ENGLISH) for remark in report.remarks] == ["Sheets that are no lists were left aside: Notes."]
    rows = [["Clause", "Criterion", "Status"], ["Tunnel radio", None, None], ["9.1", "Leaky feeder", "pass"]]
    take_in(journal, project, workbook(tmp_path / "b.xlsx", rows, ["A2:C2"]))
    assert items(journal, project)[-1].department == "Tunnel radio"


def test_a_department_written_once_goes_on_and_is_told(journal: Journal, project: int, tmp_path: Path) -> None:
    rows = [HEADINGS, ["1", "Depot 1", "A", ""], ["2", "", "B", ""], ["合计", "", "", ""]]
    report = take_in(journal, project, workbook(tmp_path / "a.xlsx", rows))
    assert [item.department for item in items(journal, project)] == ["Depot 1", "Depot 1"]
    assert [remark.say(ENGLISH) for remark in report.remarks] == [
        "a.xlsx: rows without a department were given that of the row above: 3.",
        "a.xlsx: rows that only sum up were left aside: 4.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_csv_of_any_kind_below_its_title(journal: Journal, project: int, tmp_path: Path, encoding: str) -> None:
    text = "二标段验收清单;;;\r\n;;;\r\n条款;部门;验收内容;状态\r\n1.1;车辆段;无线覆盖;已签字\r\n1.2;车辆段;供电;\r\n"
    path = saved(tmp_path, text.encode(encoding), "清单.csv")
    take_in(journal, project, path)
    found = [(item.clause, item.department, item.criterion, item.state) for item in items(journal, project)]
    assert found == [("1.1", "车辆段", "无线覆盖", "signed"), ("1.2", "车辆段", "供电", "open")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel"),
        (b"<html><table><tr><td>Clause</td></tr></table></html>", "web page"),
        (b"PK\x03\x04 and then nothing of a zip", "broken"),
        (b"%PDF-1.7", "no list"),
        (b"Colour,Taste\nred,sweet\n", "headings"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = saved(tmp_path, content, "list.xlsx")
    with pytest.raises(CannotRead) as refused:
        read_lists(open_list(path))
    assert words in str(refused.value)
    assert "list.xlsx" in str(refused.value)


def test_headings_are_known_however_they_are_spread(tmp_path: Path) -> None:
    headings = ["序\n号", "部　 门", "验 收 内 容（逐条）", "签字人(签名)", "签字日期(年/月/日)", "Wanted by *"]
    (plan,) = open_list(workbook(tmp_path / "a.xlsx", [headings, [1, "车辆段", "无线", "徐海", None, None]]))
    assert plan.kind == "signature"
    assert list(plan.columns.values()) == ["number", "department", "subject", "signer", "signed_on", "due_on"]


def test_a_broken_workbook_is_refused_in_words_wherever_it_is_broken(tmp_path: Path) -> None:
    source, path = random.Random(7), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(chinese_list(tmp_path / "whole.xlsx", items=12, departments=2)) as whole:
        parts = {part.filename: whole.read(part) for part in whole.infolist()}
    spice = [b"<", b'"', b"</row>", b"<v>", b"999999999999", b"&#0;", b"1e999", b't="d"', b'<c r="ZZZ9">', b"<f>1</f>"]
    words: list[str] = []
    for _ in range(60):
        victim = source.choice(sorted(parts))
        broken = bytearray(parts[victim])
        for _ in range(3):
            place = source.randrange(len(broken))
            broken[place : place + source.choice((0, 1, 20))] = source.choice(spice)
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(broken) if name == victim else content)
        try:
            reading = read_lists(open_list(path))
        except CannotRead as refused:
            words.append(refused.say(CHINESE))
        else:
            assert len(reading.records) + len(reading.refused) <= 20
    assert [sentence for sentence in words if "broken.xlsx" not in sentence] == []


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", megabytes=120)
    assert path.stat().st_size < 200_000
    with pytest.raises(CannotRead, match="unpacks to 120 MB"):
        open_list(path)


def test_a_list_of_100_000_rows_is_refused_with_the_row(tmp_path: Path) -> None:
    rows = "".join(f"{number},Depot 1,Criterion {number},open\n" for number in range(100_000))
    path = saved(tmp_path, f"Clause,Department,Criterion,State\n{rows}".encode(), "many.csv")
    with pytest.raises(CannotRead, match="row 20002"):
        open_list(path)


def test_an_unknown_state_keeps_the_list_out(journal: Journal, project: int, tmp_path: Path) -> None:
    rows = [HEADINGS, ["1", "Depot 1", "A", "soonish"], ["2", "", "", "open"]]
    report = take_in(journal, project, workbook(tmp_path / "a.xlsx", rows))
    assert "“soonish” is no known state" in reasons(report)[0]
    assert "3: The row has no criterion" in reasons(report)[1]
    assert items(journal, project) == []


def test_a_cancelled_import_leaves_nothing(journal: Journal, project: int, large: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done >= 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(journal, project, large, progress=cancel)
    assert (items(journal, project), colleagues.listing(journal)) == ([], [])


def test_a_dry_run_shows_every_row_and_keeps_nothing(journal: Journal, project: int, large: Path) -> None:
    report = take_in(journal, project, large, dry_run=True)
    assert (report.new, len(report.rows), items(journal, project)) == (634, 634, [])
    row = report.rows[0]
    assert (row.row, row.name, row.detail) == (6, "1.1", "设备 1 的检查 误码率不大于 1 ppm · 部门01")


def test_no_spreadsheet_takes_what_was_typed_for_a_formula(journal: Journal, project: int, tmp_path: Path) -> None:
    rows = [HEADINGS, ["1", "Depot 1", "'=1+1", "open"], ["2", "Depot 1", "'@cmd", "open"]]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    take_in(journal, project, saved(tmp_path, text.getvalue().encode(), "a.csv"))
    assert [item.criterion for item in items(journal, project)] == ["=1+1", "@cmd"]
    out = export_list(journal, project, "xlsx", language=ENGLISH)
    sheet = openpyxl.load_workbook(io.BytesIO(out.content)).worksheets[0]
    assert [(sheet.cell(row, 4).value, sheet.cell(row, 4).data_type) for row in (2, 3)] == [
        ("=1+1", "s"),
        ("@cmd", "s"),
    ]
    assert b"'=1+1" in export_list(journal, project, "csv", language=ENGLISH).content


_TEXT = st.text("ab1=+-@'\"\n\t,;#中文部门。|é", min_size=1, max_size=12).filter(str.strip)
_ROWS = st.lists(
    st.tuples(_TEXT, _TEXT, _TEXT, st.sampled_from(STATES)),
    min_size=1,
    max_size=4,
    unique_by=lambda row: name_key(row[0]),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, ending=st.sampled_from(["xlsx", "csv"]))
def test_whatever_was_typed_goes_out_and_comes_in_again(
    journal: Journal, tmp_path: Path, rows: list[tuple[str, str, str, str]], ending: str
) -> None:
    account = make_account(journal)
    first, second = (projects.create(journal, account_id=account, name=name).id for name in "AB")
    for clause, department, criterion, state in rows:
        fields = {"clause": clause, "department": department, "criterion": criterion, "state": state}
        acceptance.add_item(journal, first, **fields, blocked_because="why" if state == "blocked" else "")
    path = saved(tmp_path, export_list(journal, first, ending, language=CHINESE).content, f"out.{ending}")
    back = take_in(journal, first, path)
    assert (reasons(back), back.new, back.updated) == ([], 0, 0)
    take_in(journal, second, path)
    said = [
        [tuple(item.criterion.split() + item.department.split() + [item.state]) for item in items(journal, one)]
        for one in (first, second)
    ]
    assert said[0] == said[1]


def test_only_a_workbook_or_csv_goes_out(journal: Journal, project: int) -> None:
    with pytest.raises(InvalidValue, match="xlsx, csv"):
        export_list(journal, project, "pdf", language=ENGLISH)
