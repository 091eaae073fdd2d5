"""What histories say about projects, sign-offs, money and products, in words a person would use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.timeline import Entry
from models.timeline_delivery import DELIVERY_KINDS
from ui.widgets import timeline_words as words

_TODAY = date(2026, 5, 14)
_ENTRY = Entry("2026-05-02T00:00", "stage", 7, "", "", "", "", 1, "Northern Rail", 0)


@pytest.mark.parametrize(
    ("fields", "title", "text"),
    [
        (
            {"event": "stage", "title": "Tender", "state": "Design", "text": "The list is out", "project": "Lot 2"},
            "Lot 2: now in Tender",
            "After Design: The list is out",
        ),
        ({"event": "stage", "title": "Lead"}, "Stage · Lead", "The first stage"),
        ({"event": "decided", "kind": "won", "title": "Lot 2", "text": "Best trial"}, "Won · Lot 2", "Best trial"),
        ({"event": "decided", "kind": "lost", "title": "Lot 2", "text": "Price"}, "Lost · Lot 2", "Price"),
        ({"event": "over", "title": "Lot 2"}, "Project closed · Lot 2", ""),
        (
            {"event": "moved", "moved_from": "2026-06-01", "moved_to": "2026-06-30", "text": "Late sites"},
            "Expected date moved later",
            "From 1 June 2026 to 30 June 2026, 29 days: Late sites",
        ),
        (
            {"event": "moved", "title": "Installed", "moved_from": "2026-06-02", "moved_to": "2026-06-01"},
            "Date moved earlier · Installed",
            "From 2 June 2026 to 1 June 2026, 1 day",
        ),
        (
            {"event": "moved", "project": "Lot 2", "moved_to": "2026-06-01"},
            "Date set · Lot 2",
            "From no date to 1 June 2026",
        ),
        (
            {"event": "reached", "title": "Installed", "due_on": "2026-04-22"},
            "Milestone reached · Installed",
            "10 days late",
        ),
        (
            {"event": "reached", "title": "Installed", "due_on": "2026-05-02", "project": "Lot 2"},
            "Milestone reached · Installed",
            "Lot 2, in time",
        ),
        (
            {"event": "accepted", "title": "Installed", "project": "Lot 2"},
            "Milestone signed · Installed",
            "Lot 2",
        ),
        (
            {"event": "tried", "kind": "waited", "title": "Depot", "topic": "Safety", "minutes": 480},
            "Waited for the signature · Depot",
            "Safety",
        ),
        (
            {"event": "tried", "kind": "refused", "title": "Depot", "text": "One cable\nis missing"},
            "Signature refused · Depot",
            "One cable is missing",
        ),
        (
            {"event": "confirmed", "kind": "JPY", "amount_minor": 48_200, "title": "M3", "people": ("徐海",)},
            "Amount confirmed · JPY 48,200",
            "M3",
        ),
        (
            {"event": "invoiced", "kind": "EUR", "amount_minor": 4_820_000, "title": "M3", "due_on": "2026-06-01"},
            "Invoiced · EUR 48,200",
            "M3, due 1 June 2026",
        ),
        (
            {"event": "written_off", "kind": "KWD", "amount_minor": 48_200_500, "title": "M3", "text": "Insolvent"},
            "Written off · KWD 48,200.500",
            "M3: Insolvent",
        ),
        (
            {"event": "collected", "kind": "call", "state": "EUR", "title": "M3", "amount_minor": 4_820_000,
             "due_on": "2026-05-22", "text": "Approved"},
            "Call about money · M3",
            "EUR 48,200 promised for 22 May 2026: Approved",
        ),
        ({"event": "collected", "kind": "legal", "state": "EUR", "title": "M3"}, "Legal step · M3", ""),
        (
            {"event": "installed", "title": "RC-8", "state": "2.4", "text": "Depot 1", "quantity": 4,
             "serial_number": "A7"},
            "Installed · RC-8 2.4",
            "Depot 1 · 4 pieces · Serial number A7",
        ),
        ({"event": "removed", "title": "RC-8"}, "Taken out of use · RC-8", ""),
        ({"event": "said", "kind": "wish", "title": "RC-8", "text": "A louder bell"}, "Wish · RC-8", "A louder bell"),
    ],
)  # fmt: skip
def test_an_entry_in_words(fields: dict[str, object], title: str, text: str) -> None:
    entry = replace(_ENTRY, **fields)  # type: ignore[arg-type]
    assert (words.title(entry), words.text(entry)) == (title, text)
    assert words.spoken(entry, _TODAY).startswith(f"2 May 2026, {title}")
    icon, ink, _ = words.mark(entry)
    assert icon
    assert ink


def test_every_kind_has_words_an_icon_and_a_record() -> None:
    own = {"tried": "asked", "collected": "call", "said": "praise", "confirmed": "EUR", "invoiced": "EUR"}
    own |= {"paid": "EUR", "written_off": "EUR", "decided": "won"}
    for kind in DELIVERY_KINDS:
        entry = replace(
            _ENTRY, event=kind.event, kind=own.get(kind.event, ""), project_id=3, signature_id=4, receivable_id=5
        )
        assert words.title(entry)
        assert words.mark(entry)[0]
        assert words.record_of(entry) is not None


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        ({"event": "stage", "project_id": 3}, ("project", 3)),
        ({"event": "tried", "kind": "asked", "signature_id": 4}, ("signature", 4)),
        ({"event": "signed"}, ("signature", 7)),
        ({"event": "paid", "kind": "EUR", "receivable_id": 5}, ("receivable", 5)),
        ({"event": "collected", "kind": "call", "receivable_id": 5}, ("receivable", 5)),
        ({"event": "invoiced", "kind": "EUR"}, ("receivable", 7)),
        ({"event": "installed"}, ("asset", 7)),
        ({"event": "said", "kind": "wish"}, ("feedback", 7)),
    ],
)
def test_an_entry_opens_what_it_is_about(fields: dict[str, object], record: tuple[str, int]) -> None:
    assert words.record_of(replace(_ENTRY, **fields)) == record  # type: ignore[arg-type]


def test_a_wait_outside_the_door_and_another_makers_product_have_a_pill() -> None:
    waited = replace(_ENTRY, event="tried", kind="waited", minutes=480)
    assert words.pills(waited, _TODAY) == [("8 h", "outlined")]
    theirs = replace(_ENTRY, event="installed", kind="Corvane", title="X1")
    assert words.pills(theirs, _TODAY) == [("Corvane", "outlined")]
