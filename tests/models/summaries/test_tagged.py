"""A summary of a tag: what bears it and nothing else, said in its heading, and never a word of it for a customer."""

from __future__ import annotations

import pytest

from models import steps, tags
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import markdown, review
from models.summaries.choices import Choices, remember, remembered
from models.summaries.gather import gather
from models.summaries.periods import parse_period
from models.summaries.privacy import AudienceName
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit


def printed(report: Report) -> str:
    """Return a report as the plain text of its Markdown."""
    return markdown.text(report).replace("\\", "")


WEEK = parse_period("this-week", TODAY)


def _summary(journal: Journal, audience: AudienceName = "manager", tag: str = "vip", kind: str = "period") -> Report:
    return gather(journal, WEEK, language=Language("en"), audience=audience, tag=tag, kind=kind)  # type: ignore[arg-type]


@pytest.fixture
def filled(journal: Journal) -> Journal:
    vip, other = make_account(journal, "Vip Rail", tags=["VIP"]), make_account(journal, "Other Rail")
    anna = make_contact(journal, "Anna Met Before", account_id=other)
    make_visit(journal, other, "2026-05-05T09:00", people=[anna], summary="Last week, without a tag")
    make_visit(journal, vip, "2026-05-12T09:00", summary="Of the vip account")
    make_visit(journal, other, "2026-05-12T10:00", summary="Tagged itself", tags=["vip"], people=[anna])
    make_visit(journal, other, "2026-05-12T11:00", summary="Not tagged at all")
    hidden = make_visit(
        journal, other, "2026-05-12T12:00", summary="Confidential and tagged", tags=["vip"], confidential=True
    )
    make_step(journal, "Owed to the vip", kind="promise", account_id=vip, due_on="2026-05-13")
    make_step(journal, "Owed to the other", kind="promise", account_id=other, due_on="2026-05-13")
    make_step(journal, "Of the hidden one", kind="promise", account_id=other, visit_id=hidden, due_on="2026-05-13")
    return journal


@pytest.mark.parametrize("kind", ["period", "visit", "account", "person", "trip"])
def test_only_what_bears_the_tag_is_in_it(filled: Journal, kind: str) -> None:
    report = _summary(filled, kind=kind)
    words = printed(report)
    assert "tag #vip" in words
    for left_out in ("Not tagged", "without a tag", "Confidential and", "Owed to the other", "Of the hidden one"):
        assert left_out not in words
    if kind in ("period", "visit"):
        assert "Of the vip account" in words
        assert "Tagged itself" in words


def test_the_figures_count_what_bears_it(filled: Journal) -> None:
    visits, people, kept = _summary(filled).figures[:3]
    assert (visits.value, people.value, people.label) == ("2", "1", "person, 0 new")  # met before, if untagged
    assert kept.value == "0 / 1"
    mine = _summary(filled, "self")
    assert mine.figures[0].value == "3"  # I see the confidential one too


def test_a_tag_of_confidential_visits_alone_says_nothing(journal: Journal) -> None:
    account_id = make_account(journal, "Secret Rail")
    make_visit(journal, account_id, "2026-05-12T09:00", tags=["merger"], confidential=True, summary="Hush")
    report = _summary(journal, tag="merger")
    assert report.figures[0].value == "0"
    assert "Secret Rail" not in printed(report)


def test_a_quiet_account_is_a_risk_only_with_the_tag(journal: Journal) -> None:
    for name, borne in (("Quiet Vip", ["vip"]), ("Quiet Other", [])):
        account_id = make_account(journal, name, tags=borne, rhythm_days=7)
        make_visit(journal, account_id, "2026-03-02T09:00", summary="Long ago")
    words = printed(_summary(journal))
    assert "Quiet Vip" in words
    assert "Quiet Other" not in words


def test_a_customer_never_learns_of_tags(filled: Journal) -> None:
    vip = filled.rows("SELECT id FROM account WHERE name = 'Vip Rail'")[0][0]
    with pytest.raises(InvalidValue, match="never shown to a customer"):
        gather(filled, WEEK, language=Language("en"), audience="customer", account_ids=[vip], tag="vip")
    choices = Choices(period="this-week", audience="customer", account_ids=(vip,), tag="vip")
    found = review.read(filled, choices, Language("en"), writer=Language("en"))
    words = printed(found.report)
    assert "Of the vip account" in words
    assert "#vip" not in words
    assert "tag " not in words


def test_the_review_counts_within_the_tag(filled: Journal, clock: FixedClock) -> None:
    choices = Choices(period="this-week", tag="VIP")
    found = review.read(filled, choices, Language("zh_CN"), writer=Language("en"))
    assert (found.visited, found.left_out.confidential_visits, found.left_out.confidential_steps) == (2, 1, 1)
    nothing = review.read(filled, Choices(period="this-week", tag="nobody"), Language("en"), writer=Language("en"))
    assert nothing.is_empty
    assert nothing.sentence == "Private notes are left out."


def test_visits_to_write_up_are_those_of_the_tag(journal: Journal) -> None:
    vip, other = make_account(journal, "Vip Rail", tags=["vip"]), make_account(journal, "Other Rail")
    make_visit(journal, vip, "2026-05-12T09:00")
    make_visit(journal, other, "2026-05-12T09:00")
    found = review.read(journal, Choices(period="this-week", tag="vip"), Language("en"), writer=Language("en"))
    assert [one.account for one in found.to_write_up] == ["Vip Rail"]


def test_the_choice_is_remembered(journal: Journal) -> None:
    remember(journal, Choices(tag="tender 2026"))
    assert remembered(journal).tag == "tender 2026"


@pytest.mark.parametrize("tag", ["o'neil", 'say "x"', "100%", "back\\slash", "a;b--", "北京"])
def test_any_letters_can_stand_in_a_tag(journal: Journal, tag: str) -> None:
    account_id = make_account(journal)
    make_visit(journal, account_id, "2026-05-12T09:00", tags=[tag], summary="Borne")
    make_visit(journal, account_id, "2026-05-12T10:00", tags=[f"{tag}x"], summary="Another")
    report = _summary(journal, tag=tag)
    assert report.figures[0].value == "1"
    assert report.subtitle.endswith(f" · tag #{tag}")
    assert tags.key_of(tag) == tag.casefold()
    assert steps.create(journal, title="Goes on").id
