"""An acceptance list as a file has it: its sheets, what each of their columns is taken for, and what the rows say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.errors import CannotRead, InvalidValue
from models.exchange import acceptance_fields
from models.exchange.acceptance_fields import KEPT, NOT_TAKEN, SEVERAL, ListKind
from models.exchange.csv_rows import Row, plain_heading
from models.exchange.records import Refused, Remark
from models.exchange.sheet_reading import ListSheet, read_sheets
from models.exchange.values import NOTHING, one_line
from models.exchange.workbooks import column_name
from models.exchange.written_dates import DayOrder, find_day_order, read_day
from models.text.language import Label

_DAYS = ("state_on", "asked_on", "signed_on", "due_on")
_SUMS = frozenset({"合计", "总计", "小计", "共计", "total", "sum", "subtotal", "totals"})
_ROWS_NAMED = 5


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet and what it is taken for: items, signatures, or nothing; `columns` say what each heading means."""

    sheet: ListSheet
    kind: ListKind | None
    columns: Mapping[str, str]
    """By the headings as `plain_heading` has them: a field, KEPT, or nothing for a column that is left out."""

    def missing(self) -> tuple[Label, ...]:
        """Return the names of the columns without which there is no list of this kind."""
        if self.kind is None:
            return ()
        names = acceptance_fields.NAMES[self.kind]
        needed = ("criterion",) if self.kind == "item" else ("department",)
        return tuple(names[field] for field in needed if field not in self.columns.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRecord:
    """One item or signature as a list has it; fields that the list leaves open are not in `texts` and `days`."""

    kind: ListKind
    file: str
    row: int
    department: str
    texts: Mapping[str, str]
    state: str
    state_words: str
    days: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class ListReading:
    """Everything that the sheets of a file say, in their order."""

    records: tuple[ListRecord, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[Remark, ...] = ()


def open_list(
    path: Path, kind: ListKind | None = None, progress: Callable[[], None] = lambda: None
) -> tuple[SheetPlan, ...]:
    """Return the sheets of a file with what they most likely are; one whose headings say nothing is taken for nothing.

    With a kind, every sheet is taken for that one. Raises CannotRead for a file that can't be read at all.
    """
    return tuple(plan_of(sheet, kind) for sheet in read_sheets(path, acceptance_fields.count_known, progress))


def plan_of(sheet: ListSheet, kind: ListKind | None = None) -> SheetPlan:
    """Return what a sheet and its columns most likely are; with a kind, what they are if it is of that one."""
    taken = kind or acceptance_fields.kind_of(sheet.headings)
    return SheetPlan(sheet, taken, acceptance_fields.guess(sheet.headings, taken) if taken else {})


def read_lists(plans: Sequence[SheetPlan]) -> ListReading:
    """Return what the sheets say, as they are taken.

    Raises CannotRead when none is taken for a list, or one has no column for what every row needs.
    """
    wanted = [plan for plan in plans if plan.kind is not None]
    if not wanted:
        raise _unknown(plans)
    for plan in wanted:
        if plan.missing():
            raise CannotRead(
                "{file} has no column for the {fields}. Say which one it is, or rename its heading.",
                file=_place(plan.sheet, wanted),
                fields=plan.missing(),
            )
    readings = [_SheetReader(plan, _place(plan.sheet, wanted), len(wanted) > 1).read() for plan in wanted]
    left = [plan.sheet.name for plan in plans if plan.kind is None]
    remarks = [remark for reading in readings for remark in reading.remarks]
    if left:
        sentence = Label("Sheets that are no lists were left aside: {sheets}.")
        remarks.append(Remark(sentence, {"sheets": ", ".join(left)}))
    return ListReading(
        tuple(record for reading in readings for record in reading.records),
        tuple(refused for reading in readings for refused in reading.refused),
        tuple(remarks),
    )


def _place(sheet: ListSheet, wanted: Sequence[SheetPlan]) -> str:
    """Return how a row's place is named: by the file, and by the sheet where there are several."""
    return f"{sheet.file} · {sheet.name}" if len(wanted) > 1 else sheet.file


def _unknown(plans: Sequence[SheetPlan]) -> CannotRead:
    shown = [heading[:30] for plan in plans for heading in plan.sheet.headings[:12] if heading][:24]
    return CannotRead(
        "The headings of {file} are not known: {headings}. A list of items needs a criterion (Criterion, 验收标准), a "
        "list of signatures a department and a signer (Department, Signer, 部门, 签字人). Rename them.",
        file=plans[0].sheet.file if plans else "-",
        headings=" | ".join(shown) or "-",
    )


class _SheetReader:
    """Reads the rows of one sheet; a row may stand below a heading of its own, or go on with the department above."""

    def __init__(self, plan: SheetPlan, place: str, is_one_of_several: bool) -> None:
        assert plan.kind is not None
        self._kind: ListKind = plan.kind
        self._sheet, self._place = plan.sheet, place
        self._columns = [plan.columns.get(plain_heading(heading), "") for heading in plan.sheet.headings]
        self._has_department = "department" in self._columns
        self._department = plan.sheet.name if is_one_of_several and not self._has_department else ""
        self._above: list[int] = []
        self._left: list[int] = []
        self._order: DayOrder = "month first"

    def read(self) -> ListReading:
        """Return what the rows say, why some can't come in, and what is to be known of all of them."""
        rows = self._sheet.rows
        places = [place for place, field in enumerate(self._columns) if field in _DAYS]
        written = (row.cells[place] for row in rows if isinstance(row, Row) for place in places)
        self._order, remarks = find_day_order(written, self._sheet.file, ",")
        records, refused = [], []
        sections = sorted(self._sheet.sections.items())
        for row in rows:
            if isinstance(row, Refused):
                refused.append(Refused(self._place, row.row, row.reason))
                continue
            while sections and sections[0][0] < row.line:
                self._begin_section(sections.pop(0)[1])
            try:
                record = self._record(row)
            except InvalidValue as reason:
                refused.append(Refused(self._place, row.line, reason))
            else:
                records += [record] if record else []
        return ListReading(tuple(records), tuple(refused), (*remarks, *self._remarks()))

    def _begin_section(self, text: str) -> None:
        if not self._has_department:
            self._department = one_line(text)

    def _record(self, row: Row) -> ListRecord | None:
        """Return what a row says, or None for one that repeats the headings or only sums up."""
        if tuple(map(one_line, row.cells)) == self._sheet.headings:
            return None
        first = next(filter(None, row.cells), "")
        texts = self._texts(row)
        if one_line(first).casefold() in _SUMS and not texts.get("criterion"):
            self._left.append(row.line)
            return None
        department = self._department_of(one_line(texts.pop("department", "")), row.line)
        if self._kind == "item" and not texts.get("criterion"):
            raise InvalidValue("The row has no criterion. Fill in what is to be accepted, or empty the row.")
        state_words = texts.pop("state", "")
        state = acceptance_fields.state_of(state_words)
        if state is None:
            raise InvalidValue(
                "“{text}” is no known state. Write one of: open, approved inside, submitted, agreed, signed, blocked.",
                text=state_words[:60],
            )
        if state != "blocked":
            self._keep_reason(texts)
        days = {
            field: read_day(texts.pop(field), self._order)
            for field in _DAYS
            if field in texts and texts[field].casefold() not in NOTHING
        }
        return ListRecord(
            kind=self._kind,
            file=self._place,
            row=row.line,
            department=department,
            texts={field: text for field, text in texts.items() if field not in _DAYS},
            state=state,
            state_words=state_words,
            days=days,
        )

    def _keep_reason(self, texts: dict[str, str]) -> None:
        """Keep what stands in the way of an item that is not blocked with its evidence; a signature has no place."""
        reason = texts.pop("blocked_because", "")
        if self._kind == "item" and reason.casefold() not in NOTHING:
            heading = self._sheet.headings[self._columns.index("blocked_because")]
            texts["evidence"] = "\n".join(filter(None, (texts.get("evidence", ""), f"{heading}: {reason}")))

    def _department_of(self, named: str, line: int) -> str:
        if not named and not self._department:
            raise InvalidValue("The row names no department, and none stands above it. Fill it in.")
        if not named and self._has_department:
            self._above.append(line)
        self._department = named or self._department
        return self._department

    def _texts(self, row: Row) -> dict[str, str]:
        """Return what a row says by field; columns of one field are put together, others are kept by their headings."""
        found: dict[str, str] = {}
        kept: list[str] = []
        for place, (field, cell) in enumerate(zip(self._columns, row.cells, strict=True)):
            if not field or field in NOT_TAKEN:
                continue
            self._require_value(field, cell, row.line, place)
            if field == KEPT:
                kept += [f"{self._sheet.headings[place]}: {cell}"] if cell else []
            elif field not in SEVERAL[self._kind]:
                found.setdefault(field, cell)
            elif cell and cell not in found.get(field, "").split("\n"):
                found[field] = f"{found[field]}\n{cell}" if field in found else cell
        if kept:
            found["evidence"] = "\n".join(filter(None, (found.get("evidence", ""), *kept)))
        return {field: text for field, text in found.items() if text}

    def _require_value(self, field: str, cell: str, line: int, place: int) -> None:
        """Refuse a cell that has no text of its own: a formula without a value, a failed one, a clause made a day."""
        name = f"{column_name(place)}{line}"
        if (line, place) in self._sheet.unknown:
            raise InvalidValue(
                "{cell} holds a formula whose value was not saved. Open the file in Excel, save it and try again.",
                cell=name,
            )
        if (line, place) in self._sheet.failed:
            raise InvalidValue("{cell} shows {text}: its formula failed. Correct it in the file.", cell=name, text=cell)
        if field == "clause" and (line, place) in self._sheet.days:
            raise InvalidValue(
                "The spreadsheet has made the date {text} of the clause in {cell}. Make the column text and write the "
                "clause again.",
                cell=name,
                text=cell,
            )

    def _remarks(self) -> Iterable[Remark]:
        file = {"file": self._place}
        if self._sheet.formulas:
            yield Remark(Label("{file} holds formulas; what they came to when it was saved was taken."), file)
        kept = [self._sheet.headings[place] for place, field in enumerate(self._columns) if field == KEPT]
        if kept:
            sentence = Label("{file} has columns that no field is for; they are kept with the evidence: {headings}.")
            yield Remark(sentence, {**file, "headings": " | ".join(kept)})
        if self._above:
            sentence = Label("{file}: rows without a department were given that of the row above: {rows}.")
            yield Remark(sentence, {**file, "rows": _listed(self._above)})
        if self._left:
            sentence = Label("{file}: rows that only sum up were left aside: {rows}.")
            yield Remark(sentence, {**file, "rows": _listed(self._left)})


def _listed(lines: Sequence[int]) -> str:
    """Return the numbers of some rows; of many only the first."""
    shown = ", ".join(map(str, lines[:_ROWS_NAMED]))
    return f"{shown}, …" if len(lines) > _ROWS_NAMED else shown
