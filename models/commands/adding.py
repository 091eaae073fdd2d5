"""`add`: one quick-add line into the journal."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from models.commands.context import Context
from models.text.language import Label

if TYPE_CHECKING:
    from models.journal import Journal
    from models.quick_add import Understood


def add_add(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    words = Label("Write down one line: a next step, a promise, a request, a complaint, a risk or a visit.")
    parser = make("add", help=words, description=words)
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="+",
        help=Label("the line, such as: send the BOQ to Tom next tue !promise @Northern Rail"),
    )
    parser.add_argument("--dry-run", action="store_true", help=Label("only say how the line is understood"))
    parser.add_argument("--create", action="store_true", help=Label("make the journal if it is not there yet"))
    parser.set_defaults(run=_add)


def _add(arguments: argparse.Namespace, context: Context) -> int:
    from models.quick_add import save, understand

    text = " ".join(arguments.text)
    if arguments.dry_run:
        with _journal_to_read(context) as journal:
            understood = understand(text, context.clock, _names(journal))
        context.answer(_data(understood), *_lines(understood, context))
        return 0
    created = False
    if context.makes_journal(create=arguments.create):
        understand(text, context.clock, _names(None))  # a line that is refused makes no journal
        created = _create_journal(context)
    with context.open_journal() as journal:
        understood = understand(text, context.clock, _names(journal))
        changes = save(journal, understood)
    data = {**_data(understood), "id": str(changes.id), "created": created}
    context.answer(data, *_lines(understood, context))
    return 0


def _create_journal(context: Context) -> bool:
    """Make the journal, unless another program made it in this moment; return whether it was made."""
    from models.errors import InvalidValue
    from models.journal import Journal

    try:
        Journal.create(context.journal_path, clock=context.clock).close()
    except InvalidValue:
        if not os.path.lexists(context.journal_path):
            raise
        return False
    context.tell_of_new_journal()
    return True


def _journal_to_read(context: Context) -> Any:
    """Return the journal to be opened, or nothing when one's own is not made yet: then no names are known."""
    if not context.journal_named and not os.path.lexists(context.journal_path):
        return nullcontext()
    return context.open_journal()


def _names(journal: Journal | None) -> Any:
    from models.known_names import KnownNames

    return KnownNames.of(journal) if journal is not None else KnownNames()


def _data(understood: Understood) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": understood.kind,
        "title": understood.title,
        "account": understood.account or None,
        "people": [name for _, name in understood.people],
        "due": understood.due.isoformat() if understood.due else None,
        "repeats": understood.repeats or None,
        "severity": understood.severity,
    }
    if understood.kind == "visit":
        data |= {"start": understood.start, "state": understood.state, "summary": understood.summary}
        data["unknown_people"] = list(understood.unknown)
    return data


def _lines(understood: Understood, context: Context) -> list[str]:
    from models.commands.words import KINDS, moment, weekday
    from models.text.field_words import SEVERITY_NAMES, STATE_NAMES
    from models.text.repetitions import words as repetition_words

    say = context.language.say
    start = f"{moment(understood.start)} {weekday(understood.start, context.language)}"
    due = str(understood.due or "")
    described = (
        (say("kind"), say(KINDS[understood.kind])),
        (say("title"), understood.title),
        (say("account"), understood.account),
        (say("people"), context.language.listing([name for _, name in understood.people])),
        (say("people not known yet"), context.language.listing(list(understood.unknown))),
        (say("due date"), f"{due} {weekday(due, context.language)}" if due else ""),
        (say("repeats"), repetition_words(context.language, understood.repeats) if understood.repeats else ""),
        (say("severity"), say(SEVERITY_NAMES[understood.severity]) if understood.severity else ""),
        (say("time"), start if understood.start else ""),
        (say("state"), say(STATE_NAMES[understood.state]) if understood.state else ""),
        (say("summary"), understood.summary),
    )
    return [f"{name}: {value}" for name, value in described if value]
