"""The summary of a period says what happened in it, neither more nor less."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models import accounts, colleagues, receivables, steps, visits
from models.clock import FixedClock
from models.journal import Journal
from models.summaries.gather import gather
from models.summaries.periods import parse_period, week_of
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit
from tests.models.summaries.reading import column, section


def summary(journal: Journal, language: str = "en", **choices: object) -> Report:
    """Return this week's summary."""
    return gather(journal, week_of(TODAY), language=Language(language), **choices)  # type: ignore[arg-type]


def figures(report: Report) -> dict[str, tuple[str, str]]:
    """Return the key figures as label → (value, what it was before)."""
    return {figure.label: (figure.value, figure.before) for figure in report.figures}


def test_an_empty_week_says_so(journal: Journal) -> None:
    report = summary(journal)
    assert section(report, "visits").empty == "No visits in this period."
    assert section(report, "plan").empty == "Nothing is planned yet."
    assert figures(report)["visits"] == ("0", "0 the week before")


def test_the_heading_names_me_my_region_and_my_manager(journal: Journal) -> None:
    colleagues.set_profile(journal, name="Lin Sofia", region="East region", manager_name="Helen Marsh")
    report = summary(journal)
    assert report.title == "Weekly customer report"
    assert report.subtitle == "11 – 17 May 2026 · Week 20"
    assert (report.author, report.reader) == ("Lin Sofia", "East region · for Helen Marsh")


def test_only_visits_of_the_period_are_listed_by_day(journal: Journal) -> None:
    account = make_account(journal)
    for start in ("2026-05-10T23:59", "2026-05-13T15:00", "2026-05-11T00:00", "2026-05-17T23:59", "2026-05-18T00:00"):
        state = "held" if start < "2026-05-16" else "planned"
        make_visit(journal, account, start, summary=start, state=state, purpose=start)
    visits_section = section(summary(journal), "visits")
    assert column(visits_section, "Day") == ["Mon 11", "Wed 13", "Sun 17"]
    assert column(visits_section, "Result")[0] == "2026-05-11T00:00"
    assert visits_section.table is not None
    assert visits_section.table.rows[0][4].value == datetime(2026, 5, 11, 0, 0)


def test_a_visit_without_a_summary_waits_to_be_written_up(journal: Journal) -> None:
    make_visit(journal, make_account(journal), notes="long notes", purpose="Talk")
    assert column(section(summary(journal), "visits"), "Result") == ["To be written up"]


def test_missed_and_coming_visits_say_what_they_are(journal: Journal) -> None:
    account = make_account(journal)
    missed = visits.plan(journal, account_id=account, start="2026-05-12T09:00", purpose="Executive talk").id
    visits.miss(journal, missed)
    visits.plan(journal, account_id=account, start="2026-05-15T09:00", purpose="Survey")
    cancelled = visits.plan(journal, account_id=account, start="2026-05-15T11:00", purpose="Nothing").id
    visits.cancel(journal, cancelled)
    report = summary(journal)
    assert column(section(report, "visits"), "Result") == ["Missed: Executive talk", "Planned: Survey"]
    assert figures(report)["visits"][0] == "0"


def test_a_trashed_visit_is_not_in_it(journal: Journal) -> None:
    visit = make_visit(journal, make_account(journal), summary="gone")
    visits.trash(journal, visit)
    assert section(summary(journal), "visits").table is not None
    assert column(section(summary(journal), "visits"), "Result") == []


def test_people_met_and_those_met_for_the_first_time(journal: Journal) -> None:
    account = make_account(journal)
    old, new = make_contact(journal, "Tom"), make_contact(journal, "徐海")
    make_visit(journal, account, "2026-05-04T10:00", people=[old])
    make_visit(journal, account, "2026-05-12T10:00", people=[old, new])
    make_visit(journal, account, "2026-05-13T10:00", people=[new])
    assert figures(summary(journal))["people, 1 new"] == ("2", "1 the week before")


