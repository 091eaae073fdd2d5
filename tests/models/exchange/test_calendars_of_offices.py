"""Calendars as offices really write them: mails, zones of their own, web pages, thousands invited."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models import contacts, visits
from models.errors import CannotRead
from models.exchange import calendar_items
from models.exchange.importer import import_files
from models.exchange.reading import read
from models.journal import Journal
from tests.factories import make_account
from tests.models.exchange.calendar_files import calendar, calendar_of, event, people, planned
from tests.models.exchange.importing import said


def mailed(take_in: Any, method: str, *items: str) -> Any:
    return take_in(calendar_of(*items).replace("VERSION:2.0", f"VERSION:2.0\r\nMETHOD:{method}"), "office.ics")


ANNA = "ATTENDEE:mailto:anna@rail.example"


def test_a_mail_that_calls_a_meeting_off_cancels_it(journal: Journal, rail: int, take_in: Any) -> None:
    mailed(take_in, "REQUEST", event("SUMMARY:Talk", ANNA))
    mailed(take_in, "CANCEL", event("SUMMARY:Talk", ANNA))
    assert visits.get(journal, planned(journal).id).state == "cancelled"


def test_a_meeting_that_takes_place_after_all_is_planned_again(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Talk", ANNA))
    calendar(take_in, event("SUMMARY:Talk", ANNA, "STATUS:CANCELLED"))
    assert calendar(take_in, event("SUMMARY:Talk", ANNA, start="DTSTART:20260521T110000")).updated == 1
    assert (planned(journal).state, planned(journal).start) == ("planned", "2026-05-21T11:00")
    visits.cancel(journal, planned(journal).id)
    assert calendar(take_in, event("SUMMARY:Talk", ANNA, start="DTSTART:20260522T110000")).unchanged == 1
    assert planned(journal).state == "cancelled", "whoever cancelled it here knows why"


@pytest.mark.parametrize("method", ["REPLY", "COUNTER"])
def test_an_answer_to_an_invitation_moves_nothing(journal: Journal, rail: int, take_in: Any, method: str) -> None:
    calendar(take_in, event("SUMMARY:Talk", ANNA))
    before = planned(journal)
    answer = event("SUMMARY:Talk", ANNA, start="DTSTART:20270520T100000")
    (refused,) = mailed(take_in, method, answer).refused
    assert "answer to an invitation" in str(refused)
    assert planned(journal) == before


def test_of_two_versions_of_a_meeting_the_newer_counts(journal: Journal, rail: int, take_in: Any) -> None:
    newer = event("SUMMARY:Talk", ANNA, "LOCATION:Am Ring 3", "SEQUENCE:2")
    calendar(take_in, newer, event("SUMMARY:Old talk", ANNA, "SEQUENCE:1"))
    assert (planned(journal).purpose, planned(journal).place) == ("Talk", "Am Ring 3")


@pytest.mark.parametrize("line", ["PRIORITY:high", "CREATED:yesterday", "SEQUENCE:x"])
def test_what_no_visit_has_may_be_broken(journal: Journal, rail: int, take_in: Any, line: str) -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:soon\nEND:VALARM"
    assert calendar(take_in, event("SUMMARY:Talk", ANNA, line, alarm)).new == 1


def test_a_series_begins_with_the_first_day_that_is_not_left_out(journal: Journal, rail: int, take_in: Any) -> None:
    item = event("SUMMARY:Talk", ANNA, "RRULE:FREQ=WEEKLY", "EXDATE:20260520T100000,20260527T100000")
    calendar(take_in, item)
    assert planned(journal).start == "2026-06-03T10:00"


def test_a_description_that_is_a_web_page_is_read_as_notes(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Talk", ANNA, "DESCRIPTION:<p>报价 &amp; <b>图纸</b></p><br>Line&nbsp;4"))
    calendar(
        take_in,
        event("SUMMARY:Talk", ANNA, "DESCRIPTION:<div>Only words</div><div>in two lines</div>", uid="b@office"),
    )
    calendar(take_in, event("SUMMARY:Talk", ANNA, "DESCRIPTION:<5 people & more", uid="c@office"))
    assert planned(journal).notes == "报价 & **图纸**\n\nLine 4"
    assert planned(journal, "b@office").notes == "Only words\nin two lines"
    assert planned(journal, "c@office").notes == "<5 people & more"


def test_people_of_two_accounts_are_named_for_a_look(journal: Journal, rail: int, take_in: Any) -> None:
    other = make_account(journal, name="South Rail")
    contacts.create(journal, name="Li Na", account_id=other, points=[contacts.Point("email", "li@south.example")])
    invited = (ANNA, "ATTENDEE:mailto:li@south.example")
    (doubt,) = said(calendar(take_in, event("SUMMARY:Talk", *invited)))
    assert "South Rail" in doubt
    assert planned(journal).account_id == rail
    assert said(calendar(take_in, event("SUMMARY:South Rail talk", *invited, uid="b@office"))) == []
    assert planned(journal, "b@office").account_id == other


def test_whoever_is_known_is_found_among_two_thousand(journal: Journal, rail: int, take_in: Any) -> None:
    strangers = [f"ATTENDEE;CN=Person {number}:mailto:p{number}@fair.example" for number in range(2000)]
    calendar(take_in, event("SUMMARY:Talk", *strangers, ANNA))
    assert people(journal, planned(journal)) == ["Anna Weber"]


def _described_zone(name: str, *parts: tuple[str, str, str, str]) -> str:
    lines = [f"BEGIN:VTIMEZONE\nTZID:{name}\n"]
    for kind, rule, before, after in parts:
        lines.append(f"BEGIN:{kind}\nDTSTART:16010101T020000\nTZOFFSETFROM:{before}\nTZOFFSETTO:{after}\n")
        lines.append(f"RRULE:FREQ=YEARLY;{rule}\nEND:{kind}\n" if rule else f"END:{kind}\n")
    return "".join([*lines, "END:VTIMEZONE\n"])


@pytest.mark.parametrize(
    ("name", "parts", "hour"),
    [
        (
            "(UTC-05:00) Eastern Time (US & Canada)",
            (
                ("STANDARD", "BYDAY=1SU;BYMONTH=11", "-0400", "-0500"),
                ("DAYLIGHT", "BYDAY=2SU;BYMONTH=3", "-0500", "-0400"),
            ),
            14,
        ),
        (
            "Mitteleuropäische Zeit",
            (
                ("DAYLIGHT", "BYDAY=-1SU;BYMONTH=3", "+0100", "+0200"),
                ("STANDARD", "BYDAY=-1SU;BYMONTH=10", "+0200", "+0100"),
            ),
            8,
        ),
        ("The office in Mumbai", (("STANDARD", "", "+0530", "+0530"),), 4.5),
    ],
)
def test_a_zone_in_another_language_is_known_by_its_changes(
    journal: Journal, rail: int, take_in: Any, name: str, parts: Any, hour: float
) -> None:
    item = event("SUMMARY:Talk", ANNA, start=f'DTSTART;TZID="{name}":20260520T100000')
    report = calendar(take_in, _described_zone(name, *parts), item)
    assert said(report) == []
    visit = planned(journal)
    zone = ZoneInfo(visit.zone) if visit.zone else None
    moment = datetime.fromisoformat(visit.start).replace(tzinfo=zone).astimezone(UTC)
    assert moment == datetime(2026, 5, 20, tzinfo=UTC) + timedelta(hours=hour)


def test_utf_16_without_its_mark_is_read_and_what_is_compressed_is_named(
    journal: Journal, rail: int, tmp_path: Path
) -> None:
    path = tmp_path / "office.ics"
    path.write_bytes(calendar_of(event("SUMMARY:Talk", ANNA)).encode("utf-16-le"))
    assert import_files(journal, [path]).new == 1
    path.write_bytes(gzip.compress(b"BEGIN:VCALENDAR"))
    with pytest.raises(CannotRead, match=r"office.ics is compressed"):
        import_files(journal, [path])


def test_a_file_of_nonsense_ends_soon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(calendar_items, "_LINES_BEFORE_ITEM", 100)
    path = tmp_path / "office.ics"
    path.write_text("BEGIN:VCALENDAR\n" + "X\n" * 200 + event("SUMMARY:Talk", ANNA))
    assert read([path]).meetings == ()
    path.write_text("BEGIN:VCALENDAR\n" + event("SUMMARY:Talk", ANNA) + "X\n" * 200)
    assert len(read([path]).meetings) == 1
