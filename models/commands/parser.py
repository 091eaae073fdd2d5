"""The words of the command line: options that all commands have, and each command with its own."""

from __future__ import annotations

import argparse
import locale
import os
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from models.clock import FIRST_YEAR, LAST_YEAR, Clock, FixedClock
from models.commands import adding, caring, day, demonstrating, finding, importing, summarizing
from models.commands.context import Context
from models.places import PROGRAM, own_journal
from models.text.language import LANGUAGES, Label, Language

_Day = TypeVar("_Day", date, datetime)

_COMMANDS = (
    demonstrating.add_demo,
    summarizing.add_export,
    summarizing.add_brief,
    adding.add_add,
    finding.add_search,
    day.add_today,
    importing.add_import,
    caring.add_check,
    caring.add_backup,
)


def build(language: Language) -> argparse.ArgumentParser:
    """Return the parser; its help speaks the language, translated only when it is shown."""
    common = common_options()
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=Label("A journal of customer visits, with the week's summary for the manager."),
        parents=[common],
        formatter_class=partial(_Formatter, language=language),
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    make = partial(
        commands.add_parser,
        parents=[common],
        formatter_class=partial(_Formatter, language=language),
        allow_abbrev=False,
    )
    for add_command in _COMMANDS:
        add_command(make)
    return parser


def commands_of(parser: argparse.ArgumentParser) -> dict[str, str]:
    """Return the name of every command with what it does, untranslated."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {action.dest: action.help or "" for action in commands._choices_actions}


def command_names(language: Language) -> frozenset[str]:
    """Return the words that name a command."""
    return frozenset(commands_of(build(language)))


def spoken_language(words: Sequence[str]) -> Language:
    """Return the language of the program's own words: as --lang says, else as the environment does."""
    before = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    before.add_argument("--lang")
    try:
        wanted = before.parse_known_args(list(words))[0].lang
    except argparse.ArgumentError:
        wanted = None  # '--lang' without a language; the parser proper will say so
    if wanted in LANGUAGES:
        return Language(wanted)
    variables = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    preferred = next(filter(None, variables), None) or locale.getlocale()[0] or ""
    return Language("zh_CN" if preferred.lower().startswith(("zh", "chinese")) else "en")


def context_of(arguments: argparse.Namespace, language: Language) -> Context:
    """Return the surroundings that the common options ask for; raises InvalidValue for a path no file can have."""
    given = vars(arguments)
    fixed = given.get("now") or given.get("today")
    named = given.get("journal")
    return Context(
        language,
        FixedClock(fixed) if fixed else Clock(),
        _named_journal(named) if named else own_journal(),
        named is not None,
        bool(given.get("json")),
    )


def _named_journal(path: str) -> Path:
    from models.opening import usable_path

    return usable_path(Path(path))


def common_options() -> argparse.ArgumentParser:
    """Return the options that every command has, without defaults; also the words before FILE for the window."""
    # Without defaults: an option given before the command word would be overwritten by the default of the command.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    common.add_argument("-j", "--journal", metavar="FILE", type=_path, help=Label("the journal (default: your own)"))
    common.add_argument("--json", action="store_true", help=Label("answer in JSON, for scripts"))
    common.add_argument("--today", metavar="DATE", type=_day, help=Label("take this day for today, such as 2026-05-14"))
    common.add_argument(
        "--now", metavar="DATETIME", type=_moment, help=Label("take this time for now, such as 2026-05-14T15:00")
    )
    common.add_argument("--lang", choices=LANGUAGES, help=Label("the language of the program's own words"))
    return common


def _path(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name of a file is missing")
    return text


def _day(text: str) -> date:
    try:
        return _usable(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no usable date; write it as 2026-05-14") from None


def _moment(text: str) -> datetime:
    try:
        return _usable(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no usable time; write it as 2026-05-14T15:00") from None


def _usable(day: _Day) -> _Day:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


class _Formatter(argparse.HelpFormatter):
    """Translates help when it is shown, so that a command that shows none loads no translations."""

    def __init__(self, prog: str, language: Language, **options: Any) -> None:
        super().__init__(prog, **options)
        self._language = language

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._language.say(action.help) if action.help else action.help

    def _format_text(self, text: str) -> str:
        return super()._format_text(self._language.say(text))
