from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import CannotRead
from models.exchange.csv_rows import Refused, Row, open_sheet, plain_heading
from tests.models.exchange.files_of_tests import reading_of

HEADING = "Name,Company,Email,Notes\n"


def rows(text: str) -> list[Row | Refused]:
    return list(open_sheet(text, "list.csv", lambda headings: 0).rows())


def test_rows_keep_their_line_and_new_lines_inside_a_cell() -> None:
    found = rows(HEADING + 'Anna,Meridian,,"one\r\ntwo"\n\nTom,Northline,,\n')
    assert found == [Row(2, ["Anna", "Meridian", "", "one\ntwo"]), Row(5, ["Tom", "Northline", "", ""])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter: str, end: str) -> None:
    text = end.join(["Name,Company", "Anna,Meridian", "Tom,Northline", ""]).replace(",", delimiter)
    assert [row.cells for row in rows(text) if isinstance(row, Row)] == [["Anna", "Meridian"], ["Tom", "Northline"]]


def test_the_delimiter_is_the_one_that_makes_headings_known(tmp_path: Path) -> None:
    text = 'Name;Company, town, country;Email\nAnna;"Meridian, Hamburg, DE";anna@meridian.example\n'
    contact = reading_of(tmp_path, text).contacts[0]
    assert (contact.name, contact.emails[0].value) == ("Anna", "anna@meridian.example")


def test_the_delimiter_that_excel_names_above_the_headings_counts() -> None:
    assert rows("sep=;\nName;Company\nAnna;Meridian\n") == [Row(3, ["Anna", "Meridian"])]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only() -> None:
    found = rows(HEADING + 'Anna,Meridian,,x\nTom,"Northline,,x\nIngrid,Fjordbane,,x\n王芳,云岭电信,,x\n')
    assert [row.cells[0] for row in found if isinstance(row, Row)] == ["Anna", "Ingrid", "王芳"]
    refused = [row for row in found if isinstance(row, Refused)]
    assert [(row.file, row.row) for row in refused] == [("list.csv", 3)]
    assert "never closed" in str(refused[0])


def test_an_open_quotation_mark_that_a_later_row_closes_costs_no_other_row() -> None:
    found = rows(HEADING + 'Tom,"Northline,,x\n"Ingrid","Fjordbane","","x"\nAnna,"Meridian",,x\n')
    assert [row.cells[0] for row in found if isinstance(row, Row)] == ["Ingrid", "Anna"]
    assert [row.row for row in found if isinstance(row, Refused)] == [2]


def test_a_row_with_too_few_or_too_many_cells_is_refused_with_the_remedy() -> None:
    found = rows(HEADING + "Anna,Meridian\nTom,Northline,,a,b,c\nIngrid,Fjordbane,,,,\n")
    refused = [str(row) for row in found if isinstance(row, Refused)]
    assert len(refused) == 2
    assert "cells in the row is 2, that of the headings 4" in refused[0]
    assert "cells in the row is 6" in refused[1]
    assert all("quotation marks around a cell that holds a comma" in sentence for sentence in refused)
    assert [row.cells[0] for row in found if isinstance(row, Row)] == ["Ingrid"]


def test_a_row_of_several_lines_with_a_cell_too_many_is_refused_once() -> None:
    found = rows(HEADING + 'Anna,Meridian,,"one\ntwo\nthree",x\nTom,Northline,,\n')
    assert [row.row for row in found if isinstance(row, Refused)] == [2]
    assert [row.cells[0] for row in found if isinstance(row, Row)] == ["Tom"]


def test_a_quotation_mark_inside_a_cell_is_refused_with_the_remedy() -> None:
    found = rows(HEADING + 'Anna,"Meridian" Power,,x\nTom,Northline,,x\n')
    assert "write those inside it twice" in str(found[0])
    assert isinstance(found[1], Row)


def test_what_spreadsheets_put_around_text_is_taken_off() -> None:
    found = rows('Name,Phone,Notes,Number\nAnna,"=""0049305550101""",\'+49 30,\'quoted\'\n')
    assert found == [Row(2, ["Anna", "0049305550101", "+49 30", "'quoted'"])]


def test_a_hundred_thousand_rows_come_in(tmp_path: Path) -> None:
    lines = [f"Person {number},Company {number % 500},p{number}@example.test,\n" for number in range(100_000)]
    lines[50_000] = 'Broken,"never closed,,\n'
    found = reading_of(tmp_path, HEADING + "".join(lines))
    assert len(found.contacts) == 99_999
    assert [refused.row for refused in found.refused] == [50_002]


def test_thousands_of_open_quotation_marks_end_in_one_clear_error() -> None:
    # From such a line a quotation mark is open, whether one was open before it or not.
    with pytest.raises(CannotRead, match=r"list\.csv has too many quotation marks"):
        rows("Name,Company\n" + 'a","\n' * 20_000)


def test_headings_that_are_broken_are_said() -> None:
    with pytest.raises(CannotRead, match=r"headings of list\.csv can't be read: line 2"):
        rows('\n"Name"x,Company\nAnna,Meridian\n')


def test_headings_are_compared_without_case_width_and_marks() -> None:
    assert plain_heading(" ＊姓名：（必填） ") == plain_heading("姓名")
    assert plain_heading("E-MAIL  Address") == plain_heading("e-mail address")
