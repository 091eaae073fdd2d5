"""A plan on paper."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from models import colleagues, plan_order, plans, projects, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.plan_lines import parse
from models.summaries import formats, markdown, pdf, plan_page
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import steps_of_plan

ENGLISH = Language("en")


@pytest.fixture
def plan_id(journal: Journal) -> int:
    colleagues.set_profile(journal, name="Sofie Lin")
    account_id = make_account(journal)
    project_id = projects.create(journal, account_id=account_id, name="Lot 2").id
    made = plans.create(
        journal,
        goal="Reach acceptance",
        why="All 17 departments sign.\nThen it can be invoiced.",
        account_id=account_id,
        project_id=project_id,
        start_on="2026-03-02",
        target_on="2026-05-20",
        planned=parse("Agree on one list\n> Walk-through\n> Signatures\nPhotos"),
    ).id
    agree, walk, sign, photos = (step.id for step in steps_of_plan(journal, made))
    plan_order.set_days(journal, made, {agree: date(2026, 5, 1), walk: date(2026, 5, 10), sign: date(2026, 5, 24)})
    steps.edit(journal, agree, raised_at="2026-03-02T09:00")
    steps.close(journal, agree, at="2026-05-02T09:00")
    steps.edit(journal, photos, owner_side="theirs", owner_contact_id=make_contact(journal, "徐海"))
    plans.edit(journal, made, target_on="2026-05-25")
    return made


def rows_of(report: Report) -> list[list[str]]:
    section = report.sections[-1]
    assert section.table is not None
    return [[cell.text for cell in row] for row in section.table.rows]


def test_the_page_says_how_far_it_is_what_to_expect_and_who_does_what(journal: Journal, plan_id: int) -> None:
    page = plan_page.report(journal, plan_id, language=ENGLISH)
    assert (page.title, page.subtitle, page.author) == (
        "Reach acceptance", "Plan · Northern Rail · Lot 2", "Sofie Lin",
    )  # fmt: skip
    assert [(figure.value, figure.label, figure.before) for figure in page.figures] == [
        ("1 / 4", "steps done", ""),
        ("2 March", "started", ""),
        ("25 May", "target", "put off by 5 days"),
        ("28 May", "expected", "3 days behind the target"),
    ]
    assert page.sections[0].items == ("All 17 departments sign.", "Then it can be invoiced.")
    assert rows_of(page) == [
        ["1", "Agree on one list", "", "Sofie Lin", "1 May", "done, 2 May"],
        ["2", "Walk-through", "1", "Sofie Lin", "10 May", "4 days late"],
        ["3", "Signatures", "2", "Sofie Lin", "24 May", "open"],
        ["4", "Photos", "", "徐海", "", "open"],
    ]


def test_a_plan_that_ended_says_what_came_of_it(journal: Journal, plan_id: int) -> None:
    plans.close(journal, plan_id, outcome="dropped", result="They bought elsewhere")
    page = plan_page.report(journal, plan_id, language=Language("zh_CN"))
    plain = plan_page.report(journal, plan_id, language=ENGLISH)
    assert plain.sections[1].items == ("Plan dropped, 14 May 2026", "They bought elsewhere")
    assert "expected" not in [figure.label for figure in plain.figures]
    assert page.language == "zh_CN"


def test_what_came_of_a_confidential_visit_is_for_me_alone(journal: Journal, plan_id: int) -> None:
    visit_id = make_visit(journal, make_account(journal, "Secret"), confidential=True)
    make_step(journal, "Hand over the envelope", visit_id=visit_id, plan_id=plan_id, plan_position=9)
    mine = plan_page.report(journal, plan_id, language=ENGLISH)
    theirs = plan_page.report(journal, plan_id, language=ENGLISH, audience="manager")
    assert "Hand over the envelope" in markdown.text(mine)
    assert "envelope" not in markdown.text(theirs)
    assert theirs.figures[0].value == "1 / 4", "it is in no figure either"
    assert (mine.left_out, theirs.left_out) == ("", "1 step of a confidential visit is left out.")
    with pytest.raises(InvalidValue, match="never for a customer"):
        plan_page.report(journal, plan_id, language=ENGLISH, audience="customer")


def test_a_plan_in_the_trash_is_not_printed(journal: Journal, plan_id: int) -> None:
    plans.trash(journal, plan_id)
    with pytest.raises(NotFound):
        plan_page.report(journal, plan_id, language=ENGLISH)


def test_an_empty_plan_says_so(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Some day").id
    text = markdown.text(plan_page.report(journal, plan_id, language=ENGLISH))
    assert "This plan has no steps yet." in text
    assert "Why" not in text


def test_it_is_written_as_pdf_and_as_markdown(journal: Journal, plan_id: int, tmp_path: Path) -> None:
    page = plan_page.report(journal, plan_id, language=ENGLISH)
    printed = PdfReader(io.BytesIO(pdf.render(page)))
    words = " ".join("".join(page.extract_text() for page in printed.pages).split())
    for told in ("Reach acceptance", "Walk-through", "4 days late", "put off by 5 days", "徐海"):
        assert told in words
    formats.save(page, tmp_path / "plan.md")
    written = (tmp_path / "plan.md").read_text("utf-8")
    assert "| 2 | Walk-through | 1 | Sofie Lin | 10 May | 4 days late |" in written


def test_a_step_about_another_account_names_it(journal: Journal) -> None:
    own = make_account(journal, "Northern Rail")
    made = plans.create(journal, goal="After the earthquake", account_id=own, step_titles=["Call"]).id
    plans.add_step(journal, made, title="Call", account_id=make_account(journal, "西岭铁路"))
    page = plan_page.report(journal, made, language=ENGLISH)
    assert [row[1] for row in rows_of(page)] == ["Call", "西岭铁路 · Call"]
