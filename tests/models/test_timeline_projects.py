"""From the pursuit to the money and after: all of it stands in the histories of the project, account and person."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from models import (
    acceptance,
    assets,
    collections,
    feedback,
    milestones,
    project_course,
    projects,
    receivables,
    signing,
    steps,
    timeline,
)
from models.journal import Journal
from models.timeline import Entry
from models.timeline_kinds import FILTERS
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.counting import queries


class _Told(NamedTuple):
    account: int
    project: int
    signer: int
    signature: int
    receivable: int


@pytest.fixture
def told(journal: Journal) -> _Told:
    """A project with one of each kind of thing that can happen in it."""
    account = make_account(journal)
    signer = make_contact(journal, "徐海", account_id=account)
    project = projects.create(journal, account_id=account, name="Lot 2", expected_on="2026-06-01").id
    projects.move(journal, project, "Lead", on="2026-01-05")
    projects.move(journal, project, "Contract", on="2026-02-05", reason="They chose us")
    project_course.win(journal, project, on="2026-02-06", reason="Best in the trial")
    projects.edit(journal, project, expected_on="2026-06-30", reason="Late sites")
    milestone = milestones.add(journal, project, name="Installed", planned_on="2026-03-01").id
    milestones.reach(journal, milestone, on="2026-03-11")
    milestones.edit(journal, milestone, signed_on="2026-03-20")
    signature = acceptance.add_signature(journal, project, department="Depot", subject="Safety", signer_id=signer).id
    signing.attempt(journal, signature, at="2026-04-01T08:00", what="waited", minutes=480, result="Not today")
    signing.attempt(journal, signature, at="2026-04-02T08:00", what="signed")
    owed = {"title": "M3", "amount_minor": 18_200_000, "currency": "EUR", "invoice_number": "2207"}
    receivable = receivables.create(
        journal, account_id=account, project_id=project, invoiced_on="2026-04-03", due_on="2026-05-03", **owed
    ).id
    collections.note(
        journal, receivable, at="2026-05-05T09:00", said="Soon", contact_id=signer, promised_on="2026-05-11"
    )
    receivables.pay(journal, receivable, 8_200_000, on="2026-05-11")
    assets.create(
        journal,
        account_id=account,
        project_id=project,
        product="RC-8",
        version="2.4",
        quantity=4,
        site="Depot 1",
        installed_on="2026-03-05",
    )
    visit = make_visit(journal, account, "2026-05-12T10:00", project_id=project, people=[signer])
    feedback.create(
        journal,
        account_id=account,
        product="RC-8",
        words="Too loud",
        kind="problem",
        visit_id=visit,
        contact_id=signer,
        noted_on="2026-05-12",
    )
    make_step(journal, "Send it", project_id=project, account_id=account, raised_at="2026-05-13T10:00")
    return _Told(account, project, signer, signature, receivable)


def _by_event(entries: list[Entry]) -> dict[str, Entry]:
    return {entry.event: entry for entry in entries}


def test_all_that_happens_in_a_project_stands_in_its_history(journal: Journal, told: _Told) -> None:
    entries = timeline.of_project(journal, told.project)
    assert [entry.place for entry in entries] == sorted((entry.place for entry in entries), reverse=True)
    found = _by_event(entries)
    assert set(found) == {
        "visit",
        "raised",
        "stage",
        "decided",
        "moved",
        "reached",
        "accepted",
        "tried",
        "signed",
        "invoiced",
        "collected",
        "paid",
        "installed",
        "said",
    }
    assert (found["moved"].moved_from, found["moved"].moved_to, found["moved"].text) == (
        "2026-06-01",
        "2026-06-30",
        "Late sites",
    )
    assert (found["reached"].title, found["reached"].due_on, found["reached"].when[:10]) == (
        "Installed",
        "2026-03-01",
        "2026-03-11",
    )
    assert (found["decided"].kind, found["decided"].text) == ("won", "Best in the trial")
    # The attempt that got the signature is told with it.
    assert [entry.kind for entry in entries if entry.event == "tried"] == ["waited"]
    assert (found["tried"].minutes, found["tried"].topic, found["tried"].signature_id, found["tried"].people) == (
        480,
        "Safety",
        told.signature,
        ("徐海",),
    )
    assert (found["collected"].kind, found["collected"].due_on, found["collected"].receivable_id) == (
        "call",
        "2026-05-11",
        told.receivable,
    )
    assert (found["installed"].title, found["installed"].state, found["installed"].quantity) == ("RC-8", "2.4", 4)
    assert {entry.project for entry in entries} == {""}


def test_an_account_names_the_project_of_what_happened(journal: Journal, told: _Told) -> None:
    entries = timeline.of_account(journal, told.account)
    newest, first = [entry for entry in entries if entry.event == "stage"]
    assert (newest.title, newest.state, newest.text, newest.project) == ("Contract", "Lead", "They chose us", "Lot 2")
    assert (first.title, first.state, first.project_id) == ("Lead", "", told.project)
    expected = {(entry.event, entry.id) for entry in timeline.of_project(journal, told.project)}
    assert expected <= {(entry.event, entry.id) for entry in entries}


def test_a_person_has_what_he_signed_promised_and_said(journal: Journal, told: _Told) -> None:
    events = {entry.event for entry in timeline.of_contact(journal, told.signer)}
    assert {"visit", "tried", "signed", "collected", "said"} <= events
    assert not events & {"stage", "paid", "invoiced", "installed"}


@pytest.mark.parametrize(
    ("show", "events"),
    [
        ("stages", {"stage", "decided", "moved", "reached", "accepted"}),
        ("signatures", {"signed", "tried", "accepted"}),
        ("payments", {"invoiced", "collected", "paid"}),
        ("products", {"installed", "said"}),
        ("visits", {"visit"}),
        ("promises", set()),
    ],
)
def test_a_filter_shows_its_kinds(journal: Journal, told: _Told, show: str, events: set[str]) -> None:
    assert {entry.event for entry in timeline.of_project(journal, told.project, show=show)} == events


def test_what_lies_in_the_trash_is_no_history(journal: Journal, told: _Told) -> None:
    projects.trash(journal, told.project)
    events = {entry.event for entry in timeline.of_account(journal, told.account)}
    assert not events & {"stage", "decided", "moved", "reached", "accepted", "tried", "signed"}
    assert not {"tried", "signed"} & {entry.event for entry in timeline.of_contact(journal, told.signer)}


def test_a_project_that_is_done_says_so(journal: Journal, told: _Told) -> None:
    project_course.close(journal, told.project, on="2026-05-13")
    assert "over" in {entry.event for entry in timeline.of_project(journal, told.project, show="stages")}


def test_what_a_confidential_visit_brought_is_marked(journal: Journal) -> None:
    account = make_account(journal)
    visit = make_visit(journal, account, confidential=True)
    feedback.create(journal, account_id=account, product="RC-8", words="Between us", visit_id=visit)
    said = next(one for one in timeline.of_account(journal, account) if one.event == "said")
    assert said.confidential == 1


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_windows_of_a_project_lose_nothing(journal: Journal, told: _Told, limit: int) -> None:
    chance = random.Random(3)
    with journal.operation("tests.many"):
        for _ in range(40):
            when = f"2026-05-0{chance.randrange(1, 4)}T10:00"
            make_visit(journal, told.account, when, project_id=told.project)
            step_id = make_step(journal, project_id=told.project, raised_at=when)
            if chance.random() < 0.5:
                steps.close(journal, step_id, at=when)
    whole = timeline.of_project(journal, told.project, limit=1000)
    assert len(whole) > 100
    seen: list[Entry] = []
    while window := timeline.of_project(journal, told.project, below=seen[-1].place if seen else None, limit=limit):
        assert len(window) <= limit
        seen += window
        if limit == 1 and len(seen) > 60:
            break
    assert seen == whole[: len(seen)]
    assert limit == 1 or len(seen) == len(whole)


def test_very_many_branches_tell_the_same(journal: Journal, told: _Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def everything() -> list[list[Entry]]:
        return [timeline.of_account(journal, told.account, show=show) for show in FILTERS]

    one_by_one = everything()
    monkeypatch.setattr(timeline, "_MANY", 0)
    monkeypatch.setattr(timeline, "_VERY_MANY", 0)
    assert everything() == one_by_one


def test_a_history_of_a_project_runs_no_query_a_row(journal: Journal, told: _Told) -> None:
    def asked(limit: int) -> int:
        return queries(journal, lambda: timeline.of_project(journal, told.project, limit=limit))

    assert asked(1000) <= asked(500) + 1 < 30
