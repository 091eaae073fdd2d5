"""Visits and due steps as a calendar: what another program makes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from models import contacts, reminder_choices, steps, visits
from models.clock import FixedClock
from models.journal import Journal
from models.reminder_choices import ReminderChoices
from models.summaries.periods import Period
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.exchange.exporting import CHINESE, exported


@pytest.fixture
def rail(journal: Journal) -> int:
    return make_account(journal, address="Am Ring 3", city="Berlin")


def parsed(content: bytes) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def events(journal: Journal, **choices: Any) -> list[Any]:
    return list(parsed(exported(journal, "ics", **choices).content).walk("VEVENT"))


def todos(journal: Journal, **choices: Any) -> list[Any]:
    return list(parsed(exported(journal, "ics", **choices).content).walk("VTODO"))


def test_a_visit_is_an_event(journal: Journal, rail: int) -> None:
    anna = contacts.create(journal, name="Anna Weber", account_id=rail, post={"title": "CTO"}).id
    visit = make_visit(
        journal,
        rail,
        "2026-05-12T10:00",
        minutes=90,
        purpose="Line 4; price, and more",
        expected_result="A date",
        summary="They want\nthe BOQ",
        people=[anna, make_contact(journal, "徐海")],
    )
    (event,) = events(journal)
    assert event["uid"] == f"visit-{visit}@rounds"
    assert event["summary"] == "Northern Rail · Line 4; price, and more"
    assert (event["dtstart"].dt, event["dtend"].dt) == (datetime(2026, 5, 12, 10), datetime(2026, 5, 12, 11, 30))
    assert event["dtstamp"].dt == journal.clock.now().astimezone(UTC)
    assert event["location"] == "Am Ring 3, Berlin"
    assert event["description"].splitlines() == [
        "With: Anna Weber (CTO), 徐海",
        "Expected result: A date",
        "Summary: They want",
        "the BOQ",
    ]
    assert "attendee" not in event, "an attendee has an e-mail address, and would be invited"


def test_the_words_are_those_of_the_reader(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, channel="video")
    (event,) = events(journal, language=CHINESE)
    assert event["categories"].cats == ["视频"]


@pytest.mark.parametrize(
    ("state", "status"),
    [("held", "CONFIRMED"), ("planned", "TENTATIVE"), ("missed", "CANCELLED"), ("cancelled", "CANCELLED")],
)
def test_the_state_of_a_visit(journal: Journal, rail: int, state: str, status: str) -> None:
    make_visit(journal, rail, state=state)
    (event,) = events(journal)
    assert event["status"] == status
    assert ("transp" in event) == (status == "CANCELLED"), "what does not take place takes no time"


def test_a_visit_in_another_time_zone(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-12T10:00", zone="Asia/Shanghai")
    make_visit(journal, rail, "2026-05-12T15:00", zone="the hotel's clock")
    first, second = events(journal)
    assert first["dtstart"].dt.astimezone(UTC) == datetime(2026, 5, 12, 2, tzinfo=UTC)
    assert first["dtend"].dt - first["dtstart"].dt == timedelta(hours=1)
    assert second["dtstart"].dt == datetime(2026, 5, 12, 15), "a zone that no one knows is the clock on the wall"
    zones = parsed(exported(journal, "ics").content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Asia/Shanghai"]


def test_a_visit_of_which_only_the_day_is_known(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-12T00:00")
    (event,) = events(journal)
    assert event["dtstart"].dt == date(2026, 5, 12)
    assert "dtend" not in event


def test_the_last_evening_of_the_calendar(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "9999-12-30T23:30", state="planned", minutes=10_000)
    (event,) = events(journal, period=Period(date(9999, 12, 30), date(9999, 12, 30)))
    assert event["dtstart"].dt == datetime(9999, 12, 30, 23, 30)
    assert "dtend" not in event


def test_a_step_is_a_todo_on_its_day(journal: Journal, rail: int) -> None:
    visit = make_visit(
        journal,
        rail,
        next_steps=[
            {"title": "Send the BOQ", "kind": "promise", "due_on": "2026-05-15", "details": "All four lots",
             "people": [make_contact(journal)]},
            {"title": "Crane broken", "kind": "complaint", "severity": "urgent", "due_on": "2026-05-16"},
            {"title": "Later", "due_on": "2026-06-15"},
            {"title": "Some day"},
        ],
    )  # fmt: skip
    promise, complaint = todos(journal)
    assert promise["uid"] == f"step-{steps.of_visit(journal, visit)[0].id}@rounds"
    assert promise["due"].dt == date(2026, 5, 15)
    assert promise["summary"] == "Send the BOQ · Northern Rail"
    assert promise["description"] == "With: 徐海\nAll four lots"
    assert (promise["status"], promise["categories"].cats) == ("NEEDS-ACTION", ["promise"])
    assert promise["related-to"] == f"visit-{visit}@rounds"
    assert ("priority" in promise, complaint["priority"]) == (False, 1)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("kept", "COMPLETED"), ("kept_late", "COMPLETED"), ("broken", "CANCELLED"), ("released", "CANCELLED")],
)
def test_a_closed_step(journal: Journal, clock: FixedClock, outcome: str, status: str) -> None:
    step = make_step(journal, kind="promise", due_on="2026-05-14", raised_at="2026-05-12T09:00")
    steps.close(journal, step, outcome, at="2026-05-13T16:45")
    (todo,) = todos(journal)
    assert todo["status"] == status
    if status == "COMPLETED":
        local = datetime(2026, 5, 13, 16, 45, tzinfo=clock.now().tzinfo)
        assert todo["completed"].dt == local.astimezone(UTC)
    else:
        assert "completed" not in todo


def test_what_is_confidential_is_marked_and_mine_alone(journal: Journal, rail: int) -> None:
    step = {"title": "Hidden step", "kind": "promise", "due_on": "2026-05-15"}
    make_visit(journal, rail, confidential=True, next_steps=[step])
    assert [part["class"] for part in (*events(journal), *todos(journal))] == ["CONFIDENTIAL"] * 2
    for choices in ({"audience": "manager"}, {"audience": "customer", "account_ids": [rail]}):
        file = exported(journal, "ics", **choices)
        assert (file.rows, b"Hidden" in file.content) == (0, False)


def test_notes_only_for_those_who_may_read_them(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, notes="My notes", private_notes="My secret", support_needed="A crane")

    def told(**choices: Any) -> str:
        return str(events(journal, **choices)[0].get("description", ""))

    assert told(audience="customer", account_ids=[rail]) == ""
    assert told(audience="manager") == "Support needed: A crane"
    assert told(audience="manager", with_notes=True) == "Support needed: A crane\nMy notes"
    assert told(with_private=True).endswith("My notes\nMy secret")


def test_a_hostile_text_stays_in_its_field(journal: Journal, rail: int) -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\x0bUID:1\u2028ATTACH:file\x07;,\\n"
    make_visit(journal, rail, notes=evil, purpose="a\\;b,c:d")
    (event,) = events(journal)
    assert event["summary"] == "Northern Rail · a\\;b,c:d"
    assert event["description"] == "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nATTACH:file;,\\n"
    assert "attach" not in event


def test_the_same_journal_at_the_same_moment_gives_the_same_bytes(journal: Journal, rail: int) -> None:
    for number in range(5):
        visit = make_visit(journal, rail, f"2026-05-12T{8 + number:02}:00", zone="Europe/Berlin", minutes=30)
    first = exported(journal, "ics").content
    assert exported(journal, "ics").content == first
    visits.edit(journal, visit, purpose="Changed")
    uids = [part["uid"] for part in parsed(first).walk("VEVENT")]
    assert uids == [part["uid"] for part in events(journal)]


def test_lines_are_short_and_end_as_they_must(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, notes="报价🚄" * 100)
    content = exported(journal, "ics").content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert events(journal)[0]["description"] == "报价🚄" * 100


def alarms(journal: Journal, **choices: Any) -> list[Any]:
    return list(parsed(exported(journal, "ics", **choices).content).walk("VALARM"))


def test_my_calendar_reminds_of_a_planned_visit_as_the_journal_does(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-15T10:00", state="planned", purpose="Line 4")
    reminder_choices.choose(journal, ReminderChoices(visit_minutes=45))
    (alarm,) = alarms(journal)
    assert (alarm["action"], alarm["description"]) == ("DISPLAY", "Northern Rail · Line 4")
    assert alarm["trigger"].dt == timedelta(minutes=-45)
    reminder_choices.choose(journal, ReminderChoices(visit_minutes=None))
    assert alarms(journal) == []


def test_a_calendar_for_others_reminds_nobody(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-15T10:00", state="planned")
    assert alarms(journal, audience="manager") == []


def test_what_has_been_and_what_has_no_time_reminds_nobody(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-11T10:00", state="planned")
    make_visit(journal, rail, "2026-05-15T10:00", state="held")
    make_visit(journal, rail, "2026-05-15T00:00", state="planned")
    assert alarms(journal) == []


def test_the_reminder_of_a_confidential_visit_says_no_name(journal: Journal, rail: int) -> None:
    make_visit(journal, rail, "2026-05-15T10:00", state="planned", purpose="Line 4", confidential=True)
    (alarm,) = alarms(journal)
    assert alarm["description"] == "Confidential visit"
