"""The sections of a summary: facts in, rows and sentences in the reader's language out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from models.summaries import words
from models.summaries.facts import MoneyFact, StepFact, VisitFact
from models.summaries.periods import Period
from models.summaries.report import Cell, Column, Note, Section, Table, Tone
from models.text.language import Language

NAMES_SHOWN = 2
"""How many names of those met a row shows before it counts the rest; a sheet has them all."""

LATE_SHOWN = 30
"""How many open steps a section lists before it counts the rest."""

PromiseState = Literal["broken", "late", "due", "kept_late", "kept"]


@dataclass(frozen=True, slots=True)
class Counts:
    """The key figures of a period."""

    visits: int
    people: int
    new_people: int
    promises_kept: int
    promises_due: int
    complaints: int


def closed_within(step: StepFact, period: Period) -> bool:
    """Return whether a step was closed by the end of a period; what was closed later counts as open."""
    return step.closed_at is not None and step.closed_at[:10] <= period.last.isoformat()


def state_of(promise: StepFact, period: Period, as_of: date) -> PromiseState:
    """Return how a promise stands at the end of a period."""
    if not closed_within(promise, period):
        return "late" if promise.due is not None and promise.due < as_of else "due"
    if promise.outcome == "broken":
        return "broken"
    return "kept_late" if promise.outcome == "kept_late" else "kept"


def was_kept(promise: StepFact, period: Period) -> bool:
    """Return whether a promise was kept by the end of a period, in time or late."""
    return closed_within(promise, period) and promise.outcome in ("kept", "kept_late")


def counts_in(promise: StepFact, period: Period, as_of: date) -> bool:
    """Return whether a promise counts for a period: closed in it, or due in it by now and not closed."""
    if closed_within(promise, period):
        return (promise.closed_at or "") >= period.first.isoformat()
    return promise.due is not None and period.first <= promise.due < as_of


def by_currency(money: Iterable[MoneyFact]) -> dict[str, int]:
    """Return what is owed in each currency, in minor units; currencies are never added up."""
    sums: dict[str, int] = {}
    for fact in money:
        sums[fact.currency] = sums.get(fact.currency, 0) + fact.rest_minor
    return dict(sorted(sums.items()))


def visits(
    found: Sequence[VisitFact],
    people: Mapping[int, tuple[str, ...]],
    period: Period,
    today: date,
    language: Language,
) -> Section:
    """Return the table of visits: a line each on the page, everything there is to say in a sheet."""
    say = language.say
    columns = [
        Column(say("Day"), 0.9, "date"),
        Column(say("Account"), 1.9),
        Column(say("Met"), 1.7),
        Column(say("Result"), 4.5),
        Column(say("Start"), 1, "datetime", sheet_only=True),
        Column(say("Minutes"), 1, "number", sheet_only=True),
        Column(say("Channel"), 1, sheet_only=True),
        Column(say("Everyone met"), 2, sheet_only=True),
        Column(say("Purpose"), 3, sheet_only=True),
        Column(say("Expected result"), 3, sheet_only=True),
        Column(say("Highlight"), 3, sheet_only=True),
        Column(say("Support needed"), 3, sheet_only=True),
        Column(say("Satisfaction"), 1, "number", sheet_only=True),
    ]
    rows = []
    for visit in found:
        names = people.get(visit.id, ())
        rows.append(
            (
                Cell(_day(visit.day, period, language), visit.day, "quiet"),
                Cell(visit.account, tone="strong"),
                Cell(_met(names, language), tone="quiet"),
                _result(visit, today, language),
                Cell(visit.start.replace("T", " "), datetime.fromisoformat(visit.start)),
                Cell("" if visit.minutes is None else str(visit.minutes), visit.minutes),
                Cell(say(words.CHANNELS[visit.channel])),
                Cell(language.listing(names)),
                Cell(visit.purpose),
                Cell(visit.expected_result),
                Cell(visit.highlight),
                Cell(visit.support_needed or ""),
                Cell("" if visit.satisfaction is None else str(visit.satisfaction), visit.satisfaction),
            )
        )
    return Section("visits", say("Visits"), Table(tuple(columns), tuple(rows)), empty=say("No visits in this period."))


def _result(visit: VisitFact, today: date, language: Language) -> Cell:
    """Return what came of a visit; one without a summary waits to be written up, and its notes never stand in."""
    say = language.say
    text = " ".join(visit.summary.split())
    if visit.state == "missed":
        return Cell(say("Missed: {text}", text=text or visit.purpose), tone="late")
    if visit.state == "planned" and visit.day >= today:
        return Cell(say("Planned: {purpose}", purpose=visit.purpose), tone="quiet")
    if not text:
        return Cell(say("To be written up"), tone="soon")
    if visit.channel in ("on_site", "event"):
        return Cell(text)
    return Cell(say("{text} ({channel})", text=text, channel=words.CHANNELS[visit.channel]))


def _met(names: Sequence[str], language: Language) -> str:
    shown = language.listing(names[:NAMES_SHOWN])
    rest = len(names) - NAMES_SHOWN
    return language.say("{names} +{count}", names=shown, count=rest) if rest > 0 else shown


def _day(day: date, period: Period, language: Language) -> str:
    """Return a day as short as the period allows."""
    if (period.first.year, period.first.month) == (period.last.year, period.last.month) or period.kind == "week":
        return language.weekday(day) if period.first <= day <= period.last else language.short_day(day)
    return language.short_day(day) if period.first.year == period.last.year else language.day(day)


def highlights(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return the sentences worth repeating, each with its account, or nothing."""
    return _sentences(
        "highlights", language.say("Highlights"), ((visit.account, visit.highlight) for visit in found), language
    )


