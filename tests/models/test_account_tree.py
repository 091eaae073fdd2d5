"""The tree of accounts: what stands below adds up above, the same as by counting one by one."""

from __future__ import annotations

import random
from datetime import date, timedelta

from models import account_moves, account_tree, accounts, receivables, steps, visits
from models.account_tree import Owed
from models.journal import Journal
from tests.factories import TODAY, make_account, make_step, make_visit

SINCE = TODAY - timedelta(days=90)


def _all_open(journal: Journal) -> frozenset[int]:
    return frozenset(account.id for account in accounts.listing(journal, limit=1000))


def _shown(journal: Journal, opened: frozenset[int] = frozenset()) -> list[tuple[str, int]]:
    tree = account_tree.read(journal)
    return [(tree.line(account_id).name, depth) for account_id, depth in tree.ids(opened)]


def test_branches_are_seen_below_what_is_open(journal: Journal) -> None:
    group = make_account(journal, "Group")
    company = make_account(journal, "Company", parent_id=group)
    make_account(journal, "City B", parent_id=company)
    make_account(journal, "City A", parent_id=company)
    make_account(journal, "Alone")
    assert _shown(journal) == [("Alone", 0), ("Group", 0)]
    assert _shown(journal, frozenset({group})) == [("Alone", 0), ("Group", 0), ("Company", 1)]
    assert _shown(journal, frozenset({group, company}))[2:] == [("Company", 1), ("City A", 2), ("City B", 2)]
    tree = account_tree.read(journal)
    assert (tree.line(group).branches, tree.line(group).below) == (1, 3)
    assert tree.above(company) == [group]
    assert tree.above(7) == []


def test_what_stands_below_adds_up(journal: Journal) -> None:
    group = make_account(journal, "Group", tier="group", account_class="A")
    city = make_account(journal, "City", parent_id=make_account(journal, "Company", parent_id=group))
    make_visit(journal, group, start="2025-11-01T10:00")
    make_visit(journal, city, start="2026-05-02T10:00")
    make_visit(journal, city, start="2026-05-20T10:00", state="planned")
    make_step(journal, account_id=city, kind="promise")
    make_step(journal, account_id=city, kind="request")
    make_step(journal, account_id=group, kind="complaint")
    steps.close(journal, make_step(journal, account_id=city, kind="promise"), "kept")
    first = receivables.create(journal, account_id=city, title="First", amount_minor=500, currency="EUR")
    receivables.pay(journal, first.id, 200, on=TODAY)
    late = {"due_on": TODAY - timedelta(days=1), "currency": "EUR", "title": "Late"}
    receivables.create(journal, account_id=group, amount_minor=100, **late)
    receivables.create(journal, account_id=city, title="Yuan", amount_minor=900, currency="CNY")
    line = account_tree.read(journal, SINCE).line(group)
    assert (line.tier, line.account_class, line.visits, line.days) == ("group", "A", 1, 12)
    assert (line.promises, line.requests, line.complaints) == (1, 1, 1)
    assert line.owed == (Owed("CNY", 900, 0), Owed("EUR", 400, 100))
    assert account_tree.read(journal).line(group).visits == 2


def test_what_was_thrown_away_counts_nowhere(journal: Journal) -> None:
    group = make_account(journal, "Group")
    city = make_account(journal, "City", parent_id=group)
    make_visit(journal, city)
    make_step(journal, account_id=city, kind="promise")
    receivables.create(journal, account_id=city, title="Yuan", amount_minor=900, currency="CNY")
    accounts.trash(journal, city)
    line = account_tree.read(journal).line(group)
    assert (line.below, line.visits, line.days, line.promises, line.owed) == (0, 0, None, 0, ())


def test_figures_equal_counting_one_by_one_in_any_tree(journal: Journal) -> None:
    source = random.Random(7)
    ids = [make_account(journal, f"Account {number}") for number in range(30)]
    with journal.operation("tests.many"):
        for place, account_id in enumerate(ids[1:], 1):
            account_moves.move(journal, [account_id], source.choice([None, *ids[:place]]))
        for _ in range(80):
            day = TODAY - timedelta(days=source.randrange(200))
            make_visit(journal, source.choice(ids), start=f"{day}T10:00", state=source.choice(["held", "missed"]))
            kind = source.choice(["promise", "request", "complaint", "next_step"])
            make_step(journal, account_id=source.choice(ids), kind=kind)
    tree = account_tree.read(journal, SINCE)
    seen = [visits.get(journal, row[0]) for row in journal.rows("SELECT id FROM visit")]
    for account_id in ids:
        below = set(accounts.tree_ids(journal, account_id))
        held = [date.fromisoformat(one.start[:10]) for one in seen if one.account_id in below and one.state == "held"]
        line = tree.line(account_id)
        assert line.below == len(below) - 1
        assert line.visits == sum(day >= SINCE for day in held)
        assert line.days == (min((TODAY - day).days for day in held) if held else None)
        open_steps = journal.rows("SELECT account_id, kind FROM step")
        assert line.requests == sum(kind == "request" and one in below for one, kind in open_steps)
        assert line.promises == sum(kind == "promise" and one in below for one, kind in open_steps)
    assert len(tree.ids(_all_open(journal))) == len(ids)


def test_each_level_stands_in_the_order_asked_for(journal: Journal) -> None:
    group, busy = make_account(journal, "Group"), make_account(journal, "Busy")
    late, quiet = (make_account(journal, name, parent_id=group) for name in ("Late", "Quiet"))
    make_account(journal, "Also quiet", parent_id=group)
    for day in ("2026-05-01", "2026-05-02"):
        make_visit(journal, busy, start=f"{day}T10:00")
    make_visit(journal, late, start="2026-01-01T10:00")
    make_step(journal, account_id=quiet, kind="request")
    receivables.create(journal, account_id=late, title="Old", amount_minor=5, currency="EUR", due_on="2026-01-01")

    def shown(order: str) -> list[str]:
        tree = account_tree.read(journal, order=order)
        return [tree.line(one).name for one, _depth in tree.ids(frozenset({group}))]

    assert shown("name") == ["Busy", "Group", "Also quiet", "Late", "Quiet"]
    assert shown("visits") == ["Busy", "Group", "Late", "Also quiet", "Quiet"]
    assert shown("seen") == ["Group", "Also quiet", "Quiet", "Late", "Busy"]
    assert shown("open") == ["Group", "Quiet", "Also quiet", "Late", "Busy"]
    assert shown("overdue") == ["Group", "Late", "Also quiet", "Quiet", "Busy"]


def test_a_circle_of_a_damaged_journal_is_seen_and_hangs_nothing(journal: Journal) -> None:
    first = make_account(journal, "First")
    second = make_account(journal, "Second", parent_id=first)
    make_account(journal, "Below", parent_id=second)
    make_visit(journal, second)
    journal.connection.execute("UPDATE account SET parent_id = ? WHERE id = ?", (second, first))
    tree = account_tree.read(journal)
    opened = _all_open(journal)
    seen = [(tree.line(one).name, depth) for one, depth in tree.ids(opened)]
    assert seen in (
        [("First", 0), ("Second", 1), ("Below", 2)],
        [("Second", 0), ("Below", 1), ("First", 1)],
    )
    top, _depth = tree.ids(opened)[0]
    assert (tree.line(top).below, tree.line(top).visits, tree.above(top)) == (2, 1, [])
    assert len(tree.with_all_below(top)) == 3
