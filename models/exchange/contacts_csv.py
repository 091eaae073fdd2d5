"""Contacts from the CSV files that Outlook, Google, Salesforce, HubSpot and people themselves write."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from models.errors import InvalidValue
from models.exchange.contact_layouts import LAYOUTS, Column, find_columns
from models.exchange.csv_rows import Row, Sheet
from models.exchange.records import (
    ContactRecord,
    Extra,
    Point,
    Reading,
    Refused,
    Remark,
)
from models.exchange.values import (
    join_address,
    join_name,
    one_line,
    person_name,
    read_emails,
    read_label,
    read_phones,
    split_values,
    without_doubles,
)
from models.exchange.written_dates import DayOrder, find_day_order, read_birthday
from models.text.language import Label

_UIDS = {
    "salesforce": re.compile(r"(?P<id>00[3Q][A-Za-z0-9]{12})(?:[A-Za-z0-9]{3})?"),
    "hubspot": re.compile(r"(?P<id>\d{1,20})"),
}


def find_layout(headings: Sequence[str], layouts: Iterable[str] = tuple(LAYOUTS)) -> tuple[str, int]:
    """Return the layout that knows most headings, and how many; ('', 0) when none finds a name among them."""
    best, best_count = "", 0
    for layout in layouts:
        meanings = {column.meaning for column in find_columns(layout, headings)}
        count = count_known(layout, headings)
        if count > best_count and meanings & {"name", "given", "family"}:
            best, best_count = layout, count
    return best, best_count


def count_known(layout: str, headings: Sequence[str]) -> int:
    """Return how many of the headings a layout knows."""
    return sum(1 for column in find_columns(layout, headings) if column.meaning)


def read_contacts(sheet: Sheet, layout: str) -> Reading:
    """Return the contacts of a sheet whose headings are those of a layout."""
    columns = find_columns(layout, sheet.headings)
    rows = list(sheet.rows())
    births = [number for number, column in enumerate(columns) if column.meaning == "birthday"]
    written = (row.cells[number] for row in rows if isinstance(row, Row) for number in births)
    order, remarks = find_day_order(written, sheet.file, sheet.delimiter)
    contacts, refused = [], []
    for row in rows:
        record = _read_row(row, sheet.file, layout, columns, order) if isinstance(row, Row) else row
        if isinstance(record, Refused):
            refused.append(record)
        else:
            contacts.append(record)
    left_aside = _left_aside(sheet.file, columns, rows)
    return Reading(contacts=tuple(contacts), refused=tuple(refused), remarks=(*remarks, *left_aside))


def _read_row(row: Row, file: str, layout: str, columns: Sequence[Column], order: DayOrder) -> ContactRecord | Refused:
    try:
        return _ContactRow(columns, row.cells, order).record(file, row.line, layout)
    except InvalidValue as reason:
        return Refused(file, row.line, reason)


def _left_aside(file: str, columns: Sequence[Column], rows: Sequence[Row | Refused]) -> Iterator[Remark]:
    unknown = [
        column.heading
        for number, column in enumerate(columns)
        if not column.meaning and any(row.cells[number] for row in rows if isinstance(row, Row))
    ]
    if unknown:
        sentence = Label("{file} has columns that were left aside: {headings}.")
        yield Remark(sentence, {"file": file, "headings": " | ".join(unknown)})


class _ContactRow:
    """The cells of one row, sorted by what they mean."""

    def __init__(self, columns: Sequence[Column], cells: Sequence[str], order: DayOrder) -> None:
        self.single: dict[str, str] = {}
        self.points: dict[str, list[Point]] = {"phone": [], "email": [], "chat": [], "web": []}
        self.addresses: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.tags: list[str] = []
        self.extras: list[Extra] = []
        self.order = order
        filled = [(column, cell) for column, cell in zip(columns, cells, strict=True) if cell and column.meaning]
        self.labels = {(c.meaning.split()[0], c.number): cell for c, cell in filled if c.meaning.endswith("# label")}
        for column, cell in filled:
            self._sort_in(column, cell)

    def record(self, file: str, line: int, layout: str) -> ContactRecord:
        """Return what the row says; InvalidValue when it can't be a contact."""
        one = self.single
        family, given = one_line(one.get("family", "")), one_line(one.get("given", ""))
        name = person_name(one.get("name", "")) or join_name(
            given=given,
            family=family,
            middle=one_line(one.get("middle", "")),
            prefix=one_line(one.get("prefix", "")),
            suffix=one_line(one.get("suffix", "")),
        )
        birthday = self._birthday()
        return named(
            ContactRecord(
                file=file,
                row=line,
                name=name,
                family=family,
                given=given,
                account=one_line(one.get("account", "")),
                department=one_line(one.get("department", "")),
                title=one_line(one.get("title", "")),
                phones=without_doubles(self.points["phone"]),
                emails=without_doubles(self.points["email"]),
                chats=without_doubles(self.points["chat"]),
                birthday=birthday,
                addresses=tuple(self._addresses()),
                webs=without_doubles(self.points["web"]),
                notes=one.get("notes", ""),
                languages=one_line(one.get("languages", "")),
                tags=tuple(dict.fromkeys(self.tags)),
                uid=_uid(layout, one.get("uid", "")),
                extras=tuple(self.extras),
            )
        )

    def _sort_in(self, column: Column, cell: str) -> None:
        kind, _, detail = column.meaning.partition(" ")
        if detail.endswith("label") or kind == "ignored":
            return
        if kind in self.points:
            label = self.labels.get((kind, column.number), "") if detail == "# value" else detail
            self._add_points(kind, label, cell, column.heading)
        elif kind == "kept":
            self.extras.append(Extra(self.labels.get((kind, column.number)) or column.heading, cell))
        elif kind in ("address", "work", "home", "other"):
            label, number = kind, ""
            if kind == "address":
                label, number = self.labels.get((kind, column.number), ""), column.number
            parts, part = self.addresses[read_label(label), number], detail.removeprefix("# ")
            parts[part] = f"{parts[part]}, {cell}" if part in parts else cell
        elif kind == "tags":
            groups = [one_line(group) for part in cell.split(" ::: ") for group in re.split(r"[,;，；、]", part)]
            self.tags += [group for group in groups if group and not group.startswith("*")]
        elif kind not in self.single:
            self.single[kind] = cell
        elif cell != self.single[kind]:
            self.extras.append(Extra(column.heading, cell))

    def _add_points(self, kind: str, label: str, cell: str, heading: str) -> None:
        if kind == "phone":
            found = read_phones(label, cell)
        elif kind == "email":
            found, others = read_emails(label, cell)
            self.extras += [Extra(heading, other) for other in others]
        else:
            found = [Point(read_label(label), value) for value in split_values(cell)]
        # Google marks the main one with a star; the first of a contact's phones is the main one here.
        place = 0 if label.startswith("*") else len(self.points[kind])
        self.points[kind][place:place] = found

    def _addresses(self) -> Iterator[Point]:
        for (label, _), parts in self.addresses.items():
            if text := _on_one_line(parts):
                yield Point(label, text)

    def _birthday(self) -> str:
        written = self.single.get("birthday", "")
        birthday = read_birthday(written, self.order)
        if birthday is None:
            self.extras.append(Extra("Birthday", written))
        return birthday or ""


def named(record: ContactRecord) -> ContactRecord:
    """Return a record that has a name; InvalidValue when it has none. Whether its texts fit, the journal decides."""
    if not record.name and record.account:
        raise InvalidValue(
            "The row names a company ({account}) and no person. Fill in a name, or add the company as an account.",
            account=record.account[:60],
        )
    if not record.name:
        raise InvalidValue("The row names no person. Fill in a name.")
    return record


def _on_one_line(parts: dict[str, str]) -> str:
    if parts.get("formatted"):
        lines = [one_line(line) for line in parts["formatted"].splitlines()]
        return ", ".join(line for line in lines if line)
    place = {part: one_line(parts.get(part, "")) for part in ("city", "region", "code", "country")}
    return join_address(street=parts.get("street", ""), **place)


def _uid(layout: str, text: str) -> str:
    match = _UIDS[layout].fullmatch(text.strip()) if layout in _UIDS else None
    return f"{layout}:{match['id']}" if match else ""
