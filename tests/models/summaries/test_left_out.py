"""What is left out is counted and said in words before a summary is saved, and never repeated."""

from __future__ import annotations

from models import visits
from models.journal import Journal
from models.summaries.facts import Scope
from models.summaries.left_out import LeftOut, count, rules
from models.summaries.periods import week_of
from models.summaries.privacy import Audience
from models.summaries.write_up import to_write_up
from tests.factories import TODAY, make_account, make_step, make_visit

WEEK = week_of(TODAY)
MANAGER, CUSTOMER, SELF = Audience("manager"), Audience("customer"), Audience("self")


def test_nothing_is_left_out_of_an_empty_week(journal: Journal) -> None:
    assert count(journal, WEEK, MANAGER, Scope()) == LeftOut()


def test_confidential_visits_their_steps_and_private_notes_are_counted(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, notes="open", private_notes="mine")
    secret = make_visit(journal, account, confidential=True, notes="secret", private_notes="mine")
    make_step(journal, account_id=account, visit_id=secret)
    make_visit(journal, account, "2026-05-06T10:00", confidential=True)
    visits.trash(journal, make_visit(journal, account, confidential=True))
    assert count(journal, WEEK, MANAGER, Scope()) == LeftOut(1, 1, 2, 1)
    assert count(journal, WEEK, Audience("manager", with_notes=True), Scope()).notes == 0
    assert count(journal, WEEK, SELF, Scope()) == LeftOut(private_notes=2)
    assert count(journal, WEEK, Audience("self", with_private=True), Scope()) == LeftOut()


def test_only_the_accounts_asked_for_count(journal: Journal) -> None:
    here, there = make_account(journal), make_account(journal, "Port of Vessen")
    make_step(journal, account_id=there, visit_id=make_visit(journal, there, confidential=True))
    assert count(journal, WEEK, MANAGER, Scope((here,))) == LeftOut()
    assert count(journal, WEEK, CUSTOMER, Scope((there,))).confidential_steps == 1


def test_the_rules_are_those_of_the_reader() -> None:
    def told(reader: Audience) -> str:
        return " ".join(rules(reader))

    assert "never leave this journal" in told(MANAGER)
    assert "only if you tick them" in told(MANAGER)
    assert "only if you tick them" not in told(Audience("manager", with_notes=True))
    assert "stance" in told(CUSTOMER)
    assert "stance" not in told(MANAGER)
    assert "never leave this journal" not in told(Audience("self", with_private=True))


def test_visits_without_a_summary_are_named(journal: Journal) -> None:
    account = make_account(journal)
    told = make_visit(journal, account, "2026-05-12T10:00", notes="long notes")
    make_visit(journal, account, "2026-05-11T10:00", summary="Agreed")
    past = visits.plan(journal, account_id=account, start="2026-05-11T09:00", purpose="Survey").id
    visits.plan(journal, account_id=account, start="2026-05-15T09:00", purpose="To come")
    secret = make_visit(journal, account, "2026-05-13T10:00", confidential=True)
    assert [visit.id for visit in to_write_up(journal, WEEK, MANAGER, Scope())] == [past, told]
    assert [visit.id for visit in to_write_up(journal, WEEK, SELF, Scope())] == [past, told, secret]
    assert to_write_up(journal, WEEK, MANAGER, Scope((make_account(journal, "Port of Vessen"),))) == []
