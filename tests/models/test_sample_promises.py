"""What is owed and kept in touch with in the sample journal, as the window shows it the next morning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models import (
    coming_up,
    outreach,
    plan_sheets,
    plans,
    quiet_lists,
    rhythm,
    step_lists,
    step_rounds,
    today,
    visit_series,
)
from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from models.sample.texts import LANGUAGES, names, promises
from models.step_lists import GROUPS

MORNING = datetime(2026, 5, 14, 9, 50)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The sample journal on the day after it was made."""
    path = tmp_path_factory.mktemp("morning") / "sample.rounds"
    make_sample(path, today=MORNING.date() - timedelta(days=1))
    with Journal.open(path, clock=FixedClock(MORNING), read_only=True) as journal:
        yield journal


def test_only_accounts_that_are_there_are_named() -> None:
    accounts = {account["name"] for language in LANGUAGES for account in names(language).accounts}
    told = promises()
    named = {entry["account"] for kind in ("snooze", "step", "plan", "meeting") for entry in told[kind]}
    assert named | {*told["rhythm"], *told["rhythm_of_people"], *told["birthday"]} <= accounts
    goals = {plan.goal for language in LANGUAGES for plan in names(language).plans}
    assert set(told["ordered"]) <= goals


def test_every_group_of_next_steps_is_filled(morning: Journal) -> None:
    counted = step_lists.counts(morning)
    assert all(counted.get(group) for group in GROUPS)
    assert counted["overdue"] <= 12


def test_today_has_something_of_everything(morning: Journal) -> None:
    day = today.today(morning)
    assert day.visits_today
    assert day.visits_tomorrow
    for told in (day.due, day.waiting, day.risks, day.money, day.signatures, day.quiet):
        assert told
    assert len(day.birthdays) >= 3
    assert [(one.account, one.times) for one in day.missed] == [("Meridian Mobile", 2)]


def test_a_regular_meeting_shows_two_missed_ones_and_the_next(morning: Journal) -> None:
    found = {}
    for (account_id,) in morning.rows("SELECT DISTINCT account_id FROM visit WHERE series_id IS NOT NULL"):
        for series in visit_series.of_accounts(morning, [account_id]):
            found[series.account] = series
    assert [one.day for one in found["Meridian Mobile"].missed] == ["2026-04-07", "2026-05-05"]
    assert found["Meridian Mobile"].start == "2026-06-02T08:00"
    assert {one.level for one in found.values()} == {"executive"}
    assert (found["云岭电网有限公司"].missed, found["云岭电网有限公司"].held >= 3) == ((), True)


def test_what_failed_again_shows_its_rounds_and_to_whom_it_went(morning: Journal) -> None:
    title = "Tunnel radio drops out between Quay Street and Arsenal"
    (step_id,) = morning.row("SELECT id FROM step WHERE title = ?", title) or (0,)
    first, second = step_rounds.rounds(morning, step_id)
    assert (first.outcome, bool(first.answered_at), bool(first.on_site_at)) == ("done", True, True)
    assert second.closed_at is None
    assert [one.name for one in second.escalations] == ["Helen Marsh"]


def test_half_of_the_region_is_still_to_be_reached(morning: Journal) -> None:
    (running,) = outreach.running(morning)
    states = [member.state for member in outreach.members(morning, running.id)]
    assert 9 == running.all > running.left > 0
    assert {"open", "planned", "reached", "skipped"} == set(states)


def test_each_template_has_its_plan_and_one_has_drifted(morning: Journal) -> None:
    sheets = [plan_sheets.read(morning, plan.id) for plan in plans.listing(morning) if plan.kind == "goal"]
    waiting = [sheet for sheet in sheets if sheet.after]
    assert len(waiting) == 4 + len(promises()["ordered"])
    assert sum(sheet.plan.first_target_on != sheet.plan.target_on for sheet in sheets) == 2


def test_who_goes_quiet_is_few_and_some_are_snoozed(morning: Journal) -> None:
    lines = quiet_lists.read(morning, limit=200)
    assert 3 <= rhythm.most_quiet(morning, 1)[1] <= 10
    assert {"over", "snoozed"} <= {line.state for line in lines}
    assert all(line.reason for line in lines if line.state == "snoozed")
    inherited = {
        rhythm.of_account(morning, account_id).source for (account_id,) in morning.rows("SELECT id FROM account")
    }
    assert inherited == {"own", "above", "class", "none"}


def test_steps_remind_and_people_have_rhythms(morning: Journal) -> None:
    assert len(morning.rows("SELECT id FROM step WHERE remind_at > '2026-05-14T09:50' AND closed_at IS NULL")) == 2
    assert len(morning.rows("SELECT id FROM contact WHERE rhythm_days IS NOT NULL")) == 5


@pytest.mark.parametrize("count", [130, 4000])
def test_they_are_there_in_small_and_large_ones(tmp_path: Path, count: int) -> None:
    make_sample(tmp_path / "other", visits=count, today=date(2026, 2, 28))
    clock = FixedClock(datetime(2026, 3, 1, 9))
    with Journal.open(tmp_path / "other", clock=clock, read_only=True) as journal:
        assert journal.row("SELECT count(*) FROM visit") == (count,)
        (running,) = outreach.running(journal)
        assert running.all == 9
        assert [one.times for one in coming_up.missed_meetings(journal)] == [2]
