"""What is open at an account: complaints and requests first, then promises of both sides, risks, next steps, money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.summaries import facts, owed
from models.summaries.facts import MoneyFact, StepFact
from models.summaries.frame import Frame
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.sections import SHOWN_AT_MOST, and_more
from models.summaries.step_states import KIND_TITLES, state_at_end

_KINDS = ("complaint", "request", "promise", "customer_promise", "risk", "next_step")


def open_steps(frame: Frame) -> list[StepFact]:
    """Return the steps that were open at the end of the period, by kind, then by the day they were or are due."""
    found = []
    for kind in _KINDS:
        steps = facts.open_of_kind(frame.journal, kind, frame.scope, frame.as_of)
        found += sorted(steps, key=lambda step: (step.due_on is None, step.due_on or step.raised_at))
    return found


def open_line(frame: Frame, step: StepFact) -> str:
    """Return an open step as one sentence: its kind, what it is, and how late it is or until when it is due."""
    language = frame.language
    state = state_at_end(step, frame.period, frame.today, language)
    standing = state.text
    if state.tone == "plain" and step.due:
        standing = language.say("by {day}", day=language.short_day(step.due))
    kind = KIND_TITLES[step.kind]
    return language.say("{kind}: {title} ({state})", kind=kind, title=step.title, state=standing)


def money_line(frame: Frame, fact: MoneyFact) -> str:
    """Return an overdue receivable as one sentence."""
    amount = frame.language.money(fact.rest_minor, fact.currency)
    day = frame.language.day(date.fromisoformat(fact.due_on))
    return frame.language.say("Overdue: {title}, {amount} (since {day})", title=fact.title, amount=amount, day=day)


def open_section(frame: Frame, steps: Sequence[StepFact], *, sheet: bool = False) -> Section | None:
    """Return what is open as a table, whole for a sheet, or nothing when nothing is open."""
    if not steps:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Due"), 1.45 if language.is_chinese else 1.3, "date"),
        Column(say("Kind"), 1.4),
        Column(say("What it is about"), 3.4),
        Column(say("Account"), 1.8),
        Column(say("State"), 1.6),
    )
    shown = steps if sheet else steps[:SHOWN_AT_MOST]
    rows = tuple(
        (
            Cell(language.short_day(step.due) if step.due else "", step.due, "quiet"),
            Cell(say(KIND_TITLES[step.kind]), tone="late" if step.kind == "complaint" else "plain"),
            Cell(step.title),
            Cell(step.account, tone="quiet"),
            state_at_end(step, frame.period, frame.today, language),
        )
        for step in shown
    )
    more = and_more(len(steps) - len(shown), language)
    return Section("open", say("What is open"), Table(columns, rows), more, medium="sheet" if sheet else "both")


def money_section(frame: Frame) -> Section | None:
    """Return the overdue receivables, or nothing; they are never for a customer."""
    money = facts.overdue_money(frame.journal, frame.scope, frame.as_of)
    return owed.money(money, frame.as_of, frame.language)
