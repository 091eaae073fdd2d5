"""Reminders: told when the time has come, told once, put off, settled; and what is done reminds no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from models import contacts, plans, reminders, steps, visits
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.reminder_choices import ReminderChoices, choices, choose
from models.reminder_sources import DAY, MOST, Source
from tests.factories import make_account, make_contact, make_step, make_visit

Told = Callable[[str], list[str]]


@pytest.fixture
def rail(journal: Journal) -> int:
    return make_account(journal)


@pytest.fixture
def told_at(journal: Journal, clock: FixedClock) -> Told:
    """Return a function that moves the clock to a time of the tests' day and says what is told then."""

    def tell(at: str) -> list[str]:
        clock.set(datetime.fromisoformat(at if "T" in at else f"2026-05-14T{at}"))
        return [source.what for source in reminders.claim(journal)]

    return tell


def test_a_visit_is_told_of_half_an_hour_before_and_once(journal: Journal, rail: int, told_at: Told) -> None:
    make_visit(journal, rail, "2026-05-14T15:00", state="planned", purpose="Price")
    assert [told_at(at) for at in ("14:29", "14:30", "14:31", "15:30")] == [[], ["visit"], [], []]
    (source,) = reminders.pending(journal)
    assert (source.title, source.account, source.when) == ("Price", "Northern Rail", "2026-05-14T15:00")


def test_a_visit_that_was_moved_held_or_called_off_reminds_no_more(journal: Journal, rail: int, told_at: Told) -> None:
    visit = make_visit(journal, rail, "2026-05-14T15:00", state="planned")
    assert told_at("14:40") == ["visit"]
    visits.edit(journal, visit, start="2026-05-14T16:00")
    assert reminders.pending(journal) == []
    assert told_at("15:30") == ["visit"], "the new time is another one"
    visits.cancel(journal, visit)
    assert reminders.pending(journal) == []


def test_a_visit_that_is_over_or_without_a_time_is_not_told_of(journal: Journal, rail: int, told_at: Told) -> None:
    make_visit(journal, rail, "2026-05-14T08:00", state="planned", minutes=60)
    make_visit(journal, rail, "2026-05-14T00:00", state="planned")
    assert told_at("12:00") == []


def test_a_visit_in_another_zone_is_told_of_by_the_clock_here(journal: Journal, rail: int, told_at: Told) -> None:
    begins = datetime(2026, 5, 14, 15).astimezone()
    there = "Asia/Shanghai" if begins.utcoffset() != timedelta(hours=8) else "UTC"
    from zoneinfo import ZoneInfo

    wall = begins.astimezone(ZoneInfo(there)).strftime("%Y-%m-%dT%H:%M")
    make_visit(journal, rail, wall, state="planned", zone=there)
    assert [told_at("14:29"), told_at("14:30")] == [[], ["visit"]]


def test_what_is_confidential_and_what_hangs_on_it_is_marked(journal: Journal, rail: int, told_at: Told) -> None:
    step = {"title": "Hidden", "remind_at": "2026-05-14T14:00", "raised_at": "2026-05-14T09:00"}
    request = {"title": "Hidden", "kind": "request", "raised_at": "2026-05-14T09:00"}
    visit = make_visit(
        journal, rail, "2026-05-14T15:00", state="planned", confidential=True, next_steps=[step, request]
    )
    steps.edit(journal, steps.of_visit(journal, visit)[1].id, answer_by="2026-05-14T15:00")
    make_visit(journal, rail, "2026-05-14T15:00", state="planned")
    assert sorted(told_at("14:45")) == ["answer", "step", "visit", "visit"]
    assert sorted(source.confidential for source in reminders.pending(journal)) == [False, True, True, True]


def test_a_step_with_a_time_of_its_own(journal: Journal, rail: int, told_at: Told) -> None:
    step = make_step(journal, account_id=rail, remind_at="2026-05-14T10:15")
    assert [told_at("10:14"), told_at("10:15"), told_at("10:16")] == [[], ["step"], []]
    steps.close(journal, step, at="2026-05-14T13:00")
    assert reminders.pending(journal) == []


