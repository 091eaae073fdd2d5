"""The summary as an Excel workbook: a first sheet to read, then a sheet to sort and filter for every table.

Typed words are always stored as text, so nothing that begins with = or @ ever becomes a formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from models import money
from models.summaries.printed import one_line, prepared_at, private_word, xml_text
from models.summaries.report import Amount, Cell, Column, Note, Report, Section, Table, Tone
from models.text.language import Language
from models.text.markdown import plain_lines, tree

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767
_LONGEST_SHEET_NAME = 31
_LARGEST_NUMBER = 10**15
_FIRST_DAY = date(1900, 1, 1)
_NARROWEST, _WIDEST = 8, 60
_WORDS_WIDTH = 64
"""Width in letters of the front sheet's column of sentences."""

_HIGHEST_ROW = 409.0
"""Points; Excel takes no higher row."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_INK, _TEAL, _QUIET = "#1B2123", "#0B6F6B", "#616B70"
_BAR = "#A9D5D0"
_TONES: dict[Tone, str] = {"plain": _INK, "strong": _INK, "quiet": _QUIET, "late": "#B0281F", "soon": "#855300"}
_DATES = {"en": ("d mmm yyyy", "d mmm yyyy hh:mm"), "zh_CN": ('yyyy"年"m"月"d"日"', 'yyyy"年"m"月"d"日" hh:mm')}


def render(report: Report) -> bytes:
    """Return the report as an .xlsx file; the same report gives the same bytes."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "remove_timezone": True})
    workbook.set_properties({
        "title": xml_text(report.title),
        "subject": xml_text(report.subtitle),
        "author": xml_text(report.author),
        "created": prepared_at(report).replace(tzinfo=None),
    })  # fmt: skip
    _Book(report, workbook).write()
    workbook.close()
    return stream.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return names that Excel takes for sheets of these titles: short, legal, and each only once."""
    names: list[str] = []
    taken = {"history"}
    for title in titles:
        name = one_line(_NOT_IN_SHEET_NAMES.sub(" ", xml_text(title))).strip("'")[:_LONGEST_SHEET_NAME].strip("' ")
        name = name or "Sheet"
        number, unique = 1, name
        while unique.casefold() in taken:
            number += 1
            unique = f"{name[: _LONGEST_SHEET_NAME - len(f' {number}')]} {number}"
        taken.add(unique.casefold())
        names.append(unique)
    return names


def display_width(text: str) -> int:
    """Return the width of the text's longest line in letters; a Chinese character counts double."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines)


