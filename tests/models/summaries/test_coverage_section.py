"""The coverage of an account in its summary and in its brief, and who does not read it."""

from __future__ import annotations

import pytest

from models import accounts, coverage, coverage_targets, visits
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_visit
from tests.models.summaries.reading import column, section

ENGLISH = Language("en")


@pytest.fixture
def account(journal: Journal) -> int:
    """An account where two technical people were met together, and finance is wanted."""
    made = make_account(journal, relationship="vendor", wanted_relationship="solver")
    branch = make_account(journal, "Branch", parent_id=made)
    two = [make_contact(journal, name, account_id=branch, role_group="technical") for name in ("徐海", "Piotr")]
    make_visit(journal, branch, "2026-05-12T10:00", people=two)
    visits.record(journal, account_id=made, start="2026-05-13T10:00", channel="call", people=two[:1])
    coverage_targets.set_wanted(journal, made, {"finance": "brief", "technical": "brief"})
    return made


def _report(journal: Journal, account_id: int, **choices: object) -> Report:
    ids = accounts.tree_ids(journal, account_id)
    return gather(journal, week_of(TODAY), language=ENGLISH, kind="account", account_ids=ids, **choices)  # type: ignore[arg-type]


def test_the_summary_tells_how_well_each_group_is_known(journal: Journal, account: int) -> None:
    found = section(_report(journal, account), "coverage")
    assert column(found, "Role group") == ["decision makers", "technical", "users", "commercial", "finance"]
    assert column(found, "People") == ["0", "2", "0", "0", "0"]
    assert column(found, "Contacts") == ["0", "2", "0", "0", "0"]
    assert column(found, "Face to face") == ["0", "1", "0", "0", "0"]
    assert column(found, "Known") == ["not known", "brief", "not known", "not known", "not known"]
    assert column(found, "Wanted") == ["", "brief", "", "", "brief"]
    assert column(found, "Last met")[1] == "13 May 2026"
    assert found.items == (
        "We are a vendor to them, and want to be a problem solver.",
        "Contacts count that were held in the last 6 months.",
    )


def test_the_summary_and_the_screen_agree(journal: Journal, account: int) -> None:
    shown = [(one.contacts, one.face_to_face) for one in coverage.read(journal, account).roles]
    found = section(_report(journal, account), "coverage")
    assert [
        (int(a), int(b)) for a, b in zip(column(found, "Contacts"), column(found, "Face to face"), strict=True)
    ] == (shown)


def test_no_customer_reads_how_well_he_is_known(journal: Journal, account: int) -> None:
    assert "coverage" not in [one.key for one in _report(journal, account, audience="customer").sections]


def test_a_confidential_visit_counts_for_me_alone(journal: Journal, account: int) -> None:
    cfo = make_contact(journal, "Secret", account_id=account, role_group="finance")
    make_visit(journal, account, "2026-05-12T12:00", people=[cfo], confidential=True)
    for audience, people, known in (("self", "1", "brief"), ("manager", "0", "not known")):
        found = section(_report(journal, account, audience=audience), "coverage")
        assert (column(found, "People")[4], column(found, "Known")[4]) == (people, known)
    page = briefs.read(journal, account, language=ENGLISH, audience="manager")
    assert [line.text for part in page.parts if part.key == "coverage" for line in part.lines] == ["finance: not known"]


def test_the_brief_names_what_falls_short(journal: Journal, account: int) -> None:
    page = briefs.read(journal, account, language=ENGLISH)
    (part,) = [part for part in page.parts if part.key == "coverage"]
    assert [(line.text, line.state) for line in part.lines] == [("finance: not known", "wanted: brief")]
    coverage_targets.set_wanted(journal, account, {"finance": None})
    assert "coverage" not in [part.key for part in briefs.read(journal, account, language=ENGLISH).parts]


def test_without_people_and_wishes_there_is_nothing_to_say(journal: Journal) -> None:
    assert [one.key for one in _report(journal, make_account(journal)).sections] == ["history"]