def test_an_answer_that_is_promised_soon(journal: Journal, rail: int, told_at: Told) -> None:
    step = make_step(journal, "Spare part?", kind="request", account_id=rail, raised_at="2026-05-14T09:00")
    steps.edit(journal, step, answer_by="2026-05-14T11:00")
    assert [told_at("10:29"), told_at("10:30")] == [[], ["answer"]]
    steps.answer(journal, step)
    assert reminders.pending(journal) == []


def test_the_list_of_the_day_is_one_reminder(journal: Journal, rail: int, told_at: Told) -> None:
    for _ in range(3):
        make_step(journal, due_on="2026-05-14")
    make_step(journal, due_on="2026-05-15")
    assert [told_at("08:29"), told_at("08:30"), told_at("12:00")] == [[], ["day"], []]
    (source,) = reminders.pending(journal)
    assert (source.count, source.record_id) == (3, DAY)
    assert told_at("2026-05-15T09:00") == ["day"], "another day, another list"


def test_a_plan_to_look_at_today(journal: Journal, told_at: Told) -> None:
    plans.create(journal, goal="Win line 4", check_in_on="2026-05-14")
    plans.create(journal, goal="Later", target_on="2026-05-20")
    assert told_at("09:00") == ["plan"]


def test_birthdays_also_missed_ones_and_those_of_29_february(journal: Journal, told_at: Told) -> None:
    make_contact(journal, birthday="1980-05-14")
    make_contact(journal, "Old friend", birthday="--05-12")
    make_contact(journal, "Too long ago", birthday="--05-10")
    make_contact(journal, "Leap", birthday="2000-02-29")
    assert told_at("09:00") == ["birthday", "birthday"]
    assert told_at("2027-02-28T09:00") == ["birthday"]
    assert told_at("2028-02-28T09:00") == []
    assert told_at("2028-02-29T09:00") == ["birthday"]


def test_what_is_put_off_comes_back_then_and_once(journal: Journal, told_at: Told) -> None:
    make_step(journal, remind_at="2026-05-14T10:00")
    assert told_at("10:00") == ["step"]
    reminders.snooze(journal, reminders.pending(journal), "2026-05-14T10:10")
    assert reminders.pending(journal) == []
    assert [told_at("10:09"), told_at("10:10"), told_at("10:11")] == [[], ["step"], []]
    assert len(reminders.pending(journal)) == 1


def test_what_is_settled_does_not_come_back(journal: Journal, told_at: Told) -> None:
    step = make_step(journal, remind_at="2026-05-14T10:00")
    told_at("10:00")
    reminders.settle(journal, reminders.pending(journal))
    assert [told_at("10:30"), told_at("2026-09-14T10:30")] == [[], []]
    assert reminders.pending(journal) == []
    assert steps.get(journal, step).closed_at is None, "the step itself stays open"


def test_it_can_not_be_put_off_into_the_past(journal: Journal, told_at: Told) -> None:
    make_step(journal, remind_at="2026-05-14T10:00")
    told_at("10:00")
    with pytest.raises(InvalidValue, match="has passed"):
        reminders.snooze(journal, reminders.pending(journal), "2026-05-14T10:00")


def test_after_a_night_of_sleep_each_is_told_once(journal: Journal, rail: int, told_at: Told) -> None:
    make_step(journal, "Overnight", remind_at="2026-05-14T23:00")
    make_step(journal, "Early", remind_at="2026-05-15T06:00")
    make_visit(journal, rail, "2026-05-14T22:00", state="planned")
    assert sorted(told_at("2026-05-15T07:00")) == ["step", "step"], "the visit is over"
    assert told_at("2026-05-15T07:00") == []


def test_an_hour_that_comes_twice_tells_once(journal: Journal, told_at: Told) -> None:
    make_step(journal, remind_at="2026-10-25T02:30")
    assert [told_at("2026-10-25T02:45"), told_at("2026-10-25T02:15"), told_at("2026-10-25T02:45")] == [["step"], [], []]


def test_of_two_windows_one_tells(journal: Journal, clock: FixedClock) -> None:
    make_step(journal, remind_at="2026-05-14T10:00")
    with Journal.open(journal.path, clock=clock) as other:
        assert [len(reminders.claim(one)) for one in (other, journal, other)] == [1, 0, 0]
        reminders.snooze(other, reminders.pending(other), "2026-05-14T13:00")
        clock.move(timedelta(hours=2))
        assert [len(reminders.claim(one)) for one in (journal, other)] == [1, 0]
    with Journal.open(journal.path, clock=clock, read_only=True) as reader:
        assert reminders.claim(reader) == []


