"""Which receivables ask for their invoice."""

from __future__ import annotations

from typing import Any

import pytest

from models import acceptance, milestones, projects, receivables
from models.invoice_prompts import waiting
from models.journal import Journal
from models.receivable_lists import ReceivableFilter, lines
from tests.factories import make_account


@pytest.fixture
def project(journal: Journal) -> int:
    """A project of Northern Rail."""
    return projects.create(journal, account_id=make_account(journal), name="Lot 2").id


def _owed(journal: Journal, project: int, title: str, **fields: Any) -> int:
    account = projects.get(journal, project).account_id
    given = {"account_id": account, "project_id": project, "amount_minor": 100, "currency": "EUR", **fields}
    return receivables.create(journal, title=title, **given).id


def test_a_signed_milestone_prompts_its_invoice_until_it_is_written(journal: Journal, project: int) -> None:
    accepted = milestones.add(journal, project, name="Accepted").id
    made = _owed(journal, project, "Second part", milestone_id=accepted)
    assert waiting(journal) == []
    milestones.edit(journal, accepted, reached_on="2026-05-01", signed_on="2026-05-06")
    (prompt,) = waiting(journal)
    assert (prompt.id, prompt.milestone, prompt.ready_on, prompt.is_confirmed) == (made, "Accepted", "2026-05-06", 0)
    assert [line.id for line in lines(journal, ReceivableFilter("ready"))] == [made]
    receivables.confirm(journal, made)
    assert waiting(journal, project_id=project)[0].is_confirmed
    receivables.invoice(journal, made, "2207")
    assert waiting(journal) == lines(journal, ReceivableFilter("ready")) == []


def test_a_milestone_with_signatures_waits_for_them_and_one_without_is_ready_when_reached(
    journal: Journal, project: int
) -> None:
    signed = milestones.add(journal, project, name="Accepted", reached_on="2026-05-01").id
    reached = milestones.add(journal, project, name="Delivered", reached_on="2026-05-02").id
    acceptance.add_signature(journal, project, department="Depot 4", milestone_id=signed)
    _owed(journal, project, "On acceptance", milestone_id=signed)
    _owed(journal, project, "On delivery", milestone_id=reached)
    assert [one.title for one in waiting(journal)] == ["On delivery"]


def test_without_a_milestone_the_planned_day_asks_and_what_is_paid_or_given_up_does_not(
    journal: Journal, project: int
) -> None:
    _owed(journal, project, "Today", planned_on="2026-05-14")
    _owed(journal, project, "Tomorrow", planned_on="2026-05-15")
    paid = _owed(journal, project, "Paid before", planned_on="2026-05-01")
    receivables.pay(journal, paid, 100)
    gone = _owed(journal, project, "Given up", planned_on="2026-05-01")
    receivables.write_off(journal, gone, "cancelled")
    assert [one.title for one in waiting(journal)] == ["Today"]
