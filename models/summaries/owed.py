"""What is owed, to us and by us: promises, requests and complaints, risks, and money that is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal

from models.summaries.facts import MoneyFact, StepFact
from models.summaries.periods import Period
from models.summaries.report import Cell, Column, Section, Table, Tone
from models.summaries.sections import SHOWN_AT_MOST, and_more, money_cell
from models.text.field_words import KIND_NAMES, SEVERITY_NAMES
from models.text.language import Language

_MONEY_SOON = 30
_HALF_A_PAGE_WIDE = 8
"""So many sentences may stand in half the width of a page, beside others."""

PromiseState = Literal["broken", "late", "due", "kept_late", "kept"]


def closed_within(step: StepFact, period: Period) -> bool:
    """Return whether a step was closed by the end of a period; what was closed later counts as open."""
    return step.closed_at is not None and step.closed_at[:10] <= period.last.isoformat()


def state_of(promise: StepFact, period: Period, today: date) -> PromiseState:
    """Return how a promise stands at the end of a period, or today while it lasts."""
    if not closed_within(promise, period):
        return "late" if _is_past(promise, period, today) else "due"
    if promise.outcome == "broken":
        return "broken"
    return "kept_late" if promise.outcome == "kept_late" else "kept"


def was_kept(promise: StepFact, period: Period) -> bool:
    """Return whether a promise was kept by the end of a period, in time or late."""
    return closed_within(promise, period) and promise.outcome in ("kept", "kept_late")


def _is_past(promise: StepFact, period: Period, today: date) -> bool:
    """Return whether the day a promise was due is over, today or with the period; one due on its last day is too."""
    return promise.due is not None and promise.due < today and promise.due <= period.last


def counts_in(promise: StepFact, period: Period, today: date) -> bool:
    """Return whether a promise counts for a period: closed in it, or due in it, its day over, and not closed."""
    if closed_within(promise, period):
        return (promise.closed_at or "") >= period.first.isoformat()
    return (promise.due_on or "") >= period.first.isoformat() and _is_past(promise, period, today)


def was_let_go(step: StepFact, period: Period) -> bool:
    """Return whether a step was closed by the end of a period because no one needs it any more."""
    return closed_within(step, period) and step.outcome == "released"


def let_go(language: Language) -> Cell:
    """Return the state of a step that was let go, in words."""
    return Cell(language.say("let go"), tone="quiet")


def by_currency(money: Iterable[MoneyFact]) -> dict[str, int]:
    """Return what is owed in each currency, in minor units; currencies are never added up."""
    sums: dict[str, int] = {}
    for fact in money:
        sums[fact.currency] = sums.get(fact.currency, 0) + fact.rest_minor
    return dict(sorted(sums.items()))


def promises(found: Sequence[StepFact], period: Period, today: date, language: Language) -> Section | None:
    """Return the promises of both sides: broken and late first, then due, then kept."""
    if not found:
        return None
    say = language.say
    order: tuple[PromiseState, ...] = ("broken", "late", "due", "kept_late", "kept")
    states = {promise.id: state_of(promise, period, today) for promise in found}
    ranked = sorted(found, key=lambda promise: order.index(states[promise.id]))
    listed, rest = _capped(ranked, lambda promise: states[promise.id] in ("late", "due"))
    columns = (
        Column(say("Due"), 1.2, "date"),
        Column(say("Promise"), 4.2),
        Column(say("Account"), 1.9),
        Column(say("State"), 1.7),
    )
    rows = tuple(
        (
            Cell(language.short_day(promise.due) if promise.due else "", promise.due, "quiet"),
            Cell(promise.title if promise.kind == "promise" else say("{title} (theirs)", title=promise.title)),
            Cell(promise.account, tone="quiet"),
            promise_state(promise, states[promise.id], min(today, period.last), language),
        )
        for promise in listed
    )
    return Section("promises", say("Promises"), Table(columns, rows), items=and_more(rest, language))


def promise_state(promise: StepFact, state: PromiseState, as_of: date, language: Language) -> Cell:
    """Return how a promise stands in words, with the days it is late."""
    if state == "late" and promise.due is not None:
        # Due on the last day of a period that is over, it is late by the day after.
        return days_late(max((as_of - promise.due).days, 1), language)
    tones: dict[PromiseState, Tone] = {"broken": "late", "kept_late": "soon", "kept": "quiet"}
    if state == "due":
        today = promise.due == as_of
        return Cell(language.say("due today") if today else language.say("due"), tone="soon" if today else "plain")
    said = {
        "broken": language.say("broken"),
        "kept_late": language.say("kept late"),
        "kept": language.say("kept"),
    }
    return Cell(said[state], tone=tones[state])


def days_late(days: int, language: Language, tone: Tone = "late") -> Cell:
    """Return how many days something is late."""
    return Cell(language.plural("{count} day late", "{count} days late", days), days, tone)


def payment_late(days: int, language: Language) -> Cell:
    """Return how many days money is late; up to a month it is only soon to be chased."""
    return days_late(days, language, "soon" if days <= _MONEY_SOON else "late")


def requests_and_complaints(
    found: Sequence[StepFact], period: Period, as_of: date, language: Language
) -> Section | None:
    """Return the requests and complaints of a period with how long they wait, or nothing.

    Complaints come first, of each kind the open ones, the gravest and oldest first.
    """
    if not found:
        return None
    say = language.say
    # What was closed after the period counts as open in it, so that it stands with what is still open.
    ordered = sorted(found, key=lambda step: _urgency(step, period))
    listed, rest = _capped(ordered, lambda step: not closed_within(step, period))
    columns = (
        Column(say("Raised"), 1.3, "date"),
        Column(say("Kind"), 1.6),
        Column(say("What it is about"), 2.7),
        Column(say("Account"), 1.8),
        Column(say("State"), 2.1),
    )
    rows = []
    for step in listed:
        raised = date.fromisoformat(step.raised_at[:10])
        rows.append(
            (
                Cell(language.short_day(raised), raised, "quiet"),
                Cell(_kind(step, language), tone="late" if step.kind == "complaint" else "plain"),
                Cell(step.title),
                Cell(step.account, tone="quiet"),
                waiting_state(step, period, as_of, language),
            )
        )
    return Section(
        "requests",
        say("Requests and complaints"),
        Table(columns, tuple(rows)),
        items=and_more(rest, language),
    )


def _urgency(step: StepFact, period: Period) -> tuple[str, bool, int, str, int]:
    severity = {"urgent": 0, "serious": 1}.get(step.severity or "normal", 2)
    return (step.kind, closed_within(step, period), severity, step.raised_at, step.id)


def _kind(step: StepFact, language: Language) -> str:
    kind = KIND_NAMES[step.kind]
    if step.kind != "complaint" or step.severity in (None, "normal"):
        return language.say(kind)
    return language.say("{kind}, {severity}", kind=kind, severity=SEVERITY_NAMES[step.severity or "normal"])


def waiting_state(step: StepFact, period: Period, as_of: date, language: Language) -> Cell:
    """Return how long a request or complaint waits, when it was solved, or that it was let go."""
    if was_let_go(step, period):
        return let_go(language)
    if closed_within(step, period):
        closed = date.fromisoformat((step.closed_at or "")[:10])
        return Cell(language.say("solved {day}", day=language.short_day(closed)), tone="quiet")
    days = (as_of - date.fromisoformat(step.raised_at[:10])).days
    answered = step.first_answered_at is not None and step.first_answered_at[:10] <= as_of.isoformat()
    if answered:
        return Cell(language.plural("answered, open {count} day", "answered, open {count} days", days), tone="soon")
    return Cell(language.plural("waiting {count} day", "waiting {count} days", days), tone="late")


def risks(
    told: Sequence[str],
    complaints: Sequence[StepFact],
    quiet: Sequence[tuple[str, int]],
    as_of: date,
    language: Language,
) -> Section | None:
    """Return the risks: those written down (`told`), complaints older than a week, and accounts that fell silent."""
    items = list(told)
    for complaint in complaints:
        days = (as_of - date.fromisoformat(complaint.raised_at[:10])).days
        if days > 7:
            sentence = language.say(
                "{account}: complaint open for {days} days: {title}",
                account=complaint.account,
                days=days,
                title=complaint.title,
            )
            items.append(sentence)
    items += [language.say("{account} not seen for {days} days", account=name, days=days) for name, days in quiet[:5]]
    if not items:
        return None
    shown, rest = items[:SHOWN_AT_MOST], len(items) - SHOWN_AT_MOST
    return Section(
        "risks", language.say("Risks"), items=(*shown, *and_more(rest, language)), half=len(items) <= _HALF_A_PAGE_WIDE
    )


def money(found: Sequence[MoneyFact], as_of: date, language: Language) -> Section | None:
    """Return the overdue receivables, the oldest first, or nothing."""
    if not found:
        return None
    say = language.say
    columns = (
        Column(say("Due"), 1.3, "date"),
        Column(say("Receivable"), 3.3),
        Column(say("Account"), 1.9),
        Column(say("Amount"), 1.6, "number"),
        Column(say("State"), 1.7),
    )
    rows = []
    for fact in found[:SHOWN_AT_MOST]:
        due = date.fromisoformat(fact.due_on)
        rows.append(
            (
                Cell(language.short_day(due), due, "quiet"),
                Cell(fact.title),
                Cell(fact.account, tone="quiet"),
                money_cell(fact.rest_minor, fact.currency, language),
                payment_late((as_of - due).days, language),
            )
        )
    rest = len(found) - SHOWN_AT_MOST
    return Section("money", say("Overdue receivables"), Table(columns, tuple(rows)), items=and_more(rest, language))


def _capped(steps: Sequence[StepFact], is_open: Callable[[StepFact], bool]) -> tuple[list[StepFact], int]:
    """Return the steps with at most SHOWN_AT_MOST open ones, and how many were left out; closed ones all stay."""
    listed, rest, shown = [], 0, 0
    for step in steps:
        if not is_open(step):
            listed.append(step)
        elif shown < SHOWN_AT_MOST:
            listed.append(step)
            shown += 1
        else:
            rest += 1
    return listed, rest
