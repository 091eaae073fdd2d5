"""Tells the words that open the window from those that run a command, before either is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.clock import Clock, FixedClock
from models.row_class import row_class

THEMES = ("system", "light", "dark")


@row_class
class WindowWords:
    """What the command line asks of the window; nothing where it is silent."""

    file: Path | None = None
    language: str = ""
    theme: str = ""
    clock: Clock | None = None


def window_words(words: Sequence[str]) -> WindowWords | None:
    """Return what the window is asked, or None when the words name a command or ask for help.

    Ends the program with exit code 2, after a line that says why, when the words fit neither.
    """
    if not words:
        return WindowWords()
    if len(words) == 1 and not words[0].startswith("-") and Path(words[0]).suffix:
        return WindowWords(Path(words[0]))  # no command has a dot in its name
    return _parsed(words)


def _parsed(words: Sequence[str]) -> WindowWords | None:
    # Loaded here, for most windows are opened by a file or by nothing, and stand sooner without all the commands.
    import argparse

    from models.commands import parser
    from models.places import PROGRAM
    from models.text.language import Label

    common = parser.common_options()
    rest = common.parse_known_args(list(words))[1]
    first = next((word for word in rest if not word.startswith("-")), "")
    language = parser.spoken_language(words)
    if first in parser.command_names(language) or {"-h", "--help"} & set(words):
        return None
    window = argparse.ArgumentParser(prog=PROGRAM, parents=[parser.common_options()], allow_abbrev=False)
    window.add_argument("file", metavar="FILE", nargs="?", type=Path, help=Label("the journal to open"))
    window.add_argument("--theme", choices=THEMES, default="", help=Label("how the window looks"))
    asked = window.parse_args(list(words))
    given = vars(asked)
    fixed = given.get("now") or given.get("today")
    named = asked.file or (Path(given["journal"]) if "journal" in given else None)
    return WindowWords(named, given.get("lang") or "", asked.theme, FixedClock(fixed) if fixed else None)
