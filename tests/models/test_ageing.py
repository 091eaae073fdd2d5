"""The ageing against a slow recomputation, exact and in several currencies."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from models import accounts, ageing, receivables
from models.ageing import Ageing
from models.clock import FixedClock
from models.journal import Journal
from models.money import LARGEST_MINOR
from models.receivable_lists import ReceivableFilter, lines
from models.tables import Payment, Receivable
from tests.empty import empty_journal
from tests.factories import TODAY, make_account

_DAYS = st.integers(-120, 120).map(lambda days: TODAY + timedelta(days=days))
_OWED = st.tuples(
    st.integers(0, 3),
    st.sampled_from(("EUR", "CNY", "JPY", "KWD")),
    st.one_of(st.integers(1, 10_000), st.just(LARGEST_MINOR)),
    st.one_of(st.none(), _DAYS),
    st.one_of(st.none(), _DAYS),
    st.sampled_from((None, None, None, TODAY, TODAY + timedelta(days=1), TODAY - timedelta(days=40))),
    st.lists(st.tuples(st.integers(1, 100), _DAYS), max_size=3),
)


def _bucket(due: date | None, invoiced: date | None) -> str:
    if due is not None and due < TODAY:
        days = (TODAY - due).days
        return "to_30" if days <= 30 else "to_60" if days <= 60 else "to_90" if days <= 90 else "over_90"
    return "not_due" if invoiced is not None and invoiced <= TODAY else "not_invoiced"


@settings(max_examples=60)
@given(st.lists(_OWED, max_size=12))
def test_ageing_equals_a_slow_recomputation(tmp_path_factory: object, owed: list[tuple[object, ...]]) -> None:
    with empty_journal(_file(tmp_path_factory), FixedClock(TODAY)) as journal:
        group = make_account(journal, "Group")
        branch = make_account(journal, "Branch", parent_id=group)
        ids = [group, branch, make_account(journal, "Site", parent_id=branch), make_account(journal, "Alone")]
        top = {ids[0]: group, ids[1]: group, ids[2]: group, ids[3]: ids[3]}
        expected: dict[tuple[str, object, str], dict[str, int]] = {}
        with journal.operation("test") as work:
            for place, currency, amount, due, invoiced, written_off, paid in owed:
                made = work.insert(
                    Receivable,
                    account_id=ids[place],  # type: ignore[call-overload]
                    title="x",
                    amount_minor=amount,
                    currency=currency,
                    due_on=due and due.isoformat(),  # type: ignore[attr-defined]
                    invoiced_on=invoiced and invoiced.isoformat(),  # type: ignore[attr-defined]
                    written_off_on=written_off and written_off.isoformat(),  # type: ignore[attr-defined]
                )
                rest = int(amount)  # type: ignore[call-overload]
                for part, day in paid:  # type: ignore[attr-defined]
                    work.insert(Payment, receivable_id=made, paid_on=day.isoformat(), amount_minor=part)
                    rest -= part if day <= TODAY else 0
                if rest <= 0 or (written_off is not None and written_off <= TODAY):  # type: ignore[operator]
                    continue
                keys = (("all", None), ("account", ids[place]), ("branch", top[ids[place]]))  # type: ignore[call-overload]
                for by, owner in keys:
                    sums = expected.setdefault((by, owner, str(currency)), dict.fromkeys(ageing.BUCKETS, 0))
                    sums[_bucket(due, invoiced)] += rest  # type: ignore[arg-type]
        found: dict[tuple[str, object, str], Ageing] = {
            ("all", None, one.currency): one for one in ageing.total(journal)
        }
        for by in ("account", "branch"):
            found |= {(by, line.id, line.ageing.currency): line.ageing for line in ageing.grouped(journal, by)}
        assert {key: {name: one.of(name) for name in ageing.BUCKETS} for key, one in found.items()} == expected
        whole = {one.currency: one.total for one in ageing.of_account(journal, group)}
        assert whole == {key[2]: sum(of.values()) for key, of in expected.items() if key[:2] == ("branch", group)}
        listed: dict[str, int] = {}
        for line in lines(journal, ReceivableFilter("open"), limit=100):
            listed[line.currency] = listed.get(line.currency, 0) + line.rest_minor
        assert listed == {one.currency: one.total for one in ageing.total(journal)}


def _file(factory: object) -> Path:
    return factory.mktemp("ageing") / "a.rounds"  # type: ignore[attr-defined, no-any-return]


def test_the_ages_begin_and_end_on_their_days(journal: Journal) -> None:
    account = make_account(journal)
    ages = {0: "not_due", 1: "to_30", 30: "to_30", 31: "to_60", 60: "to_60", 61: "to_90", 90: "to_90", 91: "over_90"}
    for number, (days, age) in enumerate(ages.items()):
        due = TODAY - timedelta(days=days)
        receivables.create(
            journal,
            account_id=account,
            title=f"{days} days",
            amount_minor=10**number,
            currency="EUR",
            invoiced_on=due,
            due_on=due,
        )
        assert ageing.bucket_of(due.isoformat(), due.isoformat(), TODAY) == age
    (found,) = ageing.total(journal)
    assert [found.of(name) for name in ageing.BUCKETS] == [0, 1, 110, 11_000, 1_100_000, 10_000_000]


def test_what_an_account_in_the_trash_owes_is_not_told(journal: Journal) -> None:
    account = make_account(journal)
    receivables.create(journal, account_id=account, title="x", amount_minor=5, currency="EUR", due_on="2026-01-01")
    accounts.trash(journal, account)
    assert ageing.total(journal) == ageing.grouped(journal, "account") == []
    assert lines(journal, ReceivableFilter("all")) == []
