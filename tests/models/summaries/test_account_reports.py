"""Account reports set the accounts side by side, and tell the history of one."""

from __future__ import annotations

import io

import openpyxl

from models import accounts, receivables, steps, visits
from models.journal import Journal
from models.summaries import excel
from models.summaries.gather import gather
from models.summaries.periods import parse_period, week_of
from models.summaries.report import Report, Section
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit
from tests.models.summaries.reading import column, figures, section, titles


def account_report(journal: Journal, **choices: object) -> Report:
    return gather(journal, week_of(TODAY), language=Language("en"), kind="account", **choices)  # type: ignore[arg-type]


def two_accounts(journal: Journal) -> tuple[int, int]:
    """Make a rail account visited once and a port visited twice, with all kinds of things open."""
    rail, port = make_account(journal), make_account(journal, "Port of Vessen")
    tom, joan = make_contact(journal, "Tom"), make_contact(journal, "Joan")
    make_visit(journal, port, "2026-05-11T10:00", summary="Survey agreed", people=[tom, joan])
    make_visit(journal, port, "2026-05-12T10:00", summary="Dates agreed", people=[tom])
    make_visit(journal, rail, "2026-05-12T15:00", summary="BOQ to revise")
    kept = make_step(journal, "Send photos", kind="promise", account_id=port, due_on="2026-05-13",
                     raised_at="2026-05-11T10:00")  # fmt: skip
    steps.close(journal, kept, at="2026-05-12T10:00")
    make_step(journal, "Late quote", kind="promise", account_id=port, due_on="2026-05-12")
    make_step(journal, "Their list", kind="customer_promise", account_id=port, due_on="2026-05-12")
    make_step(journal, "Crates", kind="complaint", account_id=rail, raised_at="2026-05-01T10:00")
    receivables.create(
        journal, account_id=rail, title="M3", amount_minor=5_000_000, currency="EUR", due_on="2026-05-01"
    )
    return rail, port


def test_an_empty_week_says_so(journal: Journal) -> None:
    make_account(journal)
    assert section(account_report(journal), "accounts").empty == "No account was seen in this period."


def test_the_most_visited_account_stands_first_with_its_figures(journal: Journal) -> None:
    two_accounts(journal)
    make_account(journal, "Never seen")
    overview = section(account_report(journal), "accounts")
    assert column(overview, "Account") == ["Port of Vessen", "Northern Rail"]
    assert column(overview, "Visits") == ["2", "1"]
    assert column(overview, "Met") == ["2", "0"]
    assert column(overview, "We kept") == ["1 / 2", ""]
    assert column(overview, "Customer kept") == ["0 / 1", ""]
    assert column(overview, "Complaints") == ["", "1"]
    assert column(overview, "Overdue") == ["", "€ 50,000"]
    assert column(overview, "Last seen") == ["Tue 12 May", "Tue 12 May"]
    assert column(overview, "Days since") == ["2", "2"]


def test_each_account_has_its_visits_and_what_is_open(journal: Journal) -> None:
    rail, port = two_accounts(journal)
    report = account_report(journal)
    assert column(section(report, f"account-{port}"), "Result") == ["Survey agreed", "Dates agreed"]
    assert section(report, f"account-{port}").items == (
        "Promise: Late quote (2 days late)",
        "Customer’s promise: Their list (2 days late)",
    )
    assert section(report, f"account-{rail}").items == (
        "Complaint: Crates (waiting 13 days)",
        "Overdue: M3, € 50,000 (since 1 May 2026)",
    )


def test_the_figures_are_those_of_the_accounts_listed(journal: Journal) -> None:
    two_accounts(journal)
    unseen = make_account(journal, "Unseen")
    make_step(journal, "Elsewhere", kind="complaint", account_id=unseen, raised_at="2026-05-01T10:00")
    told = figures(account_report(journal))
    assert told["complaint open"] == "1"
    assert told["promises kept"] == "1 / 2"
    assert told["overdue"] == "€ 50,000"


def test_a_sheet_has_no_sheet_for_each_account(journal: Journal) -> None:
    two_accounts(journal)
    names = openpyxl.load_workbook(io.BytesIO(excel.render(account_report(journal)))).sheetnames
    assert names == ["Summary", "Accounts", "Visits", "What is open"]


