"""Meetings and tasks of other programs: what the journal makes of them, and what a second import changes."""

from __future__ import annotations

from typing import Any

import pytest

from models import changes, colleagues, steps, visits
from models.clock import FixedClock
from models.journal import Journal
from tests.factories import make_step, make_visit
from tests.models.exchange.calendar_files import ITEMS, calendar, event, people, planned, task
from tests.models.exchange.importing import count, said


def test_a_calendar_comes_in(journal: Journal, rail: int, take_in: Any) -> None:
    report = calendar(take_in, *ITEMS)
    assert [str(row) for row in report.refused] == []
    assert (report.new, len(report.rows)) == (len(ITEMS), len(ITEMS))
    meeting = planned(journal, "price@office")
    assert (meeting.account_id, meeting.state, meeting.start, meeting.minutes) == (
        rail,
        "planned",
        "2026-05-20T10:00",
        90,
    )
    assert (meeting.purpose, meeting.place) == ("Price of line 4, second round", "Am Ring 3")
    assert meeting.notes == "Bring the figures\nand the drawings"
    assert meeting.zone == "Asia/Shanghai"
    fair = planned(journal, "fair@office")
    assert (fair.start, fair.minutes) == ("2026-06-10T00:00", 3 * 24 * 60)
    assert planned(journal, "call@office").zone == "Etc/GMT-8", "as the file itself describes its zone"


def test_who_is_invited_is_found_by_e_mail_and_then_by_name(journal: Journal, rail: int, take_in: Any) -> None:
    colleagues.create(journal, name="Lena", email="lena@ours.example")
    colleagues.set_profile(journal, name="Me", email="me@ours.example")
    report = calendar(
        take_in,
        event(
            "SUMMARY:Talk",
            "ORGANIZER;CN=Somebody:mailto:ME@ours.example",
            "ATTENDEE;CN=A. W.:mailto:anna@rail.example",
            "ATTENDEE;CN=xu hai:mailto:unknown@rail.example",
            "ATTENDEE:mailto:lena@ours.example",
            "ATTENDEE;CN=Tom Stranger:mailto:tom@rail.example",
            "ATTENDEE;CN=Not coming;PARTSTAT=DECLINED:mailto:no@rail.example",
        ),
    )
    visit = planned(journal)
    assert (visit.account_id, people(journal, visit)) == (rail, ["Anna Weber", "Xu Hai"])
    assert count(journal, "visit_colleague") == 1
    (doubt,) = said(report)
    assert "Tom Stranger" in doubt
    assert "Not coming" not in doubt


def test_a_meeting_with_no_known_account_is_named_and_left_out(journal: Journal, rail: int, take_in: Any) -> None:
    report = calendar(take_in, event("SUMMARY:Dentist"))
    (row,) = report.rows
    assert (row.state, row.name, count(journal, "visit")) == ("doubtful", "Dentist", 0)
    assert "Dentist" in said(report)[0]


@pytest.mark.parametrize("title", ["Northern Rail · Price", "Price · northern  rail"])
def test_the_account_stands_in_the_title(journal: Journal, rail: int, take_in: Any, title: str) -> None:
    calendar(take_in, event(f"SUMMARY:{title}"))
    assert (planned(journal).account_id, planned(journal).purpose) == (rail, "Price")


def test_a_second_import_changes_nothing(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, *ITEMS)
    before = changes.undoable(journal), count(journal, "visit"), count(journal, "change")
    report = calendar(take_in, *ITEMS)
    assert (report.new, report.updated, report.unchanged, report.changes) == (0, 0, len(ITEMS), None)
    assert (changes.undoable(journal), count(journal, "visit"), count(journal, "change")) == before


