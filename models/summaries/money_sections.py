"""What a summary says of money beside what is overdue: all of it by age, what came in, and each receivable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.ageing import LATE, Ageing
from models.summaries.frame import Frame
from models.summaries.money_facts import PaymentFact, ReceivableFact, by_currency
from models.summaries.owed import payment_late
from models.summaries.report import Cell, Column, Section, Table, Tone
from models.summaries.sections import SHOWN_AT_MOST, and_more, day_column, day_in, money_cell
from models.text.language import Label

AGES = {
    "not_invoiced": Label("Not invoiced"),
    "not_due": Label("Not due"),
    "to_30": Label("1–30 days late"),
    "to_60": Label("31–60 days late"),
    "to_90": Label("61–90 days late"),
    "over_90": Label("Over 90 days late"),
}
"""The ages of what is owed, as they head a column."""

_TONES: dict[str, Tone] = {"not_invoiced": "quiet", "not_due": "plain", "to_30": "soon"}


def ageing_section(frame: Frame, found: Sequence[Ageing]) -> Section | None:
    """Return what is owed by age, a row for each currency, as several have no sum; nothing when nothing is owed."""
    if not found:
        return None
    say, language = frame.language.say, frame.language
    columns = [Column(say("Currency"), 0.9)]
    columns += [
        Column(say(title), 1.4, "number", sheet_only=not any(line.of(age) for line in found) and age in LATE)
        for age, title in AGES.items()
    ]
    columns.append(Column(say("Together"), 1.4, "number"))
    rows = tuple(
        (
            Cell(line.currency, tone="strong"),
            *(
                money_cell(line.of(age), line.currency, language, _TONES.get(age, "late")) if line.of(age) else Cell("")
                for age in AGES
            ),
            money_cell(line.total, line.currency, language, "strong"),
        )
        for line in found
    )
    return Section("ageing", say("Receivables by age"), Table(tuple(columns), rows))


def collected_section(frame: Frame, found: Sequence[PaymentFact]) -> Section | None:
    """Return the payments of the period with their sum in each currency, or nothing."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        day_column(say("Day"), language),
        Column(say("Receivable"), 3.3),
        Column(say("Account"), 1.9),
        Column(say("Amount"), 1.4, "number"),
        Column(say("Note"), 1.7),
    )
    rows = tuple(
        (
            _paid_on(frame, fact.paid_on),
            Cell(fact.title),
            Cell(fact.account, tone="quiet"),
            money_cell(fact.amount_minor, fact.currency, language),
            Cell(" ".join(fact.note.split()), tone="quiet"),
        )
        for fact in found[:SHOWN_AT_MOST]
    )
    sums = tuple(language.money(amount, currency) for currency, amount in by_currency(found).items())
    items = (*and_more(len(found) - SHOWN_AT_MOST, language), say("Together: {amounts}", amounts=sums))
    return Section("collected", say("Payments received"), Table(columns, rows), items)


def _paid_on(frame: Frame, day: str) -> Cell:
    when = date.fromisoformat(day)
    return Cell(day_in(when, frame.period, frame.language), when, "quiet")


def receivables_section(frame: Frame, found: Sequence[ReceivableFact], *, with_account: bool = False) -> Section | None:
    """Return each receivable with its invoice and how it stands, or nothing where there is none."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Receivable"), 2.1 if with_account else 2.3),
        Column(say("Account"), 1.6, sheet_only=not with_account),
        Column(say("Milestone"), 1.6, sheet_only=True),
        Column(say("Invoice"), 1),
        day_column(say("Due"), language),
        Column(say("Amount"), 1.9, "number"),
        Column(say("Paid"), 1.9, "number", sheet_only=not any(fact.paid_minor > 0 for fact in found)),
        Column(say("State"), 2.1),
        Column(say("Risk"), 2, sheet_only=True),
    )
    rows = []
    for fact in found:
        due = date.fromisoformat(fact.due_on) if fact.due_on else None
        rows.append(
            (
                Cell(fact.title),
                Cell(fact.account, tone="quiet"),
                Cell(fact.milestone),
                Cell(fact.invoice_number, tone="quiet"),
                Cell(language.day(due) if due else "", due, "quiet"),
                money_cell(fact.amount_minor, fact.currency, language),
                money_cell(fact.paid_minor, fact.currency, language, "quiet") if fact.paid_minor else Cell(""),
                receivable_state(frame, fact),
                Cell(fact.risk),
            )
        )
    risks = tuple(
        say("{title}: {text}", title=fact.title, text=" ".join(fact.risk.split()))
        for fact in found
        if fact.risk.strip() and fact.rest_minor > 0
    )
    return Section("money", say("Receivables"), Table(columns, tuple(rows)), risks)


def receivable_state(frame: Frame, fact: ReceivableFact) -> Cell:
    """Return how a receivable stands: paid, late, promised, to be confirmed or invoiced, given up."""
    language, late = frame.language, fact.days_late(frame.as_of)
    say = language.say
    if fact.written_off_on:
        return Cell(say("written off"), tone="quiet")
    if fact.rest_minor <= 0:
        if not late:
            return Cell(say("paid"), tone="quiet")
        return Cell(language.plural("paid {count} day late", "paid {count} days late", late), tone="quiet")
    if late:
        return payment_late(late, language)
    if fact.promised_on and fact.promised_on >= frame.as_of.isoformat():
        return Cell(say("promised for {day}", day=language.day(date.fromisoformat(fact.promised_on))), tone="soon")
    if fact.invoiced_on:
        return Cell(say("to be paid"))
    if fact.planned_on:
        return Cell(
            say("invoice planned for {day}", day=language.day(date.fromisoformat(fact.planned_on))), tone="quiet"
        )
    return Cell(say("not invoiced"), tone="quiet")
