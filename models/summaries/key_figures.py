"""The key figures of a period, each beside what it was in the period before."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries import facts, owed
from models.summaries.frame import Frame
from models.summaries.periods import Period
from models.summaries.report import Figure
from models.text.language import Label


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in a period."""

    visits: int
    people: int
    new_people: int
    promises_kept: int
    promises_due: int
    complaints: int
    signatures: int


def key_figures(frame: Frame) -> list[Figure]:
    """Return the key figures this reader may see: visits, people, promises kept, complaints, sign-offs, late money."""
    now, before = _counts(frame, frame.period), _counts(frame, frame.period.before())
    figures = _people_figures(frame, now, before)
    if now.promises_due:
        kept = Figure(
            f"{now.promises_kept} / {now.promises_due}",
            frame.language.say("promises kept"),
            _before(frame, f"{before.promises_kept} / {before.promises_due}"),
        )
        figures.append(kept)
    if frame.is_for_customer:
        return figures
    label = frame.language.plural("complaint open", "complaints open", now.complaints)
    figures.append(_figure(frame, now.complaints, before.complaints, label))
    if now.signatures:
        label = frame.language.plural("signature", "signatures", now.signatures)
        figures.append(_figure(frame, now.signatures, before.signatures, label))
    figures.extend(_money_figures(frame))
    return figures


def visits_and_people(frame: Frame) -> list[Figure]:
    """Return the first two of the key figures: the visits, and the people met."""
    return _people_figures(frame, _counts(frame, frame.period), _counts(frame, frame.period.before()))


def _people_figures(frame: Frame, now: Counts, before: Counts) -> list[Figure]:
    plural = frame.language.plural
    people = plural("person, {new} new", "people, {new} new", now.people, new=now.new_people)
    return [
        _figure(frame, now.visits, before.visits, plural("visit", "visits", now.visits)),
        _figure(frame, now.people, before.people, people),
    ]


def _money_figures(frame: Frame) -> list[Figure]:
    """Return what is overdue, one figure a currency, as amounts of several currencies have no sum."""
    now = owed.by_currency(facts.overdue_money(frame.journal, frame.scope, frame.as_of))
    before = owed.by_currency(facts.overdue_money(frame.journal, frame.scope, frame.period.before().last))
    money = frame.language.money
    return [
        Figure(
            money(amount, currency),
            frame.language.say("overdue"),
            _before(frame, money(before.get(currency, 0), currency)),
        )
        for currency, amount in now.items()
    ]


def _figure(frame: Frame, now: int, before: int, label: str) -> Figure:
    return Figure(str(now), label, _before(frame, str(before)))


def _before(frame: Frame, value: str) -> str:
    return frame.language.say(_BEFORE[frame.period.kind], value=value)


def _counts(frame: Frame, period: Period) -> Counts:
    end = min(frame.today, period.last)
    promises = [
        promise
        for promise in facts.promises(frame.journal, period, frame.scope, end)
        if promise.kind == "promise" and owed.counts_in(promise, period, frame.today)
    ]
    people, new_people = facts.people_met(frame.journal, period, frame.scope, frame.known_from)
    return Counts(
        visits=len(facts.visits(frame.journal, period, frame.scope, ("held",))),
        people=people,
        new_people=new_people,
        promises_kept=sum(owed.was_kept(promise, period) for promise in promises),
        promises_due=len(promises),
        complaints=len(facts.open_of_kind(frame.journal, "complaint", frame.scope, end)),
        signatures=facts.signed(frame.journal, period, frame.scope),
    )


_BEFORE = {
    "week": Label("{value} the week before"),
    "month": Label("{value} the month before"),
    "quarter": Label("{value} the quarter before"),
    "range": Label("{value} in the period before"),
}
