"""The story of a project counts its contacts, knows its silences, and how long each stage lasted."""

from __future__ import annotations

from datetime import date

import pytest

from models import (
    acceptance,
    colleagues,
    collections,
    project_course,
    project_story,
    project_team,
    projects,
    receivables,
    signing,
    steps,
)
from models.clock import FixedClock
from models.errors import NotFound
from models.journal import Journal
from models.project_story import Story
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit


@pytest.fixture
def project(journal: Journal, clock: FixedClock) -> int:
    """A project that began a year before today, and went through two stages."""
    account_id = make_account(journal)
    made = projects.create(journal, account_id=account_id, name="Lot 2", expected_on="2026-03-01").id
    projects.move(journal, made, "Lead", on="2025-05-20")
    projects.move(journal, made, "Tender", on="2025-09-20")
    return made


def _visit(journal: Journal, project_id: int, day: str, **fields: object) -> int:
    account_id = projects.get(journal, project_id).account_id
    return make_visit(journal, account_id, f"{day}T10:00", project_id=project_id, **fields)


def _contacts(story: Story) -> dict[str, int]:
    return {f"{month.first:%Y-%m}": month.contacts for month in story.months if month.contacts}


def test_whole_months_without_a_contact_are_silent(journal: Journal, project: int) -> None:
    _visit(journal, project, "2025-07-30")
    _visit(journal, project, "2025-10-01", channel="call")
    _visit(journal, project, "2025-10-02", state="cancelled")
    _visit(journal, project, "2026-04-01")
    _visit(journal, project, "2026-06-01", state="planned")
    story = project_story.read(journal, project)
    assert (story.first, story.last, len(story.months)) == (date(2025, 5, 20), TODAY, 13)
    assert _contacts(story) == {"2025-07": 1, "2025-10": 1, "2026-04": 1}
    # The month it began in and this one are not whole.
    assert [(one.first.month, one.months) for one in story.silences] == [(6, 1), (8, 2), (11, 5)]


def test_a_day_at_a_signature_and_a_call_about_money_are_contacts(journal: Journal, project: int) -> None:
    _visit(journal, project, "2025-06-03")
    signature = acceptance.add_signature(journal, project, department="Depot").id
    for hour in (8, 16):
        signing.attempt(journal, signature, at=f"2025-11-04T{hour:02}:00", what="waited")
    owed = {"title": "M1", "amount_minor": 100, "currency": "EUR", "invoiced_on": "2025-12-01"}
    account_id = projects.get(journal, project).account_id
    receivable = receivables.create(journal, account_id=account_id, project_id=project, **owed).id
    collections.note(journal, receivable, at="2026-01-05T09:00", means="letter")
    story = project_story.read(journal, project)
    assert _contacts(story) == {"2025-06": 1, "2025-11": 1, "2026-01": 1}
    assert (story.met, story.attempts, story.collections) == (1, 1, 1)
    assert story.last_contact == date(2026, 1, 5)


def test_meetings_are_counted_by_kind_and_by_who_was_there(journal: Journal, project: int) -> None:
    account_id = projects.get(journal, project).account_id
    engineer = make_contact(journal, "Engineer", account_id=account_id, role_group="technical")
    buyer = make_contact(journal, "Buyer", account_id=account_id, role_group="commercial")
    for month, channel, people in ((6, "on_site", [engineer, buyer]), (7, "on_site", [buyer]), (8, "call", [engineer])):
        _visit(journal, project, f"2025-{month:02}-03", channel=channel, people=people)
    story = project_story.read(journal, project)
    assert (dict(story.meetings), story.met, story.technical) == ({"on_site": 2, "call": 1}, 3, 2)


def test_stages_last_until_the_next_one(journal: Journal, project: int) -> None:
    lead, tender = project_story.read(journal, project).spans
    assert (lead.stage, lead.days, lead.months, lead.is_current) == ("Lead", 123, 4, False)
    assert (tender.stage, tender.first, tender.last, tender.is_current) == ("Tender", date(2025, 9, 20), TODAY, True)


def test_how_the_date_moved_is_told(journal: Journal, project: int) -> None:
    projects.edit(journal, project, expected_on="2026-04-10", reason="No budget")
    projects.edit(journal, project, expected_on="2026-06-09")
    story = project_story.read(journal, project)
    assert (story.moves, story.days_moved) == (2, 100)
    assert story.expected_on == date(2026, 6, 9)


def test_a_project_that_is_over_has_an_end(journal: Journal, project: int) -> None:
    _visit(journal, project, "2025-06-03")
    projects.edit(journal, project, rhythm_days=7)
    assert project_story.read(journal, project).is_quiet
    project_course.lose(journal, project, on="2026-02-10")
    story = project_story.read(journal, project)
    assert (story.is_over, story.last, story.silent_days, story.is_quiet) == (True, date(2026, 2, 10), None, False)
    assert story.months[-1].first == date(2026, 2, 1)


def test_a_project_without_a_story_has_its_first_month(journal: Journal) -> None:
    made = projects.create(journal, account_id=make_account(journal), name="New").id
    story = project_story.read(journal, made)
    assert (story.spans, story.silences, story.last_contact, story.met) == ((), (), None, 0)
    assert [month.contacts for month in story.months][-1] == 0
    with pytest.raises(NotFound):
        project_story.read(journal, made + 1)


def test_each_owner_owes_the_open_steps_of_the_project(journal: Journal, project: int) -> None:
    lin, zhou, other = (colleagues.create(journal, name=name).id for name in ("Lin Sofia", "Zhou Yu", "Somebody"))
    projects.edit(journal, project, sales_owner_id=lin, delivery_owner_id=zhou)
    make_step(journal, "On time", project_id=project, owner_colleague_id=lin, due_on="2026-05-20")
    make_step(journal, "Late", project_id=project, owner_colleague_id=zhou, due_on="2026-04-28")
    late = make_step(journal, "Later", project_id=project, owner_colleague_id=zhou, due_on="2026-05-10")
    make_step(journal, "Mine", project_id=project)
    make_step(journal, "Another's", project_id=project, owner_colleague_id=other)
    make_step(journal, "Theirs", project_id=project, owner_side="theirs")
    make_step(journal, "Of no project", owner_colleague_id=lin)
    sales, delivery, finance, others = project_team.of_project(journal, project)
    assert (sales.name, sales.steps, sales.late, sales.days_late) == ("Lin Sofia", 1, 0, 0)
    assert (delivery.name, delivery.steps, delivery.late, delivery.days_late) == ("Zhou Yu", 2, 2, 16)
    assert (finance.name, finance.colleague_id, finance.steps) == ("", None, 0)
    assert others.steps == 2
    titles = [steps.get(journal, one).title for one in project_team.open_steps(journal, project, delivery)]
    assert titles == ["Late", "Later"]
    assert len(project_team.open_steps(journal, project, others)) == 2
    steps.close(journal, late)
    assert project_team.of_project(journal, project)[1].steps == 1
