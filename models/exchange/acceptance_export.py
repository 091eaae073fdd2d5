"""The acceptance list of a project back into a workbook or CSV: what is written here comes in again unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
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
_OURS = frozenset({"evidence", "blocked_because", "owner", "state_on", "unblocked_by", "files"})
"""What no customer reads in a list."""

_FIRST_DAY = date(1900, 1, 1)
_TONES = {"signed": "#22693F", "agreed": "#22693F", "blocked": "#B0281F"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as it is written: its cells by field, and its state."""

    cells: dict[str, Value]
    state: str


def export_list(
    journal: Journal,
    project_id: int,
    ending: str,
    *,
    language: Language,
    kind: ListKind = "item",
    for_customer: bool = False,
) -> DataFile:
    """Return the acceptance list of a project as a file; it is for our own use, as reasons and steps stand in it.

    For a customer it has neither those nor our evidence and owners, and of states only what was handed over. A
    workbook holds the items and the signatures on two sheets, a CSV file those of one kind. Raises InvalidValue for
    another ending, and NotFound for a project that is not there.
    """
    if ending not in ENDINGS:
        raise InvalidValue(
            "Data can't be saved as '{ending}'. Choose a name that ends in one of: {known}.",
            ending=ending,
            known=", ".join(ENDINGS),
        )
    projects.get(journal, project_id)
    lines: dict[ListKind, list[_Line]] = {
        "item": list(_items(journal, project_id, language, for_customer)),
        "signature": list(_signatures(journal, project_id, language, for_customer)),
    }
    if ending == "csv":
        content, count = _csv(kind, lines[kind], language, for_customer), len(lines[kind])
    else:
        content, count = _workbook(lines, language, for_customer), sum(map(len, lines.values()))
    nothing = language.say("The project has no acceptance list yet.")
    return DataFile(content, count, () if count else (nothing,), "")


def _items(journal: Journal, project_id: int, language: Language, for_customer: bool) -> Iterator[_Line]:
    for number, item in enumerate(acceptance_lists.items(journal, project_id, limit=_ALL), start=1):
        state = _handed_over(item.state) if for_customer else item.state
        cells: dict[str, Value] = {
            **_common(number, item, language.say(STATE_NAMES[state]) if state else ""),
            "clause": item.clause,
            "criterion": item.criterion,
            "evidence": item.evidence,
            "state_on": _day(item.state_on),
            "owner": item.owner,
            "files": item.files or "",
        }
        yield _Line(cells, state)


def _signatures(journal: Journal, project_id: int, language: Language, for_customer: bool) -> Iterator[_Line]:
    today = journal.clock.today().isoformat()
    for number, one in enumerate(acceptance_lists.signatures(journal, project_id, limit=_ALL), start=1):
        state = _handed_over(one.state, one.asked_on) if for_customer else one.state
        post = contacts.post_on(journal, one.signer_id, today) if one.signer_id is not None else None
        cells: dict[str, Value] = {
            **_common(number, one, language.say(SIGNATURE_STATE_NAMES[state]) if state else ""),
            "subject": one.subject,
            "signer": one.signer,
            "job": post.title if post else "",
            "asked_on": _day(one.asked_on),
            "signed_on": _day(one.signed_on),
            "due_on": _day(one.due_on),
            "milestone": one.milestone,
        }
        yield _Line(cells, state)


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


def _handed_over(state: str, asked_on: str | None = None) -> str:
    """Return a state as a customer reads it: what was handed over or asked for, and nothing of what we think else."""
    if state in ("submitted", "agreed", "signed"):
        return state
    return "submitted" if state == "blocked" and asked_on else ""


def _fields(kind: ListKind, for_customer: bool) -> Sequence[str]:
    names = ITEM_NAMES if kind == "item" else SIGNATURE_NAMES
    return tuple(name for name in names if not (for_customer and name in _OURS))


def _csv(kind: ListKind, lines: Sequence[_Line], language: Language, for_customer: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    fields = _fields(kind, for_customer)
    writer.writerow([heading_of(field, kind, language) for field in fields])
    for line in lines:
        writer.writerow([guarded(str(line.cells[field])) for field in fields])
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: dict[ListKind, list[_Line]], language: Language, for_customer: bool) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for kind, title in _TITLES.items():
        if lines[kind] or kind == "item":
            fields = {field: heading_of(field, kind, language) for field in _fields(kind, for_customer)}
            _write_sheet(book, book.add_worksheet(language.say(title)), fields, lines[kind])
    book.close()
    return stream.getvalue()


def _write_sheet(book: Workbook, sheet: Worksheet, fields: Mapping[str, str], lines: Sequence[_Line]) -> None:
    """Write one list: its headings stay in sight, and it can be filtered. Typed words never become formulas."""
    look = {"valign": "top", "text_wrap": True, "font_size": 10}
    plain, head = book.add_format(look), book.add_format({**look, "bold": True, "bottom": 2, "bottom_color": "#0B6F6B"})
    day = book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "left"})
    tones = {state: book.add_format({**look, "font_color": colour}) for state, colour in _TONES.items()}
    for place, (field, heading) in enumerate(fields.items()):
        sheet.set_column(place, place, _WIDTHS.get(field, _USUAL_WIDTH))
        sheet.write_string(0, place, heading, head)
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
