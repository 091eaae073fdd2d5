"""`search`: find in the journal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from models.commands.context import Context, WrongUsage, count
from models.text.language import Label

_QUERY = Label(
    'the words to find; also "exact words", -without, OR, and filters: account:, person:, project:, kind:, since:, '
    "until:, tag:, state:, in:private"
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