def test_many_open_things_are_counted_not_hidden(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00")
    for number in range(12):
        make_step(journal, f"step {number}", account_id=account, due_on="2026-05-20")
    report = account_report(journal)
    assert section(report, f"account-{account}").items[-1] == "and 4 more"
    assert len(column(section(report, "open"), "State")) == 12


def history(report: Report) -> Section:
    return section(report, "history")


def test_one_account_tells_its_history_with_its_branches(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_visit(journal, branch, "2026-05-12T10:00", summary="Seen", people=[make_contact(journal, "Tom")])
    make_visit(journal, make_account(journal, "Other"), "2026-05-12T11:00", summary="Elsewhere")
    promise = make_step(journal, "BOQ", kind="promise", account_id=group, raised_at="2026-05-11T09:00")
    steps.close(journal, promise, result="By mail", at="2026-05-13T09:00")
    broken = make_step(journal, "Dinner", kind="promise", account_id=group, raised_at="2026-04-01T09:00")
    steps.close(journal, broken, "broken", at="2026-05-13T10:00")
    report = account_report(journal, account_ids=accounts.tree_ids(journal, group))
    assert (report.title, report.subtitle) == ("Group", "Account report · 11 – 17 May 2026 · Week 20")
    assert column(history(report), "Day") == ["Mon 11", "Tue 12", "Wed 13", "Wed 13"]
    assert column(history(report), "Account") == ["Group", "Branch", "Group", "Group"]
    assert column(history(report), "Kind") == ["Promise", "Visit", "Promise kept", "Promise: broken"]
    assert column(history(report), "What happened") == ["BOQ", "Tom: Seen", "BOQ: By mail", "Dinner"]
    assert column(section(report, "accounts"), "Last seen") == ["Tue 12 May", "never"]
    assert figures(report)["last seen"] == "2 days ago"


def test_one_account_without_branches_needs_no_overview(journal: Journal) -> None:
    account = make_account(journal)
    report = account_report(journal, account_ids=[account])
    assert [part.key for part in report.sections] == ["history"]
    assert history(report).empty == "Nothing happened in this period."
    assert figures(report)["last seen"] == "never"


def test_an_old_period_knows_nothing_of_later(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-05T10:00")
    make_visit(journal, account, "2026-05-12T10:00")
    complaint = make_step(journal, "Crates", kind="complaint", account_id=account, raised_at="2026-05-05T10:00")
    steps.close(journal, complaint, at="2026-05-12T10:00")
    last_week = parse_period("last-week", TODAY)
    report = gather(journal, last_week, language=Language("en"), kind="account", account_ids=[account])
    assert figures(report)["last seen"] == "5 May 2026"
    assert column(section(report, "open"), "State") == ["waiting 5 days"]


def test_what_was_due_on_the_last_day_of_a_past_week_is_late(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-10T15:00")
    for kind in ("promise", "customer_promise", "next_step"):
        make_step(journal, kind, kind=kind, account_id=account, due_on="2026-05-10", raised_at="2026-05-04T10:00")
    last_week = parse_period("last-week", TODAY)
    report = gather(journal, last_week, language=Language("en"), kind="account")
    overview = section(report, "accounts")
    assert (column(overview, "We kept"), column(overview, "Customer kept")) == (["0 / 1"], ["0 / 1"])
    assert column(overview, "Last seen") == ["Sun 10 May"]
    assert figures(report)["promises kept"] == "0 / 1"
    assert column(section(report, "open"), "State") == ["1 day late"] * 3
    assert section(report, f"account-{account}").items == (
        "Promise: promise (1 day late)",
        "Customer’s promise: customer_promise (1 day late)",
        "Next step: next_step (1 day late)",
    )


def test_what_is_due_on_the_last_day_of_a_running_period_is_not_late(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T15:00")
    make_step(journal, "BOQ", kind="promise", account_id=account, due_on=TODAY.isoformat())
    report = account_report(journal)
    assert column(section(report, "open"), "State") == ["due today"]
    assert column(section(report, "accounts"), "We kept") == [""]


def test_a_customer_sees_no_complaint_figure_no_money_and_no_plan_of_ours(journal: Journal) -> None:
    rail, _ = two_accounts(journal)
    branch = make_account(journal, "Leeds Depot", parent_id=rail)
    make_step(journal, "Win them back", account_id=rail, due_on="2026-05-20")
    make_step(journal, "They may leave", kind="risk", account_id=rail)
    report = account_report(journal, audience="customer", account_ids=[rail, branch])
    assert "Overdue" not in titles(section(report, "accounts"))
    assert "Complaints" not in titles(section(report, "accounts"))
    assert [part.key for part in report.sections] == ["accounts", "history", "open"]
    assert column(section(report, "open"), "What it is about") == ["Crates"]


def test_a_missed_visit_counts_as_none(journal: Journal) -> None:
    account = make_account(journal)
    missed = visits.plan(journal, account_id=account, start="2026-05-12T09:00", purpose="Talk").id
    visits.miss(journal, missed)
    overview = section(account_report(journal), "accounts")
    assert column(overview, "Visits") == ["0"]
    assert column(overview, "Last seen") == ["never"]
