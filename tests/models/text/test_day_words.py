"""Days in the words of the screen."""

from __future__ import annotations

from datetime import date

import pytest

from models.text import day_words
from models.text.language import Language

TODAY = date(2026, 5, 14)
NOW = "2026-05-14T09:50"
ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        ("2026-05-11", "3 days late", "late"),
        ("2026-05-13", "Yesterday", "late"),
        ("2026-05-14", "Today", "soon"),
        ("2026-05-15", "Tomorrow", "plain"),
        ("2026-05-19", "Tue 19 May", "plain"),
        ("2026-06-30", "30 June", "plain"),
        ("2027-01-08", "8 January 2027", "plain"),
        (None, "", "plain"),
    ],
)
def test_a_due_date_reads_as_a_person_says_it(due: str | None, text: str, tone: str) -> None:
    found = day_words.due_words(ENGLISH, due, TODAY)
    assert (found.text, found.tone) == (text, tone)


@pytest.mark.parametrize(
    ("due", "raised", "text", "tone"),
    [
        (None, "2026-05-14T03:50", "Waiting 6 h", "soon"),
        (None, "2026-05-14T09:30", "Waiting 20 min", "soon"),
        (None, "2026-05-14T00:00", "Waiting since today", "soon"),
        (None, "2026-05-12T09:00", "Waiting 2 days", "late"),
        ("2026-05-13", "2026-05-13T08:00", "Waiting 1 day", "late"),
        ("2026-05-14", "2026-05-11T08:00", "Waiting 3 days", "soon"),
        ("2026-05-19", "2026-05-11T08:00", "Tue 19 May", "plain"),
    ],
)
def test_a_request_without_an_answer_says_how_long_they_wait(
    due: str | None, raised: str, text: str, tone: str
) -> None:
    by = f"{raised[:8]}{int(raised[8:10]) + 1:02}{raised[10:]}"
    found = day_words.due_words(ENGLISH, due, TODAY, "request", raised, NOW, False, answer_by=by)
    assert (found.text, found.tone) == (text, tone)


def test_who_waits_is_told_by_more_than_a_colour() -> None:
    asked = day_words.due_words(ENGLISH, None, TODAY, "next_step", "2026-05-09T10:00", NOW, theirs=True)
    waits = day_words.due_words(ENGLISH, None, TODAY, "request", "2026-05-14T03:50", NOW)
    assert (asked.text, asked.waits, waits.waits) == ("asked 5 days ago", "us", "them")


def test_who_waits_again_waits_since_it_was_opened_again() -> None:
    found = day_words.due_words(
        ENGLISH,
        None,
        TODAY,
        "request",
        "2026-05-01T09:00",
        NOW,
        reopened_at="2026-05-14T03:50",
        answer_by="2026-05-15T09:00",
    )
    assert (found.text, found.tone) == ("Waiting 6 h", "soon")


@pytest.mark.parametrize(
    ("solve_by", "text", "tone"),
    [
        ("2026-05-12T18:00", "2 days late", "late"),
        ("2026-05-14T09:00", "by 09:00", "late"),
        ("2026-05-14T17:00", "by 17:00", "soon"),
        ("2026-05-19T17:00", "Tue 19 May", "plain"),
    ],
)
def test_an_answered_request_is_due_when_its_end_is_promised(solve_by: str, text: str, tone: str) -> None:
    found = day_words.due_words(ENGLISH, None, TODAY, "complaint", "2026-05-09T10:00", NOW, True, solve_by=solve_by)
    assert (found.text, found.tone) == (text, tone)


def test_a_moment_near_by_is_told_in_short() -> None:
    moments = ("2026-05-14T17:00", "2026-05-18T10:30", "2026-05-18T00:00", "2026-07-01T10:30")
    assert [day_words.near_moment(ENGLISH, one, TODAY) for one in moments] == [
        "17:00",
        "Mon 18 May, 10:30",
        "Mon 18 May",
        "1 July, 10:30",
    ]


def test_an_answered_request_is_due_like_anything_else() -> None:
    found = day_words.due_words(ENGLISH, "2026-05-11", TODAY, "request", "2026-05-09T10:00", NOW, True)
    assert found.text == "3 days late"


def test_a_late_complaint_is_late_and_one_without_a_day_counts_its_days() -> None:
    late = day_words.due_words(ENGLISH, "2026-05-11", TODAY, "complaint", "2026-04-30T10:00", NOW)
    open_one = day_words.due_words(ENGLISH, None, TODAY, "complaint", "2026-04-30T10:00", NOW, True)
    assert (late.text, open_one.text) == ("3 days late", "day 15")


def test_what_was_asked_long_ago_wants_a_reminder() -> None:
    old = day_words.due_words(ENGLISH, None, TODAY, "next_step", "2026-05-02T10:00", NOW, theirs=True)
    assert (old.text, old.tone) == ("asked 12 days ago", "soon")


def test_the_past_and_the_closed() -> None:
    assert day_words.past_words(ENGLISH, date(2026, 5, 2), TODAY) == "12 days ago"
    assert day_words.past_words(ENGLISH, date(2026, 5, 13), TODAY) == "yesterday"
    assert day_words.closed_words(ENGLISH, "2026-05-14T08:12", TODAY) == "Done 08:12"
    assert day_words.closed_words(ENGLISH, "2026-05-02T08:12", TODAY) == "2 May"


def test_dates_take_the_form_of_their_place() -> None:
    assert day_words.long_date(ENGLISH, TODAY) == "Thursday 14 May 2026"
    assert day_words.month_name(ENGLISH, TODAY) == "May 2026"
    assert day_words.understood_moment(ENGLISH, "2026-05-13T15:00") == "Wed 13 May 2026, 15:00"
    assert day_words.understood_moment(ENGLISH, "2026-05-13T00:00") == "Wed 13 May 2026"
    assert day_words.weekday_and_number(ENGLISH, TODAY) == "Thu 14"


@pytest.mark.parametrize(
    ("day", "distance"),
    [
        (date(2026, 5, 14), "today"),
        (date(2026, 5, 15), "tomorrow"),
        (date(2026, 5, 13), "yesterday"),
        (date(2026, 5, 23), "in 9 days"),
        (date(2026, 5, 11), "3 days ago"),
    ],
)
def test_how_far_a_day_is(day: date, distance: str) -> None:
    assert day_words.distance_words(ENGLISH, day, TODAY) == distance


def test_what_stands_below_a_field_names_the_month_and_the_distance() -> None:
    assert day_words.understood_day_words(ENGLISH, date(2026, 12, 1), date(2026, 11, 22)) == (
        "Tue 1 December 2026 · in 9 days",
        "Tue 1 Dec 2026 · in 9 days",
    )
    assert (
        day_words.understood_moment_words(ENGLISH, "2026-05-13T15:00", TODAY)[0] == "Wed 13 May 2026, 15:00 · yesterday"
    )