def test_reminders_are_no_part_of_undo(journal: Journal, told_at: Told) -> None:
    from models import changes

    make_step(journal, remind_at="2026-05-14T10:00")
    told_at("10:00")
    reminders.settle(journal, reminders.pending(journal))
    assert changes.undoable(journal) == "steps.create"
    changes.undo(journal)
    changes.redo(journal)
    assert told_at("10:30") == []


def test_what_was_told_long_ago_is_forgotten(journal: Journal, told_at: Told) -> None:
    kept = make_step(journal, "Still open", remind_at="2026-05-14T10:00")
    gone = make_step(journal, "Done", remind_at="2026-05-14T10:00")
    told_at("10:00")
    reminders.settle(journal, reminders.pending(journal))
    steps.close(journal, gone, at="2026-05-14T13:00")
    make_step(journal, "Another", remind_at="2026-12-01T10:00")
    assert told_at("2026-12-01T10:00") == ["step"]
    remembered = {row[0] for row in journal.rows("SELECT record_id FROM reminder")}
    assert (kept in remembered, gone in remembered) == (True, False)


def test_hundreds_that_wait_keep_nothing_new_from_being_told(journal: Journal, told_at: Told) -> None:
    with journal.operation("test") as work:
        for number in range(MOST + 20):
            make_step(journal, f"Old {number}", remind_at="2026-05-01T08:00")
        work.done()
    told_at("10:00")
    make_step(journal, "New", remind_at="2026-05-14T10:30")
    assert told_at("10:30") == ["step"]


def test_only_what_is_wanted_reminds(journal: Journal, rail: int, told_at: Told) -> None:
    make_visit(journal, rail, "2026-05-14T15:00", state="planned")
    make_step(journal, due_on="2026-05-14")
    make_contact(journal, birthday="1980-05-14")
    choose(journal, ReminderChoices(visit_minutes=None, answer_minutes=None, day_at=None))
    assert told_at("14:59") == []
    choose(journal, ReminderChoices(visit_minutes=10, day_at="14:00", birthdays=False))
    assert choices(journal).visit_minutes == 10
    assert [told_at("14:49"), told_at("14:50")] == [["day"], ["visit"]]


@pytest.mark.parametrize(
    "wanted", [ReminderChoices(visit_minutes=-1), ReminderChoices(answer_minutes=99_999), ReminderChoices(day_at="9am")]
)
def test_a_choice_that_can_not_be_is_refused(journal: Journal, wanted: ReminderChoices) -> None:
    with pytest.raises(InvalidValue):
        choose(journal, wanted)
    assert choices(journal) == ReminderChoices()


@pytest.mark.parametrize("stored", ["7", "[]", '{"visit_minutes": "x", "day_at": 5}'])
def test_choices_that_can_not_be_read_count_as_never_made(journal: Journal, stored: str) -> None:
    journal.set_setting("reminders", stored)
    assert choices(journal) == ReminderChoices()


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("10 min", "2026-05-14T12:10"),
        ("in 1 h", "2026-05-14T13:00"),
        ("1小时后", "2026-05-14T13:00"),
        ("半小时后", "2026-05-14T12:30"),
        ("tomorrow", "2026-05-15T09:00"),
        ("明天", "2026-05-15T09:00"),
        ("15:30", "2026-05-14T15:30"),
        ("9am", "2026-05-15T09:00"),
        ("下周三 10:00", "2026-05-20T10:00"),
    ],
)
def test_until_when_in_words(text: str, until: str) -> None:
    assert reminders.snooze_time(text, datetime(2026, 5, 14, 12)) == until


@pytest.mark.parametrize("text", ["", "yesterday", "2026-05-13 10:00", "soon", "0 min"])
def test_words_that_mean_no_time_to_come(text: str) -> None:
    with pytest.raises(InvalidValue):
        reminders.snooze_time(text, datetime(2026, 5, 14, 12))


def test_a_reminder_is_known_by_what_it_is_about(journal: Journal) -> None:
    contact = contacts.create(journal, name="Anna", birthday="--05-14").id
    assert reminders.claim(journal) == [
        Source("contact", contact, "2026-05-14T08:30", "birthday", "Anna", "", "2026-05-14")
    ]
