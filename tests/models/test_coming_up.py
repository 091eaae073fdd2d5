"""Money, signatures, missed meetings and birthdays, as they come up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models import acceptance, accounts, coming_up, contacts, projects, receivables, steps, visits
from models.clock import FixedClock
from models.coming_up import birthdays, missed_meetings, money_due, open_step, signatures_due
from models.journal import Journal
from models.tables import Receivable
from tests.factories import make_account, make_contact, make_step, make_visit


def _owed(journal: Journal, account_id: int, title: str, **fields: object) -> int:
    given = {"amount_minor": 100_000, "currency": "EUR", "account_id": account_id, "title": title, **fields}
    return receivables.create(journal, **given).id  # type: ignore[arg-type]


def test_a_journal_without_such_things_has_nothing_coming_up(journal: Journal) -> None:
    assert money_due(journal) == signatures_due(journal) == missed_meetings(journal) == birthdays(journal) == []


def test_money_stands_from_a_week_before_its_day_until_it_is_paid(journal: Journal) -> None:
    account = make_account(journal)
    late = _owed(journal, account, "Delivered", due_on="2026-05-02")
    _owed(journal, account, "In a week", due_on="2026-05-21")
    _owed(journal, account, "In eight days", due_on="2026-05-22")
    _owed(journal, account, "No day")
    promised = _owed(journal, account, "Promised", due_on="2026-04-24", promised_on="2026-05-25")
    sooner = _owed(journal, account, "Promised early", due_on="2026-07-01", promised_on="2026-05-20")
    assert [(one.title, one.days_late) for one in money_due(journal)] == [
        ("Promised", 20),
        ("Delivered", 12),
        ("In a week", -7),
        ("Promised early", -48),
    ]
    receivables.pay(journal, late, 40_000, on="2026-05-10")
    (partly,) = [one for one in money_due(journal) if one.id == late]
    assert (partly.rest_minor, partly.currency, partly.account, partly.account_id) == (
        60_000,
        "EUR",
        "Northern Rail",
        account,
    )
    for paid, rest in ((late, 60_000), (promised, 100_000), (sooner, 100_000)):
        receivables.pay(journal, paid, rest, on="2026-05-14")
    assert [one.title for one in money_due(journal)] == ["In a week"]


def test_of_much_money_the_latest_is_told_whether_it_was_due_or_only_promised(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_account(journal)
    monkeypatch.setattr(coming_up, "LONGEST", 4)
    for title, due_on, promised_on in (
        ("promised long ago", None, "2026-03-01"),
        ("late", "2026-05-01", None),
        ("very late", "2026-02-01", "2026-05-20"),
        ("due later, promised soon", "2026-07-01", "2026-05-16"),
        ("promised soon", None, "2026-05-16"),
        ("nobody knows when", None, None),
        ("far ahead", "2026-09-01", None),
    ):
        _owed(journal, account, title, due_on=due_on, promised_on=promised_on)
    titles = [one.title for one in coming_up.money_due(journal)]
    assert titles == ["very late", "promised long ago", "late", "promised soon"]
    monkeypatch.setattr(coming_up, "LONGEST", 9)
    assert [one.title for one in coming_up.money_due(journal)][4:] == ["due later, promised soon"]


def test_money_that_was_written_off_is_not_due(journal: Journal) -> None:
    owed = _owed(journal, make_account(journal), "Delivered", due_on="2026-05-02")
    with journal.operation("receivables.write_off") as work:
        work.update(Receivable, owed, {"written_off_on": "2026-05-12"})
        work.done(owed)
    assert money_due(journal) == []


def test_signatures_are_told_a_project_at_a_time_from_the_first_that_was_asked_for(journal: Journal) -> None:
    account = make_account(journal)
    lot = projects.create(journal, account_id=account, name="Lot 2").id
    depot = projects.create(journal, account_id=account, name="Depot").id
    for state, asked_on in (("submitted", "2026-04-06"), ("agreed", "2026-03-01"), ("blocked", "2026-04-01")):
        acceptance.add_signature(journal, lot, department="Signals", state=state, asked_on=asked_on)
    for state in ("signed", "open", "approved_inside"):
        acceptance.add_signature(journal, lot, department="Power", state=state, asked_on="2026-01-01")
    acceptance.add_signature(journal, depot, department="Power", state="submitted", asked_on="2026-02-01")
    found = signatures_due(journal)
    assert [(one.project, one.waiting, one.blocked, one.asked_on) for one in found] == [
        ("Depot", 1, 0, "2026-02-01"),
        ("Lot 2", 2, 1, "2026-03-01"),
    ]


def _monthly(journal: Journal, start: str) -> int:
    """Plan a meeting that comes back every month."""
    account = make_account(journal)
    return visits.plan(journal, account_id=account, start=start, purpose="Directors", repeats="FREQ=MONTHLY").id


def _next(journal: Journal) -> int:
    (found,) = journal.rows("SELECT id FROM visit WHERE state = 'planned'")
    return int(found[0])


def test_a_missed_meeting_stands_until_the_next_one_is_held(journal: Journal, clock: FixedClock) -> None:
    clock.set(date(2026, 3, 1))
    visits.miss(journal, _monthly(journal, "2026-03-12T10:00"))
    clock.set(date(2026, 4, 10))
    visits.miss(journal, again := _next(journal))
    clock.set(date(2026, 5, 14))
    (missed,) = missed_meetings(journal)
    assert (missed.visit_id, missed.times, missed.start, missed.purpose) == (again, 2, "2026-04-12T10:00", "Directors")
    visits.hold(journal, _next(journal))
    assert missed_meetings(journal) == []


def test_a_missed_visit_of_no_series_and_one_of_long_ago_are_not_told(journal: Journal, clock: FixedClock) -> None:
    make_visit(journal, make_account(journal), "2026-05-12T10:00", state="missed")
    clock.set(date(2025, 5, 14))
    visits.miss(journal, _monthly(journal, "2025-05-12T10:00"))
    assert len(missed_meetings(journal)) == 1
    clock.set(date(2026, 5, 14))
    assert missed_meetings(journal) == []


def test_birthdays_of_the_next_seven_days_with_the_age_where_it_is_known(journal: Journal) -> None:
    account = make_account(journal)
    make_contact(journal, "Urs", birthday="--05-20", account_id=account)
    make_contact(journal, "徐海", birthday="1980-05-14")
    make_contact(journal, "Tom", birthday="1980-05-21")
    make_contact(journal, "Past", birthday="1980-05-13")
    gone = make_contact(journal, "Gone", birthday="1980-05-15")
    contacts.trash(journal, gone)
    assert [(one.name, one.day, one.turns, one.account) for one in birthdays(journal)] == [
        ("徐海", date(2026, 5, 14), 46, ""),
        ("Urs", date(2026, 5, 20), None, "Northern Rail"),
    ]


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2027, 2, 25), date(2027, 2, 28)),
        (date(2028, 2, 25), date(2028, 2, 29)),
        (date(2027, 3, 1), None),
    ],
)
def test_a_birthday_of_a_leap_day_comes_each_year(
    journal: Journal, clock: FixedClock, today: date, day: date | None
) -> None:
    make_contact(journal, "Leap", birthday="1980-02-29")
    clock.set(today)
    assert [one.day for one in birthdays(journal)] == ([day] if day else [])


def test_birthdays_go_on_over_the_end_of_the_year(journal: Journal, clock: FixedClock) -> None:
    make_contact(journal, "New year", birthday="1980-01-02")
    clock.set(date(2026, 12, 30))
    assert [(one.day, one.turns) for one in birthdays(journal)] == [(date(2027, 1, 2), 47)]
    clock.move(timedelta(days=-4))
    assert birthdays(journal) == []


def test_what_was_noted_as_a_step_is_found_until_that_is_closed(journal: Journal) -> None:
    account = make_account(journal)
    noted = make_step(journal, "Ask for the payment", account_id=account)
    assert open_step(journal, "Ask for the payment", account) == noted
    assert open_step(journal, "Ask for the payment", None) is None
    steps.close(journal, noted)
    assert open_step(journal, "Ask for the payment", account) is None


def test_no_list_reads_more_than_it_shows(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_up, "LONGEST", 2)
    account = make_account(journal)
    for number in range(3):
        make_contact(journal, f"{number}", birthday="1980-05-15")
        _owed(journal, account, f"{number}", due_on="2026-05-02")
    assert len(birthdays(journal)) == len(money_due(journal)) == 2


def test_of_many_birthdays_the_nearest_are_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_up, "LONGEST", 2)
    for day in ("18", "16", "15", "14"):
        make_contact(journal, day, birthday=f"--05-{day}")
    assert [one.name for one in birthdays(journal)] == ["14", "15"]


def test_the_account_of_a_birthday_is_where_the_person_works_now(journal: Journal) -> None:
    now, later = make_account(journal, "Now"), make_account(journal, "Later")
    tom = make_contact(journal, "Tom", birthday="--05-15", account_id=now)
    contacts.take_post(journal, contact_id=tom, account_id=later, from_on="2026-09-01")
    assert [one.account for one in birthdays(journal)] == ["Now"]


def test_what_a_removed_account_owes_or_has_to_sign_does_not_come_up(journal: Journal) -> None:
    account = make_account(journal)
    _owed(journal, account, "Delivered", due_on="2026-05-02")
    project = projects.create(journal, account_id=account, name="Line 4").id
    acceptance.add_signature(journal, project, department="Works", state="submitted", asked_on="2026-05-01")
    assert len(money_due(journal)) == len(signatures_due(journal)) == 1
    accounts.trash(journal, account)
    assert money_due(journal) == signatures_due(journal) == []
    accounts.restore(journal, account)
    assert len(money_due(journal)) == len(signatures_due(journal)) == 1
