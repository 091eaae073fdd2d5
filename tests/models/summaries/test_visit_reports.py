"""Visit reports tell every visit in full, to whom they may."""

from __future__ import annotations

import io

import openpyxl
import pytest

from models import colleagues, contacts, projects, steps, trips, visits
from models.journal import Journal
from models.summaries import excel, html, markdown
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.privacy import AudienceName
from models.summaries.report import Report, Section
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit
from tests.models.summaries.reading import column, entries, figures, section, titles


def visit_reports(journal: Journal, audience: AudienceName = "manager", **choices: object) -> Report:
    return gather(journal, week_of(TODAY), language=Language("en"), kind="visit", audience=audience, **choices)  # type: ignore[arg-type]


def pages(report: Report) -> list[Section]:
    return [part for part in report.sections if part.medium == "page"]


@pytest.fixture
def account(journal: Journal) -> int:
    return make_account(journal)


@pytest.fixture
def full(journal: Journal, account: int) -> Journal:
    """A journal with one visit of which everything is written down."""
    colleagues.set_profile(journal, name="Lin Sofia", company="Fernlink")
    colleague = colleagues.create(journal, name="Zhou Yu", job="Delivery lead").id
    person = make_contact(journal, "Tom Aldous")
    contacts.take_post(journal, person, account, title="Head of signalling", department="Projects")
    visits.record(
        journal,
        account_id=account,
        start="2026-05-12T09:30",
        zone="Europe/Oslo",
        minutes=90,
        place="Leeds",
        purpose="Order of signatures",
        expected_result="One list",
        summary="They take one list.\nWork starts in June.",
        highlight="Milestone 4 can be invoiced.",
        support_needed="A letter",
        satisfaction=4,
        expectation="A short talk",
        expectation_level=2,
        notes="He was **late**",
        private_notes="tired",
        trip_id=trips.create(journal, name="Leeds round").id,
        project_id=projects.create(journal, name="Line 4", account_id=account).id,
        people=[person],
        colleagues=[colleague],
        next_steps=[
            {"title": "Revised BOQ", "kind": "promise", "due_on": "2026-05-13", "owner_colleague_id": colleague},
            {"title": "Names", "kind": "customer_promise", "due_on": "2026-05-20", "owner_side": "theirs"},
            {"title": "Print the lists", "due_on": "2026-05-18"},
        ],
    )
    return journal


def test_an_empty_week_says_so(journal: Journal) -> None:
    assert section(visit_reports(journal), "visits").empty == "No visits in this period."


def test_a_visit_is_told_in_full(full: Journal) -> None:
    report = visit_reports(full)
    (visit,) = pages(report)
    assert visit.title == "Tue 12 May · Northern Rail"
    assert entries(visit) == {
        "Time": "09:30 (Europe/Oslo) · 90 minutes · on site · Leeds",
        "Met": "Tom Aldous (Head of signalling, Projects)",
        "With us": "Zhou Yu",
        "Project": "Line 4",
        "Trip": "Leeds round",
        "Purpose": "Order of signatures",
        "Expected result": "One list",
        "Result": "They take one list.\nWork starts in June.",
        "Highlight": "Milestone 4 can be invoiced.",
        "Support needed": "A letter",
        "Satisfaction": "4 of 5, expected 2; they expected: A short talk",
        "Promise": "Revised BOQ · Zhou Yu · by Wed 13 May · 1 day late",
        "Customer’s promise": "Names · Northern Rail · by Wed 20 May",
        "Next step": "Print the lists · Lin Sofia · by Mon 18 May",
    }
    assert visit.notes == ()
    assert figures(report)["visit"] == "1"


def test_a_customer_reads_what_was_agreed_and_nothing_of_us(full: Journal, account: int) -> None:
    (visit,) = pages(visit_reports(full, "customer", account_ids=[account]))
    told = entries(visit)
    for label in ("Support needed", "Satisfaction", "Trip", "Project", "Next step"):
        assert label not in told
    assert told["Promise"] == "Revised BOQ · Fernlink · by Wed 13 May · 1 day late"
    assert told["With us"] == "Zhou Yu"


def test_a_step_of_another_account_is_not_told(full: Journal, account: int) -> None:
    (visit_id,) = full.row("SELECT id FROM visit") or (0,)
    other = make_account(full, "Port of Vessen")
    make_step(full, "Crates for the port", kind="request", visit_id=visit_id, account_id=other)
    told = entries(pages(visit_reports(full, "customer", account_ids=[account]))[0])
    assert "Request" not in told
    assert "Promise" in told
    assert entries(pages(visit_reports(full))[0])["Request"].startswith("Crates for the port")


