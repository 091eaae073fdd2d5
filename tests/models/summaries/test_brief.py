"""The brief says on one page what one must know before going."""

from __future__ import annotations

import io
from datetime import datetime

import pypdf
import pytest

from models import contacts, steps, visits
from models.clock import FixedClock
from models.journal import Journal
from models.summaries import pdf
from models.summaries.brief import brief
from models.summaries.report import Report, Section
from models.text.language import Language
from tests.factories import make_account, make_contact, make_step, make_visit


def parts(report: Report) -> dict[str, Section]:
    """Return the sections by their keys."""
    return {section.key: section for section in report.sections}


def test_a_brief_of_a_new_account_says_that_nothing_is_known(journal: Journal) -> None:
    report = brief(journal, make_account(journal, city="Vessen"), language=Language("en"))
    assert (report.title, report.subtitle) == ("Northern Rail", "Brief · Vessen")
    assert report.figures[0].value == "never"
    assert list(parts(report)) == ["visits"]
    assert parts(report)["visits"].empty == "No visit yet."


def test_a_next_visit_without_a_time_shows_none(journal: Journal) -> None:
    account = make_account(journal)
    visits.plan(journal, account_id=account, start="2026-05-20T00:00", purpose="Signatures")
    assert parts(brief(journal, account, language=Language("en")))["next"].items == ("Wed 20 May", "Signatures")


def test_the_next_visit_is_one_whose_time_has_not_passed(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    for start, purpose in (("T09:00", "in the morning"), ("T15:00", "in the afternoon")):
        visits.plan(journal, account_id=account, start=f"2026-05-14{start}", purpose=purpose)

    def purpose() -> str:
        return parts(brief(journal, account, language=Language("en")))["next"].items[1]

    clock.set(datetime(2026, 5, 14, 8, 0))
    assert purpose() == "in the morning"
    clock.set(datetime(2026, 5, 14, 14, 0))
    assert purpose() == "in the afternoon"
    clock.set(datetime(2026, 5, 14, 17, 0))
    assert "next" not in parts(brief(journal, account, language=Language("en")))


def test_a_brief_holds_what_is_open_both_ways_and_the_next_visit(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal, account_id=account, post={"title": "CTO"}, role_group="decision", stance=1)
    left = make_contact(journal, "Gone", account_id=account)
    contacts.edit_post(journal, contacts.posts(journal, left)[0].id, until_on="2026-01-31")
    make_visit(journal, account, "2026-05-11T10:00", people=[person], summary="BOQ agreed")
    visits.plan(
        journal, account_id=account, start="2026-05-20T09:30", purpose="Signatures", people=[person],
        questions=["Who signs first?"], expected_result="An order of signatures",
    )  # fmt: skip
    make_step(journal, "Send the BOQ", kind="promise", account_id=account, due_on="2026-05-12")
    make_step(journal, "Name the signers", kind="customer_promise", account_id=account, due_on="2026-05-18")
    closed = make_step(journal, "Long done", kind="promise", account_id=account)
    steps.close(journal, closed)
    report = brief(journal, account, language=Language("en"))
    found = parts(report)
    assert report.figures[0].value == "3 days ago"
    assert report.figures[2].value == "1 / 1"
    assert found["next"].items == (
        "Wed 20 May, 09:30",
        "Signatures",
        "Wanted: An order of signatures",
        "With 徐海",
        "To ask: Who signs first?",
    )
    assert found["ours"].items == ("Send the BOQ (2 days late)",)
    assert found["theirs"].items == ("Name the signers (until Mon 18 May)",)
    people = found["people"].table
    assert people is not None
    assert [[cell.text for cell in row] for row in people.rows] == [
        ["徐海", "CTO", "decision makers", "supporter", "11 May 2026"]
    ]


def test_a_brief_names_each_person_who_is_here_now_once(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    twice = make_contact(journal, "Twice", account_id=branch, post={"title": "at the branch"})
    contacts.take_post(journal, twice, group, title="at the group")
    thrown = make_contact(journal, "Thrown away", account_id=group)
    contacts.trash(journal, thrown)
    coming = make_contact(journal, "Begins in June")
    contacts.take_post(journal, coming, group, from_on="2026-06-01")
    for account, post in ((group, "at the group"), (branch, "at the branch")):
        people = parts(brief(journal, account, language=Language("en")))["people"].table
        assert people is not None
        assert [(row[0].text, row[1].text) for row in people.rows] == [("Twice", post)]


def test_a_brief_counts_its_branches(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_visit(journal, branch, "2026-05-14T08:00", summary="seen at the branch")
    report = brief(journal, group, language=Language("en"))
    assert report.figures[0].value == "today"
    last = parts(report)["visits"].table
    assert last is not None
    assert last.rows[0][2].text == "seen at the branch"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_brief_of_a_large_account_stays_on_one_page_and_counts_the_rest(journal: Journal, language: str) -> None:
    account = make_account(journal, city="Vessen")
    people = [
        make_contact(
            journal, f"Person {number} 欧阳明珠", account_id=account, post={"title": "Head of Network Planning"}
        )
        for number in range(30)
    ]
    for number in range(12):
        talk = (
            f"Talk {number}: the revised bill of quantities and the order of signatures, 第二批验收资料, were settled."
        )
        make_visit(journal, account, f"2026-05-{number + 1:02}T10:00", people=people[:4], summary=talk)
        for kind in ("promise", "customer_promise", "complaint", "risk"):
            make_step(
                journal, f"{kind} {number}: a rather long sentence about what is owed", kind=kind, account_id=account
            )
    report = brief(journal, account, language=Language(language))
    assert len(pypdf.PdfReader(io.BytesIO(pdf.render(report))).pages) == 1
    shown = len(parts(report)["ours"].items) - 1
    assert str(12 - shown) in parts(report)["ours"].items[-1]
