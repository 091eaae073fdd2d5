"""Service visits: the next one is planned by itself, on exactly the days of the rhythm, whenever the program ran."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import assets, changes, feedback, participants, served_products, service, service_days, visits
from models.clock import FixedClock
from models.journal import Journal
from tests.empty import empty_journal
from tests.factories import TODAY, make_account, make_contact

START = date(2026, 5, 14)
THREE_YEARS = date(2029, 5, 14)


def install(journal: Journal, account_id: int | None = None, **fields: Any) -> int:
    """Install a product today that is served every 90 days for three years, unless the fields say otherwise."""
    wanted = {
        "account_id": account_id or make_account(journal),
        "product": "Base station",
        "installed_on": journal.clock.today(),
        "warranty_end_on": THREE_YEARS,
        "service_rhythm_days": 90,
    }
    return assets.create(journal, **{**wanted, **fields}).id


def planned(journal: Journal, state: str = "planned") -> list[str]:
    """Return the days of the visits in a state."""
    query = "SELECT substr(start, 1, 10) FROM visit WHERE state = ? AND deleted_at IS NULL ORDER BY start, id"
    return [row[0] for row in journal.rows(query, state)]


def days(journal: Journal) -> list[str]:
    """Return the days of all visits."""
    query = "SELECT substr(start, 1, 10) FROM visit WHERE deleted_at IS NULL ORDER BY start, id"
    return [row[0] for row in journal.rows(query)]


def grid(first: date, rhythm: int, last: date) -> list[str]:
    """Return the days on which service is due, counted one by one."""
    return [
        (first + timedelta(days=gone)).isoformat() for gone in range(1, (last - first).days + 1) if gone % rhythm == 0
    ]


def visit_on(journal: Journal, day: str) -> int:
    """Return the visit of a day."""
    ((found,),) = journal.rows("SELECT id FROM visit WHERE substr(start, 1, 10) = ? AND deleted_at IS NULL", day)
    return int(found)


def run_until(journal: Journal, clock: FixedClock, last: date, closed: Sequence[tuple[int, int]] = ()) -> None:
    """Let the program be open on every day until the last one, besides the spans of days after the first."""
    first = clock.today()
    for gone in range(1, (last - first).days + 1):
        if any(begin <= gone < end for begin, end in closed):
            continue
        clock.set(first + timedelta(days=gone))
        if service.missing(journal):
            service.plan_due(journal)


def test_the_next_service_is_planned_when_a_product_is_installed(journal: Journal) -> None:
    tom = make_contact(journal, "Tom")
    install(journal, quantity=2, site="Central", contact_id=tom)
    assert planned(journal) == ["2026-08-12"]
    visit_id = visit_on(journal, "2026-08-12")
    visit = visits.get(journal, visit_id)
    assert (visit.purpose, visit.place, visit.start) == ("Service: Base station", "Central", "2026-08-12T00:00")
    assert participants.still_there(journal, visit_id) == [tom]
    (served,) = served_products.of_visit(journal, visit_id)
    assert (served.product, served.quantity, served.due_on) == ("Base station", 2, "2026-08-12")


def test_a_product_in_chinese_is_served_in_chinese_words(journal: Journal) -> None:
    install(journal, product="基站")
    (purpose,) = journal.row("SELECT purpose FROM visit") or ("",)
    assert "基站" in purpose


CLOSINGS: dict[str, list[tuple[int, int]]] = {
    "never": [],
    "some months": [(100, 340)],
    "over a due day": [(90, 91)],
    "until the day before one": [(150, 180)],
    "from the first day on, for eleven months": [(1, 335)],
    "every working week": [(day, day + 5) for day in range(1, 1096, 7)],
    "until the last day": [(800, 1096)],
    "twice for long": [(10, 300), (310, 640)],
}


RHYTHMS = [(30, 36), (90, 12), (91, 12), (182, 6), (365, 3), (1095, 1), (1097, 0)]
"""Days between two services, and how many of them three years of warranty hold."""


@pytest.mark.parametrize(("rhythm", "count"), RHYTHMS)
def test_three_years_of_warranty_make_exactly_the_right_visits(
    journal: Journal, clock: FixedClock, rhythm: int, count: int
) -> None:
    install(journal, service_rhythm_days=rhythm)
    run_until(journal, clock, date(2029, 6, 30))
    assert days(journal) == grid(START, rhythm, THREE_YEARS)
    assert len(days(journal)) == count


@pytest.mark.parametrize("closed", CLOSINGS.values(), ids=CLOSINGS.keys())
def test_they_are_the_same_when_the_program_was_closed_for_months(
    journal: Journal, clock: FixedClock, closed: Sequence[tuple[int, int]]
) -> None:
    install(journal)
    run_until(journal, clock, date(2029, 6, 30), closed)
    assert days(journal) == grid(START, 90, THREE_YEARS)
    assert not service.missing(journal)


def test_opened_for_the_first_time_after_the_warranty_all_of_its_last_year_is_asked_about(
    journal: Journal, clock: FixedClock
) -> None:
    install(journal)
    clock.set(date(2029, 6, 1))
    service.plan_due(journal)
    wanted = [day for day in grid(START, 90, THREE_YEARS) if day >= "2028-05-31"]
    assert days(journal) == ["2026-08-12", *wanted]
    assert not service.missing(journal)


@pytest.mark.parametrize("last", [date(2026, 8, 11), date(2026, 8, 12), date(2026, 8, 13)])
def test_the_last_day_of_the_warranty_counts(journal: Journal, clock: FixedClock, last: date) -> None:
    install(journal, warranty_end_on=last)
    run_until(journal, clock, date(2027, 1, 1))
    assert days(journal) == (["2026-08-12"] if last >= date(2026, 8, 12) else [])


def test_what_was_installed_long_ago_is_served_from_now_on(journal: Journal) -> None:
    install(journal, installed_on="2019-01-01", warranty_end_on=None)
    (day,) = planned(journal)
    assert day == "2026-05-24"
    assert (date.fromisoformat(day) - date(2019, 1, 1)).days % 90 == 0
    assert not service.missing(journal)


def test_without_any_day_it_counts_from_the_day_it_was_written_down(journal: Journal) -> None:
    install(journal, installed_on=None, warranty_end_on=None)
    assert planned(journal) == ["2026-08-12"]


def test_the_service_has_days_of_its_own(journal: Journal, clock: FixedClock) -> None:
    install(journal, service_from_on="2026-06-01", service_until_on="2026-12-01", warranty_end_on="2026-06-30")
    run_until(journal, clock, date(2027, 6, 1))
    assert days(journal) == ["2026-08-30", "2026-11-28"]


@pytest.mark.parametrize("become", [visits.hold, visits.miss, visits.cancel, visits.trash])
def test_the_next_one_is_planned_as_soon_as_one_is_over_in_the_same_step_of_undo(journal: Journal, become: Any) -> None:
    install(journal)
    fields = {"start": "2026-05-14T09:00"} if become is visits.hold else {}
    become(journal, visit_on(journal, "2026-08-12"), **fields)
    assert planned(journal) == ["2026-11-10"]
    assert not service.missing(journal)
    changes.undo(journal)
    assert planned(journal) == ["2026-08-12"]


def test_the_one_after_it_is_planned_on_the_day_behind_the_service(journal: Journal, clock: FixedClock) -> None:
    install(journal)
    clock.set(date(2026, 8, 12))
    assert not service.missing(journal)
    clock.set(date(2026, 8, 13))
    assert service.missing(journal) == 1


def test_of_two_visits_nearby_the_nearer_one_serves_a_product(journal: Journal) -> None:
    account_id = make_account(journal)
    install(journal, account_id)
    install(journal, account_id, product="Often", installed_on=START + timedelta(days=72), service_rhythm_days=24)
    assert planned(journal) == ["2026-08-12", "2026-08-18"]
    install(journal, account_id, product="Antenna", installed_on=START + timedelta(days=4))
    nearer = served_products.of_visit(journal, visit_on(journal, "2026-08-18"))
    assert [(one.product, one.due_on) for one in nearer] == [("Antenna", "2026-08-16"), ("Often", "2026-08-18")]


def test_a_visit_that_was_moved_keeps_its_turn(journal: Journal, clock: FixedClock) -> None:
    install(journal)
    visits.edit(journal, visit_on(journal, "2026-08-12"), start="2026-08-20T09:00")
    run_until(journal, clock, date(2026, 12, 1))
    assert days(journal) == ["2026-08-20", "2026-11-10", "2027-02-08"]


def test_products_of_one_site_are_served_in_one_visit(journal: Journal, clock: FixedClock) -> None:
    account_id = make_account(journal)
    for product in ("Base station", "Console", "Antenna", "Battery"):
        install(journal, account_id, product=product, site="Central")
    install(journal, account_id, site="North", product="Relay")
    assert planned(journal) == ["2026-08-12", "2026-08-12"]
    purposes = {row[0] for row in journal.rows("SELECT purpose FROM visit")}
    assert purposes == {"Service: Antenna, Base station, Battery and 1 more", "Service: Relay"}
    run_until(journal, clock, THREE_YEARS)
    assert days(journal) == sorted(grid(START, 90, THREE_YEARS) * 2)


def test_products_installed_in_one_week_are_served_together_and_others_are_not(
    journal: Journal, clock: FixedClock
) -> None:
    account_id = make_account(journal)
    install(journal, account_id)
    install(journal, account_id, product="Console", installed_on=START + timedelta(days=5))
    install(journal, account_id, product="Antenna", installed_on=START + timedelta(days=20))
    assert planned(journal) == ["2026-08-12", "2026-09-01"]
    run_until(journal, clock, START + timedelta(days=181))
    assert days(journal) == ["2026-08-12", "2026-09-01", "2026-11-10", "2026-11-30", "2027-02-08"]


@pytest.mark.parametrize(
    "fields",
    [
        {"removed_on": "2026-05-20"},
        {"service_rhythm_days": None},
        {"warranty_end_on": "2026-06-01"},
        {"service_rhythm_days": None, "competitor": "Rival"},
    ],
)
def test_what_is_served_no_more_takes_its_visit_back(journal: Journal, fields: Any) -> None:
    asset_id = install(journal)
    assets.edit(journal, asset_id, **fields)
    assert planned(journal) == []
    changes.undo(journal)
    assert planned(journal) == ["2026-08-12"]


def test_a_visit_on_which_somebody_worked_stays(journal: Journal) -> None:
    asset_id = install(journal)
    visit_id = visit_on(journal, "2026-08-12")
    visits.edit(journal, visit_id, start="2026-08-12T09:00", notes="Bring the ladder")
    assets.edit(journal, asset_id, service_rhythm_days=None)
    assert planned(journal) == ["2026-08-12"]
    assert served_products.of_visit(journal, visit_id) == []


def test_a_visit_goes_on_serving_the_other_product_of_the_site(journal: Journal) -> None:
    account_id = make_account(journal)
    console = install(journal, account_id, product="Console")
    install(journal, account_id)
    assets.trash(journal, console)
    assert [one.product for one in served_products.of_visit(journal, visit_on(journal, "2026-08-12"))] == [
        "Base station"
    ]
    (purpose,) = journal.row("SELECT purpose FROM visit WHERE deleted_at IS NULL") or ("",)
    assert purpose == "Service: Base station"
    assets.restore(journal, console)
    assert len(served_products.of_visit(journal, visit_on(journal, "2026-08-12"))) == 2


def test_another_rhythm_counts_from_the_same_day_and_back_again(journal: Journal, clock: FixedClock) -> None:
    asset_id = install(journal)
    run_until(journal, clock, date(2026, 9, 1))
    assets.edit(journal, asset_id, service_rhythm_days=120)
    assert days(journal) == ["2026-08-12", "2026-09-11"]
    assets.edit(journal, asset_id, service_rhythm_days=90)
    assert days(journal) == ["2026-08-12", "2026-11-10"]
    assert not service.missing(journal)


def test_a_shorter_rhythm_begins_with_its_first_day(journal: Journal) -> None:
    asset_id = install(journal)
    assets.edit(journal, asset_id, service_rhythm_days=30)
    assert planned(journal) == ["2026-06-13"]  # not the 90th day, which is one of both rhythms
    assets.edit(journal, asset_id, service_rhythm_days=90)
    assert planned(journal) == ["2026-08-12"]


@pytest.mark.parametrize("settle", [visits.hold, visits.cancel])
def test_what_was_settled_early_holds_no_shorter_rhythm_up(journal: Journal, settle: Any) -> None:
    asset_id = install(journal, service_rhythm_days=360)
    fields = {"start": "2026-05-14T09:00"} if settle is visits.hold else {}
    settle(journal, visit_on(journal, "2027-05-09"), **fields)
    assets.edit(journal, asset_id, service_rhythm_days=30)
    assert planned(journal) == ["2026-06-13"]
    assert not service.missing(journal)


def test_days_on_which_no_service_was_wanted_are_never_asked_about(journal: Journal, clock: FixedClock) -> None:
    paused = install(journal, product="Paused", service_rhythm_days=30)
    ended = install(journal, product="Ended", service_rhythm_days=30, warranty_end_on="2026-05-31")
    thrown = install(journal, product="Thrown", service_rhythm_days=30)
    assets.edit(journal, paused, service_rhythm_days=None)
    assets.trash(journal, thrown)
    clock.set(date(2026, 12, 1))
    assert not service.missing(journal)
    assets.edit(journal, paused, service_rhythm_days=30)
    assets.edit(journal, ended, warranty_end_on="2027-12-31")
    assets.restore(journal, thrown)
    assert not service.missing(journal)
    assert set(days(journal)) == {"2026-12-10"}


def test_a_service_that_was_put_off_outlives_another_rhythm(journal: Journal, clock: FixedClock) -> None:
    asset_id = install(journal)
    clock.set(date(2026, 8, 14))
    visits.edit(journal, visit_on(journal, "2026-08-12"), start="2026-08-20T00:00")
    service.plan_due(journal)
    assets.edit(journal, asset_id, service_rhythm_days=120)
    assert planned(journal) == ["2026-08-20", "2026-09-11"]


def test_a_visit_to_another_account_serves_nothing_of_this_one(journal: Journal) -> None:
    account_id, other = make_account(journal), make_account(journal, "Harbour Authority")
    install(journal, account_id)
    visit_id = visit_on(journal, "2026-08-12")
    said = feedback.create(journal, account_id=account_id, product="Base station", words="Loud", visit_id=visit_id).id
    visits.edit(journal, visit_id, account_id=other)
    assert served_products.of_visit(journal, visit_id) == []
    assert visits.get(journal, visit_id).purpose == ""
    assert feedback.get(journal, said).account_id == other
    found = journal.rows("SELECT account_id, substr(start, 1, 10) FROM visit WHERE id <> ?", visit_id)
    assert found == [(account_id, "2026-08-12")]


def test_a_visit_that_serves_nothing_any_more_has_no_half_a_purpose(journal: Journal) -> None:
    asset_id = install(journal)
    visit_id = visit_on(journal, "2026-08-12")
    service.serve(journal, visit_id, [])
    assert visits.get(journal, visit_id).purpose == ""
    service.serve(journal, visit_id, [asset_id])
    assert visits.get(journal, visit_id).purpose == "Service: Base station"


def test_a_change_of_other_fields_leaves_the_visit_as_it_is(journal: Journal) -> None:
    asset_id = install(journal)
    visit_id = visit_on(journal, "2026-08-12")
    assets.edit(journal, asset_id, version="2.4b", warranty_end_on="2030-01-01")
    assert visit_on(journal, "2026-08-12") == visit_id


def test_another_site_is_served_there(journal: Journal) -> None:
    asset_id = install(journal, site="Central")
    assets.edit(journal, asset_id, site="North")
    assert journal.rows("SELECT place, substr(start, 1, 10) FROM visit WHERE deleted_at IS NULL") == [
        ("North", "2026-08-12")
    ]


def test_a_visit_serves_what_is_ticked(journal: Journal) -> None:
    account_id = make_account(journal)
    install(journal, account_id, product="Console")
    other = install(journal, account_id, product="Antenna", service_rhythm_days=None)
    install(journal, account_id, product="Theirs", service_rhythm_days=None, competitor="Rival")
    visit_id = visit_on(journal, "2026-08-12")
    told = [(one.product, bool(one.is_served)) for one in served_products.servable(journal, visit_id)]
    assert told == [("Console", True), ("Antenna", False)]
    service.serve(journal, visit_id, [other])
    assert [(one.product, one.due_on) for one in served_products.of_visit(journal, visit_id)] == [("Antenna", None)]
    assert visits.get(journal, visit_id).purpose == "Service: Antenna"
    assert days(journal) == ["2026-08-12", "2026-11-10"]  # the console has its turn the next time
    assert not service.missing(journal)


def test_a_product_that_goes_to_another_account_is_served_there(journal: Journal) -> None:
    from models import splitting

    account_id, other = make_account(journal), make_account(journal, "Harbour Authority")
    going = install(journal, account_id, product="Console")
    install(journal, account_id)
    splitting.split(journal, account_id, splitting.Parts(assets=(going,)), to_id=other)
    served = journal.rows(
        "SELECT visit.account_id, purpose, due_on FROM visit JOIN visit_asset ON visit_id = visit.id "
        "WHERE visit.deleted_at IS NULL AND visit_asset.deleted_at IS NULL ORDER BY visit.id"
    )
    assert served == [
        (account_id, "Service: Base station", "2026-08-12"),
        (other, "Service: Console", "2026-08-12"),
    ]


def test_a_visit_that_is_split_off_leaves_what_stays_to_a_visit_there(journal: Journal) -> None:
    from models import splitting

    account_id, other = make_account(journal), make_account(journal, "Harbour Authority")
    install(journal, account_id)
    going = visit_on(journal, "2026-08-12")
    splitting.split(journal, account_id, splitting.Parts(visits=(going,)), to_id=other)
    assert served_products.of_visit(journal, going) == []
    found = journal.rows("SELECT account_id, substr(start, 1, 10) FROM visit WHERE id <> ?", going)
    assert found == [(account_id, "2026-08-12")]


def test_planning_twice_makes_nothing_twice_and_logs_nothing(journal: Journal, clock: FixedClock) -> None:
    install(journal)
    clock.set(date(2027, 3, 1))
    first = service.plan_due(journal)
    again = service.plan_due(journal)
    assert first.tables
    assert not again.tables
    assert changes.undoable(journal) == "service.plan"
    changes.undo(journal)
    assert changes.undoable(journal) == "assets.create"


def test_a_product_of_an_account_in_the_trash_is_served_by_nobody(journal: Journal, clock: FixedClock) -> None:
    from models import accounts

    account_id = make_account(journal)
    install(journal, account_id)
    accounts.trash(journal, account_id)
    clock.set(date(2027, 3, 1))
    assert not service.missing(journal)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """One journal for all random histories; each has an account of its own."""
    with empty_journal(tmp_path_factory.mktemp("service") / "many.rounds", FixedClock(TODAY)) as journal:
        yield journal


@settings(max_examples=60)
@given(data=st.data())
def test_any_closing_of_the_program_makes_the_visits_that_a_day_by_day_count_makes(
    many: Journal, data: st.DataObject
) -> None:
    clock = many.clock
    assert isinstance(clock, FixedClock)
    clock.set(START)
    _forget_all(many)
    account_id = make_account(many)
    products = data.draw(
        st.lists(
            st.tuples(st.integers(-400, 30), st.integers(20, 400), st.integers(0, 1100), st.sampled_from(["", "A"])),
            min_size=1,
            max_size=4,
        )
    )
    for offset, rhythm, length, site in products:
        first = START + timedelta(days=offset)
        install(
            many,
            account_id,
            installed_on=first,
            service_rhythm_days=rhythm,
            warranty_end_on=first + timedelta(days=length),
            site=site,
        )
    gone = 0
    for away in data.draw(st.lists(st.integers(1, 360), min_size=3, max_size=12)):
        gone += away
        clock.set(START + timedelta(days=gone))
        service.plan_due(many)
    got = many.rows("SELECT due_on, site FROM visit_asset JOIN asset ON asset.id = asset_id")
    assert sorted(got) == sorted(_recomputed(products, gone))
    assert _too_far_away(many) == []


def _recomputed(products: Sequence[tuple[int, int, int, str]], gone: int) -> list[tuple[str, str]]:
    """Count day by day, as a person with a calendar would: every due day since the start, and one ahead of each."""
    found = []
    for offset, rhythm, length, site in products:
        day = 0  # days since the product was installed
        while day < length:
            day += 1
            today = offset + day
            if day % rhythm == 0 and today >= 0:
                found.append(((START + timedelta(days=today)).isoformat(), site))
                if today >= gone:
                    break
    return found


def _too_far_away(journal: Journal) -> list[Any]:
    """Return what is served further from its day than being served together allows."""
    query = """
        SELECT start, due_on FROM visit_asset JOIN visit ON visit.id = visit_id
        WHERE abs(julianday(substr(start, 1, 10)) - julianday(due_on)) > ?"""
    return journal.rows(query, service_days.TOGETHER_WITHIN)


@settings(max_examples=40)
@given(data=st.data())
def test_closed_for_months_or_never_the_visits_are_the_same(many: Journal, data: st.DataObject) -> None:
    product = st.tuples(st.integers(-60, 20), st.integers(30, 200), st.sampled_from(["", "A"]))
    products = data.draw(st.lists(product, min_size=1, max_size=5))
    opened = [0]
    for away in data.draw(st.lists(st.integers(1, 360), min_size=1, max_size=5)):
        opened.append(opened[-1] + away)
    assert _visits_when_open_on(many, products, opened) == _visits_when_open_on(many, products, range(opened[-1] + 1))


def _visits_when_open_on(
    journal: Journal, products: Sequence[tuple[int, int, str]], opened: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Return what is served when, if the program is open on these days after the products were written down."""
    clock = journal.clock
    assert isinstance(clock, FixedClock)
    clock.set(START)
    _forget_all(journal)
    account_id = make_account(journal)
    for number, (offset, rhythm, site) in enumerate(products):
        install(
            journal,
            account_id,
            product=f"Product {number}",
            installed_on=START + timedelta(days=offset),
            service_rhythm_days=rhythm,
            site=site,
        )
    for gone in opened:
        clock.set(START + timedelta(days=gone))
        if service.missing(journal):
            service.plan_due(journal)
    query = """
        SELECT start, place, due_on, product FROM visit JOIN visit_asset ON visit_id = visit.id
        JOIN asset ON asset.id = asset_id ORDER BY start, place, due_on, product"""
    return journal.rows(query)


def _forget_all(journal: Journal) -> None:
    journal.connection.execute(
        "DELETE FROM visit_asset; DELETE FROM visit_contact; DELETE FROM visit; DELETE FROM asset"
    )