def test_promises_kept_broken_due_and_late(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    clock.set(date(2026, 5, 4))
    made = {
        due: make_step(journal, f"due {due}", kind="promise", account_id=account, due_on=due)
        for due in ("2026-05-08", "2026-05-12", "2026-05-13", "2026-05-14", "2026-05-20", "2026-06-30")
    }
    steps.close(journal, made["2026-05-08"], at="2026-05-12T10:00")
    steps.close(journal, made["2026-05-12"], at="2026-05-12T10:00")
    clock.set(TODAY)
    report = summary(journal)
    promises = section(report, "promises")
    assert dict(zip(column(promises, "Promise"), column(promises, "State"), strict=True)) == {
        "due 2026-05-13": "1 day late",
        "due 2026-05-14": "due today",
        "due 2026-05-20": "due",
        "due 2026-05-08": "kept late",
        "due 2026-05-12": "kept",
    }
    assert figures(report)["promises kept"][0] == "2 / 3"


def test_a_promise_due_on_the_last_day_of_a_week_counts_once_the_week_is_over(
    journal: Journal, clock: FixedClock
) -> None:
    make_step(journal, "by Sunday", kind="promise", due_on="2026-05-17", raised_at="2026-05-11T09:00")
    week = parse_period("this-week", TODAY)
    for day, state, kept in ((17, "due today", ""), (18, "1 day late", "0 / 1"), (30, "1 day late", "0 / 1")):
        clock.set(date(2026, 5, day))
        report = gather(journal, week, language=Language("en"))
        assert column(section(report, "promises"), "State") == [state]
        assert figures(report).get("promises kept", ("",))[0] == kept


def test_what_was_let_go_is_no_broken_promise(journal: Journal) -> None:
    promise = make_step(journal, "let go", kind="promise", due_on="2026-05-13")
    steps.close(journal, promise, "released")
    assert "promises kept" not in figures(summary(journal))


def test_a_summary_of_last_week_knows_nothing_of_this_one(journal: Journal) -> None:
    promise = make_step(journal, "late then", kind="promise", due_on="2026-05-07", raised_at="2026-05-04T09:00")
    steps.close(journal, promise, at="2026-05-13T09:00")
    report = gather(journal, parse_period("last-week", TODAY), language=Language("en"))
    assert column(section(report, "promises"), "State") == ["3 days late"]
    assert figures(report)["promises kept"][0] == "0 / 1"


def test_complaints_come_before_requests_and_say_how_long_they_wait(journal: Journal) -> None:
    account = make_account(journal)
    make_step(journal, "Drawings", kind="request", account_id=account, raised_at="2026-05-13T09:00")
    make_step(
        journal, "Depot 4", kind="complaint", account_id=account, raised_at="2026-04-28T09:00", severity="serious"
    )
    answered = make_step(journal, "Crates", kind="complaint", account_id=account, raised_at="2026-05-12T09:00")
    steps.answer(journal, answered, at="2026-05-12T10:00")
    old = make_step(journal, "Long solved", kind="request", account_id=account, raised_at="2026-04-01T09:00")
    steps.close(journal, old, at="2026-04-02T09:00")
    report = summary(journal)
    waiting = section(report, "requests")
    assert column(waiting, "What it is about") == ["Depot 4", "Crates", "Drawings"]
    assert column(waiting, "State") == ["waiting 16 days", "answered, open 2 days", "waiting 1 day"]
    assert column(waiting, "Kind")[0] == "complaint, serious"
    assert figures(report)["complaints open"] == ("2", "1 the week before")
    assert section(report, "risks").items == ("Northern Rail: complaint open for 16 days: Depot 4",)


@pytest.mark.parametrize("kind", ["request", "complaint"])
def test_a_request_or_complaint_that_was_let_go_was_not_solved(journal: Journal, kind: str) -> None:
    dropped = make_step(journal, "Crates", kind=kind, raised_at="2026-05-11T09:00")
    steps.close(journal, dropped, "released", at="2026-05-12T09:00")
    solved = make_step(journal, "Drawings", kind=kind, raised_at="2026-05-12T09:00")
    steps.close(journal, solved, at="2026-05-13T09:00")
    assert column(section(summary(journal), "requests"), "State") == ["let go", "solved Wed 13 May"]


def test_a_complaint_closed_after_a_past_week_stands_with_the_open_ones(journal: Journal) -> None:
    solved = make_step(journal, "Solved then", kind="complaint", severity="urgent", raised_at="2026-05-04T09:00")
    steps.close(journal, solved, at="2026-05-06T09:00")
    since = make_step(journal, "Solved since", kind="complaint", severity="urgent", raised_at="2026-05-05T09:00")
    steps.close(journal, since, at="2026-05-12T09:00")
    make_step(journal, "Still open", kind="complaint", raised_at="2026-05-04T09:00")
    make_step(journal, "Drawings", kind="request", raised_at="2026-05-04T09:00")
    report = gather(journal, parse_period("last-week", TODAY), language=Language("en"))
    waiting = section(report, "requests")
    assert column(waiting, "What it is about") == ["Solved since", "Still open", "Solved then", "Drawings"]
    assert column(waiting, "State")[0] == "waiting 5 days"


def test_highlights_and_support_name_their_account(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, highlight="Milestone 4 can be invoiced.", support_needed="A letter from the board")
    make_visit(journal, account, highlight="Northern Rail agreed.")
    report = summary(journal)
    assert section(report, "highlights").items == (
        "Northern Rail: Milestone 4 can be invoiced.",
        "Northern Rail agreed.",
    )
    assert section(report, "support").items == ("Northern Rail: A letter from the board",)


def test_an_account_past_its_rhythm_is_a_risk(journal: Journal) -> None:
    quiet, seen = make_account(journal, "Quiet", rhythm_days=20), make_account(journal, "Seen", rhythm_days=20)
    make_visit(journal, quiet, "2026-04-14T10:00")
    make_visit(journal, seen, "2026-04-15T10:00")
    make_account(journal, "Never", rhythm_days=1)
    assert section(summary(journal), "risks").items == ("Quiet not seen for 30 days",)


def test_overdue_money_is_summed_by_currency_and_less_what_was_paid(journal: Journal) -> None:
    account = make_account(journal)
    for title, amount, currency, due in (
        ("M1", 10_000_000, "EUR", "2026-04-01"),
        ("M2", 500_050, "EUR", "2026-05-01"),
        ("M3", 700, "JPY", "2026-05-13"),
        ("M4", 900, "JPY", "2026-05-14"),
    ):
        made = receivables.create(
            journal, account_id=account, title=title, amount_minor=amount, currency=currency, due_on=due
        )
        if title == "M1":
            receivables.pay(journal, made.id, 4_000_000, on="2026-04-20")
    report = summary(journal)
    overdue = [figure.value for figure in report.figures if figure.label == "overdue"]
    assert overdue == ["€ 65,000.50", "¥ 700"]
    assert column(section(report, "money"), "State") == ["43 days late", "13 days late", "1 day late"]


def test_next_week_holds_visits_and_our_own_steps(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal)
    visits.plan(journal, account_id=account, start="2026-05-19T09:00", purpose="Signatures", people=[person])
    make_step(journal, "Print the lists", account_id=account, due_on="2026-05-18")
    make_step(journal, "Their homework", account_id=account, due_on="2026-05-18", owner_side="theirs")
    plan = section(summary(journal), "plan")
    assert plan.title == "Next week’s plan"
    assert column(plan, "What") == ["Print the lists", "Signatures with 徐海"]


def test_the_plan_holds_what_is_late_and_what_is_due_in_the_rest_of_the_week(journal: Journal) -> None:
    account = make_account(journal)
    for due in ("2026-05-24", "2026-05-25", "2026-05-17", "2026-05-14", "2026-05-13", "2026-04-30"):
        make_step(journal, due, account_id=account, due_on=due)
    make_step(journal, "Some day")
    steps.close(journal, make_step(journal, "Done", due_on="2026-05-13"))
    plan = section(summary(journal), "plan")
    assert plan.table is not None
    assert [(row[2].text, row[0].tone == "late") for row in plan.table.rows] == [
        ("2026-04-30 (14 days late)", True),
        ("2026-05-13 (1 day late)", True),
        ("2026-05-14", False),
        ("2026-05-17", False),
        ("2026-05-24", False),
    ]
    customers = section(summary(journal, audience="customer", account_ids=[account]), "plan")
    assert column(customers, "What") == []


def test_the_plan_of_a_week_that_is_over_is_as_it_was_then(journal: Journal) -> None:
    for due in ("2026-05-08", "2026-05-10", "2026-05-12"):
        made = make_step(journal, due, due_on=due, raised_at="2026-05-04T09:00")
        steps.close(journal, made, at="2026-05-13T09:00")
    earlier = make_step(journal, "Done then", due_on="2026-05-08", raised_at="2026-05-04T09:00")
    steps.close(journal, earlier, at="2026-05-10T09:00")
    make_step(journal, "Raised later", due_on="2026-05-12", raised_at="2026-05-11T09:00")
    plan = section(gather(journal, parse_period("last-week", TODAY), language=Language("en")), "plan")
    assert column(plan, "What") == ["2026-05-08 (2 days late)", "2026-05-10 (1 day late)", "2026-05-12"]


def test_many_next_steps_are_counted_not_hidden(journal: Journal) -> None:
    for number in range(33):
        make_step(journal, f"step {number}", due_on="2026-05-01")
    plan = section(summary(journal), "plan")
    assert len(column(plan, "What")) == 30
    assert plan.items == ("and 3 more",)


def test_a_promise_without_a_day_is_due_and_never_late(journal: Journal) -> None:
    for kind, title in (("promise", "some day"), ("customer_promise", "their some day")):
        make_step(journal, title, kind=kind, raised_at="2026-04-01T09:00")
    make_step(journal, "next week", kind="promise", due_on="2026-05-20")
    make_step(journal, "late", kind="customer_promise", due_on="2026-05-12")
    report = summary(journal)
    promises = section(report, "promises")
    assert column(promises, "Promise") == ["late (theirs)", "next week", "some day", "their some day (theirs)"]
    assert column(promises, "State") == ["2 days late", "due", "due", "due"]
    assert column(promises, "Due")[2:] == ["", ""]
    assert "promises kept" not in figures(report)


def test_one_account_is_shown_with_its_branches_and_nothing_else(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_visit(journal, branch, summary="seen")
    make_visit(journal, make_account(journal, "Other"), summary="not seen", highlight="Other news")
    report = summary(journal, account_ids=accounts.tree_ids(journal, group))
    assert column(section(report, "visits"), "Account") == ["Branch"]
    assert all(part.key != "highlights" for part in report.sections)


def test_notes_come_only_when_ticked(journal: Journal) -> None:
    make_visit(journal, make_account(journal), notes="# What was said", private_notes="tired", summary="fine")
    assert all(part.key != "notes" for part in summary(journal).sections)
    ticked = section(summary(journal, with_notes=True), "notes")
    assert [note.markdown for note in ticked.notes] == ["# What was said"]
    own = section(summary(journal, audience="self", with_private=True), "notes")
    assert [note.private for note in own.notes] == [False, True]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_many_open_promises_are_counted_not_hidden(journal: Journal, language: str) -> None:
    account = make_account(journal)
    for number in range(45):
        make_step(journal, f"promise {number}", kind="promise", account_id=account, due_on="2026-05-01")
    promises = section(summary(journal, language), "promises")
    assert promises.table is not None
    assert len(promises.table.rows) == 30
    assert "15" in promises.items[0]
