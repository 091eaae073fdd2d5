"""The territory: all accounts against the visits of a period, by branch, region, class or industry.

An account is held against two measures. Its rhythm says how often it is to be seen: of the days of the period that
have passed, one in so many. Its target counts the visits of a quarter to it and to all below it, and is as much of
that as the period is of its quarter; without one of its own an account has the sum of its branches' targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from models.journal import Journal
from models.summaries.facts import RHYTHM, Scope, bounds
from models.summaries.periods import Period
from models.summaries.privacy import Audience, reading_as
from models.territory_lines import CHANNELS, TOTAL, Grouping, Line, Order, Territory

_COLUMN: Mapping[Grouping, str] = {"region": "region", "class": "account_class", "industry": "industry"}


@dataclass(slots=True)
class _Account:
    """An account as it is read, and what is summed up for it."""

    id: int
    name: str
    parent_id: int | None
    group: str | None
    account_class: str | None
    rhythm_days: int | None
    own_target: int | None
    last_seen: str | None = None
    target: int | None = None
    days: set[str] = field(default_factory=set)
    children: list[_Account] = field(default_factory=list)
    sums: _Sums = field(default_factory=lambda: _Sums())


@dataclass(slots=True)
class _Sums:
    """Counts that add up, of one account or of many."""

    accounts: int = 0
    seen: int = 0
    never: int = 0
    visits: int = 0
    times: int = 0
    due: float = 0.0
    kept: float = 0.0
    target: int | None = None
    channels: list[int] = field(default_factory=lambda: [0] * len(CHANNELS))
    felt_visits: int = 0
    felt_all: int = 0
    rated: int = 0
    felt: int = 0
    expected: int = 0

    def add(self, other: _Sums) -> None:
        """Add the counts of another one, its target apart."""
        self.accounts += other.accounts
        self.never += other.never
        self.due += other.due
        if not other.visits:  # most accounts have none in a quarter, and nothing else to add
            return
        self.seen += other.seen
        self.visits += other.visits
        self.times += other.times
        self.kept += other.kept
        self.channels = [mine + more for mine, more in zip(self.channels, other.channels, strict=True)]
        self.felt_visits += other.felt_visits
        self.felt_all += other.felt_all
        self.rated += other.rated
        self.felt += other.felt
        self.expected += other.expected

    def add_target(self, target: int | None) -> None:
        """Add a target, if there is one."""
        if target is not None:
            self.target = (self.target or 0) + target


def own(journal: Journal, period: Period, grouping: Grouping, *, channel: str = "", order: Order = "name") -> Territory:
    """Return the whole territory as I may see it; with a channel only visits of that one count."""
    with reading_as(journal, Audience("self")):
        return read(journal, period, grouping, Scope(), channel=channel, order=order)


def read(
    journal: Journal, period: Period, grouping: Grouping, scope: Scope, *, channel: str = "", order: Order = "name"
) -> Territory:
    """Return the territory as the reader may see it through whose views the journal is read."""
    today = journal.clock.today()
    passed = max(0, (min(today, period.last) - period.first).days + 1)
    accounts = _accounts(journal, scope, grouping)
    _count_visits(journal, period, scope, channel, accounts)
    for account in accounts.values():
        _sum_up(account, passed)
    roots = _tree(accounts)
    upwards = _upwards(roots)
    for account in upwards:
        _set_target(account)
    days = (period.last - period.first).days + 1
    quarters = quarters_in(period)
    # Before the branches are added to those above them.
    total = _total(accounts.values(), roots)
    alone = {account.id: _alone(account) for account in accounts.values()}
    if grouping == "branch":
        lines, below = _by_branch(roots, upwards, alone)
    else:
        lines, below = _by_group(accounts.values(), grouping, alone)
    found = Territory(period, grouping, quarters, passed / days, total, tuple(lines), below, tuple(alone.values()))
    return _least_first(found) if order == "behind" else found


def quarters_in(period: Period) -> Fraction:
    """Return how many quarters a period is, each of its days being a part of its own quarter."""
    found, day = Fraction(0), period.first
    while day <= period.last:
        first = date(day.year, day.month - (day.month - 1) % 3, 1)
        after = date(first.year + (first.month == 10), 1 if first.month == 10 else first.month + 3, 1)
        until = min(after, period.last + timedelta(days=1))
        found += Fraction((until - day).days, (after - first).days)
        day = until
    return found


def _accounts(journal: Journal, scope: Scope, grouping: Grouping) -> dict[int, _Account]:
    query = f"""
        SELECT id, name, parent_id, {_COLUMN.get(grouping, "NULL")}, account_class, {RHYTHM}, visit_target,
               (SELECT start FROM shown_any_visit WHERE account_id = shown_account.id AND state = 'held'
                AND start < ? ORDER BY start DESC LIMIT 1)
        FROM shown_account WHERE {scope.condition("id")} AND {scope.of_accounts()} ORDER BY name, id"""
    tomorrow = (journal.clock.today() + timedelta(days=1)).isoformat()
    found = (_Account(*row) for row in journal.rows(query, tomorrow, *scope.account_ids))
    return {account.id: account for account in found}


def _count_visits(
    journal: Journal, period: Period, scope: Scope, channel: str, accounts: Mapping[int, _Account]
) -> None:
    """Count the visits that were held, each at its account."""
    query = f"""
        SELECT account_id, channel, substr(start, 1, 10), satisfaction, expectation_level FROM shown_visit
        WHERE start >= ? AND start < ? AND state = 'held' AND {scope.condition("account_id")}"""
    for account_id, through, day, felt, expected in journal.rows(query, *bounds(period), *scope.account_ids):
        account = accounts.get(account_id)
        if account is None or channel not in ("", through):
            continue
        account.days.add(day)
        sums = account.sums
        sums.visits += 1
        sums.channels[CHANNELS.index(through)] += 1
        if felt is not None:
            sums.felt_visits += 1
            sums.felt_all += felt
        if felt is not None and expected is not None:
            sums.rated += 1
            sums.felt += felt
            sums.expected += expected


def _sum_up(account: _Account, passed: int) -> None:
    sums = account.sums
    sums.accounts = 1
    sums.seen = int(sums.visits > 0)
    sums.never = int(account.last_seen is None)
    sums.times = len(account.days)
    if account.rhythm_days is not None:
        sums.due = passed / account.rhythm_days
        sums.kept = min(float(sums.times), sums.due)


def _tree(accounts: Mapping[int, _Account]) -> list[_Account]:
    """Hang each account below its parent, and return those at the top.

    In the circle of a damaged journal nobody stands at the top: the first of it does.
    """
    roots: list[_Account] = []
    for account in accounts.values():
        parent = accounts.get(account.parent_id) if account.parent_id is not None else None
        (roots if parent is None or _stands_above(account, parent) else parent.children).append(account)
    return roots


def _stands_above(account: _Account, other: _Account) -> bool:
    """Return whether another account hangs, over any number of others, below this one already."""
    return bool(account.children) and any(below is other for below in _upwards([account]))


def _upwards(roots: Iterable[_Account]) -> list[_Account]:
    """Return all accounts, each after all below it."""
    downwards = list(roots)
    for account in downwards:  # it grows while it is walked through
        downwards += account.children
    return downwards[::-1]


def _set_target(account: _Account) -> None:
    """Give an account its target: its own, else the sum of its branches'."""
    below = [child.target for child in account.children if child.target is not None]
    account.target = account.own_target if account.own_target is not None else (sum(below) if below else None)


