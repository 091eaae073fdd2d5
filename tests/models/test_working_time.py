"""Working time: hours, weekends, public holidays, and the weekends that China works instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import working_time
from models.errors import InvalidValue
from models.journal import Journal
from models.working_time import WorkingTime, hours_words, read_hours

NOWHERE = WorkingTime()
CHINA = WorkingTime(country="CN")
BAVARIA = WorkingTime(country="DE-BY")
ALWAYS = WorkingTime(frozenset(range(7)), ((0, 24 * 60),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("working", "start", "end"),
    [
        (NOWHERE, "2026-05-15T17:30", "2026-05-18T10:30"),  # Friday evening to Monday
        (NOWHERE, "2026-05-14T09:00", "2026-05-14T11:00"),
        (NOWHERE, "2026-05-14T11:00", "2026-05-14T14:00"),  # over the lunch break
        (NOWHERE, "2026-05-14T16:00", "2026-05-14T18:00"),  # ends with the day, not with the next morning
        (NOWHERE, "2026-05-14T05:00", "2026-05-14T11:00"),
        (NOWHERE, "2026-05-16T12:00", "2026-05-18T11:00"),  # raised on a Saturday
        (CHINA, "2026-09-30T17:30", "2026-10-08T10:30"),  # over the National Day holidays
        (CHINA, "2026-09-18T17:30", "2026-09-20T10:30"),  # the Sunday after is worked instead
        (CHINA, "2026-02-13T17:30", "2026-02-14T10:30"),  # and the Saturday before the Spring Festival
        (CHINA, "2026-02-14T17:30", "2026-02-24T10:30"),
        (BAVARIA, "2026-04-02T17:30", "2026-04-07T10:30"),  # over Easter
        (BAVARIA, "2026-06-03T17:30", "2026-06-05T10:30"),  # Corpus Christi, which Bavaria keeps
        (WorkingTime(country="DE-BE"), "2026-06-03T17:30", "2026-06-04T10:30"),  # and Berlin does not
        (ALWAYS, "2026-05-15T23:30", "2026-05-16T01:30"),
    ],
)
def test_two_working_hours(working: WorkingTime, start: str, end: str) -> None:
    assert working.add_hours(at(start), 2) == at(end)
    assert working.between(at(start), at(end)) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("working", "start", "days", "end"),
    [
        (NOWHERE, "2026-05-14T10:15", 1, "2026-05-15T10:15"),
        (NOWHERE, "2026-05-15T17:30", 1, "2026-05-18T17:30"),
        (NOWHERE, "2026-05-16T12:00", 1, "2026-05-18T18:00"),  # raised on a Saturday: through on Monday evening
        (NOWHERE, "2026-05-14T10:15", 5, "2026-05-21T10:15"),
        (CHINA, "2026-04-30T10:00", 2, "2026-05-07T10:00"),  # over the Labour Day holidays
        (CHINA, "2026-05-08T10:00", 1, "2026-05-09T10:00"),  # that Saturday is worked instead
    ],
)
def test_working_days_keep_the_time_of_day(working: WorkingTime, start: str, days: int, end: str) -> None:
    assert working.add_days(at(start), days) == at(end)


def test_a_working_day_is_a_day_on_the_wall_when_the_clocks_change() -> None:
    """In Berlin the clocks went forward in the night to Sunday 29 March 2026."""
    assert BAVARIA.add_days(at("2026-03-27T10:00"), 1) == at("2026-03-30T10:00")
    sundays = WorkingTime(frozenset(range(7)), ((0, 24 * 60),), "DE")
    assert sundays.add_hours(at("2026-03-28T12:00"), 24) == at("2026-03-29T12:00")


@given(
    start=st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1)),
    hours=st.integers(1, 200).map(lambda quarters: quarters / 4),
    working=st.sampled_from((NOWHERE, CHINA, BAVARIA, ALWAYS)),
)
def test_what_is_added_lies_between(start: datetime, hours: float, working: WorkingTime) -> None:
    start = start.replace(second=0, microsecond=0)
    end = working.add_hours(start, hours)
    assert working.between(start, end) == timedelta(hours=hours)
    assert working.is_working_day((end - timedelta(minutes=1)).date())


def test_nothing_was_worked_before_the_start() -> None:
    assert NOWHERE.between(at("2026-05-14T12:00"), at("2026-05-13T12:00")) == timedelta()


def test_the_journal_keeps_its_working_time(journal: Journal) -> None:
    assert working_time.of(journal) == NOWHERE
    working_time.set_hours(journal, [5, 0, 1], read_hours("8:30-12:30, 14:00-18:00"))
    working_time.set_country(journal, "CN")
    assert working_time.of(journal) == WorkingTime(frozenset((0, 1, 5)), ((510, 750), (840, 1080)), "CN")
    assert not working_time.of(journal).is_working_day(date(2026, 10, 1))
    working_time.set_country(journal, "")
    assert working_time.of(journal).is_working_day(date(2026, 10, 1)) is False, "a Thursday, which is not worked"
    assert working_time.of(journal).is_working_day(date(2026, 10, 3))


@pytest.mark.parametrize("stored", ['{"weekdays": 3}', '{"weekdays": [], "hours": [[5, 1]]}', "[]", '"x"'])
def test_a_setting_nobody_can_read_means_the_usual(journal: Journal, stored: str) -> None:
    journal.set_setting("working_time", stored)
    assert working_time.of(journal) == NOWHERE


def test_what_can_not_be_is_refused(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="at least one day"):
        working_time.set_hours(journal, [], ((540, 1080),))
    with pytest.raises(InvalidValue, match="follow each other"):
        working_time.set_hours(journal, [0], ((540, 1080), (600, 720)))
    with pytest.raises(InvalidValue, match="ZZ"):
        working_time.set_country(journal, "ZZ")
    with pytest.raises(InvalidValue, match="CN-"):
        working_time.set_country(journal, "CN-")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:00–12:00, 13:00–18:00", ((540, 720), (780, 1080))),
        ("9:00-12:00 and 13:30 to 18:00", ((540, 720), (810, 1080))),
        ("09：00至12：00，13：30到18：00", ((540, 720), (810, 1080))),
        ("0:00-24:00", ((0, 1440),)),
    ],
)
def test_hours_in_words(text: str, hours: tuple[tuple[int, int], ...]) -> None:
    assert read_hours(text) == hours
    assert read_hours(hours_words(hours)) == hours


@pytest.mark.parametrize("text", ["", "nine to five", "9-17", "9:00-8:00", "9:00-25:00", "9:00-12:00, later"])
def test_hours_that_are_none(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_hours(text)
