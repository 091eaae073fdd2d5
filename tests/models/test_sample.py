"""The sample journal reads like real work, comes out the same every time, and holds what others rely on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from models import colleagues, steps
from models.errors import InvalidValue
from models.journal import Journal
from models.safety.check import check
from models.sample import make_sample
from models.sample.texts import LANGUAGES, delivery, names, promises, situations, staging
from tests.models.sample_day import TODAY, LargeSample
from tests.readers import participants_of


def texts_of(journal: Journal) -> Iterator[str]:
    """Every text a person would read."""
    for table in ("account", "contact", "contact_post", "visit", "visit_question", "step", "plan", "project", "trip"):
        for row in journal.rows(f"SELECT * FROM {table}"):
            yield from (value for value in row if isinstance(value, str))


CALLED = promises()["outreach"]["goal"]
STAGED = """(SELECT id FROM visit WHERE series_id IS NULL AND plan_id IS NULL AND repeats = ''
    AND coalesce(trip_id, 0) NOT IN (SELECT id FROM trip WHERE result <> '')
    AND id NOT IN (SELECT visit_id FROM visit_asset))"""
"""The visits that a situation tells of: all but regular meetings, the outreach, the congress, and service."""


class TestDeterminism:
    def test_same_seed_and_day_give_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            make_sample(tmp_path / name, visits=150, seed=3, today=TODAY)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    def test_same_bytes_when_written_a_month_at_a_time(self, tmp_path: Path, large_sample: LargeSample) -> None:
        make_sample(tmp_path / "again", visits=4000, today=TODAY)
        assert (tmp_path / "again").read_bytes() == large_sample.path.read_bytes()

    def test_other_seed_or_day_give_another_journal(self, tmp_path: Path) -> None:
        make_sample(tmp_path / "one", visits=60, seed=1, today=TODAY)
        make_sample(tmp_path / "seed", visits=60, seed=2, today=TODAY)
        make_sample(tmp_path / "day", visits=60, seed=1, today=TODAY + timedelta(days=3))
        assert len({(tmp_path / name).read_bytes() for name in ("one", "seed", "day")}) == 3

    def test_the_time_zone_of_the_computer_does_not_matter(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import time

        if not hasattr(time, "tzset"):
            pytest.skip("this system can't change its zone")
        for zone in ("Asia/Shanghai", "America/Lima"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            make_sample(tmp_path / zone.partition("/")[2], visits=40, today=TODAY)
        monkeypatch.undo()
        time.tzset()
        assert (tmp_path / "Shanghai").read_bytes() == (tmp_path / "Lima").read_bytes()


class TestSize:
    @pytest.mark.parametrize("count", [1, 7, 30, 140])
    @pytest.mark.parametrize(
        "today", [TODAY, date(2026, 5, 11), date(2026, 1, 1), date(2028, 2, 29), date(2026, 8, 16)]
    )
    def test_any_size_on_any_day_is_met_exactly(self, tmp_path: Path, count: int, today: date) -> None:
        make_sample(tmp_path / "any", visits=count, today=today)
        with Journal.open(tmp_path / "any") as journal:
            assert journal.row("SELECT count(*) FROM visit") == (count,)
            assert check(journal.connection).faults == ()

    def test_large_one_is_whole_and_told_about(self, tmp_path: Path, large_sample: LargeSample) -> None:
        assert large_sample.told[-1] == (4000, 4000)
        with Journal.open(large_sample.path, read_only=True) as journal:
            assert journal.row("SELECT count(*) FROM visit") == (4000,)
            assert check(journal.connection).faults == ()
            indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
            with_all = journal.row(indexes)
            steps_of_all = journal.row("SELECT count(*), count(DISTINCT visit_id) FROM step")
        make_sample(tmp_path / "small", visits=20, today=TODAY)
        with Journal.open(tmp_path / "small") as journal:
            assert journal.row(indexes) == with_all
        assert steps_of_all is not None
        assert steps_of_all[0] > 4000

    def test_nothing_is_overwritten_and_nothing_left_behind(self, tmp_path: Path) -> None:
        path = tmp_path / "mine"
        path.write_text("my own")
        with pytest.raises(InvalidValue, match="exists already"):
            make_sample(path, today=TODAY)
        with pytest.raises(InvalidValue, match="at least one"):
            make_sample(tmp_path / "none", visits=0, today=TODAY)
        assert path.read_text() == "my own"
        assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]


class TestWhole:
    def test_file_is_whole_and_says_that_it_is_a_sample(self, sample: Journal) -> None:
        assert check(sample.connection).faults == ()
        assert json.loads(sample.setting("sample") or "false") is True

    def test_profile_heads_the_summary(self, sample: Journal) -> None:
        mine = colleagues.profile(sample)
        assert (mine.name, mine.region, mine.manager_name) == ("Lin Sofia", "East region", "Helen Marsh")
        assert len(colleagues.listing(sample)) >= 8

    def test_everybody_took_part_at_the_post_held_then(self, sample: Journal) -> None:
        wrong = sample.rows(
            "SELECT visit.start, contact.name FROM visit_contact JOIN visit ON visit.id = visit_id "
            "JOIN contact ON contact.id = visit_contact.contact_id "
            "LEFT JOIN contact_post ON contact_post.id = contact_post_id "
            "WHERE visit_contact.account_id IS NOT visit.account_id OR contact_post.account_id IS NOT visit.account_id "
            "OR contact_post.contact_id IS NOT contact.id OR contact_post.from_on > substr(visit.start, 1, 10) "
            "OR contact_post.until_on < substr(visit.start, 1, 10)"
        )
        assert wrong == []

    def test_those_present_have_the_roles_of_the_situation(self, sample: Journal) -> None:
        wanted = {(s.purpose, s.expected): s.roles for language in LANGUAGES for s in situations(language)}
        for visit_id, purpose, expected in sample.rows(
            f"SELECT id, purpose, expected_result FROM visit WHERE id IN {STAGED}"
        ):
            roles = tuple(person.role_group for person in participants_of(sample, visit_id))
            assert roles[: len(wanted[purpose, expected])] == wanted[purpose, expected]

    def test_language_of_the_visit_is_that_of_its_account(self, sample: Journal) -> None:
        home = {account["name"]: language for language in LANGUAGES for account in names(language).accounts}
        spoken = {s.purpose: s.language for language in LANGUAGES for s in situations(language)}
        visits_at = "SELECT account.name, purpose FROM visit JOIN account ON account.id = account_id"
        query = f"{visits_at} WHERE visit.id IN {STAGED}"
        assert {(home[name], spoken[purpose]) for name, purpose in sample.rows(query)} == {("en", "en"), ("zh", "zh")}

    def test_ids_and_stamps_run_with_time(self, sample: Journal) -> None:
        for table in ("visit", "step", "contact", "operation"):
            stamp = "started_at" if table == "operation" else "created_at"
            stamps = [row[0] for row in sample.rows(f"SELECT {stamp} FROM {table} ORDER BY id")]
            assert stamps == sorted(stamps)
            assert stamps[-1] < f"{TODAY + timedelta(days=1)}"


class TestReading:
    def test_no_placeholder_is_left(self, sample: Journal) -> None:
        assert [text for text in texts_of(sample) if re.search(r"\{\w*\}", text)] == []

    def test_only_domains_that_nobody_can_own(self, sample: Journal) -> None:
        addresses = re.compile(r"[\w.-]+@([\w.-]+)|https?://([\w.-]+)")
        hosts = [found[1] or found[2] for text in texts_of(sample) for found in addresses.finditer(text)]
        hosts += [row[0].partition("@")[2] for row in sample.rows("SELECT value FROM contact_point WHERE kind='email'")]
        hosts += [row[0].partition("@")[2] for row in sample.rows("SELECT email FROM colleague")]
        assert len(hosts) > 200
        assert {host for host in hosts if not host.endswith(".example")} == set()

    def test_no_situation_twice_at_one_account(self, sample: Journal) -> None:
        played = Counter(sample.rows(f"SELECT account_id, purpose, expected_result FROM visit WHERE id IN {STAGED}"))
        assert [visit for visit, times in played.items() if times > 1] == []

    def test_no_situation_twice_among_the_newest(self, sample: Journal) -> None:
        query = (
            f"SELECT purpose, expected_result FROM visit WHERE id IN {STAGED} ORDER BY start DESC, id DESC LIMIT 285"
        )
        newest = sample.rows(query)
        assert len(newest) == len(set(newest))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_at_least_150_situations_of_each_language_take_place(self, sample: Journal, language: str) -> None:
        there = {purpose for (purpose,) in sample.rows("SELECT purpose FROM visit")}
        assert len([s for s in situations(language) if s.purpose in there]) >= 150

    def test_nothing_was_held_after_today_and_nothing_is_planned_before(self, sample: Journal) -> None:
        tomorrow = str(TODAY + timedelta(days=1))
        assert sample.rows("SELECT id FROM visit WHERE state <> 'planned' AND start >= ?", tomorrow) == []
        assert sample.rows("SELECT id FROM visit WHERE state = 'planned' AND start < ?", tomorrow) == []
        assert sample.rows("SELECT id FROM step WHERE max(raised_at, coalesce(closed_at, '')) >= ?", tomorrow) == []
        assert len(sample.rows("SELECT id FROM visit WHERE state = 'planned'")) >= 8

    def test_weekends_are_kept_but_for_what_belongs_there(self, sample: Journal) -> None:
        allowed = {s.purpose for s in situations("en") + situations("zh") if s.key in staging().weekday}
        for start, purpose in sample.rows("SELECT start, purpose FROM visit"):
            assert datetime.fromisoformat(start).weekday() < 5 or purpose in allowed

    def test_nobody_is_at_two_places_at_once(self, sample: Journal) -> None:
        kept = {s.purpose for s in situations("en") + situations("zh") if s.key in staging().hour} | {CALLED}
        query = "SELECT start, minutes, purpose FROM visit WHERE state = 'held' ORDER BY start"
        previous_end, previous = "", ""
        for start, minutes, purpose in sample.rows(query):
            assert start >= previous_end or purpose in kept or previous in kept
            end = datetime.fromisoformat(start) + timedelta(minutes=minutes or 0)
            previous_end, previous = end.isoformat(timespec="minutes"), purpose

    def test_stories_are_told_in_order_at_one_place(self, sample: Journal) -> None:
        starts = dict(sample.rows("SELECT purpose || expected_result, start FROM visit"))
        for story in staging().stories:
            parts = [s for s in situations(story.language) if s.part and s.part[0] == story.prefix]
            parts.sort(key=lambda s: s.part or ("", 0))
            told = [starts[part.purpose + part.expected] for part in parts]
            assert told == sorted(told), story.prefix

    def test_the_railway_takes_two_years_with_months_of_silence(self, sample: Journal) -> None:
        query = "SELECT start FROM visit JOIN account ON account.id = account_id WHERE account.name = 'Northern Rail'"
        days = sorted(date.fromisoformat(start[:10]) for (start,) in sample.rows(query))
        assert len(days) >= 24
        assert days[-1] - days[0] > timedelta(days=730)
        silences = [later - earlier for earlier, later in pairwise(days)]
        assert sum(silence > timedelta(days=50) for silence in silences) >= 5

    def test_staging_names_only_what_is_there(self) -> None:
        accounts = {account["name"] for language in LANGUAGES for account in names(language).accounts}
        keys = {s.key for language in LANGUAGES for s in situations(language)}
        stage = staging()
        named = {story.account for story in stage.stories} | {name for at in stage.at.values() for name in at}
        named |= set(stage.plans.values()) | {project["account"] for project in delivery()["project"]}
        assert named <= accounts
        assert {*stage.at, *stage.hour, *stage.weekday, *stage.months, *stage.still_open} <= keys


class TestContents:
    def test_this_week_fits_a_report(self, sample: Journal) -> None:
        monday = TODAY - timedelta(days=TODAY.weekday())
        query = "SELECT summary, highlight, support_needed, confidential, account_id FROM visit WHERE state = 'held' "
        week = sample.rows(query + "AND start >= ?", str(monday))
        assert 10 <= len(week) <= 14
        assert sum(not summary for summary, *_ in week) in (1, 2)
        assert sum(bool(row[3]) for row in week) == 2
        assert sum(bool(row[1]) for row in week) >= 3
        assert sum(bool(row[2]) for row in week) >= 2
        assert len({row[4] for row in week}) >= 9
        assert any("一" <= letter <= "龥" for row in week for letter in row[0])
        assert any(row[0].isascii() and row[0] for row in week)

    def test_acceptance_has_its_634_items_and_87_signatures(self, sample: Journal) -> None:
        assert sample.row("SELECT count(*), count(DISTINCT department) FROM acceptance_item") == (634, 17)
        assert sample.row("SELECT count(DISTINCT criterion || department) FROM acceptance_item") == (634,)
        assert sample.row("SELECT count(*) FROM acceptance_item WHERE state IN ('agreed', 'signed')") == (412,)
        states = dict(sample.rows("SELECT state, count(*) FROM signature GROUP BY state"))
        assert sum(states.values()) == 87
        assert (states["signed"], states["blocked"]) == (51, 9)
        assert sample.rows("SELECT id FROM signature WHERE (state = 'signed') <> (signed_on IS NOT NULL)") == []
        assert len(sample.rows("SELECT id FROM signature_attempt WHERE result LIKE 'Waited eight hours%'")) == 1

    def test_money_is_overdue_promised_and_paid(self, sample: Journal) -> None:
        late = "SELECT sum(amount_minor) FROM receivable WHERE due_on < ? AND currency = 'EUR' "
        unpaid = "AND id NOT IN (SELECT receivable_id FROM payment)"
        assert sample.row(late + unpaid, str(TODAY)) == (96_400_00,)
        assert sample.rows("SELECT id FROM receivable WHERE promised_on > ?", str(TODAY))
        assert sample.rows("SELECT id FROM payment")

    def test_every_way_a_step_can_end_occurs(self, sample: Journal) -> None:
        ends = set(sample.rows("SELECT kind, coalesce(outcome, 'open') FROM step"))
        assert {kind for kind, _ in ends} == set(steps.KINDS)
        assert {("promise", end) for end in ("kept", "kept_late", "broken", "released", "open")} <= ends
        assert {("customer_promise", end) for end in ("kept", "kept_late", "broken")} <= ends
        assert sample.rows("SELECT id FROM step WHERE closed_at IS NULL AND due_on < ?", str(TODAY))
        assert sample.rows(
            "SELECT id FROM step WHERE kind = 'promise' AND closed_at IS NULL AND due_on >= ?", str(TODAY)
        )

    def test_complaints_have_clocks_and_one_came_back(self, sample: Journal) -> None:
        query = "SELECT reopened_at, escalated_at FROM step WHERE kind = 'complaint' AND reopened_at IS NOT NULL"
        assert [bool(escalated) for _, escalated in sample.rows(query)] == [True, True]
        query = "SELECT escalated_to_colleague_id IS NOT NULL FROM step WHERE escalated_at IS NOT NULL"
        assert {row[0] for row in sample.rows(query)} == {True, False}
        query = (
            "SELECT count(*), count(first_answered_at), count(on_site_at), count(closed_at) FROM step WHERE kind = ?"
        )
        counted = sample.row(query, "complaint")
        assert counted is not None
        assert counted[0] == counted[1] > counted[3] > counted[2] > 0

    def test_private_things_confidential_visits_and_missed_meetings(self, sample: Journal) -> None:
        for column in ("birthday", "preferences", "kindnesses"):
            assert len(sample.rows(f"SELECT id FROM contact WHERE {column} <> ''")) > 20
        assert sample.rows("SELECT id FROM visit WHERE private_notes <> ''")
        assert sample.rows("SELECT id FROM visit WHERE state = 'missed'")
        assert sample.rows("SELECT step.id FROM step JOIN visit ON visit.id = visit_id WHERE confidential")

    def test_people_are_a_net(self, sample: Journal) -> None:
        for condition in ("placeholder", "reports_to_id IS NOT NULL", "introduced_by_id IS NOT NULL"):
            assert sample.rows(f"SELECT id FROM contact WHERE {condition}")
        moved = "SELECT contact_id FROM contact_post GROUP BY contact_id HAVING count(DISTINCT account_id) = 2"
        assert len(sample.rows(moved)) >= 4
        assert {row[0] for row in sample.rows("SELECT kind FROM contact_point")} == {"phone", "email", "chat"}

    def test_accounts_are_trees_of_group_company_city_and_county(self, sample: Journal) -> None:
        query = """
            WITH RECURSIVE tree(id, depth) AS (SELECT id, 1 FROM account WHERE parent_id IS NULL UNION ALL
                SELECT account.id, depth + 1 FROM account JOIN tree ON parent_id = tree.id)
            SELECT max(depth) FROM tree"""
        assert sample.row(query) == (4,)

    def test_plans_projects_trips_and_events(self, sample: Journal) -> None:
        assert sample.row("SELECT count(DISTINCT plan_id) FROM step WHERE plan_id IS NOT NULL") == (21,)
        assert sample.rows("SELECT id FROM plan WHERE closed_on IS NOT NULL")
        assert len(sample.rows("SELECT id FROM stage_change")) > 20
        assert {
            row[0] for row in sample.rows("SELECT DISTINCT trip.kind FROM visit JOIN trip ON trip.id = trip_id")
        } == {
            "trip",
            "event",
        }
