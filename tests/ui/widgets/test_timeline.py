"""What the entries of a timeline say, and what opening one leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from models.timeline import Entry
from tests.factories import make_account, make_contact, make_visit
from ui.session import Session
from ui.widgets import timeline_words as words
from ui.widgets.timeline import MonthHeading, TimelineView

TODAY = date(2026, 5, 14)
ENTRY = Entry("2026-05-02T10:00", "visit", 1, "on_site", "held", "", "", 2, "Northern Rail", 0)


@pytest.mark.parametrize(
    ("fields", "title", "text"),
    [
        ({"title": "Lot 2", "text": "Signed\nat last"}, "Visit · Lot 2", "Signed at last"),
        ({"kind": "call", "people": ("Priya", "徐海")}, "Call with Priya, 徐海", ""),
        ({"kind": "hosted"}, "Visit at ours", ""),
        ({"event": "raised", "kind": "complaint", "title": "Late", "state": ""}, "Complaint opened", "Late"),
        (
            {"event": "closed", "kind": "promise", "state": "broken", "title": "Plan", "text": "sent late"},
            "Promise broken",
            "Plan: sent late",
        ),
        ({"event": "closed", "kind": "request", "state": "done", "title": "Tests"}, "Request solved", "Tests"),
        (
            {"event": "introduced", "title": "Gemma", "text": "Depot manager", "introduced_by": "Tom"},
            "Introduced to Gemma",
            "By Tom; Depot manager",
        ),
        (
            {"event": "joined", "title": "Anna", "text": "Chair", "other_account": "City Metro"},
            "Anna took a post",
            "Chair; came from City Metro",
        ),
        ({"event": "left", "title": "Anna", "other_account": "City Metro"}, "Anna left the post", "Went to City Metro"),
        (
            {"event": "stood", "title": "Anna", "stood": (1, 3), "stood_before": (0, None)},
            "Anna stands: supporter, open to us",
            "Before: neutral",
        ),
        (
            {"event": "stood", "title": "Anna", "text": "came to us", "stood": (None, None)},
            "Anna stands: not noted",
            "came to us",
        ),
        (
            {"event": "signed", "title": "Depot", "accepted": 2, "items": 3, "people": ("徐海",)},
            "Sign-off · Depot",
            "2 of 3 items accepted by 徐海",
        ),
        (
            {"event": "paid", "kind": "EUR", "title": "M2", "amount_minor": 18_200_000, "days_late": 9},
            "Payment received · EUR 182,000",
            "M2, 9 days after the due date",
        ),
    ],
)
def test_an_entry_in_words(fields: dict[str, object], title: str, text: str) -> None:
    entry = replace(ENTRY, **fields)
    assert (words.title(entry), words.text(entry)) == (title, text)
    assert words.spoken(entry, TODAY).startswith(f"2 May 2026, {title}")
    assert words.mark(entry)[0]


def test_marks_and_pills_stand_beside_the_title() -> None:
    entry = replace(ENTRY, raised=("request",), state="planned", attachments=1, has_private_note=True, confidential=1)
    assert words.pills(entry, TODAY) == [("request", "request"), ("planned", "outlined")]
    assert words.marks(entry) == ["clip", "lock", "shield"]
    assert len(words.mark_words(entry)) == 3
    complaint = replace(ENTRY, event="raised", kind="complaint", state="")
    assert words.pills(complaint, TODAY) == [("day 13", "complaint")]


def test_opening_an_entry_opens_its_record(session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal)
    person = make_contact(session.journal, account_id=account_id, introduced_on="2026-05-03")
    visit = make_visit(session.journal, account_id, "2026-05-02T10:00", people=[person])
    view = TimelineView(session, "Timeline")
    qtbot.addWidget(view)
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    view.show_contact(person)
    heading, *entries = view.timeline_model.rows
    assert isinstance(heading, MonthHeading)
    for entry in entries:
        view.opened.emit(entry)
    assert opened == [("contact", person), ("visit", visit)]
