"""`today`: the day as the first page of the window tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import acceptance, assets, projects, receivables
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.commands.running import Run, opened


@pytest.fixture
def filled(path: Path) -> Path:
    """A journal with visits, a promise that is late and a complaint nobody answered."""
    with opened(path) as journal:
        rail = make_account(journal)
        make_visit(journal, rail, "2026-05-12T10:00", purpose="Acceptance")
        make_visit(journal, rail, "2026-05-14T16:00", state="planned", purpose="BOQ again")
        make_visit(journal, rail, "2026-05-15T09:00", state="planned")
        make_step(journal, "Send the BOQ", kind="promise", account_id=rail, due_on="2026-05-13")
        make_step(journal, "Late crates", kind="complaint", account_id=rail, raised_at="2026-05-10T09:00")
    return path


@pytest.fixture
def coming(path: Path) -> Path:
    """A journal with nothing to do, and all that comes up."""
    with opened(path) as journal:
        rail = make_account(journal, rhythm_days=7)
        make_visit(journal, rail, "2026-05-01T10:00", summary="Agreed")
        make_step(journal, "One trench for both fibres", kind="risk", account_id=rail, due_on="2026-06-01")
        make_contact(journal, "徐海", account_id=rail, birthday="1980-05-16")
        lot = projects.create(journal, account_id=rail, name="Lot 2").id
        acceptance.add_signature(journal, lot, department="Signals", state="submitted", asked_on="2026-04-14")
        acceptance.add_signature(journal, lot, department="Power", state="blocked", asked_on="2026-04-20")
        receivables.create(
            journal, account_id=rail, title="Delivered", amount_minor=4_820_000, currency="EUR", due_on="2026-05-04"
        )
        receivables.create(
            journal, account_id=rail, title="Trained", amount_minor=500_000, currency="EUR", planned_on="2026-05-10"
        )
        assets.create(journal, account_id=rail, product="Cab radio", warranty_end_on="2026-06-20")
    return path


def test_today_answers_a_script(run: Run, filled: Path) -> None:
    ran = run("today", "-j", filled, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [visit["purpose"] for visit in ran.data["visits_today"]] == ["BOQ again"]
    assert [visit["start"] for visit in ran.data["visits_tomorrow"]] == ["2026-05-15T09:00"]
    assert [(step["title"], step["days_late"], step["side"]) for step in ran.data["due"]] == [
        ("Send the BOQ", 1, "ours")
    ]
    assert [(step["title"], step["days_waiting"], step["answered"]) for step in ran.data["waiting"]] == [
        ("Late crates", 4, False)
    ]
    assert [visit["purpose"] for visit in ran.data["to_write_up"]] == ["Acceptance"]


def test_today_answers_a_person(run: Run, filled: Path) -> None:
    out = run("today", "-j", filled).out
    assert out.startswith("2026-05-14 Thu\n")
    assert "  promise · Send the BOQ · Northern Rail · 1 day late" in out
    assert "  complaint · Late crates · Northern Rail · waiting 4 days, not answered yet" in out
    assert "  16:00  Northern Rail · on site · BOQ again" in out


def test_a_visit_without_a_time_shows_none(run: Run, path: Path) -> None:
    with opened(path) as journal:
        rail = make_account(journal)
        make_visit(journal, rail, "2026-05-13T00:00", purpose="Acceptance", summary="")
        make_visit(journal, rail, "2026-05-15T00:00", state="planned", purpose="Audit")
    out = run("today", "-j", path).out
    assert "  2026-05-13  Northern Rail · on site · Acceptance" in out
    assert "\n  Northern Rail · on site · Audit" in out
    assert "time: 2026-05-16 Sat" in run("add", "visit @Northern Rail 16 May", "-j", path).out


def test_a_day_without_anything_says_so(run: Run, path: Path) -> None:
    assert run("today", "-j", path).out == "2026-05-14 Thu\nNothing is due, and no visit is planned.\n"


def test_what_comes_up_is_told_to_a_person(run: Run, coming: Path) -> None:
    out = run("today", "-j", coming).out
    for line in (
        "  risk · One trench for both fibres · Northern Rail · 2026-06-01",
        "  Delivered · EUR 48,200 · Northern Rail · 10 days overdue",
        "  1 signature asked for, 1 blocked · Lot 2 · Waiting 30 days",
        "  Trained · EUR 5,000 · Northern Rail · Ready 4 days ago, amount not confirmed",
        "  Cab radio · Northern Rail · Ends 20 June",
        "  徐海 · Northern Rail · turns 46 · Sat 16 May",
        "  Northern Rail · 13 days ago",
    ):
        assert f"\n{line}\n" in out
    assert "planned today" not in out


def test_what_comes_up_is_told_to_a_script(run: Run, coming: Path) -> None:
    data = run("today", "-j", coming, "--json").data
    assert [(one["rest_minor"], one["currency"], one["days_late"]) for one in data["money"]] == [(4_820_000, "EUR", 10)]
    assert [(one["waiting"], one["blocked"], one["asked_on"]) for one in data["signatures"]] == [(1, 1, "2026-04-14")]
    assert [(one["name"], one["day"], one["turns"]) for one in data["birthdays"]] == [("徐海", "2026-05-16", 46)]
    assert [one["name"] for one in data["quiet"]] == ["Northern Rail"]
    assert [one["title"] for one in data["risks"]] == ["One trench for both fibres"]
    assert [one["product"] for one in data["warranties"]] == ["Cab radio"]
    assert [(one["title"], one["is_confirmed"]) for one in data["invoices"]] == [("Trained", 0)]
    assert data["pursuits"] == []
    assert data["missed"] == []
    assert data["end"] is None
    for one in (*data["money"], *data["quiet"]):
        assert one["id"].isdecimal()


def test_the_end_of_the_day_says_what_is_not_written_up(run: Run, filled: Path) -> None:
    assert "planned today" not in run("today", "-j", filled, "--now", "2026-05-14T15:00").out
    evening = run("today", "-j", filled, "--now", "2026-05-14T18:00")
    assert evening.out.endswith("\n1 visit planned today, 1 not yet written up.\n")
    end = run("today", "-j", filled, "--now", "2026-05-14T18:00", "--json").data["end"]
    assert (end["visits"], end["to_write_up"], end["ahead"]) == (1, 1, 0)
    assert end["first"].isdecimal()
