"""Accounts that go quiet."""

from __future__ import annotations

from models import contacts, visits
from models.journal import Journal
from models.rhythm import going_quiet, most_quiet
from tests.factories import make_account, make_contact, make_visit


def test_beyond_its_rhythm_an_account_is_quiet_and_from_one_and_a_half_times_amber(journal: Journal) -> None:
    for name, last in (("On time", "04-14"), ("Late", "04-13"), ("Later", "03-31"), ("Amber", "03-30")):
        make_visit(journal, make_account(journal, name, rhythm_days=30), f"2026-{last}T23:30")
    quiet = going_quiet(journal)
    assert [(one.name, one.days, one.is_amber) for one in quiet] == [
        ("Amber", 45, True),
        ("Later", 44, False),
        ("Late", 31, False),
    ]
    assert most_quiet(journal, 1)[1] == 3


def test_without_a_rhythm_or_a_visit_no_account_is_quiet(journal: Journal) -> None:
    make_visit(journal, make_account(journal, "No rhythm"), "2020-01-01T09:00")
    make_account(journal, "Never seen", rhythm_days=7)
    assert going_quiet(journal) == []
    assert most_quiet(journal, 1)[1] == 0


def test_only_a_visit_that_was_held_breaks_the_silence(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=30)
    make_visit(journal, account, "2026-01-14T09:00")
    for state in ("missed", "cancelled"):
        make_visit(journal, account, "2026-05-12T09:00", state=state)
    visits.trash(journal, make_visit(journal, account, "2026-05-13T09:00"))
    make_visit(journal, account, "2026-05-27T09:00", state="planned")
    ahead = make_visit(journal, account, "2026-05-20T09:00", state="planned")
    (quiet,) = going_quiet(journal)
    assert (quiet.days, quiet.planned_visit_id, quiet.planned_on) == (120, ahead, "2026-05-20")


def test_a_quiet_account_says_who_was_met_and_about_what(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=30)
    lei = make_contact(journal, "张蕾")
    contacts.take_post(journal, lei, account, title="Head of access")
    make_visit(journal, account, "2026-03-01T09:00", purpose="Old", people=[make_contact(journal, "Tom")])
    make_visit(journal, account, "2026-03-28T09:00", purpose="Spares", people=[lei, make_contact(journal, "Ann")])
    (quiet,) = going_quiet(journal)
    assert (quiet.person, quiet.title, quiet.topic, quiet.planned_on) == ("张蕾", "Head of access", "Spares", None)


def test_no_more_than_asked_for(journal: Journal) -> None:
    for number in range(4):
        account = make_account(journal, f"Account {number}", rhythm_days=7)
        make_visit(journal, account, f"2026-04-0{number + 1}T09:00")
    assert [one.name for one in going_quiet(journal, limit=2)] == ["Account 0", "Account 1"]
    assert most_quiet(journal, 1)[1] == 4