class _Book:
    """Writes one report into one workbook."""

    def __init__(self, report: Report, workbook: Workbook) -> None:
        self.report = report
        self.workbook = workbook
        self.language = Language(report.language)
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.sections = [section for section in report.sections if section.medium != "page"]

    def write(self) -> None:
        tables = [section for section in self.sections if section.table and section.table.rows]
        names = sheet_names([self.language.say("Summary"), *(section.title for section in tables)])
        self._write_front(self._add_sheet(names[0], landscape=False))
        for section, name in zip(tables, names[1:], strict=True):
            if section.table:
                self._write_table(self._add_sheet(name, landscape=True), section.table)

    def _add_sheet(self, name: str, *, landscape: bool) -> Worksheet:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if landscape:
            sheet.set_landscape()
        prepared = one_line(xml_text(self.report.prepared)).replace("&", "&&")[:120]
        sheet.set_footer(f"&L&8{' ' if prepared[:1].isdigit() else ''}{prepared}&R&8&P / &N")
        return sheet

    def _format(self, **properties: object) -> Format:
        """Return the one format of these properties; a workbook holds each only once."""
        wanted = {"valign": "top", "font_color": _INK, "font_name": self._font(), "font_size": 10} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(wanted)
        return self.formats[key]

    def _font(self) -> str:
        return "Microsoft YaHei" if self.language.is_chinese else "Calibri"

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        if text:
            sheet.write_string(row, column, self._cut(xml_text(text)), style)
        else:
            sheet.write_blank(row, column, None, style)

    def _cut(self, text: str) -> str:
        """Return the text as far as a cell can hold it; a cut says so at its end."""
        units = text.encode("utf-16-le")
        if len(units) <= 2 * _LONGEST_TEXT:
            return text
        mark = self.language.say("… (cut here: a cell holds no more than 32,767 characters)")
        room = 2 * (_LONGEST_TEXT - len(mark) - 1)
        return f"{units[:room].decode('utf-16-le', errors='ignore')} {mark}"

    def _write_front(self, sheet: Worksheet) -> None:
        report = self.report
        quiet = self._format(font_color=_QUIET)
        sheet.set_column(0, 0, max(12, min(24, max((display_width(f.value) for f in report.figures), default=0) + 4)))
        sheet.set_column(1, 1, _WORDS_WIDTH)
        sheet.set_column(2, 2, 28)
        sheet.set_row(0, 28)
        self._text(sheet, 0, 0, report.title, self._format(bold=True, font_size=18))
        self._text(sheet, 1, 0, report.subtitle, quiet)
        self._text(sheet, 2, 0, report.author, self._format(bold=True))
        self._text(sheet, 3, 0, report.reader, quiet)
        row = 5
        for figure in report.figures:
            sheet.set_row(row, 20)
            self._text(sheet, row, 0, figure.value, self._format(bold=True, font_size=13, align="left"))
            self._text(sheet, row, 1, figure.label, self._format(valign="vcenter"))
            self._text(sheet, row, 2, figure.before, self._format(font_color=_QUIET, valign="vcenter"))
            row += 1
        row += bool(report.figures)
        for section in self.sections:
            row = self._write_words(sheet, row, section)
        self._text(sheet, row, 0, report.prepared, quiet)

    def _write_words(self, sheet: Worksheet, row: int, section: Section) -> int:
        """Write a section's sentences and notes, if it has any, and return the row for the next one."""
        has_table = section.table is not None and bool(section.table.rows)
        nothing = "" if has_table or section.items or section.notes else section.empty
        if not (section.items or section.notes or nothing):
            return row
        sheet.set_row(row, 18)
        self._text(sheet, row, 0, section.title, self._format(bold=True, font_color=_TEAL, font_size=12))
        row += 1
        for item in section.items:
            self._text(sheet, row, 0, "•", self._format(align="right"))
            self._text(sheet, row, 1, item, self._format(text_wrap=True))
            self._set_height(sheet, row, [(item, _WORDS_WIDTH)])
            row += 1
        for note in section.notes:
            row = self._write_note(sheet, row, note)
        if nothing:
            self._text(sheet, row, 1, nothing, self._format(font_color=_QUIET))
            row += 1
        return row + 1

    def _write_note(self, sheet: Worksheet, row: int, note: Note) -> int:
        """Write a note, one line a row because a row can't be higher than a page, and return the next row."""
        tint: dict[str, object] = {"bg_color": "#FBF5E4"} if note.private else {}
        if note.private:
            self._text(sheet, row, 0, private_word(self.report), self._format(font_color="#6B5010", align="right"))
        self._text(sheet, row, 1, note.heading, self._format(bold=True, text_wrap=True, **tint))
        for depth, line in plain_lines(tree(note.markdown)):
            row += 1
            self._text(sheet, row, 1, line, self._format(text_wrap=True, align="left", indent=min(depth, 15), **tint))
            self._set_height(sheet, row, [(line, _WORDS_WIDTH)])
        return row + 1

    def _set_height(self, sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
        """Make the row high enough for its texts in columns of these widths; one-line rows keep Excel's own height."""
        lines = max(
            (sum(-(-display_width(line[:5000]) // width) or 1 for line in text.split("\n")) for text, width in texts),
            default=1,
        )
        if lines > 1:
            sheet.set_row(row, min(_HIGHEST_ROW, lines * self._line_height() + 3))

    def _line_height(self) -> float:
        return 15.0 if self.language.is_chinese else 13.5

    def _write_table(self, sheet: Worksheet, table: Table) -> None:
        title = self._format(bold=True, font_color=_TEAL, bottom=2, bottom_color=_TEAL, text_wrap=True)
        widths = [self._column_width(table, place) for place in range(len(table.columns))]
        for place, column in enumerate(table.columns):
            self._text(sheet, 0, place, column.title, title)
            sheet.set_column(place, place, widths[place])
        for number, row in enumerate(table.rows, start=1):
            for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                self._write_cell(sheet, number, place, column, cell)
            self._set_height(
                sheet, number, [(c.text, w - 1) for c, w in zip(row, widths, strict=True) if c.value is None]
            )
        self._draw_bars(sheet, table)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)

    def _draw_bars(self, sheet: Worksheet, table: Table) -> None:
        """Let Excel draw a bar behind the numbers of each column whose cells have one."""
        for place in range(len(table.columns)):
            if any(row[place].bar for row in table.rows):
                bars = {"type": "data_bar", "bar_solid": True, "bar_color": _BAR, "min_type": "num", "min_value": 0}
                sheet.conditional_format(1, place, len(table.rows), place, bars)

    def _column_width(self, table: Table, place: int) -> int:
        """Return the width that shows the content, within limits, with room for the filter's arrow."""
        title = display_width(table.columns[place].title) + 4
        widest = max(self._shown_width(table.columns[place], row[place]) + 2 for row in table.rows)
        return max(_NARROWEST, min(_WIDEST, max(title, widest)))

    def _shown_width(self, column: Column, cell: Cell) -> int:
        if isinstance(cell.value, datetime):
            return 20
        if isinstance(cell.value, date):
            return 14
        if isinstance(cell.value, Amount):
            return display_width(cell.text) + money.digits(cell.value.currency) + 1
        return display_width(cell.text[:400])

    def _money_format(self, currency: str) -> str:
        """Return how a sheet shows an amount: with the sign of its currency and all digits of its smaller unit."""
        digits = money.digits(currency)
        return f"[${self.language.currency_sign(currency)}] #,##0" + (f".{'0' * digits}" if digits else "")

    def _write_cell(self, sheet: Worksheet, row: int, place: int, column: Column, cell: Cell) -> None:
        style: dict[str, object] = {
            "font_color": _TONES[cell.tone],
            "bold": cell.tone == "strong",
            "bottom": 1,
            "bottom_color": "#E2E6E7",
        }
        day_format, time_format = _DATES[self.report.language]
        value = cell.value
        if isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            sheet.write_datetime(row, place, value, self._format(num_format=time_format, align="left", **style))
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, place, value, self._format(num_format=day_format, align="left", **style))
        elif isinstance(value, Amount) and abs(value.minor_units) < _LARGEST_NUMBER:
            shape = self._format(num_format=self._money_format(value.currency), align="right", **style)
            sheet.write_number(row, place, money.exact(value.minor_units, value.currency), shape)
        elif isinstance(value, int | float) and abs(value) < _LARGEST_NUMBER:
            whole = "#,##0" if isinstance(value, int) else "#,##0.0"
            sheet.write_number(row, place, value, self._format(num_format=whole, **style))
        else:
            align = "right" if column.kind == "number" else "left"
            self._text(sheet, row, place, cell.text, self._format(text_wrap=True, align=align, **style))
