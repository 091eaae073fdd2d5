"""The acceptance list of a project back into a workbook or CSV: what is written here comes in again unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models import acceptance_lists, contacts, projects
from models.acceptance_lists import ItemLine, SignatureLine
from models.errors import InvalidValue
from models.exchange.acceptance_fields import ITEM_NAMES, SIGNATURE_NAMES, ListKind, heading_of
from models.exchange.csv_rows import guarded
from models.exchange.exporter import DataFile
from models.journal import Journal
from models.summaries.printed import xml_text
from models.text.acceptance_words import SIGNATURE_STATE_NAMES, STATE_NAMES
from models.text.language import Label, Language

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ENDINGS = ("xlsx", "csv")

Value = str | int | date

_ALL = 1_000_000
_TITLES: dict[ListKind, Label] = {"item": Label("Items"), "signature": Label("Signatures")}
_WIDTHS = {"number": 6, "clause": 11, "department": 18, "criterion": 52, "evidence": 36, "subject": 36, "state": 16}
_USUAL_WIDTH = 14
_FIRST_DAY = date(1900, 1, 1)
_TONES = {"signed": "#22693F", "agreed": "#22693F", "blocked": "#B0281F"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as it is written: its cells by field, and its state."""

    cells: dict[str, Value]
    state: str


def export_list(
    journal: Journal, project_id: int, ending: str, *, language: Language, kind: ListKind = "item"
) -> DataFile:
    """Return the acceptance list of a project as a file; it is for our own use, as reasons and steps stand in it.

    A workbook holds the items and the signatures on two sheets, a CSV file those of one kind. Raises InvalidValue for
    another ending, and NotFound for a project that is not there.
    """
    if ending not in ENDINGS:
        raise InvalidValue(
            "Data can't be saved as '{ending}'. Choose a name that ends in one of: {known}.",
            ending=ending,
            known=", ".join(ENDINGS),
        )
    projects.get(journal, project_id)
    lines: dict[ListKind, list[_Line]] = {"item": list(_items(journal, project_id, language))}
    lines["signature"] = list(_signatures(journal, project_id, language))
    if ending == "csv":
        content, count = _csv(kind, lines[kind], language), len(lines[kind])
    else:
        content, count = _workbook(lines, language), sum(map(len, lines.values()))
    nothing = language.say("The project has no acceptance list yet.")
    return DataFile(content, count, () if count else (nothing,), "")


def _items(journal: Journal, project_id: int, language: Language) -> Iterator[_Line]:
    for number, item in enumerate(acceptance_lists.items(journal, project_id, limit=_ALL), start=1):
        cells: dict[str, Value] = {
            **_common(number, item, language.say(STATE_NAMES[item.state])),
            "clause": item.clause,
            "criterion": item.criterion,
            "evidence": item.evidence,
            "state_on": _day(item.state_on),
            "owner": item.owner,
            "files": item.files or "",
        }
        yield _Line(cells, item.state)


def _signatures(journal: Journal, project_id: int, language: Language) -> Iterator[_Line]:
    today = journal.clock.today().isoformat()
    for number, one in enumerate(acceptance_lists.signatures(journal, project_id, limit=_ALL), start=1):
        post = contacts.post_on(journal, one.signer_id, today) if one.signer_id is not None else None
        cells: dict[str, Value] = {
            **_common(number, one, language.say(SIGNATURE_STATE_NAMES[one.state])),
            "subject": one.subject,
            "signer": one.signer,
            "job": post.title if post else "",
            "asked_on": _day(one.asked_on),
            "signed_on": _day(one.signed_on),
            "due_on": _day(one.due_on),
            "milestone": one.milestone,
        }
        yield _Line(cells, one.state)


def _common(number: int, line: ItemLine | SignatureLine, state: str) -> dict[str, Value]:
    return {
        "number": number,
        "department": line.department,
        "state": state,
        "blocked_because": line.blocked_because,
        "unblocked_by": line.step,
        "batch": line.batch,
    }


def _day(text: str | None) -> Value:
    return date.fromisoformat(text) if text else ""


def _fields(kind: ListKind) -> Sequence[str]:
    return tuple(ITEM_NAMES if kind == "item" else SIGNATURE_NAMES)


def _csv(kind: ListKind, lines: Sequence[_Line], language: Language) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading_of(field, kind, language) for field in _fields(kind)])
    for line in lines:
        writer.writerow([guarded(str(line.cells[field])) for field in _fields(kind)])
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: dict[ListKind, list[_Line]], language: Language) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for kind, title in _TITLES.items():
        if lines[kind] or kind == "item":
            _write_sheet(book, book.add_worksheet(language.say(title)), kind, lines[kind], language)
    book.close()
    return stream.getvalue()


def _write_sheet(book: Workbook, sheet: Worksheet, kind: ListKind, lines: Sequence[_Line], language: Language) -> None:
    """Write one list: its headings stay in sight, and it can be filtered. Typed words never become formulas."""
    look = {"valign": "top", "text_wrap": True, "font_size": 10}
    plain, head = book.add_format(look), book.add_format({**look, "bold": True, "bottom": 2, "bottom_color": "#0B6F6B"})
    day = book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "left"})
    tones = {state: book.add_format({**look, "font_color": colour}) for state, colour in _TONES.items()}
    fields = _fields(kind)
    for place, field in enumerate(fields):
        sheet.set_column(place, place, _WIDTHS.get(field, _USUAL_WIDTH))
        sheet.write_string(0, place, heading_of(field, kind, language), head)
    for number, line in enumerate(lines, start=1):
        for place, field in enumerate(fields):
            value = line.cells[field]
            if isinstance(value, date) and value >= _FIRST_DAY:
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, place, value, plain)
            elif value:
                style = tones.get(line.state, plain) if field == "state" else plain
                sheet.write_string(number, place, xml_text(str(value)), style)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(0, 0, max(1, len(lines)), len(fields) - 1)
