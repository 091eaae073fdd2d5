"""Calendars broken in every way: no crash, no hang, what is whole comes in, and what is not is named."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from models.clock import FixedClock
from models.errors import CannotRead, JournalError
from models.exchange.importer import ImportReport, import_files
from models.exchange.reading import read
from models.journal import Journal
from models.text.language import Language
from tests.factories import TODAY, make_account
from tests.models.exchange.calendar_files import HEAD, ITEMS, ZONE, calendar_of, event
from tests.models.exchange.test_hostile_files import mutant

MUTANTS = 500
LANGUAGES = (Language("en"), Language("zh_CN"))
_SPICE = (
    *("BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VALARM\r\n", "END:VALARM\r\n", "END:VCALENDAR\r\n", "BEGIN:\r\n"),
    *("RRULE:FREQ=SECONDLY\r\n", "RRULE:FREQ=DAILY;INTERVAL=0\r\n", "DTSTART:00010101T000000\r\n", ":", ";", '"'),
    *("EXDATE:99991231T235959Z\r\n", "DURATION:-P99999W\r\n", "TRIGGER:P9999999999D\r\n", "\r\n ", "=", "\\"),
    *("UID:\r\n", "TZID=Nowhere/At_All", "19700101T000000Z", "COUNT=2147483647", "UNTIL=00000000", "\x00", "0xFF"),
)


def broken(source: random.Random) -> bytes:
    """Return the calendar with pieces cut out, doubled or overwritten, and with what readers stumble over put in."""
    data = calendar_of(*ITEMS).encode()
    data = mutant(data, source) if source.random() < 0.7 else data
    for _ in range(source.randint(0, 2)):
        at = source.randrange(len(data) + 1)
        data = data[:at] + source.choice(_SPICE).encode() + data[at:]
    return data


def whole_items(data: bytes) -> list[str]:
    """Return the items that stand in a file as they were written, each between lines that are not its own."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    at_lines = f"\n{text}"
    found = []
    for item in ITEMS:
        position = at_lines.find(f"\n{item}")
        before = at_lines[: position + 1]
        behind = at_lines[position + 1 + len(item) :]
        if position >= 0 and _stands_free(before) and not behind.startswith((" ", "\t")):
            found.append(item)
    return found


def _stands_free(before: str) -> bool:
    """Tell whether what stands before an item leaves it in the calendar itself, and not in something left open."""
    marks = [line.strip().upper() for line in before.split("\n") if line.strip().upper().startswith(("BEGIN:", "END:"))]
    return marks[-1:] in (["END:VEVENT"], ["END:VTODO"], ["END:VTIMEZONE"], ["BEGIN:VCALENDAR"])


def key_of(item: str) -> str:
    lines = dict(line.split(":", 1) for line in item.splitlines() if ":" in line)
    occurrence = next((value for name, value in lines.items() if name.startswith("RECURRENCE-ID")), "")
    return lines["UID"] + (f";RECURRENCE-ID={occurrence[:8]}" if occurrence else "")


def test_500_broken_calendars(tmp_path: Path) -> None:
    source = random.Random(5545)
    path = tmp_path / "broken.ics"
    came_in = named = unnamed = 0
    with Journal.create(tmp_path / "test.rounds", clock=FixedClock(TODAY), source=random.Random(7)) as journal:
        make_account(journal)
        for number in range(MUTANTS):
            data = broken(source)
            path.write_bytes(data)
            try:
                found = read([path])
            except CannotRead as reason:
                unnamed += "broken.ics" not in str(reason)
                continue
            refused = [said.say(language) for said in found.refused for language in LANGUAGES]
            assert [sentence for sentence in refused if "broken.ics" not in sentence] == []
            keys = {record.key for record in found.meetings} | {record.uid for record in found.tasks}
            for item in whole_items(data):
                assert key_of(item) in keys, f"file {number}: {item} is whole and did not come in: {refused}"
            begun = data.upper().count(b"BEGIN:VEVENT\r\n") + data.upper().count(b"BEGIN:VTODO\r\n")
            records = len(found.meetings) + len(found.tasks)
            assert records + len(found.refused) >= min(begun, len(ITEMS)) - 1, f"file {number}: an item went unnamed"
            came_in += records
            named += len(found.refused)
            if number % 5 == 0:
                check_report(import_files(journal, [path], dry_run=True), records)
    assert unnamed == 0
    assert came_in > MUTANTS * len(ITEMS) / 2, "were most refused, the test would prove nothing"
    assert named > MUTANTS / 4


def check_report(report: ImportReport, records: int) -> None:
    """Every record that was read is a row of the report, and each that stayed out says why."""
    assert len(report.rows) == records + sum(1 for row in report.rows if row.state == "refused" and not row.name)
    assert [row for row in report.rows if row.state in ("refused", "doubtful") and not row.reasons] == []


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VEVENT\n" * 50_000,
        b"BEGIN:VCALENDAR\n" * 50_000,
        b"BEGIN:VALARM\n" * 50_000,
        b"END:VEVENT\n" * 20_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n" * 20_000 + b"END:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"\\," * 300_000 + b"\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n" + b" y\n" * 100_000 + b"END:VEVENT\n",
        b'BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN="' + b'a"' * 50_000 + b":x\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE" + b";A=b" * 20_000 + b":x\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=DAILY;BYDAY=" + b"MO," * 50_000 + b"\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEXDATE:" + b"20260101T000000," * 20_000 + b"\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n" + b"TZOFFSETTO:+0100\n" * 50_000 + b"END:VTIMEZONE\n",
        b"BEGIN:VCALENDAR\n" + b"\x00" * 100_000,
        b"BEGIN:VCALENDAR\n" + b"\xff\xfe" * 1000 + b"\nEND:VCALENDAR",
    ],
    ids=lambda content: repr(content[:50])[2:-1],
)
def test_calendars_made_to_hang_a_reader_do_not(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.ics"
    path.write_bytes(content)
    with suppress(JournalError):
        assert read([path]).meetings == ()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=DAILY;INTERVAL=2147483647",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYSETPOS=366",
        "FREQ=DAILY;COUNT=2147483647",
        "FREQ=MONTHLY;BYDAY=5MO,5TU,5WE,5TH,5FR;BYSETPOS=-300",
        "FREQ=DAILY;UNTIL=99991231",
    ],
)
def test_a_repetition_made_to_hang_a_reader_does_not(journal: Journal, tmp_path: Path, rule: str) -> None:
    make_account(journal)
    path = tmp_path / "series.ics"
    path.write_text(calendar_of(event("SUMMARY:Northern Rail", f"RRULE:{rule}", start="DTSTART:19900101T100000")))
    report = import_files(journal, [path])
    assert report.new == 1
    assert journal.rows("SELECT count(*) FROM visit") == [(1,)]


def test_an_item_in_another_encoding_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    path = tmp_path / "mixed.ics"
    bad = event("SUMMARY:报价", uid="bad").encode("gb18030")
    path.write_bytes((HEAD + ZONE).encode() + bad + "".join(ITEMS).encode() + b"END:VCALENDAR\n")
    found = read([path])
    assert len(found.meetings) + len(found.tasks) == len(ITEMS)
    assert [row.row for row in found.refused] == [12]


def test_a_calendar_all_in_gb18030_or_utf_16_is_read(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.ics"
        path.write_bytes(calendar_of(event("SUMMARY:铁路报价会议纪要")).encode(encoding))
        assert [meeting.title for meeting in read([path]).meetings] == ["铁路报价会议纪要"]
