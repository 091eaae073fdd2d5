"""The week tells what moved after the order: the pipeline, sign-offs, money, service, risks and what customers say."""

from __future__ import annotations

from models import accounts, assets, projects
from models.journal import Journal
from models.summaries import review
from models.summaries.choices import Choices
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.report import Report
from models.tables import VisitAsset
from models.text.language import Language
from tests.factories import TODAY, make_account, make_step, make_visit
from tests.models.summaries.delivery import make_delivery
from tests.models.summaries.reading import column, figures, section, titles

INSIDE = ("pipeline", "acceptance", "ageing", "collected", "installed", "feedback")


def week(journal: Journal, **choices: object) -> Report:
    return gather(journal, week_of(TODAY), language=Language("en"), **choices)  # type: ignore[arg-type]


def test_an_empty_week_says_nothing_of_it(journal: Journal) -> None:
    make_account(journal)
    assert not {part.key for part in week(journal).sections} & set(INSIDE)


def test_the_pipeline_tells_what_is_new_went_on_was_won_and_put_off(journal: Journal) -> None:
    rail = make_account(journal)
    make_delivery(journal, rail)
    cranes = projects.create(journal, account_id=rail, name="Cranes", stage="Lead", value_minor=500, currency="JPY").id
    projects.edit(journal, cranes, expected_on="2026-08-01")
    pipeline = section(week(journal), "pipeline")
    assert column(pipeline, "Project") == ["Lot 2", "Cranes", "Lot 2"]
    assert column(pipeline, "What happened") == [
        "Delivery → Acceptance: All sites on air",
        "new: Lead",
        "expected 1 Jul 2026, not 1 Jun 2026: Crates came late",
    ]
    assert column(pipeline, "Value") == ["€ 910,000", "¥ 500", "€ 910,000"]


def test_what_was_signed_and_paid_in_the_week_is_told_beside_what_is_missing(journal: Journal) -> None:
    make_delivery(journal, make_account(journal))
    report = week(journal)
    acceptance = section(report, "acceptance")
    assert column(acceptance, "Signatures") == ["1 / 2"]
    assert column(acceptance, "Blocked") == ["1"]
    assert column(section(report, "money"), "Amount") == ["€ 40,000"]
    assert column(section(report, "ageing"), "1–30 days late") == ["€ 40,000"]
    assert column(section(report, "collected"), "Amount") == ["€ 8,200"]
    assert section(report, "collected").items == ("Together: € 8,200",)
    assert figures(report)["signature"] == "1"


def test_warranties_that_end_and_risks_with_their_weight_are_told(journal: Journal) -> None:
    rail = make_account(journal)
    make_delivery(journal, rail)
    for site in ("Desk 1", "Desk 2"):
        assets.create(journal, account_id=rail, product="DT-5", site=site, warranty_end_on="2026-06-01")
    assets.create(journal, account_id=rail, product="CX-7", competitor="Corvane", warranty_end_on="2026-06-01")
    assets.create(journal, account_id=rail, product="Far", warranty_end_on="2027-06-01")
    make_step(journal, "Strike", kind="risk", account_id=rail)
    report = week(journal)
    assert section(report, "installed").items == (
        "Northern Rail: The warranty of DT-5 × 2 ends on 1 Jun 2026",
        "Northern Rail: The warranty of Radio R4 (Depot 4) ends on 10 Jun 2026",
    )
    assert section(report, "risks").items[:2] == (
        "Northern Rail: Crates stand in customs (high risk) → Rent two sets",
        "Northern Rail: Strike",
    )


def test_what_customers_said_of_products_is_told(journal: Journal) -> None:
    make_delivery(journal, make_account(journal))
    said = section(week(journal), "feedback")
    assert (column(said, "Kind"), column(said, "Said")) == (["Wish"], ["A louder bell"])


def test_a_customer_reads_nothing_of_it_in_the_week(journal: Journal) -> None:
    rail = make_account(journal)
    make_delivery(journal, rail)
    report = week(journal, audience="customer", account_ids=[rail])
    assert not {part.key for part in report.sections} & {*INSIDE, "money", "risks"}
    assert "signature" not in figures(report)


def test_an_account_report_goes_on_after_the_order(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_delivery(journal, branch)
    tree = accounts.tree_ids(journal, group)
    report = week(journal, kind="account", account_ids=tree)
    assert column(section(report, "projects"), "Project") == ["Lot 2"]
    assert column(section(report, "ageing"), "Together") == ["€ 40,000"]
    assert column(section(report, "risks"), "Risk") == ["Crates stand in customs"]
    assert column(section(report, "installed"), "Product") == ["Radio R4"]
    kinds = column(section(report, "history"), "Kind")
    assert {"Stage", "Payment", "Call about money", "Sign-off", "Visit"} <= set(kinds)
    customers = week(journal, kind="account", account_ids=tree, audience="customer")
    assert "Stage" not in titles(section(customers, "projects"))
    assert not {part.key for part in customers.sections} & {"money", "ageing", "risks", "feedback"}


def test_a_service_on_a_confidential_visit_is_told_to_me_alone(journal: Journal) -> None:
    rail = make_account(journal)
    radio = assets.create(journal, account_id=rail, product="Radio").id
    hidden = make_visit(journal, rail, "2026-05-12T10:00", confidential=True)
    with journal.operation("test") as work:
        work.insert(VisitAsset, visit_id=hidden, asset_id=radio, due_on="2026-05-12")
    mine = week(journal, kind="account", account_ids=[rail], audience="self")
    assert column(section(mine, "all-products"), "Last service") == ["12 May 2026"]
    others = week(journal, kind="account", account_ids=[rail])
    assert "Last service" not in titles(section(others, "all-products"))


def test_the_writer_learns_what_the_report_of_a_project_leaves_out_of_its_own_visits(journal: Journal) -> None:
    rail = make_account(journal)
    project_id = make_delivery(journal, rail)
    other = make_visit(journal, rail, "2026-05-12T12:00", confidential=True)
    own = make_visit(journal, rail, "2026-05-12T13:00", confidential=True, project_id=project_id)
    for visit_id in (other, own):
        make_step(journal, account_id=rail, visit_id=visit_id)
    english = Language("en")
    reading = review.read(journal, Choices(kind="project", project_id=project_id), english, writer=english)
    assert reading.sentence == "Private notes and 1 confidential visit are left out."
    assert (reading.left_out.confidential_visits, reading.left_out.confidential_steps) == (1, 1)
    assert [one.day.isoformat() for one in reading.to_write_up] == []
