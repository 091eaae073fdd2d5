"""The person report names everyone who was met, in the post of that time."""

from __future__ import annotations

import pytest

from models import contacts, visits
from models.journal import Journal
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.privacy import AudienceName
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_visit
from tests.models.summaries.reading import column, figures, section, titles


def person_report(journal: Journal, audience: AudienceName = "manager", **choices: object) -> Report:
    return gather(journal, week_of(TODAY), language=Language("en"), kind="person", audience=audience, **choices)  # type: ignore[arg-type]


@pytest.fixture
def met(journal: Journal) -> Journal:
    """A week in which three people at two accounts were met, one of them twice and one for the first time."""
    port, rail = make_account(journal, "Port of Vessen"), make_account(journal)
    tom = make_contact(journal, "Tom Aldous", role_group="decision", stance=1, closeness=3)
    contacts.take_post(journal, tom, rail, title="Planner", from_on="2024-01-01")
    joan = make_contact(journal, "Joan Pike", role_group="finance")
    sea = make_contact(journal, "徐海")
    make_visit(journal, rail, "2026-05-04T10:00", people=[tom, joan])
    make_visit(journal, rail, "2026-05-11T10:00", people=[tom, joan])
    contacts.take_post(journal, tom, rail, title="Director", department="Signals", from_on="2026-05-12")
    make_visit(journal, rail, "2026-05-13T10:00", people=[tom])
    make_visit(journal, port, "2026-05-12T10:00", people=[sea])
    visits.plan(journal, account_id=port, start="2026-05-15T10:00", people=[make_contact(journal, "Not yet")])
    return journal


def test_an_empty_week_says_so(journal: Journal) -> None:
    assert section(person_report(journal), "people").empty == "No one was met in this period."


def test_everyone_met_stands_by_account_with_post_times_and_day(met: Journal) -> None:
    report = person_report(met)
    people = section(report, "people")
    assert column(people, "Account") == ["Northern Rail", "Northern Rail", "Port of Vessen"]
    assert column(people, "Person") == ["Tom Aldous", "Joan Pike", "徐海"]
    assert column(people, "Post") == ["Director, Signals", "", ""]
    assert column(people, "Times") == ["2", "1", "1, new"]
    assert column(people, "Last met") == ["Wed 13 May", "Mon 11 May", "Tue 12 May"]
    assert column(people, "First time") == ["", "", "first time"]
    assert column(people, "Stance, closeness") == ["supporter, 3/5", "", ""]
    assert figures(report)["people, 1 new"] == "3"


def test_a_role_group_where_no_one_was_met_shows(met: Journal) -> None:
    roles = section(person_report(met), "roles")
    names = dict(zip(column(roles, "Role"), column(roles, "Names"), strict=True))
    assert names["decision makers"] == "Tom Aldous"
    assert names["technical"] == "no one"


def test_a_customer_sees_neither_role_nor_stance(met: Journal) -> None:
    rail = met.row("SELECT id FROM account WHERE name = 'Northern Rail'")
    assert rail is not None
    report = person_report(met, "customer", account_ids=[rail[0]])
    assert [part.key for part in report.sections] == ["people"]
    assert titles(section(report, "people")) == ["Account", "Person", "Post", "Times", "Last met", "First time"]
    assert column(section(report, "people"), "Person") == ["Tom Aldous", "Joan Pike"]


def test_a_customer_is_not_told_where_else_somebody_works(met: Journal) -> None:
    (rail,), (port,) = (met.row("SELECT id FROM account WHERE name = ?", name) or (0,)
                        for name in ("Northern Rail", "Port of Vessen"))  # fmt: skip
    advisor = make_contact(met, "Anders Holm")
    contacts.take_post(met, advisor, port, title="Harbour master")
    make_visit(met, rail, "2026-05-14T09:00", people=[advisor])
    told = section(person_report(met, "customer", account_ids=[rail]), "people")
    assert set(column(told, "Account")) == {"Northern Rail"}
    assert dict(zip(column(told, "Person"), column(told, "Post"), strict=True)) == {
        "Tom Aldous": "Director, Signals",
        "Anders Holm": "",
        "Joan Pike": "",
    }
    assert "Harbour master" in column(section(person_report(met), "people"), "Post")


def test_who_was_met_in_confidence_is_in_no_row_and_no_count(met: Journal) -> None:
    rail, tom = (met.row(query) for query in ("SELECT id FROM account WHERE name = 'Northern Rail'",
                                              "SELECT id FROM contact WHERE name = 'Tom Aldous'"))  # fmt: skip
    assert rail is not None
    assert tom is not None
    make_visit(met, rail[0], "2026-05-14T09:00", people=[tom[0], make_contact(met, "Hidden")], confidential=True)
    assert column(section(person_report(met), "people"), "Times") == ["2", "1", "1, new"]
    own = section(person_report(met, "self"), "people")
    assert "Hidden" in column(own, "Person")
    assert "3" in column(own, "Times")


def test_a_customer_is_not_told_whom_we_had_met_elsewhere(met: Journal) -> None:
    """Who was met at another account before is new to this one; that he is not new to us is no customer's news."""
    (rail,), (port,) = (met.row("SELECT id FROM account WHERE name = ?", name) or (0,)
                        for name in ("Northern Rail", "Port of Vessen"))  # fmt: skip
    advisor = make_contact(met, "Anders Holm")
    make_visit(met, port, "2026-05-05T09:00", people=[advisor])
    make_visit(met, rail, "2026-05-14T09:00", people=[advisor])
    for report in (
        person_report(met, "customer", account_ids=[rail]),
        gather(met, week_of(TODAY), language=Language("en"), audience="customer", account_ids=[rail]),
    ):
        assert figures(report)["people, 1 new"] == "3"
    told = section(person_report(met, "customer", account_ids=[rail]), "people")
    assert dict(zip(column(told, "Person"), column(told, "Times"), strict=True))["Anders Holm"] == "1, new"
    inside = section(person_report(met, account_ids=[rail]), "people")
    assert dict(zip(column(inside, "Person"), column(inside, "Times"), strict=True))["Anders Holm"] == "1"
    assert figures(person_report(met, account_ids=[rail]))["people, 0 new"] == "3"