def test_what_the_calendar_moves_is_moved_here(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail · Price", "LOCATION:Here"))
    moved = event("SUMMARY:Northern Rail · Price", "LOCATION:There", start="DTSTART:20260521T143000")
    report = calendar(take_in, moved)
    visit = planned(journal)
    assert (report.updated, visit.start, visit.place) == (1, "2026-05-21T14:30", "There")
    changes.undo(journal)
    assert planned(journal).start == "2026-05-20T10:00"


def test_what_was_changed_here_stays_and_is_named(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail · Price"))
    visits.edit(journal, planned(journal).id, start="2026-05-22T09:00")
    report = calendar(take_in, event("SUMMARY:Northern Rail · Price", start="DTSTART:20260521T143000"))
    assert planned(journal).start == "2026-05-22T09:00"
    assert "2026-05-21T14:30" in said(report)[0]


def test_a_visit_that_was_held_stays_as_it_was_written(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail · Price", start="DTSTART:20260514T080000"))
    visits.hold(journal, planned(journal).id, summary="They agreed")
    report = calendar(take_in, event("SUMMARY:Northern Rail · Other", start="DTSTART:20260514T100000"))
    assert (report.unchanged, planned(journal).purpose) == (1, "Price")


def test_a_meeting_that_is_called_off_is_cancelled(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail"))
    calendar(take_in, event("SUMMARY:Northern Rail", "STATUS:CANCELLED"))
    assert planned(journal).state == "cancelled"


def test_the_visit_planned_here_at_that_time_is_the_same(journal: Journal, rail: int, take_in: Any) -> None:
    mine = make_visit(journal, rail, "2026-05-20T10:00", state="planned", purpose="Mine")
    report = calendar(take_in, event("SUMMARY:Talk", "ATTENDEE:mailto:anna@rail.example"))
    assert (report.updated, planned(journal).id) == (1, mine)
    assert people(journal, planned(journal)) == ["Anna Weber"]


def test_what_lies_in_the_trash_does_not_come_back(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail"))
    visits.trash(journal, planned(journal).id)
    report = calendar(take_in, event("SUMMARY:Northern Rail"))
    assert "trash" in said(report)[0]


def test_a_series_is_one_visit_that_repeats(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[1])
    visit = planned(journal, "weekly@office")
    assert (visit.start, visit.minutes, visit.zone) == ("2026-05-18T09:00", 45, "Europe/Berlin")
    assert visit.repeats == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207"
    assert visit.skipped_days == "2026-05-25"
    assert visit.channel == "video", "its place is a link"
    assert count(journal, "visit") == 1


def test_a_moved_day_of_a_series_is_a_visit_of_its_own(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[2], ITEMS[1])
    series, moved = planned(journal, "weekly@office"), planned(journal, "weekly@office;RECURRENCE-ID=20260601")
    assert (moved.start, moved.series_id, moved.repeats) == ("2026-06-02T14:00", series.id, "")
    assert series.skipped_days.split(",") == ["2026-05-25", "2026-06-01"]


def test_a_series_moves_on_when_the_day_it_stands_on_is_moved(journal: Journal, rail: int, take_in: Any) -> None:
    moved = ITEMS[2].replace("RECURRENCE-ID;TZID=Europe/Berlin:20260601", "RECURRENCE-ID;TZID=Europe/Berlin:20260518")
    for _ in range(2):
        calendar(take_in, ITEMS[1], moved)
    assert planned(journal, "weekly@office").start == "2026-06-01T09:00", "the 25th is left out"
    assert planned(journal, "weekly@office;RECURRENCE-ID=20260518").start == "2026-06-02T14:00"
    assert count(journal, "visit") == 2


def test_a_day_of_a_series_that_is_called_off_is_left_out(journal: Journal, rail: int, take_in: Any) -> None:
    off = ITEMS[2].replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")
    calendar(take_in, ITEMS[1], off)
    assert planned(journal, "weekly@office").skipped_days == "2026-05-25,2026-06-01"
    assert count(journal, "visit") == 1


def test_a_series_that_moves_to_another_weekday_moves_here(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[1])
    moved = ITEMS[1].replace("20260105T090000", "20260106T103000").replace("BYDAY=MO", "BYDAY=TU")
    for updated in (1, 0):
        report = calendar(take_in, moved)
        assert report.updated == updated
        visit = planned(journal, "weekly@office")
        assert (visit.start, visit.repeats) == ("2026-05-19T10:30", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261206")
        assert visit.skipped_days == "2026-05-25"
    assert count(journal, "visit") == 1


def test_a_series_that_is_called_off_ends(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[1])
    calendar(take_in, ITEMS[1].replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"))
    assert journal.rows("SELECT state FROM visit WHERE deleted_at IS NULL") == [("cancelled",)]


def test_a_series_goes_on_after_it_was_held(journal: Journal, clock: FixedClock, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[1])
    clock.set(clock.now().replace(day=18))
    visits.hold(journal, planned(journal, "weekly@office").id)
    before = journal.rows("SELECT id, start, state FROM visit WHERE deleted_at IS NULL")
    report = calendar(take_in, ITEMS[1])
    assert (report.unchanged, journal.rows("SELECT id, start, state FROM visit WHERE deleted_at IS NULL")) == (
        1,
        before,
    )


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=MINUTELY", "MINUTELY"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY=30"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
    ],
)
def test_a_repetition_without_end_or_day_is_left_aside(
    journal: Journal, rail: int, take_in: Any, rule: str, reason: str
) -> None:
    report = calendar(take_in, event("SUMMARY:Northern Rail", f"RRULE:{rule}"))
    assert planned(journal).repeats == ""
    assert reason in said(report)[0]


@pytest.mark.parametrize(
    ("rule", "stored"),
    [
        ("FREQ=DAILY;COUNT=2000000000", "FREQ=DAILY"),
        ("FREQ=WEEKLY;COUNT=10", "FREQ=WEEKLY;COUNT=10"),
        ("FREQ=WEEKLY;BYHOUR=10;BYMINUTE=0", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;UNTIL=20260603T100000", "FREQ=WEEKLY;UNTIL=20260603"),
        ("FREQ=WEEKLY;UNTIL=20260603T095959", "FREQ=WEEKLY;UNTIL=20260602"),
    ],
)
def test_a_repetition_is_kept_as_a_rule(journal: Journal, rail: int, take_in: Any, rule: str, stored: str) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail", f"RRULE:{rule}"))
    assert planned(journal).repeats == stored


def test_of_a_series_that_began_long_ago_what_is_left_comes_in(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, event("SUMMARY:Northern Rail", "RRULE:FREQ=WEEKLY;COUNT=10", start="DTSTART:20260501T100000"))
    assert (planned(journal).start, planned(journal).repeats) == ("2026-05-15T10:00", "FREQ=WEEKLY;COUNT=8")


def test_a_time_in_utc_is_the_time_on_the_wall_here(
    journal: Journal, rail: int, take_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        calendar(take_in, event("SUMMARY:Northern Rail", start="DTSTART:20260520T020000Z"))
        calendar(
            take_in,
            event("SUMMARY:Northern Rail", uid="two", start="DTSTART;TZID=China Standard Time:20260522T100000"),
        )
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (planned(journal).start, planned(journal).zone) == ("2026-05-20T10:00", "")
    assert planned(journal, "two").zone == "", "a zone whose clock shows what is shown here needs no name"


def test_a_zone_that_nobody_knows_is_named(journal: Journal, rail: int, take_in: Any) -> None:
    report = calendar(take_in, event("SUMMARY:Northern Rail", start="DTSTART;TZID=Somewhere:20260520T100000"))
    assert (planned(journal).start, "Somewhere" in said(report)[0]) == ("2026-05-20T10:00", True)


def test_what_is_too_long_for_its_field_stands_in_the_notes(journal: Journal, rail: int, take_in: Any) -> None:
    long_place, long_title = "Dial in " + "0123 " * 200, "Send " + "it " * 300
    for state in ("new", "unchanged"):
        report = calendar(
            take_in, event("SUMMARY:Northern Rail", f"LOCATION:{long_place}", "DESCRIPTION:x"), task(title=long_title)
        )
        assert [row.state for row in report.rows] == [state, state]
    assert len(planned(journal).place) == 500
    assert planned(journal).notes == f"{long_place.strip()}\n\nx"
    ((title, details),) = journal.rows("SELECT title, details FROM step")
    assert (len(title), details) == (500, long_title.strip())


def test_a_task_is_a_step(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, *ITEMS[5:])
    boq, monthly = (
        steps.get(journal, journal.rows("SELECT id FROM step WHERE calendar_uid = ?", uid)[0][0])
        for uid in ("boq@office", "figures@office")
    )
    assert (boq.title, boq.account_id, boq.due_on) == ("Send the BOQ", rail, "2026-05-22")
    assert (boq.details, boq.remind_at) == ("All four lots", "2026-05-21T23:00")
    assert (monthly.title, monthly.repeats, monthly.account_id) == ("月报", "FREQ=MONTHLY;BYMONTHDAY=-1", None)


def test_a_task_that_was_done_elsewhere_is_closed_here(journal: Journal, rail: int, take_in: Any) -> None:
    calendar(take_in, ITEMS[5])
    calendar(take_in, ITEMS[5].replace("NEEDS-ACTION", "COMPLETED"))
    ((outcome, closed_at),) = journal.rows("SELECT outcome, closed_at FROM step")
    assert (outcome, closed_at[:10]) == ("done", "2026-05-14")


def test_a_task_of_our_own_comes_back_to_its_step(journal: Journal, take_in: Any) -> None:
    step = make_step(journal, due_on="2026-05-15")
    report = calendar(take_in, task("DUE;VALUE=DATE:20260518", uid=f"step-{step}@rounds", title="Send the BOQ"))
    assert (report.updated, steps.get(journal, step).due_on) == (1, "2026-05-18")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (event("SUMMARY:x", start="DTSTART:2026"), "DTSTART"),
        (event("SUMMARY:x", start="X:1"), "DTSTART"),
        (event("SUMMARY:x", start="DTSTART:99990101T100000"), "9999"),
        (event("SUMMARY:x", "foo bar"), "foo bar"),
        (event("SUMMARY:x", "UID:other"), "UID"),
        (event("SUMMARY:x", "RRULE:FREQ=SOMETIMES"), "RRULE"),
        (event("SUMMARY:x").replace("UID:one@office\n", ""), "UID"),
        (event("SUMMARY:x").replace("END:VEVENT\n", ""), "END:VEVENT"),
        (task().replace("SUMMARY", "X-SUMMARY"), "SUMMARY"),
        (event("SUMMARY:x").replace("BEGIN:VEVENT", "BEGIN:VEVXNT"), "VEVXNT"),
    ],
)
def test_a_broken_item_is_named_and_the_others_come_in(
    journal: Journal, rail: int, take_in: Any, item: str, reason: str
) -> None:
    report = calendar(take_in, item, *ITEMS)
    assert report.new == len(ITEMS)
    assert reason in str(report.refused[0].reason)
    assert report.refused[0].row >= 11, "the line in the file"


def test_an_empty_calendar_says_so(journal: Journal, take_in: Any) -> None:
    report = calendar(take_in)
    assert "office.ics" in str(report.remarks[0].values)
    assert report.rows == ()
