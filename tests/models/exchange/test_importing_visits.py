"""Visits that come in from files are found again, completed, and never overwritten."""

from __future__ import annotations

from typing import Any

from models import steps, visits
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit
from tests.models.exchange.importing import count, said
from tests.readers import contact_named, participants_of


def test_a_megabyte_of_notes_comes_in(journal: Journal, take_in: Any) -> None:
    notes = "\n".join("记录" * 50 for _ in range(10_000))
    take_in(f'Date,Account,Notes\n2026-05-13,Meridian,"{notes}"\n')
    assert journal.row("SELECT length(notes) FROM visit") == (len(notes),)


def test_a_visit_is_found_again_by_day_account_purpose_and_time(journal: Journal, take_in: Any) -> None:
    headings = "Date,Time,Account,Purpose,Summary\n"
    take_in(headings + "2026-05-13,09:00,Meridian,Offer,one\n2026-05-13,15:00,Meridian,Offer,two\n")
    assert count(journal, "visit") == 2
    assert take_in(headings + "2026-05-13,15:00,MERIDIAN,offer,two\n").unchanged == 1
    report = take_in(headings + "2026-05-13,,Meridian,Offer,\n")
    assert "2 visits to Meridian on 2026-05-13 have this purpose" in said(report)[0]
    assert take_in(headings + "2026-05-13,,Meridian,Complaint,\n").new == 1


def test_a_visit_is_completed_and_never_overwritten(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    visit = make_visit(journal, meridian, "2026-05-13T00:00", purpose="Offer", summary="Mine.", channel="call")
    headings = "Date,Time,Minutes,Account,Purpose,Summary,Notes,Channel,People\n"
    report = take_in(headings + "2026-05-13,15:00,60,Meridian,Offer,Theirs.,Long talk,On site,Anna Weber\n")
    assert (report.new, report.updated, report.doubtful_rows) == (0, 1, 1)
    assert "for the summary the journal says “Mine.”" in said(report)[0]
    assert "for the channel the journal says “call” and the file “on site”" in said(report)[1]
    stored = visits.get(journal, visit)
    assert (stored.start, stored.minutes, stored.summary, stored.notes) == (
        "2026-05-13T15:00",
        60,
        "Mine.",
        "Long talk",
    )
    assert [person.name for person in participants_of(journal, visit)] == ["Anna Weber"]


def test_a_planned_visit_becomes_held_and_an_old_plan_undoes_nothing(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    visit = make_visit(journal, meridian, "2026-05-13T15:00", purpose="Offer", state="planned")
    headings = "Date,Account,Purpose,Status\n"
    assert take_in(headings + "2026-05-13,Meridian,Offer,held\n").updated == 1
    assert visits.get(journal, visit).state == "held"
    assert take_in(headings + "2026-05-13,Meridian,Offer,planned\n").unchanged == 1
    report = take_in(headings + "2026-05-13,Meridian,Offer,cancelled\n")
    assert "for the state the journal says “held” and the file “cancelled”" in said(report)[0]


def test_a_visit_to_come_is_planned_and_can_not_have_been_held(journal: Journal, take_in: Any) -> None:
    report = take_in("Date,Account,Status\n2026-06-01,Meridian,\n2026-06-02,Meridian,held\n")
    assert report.new == 1
    assert journal.rows("SELECT start, state FROM visit") == [("2026-06-01T00:00", "planned")]
    assert "can't have been held yet" in str(report.refused[0])


def test_a_next_step_is_added_once_and_stays_as_it_was_changed(journal: Journal, take_in: Any) -> None:
    headings = "Date,Account,Purpose,Next step,Due\n"
    take_in(headings + "2026-05-13,Meridian,Offer,,\n")
    assert take_in(headings + "2026-05-13,Meridian,Offer,Send it,\n").updated == 1
    assert take_in(headings + "2026-05-13,Meridian,Offer,send  it,2026-05-20\n").updated == 1
    ((step, due),) = journal.rows("SELECT id, due_on FROM step")
    assert due == "2026-05-20"
    report = take_in(headings + "2026-05-13,Meridian,Offer,Send it,2026-05-21\n")
    assert "for the due date the journal says “2026-05-20” and the file “2026-05-21”" in said(report)[0]
    steps.edit(journal, step, title="Send the offer")
    report = take_in(headings + "2026-05-13,Meridian,Offer,Send it,\n")
    assert "for the next step the journal says “Send the offer”" in said(report)[0]
    assert count(journal, "step") == 1


def test_who_was_taken_off_a_visit_stays_off(journal: Journal, take_in: Any) -> None:
    text = 'Date,Account,People\n2026-05-13,Meridian,"Anna Weber, Tom Reed"\n'
    take_in(text)
    ((visit,),) = journal.rows("SELECT id FROM visit")
    visits.edit(journal, visit, people=[contact_named(journal, "Tom Reed").id])
    assert take_in(text).unchanged == 1
    assert [person.name for person in participants_of(journal, visit)] == ["Tom Reed"]


def test_a_participant_is_looked_for_at_the_account_and_then_around_it(journal: Journal, take_in: Any) -> None:
    group = make_account(journal, "云岭电信集团")
    branch = make_account(journal, "云岭电信曲靖分公司", parent_id=group)
    elsewhere = make_account(journal, "南河县电力公司")
    at_group = make_contact(journal, "张伟", account_id=group)
    make_contact(journal, "张伟", account_id=elsewhere)
    loose = make_contact(journal, "李娜")
    take_in('日期,客户,联系人\n2026-05-13,云岭电信曲靖分公司,"张伟、李娜、王芳"\n')
    ((visit,),) = journal.rows("SELECT id FROM visit")
    people = participants_of(journal, visit)
    assert [person.contact_id for person in people][:2] == [at_group, loose]
    assert (people[2].name, people[2].account_id) == ("王芳", branch)


def test_a_participant_who_may_be_several_is_left_out_and_said(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    for _ in range(2):
        make_contact(journal, "Anna Weber", account_id=meridian)
    report = take_in('Date,Account,People\n2026-05-13,Meridian,"Anna Weber, Tom Reed"\n')
    assert report.new == 1
    assert "2 contacts are called Anna Weber" in said(report)[0]
    ((visit,),) = journal.rows("SELECT id FROM visit")
    assert [person.name for person in participants_of(journal, visit)] == ["Tom Reed"]
