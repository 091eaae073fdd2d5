import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from models.summaries import excel
from models.summaries.report import Amount, Cell, Column, Note, Section
from tests.models.summaries.reports import (
    FORMULAS,
    HOSTILE,
    make_brief,
    make_hostile,
    make_report,
    plain_row,
    with_rows,
)


def opened(report):
    return load_workbook(io.BytesIO(excel.render(report)))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_table_has_a_sheet_and_the_words_stand_on_the_first():
    book = opened(make_report())
    assert book.sheetnames == ["Summary", "Visits", "Promises due", "Next week’s plan"]
    front = [value for row in values(book["Summary"]) for value in row if value]
    for words in ("Weekly customer report", "Lin Sofia", "8 / 9", "promises kept", "7 the week before", "Highlights",
                  "Meridian Mobile not seen for 48 days.", "No complaint came in this week."):  # fmt: skip
        assert words in front


def test_dates_are_dates_and_numbers_are_numbers():
    sheet = opened(make_report())["Visits"]
    assert [cell.value for cell in sheet[1]] == ["Day", "Account", "Met", "Result", "Minutes"]
    assert sheet["A2"].value == datetime(2026, 5, 11)
    assert sheet["A2"].is_date
    assert sheet["E2"].value == 30


@pytest.mark.parametrize(
    ("minor", "currency", "digits", "pattern"),
    [
        (4_820_050, "EUR", "48200.50", "[$€] #,##0.00"),
        (10, "EUR", "0.10", "[$€] #,##0.00"),
        (-29, "USD", "-0.29", "[$US$] #,##0.00"),
        (999_999_999_999_999, "EUR", "9999999999999.99", "[$€] #,##0.00"),
        (123_456_789, "KWD", "123456.789", "[$KWD] #,##0.000"),
        (5_000_000, "JPY", "5000000", "[$JP¥] #,##0"),
    ],
)
def test_amounts_are_numbers_with_exact_digits(minor, currency, digits, pattern):
    rows = ((Cell("what people read", Amount(minor, currency)),),)
    content = excel.render(
        with_rows(
            make_report("zh_CN" if currency in ("USD", "JPY") else "en"), rows, (Column("Amount", kind="number"),)
        )
    )
    cell = load_workbook(io.BytesIO(content)).worksheets[1]["A2"]
    assert (cell.data_type, cell.number_format) == ("n", pattern)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert f"<v>{digits}</v>" in book.read("xl/worksheets/sheet2.xml").decode()


def test_an_amount_with_more_digits_than_excel_keeps_stays_words():
    rows = ((Cell("€ 10,000,000,000,000.01", Amount(10**15 + 1, "EUR")),),)
    sheet = opened(with_rows(make_report(), rows, (Column("Amount", kind="number"),)))["Visits"]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", "€ 10,000,000,000,000.01")


@pytest.mark.parametrize(("language", "pattern"), [("en", "d mmm yyyy"), ("zh_CN", 'yyyy"年"m"月"d"日"')])
def test_dates_are_written_as_the_language_writes_them(language, pattern):
    book = opened(make_report(language))
    assert book.worksheets[1]["A2"].number_format == pattern


def test_a_moment_keeps_its_time_and_an_old_day_its_words():
    rows = ((Cell("then", datetime(2026, 5, 11, 9, 30)),), (Cell("11 May 1850", date(1850, 5, 11)),))
    sheet = opened(with_rows(make_report(), rows, (Column("When", kind="datetime"),)))["Visits"]
    assert sheet["A2"].value == datetime(2026, 5, 11, 9, 30)
    assert sheet["A3"].value == "11 May 1850"


def test_tables_can_be_filtered_and_keep_their_heading_in_sight():
    sheet = opened(make_report(visits=50))["Visits"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E51"
    assert sheet.print_title_rows == "$1:$1"


def test_columns_fit_their_content_and_chinese_counts_double():
    rows = (plain_row("short", "中" * 20, "x " * 500),)
    sheet = opened(with_rows(make_report(), rows, (Column("A"), Column("B"), Column("C"))))["Visits"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] < 12
    assert 40 <= widths[1] <= 44
    assert widths[2] <= 61
    assert sheet["C2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 100


@pytest.mark.parametrize("texts", [FORMULAS, HOSTILE])
def test_nothing_typed_becomes_a_formula_or_a_link(texts):
    content = excel.render(make_hostile(texts))
    book = load_workbook(io.BytesIO(content))
    types = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value is not None}
    assert types == {"s"}
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_typed_text_comes_through_letter_by_letter():
    sheet = opened(make_hostile()).worksheets[1]
    shown = [row[0] for row in values(sheet)[1:]]
    for typed in HOSTILE[:15]:
        assert typed in shown


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    rows = (plain_row("x" * 40_000, "👩" * 20_000, "x" * 32_767),)
    sheet = opened(with_rows(make_report(), rows, (Column("A"), Column("B"), Column("C"))))["Visits"]
    cut, surrogates, whole = (sheet.cell(2, place).value for place in (1, 2, 3))
    assert len(cut) <= 32_767
    assert cut.endswith("(cut here: a cell holds no more than 32,767 characters)")
    assert len(surrogates.encode("utf-16-le")) <= 2 * 32_767
    assert "cut here" in surrogates
    assert whole == "x" * 32_767


def test_sheet_names_are_legal_short_and_different():
    names = excel.sheet_names(["Visits", "visits", "a/b:c*[d]?\\e", "中" * 40, "中" * 40, "", "'quoted'", "History"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    assert not any(character in name for name in names for character in "[]:*?/\\")
    assert names[0] == "Visits"
    assert names[6] == "quoted"
    assert names[7] != "History"


def test_notes_are_readable_lines_and_private_ones_are_marked():
    front = values(opened(make_brief())["Summary"])
    lines = [row[1] for row in front if row[1]]
    assert "☑ Send the bill of quantities" in lines
    assert "Tom will talk to 徐海 first." in lines
    assert ["Private", "For me"] in [row[:2] for row in front]


def test_the_properties_name_title_author_and_day():
    properties = opened(make_report()).properties
    assert properties.title == "Weekly customer report"
    assert properties.creator == "Lin Sofia"
    assert properties.created.date() == date(2026, 5, 15)


def test_an_empty_report_is_still_a_workbook():
    report = with_rows(make_report(), (), (Column("A"),))
    assert opened(report).sheetnames == ["Summary"]


def test_an_enormous_note_fills_rows_not_one_cell():
    note = Note("Long", "a line of the note\n" * 5000)
    report = make_brief()
    fields = {name: getattr(report, name) for name in report.__slots__}
    sheet = opened(type(report)(**{**fields, "sections": (Section("n", "Notes", notes=(note,)),)})).worksheets[0]
    assert sum(row[1] == "a line of the note" for row in values(sheet)) == 5000
