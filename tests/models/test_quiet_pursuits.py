"""A pursuit with a rhythm nudges when nobody was in touch for longer, and only then."""

from __future__ import annotations

from models import acceptance, project_course, projects, quiet_pursuits, signing
from models.journal import Journal
from tests.factories import make_account, make_visit


def _pursuit(journal: Journal, name: str, rhythm_days: int | None, begun: str = "2025-01-01") -> tuple[int, int]:
    account_id = make_account(journal, f"Account of {name}")
    made = projects.create(journal, account_id=account_id, name=name, rhythm_days=rhythm_days).id
    projects.move(journal, made, "Lead", on=begun)
    return made, account_id


def test_who_is_past_the_rhythm_stands_in_the_list(journal: Journal) -> None:
    quiet, quiet_at = _pursuit(journal, "Quiet", 30)
    kept, kept_at = _pursuit(journal, "Kept", 30)
    _pursuit(journal, "Without a rhythm", None)
    never, _ = _pursuit(journal, "Never met", 30, begun="2026-01-01")
    over, _ = _pursuit(journal, "Over", 30)
    project_course.lose(journal, over)
    make_visit(journal, quiet_at, "2026-04-13T10:00", project_id=quiet)
    make_visit(journal, quiet_at, "2026-05-12T10:00")  # about something else
    make_visit(journal, quiet_at, "2026-05-20T10:00", project_id=quiet, state="planned")
    make_visit(journal, kept_at, "2026-04-14T10:00", project_id=kept)
    first, second = quiet_pursuits.read(journal)
    assert (first.project_id, first.days, first.planned_on) == (never, 133, None)
    assert (second.project_id, second.days, second.days_over, second.planned_on) == (quiet, 31, 1, "2026-05-20")
    assert second.account == "Account of Quiet"
    assert len(quiet_pursuits.read(journal, limit=1)) == 1


def test_waiting_for_a_signature_is_being_in_touch(journal: Journal) -> None:
    project, _ = _pursuit(journal, "Signing", 10)
    assert [one.project_id for one in quiet_pursuits.read(journal)] == [project]
    signature = acceptance.add_signature(journal, project, department="Depot").id
    signing.attempt(journal, signature, at="2026-05-10T08:00", what="waited", minutes=480)
    assert quiet_pursuits.read(journal) == []
