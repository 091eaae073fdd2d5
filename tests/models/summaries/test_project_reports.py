"""A project report tells one project whole, or sets several side by side; a customer reads what is his of it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from models import ageing, project_course, projects, receivables
from models.journal import Journal
from models.summaries import formats, money_facts, pdf
from models.summaries.facts import Scope
from models.summaries.frame import Frame
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.privacy import Audience, reading_as
from models.summaries.project_facts import MeetingFact, StageSpan
from models.summaries.report import Report
from models.summaries.stage_strip import columns, silences, stage_strip
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit
from tests.models.summaries.delivery import make_delivery
from tests.models.summaries.reading import column, entries, figures, section, titles


def project_report(journal: Journal, *project_ids: int, **choices: object) -> Report:
    return gather(
        journal,
        week_of(TODAY),
        language=Language("en"),
        kind="project",
        project_ids=project_ids,
        **choices,  # type: ignore[arg-type]
    )


@pytest.fixture
def lot_2(journal: Journal) -> int:
    return make_delivery(journal, make_account(journal))


def test_a_project_says_where_it_stands(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    assert (report.title, report.subtitle) == ("Lot 2", "Project report · Northern Rail · 11 – 17 May 2026 · Week 20")
    assert entries(section(report, "glance")) == {
        "Account": "Northern Rail",
        "Contract number": "NR-2",
        "Stage": "Acceptance, for 2 days",
        "Value": "€ 910,000, 80 % likely",
        "Expected": "1 Jul 2026, moved 1 time",
        "Owners": "Zhou Yu (Delivery)",
        "Competitors": "Vantrel",
        "Meetings": "2: 2 on site; 1 technical",
    }
    assert figures(report) == {
        "months since the first meeting": "6",
        "meetings": "2",
        "items accepted": "1 / 3",
        "signatures": "1 / 2",
        "overdue": "€ 40,000",
    }


def test_stages_dates_and_milestones_have_their_history(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    stages = section(report, "stages")
    assert column(stages, "Stage") == ["Delivery", "Acceptance"]
    assert column(stages, "Until") == ["12 May 2026", "now"]
    assert column(stages, "Lasted") == ["6 months", "2 days"]
    assert column(stages, "Meetings") == ["1", "1"]
    assert stages.drawing is not None
    assert column(section(report, "dates"), "Moved by") == ["30 days later"]
    assert column(section(report, "milestones"), "State") == ["10 days late"]


def test_the_acceptance_stands_by_department_and_what_is_missing_after_it(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    departments = section(report, "departments")
    assert column(departments, "2 departments") == ["Depot 4", "Control centre"]
    assert column(departments, "Items accepted") == ["1 / 3", ""]
    assert column(departments, "Signed") == ["0 / 1", "1 / 1"]
    assert column(departments, "Blocked") == ["1", ""]
    assert column(section(report, "signatures"), "State") == ["blocked: Night crew untrained"]


def test_the_money_is_listed_and_told_by_age(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    assert column(section(report, "money"), "Paid") == ["€ 8,200"]
    assert column(section(report, "money"), "State") == ["13 days late"]
    assert column(section(report, "ageing"), "1–30 days late") == ["€ 40,000"]


def test_currencies_are_never_added_up(journal: Journal, lot_2: int) -> None:
    (account,) = (one for (one,) in journal.rows("SELECT account_id FROM project"))
    receivables.create(
        journal, account_id=account, project_id=lot_2, title="Spares", amount_minor=1500, currency="JPY",
        due_on="2026-01-01",
    )  # fmt: skip
    report = project_report(journal, lot_2)
    assert column(section(report, "ageing"), "Currency") == ["EUR", "JPY"]
    assert column(section(report, "ageing"), "Over 90 days late") == ["", "¥ 1,500"]
    assert [figure.value for figure in report.figures if figure.label == "overdue"] == ["€ 40,000", "¥ 1,500"]


def test_risks_products_and_what_each_owes_are_told(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    assert column(section(report, "risks"), "How heavy") == ["high risk"]
    assert column(section(report, "risks"), "Plan against it") == ["Rent two sets"]
    assert column(section(report, "installed"), "Warranty until") == ["10 Jun 2026"]
    assert column(section(report, "feedback"), "Said") == ["A louder bell"]
    owed = section(report, "open")
    own = column(owed, "What it is about").index("Train the night crew")
    assert (column(owed, "Owner")[own], column(owed, "State")[own]) == ("Zhou Yu", "2 days late")


def test_the_history_holds_what_happened_in_the_period(journal: Journal, lot_2: int) -> None:
    history = section(project_report(journal, lot_2), "history")
    told = dict(zip(column(history, "Kind"), column(history, "What happened"), strict=True))
    assert told["Stage"] == "Lot 2 is now in Acceptance: All sites on air"
    assert told["Visit"] == "Tom: List agreed"
    assert told["Payment"] == "Milestone 3: € 8,200"
    assert told["Call about money"] == "Milestone 3: Next Friday"
    assert told["Date moved"] == "Lot 2 from 1 Jun 2026 to 1 Jul 2026: Crates came late"
    assert "Kick-off" not in " ".join(column(history, "What happened"))


def test_an_old_period_knows_nothing_of_later(journal: Journal, lot_2: int) -> None:
    before = week_of(date(2026, 5, 6))
    report = gather(journal, before, language=Language("en"), kind="project", project_ids=[lot_2])
    assert entries(section(report, "glance"))["Stage"] == "Delivery, for 6 months"
    assert figures(report)["signatures"] == "0 / 2"
    assert column(section(report, "money"), "State") == ["9 days late"]
    assert section(report, "history").empty == "Nothing happened in this period."


def test_several_projects_stand_side_by_side(journal: Journal, lot_2: int) -> None:
    port = make_account(journal, "Port of Vessen")
    projects.create(journal, account_id=port, name="Cranes", value_minor=100, currency="CNY", probability=40)
    report = project_report(journal)
    overview = section(report, "projects")
    assert column(overview, "Project") == ["Lot 2", "Cranes"]
    assert column(overview, "Signatures") == ["1 / 2", ""]
    assert column(overview, "Likely") == ["80 %", "40 %"]
    assert [figure.value for figure in report.figures] == ["2", "CN¥ 1", "€ 910,000", "€ 40,000"]
    assert entries(section(report, f"project-{lot_2}"))["Contract number"] == "NR-2"


def test_a_customer_reads_of_his_contracts_alone_and_nothing_that_is_ours(journal: Journal, lot_2: int) -> None:
    (account,) = (one for (one,) in journal.rows("SELECT account_id FROM project"))
    pursued = projects.create(journal, account_id=account, name="Win back").id
    report = project_report(journal, lot_2, audience="customer", account_ids=[account])
    shown = [part.key for part in report.sections]
    assert shown == ["glance", "milestones", "departments", "signatures", "installed", "all-products", "history"]
    assert entries(section(report, "glance")) == {
        "Account": "Northern Rail",
        "Contract number": "NR-2",
        "Meetings": "2: 2 on site",
    }
    assert column(section(report, "signatures"), "State") == ["asked for"]
    assert "Blocked" not in titles(section(report, "departments"))
    both = project_report(journal, audience="customer", account_ids=[account])
    assert column(section(both, "projects"), "Project") == ["Lot 2"]
    none = project_report(journal, pursued, audience="customer", account_ids=[account])
    assert section(none, "projects").empty == "There is no project under contract."


@pytest.mark.parametrize("ending", formats.FORMATS)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_format_takes_it(journal: Journal, lot_2: int, ending: str, code: str) -> None:
    report = gather(journal, week_of(TODAY), language=Language(code), kind="project", project_ids=[lot_2])
    assert formats.render(report, ending)


def test_the_strip_stands_above_its_table_on_the_same_page(journal: Journal, lot_2: int) -> None:
    report = project_report(journal, lot_2)
    assert len(pdf.preview(report, 30)) <= 3


def spans_since(day: date) -> list[StageSpan]:
    return [StageSpan("Lead", day, None, "")]


def test_the_strip_counts_months_then_quarters_then_years() -> None:
    meetings = [MeetingFact(date(2024, 6, 3), "call", False), MeetingFact(date(2024, 9, 3), "call", False)]
    months = columns(spans_since(date(2024, 6, 1)), meetings, date(2024, 11, 14))
    assert [(one.first.month, one.meetings) for one in months] == [(6, 1), (7, 0), (8, 0), (9, 1), (10, 0), (11, 0)]
    assert silences(months) == [(1, 2), (4, 4)]
    assert columns(spans_since(date(2020, 2, 1)), meetings, date(2026, 5, 14))[0].months == 3
    assert columns(spans_since(date(2001, 2, 1)), meetings, date(2026, 5, 14))[0].months == 12


def test_a_project_without_a_past_has_no_strip() -> None:
    assert stage_strip([], [], TODAY, Language("en")) is None


def test_a_name_of_a_stage_is_never_part_of_the_drawing_s_code(journal: Journal) -> None:
    spans = [StageSpan('"><script>&', date(2020, 1, 1), None, "")]
    drawn = stage_strip(spans, [], TODAY, Language("zh_CN"))
    assert drawn is not None
    assert "<script" not in drawn.svg


def test_a_report_of_one_project_shows_its_visits_alone(journal: Journal, lot_2: int) -> None:
    (account,) = (one for (one,) in journal.rows("SELECT account_id FROM project"))
    make_visit(journal, account, "2026-05-13T15:00", summary="Canteen radio")
    assert "Canteen radio" not in str(project_report(journal, lot_2))


def test_what_is_decided_or_put_off_later_is_not_known_before(journal: Journal) -> None:
    account = make_account(journal)
    lost = projects.create(journal, account_id=account, name="Cranes", stage="Lead", expected_on="2026-06-01").id
    projects.edit(journal, lost, expected_on="2026-09-01", reason="Budget")
    project_course.lose(journal, lost, reason="Price")
    told = entries(section(project_report(journal, lost), "glance"))
    assert (told["Decided"], told["Expected"]) == ("Lost on 14 May 2026: Price", "1 Sep 2026, moved 1 time")
    before = gather(journal, week_of(date(2026, 5, 6)), language=Language("en"), kind="project", project_ids=[lost])
    told = entries(section(before, "glance"))
    assert "Decided" not in told
    assert told["Expected"] == "1 Jun 2026"


def test_the_web_page_shows_the_strip_and_takes_nothing_typed_for_code(journal: Journal) -> None:
    account = make_account(journal)
    project_id = projects.create(journal, account_id=account, name="Lot", stage="<b>Lead & more</b>").id
    page = formats.render(project_report(journal, project_id), "html").decode()
    assert "<svg" in page
    assert "<b>Lead" not in page


def test_the_summary_and_the_screen_agree_on_the_ageing(journal: Journal) -> None:
    chance = random.Random(7)
    accounts = [make_account(journal, name) for name in ("Rail", "Port")]
    for number in range(60):
        invoiced = TODAY - timedelta(days=chance.randrange(200))
        amount = chance.randrange(1, 10**12)
        one = receivables.create(
            journal, account_id=chance.choice(accounts), title=str(number), amount_minor=amount,
            currency=chance.choice(("EUR", "JPY", "KWD")), invoiced_on=chance.choice((None, invoiced)),
            due_on=chance.choice((None, invoiced + timedelta(days=chance.randrange(120)))),
        ).id  # fmt: skip
        if number % 3 == 0:
            receivables.pay(journal, one, chance.randrange(1, amount + 1), on=invoiced)
        if number % 7 == 0 and amount > receivables.paid_minor(journal, one):
            receivables.write_off(journal, one, "Gone")
    scope = Audience("manager")
    with reading_as(journal, scope):
        found = money_facts.receivables(Frame(journal, week_of(TODAY), scope, Scope(), Language("en")))
    assert money_facts.ageing(found, TODAY) == ageing.total(journal)
