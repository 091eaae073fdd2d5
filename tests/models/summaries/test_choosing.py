"""Sections are left out and moved as their writer wants them, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import trips, visits
from models.journal import Journal
from models.summaries import pdf
from models.summaries.beginning import beginning
from models.summaries.choosing import FIGURES, NOTES, PARTS, chosen, in_order, part_of, parts
from models.summaries.gather import KINDS, Kind, gather
from models.summaries.periods import week_of
from models.summaries.report import Note, Section
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit
from tests.models.summaries.delivery import make_delivery
from tests.models.summaries.reports import make_report


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A week in which everything a summary can say happens."""
    rail, port = make_account(journal), make_account(journal, "Port of Vessen")
    people = [make_contact(journal, "Tom Aldous", role_group="decision")]
    trip = trips.create(journal, name="North", kind="trip").id
    for account in (rail, port):
        visit = make_visit(
            journal, account, people=people, summary="Agreed", highlight="Yes", support_needed="A call", trip_id=trip,
            notes="Long notes",
        )  # fmt: skip
        make_step(journal, kind="promise", account_id=account, visit_id=visit, due_on="2026-05-15")
        make_step(journal, kind="complaint", account_id=account, visit_id=visit)
        make_step(journal, kind="risk", account_id=account)
    visits.plan(journal, account_id=rail, start="2026-05-19T10:00", purpose="Survey")
    make_delivery(journal, rail)
    return journal


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("alone", [False, True])
def test_every_section_of_every_kind_can_be_chosen(full: Journal, kind: Kind, alone: bool) -> None:
    ids = [full.row("SELECT id FROM account")[0]] if alone else []  # type: ignore[index]
    chosen_project = [row[0] for row in full.rows("SELECT id FROM project")] if alone else []
    report = gather(
        full, week_of(TODAY), language=Language("en"), kind=kind, with_notes=True, account_ids=ids,
        project_ids=chosen_project,
    )  # fmt: skip
    known = {part.key for part in PARTS[kind]} | {NOTES}
    assert {part_of(kind, section) for section in report.sections} <= known
    everything = [part.key for part in parts(kind, "manager", one_account=alone)]
    assert {s.key for s in chosen(report, everything).sections} == {s.key for s in report.sections}


def test_the_sections_come_in_the_order_of_their_keys_and_no_others_do() -> None:
    report = chosen(make_report(), ["risks", FIGURES, "visits"])
    assert [section.key for section in report.sections] == ["risks", "visits"]
    assert report.figures == make_report().figures


def test_key_figures_that_are_not_wanted_are_gone() -> None:
    assert chosen(make_report(), ["visits"]).figures == ()


def test_notes_stay_and_come_last() -> None:
    notes = Section(NOTES, "Notes", notes=(Note("Visit", "text"),))
    report = replace(make_report(), sections=(notes, *make_report().sections))
    assert [section.key for section in chosen(report, ["visits"]).sections] == ["visits", NOTES]


def test_sections_about_one_record_each_are_one_part_and_keep_their_order() -> None:
    report = replace(
        make_report(), kind="account", sections=tuple(Section(f"account-{number}", str(number)) for number in (9, 2, 5))
    )
    assert [section.title for section in chosen(report, ["account"]).sections] == ["9", "2", "5"]


def test_an_order_that_is_remembered_gets_the_parts_that_are_new_and_loses_those_that_are_gone() -> None:
    assert in_order("person", ["roles", "weather", "roles"]) == ("roles", FIGURES, "people")


def test_a_customer_is_not_offered_what_he_never_sees() -> None:
    keys = [part.key for part in parts("period", "customer")]
    assert "visits" in keys
    assert not {"risks", "support", "money"} & set(keys)


def test_the_plan_is_called_after_the_period() -> None:
    assert "Next week’s plan" in [part.title for part in parts("period", "manager", "week")]
    assert "Next month’s plan" in [part.title for part in parts("period", "manager", "month")]


def test_nothing_chosen_is_still_a_page() -> None:
    assert len(pdf.preview(chosen(make_report(), []), 40)) == 1


def test_the_beginning_of_a_short_report_is_the_report() -> None:
    report = make_report()
    assert beginning(report) is report


def test_the_beginning_of_a_long_report_has_its_first_rows() -> None:
    report = make_report(visits=5000)
    short = beginning(report, 100)
    assert [section.key for section in short.sections] == ["visits"]
    table = short.sections[0].table
    assert table is not None
    assert table.rows == report.sections[0].table.rows[:100]  # type: ignore[union-attr]
    assert short.figures == report.figures


def test_the_beginning_of_long_notes_has_the_first_of_them() -> None:
    notes = tuple(Note(str(number), "one\ntwo") for number in range(500))
    report = replace(make_report(), sections=(Section(NOTES, "Notes", notes=notes),))
    shown = beginning(report, 40).sections[0].notes
    assert 0 < len(shown) < 40
    assert shown == notes[: len(shown)]


def test_what_an_account_report_is_made_of_depends_on_how_many_there_are() -> None:
    one = [part.key for part in parts("account", "manager", one_account=True)]
    many = [part.key for part in parts("account", "manager")]
    assert "history" in one
    assert "account" not in one
    assert "account" in many
    assert "history" not in many