def _part_of_target(account: _Account) -> int | None:
    """Return what is left of an account's own target for itself once its branches have theirs."""
    if account.own_target is None:
        return None
    return max(0, account.own_target - sum(child.target or 0 for child in account.children))


_Lines = tuple[list[Line], dict[str, tuple[Line, ...]]]
"""The lines of the first level, and those below each by its key."""


def _by_branch(roots: Sequence[_Account], upwards: Iterable[_Account], alone: Mapping[int, Line]) -> _Lines:
    """Return a line for each account with all below it; one with nothing below it has that of itself."""
    lines: dict[int, Line] = {}
    below: dict[str, tuple[Line, ...]] = {}
    for account in upwards:
        if not account.children:
            lines[account.id] = alone[account.id]
            continue
        for child in account.children:
            account.sums.add(child.sums)
            if child.last_seen and (account.last_seen or "") < child.last_seen:
                account.last_seen = child.last_seen
        account.sums.target = account.target
        branches = len(account.children)
        lines[account.id] = _line(str(account.id), account.name, account.sums, account, branches)
        below[str(account.id)] = tuple(lines[child.id] for child in account.children)
    return [lines[root.id] for root in roots], below


def _by_group(accounts: Iterable[_Account], grouping: Grouping, alone: Mapping[int, Line]) -> _Lines:
    """Return a line for each group, those without one last, and below each its accounts, every one by itself."""
    groups: dict[str, list[_Account]] = {}
    for account in accounts:
        groups.setdefault((account.group or "").strip(), []).append(account)
    lines, below = [], {}
    for name in sorted(groups, key=lambda name: (not name, name)):
        sums = _Sums()
        for account in groups[name]:
            sums.add(account.sums)
            sums.add_target(account.sums.target)
        key = f"{grouping}:{name}"
        lines.append(_line(key, name, sums, branches=len(groups[name])))
        below[key] = tuple(alone[account.id] for account in groups[name])
    return lines, below


def _alone(account: _Account) -> Line:
    account.sums.target = _part_of_target(account)
    return _line(str(account.id), account.name, account.sums, account)


def _total(accounts: Iterable[_Account], roots: Sequence[_Account]) -> Line:
    sums = _Sums()
    for account in accounts:
        sums.add(account.sums)
    for root in roots:
        sums.add_target(root.target)
    return _line(TOTAL, "", sums, branches=len(roots))


def _line(key: str, name: str, sums: _Sums, account: _Account | None = None, branches: int = 0) -> Line:
    return Line(
        key,
        name,
        account.id if account else None,
        account.account_class if account else None,
        account.rhythm_days if account else None,
        account.last_seen[:10] if account and account.last_seen else None,
        branches,
        sums.accounts,
        sums.seen,
        sums.never,
        sums.visits,
        sums.times,
        sums.due,
        sums.kept,
        sums.target,
        tuple(sums.channels),
        sums.felt_visits,
        sums.felt_all,
        sums.rated,
        sums.felt,
        sums.expected,
    )


def _least_first(territory: Territory) -> Territory:
    """Return the territory with the lines first that are furthest behind: their target, else their rhythm."""

    def rank(line: Line) -> tuple[float, bool, str]:
        share = territory.target_share(line)
        if share is None:
            share = line.rhythm_share
        # Without any measure a line comes after those that have one.
        return (share if share is not None else float("inf"), bool(line.seen), line.name)

    below = {key: tuple(sorted(lines, key=rank)) for key, lines in territory.below.items()}
    return replace(territory, lines=tuple(sorted(territory.lines, key=rank)), below=below)
