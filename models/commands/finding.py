"""`search` and `today`: read the journal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from models.commands.context import Context, WrongUsage, count
from models.text.language import Label

if TYPE_CHECKING:
    from models.today import StepLine
    from models.visit_lists import VisitLine


_QUERY = Label(
    'the words to find; also "exact words", -without, OR, and filters: account:, person:, kind:, since:, until:, tag:, '
    "state:, in:private"
)
_WITH_VALUES = ("-j", "--journal", "--today", "--now", "--lang")
_SHORT_OPTIONS = ("-j", "-h")
_MINUS = "\u2212"
"""The sign for minus, which a search takes like the hyphen of the keyboard."""


def add_search(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `search` to the command line."""
    words = Label("Find what holds all the words: accounts, people, visits, steps, plans, projects and files.")
    parser = make("search", help=words, description=words)
    parser.add_argument("query", metavar="QUERY", nargs="+", help=_QUERY)
    parser.add_argument("--limit", metavar="N", type=count, default=50, help=Label("show no more than this many (50)"))
    parser.set_defaults(run=_search)


def with_minus_words(words: Sequence[str]) -> list[str]:
    """Return the words of a command line with those to be left out of a search (-fibre) as no option is written."""
    place = _place_of_command(words)
    if place >= len(words) or words[place] != "search":
        return list(words)
    return [
        f"{_MINUS}{word[1:]}" if number > place and _is_minus_word(word) else word for number, word in enumerate(words)
    ]


def _place_of_command(words: Sequence[str]) -> int:
    """Return where the word stands that names the command: the first that is no option, and no value of one."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] in _WITH_VALUES else 1
    return place


def _is_minus_word(word: str) -> bool:
    return len(word) > 1 and word.startswith("-") and not word.startswith("--") and word not in _SHORT_OPTIONS


def add_today(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `today` to the command line."""
    words = Label("Show the day's visits, what is due, who waits, and what is not written up.")
    make("today", help=words, description=words).set_defaults(run=_today)


def _search(arguments: argparse.Namespace, context: Context) -> int:
    from models.commands.words import KINDS
    from models.search import finding
    from models.search.filters import taken_out

    query = " ".join(arguments.query)
    with context.open_journal() as journal:
        if unclear := taken_out(query, journal.clock.today())[0].unclear:
            context.tell(context.language.say("Not understood: {words}", words=unclear))
        if finding.asks_for_nothing(journal, query):
            raise WrongUsage(Label("There is no word to search for. Write at least one letter or digit."))
        hits = finding.search(journal, query, arguments.limit)
    data = [
        {
            "kind": hit.kind,
            "id": str(hit.id),
            "title": hit.title,
            "when": hit.when,
            "account": hit.account or None,
            "snippet": hit.snippet,
        }
        for hit in hits
    ]
    lines = []
    for hit in hits:
        said = [hit.when[:10], context.language.say(KINDS[hit.kind]), hit.account, hit.title]
        lines.append(" · ".join(dict.fromkeys(filter(None, said))))
        if hit.snippet not in ("", hit.title):
            lines.append(f"    {hit.snippet}")
    context.answer(data, *(lines or [context.language.say("Nothing was found.")]))
    return 0


def _today(_: argparse.Namespace, context: Context) -> int:
    from models.commands.words import weekday
    from models.today import today

    with context.open_journal() as journal:
        lists = today(journal)
    data = {
        "day": lists.day.isoformat(),
        "visits_today": [_visit_data(visit) for visit in lists.visits_today],
        "visits_tomorrow": [_visit_data(visit) for visit in lists.visits_tomorrow],
        "due": [_step_data(step) for step in lists.due],
        "waiting": [_step_data(step) for step in lists.waiting],
        "to_write_up": [_visit_data(visit) for visit in lists.to_write_up],
    }
    say = context.language.say
    day = lists.day.isoformat()
    lines = [f"{day} {weekday(day, context.language)}"]
    for title, entries in (
        (say("Visits today"), [_visit_words(visit, context, with_day=False) for visit in lists.visits_today]),
        (say("Visits tomorrow"), [_visit_words(visit, context, with_day=False) for visit in lists.visits_tomorrow]),
        (say("Due and overdue"), [_step_words(step, _lateness(step, context), context) for step in lists.due]),
        (say("Waiting for us"), [_step_words(step, _waiting(step, context), context) for step in lists.waiting]),
        (say("To be written up"), [_visit_words(visit, context, with_day=True) for visit in lists.to_write_up]),
    ):
        if entries:
            lines += ["", f"{title} ({len(entries)})", *(f"  {entry}" for entry in entries)]
    context.answer(data, *(lines if len(lines) > 1 else [*lines, say("Nothing is due, and no visit is planned.")]))
    return 0


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
