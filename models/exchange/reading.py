"""Files to records: finds out what each file is, whoever wrote it, and reads it. The journal is not asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from models.errors import CannotRead, InvalidValue
from models.exchange import calendar_reading, contacts_csv, vcard, visits_csv
from models.exchange.contact_layouts import LAYOUTS
from models.exchange.csv_rows import open_sheet
from models.exchange.encoding import decode, read_bytes
from models.exchange.records import Reading

MAPPINGS = ("outlook", "google", "salesforce", "hubspot", "chinese", "plain", "visits")
"""What `--map` may name when the headings don't say clearly enough where a file comes from."""


def read(
    paths: Iterable[str | os.PathLike[str]],
    mapping: str | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Reading:
    """Return what some files say, in their order.

    `mapping` is one of MAPPINGS or None to find it by the headings; it concerns CSV files only. `progress` is called
    before each file; what it raises ends the reading. Raises CannotRead for the first file that can't be read at
    all, and InvalidValue for a mapping that does not exist.
    """
    if mapping is not None and mapping not in MAPPINGS:
        raise InvalidValue(
            "There is no mapping {mapping}. Choose one of: {known}.", mapping=mapping, known=", ".join(MAPPINGS)
        )
    readings = []
    for path in paths:
        progress()
        readings.append(read_file(Path(path), mapping))
    return Reading(
        contacts=tuple(contact for reading in readings for contact in reading.contacts),
        visits=tuple(visit for reading in readings for visit in reading.visits),
        meetings=tuple(meeting for reading in readings for meeting in reading.meetings),
        tasks=tuple(task for reading in readings for task in reading.tasks),
        refused=tuple(refused for reading in readings for refused in reading.refused),
        remarks=tuple(remark for reading in readings for remark in reading.remarks),
    )


def read_file(path: Path, mapping: str | None = None) -> Reading:
    """Return what one file says; CannotRead when it can't be read at all."""
    data = read_bytes(path)
    _refuse_other_formats(data, path.name)
    # The mark of a UTF-16 file and the NUL of each of its letters stand between the letters looked for.
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if start.startswith((b"BEGIN:VCARD", b"BEGIN: VCARD")) or path.suffix.casefold() in (".vcf", ".vcard"):
        return vcard.read_contacts(data, path.name)
    if start.startswith((b"BEGIN:VCALENDAR", b"BEGIN: VCALENDAR")) or path.suffix.casefold() in (".ics", ".ical"):
        return calendar_reading.read_calendar(data, path.name)
    return _read_sheet(decode(data, path.name), path.name, mapping)


def _read_sheet(text: str, file: str, mapping: str | None) -> Reading:
    sheet = open_sheet(text, file, lambda headings: _count_known(headings, mapping))
    if mapping == "visits" or (mapping is None and _is_visits(sheet.headings)):
        if not visits_csv.is_visit_list(sheet.headings):
            raise _unknown(file, sheet.headings)
        return visits_csv.read_visits(sheet)
    layout = _layout(sheet.headings, mapping)
    if not layout:
        raise _unknown(file, sheet.headings)
    return contacts_csv.read_contacts(sheet, layout)


def _is_visits(headings: Sequence[str]) -> bool:
    _, as_contacts = contacts_csv.find_layout(headings)
    return visits_csv.is_visit_list(headings) and visits_csv.count_known(headings) >= as_contacts


def _layout(headings: Sequence[str], mapping: str | None) -> str:
    if mapping is None:
        return contacts_csv.find_layout(headings)[0]
    chosen = [layout for layout in LAYOUTS if layout.split()[0] == mapping]
    return contacts_csv.find_layout(headings, chosen)[0]


def _count_known(headings: Sequence[str], mapping: str | None) -> int:
    if mapping == "visits":
        return visits_csv.count_known(headings)
    chosen = [layout for layout in LAYOUTS if mapping in (None, layout.split()[0])]
    known = max(contacts_csv.count_known(layout, headings) for layout in chosen)
    return known if mapping else max(known, visits_csv.count_known(headings))


def _refuse_other_formats(data: bytes, file: str) -> None:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CannotRead(
            "{file} is a workbook or an archive. Open it in the program it comes from and save it as CSV UTF-8. The "
            "acceptance list of a project is imported from its Acceptance tab.",
            file=file,
        )
    if data.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")):
        raise CannotRead("{file} is compressed. Unpack it and choose the files in it.", file=file)
    if data.startswith((b"%PDF", b"SQLite format 3\0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise CannotRead("{file} is no list of contacts or visits. Choose a vCard, CSV or iCalendar file.", file=file)


def _unknown(file: str, headings: Sequence[str]) -> CannotRead:
    shown = [heading[:30] for heading in headings[:12] if heading]
    return CannotRead(
        "The headings of {file} are not known: {headings}. A list of contacts needs a name (Name, First Name, 姓名), "
        "a list of visits a date and an account (Date, Account, 日期, 客户). Rename them in the first line.",
        file=file,
        headings=" | ".join(shown) or "-",
    )
