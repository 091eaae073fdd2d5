"""What comes up and how the day ended, in words."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import get_currency_precision, list_currencies

from models.coming_up import MissedMeeting, MoneyDue, SignaturesDue
from models.day_end import DayEnd
from models.text import coming_words as words
from models.text.language import Language

TODAY = date(2026, 5, 14)
ENGLISH = Language("en")


def test_an_amount_shows_its_cents_only_when_there_are_any() -> None:
    assert words.amount(4_820_000, "EUR") == "EUR 48,200"
    assert words.amount(4_820_005, "EUR") == "EUR 48,200.05"
    assert words.amount(5_150_000, "JPY") == "JPY 5,150,000"
    assert words.amount(1_005, "KWD") == "KWD 1.005"


def test_an_amount_has_the_digits_that_a_summary_gives_it() -> None:
    for currency in list_currencies():
        digits = get_currency_precision(currency)
        assert words.amount(10**digits, currency) == f"{currency} 1"
        assert words.amount(10 ** (digits + 1) + 1, currency) != f"{currency} 10"


def _money(due_on: str | None, promised_on: str | None, late: int) -> MoneyDue:
    return MoneyDue(1, "Delivered", 2, "Northern Rail", 100, "EUR", due_on, promised_on, late)


@pytest.mark.parametrize(
    ("money", "said", "tone"),
    [
        (_money("2026-05-02", None, 12), "12 days overdue", "soon"),
        (_money("2026-05-14", None, 0), "Today", "soon"),
        (_money("2026-05-19", None, -5), "Tue 19 May", "plain"),
        (_money("2026-05-02", "2026-05-19", 12), "Promised Tue 19 May", "soon"),
        (_money("2026-05-02", "2026-05-10", 12), "12 days overdue", "soon"),
        (_money("2026-07-01", "2026-05-13", -48), "1 day overdue", "soon"),
        (_money("2026-04-01", None, 43), "43 days overdue", "late"),
    ],
)
def test_money_is_late_until_a_day_is_promised_that_is_not_past(money: MoneyDue, said: str, tone: str) -> None:
    told = words.money_day(ENGLISH, money, TODAY)
    assert (told.text, told.tone) == (said, tone)


@pytest.mark.parametrize(
    ("waiting", "blocked", "said"),
    [
        (1, 0, "1 signature asked for"),
        (18, 9, "18 signatures asked for, 9 blocked"),
        (0, 2, "2 signatures blocked"),
    ],
)
def test_signatures_are_counted(waiting: int, blocked: int, said: str) -> None:
    due = SignaturesDue(1, "Lot 2", 2, "Northern Rail", waiting, blocked, "2026-04-14")
    assert words.signatures_title(ENGLISH, due) == said


def test_a_meeting_that_was_missed_again_says_how_often() -> None:
    once = MissedMeeting(1, 2, "Northern Rail", "Directors", "2026-05-07T10:00", 1)
    again = MissedMeeting(1, 2, "Northern Rail", "Directors", "2026-05-07T10:00", 3)
    assert words.missed_day(ENGLISH, once, TODAY).text == "Missed Thu 7 May"
    assert words.missed_day(ENGLISH, again, TODAY).text == "Missed 3 times, last Thu 7 May"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (DayEnd(3, 1, 0, 1), "3 visits planned today, 1 not yet written up."),
        (DayEnd(3, 1, 1, 1), "3 visits planned today, 1 not yet written up, 1 still ahead."),
        (DayEnd(1, 0, 1, None), "1 visit planned today, 1 still ahead."),
        (DayEnd(2, 0, 0, None), "2 visits planned today, all written up."),
    ],
)
def test_the_end_of_the_day(end: DayEnd, said: str) -> None:
    assert words.day_end(ENGLISH, end) == said
