"""Reads the words, runs one command, and turns what went wrong into one line and an exit code."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from models.commands import parser as words_of_commands
from models.commands.context import AnswerLost, Context, WrongUsage
from models.commands.finding import with_minus_words
from models.errors import JournalError
from models.places import PROGRAM
from models.text.language import Language

DONE, AT_FAULT, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the words name, and return the exit code, as `models.commands.main` says."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    language = words_of_commands.spoken_language(words)
    _write_every_letter()
    try:
        return _run(words, language)
    except KeyboardInterrupt:
        Context.without_journal(language, as_json=False).tell(language.say("Interrupted; nothing is left half done."))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has read enough.
        _discard_output()
        return DONE
    except AnswerLost as lost:
        _discard_output()
        Context.without_journal(language, as_json=False).tell(
            language.say("The answer can't be written ({detail}), but the command itself is done.", detail=lost)
        )
        return AT_FAULT


def _run(words: list[str], language: Language) -> int:
    parser = words_of_commands.build(language)
    try:
        arguments = parser.parse_args(with_minus_words(words))
    except SystemExit as end:  # argparse has said what is wrong, or shown the help
        return int(end.code or 0)
    plain = Context.without_journal(language, as_json="json" in arguments)
    try:
        context = words_of_commands.context_of(arguments, language)
        if arguments.command is None:
            return _list_commands(parser, context)
        return int(arguments.run(arguments, context))
    except WrongUsage as wrong:
        plain.tell(f"{PROGRAM}: {language.say(wrong.sentence, **wrong.values)}")
        return WRONG_USAGE
    except JournalError as error:
        return plain.fail(error.say(language))
    except (AnswerLost, BrokenPipeError):
        raise
    except Exception as error:
        return plain.fail(_own_error(error, language))


def _list_commands(parser: argparse.ArgumentParser, context: Context) -> int:
    say = context.language.say
    commands = {name: say(sentence) for name, sentence in words_of_commands.commands_of(parser).items()}
    context.answer(
        {"commands": commands},
        say("Rounds, a journal of customer visits. Write one of these words after its name:"),
        "",
        *(f"  {name:<8} {sentence}" for name, sentence in commands.items()),
        "",
        say("Each explains itself with --help."),
    )
    return DONE


def _own_error(error: Exception, language: Language) -> str:
    """Return the sentence for an error of the program's own, after noting where it happened."""
    from models.commands import own_errors

    kind = type(error).__name__
    path = own_errors.note(error)
    if path is None:
        return language.say(
            "Rounds met an error of its own ({kind}); it is not your doing. Please report it.", kind=kind
        )
    return language.say(
        "Rounds met an error of its own ({kind}); it is not your doing. Where it happened is noted in {path}, without "
        "any of your data. Please report it.",
        kind=kind,
        path=path,
    )


def _write_every_letter() -> None:
    """See to it that a letter the terminal has no place for is written as its number, and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Lead the output nowhere, or Python would complain once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
