"""Filters in words, in both languages: what is understood, what is named as unclear, and what stays a word."""

from __future__ import annotations

from datetime import date

import pytest

from models import acceptance, projects, receivables, steps, tags, visits
from models.journal import Journal
from models.search import finding, index
from models.search.filters import Filters, taken_out
from models.text.kind_words import RECORD_KIND_WORDS
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit


def read(text: str) -> tuple[Filters, str]:
    filters, rest = taken_out(text, TODAY)
    return filters, " ".join(rest.split())


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        ("account:rail boq", ["account rail"], "boq"),
        ("boq account:“Northern Rail” late", ["account Northern Rail"], "boq late"),
        ('account:"Northern Rail"', ["account Northern Rail"], ""),
        ("客户：北方铁路 报价", ["account 北方铁路"], "报价"),
        ("person:@徐海 boq", ["person 徐海"], "boq"),
        ("with:tom boq", ["person tom"], "boq"),
        ("联系人:徐海", ["person 徐海"], ""),
        ("project:“Lot 2” boq", ["project Lot 2"], "boq"),
        ("项目：二期 报价", ["project 二期"], "报价"),
        ("kind:invoice is:blocked", ["kind invoice", "state blocked"], ""),
        ("kind:promise boq", ["kind promise"], "boq"),
        ("kind:next step boq", ["kind next_step"], "boq"),
        ("类型：我方承诺 报价", ["kind promise"], "报价"),
        ("type:visits boq", ["kind visits"], "boq"),
        ("in:拜访 报价", ["in 拜访"], "报价"),
        ("tag:#vip boq", ["tag vip"], "boq"),
        ("标签:重点客户", ["tag 重点客户"], ""),
        ("is:open boq", ["state open"], "boq"),
        ("状态：已关闭", ["state 已关闭"], ""),
        ("in:private tea", ["in private"], "tea"),
        ("范围：私密 茶", ["in 私密"], "茶"),
        ("SINCE:2026-04-01 boq", ["since 2026-04-01"], "boq"),
        ("account:rail kind:risk since:yesterday x", ["account rail", "kind risk", "since 2026-05-13"], "x"),
        ("boq: is late", [], "boq: is late"),
        ("10:30 https://example.org", [], "10:30 https://example.org"),
    ],
)
def test_filters_are_taken_out_and_the_words_stay(text: str, said: list[str], rest: str) -> None:
    filters, words = read(text)
    assert list(filters.said) == said
    assert filters.unclear == ()
    assert words == rest


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since:yesterday", date(2026, 5, 13), None),
        ("since:last month boq", date(2026, 4, 1), None),
        ("从：上个月 报价", date(2026, 4, 1), None),
        ("until:last month boq", None, date(2026, 4, 30)),
        ("到:昨天", None, date(2026, 5, 13)),
        ("on:yesterday", date(2026, 5, 13), date(2026, 5, 13)),
        ("on:last month", date(2026, 4, 1), date(2026, 4, 30)),
        ("日期：上周", date(2026, 5, 4), date(2026, 5, 10)),
        ("since:2 weeks ago", date(2026, 4, 30), None),
        ('since:"last month"', date(2026, 4, 1), None),
        ("since:2026-04-01 until:2026-04-30", date(2026, 4, 1), date(2026, 4, 30)),
        ("since:yesterday since:last month", date(2026, 5, 13), None),
        ("since:Fri", date(2026, 5, 8), None),
    ],
)
def test_days_and_periods_in_words(text: str, since: date | None, until: date | None) -> None:
    filters, _ = read(text)
    assert (filters.since, filters.until) == (since, until)
    assert filters.unclear == ()


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("since:whenever boq", ["since:whenever"]),
        ("从：天知道 报价", ["从：天知道"]),
        ("kind:nonsense boq", ["kind:nonsense"]),
        ("is:nonsense", ["is:nonsense"]),
        ("in:nonsense", ["in:nonsense"]),
        ("account: ", ["account:"]),
        ("-account:rail boq", ["-account:rail"]),
        ("since:31 Feb", ["since:31"]),
    ],
)
def test_what_is_not_understood_is_named(text: str, unclear: list[str]) -> None:
    filters, _ = read(text)
    assert list(filters.unclear) == unclear
    assert filters.said == ()


