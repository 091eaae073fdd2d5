"""`today`: what the day asks for, as the first page of the window tells it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from models.commands.context import Context
from models.text.language import Label

if TYPE_CHECKING:
    from models.text.day_words import DueWords
    from models.today import StepLine, Today
    from models.visit_lists import VisitLine


def add_today(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `today` to the command line."""
    words = Label("Show the day's visits, what is due, who waits, what comes up, and what is not written up.")
    make("today", help=words, description=words).set_defaults(run=_today)


def _today(_: argparse.Namespace, context: Context) -> int:
    from models.commands.words import weekday
    from models.today import today

    with context.open_journal() as journal:
        lists = today(journal)
        now = journal.clock.wall()
    say = context.language.say
    day = lists.day.isoformat()
    lines = [f"{day} {weekday(day, context.language)}"]
    for title, entries in (*_work(lists, context), *_coming_up(lists, context, now)):
        if entries:
            lines += ["", f"{title} ({len(entries)})", *(f"  {entry}" for entry in entries)]
    if lists.end is not None:
        from models.text.coming_words import day_end

        lines += ["", day_end(context.language, lists.end)]
    told = lines if len(lines) > 1 else [*lines, say("Nothing is due, and no visit is planned.")]
    context.answer(_data(lists), *told)
    return 0


def _work(lists: Today, context: Context) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the headings of what is to be done, each with its lines."""
    say = context.language.say
    yield say("Visits today"), [_visit_words(visit, context, with_day=False) for visit in lists.visits_today]
    yield say("Visits tomorrow"), [_visit_words(visit, context, with_day=False) for visit in lists.visits_tomorrow]
    yield say("Due and overdue"), [_step_words(step, _lateness(step, context), context) for step in lists.due]
    yield say("Waiting for us"), [_step_words(step, _waiting(step, context), context) for step in lists.waiting]
    yield say("To be written up"), [_visit_words(visit, context, with_day=True) for visit in lists.to_write_up]


def _coming_up(lists: Today, context: Context, now: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the headings of what else to think of, each with its lines; `now` is a time on the wall."""
    from models.text import coming_words as words

    language, day = context.language, lists.day

    def line(due: DueWords, *parts: str) -> str:
        return words.joined((*parts, due.text))

    yield language.say("Risks"), [_step_words(step, step.due_on or "", context) for step in lists.risks]
    yield (
        language.say("Money due"),
        [line(words.money_day(language, one, day), words.money_title(one), one.account) for one in lists.money],
    )
    yield (
        language.say("Signatures due"),
        [
            line(words.signatures_day(language, one, now), words.signatures_title(language, one), one.project)
            for one in lists.signatures
        ],
    )
    yield (
        language.say("Missed meetings"),
        [line(words.missed_day(language, one, day), one.purpose, one.account) for one in lists.missed],
    )
    yield (
        language.say("To be invoiced"),
        [
            line(words.invoice_day(language, one, day), words.invoice_title(one), one.account, one.project)
            for one in lists.invoices
        ],
    )
    yield (
        language.say("Quiet projects"),
        [line(words.pursuit_day(language, one), one.project, one.account, one.stage) for one in lists.pursuits],
    )
    yield (
        language.say("Warranties that end"),
        [
            line(words.warranty_day(language, one, day), words.warranty_title(language, one), one.account, one.site)
            for one in lists.warranties
        ],
    )
    yield (
        language.say("Birthdays"),
        [
            line(words.birthday_day(language, one, day), one.name, words.birthday_about(language, one))
            for one in lists.birthdays
        ],
    )
    yield (
        language.say("Going quiet"),
        [
            words.joined((one.name, language.plural("{count} day ago", "{count} days ago", one.days), one.person))
            for one in lists.quiet
        ],
    )


def _data(lists: Today) -> dict[str, Any]:
    """Return the lists as a script reads them."""
    return {
        "day": lists.day.isoformat(),
        "visits_today": [_visit_data(visit) for visit in lists.visits_today],
        "visits_tomorrow": [_visit_data(visit) for visit in lists.visits_tomorrow],
        "due": [_step_data(step) for step in lists.due],
        "waiting": [_step_data(step) for step in lists.waiting],
        "risks": [_step_data(step) for step in lists.risks],
        "money": [_plain(one) for one in lists.money],
        "signatures": [_plain(one) for one in lists.signatures],
        "missed": [_plain(one) for one in lists.missed],
        "invoices": [_plain(one) for one in lists.invoices],
        "pursuits": [_plain(one) for one in lists.pursuits],
        "warranties": [_plain(one) for one in lists.warranties],
        "birthdays": [_plain(one) for one in lists.birthdays],
        "quiet": [_plain(one) for one in lists.quiet],
        "to_write_up": [_visit_data(visit) for visit in lists.to_write_up],
        "end": _plain(lists.end) if lists.end is not None else None,
    }


def _plain(row: Any) -> dict[str, Any]:
    """Return a row by the names of its fields; ids are strings, days ISO."""
    return {name: _plain_value(name, getattr(row, name)) for name in row.__slots__}


def _plain_value(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    is_id = name in ("id", "first") or name.endswith("_id")
    return str(value) if is_id and value is not None else value


def _visit_data(visit: VisitLine) -> dict[str, Any]:
    return {
        "id": str(visit.id),
        "start": visit.start,
        "state": visit.state,
        "channel": visit.channel,
        "account": visit.account,
        "purpose": visit.purpose,
        "people": list(visit.people),
    }


def _step_data(step: StepLine) -> dict[str, Any]:
    return {
        "id": str(step.id),
        "kind": step.kind,
        "title": step.title,
        "account": step.account or None,
        "side": step.owner_side,
        "due": step.due_on,
        "days_late": step.days_late,
        "days_waiting": step.days_waiting,
        "answered": step.answered,
    }


def _visit_words(visit: VisitLine, context: Context, *, with_day: bool) -> str:
    from models.commands.words import moment
    from models.text.field_words import CHANNEL_NAMES

    day, _, time = moment(visit.start).partition(" ")
    when = " ".join(filter(None, (day if with_day else "", time)))
    people = context.language.listing(visit.people)
    said = (visit.account, context.language.say(CHANNEL_NAMES[visit.channel]), visit.purpose, people)
    return "  ".join(filter(None, (when, " · ".join(filter(None, said)))))


def _step_words(step: StepLine, state: str, context: Context) -> str:
    from models.text.field_words import KIND_NAMES

    said = (context.language.say(KIND_NAMES[step.kind]), step.title, step.account, state)
    return " · ".join(filter(None, said))


def _lateness(step: StepLine, context: Context) -> str:
    if not step.days_late:
        return context.language.say("due today")
    return context.language.plural("{count} day late", "{count} days late", step.days_late)


def _waiting(step: StepLine, context: Context) -> str:
    waiting = context.language.plural("waiting {count} day", "waiting {count} days", step.days_waiting)
    return waiting if step.answered else context.language.say("{waiting}, not answered yet", waiting=waiting)