def test_a_customer_is_not_told_where_else_somebody_works(full: Journal, account: int) -> None:
    advisor = make_contact(full, "Joan Pike")
    contacts.take_post(full, advisor, make_account(full, "Port of Vessen"), title="Harbour master")
    make_visit(full, account, "2026-05-13T10:00", people=[advisor])
    met = [entries(visit)["Met"] for visit in pages(visit_reports(full, "customer", account_ids=[account]))]
    assert met == ["Tom Aldous (Head of signalling, Projects)", "Joan Pike"]
    assert entries(pages(visit_reports(full))[1])["Met"] == "Joan Pike (Harbour master)"


def test_notes_stand_with_their_visit(full: Journal) -> None:
    (visit,) = pages(visit_reports(full, with_notes=True))
    assert [(note.markdown, note.private) for note in visit.notes] == [("He was **late**", False)]
    (visit,) = pages(visit_reports(full, "self", with_private=True))
    assert [note.private for note in visit.notes] == [False, True]


def test_visits_come_in_the_order_of_time(journal: Journal, account: int) -> None:
    for start in ("2026-05-13T15:00", "2026-05-11T10:00", "2026-05-13T09:00", "2026-05-18T09:00"):
        state = "held" if start < "2026-05-15" else "planned"
        make_visit(journal, account, start, state=state, purpose=start)
    told = [entries(visit)["Purpose"] for visit in pages(visit_reports(journal))]
    assert told == ["2026-05-11T10:00", "2026-05-13T09:00", "2026-05-13T15:00"]


def test_a_post_is_the_one_of_that_time(journal: Journal, account: int) -> None:
    person = make_contact(journal, "徐海")
    contacts.take_post(journal, person, account, title="Planner", from_on="2024-01-01")
    make_visit(journal, account, "2026-05-11T10:00", people=[person])
    contacts.take_post(journal, person, account, title="Director", from_on="2026-05-12")
    make_visit(journal, account, "2026-05-13T10:00", people=[person])
    met = [entries(visit)["Met"] for visit in pages(visit_reports(journal))]
    assert met == ["徐海 (Planner)", "徐海 (Director)"]


def test_what_became_of_a_step_is_said_as_of_today(journal: Journal, account: int) -> None:
    visit = make_visit(journal, account, "2026-04-01T10:00")
    kept = make_step(journal, "BOQ", kind="promise", visit_id=visit, account_id=account, due_on="2026-05-01",
                     raised_at="2026-04-01T10:00")  # fmt: skip
    dropped = make_step(journal, "Lunch", kind="request", visit_id=visit, account_id=account,
                        raised_at="2026-04-01T10:00")  # fmt: skip
    steps.close(journal, kept, at="2026-04-20T10:00")
    steps.close(journal, dropped, "released", at="2026-04-20T10:00")
    week = week_of(TODAY.replace(month=4, day=1))
    report = gather(journal, week, language=Language("en"), kind="visit")
    told = entries(pages(report)[0])
    assert told["Promise"] == "BOQ · us · by Fri 1 May · kept"
    assert told["Request"] == "Lunch · us · let go"


def test_a_visit_that_only_a_confidential_mark_tells_apart(journal: Journal, account: int) -> None:
    make_visit(journal, account, confidential=True)
    assert pages(visit_reports(journal)) == []
    (visit,) = pages(visit_reports(journal, "self"))
    assert entries(visit)["Confidential"] == "In no summary for others."


def test_a_sheet_has_a_row_for_every_visit_and_every_step(full: Journal, account: int) -> None:
    make_visit(full, account, "2026-05-13T10:00", summary="Second")
    report = visit_reports(full, with_notes=True)
    workbook = openpyxl.load_workbook(io.BytesIO(excel.render(report)))
    assert workbook.sheetnames == ["Summary", "Visits", "What came of it"]
    assert workbook["Visits"].max_row == 3
    assert column(section(report, "visits"), "Notes") == ["He was late", ""]
    assert column(section(report, "steps"), "Owner") == ["Zhou Yu", "Lin Sofia", "Northern Rail"]
    assert "Confidential" not in titles(section(report, "visits"))


def test_pages_do_not_show_the_sheets_again(full: Journal) -> None:
    report = visit_reports(full)
    assert markdown.text(report).count("Order of signatures") == 1
    assert html.render(report).decode().count("Order of signatures") == 1


def test_the_accounts_asked_for_stand_in_the_heading(full: Journal, account: int) -> None:
    branch = make_account(full, "Leeds Depot", parent_id=account)
    report = visit_reports(full, account_ids=[account, branch])
    assert report.subtitle == "Northern Rail · 11 – 17 May 2026 · Week 20"
    assert visit_reports(full).subtitle == "11 – 17 May 2026 · Week 20"
