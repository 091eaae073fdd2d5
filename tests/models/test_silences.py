"""Long pursuits: how often we met, and the silences in between."""

from __future__ import annotations

from datetime import date

from models import accounts, projects, silences, visits
from models.journal import Journal
from models.silences import Silence
from tests.factories import make_account, make_visit


def _met(journal: Journal, account: int, *days: str, **fields: object) -> None:
    for day in days:
        make_visit(journal, account, f"{day}T10:00", **fields)


def test_meetings_are_counted_and_long_silences_named(journal: Journal) -> None:
    account = make_account(journal)
    _met(journal, account, "2024-03-01", "2024-03-01", "2024-04-15", "2024-11-20", "2025-01-18", "2026-05-01")
    (pursuit,) = silences.of_account(journal, account)
    assert (pursuit.project, pursuit.meetings, len(pursuit.days)) == ("", 6, 5)
    assert pursuit.silences == (
        Silence(date(2024, 4, 15), date(2024, 11, 20), lasts=False),
        Silence(date(2025, 1, 18), date(2026, 5, 1), lasts=False),
    )
    assert pursuit.longest is not None
    assert pursuit.longest.days == 468


def test_a_silence_may_last_until_today(journal: Journal) -> None:
    account = make_account(journal)
    _met(journal, account, "2025-01-01", "2025-02-01", "2025-03-15")
    (pursuit,) = silences.of_account(journal, account)
    assert pursuit.silences == (Silence(date(2025, 3, 15), date(2026, 5, 14), lasts=True),)


def test_with_a_long_rhythm_only_twice_as_long_is_a_silence(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=90)
    days = ("2025-06-01", "2025-11-27", "2026-05-10")
    _met(journal, account, *days)
    assert silences.of_account(journal, account)[0].silences == ()
    accounts.edit(journal, account, rhythm_days=80)
    assert [one.days for one in silences.of_account(journal, account)[0].silences] == [179, 164]


def test_a_project_has_a_pursuit_of_its_own_until_it_is_closed(journal: Journal) -> None:
    account = make_account(journal)
    project = projects.create(journal, account_id=account, name="GSM-R").id
    _met(journal, account, "2023-05-01", "2024-05-01", "2025-05-01", project_id=project)
    _met(journal, account, "2026-05-01")
    whole, pursuit = silences.of_account(journal, account)
    assert (whole.meetings, pursuit.project, pursuit.meetings) == (4, "GSM-R", 3)
    assert pursuit.silences[-1].lasts
    journal.connection.execute("UPDATE project SET closed_on = '2026-05-01'")
    assert len(silences.of_account(journal, account)) == 1


def test_what_is_new_or_was_hardly_met_is_no_long_pursuit(journal: Journal) -> None:
    young, rare = make_account(journal, "Young"), make_account(journal, "Rare")
    _met(journal, young, "2026-03-01", "2026-04-01", "2026-05-01")
    _met(journal, rare, "2020-03-01", "2026-05-01")
    visits.trash(journal, make_visit(journal, rare, "2021-01-01T10:00"))
    make_visit(journal, rare, "2022-01-01T10:00", state="missed")
    assert silences.of_account(journal, young) == []
    assert silences.of_account(journal, rare) == []
