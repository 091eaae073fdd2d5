"""The territory: who was seen how often against rhythm and target; equal to a slow recomputation on random data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import accounts, territory, visits
from models.clock import FixedClock
from models.journal import Journal
from models.summaries.periods import Period, parse_period
from models.territory_lines import CHANNELS, Grouping, Line, Territory
from tests.empty import empty_journal
from tests.factories import TODAY, make_account, make_visit

THIS_QUARTER = parse_period("this-quarter", TODAY)
LAST_QUARTER = parse_period("last-quarter", TODAY)


def _operator(journal: Journal) -> dict[str, int]:
    """Make an operator with two provinces, one of them with two cities, and a harbour beside it."""
    group = make_account(journal, "Operator", region="North", account_class="A", rhythm_days=30)
    east = make_account(journal, "East", parent_id=group, region="North", visit_target=12, rhythm_days=15)
    west = make_account(journal, "West", parent_id=group, region="South", account_class="B")
    first = make_account(journal, "First city", parent_id=east, region="North", visit_target=4)
    second = make_account(journal, "Second city", parent_id=east, region="South", industry="Rail")
    harbour = make_account(journal, "Harbour", region="South", visit_target=3, industry="Port")
    return {"group": group, "east": east, "west": west, "first": first, "second": second, "harbour": harbour}


def _named(lines: Iterable[Line]) -> dict[str, Line]:
    return {line.name: line for line in lines}


def test_a_branch_counts_the_visits_to_all_below_it_against_its_own_target(journal: Journal) -> None:
    ids = _operator(journal)
    make_visit(journal, ids["east"], "2026-04-10T10:00")
    make_visit(journal, ids["first"], "2026-04-20T10:00")
    make_visit(journal, ids["first"], "2026-05-02T10:00", channel="call")
    make_visit(journal, ids["harbour"], "2026-02-02T10:00")
    found = territory.own(journal, THIS_QUARTER, "branch")

    top = _named(found.lines)
    assert list(top) == ["Harbour", "Operator"]
    operator = top["Operator"]
    assert (operator.accounts, operator.seen, operator.unseen, operator.visits) == (5, 2, 3, 3)
    assert found.target(operator) == 12  # East's own target counts for all below it; the rest has none
    assert (top["Harbour"].visits, top["Harbour"].never, top["Harbour"].last_seen) == (0, 0, "2026-02-02")
    branches = _named(found.below[operator.key])
    assert (branches["East"].visits, found.target(branches["East"])) == (3, 12)
    assert branches["East"].channels[CHANNELS.index("call")] == 1
    assert (branches["West"].visits, branches["West"].target, branches["West"].never) == (0, None, 1)
    cities = _named(found.below[branches["East"].key])
    assert (found.target(cities["First city"]), found.target_share(cities["First city"])) == (4, 0.5)
    assert (found.total.accounts, found.total.visits, found.target(found.total), found.total.never) == (6, 3, 15, 3)


def test_in_a_group_each_account_stands_by_itself_with_its_part_of_the_target(journal: Journal) -> None:
    ids = _operator(journal)
    make_visit(journal, ids["first"], "2026-05-02T10:00")
    found = territory.own(journal, THIS_QUARTER, "region")

    assert [line.name for line in found.lines] == ["North", "South"]
    north = found.lines[0]
    assert (north.accounts, north.visits, found.target(north)) == (3, 1, 12)
    own = _named(found.below[north.key])
    assert (own["East"].visits, found.target(own["East"])) == (0, 8)  # 12, of which First city has 4
    assert found.target(own["First city"]) == 4
    assert {line.name for line in found.each()} == set(
        _named(found.below["region:North"] + found.below["region:South"])
    )


def test_accounts_without_a_group_come_last(journal: Journal) -> None:
    _operator(journal)
    assert [line.name for line in territory.own(journal, THIS_QUARTER, "class").lines] == ["A", "B", ""]
    assert [line.name for line in territory.own(journal, THIS_QUARTER, "industry").lines] == ["Port", "Rail", ""]


def test_times_are_days_and_one_seen_often_makes_up_for_no_other(journal: Journal) -> None:
    ids = _operator(journal)
    for start in ("2026-01-05T09:00", "2026-01-05T15:00", *(f"2026-02-{day:02}T10:00" for day in range(1, 11))):
        make_visit(journal, ids["east"], start)
    found = territory.own(journal, LAST_QUARTER, "branch")
    operator = _named(found.lines)["Operator"]
    east = _named(found.below[operator.key])["East"]
    assert (east.visits, east.times, east.due, east.kept) == (12, 11, 6, 6)
    assert (operator.due, operator.kept, operator.rhythm_share) == (9, 6, pytest.approx(2 / 3))


def test_a_rhythm_asks_for_nothing_on_days_to_come_but_a_target_is_that_of_the_whole_period(journal: Journal) -> None:
    make_account(journal, "Harbour", rhythm_days=11, visit_target=13)
    (line,) = (found := territory.own(journal, THIS_QUARTER, "branch")).lines
    assert line.due == 4  # of 91 days 44 have passed
    assert found.target(line) == 13
    assert found.passed == pytest.approx(44 / 91)
    assert found.is_behind(line)
    (line,) = (found := territory.own(journal, THIS_QUARTER.after(), "branch")).lines
    assert (line.due, found.passed, found.is_behind(line)) == (0, 0, False)


def test_a_target_of_a_quarter_is_scaled_to_the_period() -> None:
    assert territory.quarters_in(THIS_QUARTER) == 1
    assert territory.quarters_in(Period(date(2025, 1, 1), date(2026, 12, 31))) == 8
    assert territory.quarters_in(Period(date(2026, 5, 11), date(2026, 5, 17))) == Fraction(7, 91)
    assert territory.quarters_in(Period(date(2025, 12, 31), date(2026, 1, 1))) == Fraction(1, 92) + Fraction(1, 90)


def test_of_one_channel_only_its_visits_count(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2026-05-02T10:00", channel="call")
    (line,) = territory.own(journal, THIS_QUARTER, "branch", channel="on_site").lines
    assert (line.visits, line.seen, line.never, line.last_seen) == (0, 0, 0, "2026-05-02")


def test_planned_missed_and_deleted_visits_count_for_nothing(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2026-05-20T10:00", state="planned")
    make_visit(journal, harbour, "2026-05-02T10:00", state="missed")
    visits.trash(journal, make_visit(journal, harbour, "2026-05-03T10:00"))
    (line,) = territory.own(journal, THIS_QUARTER, "branch").lines
    assert (line.visits, line.seen, line.never, line.last_seen) == (0, 0, 1, None)


def test_how_satisfied_they_were_against_what_they_expected(journal: Journal) -> None:
    harbour = make_account(journal, "Harbour")
    make_visit(journal, harbour, "2026-05-02T10:00", satisfaction=2)
    make_visit(journal, harbour, "2026-05-03T10:00", satisfaction=3, expectation_level=5)
    make_visit(journal, harbour, "2026-05-04T10:00", expectation_level=5)
    (line,) = territory.own(journal, THIS_QUARTER, "branch").lines
    assert (line.satisfaction, line.gap, line.rated) == (2.5, -2, 1)


def test_those_furthest_behind_come_first_when_wanted_so(journal: Journal) -> None:
    for name, target in (("Ahead", 1), ("Behind", 10), ("Close", 2)):
        make_visit(journal, make_account(journal, name, visit_target=target), "2026-05-02T10:00")
    make_account(journal, "Unmeasured")
    found = territory.own(journal, THIS_QUARTER, "branch", order="behind")
    assert [line.name for line in found.lines] == ["Behind", "Close", "Ahead", "Unmeasured"]


# The slow recomputation: every figure anew from the rows, account by account.


@dataclass(frozen=True)
class _Made:
    """A territory made at random: accounts (parent, region, class, rhythm, target) and visits."""

    accounts: list[tuple[int | None, str, str | None, int | None, int | None]]
    visits: list[tuple[int, int, str, int | None, int | None]]


_ACCOUNTS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 6),
        st.sampled_from(["", "North", "South"]),
        st.sampled_from([None, "A", "C"]),
        st.none() | st.integers(1, 60),
        st.none() | st.integers(0, 9),
    ),
    min_size=1,
    max_size=7,
)
_VISITS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 200),
        st.sampled_from(CHANNELS),
        st.none() | st.integers(1, 5),
        st.none() | st.integers(1, 5),
    ),
    max_size=10,
)


@settings(max_examples=30)
@given(
    made=st.builds(_Made, _ACCOUNTS, _VISITS),
    first=st.integers(-200, 30),
    days=st.integers(1, 400),
    grouping=st.sampled_from(["branch", "region", "class"]),
    channel=st.sampled_from(["", "on_site"]),
)
def test_every_figure_equals_a_slow_recomputation(
    made: _Made, first: int, days: int, grouping: Grouping, channel: str
) -> None:
    period = Period(TODAY + timedelta(days=first), TODAY + timedelta(days=first + days - 1))
    with TemporaryDirectory() as folder, empty_journal(Path(folder) / "t.rounds", FixedClock(TODAY)) as journal:
        ids = _write(journal, made)
        found = territory.own(journal, period, grouping, channel=channel)
        rows = accounts.listing(journal)
        for line in _all_lines(found):
            _check(journal, found, line, rows, channel)
        assert {line.account_id for line in found.each()} == set(ids)
        by_itself = territory.own(journal, period, "region", channel=channel)
        assert sorted(found.alone, key=lambda line: line.key) == sorted(by_itself.each(), key=lambda line: line.key)


def _write(journal: Journal, made: _Made) -> list[int]:
    ids: list[int] = []
    for number, (parent, region, account_class, rhythm_days, target) in enumerate(made.accounts):
        above = ids[parent] if parent is not None and parent < len(ids) else None
        own = {"region": region, "account_class": account_class, "rhythm_days": rhythm_days, "visit_target": target}
        ids.append(make_account(journal, f"Account {number}", parent_id=above, **own))
    for account, ago, channel, felt, expected in made.visits:
        start = f"{TODAY - timedelta(days=ago)}T10:00"
        own = {"channel": channel, "satisfaction": felt, "expectation_level": expected}
        make_visit(journal, ids[account % len(ids)], start, **own)
    return ids


def _all_lines(found: Territory) -> list[Line]:
    return [found.total, *found.lines, *(line for lines in found.below.values() for line in lines)]


def _check(journal: Journal, found: Territory, line: Line, rows: list[accounts.AccountRow], channel: str) -> None:
    alone = found.grouping != "branch" and line.account_id is not None
    if line.account_id is not None:
        ids = [line.account_id] if alone else accounts.tree_ids(journal, line.account_id)
    elif line is found.total:
        ids = [row.id for row in rows]
    else:
        column = {"region": "region", "class": "account_class"}[found.grouping]
        ids = [row.id for row in rows if (getattr(row, column) or "") == line.name]
    held = {one: _held(journal, one, found.period, channel) for one in ids}
    every = [visit for visits_of in held.values() for visit in visits_of]
    passed = max(0, sum(1 for day in _days(found.period) if day <= TODAY))
    due = {row.id: passed / row.rhythm_days if row.rhythm_days else 0.0 for row in rows}
    times = {one: len({visit.start[:10] for visit in held[one]}) for one in ids}
    both = [visit for visit in every if visit.satisfaction is not None and visit.expectation_level is not None]
    assert line.accounts == len(ids)
    assert line.seen == sum(bool(visits_of) for visits_of in held.values())
    assert line.never == sum(not _ever(journal, one) for one in ids)
    assert line.visits == len(every)
    assert line.times == sum(times.values())
    if line.account_id is not None:
        starts = [
            start for one in ids for (start,) in journal.rows("SELECT start FROM visit WHERE account_id = ?", one)
        ]
        assert line.last_seen == max((start[:10] for start in starts), default=None)
    assert line.due == pytest.approx(sum(due[one] for one in ids))
    assert line.kept == pytest.approx(sum(min(times[one], due[one]) for one in ids))
    assert line.channels == tuple(sum(visit.channel == one for visit in every) for one in CHANNELS)
    assert line.felt_all == sum(visit.satisfaction or 0 for visit in every)
    assert (line.rated, line.felt) == (len(both), sum(visit.satisfaction or 0 for visit in both))
    assert line.expected == sum(visit.expectation_level or 0 for visit in both)
    assert line.target == _target(line, found, ids, rows)
    if line.target is not None:
        scaled = sum(Fraction(line.target, _quarter_days(day)) for day in _days(found.period))
        assert found.target(line) == pytest.approx(float(scaled))


def _target(line: Line, found: Territory, ids: list[int], rows: list[accounts.AccountRow]) -> int | None:
    by_id = {row.id: row for row in rows}

    def below(account_id: int) -> list[int]:
        return [row.id for row in rows if row.parent_id == account_id]

    def effective(account_id: int) -> int | None:
        own = by_id[account_id].visit_target
        if own is not None:
            return own
        known = [target for target in map(effective, below(account_id)) if target is not None]
        return sum(known) if known else None

    def part(account_id: int) -> int | None:
        own = by_id[account_id].visit_target
        return None if own is None else max(0, own - sum(effective(child) or 0 for child in below(account_id)))

    if line is found.total:
        parts = [effective(row.id) for row in rows if row.parent_id is None]
    elif found.grouping == "branch":
        assert line.account_id is not None
        return effective(line.account_id)
    else:
        parts = [part(one) for one in ids]
    known = [one for one in parts if one is not None]
    return sum(known) if known else None


def _held(journal: Journal, account_id: int, period: Period, channel: str) -> list[visits.VisitRow]:
    ids = journal.rows("SELECT id FROM visit WHERE account_id = ?", account_id)
    found = [visits.get(journal, visit_id) for (visit_id,) in ids]
    return [
        visit
        for visit in found
        if period.first <= date.fromisoformat(visit.start[:10]) <= period.last and channel in ("", visit.channel)
    ]


def _ever(journal: Journal, account_id: int) -> bool:
    return bool(journal.rows("SELECT 1 FROM visit WHERE account_id = ?", account_id))


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1)]


def _quarter_days(day: date) -> int:
    first = day.month - (day.month - 1) % 3
    return sum((date(day.year + month // 12, month % 12 + 1, 1) - date(day.year, month, 1)).days
               for month in range(first, first + 3))  # fmt: skip


def test_in_a_circle_of_a_damaged_journal_nobody_is_left_out(journal: Journal) -> None:
    first = make_account(journal, "First", visit_target=2)
    second = make_account(journal, "Second", parent_id=first)
    make_visit(journal, second)
    journal.connection.execute("UPDATE account SET parent_id = ? WHERE id = ?", (second, first))
    found = territory.own(journal, THIS_QUARTER, "branch")
    assert [(line.accounts, line.visits) for line in found.lines] == [(2, 1)]
    assert (found.total.accounts, found.total.visits) == (2, 1)