def support_needed(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return what is needed from others, each with its account, or nothing."""
    wanted = ((visit.account, visit.support_needed or "") for visit in found)
    return _sentences("support", language.say("Support needed"), wanted, language, half=True)


def _sentences(
    key: str, title: str, pairs: Iterable[tuple[str, str]], language: Language, *, half: bool = False
) -> Section | None:
    items = tuple(_about(account, " ".join(text.split()), language) for account, text in pairs if text.strip())
    return Section(key, title, items=items, half=half) if items else None


def _about(account: str, sentence: str, language: Language) -> str:
    """Return a sentence that names its account, unless it does so already."""
    if not account or account.casefold() in sentence.casefold():
        return sentence
    return language.say("{account}: {sentence}", account=account, sentence=sentence)


def promises(found: Sequence[StepFact], period: Period, as_of: date, language: Language) -> Section | None:
    """Return the promises of both sides: broken and late first, then due, then kept."""
    if not found:
        return None
    say = language.say
    order: tuple[PromiseState, ...] = ("broken", "late", "due", "kept_late", "kept")
    states = {promise.id: state_of(promise, period, as_of) for promise in found}
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
            _promise_state(promise, states[promise.id], as_of, language),
        )
        for promise in listed
    )
    return Section("promises", say("Promises"), Table(columns, rows), items=and_more(rest, language))


def _promise_state(promise: StepFact, state: PromiseState, as_of: date, language: Language) -> Cell:
    if state == "late" and promise.due is not None:
        return _days_late((as_of - promise.due).days, language)
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


def _days_late(days: int, language: Language) -> Cell:
    return Cell(language.plural("{count} day late", "{count} days late", days), days, "late")


def requests_and_complaints(
    found: Sequence[StepFact], period: Period, as_of: date, language: Language
) -> Section | None:
    """Return the requests and complaints of a period with how long they wait, or nothing."""
    if not found:
        return None
    say = language.say
    listed, rest = _capped(found, lambda step: not closed_within(step, period))
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
                _waiting(step, period, as_of, language),
            )
        )
    return Section(
        "requests",
        say("Requests and complaints"),
        Table(columns, tuple(rows)),
        items=and_more(rest, language),
    )


def _kind(step: StepFact, language: Language) -> str:
    kind = words.KINDS[step.kind]
    if step.kind != "complaint" or step.severity in (None, "normal"):
        return language.say(kind)
    return language.say("{kind}, {severity}", kind=kind, severity=words.SEVERITIES[step.severity or "normal"])


def _waiting(step: StepFact, period: Period, as_of: date, language: Language) -> Cell:
    if closed_within(step, period):
        closed = date.fromisoformat((step.closed_at or "")[:10])
        return Cell(language.say("solved {day}", day=language.short_day(closed)), tone="quiet")
    days = (as_of - date.fromisoformat(step.raised_at[:10])).days
    answered = step.first_answered_at is not None and step.first_answered_at[:10] <= as_of.isoformat()
    if answered:
        return Cell(language.plural("answered, open {count} day", "answered, open {count} days", days), tone="soon")
    return Cell(language.plural("waiting {count} day", "waiting {count} days", days), tone="late")


def risks(
    open_risks: Sequence[StepFact],
    complaints: Sequence[StepFact],
    quiet: Sequence[tuple[str, int]],
    as_of: date,
    language: Language,
) -> Section | None:
    """Return the risks: those written down, complaints older than a week, and accounts that fell silent."""
    items = [_about(risk.account, risk.title, language) for risk in open_risks]
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
    shown, rest = items[:LATE_SHOWN], len(items) - LATE_SHOWN
    return Section("risks", language.say("Risks"), items=(*shown, *and_more(rest, language)), half=True)


def money(found: Sequence[MoneyFact], as_of: date, language: Language) -> Section | None:
    """Return the overdue receivables, the oldest first, or nothing."""
    if not found:
        return None
    say = language.say
    columns = (
        Column(say("Due"), 1.3, "date"),
        Column(say("Receivable"), 3.3),
        Column(say("Account"), 1.9),
        Column(say("Amount"), 1.4, "number"),
        Column(say("State"), 1.7),
    )
    rows = []
    for fact in found[:LATE_SHOWN]:
        due = date.fromisoformat(fact.due_on)
        rows.append(
            (
                Cell(language.short_day(due), due, "quiet"),
                Cell(fact.title),
                Cell(fact.account, tone="quiet"),
                Cell(language.money(fact.rest_minor, fact.currency)),
                _days_late((as_of - due).days, language),
            )
        )
    rest = len(found) - LATE_SHOWN
    return Section("money", say("Overdue receivables"), Table(columns, tuple(rows)), items=and_more(rest, language))


def plan(
    title: str,
    planned: Sequence[VisitFact],
    people: Mapping[int, tuple[str, ...]],
    steps: Sequence[StepFact],
    period: Period,
    language: Language,
) -> Section:
    """Return what is planned: visits, and our own next steps that are due, by day."""
    say = language.say
    rows: list[tuple[date, tuple[Cell, ...]]] = []
    for visit in planned:
        names = _met(people.get(visit.id, ()), language)
        text = say("{purpose} with {names}", purpose=visit.purpose, names=names) if names else visit.purpose
        rows.append((visit.day, _plan_row(visit.day, visit.account, text, "strong", language)))
    for step in steps[:LATE_SHOWN]:
        due = step.due or period.last
        rows.append((due, _plan_row(due, step.account, step.title, "plain", language)))
    rows.sort(key=lambda row: row[0])
    columns = (Column(say("Day"), 1.2, "date"), Column(say("Account"), 1.9), Column(say("What"), 5.9))
    return Section(
        "plan",
        title,
        Table(columns, tuple(cells for _, cells in rows), bare=True),
        items=and_more(len(steps) - LATE_SHOWN, language),
        empty=say("Nothing is planned yet."),
    )


def _plan_row(day: date, account: str, text: str, tone: Tone, language: Language) -> tuple[Cell, ...]:
    return (Cell(language.short_day(day), day, "quiet"), Cell(account, tone=tone), Cell(text))


def notes(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return the notes of the visits that the reader may see, each under its visit; nothing unless they were ticked."""
    listed: list[Note] = []
    for visit in found:
        heading = language.say("{day} · {account}", day=language.short_day(visit.day), account=visit.account)
        if visit.notes:
            listed.append(Note(heading, visit.notes))
        if visit.private_notes:
            listed.append(Note(heading, visit.private_notes, private=True))
    return Section("notes", language.say("Notes"), notes=tuple(listed)) if listed else None


def _capped(steps: Sequence[StepFact], is_open: Callable[[StepFact], bool]) -> tuple[list[StepFact], int]:
    """Return the steps with at most LATE_SHOWN open ones, and how many were left out; closed ones all stay."""
    listed, rest, shown = [], 0, 0
    for step in steps:
        if not is_open(step):
            listed.append(step)
        elif shown < LATE_SHOWN:
            listed.append(step)
            shown += 1
        else:
            rest += 1
    return listed, rest


def and_more(rest: int, language: Language) -> tuple[str, ...]:
    """Return the line that counts what a list left out, or nothing when it is whole."""
    return (language.plural("and {count} more", "and {count} more", rest),) if rest > 0 else ()