def test_every_word_for_a_kind_is_understood() -> None:
    for kind, words in RECORD_KIND_WORDS.items():
        for word in words.all:
            assert read(f"kind:{word} x")[0].kinds == (kind,), word


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """Two accounts, one below the other, and another one; visits and steps at each."""
    group = make_account(journal, "Rail Group")
    rail = make_account(journal, "Northern Rail", parent_id=group)
    beifang = make_account(journal, "北方铁路局")
    tom = make_contact(journal, "Tom Anders", account_id=rail)
    zhang = make_contact(journal, "张伟", account_id=beifang)
    make_visit(journal, rail, "2026-04-13T10:00", purpose="April boq", people=[tom])
    make_visit(journal, rail, "2026-05-12T10:00", purpose="May boq", people=[tom])
    make_visit(journal, beifang, "2026-05-13T10:00", purpose="北方 boq", people=[zhang])
    make_step(journal, "Promised boq", kind="promise", account_id=rail, people=[tom])
    done = make_step(journal, "Closed boq", kind="request", account_id=beifang)
    steps.close(journal, done)
    return journal


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("boq account:northern", ["May boq", "April boq", "Promised boq"]),
        ('boq account:"rail group"', ["May boq", "April boq", "Promised boq"]),
        ("boq 客户：北方铁路", ["北方 boq", "Closed boq"]),
        ("boq account:bftl", ["北方 boq", "Closed boq"]),
        ("boq account:north", ["May boq", "April boq", "Promised boq"]),
        ("boq account:nobody", []),
        ('boq account:"%"', []),
        ("boq person:tom", ["May boq", "April boq", "Promised boq"]),
        ("boq person:zw", ["北方 boq"]),
        ("boq person:zhangwei", ["北方 boq"]),
        ("boq kind:promise", ["Promised boq"]),
        ("类型：承诺", ["Promised boq"]),
        ("boq kind:visit", ["北方 boq", "May boq", "April boq"]),
        ("boq is:open", ["Promised boq"]),
        ("boq 状态:已关闭", ["Closed boq"]),
        ("boq kind:visit until:last month", ["April boq"]),
        ("boq kind:visit on:this month", ["北方 boq", "May boq"]),
        ("kind:visit since:2026-05-13", ["北方 boq"]),
        ("kind:visit since:2026-05-14 until:2026-05-01", []),
        ("may account:northern kind:visit since:last month", ["May boq"]),
    ],
)
def test_a_filter_leaves_out_what_it_does_not_mean(filled: Journal, query: str, titles: list[str]) -> None:
    found = finding.find(filled, query)
    assert [hit.title for group in found.groups for hit in group.hits] == titles
    assert found.unclear == ()


def test_tags_of_accounts_people_and_visits(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail", tags=["Key account"])
    visit = make_visit(journal, rail, "2026-05-12T10:00", purpose="May boq")
    visits.edit(journal, visit, tags=["重点"])
    for query, kinds in (('tag:"KEY Account"', ["account"]), ("标签：重点", ["visit"]), ("tag:key", [])):
        assert [group.kind for group in finding.find(journal, query).groups] == kinds, query
    tags.rename(journal, "重点", "Important")
    assert [group.kind for group in finding.find(journal, "tag:important").groups] == ["visit"]


def test_the_answer_says_what_was_understood_and_what_was_not(filled: Journal) -> None:
    found = finding.find(filled, "boq since:2026-05-01 until:whenever")
    assert (found.filters, found.unclear) == (("since 2026-05-01",), ("until:whenever",))
    assert found.groups


def test_what_belongs_to_a_project_and_in_which_state(journal: Journal) -> None:
    rail = make_account(journal)
    lot = projects.create(journal, account_id=rail, name="Lot 2 radio").id
    other = projects.create(journal, account_id=rail, name="Depot").id
    for project, state in ((lot, "open"), (lot, "blocked"), (other, "blocked")):
        why = {"blocked_because": "no test report"} if state == "blocked" else {}
        acceptance.add_item(journal, project, department="Radio", criterion=f"Masts {state}", state=state, **why)
    acceptance.add_signature(journal, lot, department="Radio", subject="Masts")
    make_step(journal, "Masts are late", kind="risk", account_id=rail, project_id=lot, contingency="Rent a crane")
    owed = receivables.create(
        journal, account_id=rail, project_id=lot, title="Masts delivered", amount_minor=5, currency="EUR"
    ).id

    def found(query: str) -> dict[str, list[str]]:
        return {group.kind: [hit.title for hit in group.hits] for group in finding.find(journal, query).groups}

    assert found('masts project:"lot 2"') == {
        "step": ["Masts are late"],
        "acceptance_item": ["Masts blocked", "Masts open"],
        "receivable": ["Masts delivered"],
        "signature": ["Radio"],
    }
    assert found("kind:acceptance is:blocked") == {"acceptance_item": ["Masts blocked", "Masts blocked"]}
    assert found("crane kind:risk") == {"step": ["Masts are late"]}
    assert found("kind:receivable is:open") == {"receivable": ["Masts delivered"]}
    receivables.pay(journal, owed, 5, on="2026-05-14")
    assert found("kind:receivable is:open") == {}
    assert found("kind:receivable is:paid") == {"receivable": ["Masts delivered"]}
    assert found("report project:nothing") == {}
    projects.trash(journal, lot)
    assert found("masts is:blocked") == {"acceptance_item": ["Masts blocked"]}
    assert index.faults(journal) == []
